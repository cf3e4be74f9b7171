// What the bot sent about a matter, to whom and when: for the office and for the department concerned, in their bounds.

import { html } from 'hono/html'
import { personZh } from '../../cards/phrases.ts'
import { departmentZh } from '../domain/organisation.ts'
import { mayKnowOfMessage } from '../domain/shown-records.ts'
import type { Asker } from '../domain/shown-within.ts'
import { CARD_TITLE_ZH, type CardKind } from '../domain/terms.ts'
import { momentZh } from '../domain/time.ts'
import { type MessageLine, messagesAbout } from '../store/message-lines.ts'
import type { BoardWorld } from './board-world.ts'
import type { Html } from './page-frame.ts'

export async function messagesSection(world: BoardWorld, asker: Asker): Promise<Html | ''> {
  const lines = (await messagesAbout(world.sql, asker.matter.id)).filter((line) =>
    mayKnowOfMessage(asker, line),
  )
  if (lines.length === 0) return ''
  return html`<section class="sheet"><h2>已发消息 <small>${lines.length}条</small></h2><details><summary>展开</summary><ul class="moves">${lines.map(
    (line) =>
      html`<li class="part"><span>${titleOf(line)}</span> <span class="soft small">${recipientZh(asker, line)}，${stateZh(line)}</span></li>`,
  )}</ul></details></section>`
}

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
