// The rows of a spreadsheet's first sheet, after its size and its formulas were looked at in the XML itself.
import { packedPlain } from './guarded-zip.ts'

/** Rows below the header. A longer list is handed in piece by piece. */
export const ROWS_MAX = 200
/** Wide enough for every column there is twice. */
const COLUMNS_MAX = 80

export type Cell = string | number | boolean | Date | null

export type SheetRead =
  | { readonly ok: true; readonly rows: readonly (readonly Cell[])[] }
  | { readonly ok: false; readonly fault: 'broken' | 'tooManyRows' | 'tooWide' | 'noSheet' }
  /** Where a formula stands, at most ten places: what it yields depends on who opens it. */
  | { readonly ok: false; readonly fault: 'formula'; readonly cells: readonly string[] }

const FORMULAS_NAMED = 10

/** Never more than {@link ROWS_MAX} rows, whatever the file claims; the library is loaded only now. */
export async function sheetRows(parts: ReadonlyMap<string, Uint8Array>): Promise<SheetRead> {
  const sheets = [...parts].filter(([name]) => name.startsWith('xl/worksheets/'))
  if (sheets.length === 0) return { ok: false, fault: 'noSheet' }
  for (const [, bytes] of sheets) {
    const fault = shapeFault(new TextDecoder().decode(bytes))
    if (fault !== null) return fault
  }
  const { readSheet } = await import('read-excel-file/node')
  try {
    const rows = await readSheet(Buffer.from(packedPlain(parts)), 1, { trim: false })
    return { ok: true, rows: rows.map((row) => row.map(cellOf)) }
  } catch {
    return { ok: false, fault: 'broken' }
  }
}

function cellOf(value: unknown): Cell {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value
  return value instanceof Date ? value : null
}

/** A row number of a million would have the library make a million rows. */
function shapeFault(xml: string): Exclude<SheetRead, { readonly ok: true }> | null {
  let rows = 0
  for (const [, attributes = ''] of xml.matchAll(/<(?:\w+:)?row\b([^>]*)>/g)) {
    rows += 1
    const number = Number(/\br\s*=\s*["'](\d+)/.exec(attributes)?.[1] ?? rows)
    if (rows > ROWS_MAX + 1 || number > ROWS_MAX * 2) return { ok: false, fault: 'tooManyRows' }
  }
  const formulas: string[] = []
  for (const [, attributes = '', behind = ''] of xml.matchAll(
    /<(?:\w+:)?c\b([^>]*)>(\s*<(?:\w+:)?f\b)?/g,
  )) {
    const place = /\br\s*=\s*["']([A-Z]+)(\d+)/.exec(attributes)
    if (place && (columnNumber(place[1] ?? '') > COLUMNS_MAX || Number(place[2]) > ROWS_MAX * 2))
      return { ok: false, fault: 'tooWide' }
    if (behind !== '') formulas.push(place ? `${place[1]}${place[2]}` : '某单元格')
  }
  for (const [, range = ''] of xml.matchAll(
    /<(?:\w+:)?dimension\b[^>]*\bref\s*=\s*["']([^"']*)/g,
  )) {
    for (const [, letters = '', digits = ''] of range.matchAll(/([A-Z]+)(\d+)/g)) {
      if (Number(digits) > ROWS_MAX * 2) return { ok: false, fault: 'tooManyRows' }
      if (columnNumber(letters) > COLUMNS_MAX) return { ok: false, fault: 'tooWide' }
    }
  }
  if (formulas.length === 0 && /<(?:\w+:)?f[\s>/]/.test(xml)) formulas.push('某单元格')
  if (formulas.length === 0) return null
  return { ok: false, fault: 'formula', cells: formulas.slice(0, FORMULAS_NAMED) }
}

function columnNumber(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
}

/** `C` for 2: how people name the third column. */
export function columnLetters(index: number): string {
  const rest = Math.floor(index / 26)
  return (rest > 0 ? columnLetters(rest - 1) : '') + String.fromCharCode(65 + (index % 26))
}
