// The .env file: new settings beside what stands there, readable by its owner only.
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { parseEnv } from 'node:util'

export type Settings = Readonly<Record<string, string>>

export interface Merged {
  readonly text: string
  /** Names that stood there with another value and still do. */
  readonly kept: readonly string[]
  /** Names whose old value is gone. */
  readonly replaced: readonly string[]
}

/** The file's text; empty when there is none. */
export async function readEnvFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
    throw error
  }
}

export function settingsIn(text: string): Readonly<Record<string, string | undefined>> {
  return parseEnv(text)
}

/** What is set already stays, unless `replace`; comments and order stay in any case. */
export function mergeEnv(text: string, settings: Settings, replace: boolean): Merged {
  const held = settingsIn(text)
  const kept: string[] = []
  const replaced: string[] = []
  let lines = text === '' ? [] : text.replace(/\n$/, '').split('\n')
  for (const [name, value] of Object.entries(settings)) {
    const old = held[name]
    if (old === value) continue
    if (old && !replace) {
      kept.push(name)
      continue
    }
    if (old) replaced.push(name)
    lines = lines.filter((line) => !new RegExp(`^\\s*(?:export\\s+)?${name}\\s*=`).test(line))
    lines.push(`${name}=${written(value)}`)
  }
  return { text: `${lines.join('\n')}\n`, kept, replaced }
}

/** Whole or not at all: a crash in between leaves the old file. */
export async function writeEnvFile(path: string, text: string): Promise<void> {
  const fresh = `${path}.new`
  await rm(fresh, { force: true })
  await writeFile(fresh, text, { mode: 0o600 })
  await rename(fresh, path)
}

function written(value: string): string {
  return /^[\w./:@+-]*$/.test(value) ? value : `'${value}'`
}
