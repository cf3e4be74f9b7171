// Cards move to whoever decides now: when a delegation begins or ends, when posts change, when a file was applied.
import { voided } from '../domain/decide-report.ts'
import { type Decided, decided, moveAssignment } from '../domain/decided.ts'
import { type Assignment, liveSignOff, type Matter, type MatterId } from '../domain/matter.ts'
import { headOf, type OpenId, type Organisation } from '../domain/organisation.ts'
import { type Refused, refused } from '../domain/refusal.ts'
import { AUTOMATIC_ZH } from '../domain/terms.ts'
import { addDays, type Day, dayOf, type Instant } from '../domain/time.ts'
import type { WantedCard } from '../domain/wanted-card.ts'
import { wantedCards } from '../domain/wanted-cards.ts'
import { wantedDues } from '../domain/wanted-dues.ts'
import { loadMatters } from '../store/matters.ts'
import {
  alignedFor,
  alignMatter,
  liveCards,
  mattersWaitingFor,
  noteAligned,
  openMatters,
} from '../store/staffing.ts'
import { actByClock } from './act.ts'
import type { World } from './world.ts'

/** Matters looked at together. */
const BATCH = 100

/**
 * Brings the open cards in line with the day and the organisation. Doing it twice changes nothing, so two
 * instances may do it at once and a crash in the middle begins again.
 */
export async function align(world: World, at: Instant): Promise<void> {
  const organisation = await world.organisations.latest()
  const today = dayOf(at)
  const last = await alignedFor(world.sql)
  const note = { day: today, organisationVersion: organisation.version }
  if (last !== null && last.organisationVersion >= organisation.version) {
    if (last.day >= today) return
    const ids = await mattersWaitingFor(world.sql, movingBetween(organisation, last.day, today))
    for (let from = 0; from < ids.length; from += BATCH)
      await alignAll(world, ids.slice(from, from + BATCH), organisation, at)
  } else {
    for (let after: MatterId | null = null; ; ) {
      const ids = await openMatters(world.sql, after, BATCH)
      await alignAll(world, ids, organisation, at)
      after = ids.at(-1) ?? null
      if (ids.length < BATCH) break
    }
  }
  await noteAligned(world.sql, note)
}

/** Both ends of every delegation that began or ended since. */
function movingBetween({ delegations }: Organisation, since: Day, today: Day): OpenId[] {
  const moved = delegations.filter(
    ({ from, to }) =>
      (since < from && from <= today) || (since < addDays(to, 1) && addDays(to, 1) <= today),
  )
  return [...new Set(moved.flatMap(({ principal, delegate }) => [principal, delegate]))]
}

async function alignAll(
  world: World,
  ids: readonly MatterId[],
  organisation: Organisation,
  at: Instant,
): Promise<void> {
  const matters = await loadMatters(world.sql, ids)
  const live = await liveCards(world.sql, ids)
  let moved = false
  for (const matter of matters.values()) {
    if (await askNewHead(world, matter, organisation, at)) continue
    const wants = wantedCards(matter, organisation, at)
    if (isInLine(wants, live.get(matter.id) ?? new Set())) continue
    const dues = wantedDues(matter, organisation, at)
    moved = (await alignMatter(world.sql, matter, wants, dues, at)) || moved
  }
  if (moved) world.wake()
}

function isInLine(wants: readonly WantedCard[], live: ReadonlySet<string>): boolean {
  const wanted = wants.map(({ kind, recipient, assignmentId, turn }) =>
    [kind, recipient, ...(assignmentId === null ? [] : [assignmentId]), turn].join('|'),
  )
  return wanted.length === live.size && wanted.every((key) => live.has(key))
}

/** What an old head signed and nobody has handed in is asked of the new one again (process §6). */
async function askNewHead(
  world: World,
  matter: Matter,
  organisation: Organisation,
  at: Instant,
): Promise<boolean> {
  if (!matter.assignments.some((held) => isSignedByFormer(held, organisation))) return false
  const key = `new-head:${matter.id}:${organisation.version}`
  const entailed = { eventKey: key, tapped: null, messages: [], subjects: [] }
  const judge = (held: Matter) => askedAgain(held, organisation, at, key)
  const acted = await actByClock(world, matter, organisation, judge, at, entailed)
  return acted.outcome === 'done'
}

function isSignedByFormer(assignment: Assignment, organisation: Organisation): boolean {
  const signed = assignment.status === 'signedOff' ? liveSignOff(assignment) : undefined
  const head = headOf(organisation, assignment.departmentId)
  if (signed === undefined || head === undefined) return false
  return (signed.actingFor ?? signed.by) !== head.openId
}

function askedAgain(
  matter: Matter,
  organisation: Organisation,
  at: Instant,
  sourceEventId: string,
): Decided | Refused {
  const deed = { actor: 'system', actingFor: null, at, sourceEventId } as const
  const signed = matter.assignments.filter((held) => isSignedByFormer(held, organisation))
  if (signed.length === 0 || matter.status !== 'handling')
    return refused({ reason: 'matterUnknown' })
  const asked = signed.reduce((held, assignment) => {
    const entry = { action: AUTOMATIC_ZH, details: { why: '主要领导变动，须重新审签' } }
    const patch = { signOffs: voided(assignment, at) }
    return moveAssignment(held, assignment, 'awaitingSignOff', deed, entry, patch)
  }, matter)
  return decided(asked, matter)
}
