// Which parts of a matter somebody who may know of it reads: on 督查事项 and on the pages (process §8, §1.2).
import {
  type Act,
  type Assignment,
  leadOf,
  liveSubmission,
  type Matter,
  type Report,
} from './matter.ts'
import { hasRole, headOf, type Organisation, officersOf, type Person } from './organisation.ts'
import { ACTION_ZH } from './terms.ts'
import type { Instant } from './time.ts'
import { isReleased, maySeePapers } from './visibility.ts'

/** The asker and what is asked about. */
export interface Asker {
  readonly person: Person
  readonly matter: Matter
  readonly organisation: Organisation
  readonly at: Instant
}

/**
 * The assignments the asker sees: office and leaders all, so do head and officer of the lead; who
 * handles one, and whose department only helps, sees that one.
 */
export function shownAssignments(asker: Asker): readonly Assignment[] {
  const { matter } = asker
  const own = matter.assignments.filter((held) => seesPapers(asker, held))
  const all = own.length === 0 || isOffice(asker) || speaksForLead(asker)
  return all ? matter.assignments : own
}

/** Whether instruction, progress and drafts of the assignment are the asker's to read. */
export function seesPapers({ person, organisation, at }: Asker, assignment: Assignment): boolean {
  return maySeePapers(person, assignment, organisation, at)
}

/** 历次版本: every version for the department; for others those that were handed in and not taken back. */
export function shownVersions(asker: Asker, assignment: Assignment): readonly Report[] {
  if (seesPapers(asker, assignment)) return assignment.reports
  return assignment.reports.filter((report) => wasHandedIn(asker.matter, assignment, report))
}

/** The last steps, oldest first: what moved the matter on, and nothing of departments not shown. */
export function shownActs(asker: Asker, atMost: number): readonly Act[] {
  const shown = new Set(shownAssignments(asker).map((held) => held.id))
  const inside = isOffice(asker)
  return asker.matter.history
    .filter((act) => act.turn !== null || STEPS_WITHIN_A_TURN.has(act.action))
    .filter((act) =>
      act.assignmentId === null ? inside || isPublicStep(act) : shown.has(act.assignmentId),
    )
    .slice(-atMost)
}

/** The opinion given with a step, where the asker may read it; else null. */
export function shownOpinion(asker: Asker, act: Act): string | null {
  const opinion = act.details.opinion
  if (opinion === undefined || opinion === '') return null
  const assignment = asker.matter.assignments.find((held) => held.id === act.assignmentId)
  const isRemark = act.assignmentId === null && act.action !== ACTION_ZH.approve
  if (isRemark && !isOffice(asker)) return null
  if (assignment === undefined || OFFICE_STEPS.has(act.action)) return opinion
  return seesPapers(asker, assignment) ? opinion : null
}

/** 督查室 and the leaders of district and office: they see the docketing too, departments what came of it. */
export function isOfOfficeOrLeader(
  person: Person,
  { approver }: Pick<Matter, 'approver'>,
): boolean {
  return (
    person.openId === approver ||
    hasRole(
      person,
      'SUPERVISION_CHIEF',
      'SUPERVISION_OFFICER',
      'DISTRICT_MAYOR',
      'DISTRICT_VICE_MAYOR',
      'OFFICE_DIRECTOR',
      'OFFICE_DEPUTY_DIRECTOR',
    )
  )
}

function isOffice({ person, matter }: Asker): boolean {
  return isOfOfficeOrLeader(person, matter)
}

function speaksForLead({ person, matter, organisation }: Asker): boolean {
  const lead = leadOf(matter)
  if (lead === undefined) return false
  const officers = officersOf(organisation, lead.departmentId)
  const head = headOf(organisation, lead.departmentId)
  return [head, ...officers].some((held) => held?.openId === person.openId)
}

function wasHandedIn(matter: Matter, assignment: Assignment, report: Report): boolean {
  const live = liveSubmission(assignment)
  if (isReleased(assignment) && live?.reportVersion === report.reportVersion) return true
  return assignment.submissions.some(
    (submission) =>
      submission.reportVersion === report.reportVersion &&
      matter.history.some(
        (act) =>
          act.assignmentId === assignment.id &&
          OFFICE_STEPS.has(act.action) &&
          act.at >= submission.at &&
          act.contentHash === submission.contentHash &&
          (submission.withdrawnAt === null || act.at <= submission.withdrawnAt),
      ),
  )
}

/** What the office says to a department about its material: both read it. */
const OFFICE_STEPS: ReadonlySet<string> = new Set([
  ACTION_ZH.pass,
  ACTION_ZH.returnSubmission,
  ACTION_ZH.sendBack,
  ACTION_ZH.grantExtension,
  ACTION_ZH.grantSpecially,
  ACTION_ZH.denyExtension,
  ACTION_ZH.grantRedirect,
  ACTION_ZH.redirect,
])

/** From 同意立项 on a matter's own steps are everybody's who works on it, but not what leaders say to one another. */
function isPublicStep(act: Act): boolean {
  return !BEFORE_DOCKETING.has(act.action) && !AMONG_LEADERS.has(act.action)
}

/** Votes and remarks on the way up or out, and what a leader wrote on the result: the office's and the leaders'. */
const AMONG_LEADERS: ReadonlySet<string> = new Set([
  ACTION_ZH.presentBrief,
  ACTION_ZH.clear,
  ACTION_ZH.amendAndClear,
  ACTION_ZH.returnBrief,
  ACTION_ZH.draftBulletin,
  ACTION_ZH.returnBulletin,
  ACTION_ZH.giveInstruction,
  ACTION_ZH.settleInstruction,
  ACTION_ZH.docketInstruction,
])

const BEFORE_DOCKETING: ReadonlySet<string> = new Set([
  ACTION_ZH.saveDraft,
  ACTION_ZH.propose,
  ACTION_ZH.withdrawProposal,
  ACTION_ZH.returnDraft,
])

/** They leave the card open, and are steps all the same. */
const STEPS_WITHIN_A_TURN: ReadonlySet<string> = new Set([
  ACTION_ZH.finish,
  ACTION_ZH.withdrawFinish,
  ACTION_ZH.read,
  ACTION_ZH.grantExtension,
  ACTION_ZH.grantSpecially,
  ACTION_ZH.denyExtension,
])
