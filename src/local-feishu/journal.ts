// What the demo's local platform must still know after a restart: the last value under each key, a line each.
import {
  appendFileSync,
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { asList, asText, parseJson } from './json.ts'

export interface Journal {
  /** In the order in which their keys were first written. */
  all(kind: string): readonly unknown[]
  get(kind: string, key: string): unknown
  /** On disk, as far as this process is concerned, when it returns. */
  put(kind: string, key: string, value: unknown): void
  close(): void
}

/**
 * Opens the file, or begins one. Lines are appended, so that nothing is lost when the process dies; each
 * start writes the file afresh with what still counts. A torn last line is as if never written.
 */
export function openJournal(path: string): Journal {
  const kinds = read(path)
  mkdirSync(dirname(path), { recursive: true })
  const afresh = `${path}.new`
  writeFileSync(afresh, [...linesOf(kinds)].join(''), { mode: 0o600 })
  renameSync(afresh, path)
  const file = openSync(path, 'a')
  return {
    all: (kind) => [...(kinds.get(kind)?.values() ?? [])],
    get: (kind, key) => kinds.get(kind)?.get(key),
    put: (kind, key, value) => {
      keep(kinds, kind, key, value)
      appendFileSync(file, lineOf(kind, key, value))
    },
    close: () => closeSync(file),
  }
}

type Kinds = Map<string, Map<string, unknown>>

function read(path: string): Kinds {
  const kinds: Kinds = new Map()
  for (const line of textOf(path).split('\n')) {
    const [kind, key, value] = asList(parseJson(line))
    if (asText(kind) !== undefined && asText(key) !== undefined) {
      keep(kinds, String(kind), String(key), value)
    }
  }
  return kinds
}

function keep(kinds: Kinds, kind: string, key: string, value: unknown): void {
  const values = kinds.get(kind) ?? new Map<string, unknown>()
  values.set(key, value)
  kinds.set(kind, values)
}

function* linesOf(kinds: Kinds): Generator<string> {
  for (const [kind, values] of kinds) {
    for (const [key, value] of values) yield lineOf(kind, key, value)
  }
}

function lineOf(kind: string, key: string, value: unknown): string {
  return `${JSON.stringify([kind, key, value])}\n`
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
    throw error
  }
}
