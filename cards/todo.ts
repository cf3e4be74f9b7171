// 我的待办: what waits for the asker, a page at a time, each row with the button that sends its card afresh.
import { CARD_TITLE_ZH, type CardKind } from '../src/domain/terms.ts'
import { momentZh } from '../src/domain/time.ts'
import { type Card, card, type Element, header, hr, listLine, note, plain } from './element.ts'
import { type Button, button, buttonRow } from './element-button.ts'
import { clip, visibleText } from './escape.ts'
import { SUPERSEDED_ZH, spokenZh } from './phrases.ts'
import type { ButtonValue, TodoRow, TodoView } from './view.ts'

/** Rows to a page (conversation §2). */
const PAGE_ROWS = 15

/** The page of the list that the view holds. Its summary names no matter, as any of them may be 内部. */
export function todoCard(view: TodoView): Card {
  const { total } = view
  const waits = total > 0 && !view.card.superseded
  return card({
    header: header(CARD_TITLE_ZH.todo, waits ? 'orange' : 'blue', {
      ...(waits ? { subtitle: `共${total}项` } : {}),
    }),
    summary: total > 0 ? `我的待办：共${total}项` : '我的待办：目前没有待办事项',
    elements: elementsFor(view),
  })
}

function elementsFor(view: TodoView): readonly Element[] {
  if (view.card.superseded) return [plain(SUPERSEDED_ZH)]
  const rows = view.rows.slice(0, PAGE_ROWS)
  if (view.total === 0) return [plain('您目前没有待办事项。')]
  if (rows.length === 0) return [plain('本页没有待办事项。'), ...pages(view)]
  const said = view.greeting ?? '以下事项待您办理：'
  const greeting = `${spokenZh(view.organisation, view.asker)}，您好。${said}`
  return [plain(greeting), hr(), ...rows.map((row) => line(view, row)), ...pages(view)]
}

/** Nine of the card's 200 elements, fifteen times. */
function line(view: TodoView, row: TodoRow): Element {
  const undated = LISTS.includes(row.kind) ? '' : '未定时限'
  const deadline = row.deadline === null ? undated : `时限${momentZh(row.deadline)}`
  const facts = [CARD_TITLE_ZH[row.kind], row.number, row.statusZh, row.lampZh, deadline]
  return listLine(
    [
      plain(clip(visibleText(row.title).trim() || '未命名事项', TITLE_SHOWN)),
      note(facts.filter((fact) => fact !== null && fact !== '').join('，')),
    ],
    [press(view, '办理', 'open', row.cardId)],
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

function press({ card: row }: TodoView, text: string, a: string, x: string): Button {
  const value: ButtonValue = { c: row.id, a, t: row.turn, x }
  return button({ text, value: { ...value } })
}
