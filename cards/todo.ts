// 我的待办: what waits for the asker, a page at a time, each row with the button that sends its card afresh.

import { effectiveDeadline } from '../src/domain/deadline.ts'
import type { Assignment, Matter } from '../src/domain/matter.ts'
import { departmentZh, type Organisation } from '../src/domain/organisation.ts'
import { CARD_TITLE_ZH, type CardKind } from '../src/domain/terms.ts'
import { type Instant, momentZh } from '../src/domain/time.ts'
import { type Card, card, type Element, header, hr, listLine, note, plain } from './element.ts'
import { type Button, button, buttonRow } from './element-button.ts'
import { clip } from './escape.ts'
import { titleZh } from './matter-facts.ts'
import { daysLeftZh, matterName, SUPERSEDED_ZH, spokenZh } from './phrases.ts'
import { carried, type TodoRow, type TodoView } from './view.ts'

/** Rows to a page (conversation §2). */
const PAGE_ROWS = 15

/** The page of the list that the view holds. Its summary names no matter, as any of them may be 内部. */
export function todoCard(view: TodoView): Card {
  const { total } = view
  const waits = total > 0 && !view.card.superseded
  const title = view.card.subject.daily === true ? DAILY_ZH : CARD_TITLE_ZH.todo
  return card({
    header: header(title, waits ? 'orange' : 'blue', {
      ...(waits ? { subtitle: `共${total}项` } : {}),
    }),
    summary: total > 0 ? `${title}：共${total}项` : `${title}：目前没有待办事项`,
    elements: elementsFor(view),
  })
}

/** The same list, when it comes by itself in the morning (conversation §2). */
const DAILY_ZH = '每日清单'

function elementsFor(view: TodoView): readonly Element[] {
  if (view.card.superseded) return [plain(SUPERSEDED_ZH)]
  return [...lateLines(view), ...waitingLines(view)]
}

/** Facts for the leader with the portfolio; nothing is asked of him. */
function lateLines({ late = [] }: TodoView): readonly Element[] {
  return late.length === 0
    ? []
    : [plain(`分管部门以下事项时限已过三个工作日以上：\n${late.join('\n')}`), hr()]
}

function waitingLines(view: TodoView): readonly Element[] {
  if (view.total === 0 && (view.late ?? []).length > 0) return []
  const rows = view.rows.slice(0, PAGE_ROWS)
  if (view.total === 0) return [plain('您目前没有待办事项。')]
  if (rows.length === 0) return [plain('本页没有待办事项。'), ...pages(view)]
  const said = view.greeting ?? openingOf(view)
  const greeting = `${spokenZh(view.organisation, view.asker)}，您好。${said}`
  return [
    plain(greeting),
    hr(),
    ...rows.map((row) => line(view, row)),
    ...pages(view),
    ...restLines(view),
  ]
}

/** The list after an outage holds what was missed and stands for that day's list of all that waits. */
function restLines({ card: { subject } }: TodoView): readonly Element[] {
  return subject.missed === undefined ? [] : [note('其余待办请发送“我的待办”查看。')]
}

function openingOf({ card: { subject } }: TodoView): string {
  return subject.missed === undefined
    ? '以下事项待您办理：'
    : '前几日系统暂停，期间应提示的下列事项并入本清单，不再逐条发送：'
}

/** Nine of the card's 200 elements, fifteen times. */
function line(view: TodoView, row: TodoRow): Element {
  const undated = LISTS.includes(row.kind) ? '' : '未定时限'
  const deadline = row.deadline === null ? undated : `时限${momentZh(row.deadline)}`
  const usual = [CARD_TITLE_ZH[row.kind], row.number, row.statusZh, row.lampZh, deadline]
  const facts = row.missed === undefined ? usual : [row.number, row.missed]
  return listLine(
    [
      plain(clip(titleZh(row), TITLE_SHOWN)),
      note(facts.filter((fact) => fact !== null && fact !== '').join('，')),
    ],
    row.cardId === null ? [] : [press(view, '办理', 'open', row.cardId)],
  )
}

/** Cards that stand for several matters. */
const LISTS: readonly CardKind[] = ['minutes', 'batch']

/** What stands over the one list of what was handed over together. */
export function handoversGreeting(count: number): string {
  return `以下${count}项督查事项已经区政府领导批准立项，现交贵单位办理，请逐项签收：`
}

/** UTF-16 units; two lines of a phone. Longer ones would not leave 15 rows within the platform's 30 KB. */
const TITLE_SHOWN = 48

function pages(view: TodoView): readonly Element[] {
  const { page, total } = view
  const last = Math.max(1, Math.ceil(total / PAGE_ROWS))
  if (last === 1 && page === 1) return []
  const buttons = [
    ...(page > 1 ? [press(view, '上一页', 'page', String(Math.min(page - 1, last)))] : []),
    ...(page < last ? [press(view, '下一页', 'page', String(page + 1))] : []),
  ]
  return [note(`第${page}页，共${last}页`), buttonRow(buttons)]
}

function press(view: TodoView, text: string, a: string, x: string): Button {
  return button({ text, value: carried(view, a, x) })
}

/** `区农业农村局：农村沼气建设工作（云政督〔2026〕27号），时限9月21日17:30，已过时限4天`; of an 内部 matter the number only. */
export function lateLine(
  matter: Matter,
  assignment: Assignment,
  organisation: Organisation,
  at: Instant,
): string {
  const due = effectiveDeadline(assignment)
  const name =
    matter.classification === 'internal' ? (matter.number ?? '内部事项') : matterName(matter)
  return `${departmentZh(organisation, assignment.departmentId)}：${name}，时限${momentZh(due)}，${daysLeftZh(due, at)}`
}
