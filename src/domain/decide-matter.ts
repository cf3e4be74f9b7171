// The steps of the matter itself: proposing, docketing, feeding back (process §1.1).
import { batchDetails } from './batch.ts'
import type { CommandOf, MatterCommand, Request } from './command.ts'
import { cancel, proposeCancellation, turnDownPetition } from './decide-cancellation.ts'
import { confirmCorrection, consentToCorrection, correct } from './decide-correction.ts'
import { confirmErasure, eraseAttachment } from './decide-erasure.ts'
import { decideLater } from './decide-later.ts'
import { voided, withdrawn } from './decide-report.ts'
import { type Decided, type Deed, decided, deedOf, moveAssignment, moveMatter } from './decided.ts'
import { docketGaps, docketText, TITLE_MAX } from './docket.ts'
import { handedOver, settledCoDeadline } from './hand-over.ts'
import { idFrom } from './hash.ts'
import { leadOf, type Matter } from './matter.ts'
import { mayorOf, type OpenId, peopleWith, type Role, viceMayorFor } from './organisation.ts'
import type { Feedback } from './outcome.ts'
import { type Refused, refused } from './refusal.ts'
import { carriesSecrecyMark } from './secrecy.ts'
import type { Capacity, Scene } from './standing.ts'
import { statusTakenUp } from './take-up.ts'
import { MATTER_ACTION_ZH } from './terms.ts'
import { type Instant, localTime } from './time.ts'
import { AUTOMATIC_STEPS } from './transitions.ts'

export function decideOnMatter(
  scene: Scene,
  capacity: Capacity,
  command: MatterCommand,
  request: Request,
): Decided | Refused {
  const deed = deedOf(capacity, request)
  switch (command.action) {
    case 'saveDraft':
    case 'propose':
      return writeDocket(scene, command, deed)
    case 'deleteDraft':
      return { ...simple(scene.matter, 'gone', command.action, deed), gone: true }
    case 'withdrawProposal':
      return simple(scene.matter, 'drafting', command.action, deed)
    case 'approve':
      return approve(scene, command, deed)
    case 'returnDraft':
    case 'refuse':
      return turnDown(scene.matter, command, deed)
    case 'feedBack':
      return feedBack(scene, command, deed)
    case 'sendBack':
      return sendBack(scene, command, deed)
    case 'read':
      return read(scene, deed)
    case 'correct':
      return correct(scene, command, deed)
    case 'confirmCorrection':
      return confirmCorrection(scene, deed)
    case 'consentToCorrection':
      return consentToCorrection(scene, deed)
    case 'eraseAttachment':
      return eraseAttachment(scene, command, deed)
    case 'confirmErasure':
      return confirmErasure(scene, deed)
    case 'proposeCancellation':
      return proposeCancellation(scene, command, deed)
    case 'cancel':
      return cancel(scene, deed)
    case 'dropPetition':
      return turnDownPetition(scene, command.action, deed)
    case 'declinePetition':
      // 再次不满意 waits for a decision of its own kind.
      return scene.petition?.kind === 'redo'
        ? decideLater(scene.matter, command)
        : turnDownPetition(scene, command.action, deed)
    default:
      return decideLater(scene.matter, command)
  }
}

function simple(
  matter: Matter,
  to: 'drafting' | 'gone',
  action: 'deleteDraft' | 'withdrawProposal',
  deed: Deed,
): Decided {
  return decided(moveMatter(matter, to, deed, { action: MATTER_ACTION_ZH[action] }, true), matter)
}

function writeDocket(
  { matter, organisation, at }: Scene,
  command: CommandOf<'saveDraft' | 'propose'>,
  deed: Deed,
): Decided | Refused {
  const docketed: Matter = { ...matter, ...command.docket }
  const written: Matter = { ...docketed, co: [...new Set(docketed.co)] }
  if (carriesSecrecyMark(docketText(written))) return refused({ reason: 'secrecyMark' })
  const tooLong = written.title.length > TITLE_MAX
  if (tooLong) return refused({ reason: 'tooLong', field: 'title', limit: TITLE_MAX })
  const action = MATTER_ACTION_ZH[command.action]
  if (command.action === 'saveDraft')
    return decided(moveMatter(written, null, deed, { action }, false), matter)
  const gaps = docketGaps(written, organisation, at)
  if (gaps.length > 0) return refused({ reason: 'docket', gaps })
  if (written.approver === deed.actor) return refused({ reason: 'ownRequest' })
  const proposed: Matter = {
    ...written,
    proposedBy: deed.actor === 'system' ? null : deed.actor,
    returnOpinion: '',
  }
  const details = command.batch === undefined ? {} : batchDetails(command.batch)
  return decided(moveMatter(proposed, 'awaitingApproval', deed, { action, details }, true), matter)
}

