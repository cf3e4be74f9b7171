// What a failed trip to the database means for what we may tell people: did it have an effect or not?

/** Codes of postgres.js for a query that never left: nothing can have happened. */
const NEVER_SENT = new Set([
  'CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ENOENT',
  'ENOTFOUND',
  'EHOSTUNREACH',
])

/** A five-character SQLSTATE is Postgres's own word that the transaction was not committed. */
const SQLSTATE = /^[0-9A-Z]{5}$/

/** SQLSTATEs that say the connection went, not the statement: the commit may have been done. */
const CONNECTION_GONE = /^(?:08|57P0)/

/** How postgres.js and the sockets below it call the same. */
const CONNECTION_LOST = /^(?:CONNECTION_|CONNECT_|ECONN|EPIPE|ETIMEDOUT)/

/** `none`: certainly no effect. `unknown`: it may have been committed; ask again by the event's key. */
export function effectOf(error: unknown): 'none' | 'unknown' {
  const code = codeOf(error)
  if (NEVER_SENT.has(code)) return 'none'
  return SQLSTATE.test(code) && !CONNECTION_GONE.test(code) ? 'none' : 'unknown'
}

/** Whether no statement can be expected to come through now: what is left to do would fail one by one. */
export function isGone(error: unknown): boolean {
  const code = codeOf(error)
  return NEVER_SENT.has(code) || CONNECTION_GONE.test(code) || CONNECTION_LOST.test(code)
}

/** The code of an error, for logs: never its message, which may quote people's text. */
export function codeOf(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'code' in error) return String(error.code)
  return error instanceof Error ? error.name : 'unknown'
}

/** Thrown before a write that would come after we said that nothing happened. */
export class TooLate extends Error {}
