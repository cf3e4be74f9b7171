// What must not be in a log is kept out where it is written; this masks it once more, should someone forget.
import type { LogFacts } from './ports.ts'

const MASK = '[masked]'

/** Words in a fact's name that mark it as a secret or as people's text. */
const HIDDEN_WORDS: ReadonlySet<string> = new Set([
  'secret',
  'secrets',
  'token',
  'tokens',
  'password',
  'authorization',
  'content',
  'text',
])

/** Tokens of the platform (tenant, user, card update), bearer values, passwords in addresses. */
const SECRETS = /\b[tuc]-[\w.-]{6,}|\bBearer\s+\S+|(?<=:\/\/[^\s:/@]*:)[^\s@]+(?=@)/gi

/** No id or reason is longer; what is, is somebody's text. */
const MAX_LENGTH = 300

/** The facts, without secrets and without people's text. */
export function masked(facts: LogFacts): LogFacts {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      isHidden(name) ? MASK : maskedValue(value),
    ]),
  )
}

function maskedValue(value: LogFacts[string]): LogFacts[string] {
  if (typeof value !== 'string') return value
  const shown = value.replace(SECRETS, MASK)
  return shown.length > MAX_LENGTH ? `${shown.slice(0, MAX_LENGTH)}…` : shown
}

/** `appSecret`, `app_secret`, `text` – but not `context`. */
function isHidden(name: string): boolean {
  const words = name.split(/[^a-zA-Z]+|(?<=[a-z])(?=[A-Z])/)
  return words.some((word) => HIDDEN_WORDS.has(word.toLowerCase()))
}
