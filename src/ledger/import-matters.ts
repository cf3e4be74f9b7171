// A task list 任务分解表 read into drafts, a matter to a row: every cell judged, and nothing taken where one is wrong.
import { docketText } from '../domain/docket.ts'
import type { Docket } from '../domain/matter.ts'
import { EMPTY_DOCKET } from '../domain/new-matter.ts'
import type { Organisation } from '../domain/organisation.ts'
import { carriesSecrecyMark } from '../domain/secrecy.ts'
import { fold } from '../lark/fold.ts'
import { type CellFault, COLUMNS, type Column } from './columns.ts'
import { type Cell, columnLetters } from './sheet-rows.ts'

/** Where and why: C7, 牵头单位, what stands there. */
export interface WrongCell {
  readonly cell: string
  readonly column: string
  readonly said: string
  readonly fault: CellFault | 'titleMissing' | 'headerTwice'
}

export type Imported =
  | { readonly ok: true; readonly drafts: readonly Docket[] }
  | { readonly ok: false; readonly fault: 'noHeader' | 'noRows' | 'secrecyMark' }
  | { readonly ok: false; readonly fault: 'cells'; readonly cells: readonly WrongCell[] }

/** The header may stand below a title line or two. */
const HEADER_WITHIN = 5

/** Reads the rows of a sheet. Columns it does not know (督查编号, 状态, 备注) are passed over. */
export function importMatters(
  rows: readonly (readonly Cell[])[],
  organisation: Organisation,
): Imported {
  const at = rows.slice(0, HEADER_WITHIN).findIndex((row) => row.some((cell) => isTitle(cell)))
  const header = rows[at]
  if (header === undefined) return { ok: false, fault: 'noHeader' }
  const columns = header.map((cell) => COLUMNS.find(({ zh }) => named(cell, zh)) ?? null)
  const twice = columns.findIndex((one, index) => one !== null && columns.indexOf(one) < index)
  if (twice >= 0) {
    const cell = `${columnLetters(twice)}${at + 1}`
    const zh = columns[twice]?.zh ?? ''
    const wrong: WrongCell = { cell, column: zh, said: zh, fault: 'headerTwice' }
    return { ok: false, fault: 'cells', cells: [wrong] }
  }
  const read = rows
    .map((row, index) => ({ row, number: index + 1 }))
    .slice(at + 1)
    .filter(({ row }) => row.some((cell) => textOf(cell).trim() !== ''))
    .map(({ row, number }) => readRow(row, number, columns, organisation))
  if (read.length === 0) return { ok: false, fault: 'noRows' }
  if (read.some(({ draft }) => carriesSecrecyMark(docketText(draft))))
    return { ok: false, fault: 'secrecyMark' }
  const cells = read.flatMap(({ wrong }) => wrong)
  if (cells.length > 0) return { ok: false, fault: 'cells', cells }
  return { ok: true, drafts: read.map(({ draft }) => draft) }
}

function isTitle(cell: Cell): boolean {
  return named(cell, '事项')
}

/** 事项 is also headed 督查事项, 工作任务; the others by their own names, spaces aside. */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  事项: ['督查事项', '事项名称', '工作任务', '任务'],
  督查内容: ['内容', '工作内容', '具体内容'],
  牵头单位: ['责任单位', '主办单位'],
  配合单位: ['协办单位'],
  办结时间: ['完成时限', '办结时限', '完成时间', '时限'],
  来文文号: ['文号'],
}

function named(cell: Cell, zh: string): boolean {
  const said = fold(textOf(cell)).replaceAll(/[\s*]/g, '')
  return [zh, ...(OTHER_NAMES[zh] ?? [])].some((name) => fold(name) === said)
}

function readRow(
  row: readonly Cell[],
  number: number,
  columns: readonly (Column | null)[],
  organisation: Organisation,
): { draft: Docket; wrong: WrongCell[] } {
  const wrong: WrongCell[] = []
  let draft: Docket = EMPTY_DOCKET
  columns.forEach((column, index) => {
    if (column === null) return
    const said = textOf(row[index] ?? null)
    const read = column.read(column.name === 'content' ? said : said.trim(), organisation)
    const cell = `${columnLetters(index)}${number}`
    if (read.ok) draft = { ...draft, [column.name]: read.value }
    else wrong.push({ cell, column: column.zh, said, fault: read.fault })
  })
  if (draft.title === '' && wrong.every(({ column }) => column !== '事项')) {
    const index = columns.findIndex((column) => column?.name === 'title')
    const cell = `${columnLetters(index)}${number}`
    wrong.push({ cell, column: '事项', said: '', fault: 'titleMissing' })
  }
  return { draft, wrong }
}

/** A date in a sheet is a wall-clock time without a zone; the library gives it as if it were UTC. */
function textOf(cell: Cell): string {
  if (cell === null) return ''
  if (cell instanceof Date) {
    const written = Number.isNaN(cell.getTime()) ? '' : cell.toISOString()
    const isMidnight = written.slice(11, 16) === '00:00'
    return isMidnight ? written.slice(0, 10) : `${written.slice(0, 10)} ${written.slice(11, 16)}`
  }
  if (cell === true) return '是'
  return cell === false ? '否' : String(cell)
}
