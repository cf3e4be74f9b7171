// The facts of each paper, out of the matter as the act has left it: names and dates as they are on that day.
import type { Chase } from './chase.ts'
import { effectiveDeadline } from './deadline.ts'
import type { FactsOfDocument } from './document-facts.ts'
import type { Assignment, Matter, Report, SignOff } from './matter.ts'
import {
  type DepartmentId,
  departmentOf,
  type OpenId,
  type Organisation,
  personOf,
} from './organisation.ts'
import type { Brief, Bulletin, Clearance } from './outcome.ts'
import type { ExtensionFacts, PetitionAs } from './petition.ts'
import { reportSubject } from './report.ts'
import { PROPOSAL_KIND_ZH, REASON_KIND_ZH, URGENCY_ZH } from './terms.ts'
import { dateZh, deadlineZh, type Instant } from './time.ts'

/** Where a paper is drawn up. */
export interface Place {
  readonly matter: Matter
  readonly organisation: Organisation
}

export function noticeFacts(place: Place, held: Assignment): FactsOfDocument['notice'] {
  const { matter, organisation } = place
  const open = matter.assignments.filter((one) => one.status !== 'redirected')
  const named = (kind: Assignment['kind']) =>
    open.filter((one) => one.kind === kind).map((one) => nameOf(organisation, one.departmentId))
  return {
    ...about(place, held.handedOverAt),
    signature: officeName(organisation),
    department: nameOf(organisation, held.departmentId),
    isLead: held.kind === 'lead',
    urgency: matter.urgency === 'normal' ? '' : URGENCY_ZH[matter.urgency],
    source: matter.source,
    sourceDocument: matter.sourceDocument,
    content: held.task.trim() === '' ? matter.content : held.task,
    deadline: deadlineZh(effectiveDeadline(held)),
    copies: matter.copies,
    seal: matter.seal === true,
    electronic: matter.electronic === true,
    headSigns: matter.signature === true,
    formatNote: matter.formatNote,
    leader: titled(organisation, matter.approver),
    approval: matter.approval,
    lead: named('lead').join('、'),
    co: named('co'),
    contact: officeContact(place),
  }
}

export function chaseFacts(place: Place, held: Assignment, chase: Chase): FactsOfDocument['chase'] {
  return {
    ...about(place, chase.at),
    signature: officeName(place.organisation),
    department: nameOf(place.organisation, held.departmentId),
    text: chase.text,
    deadline: whenZh(chase.deadline),
    contact: officeContact(place),
  }
}

export function extensionFacts(
  place: Place,
  held: Assignment,
  { facts, stage, endedAt, at }: PetitionAs<'extension'>,
): FactsOfDocument['extension'] {
  const { organisation } = place
  const decidedAt = endedAt ?? at
  return {
    ...about(place, decidedAt),
    signature: officeName(organisation),
    department: nameOf(organisation, held.departmentId),
    from: deadlineZh(facts.from),
    to: whenZh(facts.to),
    reasonKind: facts.reasonKind === null ? '' : REASON_KIND_ZH[facts.reasonKind],
    reason: facts.reason,
    progress: facts.progress,
    head: titled(organisation, facts.releasedBy),
    headAt: facts.releasedAt === undefined ? '' : dateZh(facts.releasedAt),
    outcome: outcomeZh(stage === 'granted', facts),
    opinion: facts.opinion ?? '',
    decidedBy: titled(organisation, facts.decidedBy),
    decidedAt: dateZh(decidedAt),
  }
}

function outcomeZh(granted: boolean, { special, grantedTo, to }: ExtensionFacts): string {
  if (!granted) return '不同意延期'
  const words = special === true ? '特批延期' : '同意延期'
  const until = whenZh(grantedTo ?? to)
  return until === '' ? words : `${words}至${until.slice(0, -1)}`
}

/** 成文日期 is the day of sign-off (process §2). */
export function reportFacts(
  place: Place,
  held: Assignment,
  signOff: SignOff,
  report: Report,
): FactsOfDocument['report'] {
  return {
    ...about(place, signOff.at),
    signature: sealOf(place.organisation, held.departmentId),
    department: nameOf(place.organisation, held.departmentId),
    heading: report.title,
    addressee: report.addressee,
    text: {
      achievements: report.achievements,
      problems: report.problems,
      nextSteps: report.nextSteps,
      noProblemConfirmed: report.noProblemConfirmed,
      verification: report.verification,
      replyClass: report.replyClass,
      replyContact: report.replyContact,
    },
  }
}

export function replyFacts(
  place: Place,
  held: Assignment,
  signOff: SignOff,
  report: Report,
): FactsOfDocument['reply'] {
  const { text } = reportFacts(place, held, signOff, report)
  return { ...satisfactionFacts(place, held, signOff, report), text }
}

export function satisfactionFacts(
  place: Place,
  held: Assignment,
  signOff: SignOff,
  report: Report,
): FactsOfDocument['satisfaction'] {
  const { proposers, proposalKind, proposalNumber } = place.matter
  return {
    ...about(place, signOff.at),
    signature: sealOf(place.organisation, held.departmentId),
    department: nameOf(place.organisation, held.departmentId),
    proposers,
    proposalKind: proposalKind === null ? '建议提案' : PROPOSAL_KIND_ZH[proposalKind],
    proposalNumber,
    replyClass: report.replyClass,
    contact: report.replyContact,
  }
}

/** Signed by the government itself: it reports to the organ above it. Dated by the vote that let it go. */
export function briefFacts(place: Place, brief: Brief, vote: Clearance): FactsOfDocument['brief'] {
  return {
    ...about(place, vote.at),
    signature: place.organisation.governmentName,
    heading: brief.title,
    addressee: brief.addressee,
    summary: brief.summary,
  }
}

export function bulletinFacts(
  place: Place,
  bulletin: Bulletin,
  issuedAt: Instant,
): FactsOfDocument['bulletin'] {
  const { matter, organisation } = place
  return {
    ...about(place, issuedAt),
    signature: officeName(organisation),
    heading: `${officeName(organisation)}关于${reportSubject(matter.title)}落实情况的通报`,
    addressees: bulletin.scope.map((id) => nameOf(organisation, id)),
    summary: bulletin.summary,
  }
}

function about({ matter }: Place, at: Instant) {
  return { number: matter.number, title: matter.title, date: dateZh(at) }
}

function officeContact({ matter, organisation }: Place): string {
  const officer = personOf(organisation, matter.officer)
  return officer === undefined ? '区政府督查室' : `${officer.name}，区政府督查室`
}

function officeName({ departments, governmentName }: Organisation): string {
  const office = departments.find((one) => one.kind === 'office')
  return office?.sealName ?? office?.name ?? `${governmentName}办公室`
}

function sealOf(organisation: Organisation, id: DepartmentId): string {
  const department = departmentOf(organisation, id)
  return department?.sealName ?? department?.name ?? ''
}

function nameOf(organisation: Organisation, id: DepartmentId): string {
  return departmentOf(organisation, id)?.name ?? id
}

/** `副区长佟雅宁`. */
function titled(organisation: Organisation, openId: OpenId | null | undefined): string {
  const person = openId == null ? undefined : personOf(organisation, openId)
  return person === undefined ? '' : `${person.title}${person.name}`
}

function whenZh(at: Instant | null): string {
  return at === null ? '' : deadlineZh(at)
}