function approve(
  { matter, organisation, at }: Scene,
  { opinion, batch }: CommandOf<'approve'>,
  deed: Deed,
): Decided | Refused {
  const passed = [matter.deadline, matter.co.length > 0 ? matter.coDeadline : null]
    .filter((deadline) => deadline !== null)
    .find((deadline) => deadline <= at)
  if (passed !== undefined) return refused({ reason: 'deadlinePassed', deadline: passed })
  const timed: Matter = { ...matter, coDeadline: settledCoDeadline(matter, organisation, at) }
  const docketed: Matter = {
    ...timed,
    approval: opinion,
    docketedAt: at,
    numberYear: localTime(at).year,
    assignments: handedOver(timed, at),
  }
  const details = {
    ...(opinion === '' ? {} : { opinion }),
    ...(batch === undefined ? {} : { batch }),
  }
  const moved = moveMatter(
    docketed,
    'handling',
    deed,
    { action: MATTER_ACTION_ZH.approve, details },
    true,
  )
  return { ...decided(moved, matter), allocateNumber: true }
}

function turnDown(
  matter: Matter,
  command: CommandOf<'returnDraft' | 'refuse'>,
  deed: Deed,
): Decided | Refused {
  const opinion = command.opinion.trim()
  const action = MATTER_ACTION_ZH[command.action]
  if (opinion === '') return refused({ reason: 'opinionMissing', action })
  const to = command.action === 'refuse' ? 'refused' : 'drafting'
  const moved = moveMatter(matter, to, deed, { action, details: { opinion } }, true)
  const closedAt = to === 'refused' ? deed.at : null
  return decided({ ...moved, returnOpinion: opinion, closedAt }, matter)
}

function feedBack(
  { matter, organisation }: Scene,
  command: CommandOf<'feedBack'>,
  deed: Deed,
): Decided | Refused {
  if (matter.superior) {
    const lead = leadOf(matter)
    return refused({
      reason: 'superiorNeedsLeaders',
      viceMayor: (lead && viceMayorFor(organisation, lead.departmentId)) ?? null,
      mayor: mayorOf(organisation) ?? null,
    })
  }
  const leaders = [...new Set(command.leaders)]
  const readers = peopleWith(organisation, ...READERS).map((person) => person.openId)
  if (leaders.length === 0 || !leaders.every((leader) => readers.includes(leader)))
    return refused({ reason: 'leadersMissing' })
  const summary = (command.summary ?? matter.summary).trim()
  if (summary === '') return refused({ reason: 'summaryMissing' })
  if (carriesSecrecyMark(summary)) return refused({ reason: 'secrecyMark' })
  const to = matter.category === 6 ? 'awaitingOpinion' : 'closed'
  const closed: Matter = {
    ...matter,
    summary,
    closedAt: to === 'closed' ? deed.at : null,
    feedback: [...matter.feedback, ...leaders.map((leader) => fedBackTo(matter, leader, deed.at))],
  }
  const details = { summary, leaders: leaders.join(',') }
  return decided(
    moveMatter(closed, to, deed, { action: MATTER_ACTION_ZH.feedBack, details }, true),
    matter,
  )
}

/** 有关领导 to whom the result of a matter goes. */
const READERS = [
  'DISTRICT_MAYOR',
  'DISTRICT_VICE_MAYOR',
  'OFFICE_DIRECTOR',
  'OFFICE_DEPUTY_DIRECTOR',
] as const satisfies readonly Role[]

function fedBackTo(matter: Matter, leader: OpenId, at: Instant): Feedback {
  return {
    id: idFrom(matter.id, 'feedback', leader, matter.turn),
    matterId: matter.id,
    leader,
    at,
    readAt: null,
    instruction: '',
  }
}

function sendBack(
  { matter, at }: Scene,
  command: CommandOf<'sendBack'>,
  deed: Deed,
): Decided | Refused {
  const action = MATTER_ACTION_ZH.sendBack
  const opinion = command.opinion.trim()
  const chosen = matter.assignments.filter(
    (held) =>
      command.departments.includes(held.departmentId) &&
      (AUTOMATIC_STEPS.rework.from as readonly string[]).includes(held.status),
  )
  if (!chosen.some((held) => held.kind === 'lead')) return refused({ reason: 'departmentsMissing' })
  if (opinion === '') return refused({ reason: 'opinionMissing', action })
  const reworkDeadline = command.reworkDeadline
  if (reworkDeadline === null) return refused({ reason: 'reworkDeadline', fault: 'missing' })
  if (reworkDeadline <= at) return refused({ reason: 'reworkDeadline', fault: 'past' })
  const entry = { action, details: { opinion } }
  const moved = moveMatter(matter, 'handling', deed, entry, true)
  const sent = chosen.reduce(
    (held, assignment) =>
      moveAssignment(held, assignment, statusTakenUp(assignment), deed, entry, {
        reworkDeadline,
        returnOpinion: opinion,
        signOffs: voided(assignment, at),
        submissions: withdrawn(assignment, at),
      }),
    moved,
  )
  return decided(sent, matter)
}

function read({ matter, actor, at }: Scene, deed: Deed): Decided | Refused {
  const unread = matter.feedback.some(
    (held) => held.leader === actor.openId && held.readAt === null,
  )
  const action = MATTER_ACTION_ZH.read
  if (!unread) {
    const act = matter.history.findLast(
      (held) => held.actor === actor.openId && held.action === action,
    )
    return refused({ reason: 'overtaken', act: act ?? null, again: true })
  }
  const feedback = matter.feedback.map((held) =>
    held.leader === actor.openId ? { ...held, readAt: at } : held,
  )
  return decided(moveMatter({ ...matter, feedback }, null, deed, { action }, false), matter)
}
