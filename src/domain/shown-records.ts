// Who may read which paper of a matter and who got which message: process §8 and §1.2 for what the bot has sent.
import type { DocumentKind } from './document-facts.ts'
import { type Assignment, liveSubmission } from './matter.ts'
import { hasRole, personOf } from './organisation.ts'
import { type Asker, isOfOfficeOrLeader, seesPapers } from './shown-within.ts'
import { CARD_TITLE_ZH, type CardKind } from './terms.ts'
import { isReleased } from './visibility.ts'

/** As much of a paper as the rule asks for. */
export interface SentPaper {
  readonly kind: DocumentKind
  readonly assignmentId: string | null
  readonly contentHash: string | null
  /** Whether the bot has sent it to the person who asks. */
  readonly wasSent: boolean
}

/** Whether a paper is the department's own until it is handed in (process §1.2); every kind must say so. */
const WITHIN_DEPARTMENT: Readonly<Record<DocumentKind, boolean>> = {
  notice: false,
  chase: false,
  extension: false,
  report: true,
  reply: true,
  satisfaction: true,
  brief: false,
  bulletin: false,
}

export function isWithinDepartment(kind: DocumentKind): boolean {
  return WITHIN_DEPARTMENT[kind]
}

/**
 * A department's papers are its own until its head has released them (process §1.2): outside it the office has
 * what it wrote itself, and the report that was handed in. Whoever was sent a paper may read it again.
 */
export function mayReadPaper(asker: Asker, paper: SentPaper): boolean {
  if (paper.wasSent) return true
  const part = asker.matter.assignments.find(({ id }) => id === paper.assignmentId)
  if (part === undefined) return paper.assignmentId === null && isOfOffice(asker)
  if (seesPapers(asker, part)) return true
  return isOfOffice(asker) && (!isWithinDepartment(paper.kind) || isLive(part, paper))
}

function isLive(part: Assignment, { contentHash }: SentPaper): boolean {
  return (
    contentHash !== null && isReleased(part) && liveSubmission(part)?.contentHash === contentHash
  )
}

/** As much of a message as the rule asks for. */
export interface SentMessage {
  readonly kind: string
  readonly recipientType: 'person' | 'chat'
  readonly recipient: string
  readonly assignmentId: string | null
}

/**
 * Who got which card tells who handles the matter, and that is the department's own affair until its head releases
 * it: outsiders see what passes between the office and the department, and what the office sent to everybody.
 */
export function mayKnowOfMessage(asker: Asker, message: SentMessage): boolean {
  if (message.recipient === asker.person.openId) return true
  const about = asker.matter.assignments.find(({ id }) => id === message.assignmentId)
  if (about !== undefined)
    return seesPapers(asker, about) || (isOfOffice(asker) && PASSES.has(message.kind))
  return isOfOffice(asker) && isCard(message.kind) && !betraysHandler(asker, message)
}

const PASSES: ReadonlySet<string> = new Set<CardKind>([
  'handover',
  'review',
  'question',
  'chase',
  'extension-review',
  'redirect-review',
])

/** What somebody of a department asked for himself, 督查事项 for one; results go to its head and officers. */
function betraysHandler({ matter, organisation }: Asker, message: SentMessage): boolean {
  if (message.recipientType === 'chat' || message.kind === 'feedback') return false
  const person = personOf(organisation, message.recipient)
  return person === undefined || !isOfOfficeOrLeader(person, matter)
}

/** 督查室 and the leaders of 区政府办. */
function isOfOffice({ person }: Asker): boolean {
  return hasRole(
    person,
    'SUPERVISION_CHIEF',
    'SUPERVISION_OFFICER',
    'OFFICE_DIRECTOR',
    'OFFICE_DEPUTY_DIRECTOR',
  )
}

function isCard(kind: string): boolean {
  return Object.hasOwn(CARD_TITLE_ZH, kind)
}
