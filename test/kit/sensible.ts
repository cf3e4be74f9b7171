// For every action a command with fields that nobody can object to, so that only status and standing can refuse it.
import type { AssignmentCommand, MatterCommand } from '../../src/domain/command.ts'
import type { Assignment, Matter } from '../../src/domain/matter.ts'
import { handlersOf, type OpenId, type Organisation } from '../../src/domain/organisation.ts'
import { ACTION_ZH, type Action } from '../../src/domain/terms.ts'
import { DAY_MS, type Instant } from '../../src/domain/time.ts'
import { everythingReady, instruction } from './given.ts'
import { goodReport } from './yunling.ts'

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
        files: [],
        sourceMessageId: null,
      }
    case 'withdrawProgress':
    case 'voidProgress':
    case 'markRecalled':
      return { action, progressId: ownEntry(assignment, actor) }
    case 'refileProgress':
      return { action, progressId: ownEntry(assignment, actor), target: 'm-28', targetNumber: '28' }
    case 'draftReport':
    case 'presentReport':
      return { action, edit: goodReport }
    case 'signOff':
    case 'amendAndSignOff':
    case 'returnReport':
      return { action, edit: {}, opinion: '数据再核一遍。' }
    case 'submit':
      return { action, checklist: everythingReady }
    case 'returnSubmission':
      return { action, opinion: '问题写得不够具体。', reworkDeadline: at + 3 * DAY_MS }
    default:
      return { action }
  }
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
