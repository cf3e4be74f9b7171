// For every action a command with fields that nobody can object to, so that only status and standing can refuse it.
import type { AssignmentCommand, MatterCommand } from '../../src/domain/command.ts'
import type { Assignment, Docket, Matter } from '../../src/domain/matter.ts'
import { handlersOf, type OpenId, type Organisation } from '../../src/domain/organisation.ts'
import { ACTION_ZH, type Action } from '../../src/domain/terms.ts'
import { DAY_MS, type Instant } from '../../src/domain/time.ts'
import { everythingReady, instruction } from './given.ts'
import { goodReply, goodReport } from './yunling.ts'

export const ACTIONS = Object.keys(ACTION_ZH) as Action[]

interface Place {
  readonly matter: Matter
  readonly assignment: Assignment | null
  readonly organisation: Organisation
  readonly actor: OpenId
  readonly at: Instant
}

export function sensible(action: Action, place: Place): MatterCommand | AssignmentCommand {
  const { matter, assignment, organisation, actor, at } = place
  switch (action) {
    case 'saveDraft':
    case 'propose':
      return { action, docket: {} }
    case 'approve':
    case 'returnDraft':
    case 'refuse':
      return { action, opinion: '请补充依据。' }
    case 'feedBack':
      return { action, summary: '已按期完成。', leaders: [matter.approver ?? ''] }
    case 'sendBack':
      return {
        action,
        departments: matter.assignments.map((held) => held.departmentId),
        opinion: '请补充数据。',
        reworkDeadline: at + 3 * DAY_MS,
      }
    case 'acknowledge':
      return { action, suggestion: '建议由科室办理。' }
    case 'instruct':
    case 'reinstruct': {
      const [handler] = handlersOf(organisation, assignment?.departmentId ?? '').slice(-1)
      return { ...instruction([handler?.openId ?? '']), action }
    }
    case 'reportProgress':
      return {
        action,
        progress: { achievement: '已完成摸底120户。', problem: '', onsite: '' },
        files: [{ kind: 'image', fileKey: 'img_1', messageId: 'om_1', name: '现场.jpg' }],
        sourceMessageId: null,
      }
    case 'withdrawProgress':
    case 'voidProgress':
    case 'markRecalled':
      return { action, progressId: ownEntry(assignment, actor) }
    case 'refileProgress':
      return {
        action,
        progressId: ownEntry(assignment, actor),
        target: '00000000-0000-8000-a000-000000000028',
        targetNumber: '28',
      }
    case 'draftReport':
    case 'presentReport':
      return { action, edit: { ...goodReport, ...goodReply } }
    case 'signOff':
    case 'amendAndSignOff':
    case 'returnReport':
      return { action, edit: {}, opinion: '数据再核一遍。' }
    case 'submit':
      return { action, checklist: everythingReady }
    case 'returnSubmission':
      return { action, opinion: '问题写得不够具体。', reworkDeadline: at + 3 * DAY_MS }
    default:
      return beside(action, place)
  }
}

