// Who leads and who helps, as the word 立项 is told: 牵头区应急局, 由区应急局牵头、区财政局配合.
import type { DepartmentId, Organisation } from '../domain/organisation.ts'
import { type Mention, mentionsIn } from './department-names.ts'
import type { Read, Span } from './spans.ts'

interface Part {
  readonly isLead: boolean
  readonly span: Span
  readonly ids: readonly (DepartmentId | null)[]
}

/**
 * The lead and the co-departments. More than one lead, or a name that fits several departments, is
 * left open; a department this district does not have stays in the text.
 */
export function departmentsIn(
  folded: string,
  organisation: Organisation,
): Read<{ lead?: DepartmentId; co?: DepartmentId[] }> {
  const parts = partsIn(folded, mentionsIn(folded, organisation))
  const leads = new Set(parts.filter(({ isLead }) => isLead).flatMap(({ ids }) => ids))
  const [only] = leads
  const lead = leads.size === 1 ? (only ?? null) : null
  const helping = parts.filter(({ isLead }) => !isLead).flatMap(({ ids }) => ids)
  const co = [...new Set(helping.filter((id) => id !== null))].filter((id) => id !== lead)
  const isOpen = ({ isLead, ids }: Part) => ids.includes(null) || (isLead && lead === null)
  return {
    fields: { ...(lead === null ? {} : { lead }), ...(co.length > 0 ? { co } : {}) },
    spans: parts.map(({ span }) => span),
    unclear: parts.filter(isOpen).map(({ span }) => span),
  }
}

/** 牵头的… describes something and gives no part. 负责 gives one only to a department before it. */
const PART = new RegExp(
  '(?:牵头|主办|(?:责任|承办|主责)(?=单位|部门)|(?<co>配合|协办|协助)|(?<charge>负责))' +
    '(?:单位|部门)?(?:落实|办理|实施)?(?!的)',
  'g',
)

function partsIn(folded: string, mentions: readonly Mention[]): Part[] {
  const parts: Part[] = []
  let claimed = 0
  for (const match of folded.matchAll(PART)) {
    const word = { from: match.index, to: match.index + match[0].length }
    const { co, charge } = match.groups ?? {}
    const free = mentions.filter(({ from }) => from >= claimed)
    const before = listBefore(folded, free, word.from, co ? JOINED_CO : JOINED)
    const listed = before.length > 0 || charge ? before : listAfter(folded, free, word.to)
    const [first, last] = [listed[0], listed.at(-1)]
    if (!first || !last) continue
    const from = withJoint(folded, Math.min(first.from, word.from))
    claimed = Math.max(last.to, word.to)
    parts.push({ isLead: !co, span: { from, to: claimed }, ids: listed.map(({ id }) => id) })
  }
  return parts
}

const JOINED = /^\s*(?:[、和与及]|以及)?\s*$/
const JOINED_CO = /^\s*(?:[、,和与及]|以及)?\s*$/
const UP_TO_WORD = /^\s*(?:作为|为|担任|共同|具体)?\s*$/
const FROM_WORD = /^\s*[:为是由]?\s*$/
const NEXT_PART = /^\s*(?:牵头|主办|配合|协办|协助)/

/** The departments listed directly before the word at `end`. */
function listBefore(
  folded: string,
  mentions: readonly Mention[],
  end: number,
  joined: RegExp,
): Mention[] {
  const listed: Mention[] = []
  for (const mention of mentions.filter(({ to }) => to <= end).toReversed()) {
    const next = listed[0]
    const gap = folded.slice(mention.to, next?.from ?? end)
    if (!(next ? joined : UP_TO_WORD).test(gap)) break
    listed.unshift(mention)
  }
  return listed
}

/** The departments listed directly after the word that ends at `start`. */
function listAfter(folded: string, mentions: readonly Mention[], start: number): Mention[] {
  const listed: Mention[] = []
  for (const mention of mentions.filter(({ from }) => from >= start)) {
    const previous = listed.at(-1)
    const gap = folded.slice(previous?.to ?? start, mention.from)
    const belongsToNext = previous && NEXT_PART.test(folded.slice(mention.to))
    if (!(previous ? JOINED : FROM_WORD).test(gap) || belongsToNext) break
    listed.push(mention)
  }
  return listed
}

/** 由 before the department belongs to it. */
function withJoint(folded: string, from: number): number {
  return from - (/(?:[由请]|,?并由)\s*$/.exec(folded.slice(0, from))?.[0].length ?? 0)
}
