// One matter, whole: the three points, who has it, its versions, its course, what the bot sent – as far as one may see.
import { html } from 'hono/html'
import { originFacts, titleZh } from '../../cards/matter-facts.ts'
import {
  actorZh,
  matterName,
  outcomeLine,
  personZh,
  pointsLines,
  statusZh,
} from '../../cards/phrases.ts'
import { matterLamp } from '../domain/deadline.ts'
import { mayAct } from '../domain/decide.ts'
import { leadOf, type Matter } from '../domain/matter.ts'
import { departmentZh, headOf, officersOf, viceMayorFor } from '../domain/organisation.ts'
import { type Asker, shownActs, shownAssignments, shownOpinion } from '../domain/shown-within.ts'
import { ACTION_ZH, CLASSIFICATION_ZH } from '../domain/terms.ts'
import { maySeeMatter } from '../domain/visibility.ts'
import { todoRows } from '../flows/draw-todo.ts'
import { isId } from '../store/ids.ts'
import { waitingCards } from '../store/lists.ts'
import { loadMatter } from '../store/matters.ts'
import type { BoardWorld } from './board-world.ts'
import { documentsSection } from './documents-section.ts'
import { messagesSection } from './messages-section.ts'
import { type Html, page, pair, postForm } from './page-frame.ts'
import { partSection } from './part-section.ts'
import { lampWord } from './pictures.ts'
import type { Visitor } from './session.ts'
import { waitingList } from './waiting-page.ts'

/** 催办 is the office's: its word is given for it, and the text to be sent is confirmed in the chat. */
export function mayChase({ person: actor, organisation, at }: Visitor, matter: Matter): boolean {
  return matter.assignments.some((assignment) =>
    mayAct({ matter, assignment, organisation, actor, at }, 'chase'),
  )
}

export function chaseWords({ number }: Pick<Matter, 'number'>): string {
  return `催办 ${number ?? ''}`
}

/** Null: there is none, or none that this person may know of – the same answer. */
export async function visibleMatter(
  world: BoardWorld,
  { person, organisation, at }: Visitor,
  id: string,
): Promise<Matter | null> {
  if (!isId(id)) return null
  const matter = await loadMatter(world.sql, id)
  return matter !== null && maySeeMatter(person, matter, organisation, at) ? matter : null
}

export async function matterPage(
  world: BoardWorld,
  visitor: Visitor,
  matter: Matter,
): Promise<Html> {
  const { person, organisation, at } = visitor
  const asker: Asker = { person, matter, organisation, at }
  const shown = shownAssignments(asker)
  const waiting = (await waitingCards(world.sql, person.openId)).filter(
    (card) => card.matterId === matter.id,
  )
  const rows = await todoRows(world, waiting, organisation, at)
  const waits =
    rows.length === 0
      ? ''
      : html`<section class="sheet notice"><h2>待您办理</h2>${waitingList(visitor, rows)}</section>`
  return page(
    visitor,
    matterName(matter),
    '/board/matters',
    html`${header(visitor, matter)}${waits}
<div class="columns"><div class="wide stack">
<section class="sheet"><h2>三要素</h2><dl class="points">${pointsOf(asker, shown).map(([label, value]) => pair(label, value))}${approval(asker)}</dl></section>
<section class="sheet"><h2>承办单位</h2>${shown.length === 0 ? html`<p class="soft">尚未交办。</p>` : shown.map((held) => partSection(asker, held))}</section>
${await documentsSection(world, asker)}${await messagesSection(world, asker)}</div>
<div class="slim stack"><section class="sheet"><h2>有关情况</h2><dl class="points">${facts(asker)}</dl></section>
<section class="sheet"><h2>办理过程</h2>${course(asker)}</section></div></div>`,
  )
}

function header(visitor: Visitor, matter: Matter): Html {
  const { organisation, at } = visitor
  const lamp = matterLamp(matter, organisation, at)
  const shownLamp = matter.docketedAt === null && lamp !== 'grey' ? '' : lampWord(lamp)
  const marks = matter.classification === 'internal' ? ` · ${CLASSIFICATION_ZH.internal}` : ''
  return html`<section class="sheet stack"><div><p class="soft">${matter.number ?? '（尚未编号）'}${marks}</p><h1>${titleZh(matter)}</h1></div>
<p>${shownLamp} ${statusZh(matter)}</p>
<div class="buttons no-print">${postForm(visitor, `/board/matters/${matter.id}/status`, '发到飞书')}${mayChase(visitor, matter) ? postForm(visitor, `/board/matters/${matter.id}/chase`, '一键催办') : ''}</div></section>`
}

function pointsOf(
  asker: Asker,
  shown: Matter['assignments'],
): readonly (readonly [string, string])[] {
  const nearest = shown.find((held) => held.kind === 'lead') ?? shown[0] ?? null
  return pointsLines(asker.matter, nearest, asker.organisation)
}

function approval({ matter, organisation }: Asker): Html | '' {
  if (matter.approval.trim() === '') return ''
  const act = matter.history.findLast((held) => held.action === ACTION_ZH.approve)
  const by = act === undefined ? '' : `（${actorZh(act, organisation)}）`
  return pair('领导批示', `${matter.approval}${by}`)
}

/** Where it came from and who is who. Handlers are the department's own affair and stand with its papers. */
function facts({ matter, organisation }: Asker): Html[] {
  const lead = leadOf(matter)?.departmentId ?? matter.lead
  const names = (openIds: readonly string[]) =>
    openIds.map((openId) => personZh(organisation, openId)).join('、')
  const people: readonly (readonly [string, string])[] = [
    ['经办人', names([matter.officer])],
    ['阅批领导', names(matter.approver === null ? [] : [matter.approver])],
    ...(lead === null
      ? []
      : ([
          ['分管领导', names([viceMayorFor(organisation, lead)?.openId ?? []].flat())],
          ['主要领导', names([headOf(organisation, lead)?.openId ?? []].flat())],
          ['督查工作人员', names(officersOf(organisation, lead).map(({ openId }) => openId))],
        ] as const)),
  ]
  return [...originFacts(matter, organisation), ...people]
    .filter(([, value]) => value.trim() !== '')
    .map(([label, value]) => pair(label, value))
}

function course(asker: Asker): Html {
  const { matter, organisation } = asker
  const acts = shownActs(asker, Number.POSITIVE_INFINITY).toReversed()
  if (acts.length === 0) return html`<p class="soft">暂无记录。</p>`
  return html`<ol class="timeline">${acts.map((act) => {
    const department =
      act.departmentId === null ? '' : `（${departmentZh(organisation, act.departmentId)}）`
    const opinion = shownOpinion(asker, act)
    const said = opinion === null ? '' : html`<div class="soft small whole">意见：${opinion}</div>`
    return html`<li>${outcomeLine(act, matter, organisation)}${department}${said}</li>`
  })}</ol>`
}
