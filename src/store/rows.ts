// Between the database's rows (snake case, ISO times in JSON) and the domain's values (camel case, epoch ms).
import type { Instant } from '../domain/time.ts'
import type { Table } from './schema.ts'

export type JsonRow = Readonly<Record<string, unknown>>

/** A row of `table` as JSON, read as the domain's value `Value`; the schema test holds the two together. */
export function fromRow<Value>(table: Table, row: JsonRow): Value {
  const value: Record<string, unknown> = {}
  for (const { key, name, isInstant } of table) {
    const cell = row[name]
    value[key] = isInstant && typeof cell === 'string' ? Date.parse(cell) : (cell ?? null)
  }
  return value as Value
}

/** The columns of `table` out of a domain value; what the value nests besides is left out. */
export function toRow(table: Table, value: object): JsonRow {
  const row: Record<string, unknown> = {}
  const held = value as Record<string, unknown>
  for (const { key, name, isInstant } of table) {
    const cell = held[key]
    if (cell === undefined) continue
    row[name] = isInstant && typeof cell === 'number' ? iso(cell) : cell
  }
  return row
}

/** An instant as a parameter of any type of time. */
export function iso(at: Instant): string {
  return new Date(at).toISOString()
}