/** The steps beside the main road. */
function beside(action: Action, place: Place): MatterCommand | AssignmentCommand {
  const { matter, assignment, organisation, at } = place
  const reworkDeadline = at + 3 * DAY_MS
  switch (action) {
    case 'presentBrief':
      return { action, summary: '整治已全部完成。' }
    case 'clear':
      return { action, summary: null, opinion: '同意。' }
    case 'amendAndClear':
      return { action, summary: `整治已全部完成，并建立长效机制（${at}）。`, opinion: '' }
    case 'returnBrief':
      return { action, opinion: '请补充数据。', returnTo: 'office', reworkDeadline: null }
    case 'reportUp':
      return { action, documentNumber: '云州政督收〔2026〕118号' }
    case 'draftBulletin':
      return {
        action,
        summary: '已按期完成。',
        scope: matter.assignments.slice(0, 1).map((held) => held.departmentId),
        critical: matter.auditSeq % 4 !== 0,
        alsoFeedback: true,
        leaders: [matter.approver ?? ''],
      }
    case 'issueBulletin':
    case 'returnBulletin':
      return { action, opinion: '请补充数据。' }
    case 'giveInstruction':
      return { action, instruction: '请继续跟进后续管护。' }
    case 'redo':
      return {
        action,
        reason: '群众反映管护不到位。',
        departments: matter.assignments.slice(0, 1).map((held) => held.departmentId),
        reworkDeadline,
      }
    case 'recordOpinion':
      return {
        action,
        grade: matter.opinions.length < 2 ? 'dissatisfied' : 'satisfied',
        note: '管护问题没有答清。',
        reworkDeadline,
      }
    case 'consentToRedo':
      return { action, reworkDeadline }
    case 'proposeCancellation':
      return { action, reason: '与另一事项重复。' }
    case 'correct':
      return { action, reason: '原文写错。', patch: correction(matter) }
    case 'eraseAttachment': {
      const [file] = matter.assignments.flatMap((held) =>
        held.progress.flatMap((entry) => entry.files),
      )
      return { action, attachmentId: file?.id ?? 'none', reason: '误传。' }
    }
    case 'askQuestion':
      return { action, question: '统计口径是否含在建项目？' }
    case 'answerQuestion':
      return { action, answer: '含在建项目。' }
    case 'applyRedirect':
      return { action, reason: '此项不在我局职责范围。' }
    case 'proposeExtension':
    case 'presentExtension':
      return {
        action,
        to: (assignment?.deadline ?? at) + 7 * DAY_MS,
        reasonKind: 'weather',
        reason: '连续降雨，无法施工。',
        progress: '已完成八成。',
      }
    case 'presentCycle':
      return { action, achievement: '本月完成30座。', problem: '' }
    case 'releaseApplication':
    case 'releaseCycle':
    case 'returnApplication':
    case 'denyExtension':
    case 'denyRedirect':
    case 'returnMaterial':
    case 'raiseDispute':
      return { action, opinion: '请再核实。' }
    case 'grantExtension':
      return { action, to: null, opinion: '同意。' }
    case 'grantSpecially':
      return { action, to: (assignment?.deadline ?? at) + 30 * DAY_MS, reason: '汛期抢险。' }
    case 'grantRedirect':
      return { action, lead: 'D12', opinion: '同意。' }
    case 'redirect':
      return { action, department: 'D12', reason: '职责调整。' }
    case 'chase':
      return { action, text: '请于今日反馈。', deadline: null }
    case 'passOn': {
      const people = handlersOf(organisation, assignment?.departmentId ?? '')
      const [from = ''] = assignment?.handlers ?? []
      const to = people.find((person) => !assignment?.handlers.includes(person.openId))
      return { action, from, to: to?.openId ?? from }
    }
    default:
      return plain(action)
  }
}

/** Commands that carry nothing but themselves. */
function plain(action: Action): MatterCommand | AssignmentCommand {
  return { action } as MatterCommand | AssignmentCommand
}

/** The actor's last entry that still counts. */
function ownEntry(assignment: Assignment | null, actor: OpenId): string {
  const own = assignment?.progress.findLast(
    (entry) =>
      entry.by === actor &&
      entry.withdrawnAt === null &&
      entry.voidedAt === null &&
      entry.refiledTo === null,
  )
  return own?.id ?? 'none'
}

/** Something that is different from what stands there: a typing error every other time, else the content itself. */
function correction({ assignments, auditSeq, status }: Matter): Partial<Docket> {
  const handedIn = assignments.some((held) =>
    ['submitted', 'delivered', 'passed'].includes(held.status),
  )
  if (handedIn || status !== 'handling' || auditSeq % 2 === 0)
    return { source: `区政府第${auditSeq}次常务会议` }
  return { content: `督查落实情况（第${auditSeq}稿）。` }
}
