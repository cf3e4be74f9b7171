// What the bot sent about a matter, to whom and when: for the office and for the department concerned, in their bounds.
import { html } from 'hono/html'
import { departmentZh, personZh } from '../../cards/phrases.ts'
import { hasRole } from '../domain/organisation.ts'
import { type Asker, seesPapers } from '../domain/shown-within.ts'
import { CARD_TITLE_ZH, type CardKind } from '../domain/terms.ts'
import { momentZh } from '../domain/time.ts'
import { type MessageLine, messagesAbout } from '../store/message-lines.ts'
import type { BoardWorld } from './board-world.ts'
import type { Html } from './page-frame.ts'

export async function messagesSection(world: BoardWorld, asker: Asker): Promise<Html | ''> {
  const lines = (await messagesAbout(world.sql, asker.matter.id)).filter((line) =>
    maySee(asker, line),
  )
  if (lines.length === 0) return ''
  return html`<section class="sheet"><h2>已发消息 <small>${lines.length}条</small></h2><details><summary>展开</summary><ul class="moves">${lines.map(
    (line) =>
      html`<li class="part"><span>${titleOf(line)}</span> <span class="soft small">${recipientZh(asker, line)}，${stateZh(line)}</span></li>`,
  )}</ul></details></section>`
}

/**
 * Who got which card tells who handles the matter, and that is the department's own affair until its head releases
 * it: outsiders see what passes between the office and the department.
 */
function maySee(asker: Asker, line: MessageLine): boolean {
  if (line.recipient === asker.person.openId) return true
  const about = asker.matter.assignments.find(({ id }) => id === line.assignmentId)
  if (about !== undefined)
    return seesPapers(asker, about) || (isOffice(asker) && PASSES.has(line.kind))
  return isOffice(asker) && isCard(line.kind)
}

/** 督查室 and the leaders of 区政府办. */
export function isOffice({ person }: Asker): boolean {
  return hasRole(
    person,
    'SUPERVISION_CHIEF',
    'SUPERVISION_OFFICER',
    'OFFICE_DIRECTOR',
    'OFFICE_DEPUTY_DIRECTOR',
  )
}

const PASSES: ReadonlySet<string> = new Set<CardKind>([
  'handover',
  'review',
  'question',
  'chase',
  'extension-review',
  'redirect-review',
])

function titleOf({ kind }: MessageLine): string {
  return isCard(kind) ? CARD_TITLE_ZH[kind] : '文字'
}

function isCard(kind: string): kind is CardKind {
  return Object.hasOwn(CARD_TITLE_ZH, kind)
}

function recipientZh({ organisation }: Asker, { recipientType, recipient }: MessageLine): string {
  if (recipientType === 'person') return personZh(organisation, recipient)
  const department = organisation.departments.find(({ chatId }) => chatId === recipient)
  return department === undefined ? '工作群' : `${departmentZh(organisation, department.id)}工作群`
}

function stateZh({ sentAt, parked }: MessageLine): string {
  if (sentAt !== null) return momentZh(sentAt)
  return parked ? '未能送达' : '待发送'
}
