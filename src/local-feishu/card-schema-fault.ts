// Card JSON 2.0: what is wrong with a card, in the codes and words of the platform.
import type { z } from 'zod'

/** One thing the platform finds wrong; they go into the text of its error 230099. */
export interface CardFault {
  /** The inner code, such as 200861; 230025, which is an outer one, for a card that is too large. */
  readonly code: number
  /** `ROOT -> body -> elements -> [1](tag: action)` */
  readonly path: string
  readonly message: string
  readonly value: string
}

export type Path = readonly PropertyKey[]

/** A fault whose place is not yet written out. */
export interface Found {
  readonly code: number
  readonly at: Path
  readonly message: string
  readonly value: string
}

/** Anything wrong that has no code of its own: the documents give one sentence for all of it. */
export function malformed(at: Path, value: string): Found {
  return {
    code: 200621,
    at,
    message: 'parse card json err, please check whether the card json is correct',
    value,
  }
}

export function exceeds(at: Path, value: string): Found {
  return { code: 11310, at, message: 'element exceeds the limit', value }
}

/** Names that the card's own `config.style` gives to colours and text sizes. */
export type StyleNames = Readonly<Record<'color' | 'text_size', ReadonlySet<string>>>

/** What the schema finds wrong with `value`, which stands at `at`. */
export function shapeFaults(
  schema: z.ZodType,
  value: unknown,
  at: Path,
  styles: StyleNames,
): Found[] {
  const result = schema.safeParse(value)
  if (result.success) return []
  return result.error.issues
    .filter((issue) => !isOwnStyle(issue, value, styles))
    .map((issue) => malformed([...at, ...issue.path], detailOf(issue)))
}

/** The path as the platform writes it: members of lists with their place and, if they have one, tag. */
export function written(card: unknown, { at, ...fault }: Found): CardFault {
  const steps = at.map((key, index) => {
    if (typeof key !== 'number') return String(key)
    const tag = tagOf(valueAt(card, at.slice(0, index + 1)))
    return tag === undefined ? `[${key}]` : `[${key}](tag: ${tag})`
  })
  return { ...fault, path: ['ROOT', ...steps].join(' -> ') }
}

export function tagOf(value: unknown): string | undefined {
  return isRecord(value) && typeof value.tag === 'string' ? value.tag : undefined
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isOwnStyle(issue: z.core.$ZodIssue, value: unknown, styles: StyleNames): boolean {
  if (issue.code !== 'custom') return false
  const style: unknown = issue.params?.style
  const given = valueAt(value, issue.path)
  return (style === 'color' || style === 'text_size') && styles[style].has(String(given))
}

function detailOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return `unknown property ${issue.keys.join(', ')}`
  return issue.message
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, key) => {
    if (Array.isArray(inner)) return inner[Number(key)]
    return isRecord(inner) ? inner[String(key)] : undefined
  }, value)
}
