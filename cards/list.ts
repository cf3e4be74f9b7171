// 超期 and 临期: what is late or soon due within the asker's sight, a page at a time (conversation §3).
import { departmentZh, type OpenId, type Organisation } from '../src/domain/organisation.ts'
import type { Instant } from '../src/domain/time.ts'
import { momentZh } from '../src/domain/time.ts'
import { type Card, card, type Element, header, hr, listLine, note, plain } from './element.ts'
import { type Button, button, buttonRow } from './element-button.ts'
import { clip } from './escape.ts'
import { titleZh } from './matter-facts.ts'
import { daysLeftZh, SUPERSEDED_ZH, spokenZh } from './phrases.ts'
import { type CardRow, carried } from './view.ts'

export type ListKind = 'overdue' | 'dueSoon'

export interface ListRow {
  readonly matterId: string
  readonly title: string
  readonly number: string | null
  /** The lead, in the organisation's short form. */
  readonly lead: string | null
  readonly deadline: Instant
  /** 待批办, 汇总中, …: where the lead stands. */
  readonly statusZh: string
}

export interface ListView {
  readonly card: CardRow
  readonly kind: ListKind
  readonly asker: OpenId
  readonly organisation: Organisation
  readonly rows: readonly ListRow[]
  readonly total: number
  readonly page: number
  readonly at: Instant
}

/** Rows to a page, as on 我的待办 (conversation §2). */
export const LIST_ROWS = 15

const TITLE: Record<ListKind, string> = { overdue: '超期事项', dueSoon: '临期事项' }

/** The page that the view holds. Never red: leaders read it (conversation §1.7). No matter in the summary. */
export function listCard(view: ListView): Card {
  const { kind, total, card: row } = view
  const colour = total > 0 && !row.superseded ? 'orange' : 'blue'
  return card({
    header: header(TITLE[kind], colour, { ...(total > 0 ? { subtitle: `共${total}项` } : {}) }),
    summary: `${TITLE[kind]}：共${total}项`,
    elements: elementsFor(view),
  })
}

function elementsFor(view: ListView): readonly Element[] {
  const { kind, organisation, asker, rows, total, card: row } = view
  if (row.superseded) return [plain(SUPERSEDED_ZH)]
  const hello = `${spokenZh(organisation, asker)}，您好。`
  if (total === 0) return [plain(`${hello}${NONE[kind]}`)]
  return [
    plain(`${hello}${SOME[kind]}`),
    hr(),
    ...rows.slice(0, LIST_ROWS).map((one) => line(view, one)),
    ...pages(view),
    note('按办结时间先后排列，范围为您可查看的事项。'),
  ]
}

const NONE: Record<ListKind, string> = {
  overdue: '您可查看的事项中，目前没有超期的。',
  dueSoon: '您可查看的事项中，目前没有临期的。',
}

const SOME: Record<ListKind, string> = {
  overdue: '以下事项已过时限，牵头单位尚未报送：',
  dueSoon: '以下事项即将到时限：',
}

function line(view: ListView, row: ListRow): Element {
  const lead = row.lead === null ? null : departmentZh(view.organisation, row.lead)
  const due = `时限${momentZh(row.deadline)}，${daysLeftZh(row.deadline, view.at)}`
  const facts = [row.number, lead, row.statusZh, due].filter((fact) => fact !== null)
  return listLine(
    [plain(clip(titleZh(row), TITLE_SHOWN)), note(facts.join('，'))],
    [press(view, '查', 'look', row.matterId)],
  )
}

/** UTF-16 units; two lines of a phone. */
const TITLE_SHOWN = 48

function pages(view: ListView): readonly Element[] {
  const { page, total } = view
  const last = Math.max(1, Math.ceil(total / LIST_ROWS))
  if (last === 1) return []
  const buttons = [
    ...(page > 1 ? [press(view, '上一页', 'page', String(page - 1))] : []),
    ...(page < last ? [press(view, '下一页', 'page', String(page + 1))] : []),
  ]
  return [note(`第${page}页，共${last}页`), buttonRow(buttons)]
}

function press(view: ListView, text: string, a: string, x: string): Button {
  return button({ text, value: carried(view, a, x) })
}
