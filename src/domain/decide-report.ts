// The report on its way up: compiled, signed off, submitted (process §1.2 steps 6–8, §2).
import type { Checklist, CommandOf } from './command.ts'
import { type Decided, type Deed, decided, moveAssignment, noteOnAssignment } from './decided.ts'
import { isSignedByHead } from './former-head.ts'
import { idFrom } from './hash.ts'
import { lastStepOf } from './history.ts'
import {
  type Assignment,
  latestReport,
  liveSignOff,
  liveSubmission,
  type Matter,
  type Report,
  type ReportText,
  type SignOff,
  type Submission,
} from './matter.ts'
import { departmentOf } from './organisation.ts'
import { type ChecklistItem, type Refused, refused } from './refusal.ts'
import {
  asAsked,
  contentHashOf,
  EMPTY_REPORT,
  editedReport,
  gateFindings,
  isReply,
  reportContent,
  reportTitle,
  sameReport,
  textHash,
  tooLong,
} from './report.ts'
import type { AssignmentScene } from './standing.ts'
import { ASSIGNMENT_ACTION_ZH, ASSIGNMENT_STATUS_ZH } from './terms.ts'
import { voided, withdrawn } from './voided.ts'

export type ReportCommand = CommandOf<
  | 'draftReport'
  | 'presentReport'
  | 'signOff'
  | 'amendAndSignOff'
  | 'returnReport'
  | 'withdrawSignOff'
  | 'submit'
  | 'withdrawSubmission'
>

export function decideOnReport(
  scene: AssignmentScene,
  command: ReportCommand,
  deed: Deed,
): Decided | Refused {
  switch (command.action) {
    case 'draftReport':
    case 'presentReport':
      return write(scene, command, deed)
    case 'signOff':
      return signOff(scene, command, deed)
    case 'amendAndSignOff':
      return amendAndSignOff(scene, command, deed)
    case 'returnReport':
      return returnReport(scene, command.opinion, deed)
    case 'withdrawSignOff':
      return withdrawSignOff(scene, deed)
    case 'submit':
      return submit(scene, command.checklist, deed)
    case 'withdrawSubmission':
      return withdrawSubmission(scene, deed)
    default:
      return command satisfies never
  }
}

/** The text an officer works on: what was saved, else the last version, else nothing yet. */
export function workingText(assignment: Assignment): ReportText {
  return { ...EMPTY_REPORT, ...(assignment.reportDraft ?? latestReport(assignment)) }
}

/** The text of the version after the latest one, with its hash. */
export function nextReport(
  { matter, assignment, organisation }: AssignmentScene,
  text: ReportText,
  by: string,
  at: number,
): Report {
  const reportVersion = (latestReport(assignment)?.reportVersion ?? 0) + 1
  const department = departmentOf(organisation, assignment.departmentId)
  const title = reportTitle(department?.name ?? assignment.departmentId, matter.title)
  const addressee = organisation.governmentName
  const content = reportContent(title, addressee, text)
  const contentHash = contentHashOf(content)
  const id = idFrom(assignment.id, 'report', reportVersion, contentHash)
  const { achievements, problems, nextSteps, noProblemConfirmed, verification } = text
  const { replyClass, replyContact } = text
  const sections = { achievements, problems, nextSteps, noProblemConfirmed, verification }
  return {
    id,
    assignmentId: assignment.id,
    reportVersion,
    title,
    addressee,
    content,
    contentHash,
    by,
    at,
    ...sections,
    replyClass,
    replyContact,
  }
}

function write(
  scene: AssignmentScene,
  command: CommandOf<'draftReport' | 'presentReport'>,
  deed: Deed,
): Decided | Refused {
  const { matter, assignment, at } = scene
  const working = workingText(assignment)
  const reply = isReply(matter, assignment)
  const text = asAsked(editedReport(working, command.edit), reply)
  // Whose own text stands there already is told so by success: an answer may have been lost.
  const { basedOn } = command
  if (basedOn !== undefined && basedOn !== textHash(working) && !sameReport(text, working))
    return refused({ reason: 'textMoved' })
  const findings = gateFindings(text, reply)
  const long = tooLong(text)
  if (long.length > 0) return refused({ reason: 'report', findings: long })
  if (findings.some((held) => held.finding === 'secrecy')) return refused({ reason: 'secrecyMark' })
  const action = ASSIGNMENT_ACTION_ZH[command.action]
  if (command.action === 'draftReport') {
    const patch = { reportDraft: text }
    return decided(noteOnAssignment(matter, assignment, deed, { action }, patch), matter)
  }
  if (findings.length > 0) return refused({ reason: 'report', findings })
  const report = nextReport(scene, text, deed.actor, at)
  const entry = {
    action,
    details: { version: String(report.reportVersion), ...nothingWrong(text) },
    contentHash: report.contentHash,
  }
  const patch = { reportDraft: null, reports: [...assignment.reports, report] }
  return decided(moveAssignment(matter, assignment, 'awaitingSignOff', deed, entry, patch), matter)
}

/** That there are no problems is a statement somebody answers for, so the trail keeps it (process §2). */
function nothingWrong(text: ReportText): Record<string, string> {
  return text.noProblemConfirmed
    ? { noProblemConfirmed: 'yes', verification: text.verification }
    : {}
}

function signOff(
  scene: AssignmentScene,
  command: CommandOf<'signOff'>,
  deed: Deed,
): Decided | Refused {
  const report = latestReport(scene.assignment)
  if (report === undefined) return refused({ reason: 'unsigned' })
  const text = editedReport(report, command.edit)
  if (!sameReport(asAsked(text, isReply(scene.matter, scene.assignment)), report))
    return refused({ reason: 'textChanged' })
  return sign(scene, scene.assignment, report, 'signOff', command.opinion, deed)
}

