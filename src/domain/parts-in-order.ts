// The one order of a matter's parts, as decided and as loaded: what is done to several writes its entries in it.
import type { Assignment } from './matter.ts'

/** The lead's parts first, then the co-departments'; of each those handed over first. */
export function partsInOrder(parts: readonly Assignment[]): Assignment[] {
  return parts.toSorted(
    (one, other) =>
      rank(one) - rank(other) ||
      one.handedOverAt - other.handedOverAt ||
      alphabetically(one.departmentId, other.departmentId) ||
      alphabetically(one.id, other.id),
  )
}

const rank = ({ kind }: Assignment) => (kind === 'lead' ? 0 : 1)

function alphabetically(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
