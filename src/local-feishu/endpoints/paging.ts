// Pages of a list, as the platform's list APIs cut them.
import type { Call } from '../platform.ts'
import { refusal } from '../refusal.ts'

export interface Page<T> {
  readonly items: readonly T[]
  readonly hasMore: boolean
  /** Empty on the last page. */
  readonly token: string
}

/**
 * The page that the query's `page_size` and `page_token` ask for. Throws 230001 for a token of its
 * own making.
 */
export function pageOf<T>(
  call: Call,
  all: readonly T[],
  size: { usual: number; most: number },
): Page<T> {
  const asked = Number(call.query('page_size') ?? size.usual)
  if (!Number.isInteger(asked) || asked < 1 || asked > size.most) {
    throw refusal(230001, 'invalid page_size')
  }
  const from = startOf(call.query('page_token'))
  const end = from + asked
  const hasMore = end < all.length
  return { items: all.slice(from, end), hasMore, token: hasMore ? `p-${end}` : '' }
}

/** Where the page begins that a token stands for. */
export function startOf(token: string | undefined): number {
  if (token === undefined || token === '') return 0
  const start = /^p-(\d+)$/.exec(token)?.[1]
  if (start === undefined) throw refusal(230001, 'invalid page_token')
  return Number(start)
}