/** With changes a new version arises and is the one that is signed; without, the shown one is. */
function amendAndSignOff(
  scene: AssignmentScene,
  command: CommandOf<'amendAndSignOff'>,
  deed: Deed,
): Decided | Refused {
  const { matter, assignment, at } = scene
  const report = latestReport(assignment)
  if (report === undefined) return refused({ reason: 'unsigned' })
  const reply = isReply(matter, assignment)
  const text = asAsked(editedReport(report, command.edit), reply)
  if (sameReport(text, report))
    return sign(scene, assignment, report, 'amendAndSignOff', command.opinion, deed)
  const findings = gateFindings(text, reply)
  if (findings.some((held) => held.finding === 'secrecy')) return refused({ reason: 'secrecyMark' })
  if (findings.length > 0) return refused({ reason: 'report', findings })
  const amended = nextReport(scene, text, deed.actor, at)
  const held = { ...assignment, reports: [...assignment.reports, amended] }
  return sign(scene, held, amended, 'amendAndSignOff', command.opinion, deed)
}

function sign(
  { matter, at }: AssignmentScene,
  assignment: Assignment,
  report: Report,
  action: 'signOff' | 'amendAndSignOff',
  opinion: string,
  deed: Deed,
): Decided {
  const signed: SignOff = {
    id: idFrom(report.id, 'sign-off', assignment.signOffs.length),
    assignmentId: assignment.id,
    reportVersion: report.reportVersion,
    contentHash: report.contentHash,
    by: deed.actor,
    actingFor: deed.actingFor,
    at,
    voidedAt: null,
  }
  const details = { version: String(report.reportVersion), ...(opinion === '' ? {} : { opinion }) }
  const entry = { action: ASSIGNMENT_ACTION_ZH[action], details, contentHash: report.contentHash }
  const patch = { reports: assignment.reports, signOffs: [...assignment.signOffs, signed] }
  return decided(moveAssignment(matter, assignment, 'signedOff', deed, entry, patch), matter)
}

function returnReport(
  { matter, assignment }: AssignmentScene,
  opinion: string,
  deed: Deed,
): Decided | Refused {
  const action = ASSIGNMENT_ACTION_ZH.returnReport
  const said = opinion.trim()
  if (said === '') return refused({ reason: 'opinionMissing', action })
  const contentHash = latestReport(assignment)?.contentHash ?? null
  const entry = { action, details: { opinion: said }, contentHash }
  const patch = { returnOpinion: said }
  return decided(moveAssignment(matter, assignment, 'compiling', deed, entry, patch), matter)
}

function withdrawSignOff({ matter, assignment, at }: AssignmentScene, deed: Deed): Decided {
  const contentHash = liveSignOff(assignment)?.contentHash ?? null
  const entry = { action: ASSIGNMENT_ACTION_ZH.withdrawSignOff, contentHash }
  const patch = { signOffs: voided(assignment, at) }
  return decided(moveAssignment(matter, assignment, 'awaitingSignOff', deed, entry, patch), matter)
}

/** 报送: only what is signed, exactly as it was signed, and with everything the matter demands. */
function submit(
  { matter, assignment, organisation, at }: AssignmentScene,
  checklist: Checklist,
  deed: Deed,
): Decided | Refused {
  const report = latestReport(assignment)
  if (report === undefined || !isSignedByHead(assignment, organisation))
    return refused({ reason: 'unsigned' })
  const missing = demanded(matter).filter((item) => !checklist[item])
  if (missing.length > 0) return refused({ reason: 'checklist', missing })
  const submission: Submission = {
    id: idFrom(report.id, 'submission', assignment.submissions.length),
    assignmentId: assignment.id,
    reportVersion: report.reportVersion,
    contentHash: report.contentHash,
    by: deed.actor,
    at,
    withdrawnAt: null,
  }
  const to = assignment.kind === 'lead' ? 'submitted' : 'delivered'
  const details = { version: String(report.reportVersion) }
  const entry = { action: ASSIGNMENT_ACTION_ZH.submit, details, contentHash: report.contentHash }
  const patch = {
    submissions: [...assignment.submissions, submission],
    returnOpinion: '',
    materialReceivedAt: null,
  }
  return decided(moveAssignment(matter, assignment, to, deed, entry, patch), matter)
}

/** What the matter's 材料格式 asks to be ready before 报送. */
export function demanded(matter: Matter): ChecklistItem[] {
  return [
    ...((matter.copies ?? 0) > 0 ? (['copiesReady'] as const) : []),
    ...(matter.seal === true ? (['sealed'] as const) : []),
    ...(matter.electronic === true ? (['electronicReady'] as const) : []),
    ...(matter.signature === true ? (['wetSigned'] as const) : []),
  ]
}

function withdrawSubmission(
  { matter, assignment, at }: AssignmentScene,
  deed: Deed,
): Decided | Refused {
  const action = ASSIGNMENT_ACTION_ZH.withdrawSubmission
  // 撤回 is for as long as the next one has not acted: here the lead's officer, by 已收.
  if (assignment.materialReceivedAt !== null)
    return refused({
      reason: 'wrongStatus',
      action,
      status: ASSIGNMENT_STATUS_ZH[assignment.status],
      last: lastStepOf(matter, assignment.id),
    })
  const contentHash = liveSubmission(assignment)?.contentHash ?? null
  const entry = { action, contentHash }
  const submissions = withdrawn(assignment, at)
  return decided(
    moveAssignment(matter, assignment, 'signedOff', deed, entry, { submissions }),
    matter,
  )
}
