// What a matter must say before it may be put to a leader: the three points and the choices (process §1.3).
import { addWorkdays } from './calendar.ts'
import type { Docket } from './matter.ts'
import {
  activePerson,
  approversFor,
  type DepartmentId,
  departmentZh,
  headOf,
  type Organisation,
  officersOf,
  viceMayorFor,
} from './organisation.ts'
import type { DocketGap } from './refusal.ts'
import type { Point } from './terms.ts'
import { addMonths, dayOf, type Instant, instantOf } from './time.ts'

/** Titles stand in card headers, file names and sentences; longer ones belong in the content. */
export const TITLE_MAX = 100

/** Everything that is missing or wrong, all at once and in the order in which it is named. */
export function docketGaps(docket: Docket, organisation: Organisation, at: Instant): DocketGap[] {
  return [
    ...points(docket),
    ...choices(docket),
    ...texts(docket),
    ...times(docket, at),
    ...proposalLimit(docket, organisation, at),
    ...departments(docket, organisation),
    ...approver(docket, organisation),
    ...(docket.notSecret ? [] : [{ gap: 'secrecyNotDenied' } as const]),
  ]
}

/** The co-departments' deadline: their own, or three working days before the lead's (process §1.2). */
export function coDeadlineOf(docket: Docket, organisation: Organisation): Instant | null {
  if (docket.coDeadline !== null || docket.deadline === null) return docket.coDeadline
  const day = addWorkdays(
    organisation.calendar,
    dayOf(docket.deadline),
    -organisation.rules.coDeadlineWorkdays,
  )
  return instantOf(day, organisation.rules.defaultDeadlineTime)
}

/** All text of a docket, for the watch on secrecy marks. */
export function docketText(docket: Docket): string {
  return [
    docket.title,
    docket.source,
    docket.sourceDocument,
    docket.content,
    docket.coTask,
    docket.formatNote,
    docket.superiorOrgan,
    docket.proposalNumber,
    docket.proposers,
  ].join('\n')
}

function points(docket: Docket): DocketGap[] {
  const missing: Point[] = []
  if (docket.content.trim() === '') missing.push('content')
  if (docket.deadline === null) missing.push('deadline')
  if (docket.copies === null) missing.push('copies')
  if (docket.seal === null) missing.push('seal')
  if (docket.electronic === null) missing.push('electronic')
  if (docket.signature === null) missing.push('signature')
  return missing.length > 0 ? [{ gap: 'points', missing }] : []
}

function choices(docket: Docket): DocketGap[] {
  const missing = (['category', 'lead', 'approver'] as const).filter(
    (name) => docket[name] === null,
  )
  return missing.length > 0 ? [{ gap: 'choices', missing }] : []
}

function texts(docket: Docket): DocketGap[] {
  const missing: ('title' | 'source' | 'superiorOrgan' | 'superiorDeadline')[] = []
  if (docket.title.trim() === '') missing.push('title')
  if (docket.source.trim() === '') missing.push('source')
  if (docket.superior && docket.superiorOrgan.trim() === '') missing.push('superiorOrgan')
  if (docket.superior && docket.superiorDeadline === null) missing.push('superiorDeadline')
  return missing.length > 0 ? [{ gap: 'texts', missing }] : []
}

function times(docket: Docket, at: Instant): DocketGap[] {
  const gaps: DocketGap[] = []
  if (docket.deadline === null) return gaps
  const coDeadline = docket.co.length > 0 ? docket.coDeadline : null
  if (docket.deadline <= at) gaps.push({ gap: 'pastDeadline' })
  if (coDeadline !== null && coDeadline <= at) gaps.push({ gap: 'pastCoDeadline' })
  if (coDeadline !== null && coDeadline > docket.deadline) gaps.push({ gap: 'coDeadline' })
  if (
    docket.superior &&
    docket.superiorDeadline !== null &&
    docket.superiorDeadline <= docket.deadline
  )
    gaps.push({ gap: 'superiorDeadline' })
  return gaps
}

/** 建议提案 has a deadline of its own if none is given: three months, six at most, by the rules (process §5). */
export function proposalDeadline(organisation: Organisation, at: Instant): Instant {
  const { proposalMonths, defaultDeadlineTime } = organisation.rules
  return instantOf(addMonths(dayOf(at), proposalMonths), defaultDeadlineTime)
}

function proposalLimit(docket: Docket, { rules }: Organisation, at: Instant): DocketGap[] {
  if (docket.category !== 6 || docket.deadline === null) return []
  const months = rules.proposalMonthsMax
  return dayOf(docket.deadline) > addMonths(dayOf(at), months)
    ? [{ gap: 'proposalLimit', months }]
    : []
}

function departments(docket: Docket, organisation: Organisation): DocketGap[] {
  const gaps: DocketGap[] = []
  if (docket.lead !== null) {
    if (docket.co.includes(docket.lead)) gaps.push({ gap: 'leadIsCo' })
    const missing = [
      ...staffGaps(organisation, docket.lead),
      ...(viceMayorFor(organisation, docket.lead) === undefined ? (['viceMayor'] as const) : []),
    ]
    if (missing.length > 0)
      gaps.push({ gap: 'leadLacks', department: departmentZh(organisation, docket.lead), missing })
  }
  for (const id of docket.co) {
    const missing = staffGaps(organisation, id)
    if (missing.length > 0)
      gaps.push({ gap: 'coLacks', department: departmentZh(organisation, id), missing })
  }
  return gaps
}

function approver(docket: Docket, organisation: Organisation): DocketGap[] {
  if (docket.approver === null || docket.lead === null) return []
  const allowed = approversFor(organisation, docket.lead)
  const chosen = activePerson(organisation, docket.approver)
  return chosen !== undefined && allowed.includes(chosen) ? [] : [{ gap: 'approver', allowed }]
}

/** Which of the people that every step needs a department lacks (process §1.2). */
export function staffGaps(organisation: Organisation, id: DepartmentId): ('head' | 'officer')[] {
  return [
    ...(headOf(organisation, id) === undefined ? (['head'] as const) : []),
    ...(officersOf(organisation, id).length === 0 ? (['officer'] as const) : []),
  ]
}
