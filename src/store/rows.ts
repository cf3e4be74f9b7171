// Between the database's rows (snake case, ISO times in JSON) and the domain's values (camel case, epoch ms).
import { getTableColumns } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'

export type JsonRow = Readonly<Record<string, unknown>>

interface Column {
  readonly key: string
  readonly name: string
  readonly isInstant: boolean
}

const known = new Map<PgTable, readonly Column[]>()

/** A row of `table` as JSON, read as the domain's value `Value`; the schema test holds the two together. */
export function fromRow<Value>(table: PgTable, row: JsonRow): Value {
  const value: Record<string, unknown> = {}
  for (const { key, name, isInstant } of columnsOf(table)) {
    const cell = row[name]
    value[key] = isInstant && typeof cell === 'string' ? Date.parse(cell) : (cell ?? null)
  }
  return value as Value
}

/** The columns of `table` out of a domain value; what the value nests besides is left out. */
export function toRow(table: PgTable, value: object): JsonRow {
  const row: Record<string, unknown> = {}
  const held = value as Record<string, unknown>
  for (const { key, name, isInstant } of columnsOf(table)) {
    const cell = held[key]
    if (cell === undefined) continue
    row[name] = isInstant && typeof cell === 'number' ? new Date(cell).toISOString() : cell
  }
  return row
}

function columnsOf(table: PgTable): readonly Column[] {
  const cached = known.get(table)
  if (cached !== undefined) return cached
  const columns = Object.entries(getTableColumns(table)).map(([key, column]) => ({
    key,
    name: column.name,
    isInstant: column.columnType === 'PgTimestamp',
  }))
  known.set(table, columns)
  return columns
}
