// The same command with something wrong, missing or unusual in its fields.
import type { Instant } from '../../src/domain/time.ts'
import type { Command } from './given.ts'
import { twistedOutcome } from './twisted-outcome.ts'
import { biogas, named } from './yunling.ts'

const SECRET = '见附件（机密★20年）'

/** `which` chooses among the ways in which a command of this kind can be odd. */
export function twisted(command: Command, which: number, at: Instant): Command {
  const one = <T>(...ways: readonly T[]): T => ways[which % ways.length] as T
  switch (command.action) {
    case 'saveDraft':
    case 'propose': {
      const docket = one(
        { copies: null },
        { content: ' ' },
        { deadline: at },
        { notSecret: false },
        { title: SECRET },
        { lead: 'D99' },
        { approver: named('韩秉文') },
        { co: ['D04', 'D04', 'D07'] },
        { coDeadline: at - 1 },
        { ...biogas, co: ['D04', 'D04'] },
      )
      return { ...command, docket: { ...command.docket, ...docket } }
    }
    case 'approve':
    case 'returnDraft':
    case 'refuse':
      return { ...command, opinion: one('', SECRET) }
    case 'feedBack':
      return {
        ...command,
        ...one({ leaders: [] }, { summary: SECRET }, { leaders: ['ou_nobody'] }, { summary: null }),
      }
    case 'sendBack':
      return {
        ...command,
        ...one(
          { departments: ['D99'] },
          { opinion: '' },
          { reworkDeadline: null },
          { reworkDeadline: at },
          { departments: ['D07'] },
        ),
      }
    case 'acknowledge':
      return { ...command, suggestion: one(SECRET, '') }
    case 'instruct':
    case 'reinstruct':
      return {
        ...command,
        ...one(
          { mode: null },
          { handlers: [] },
          { handlers: ['ou_nobody'] },
          { opinion: one('', SECRET) },
          { mode: 'officer' as const, handlers: [] },
          { handlers: [...command.handlers, named('房一鸣')] },
        ),
      }
    default:
      return twistedPapers(command, which, at)
  }
}

type Paper = Exclude<
  Command,
  {
    action:
      | 'saveDraft'
      | 'propose'
      | 'approve'
      | 'returnDraft'
      | 'refuse'
      | 'feedBack'
      | 'sendBack'
      | 'acknowledge'
      | 'instruct'
      | 'reinstruct'
  }
>

/** What is written inside a department. */
function twistedPapers(command: Paper, which: number, at: Instant): Command {
  const one = <T>(...ways: readonly T[]): T => ways[which % ways.length] as T
  switch (command.action) {
    case 'reportProgress':
      return { ...command, progress: { achievement: one('', SECRET), problem: '', onsite: '' } }
    case 'withdrawProgress':
    case 'voidProgress':
    case 'markRecalled':
    case 'refileProgress':
      return { ...command, progressId: 'none' }
    case 'draftReport':
    case 'presentReport':
    case 'signOff':
    case 'amendAndSignOff':
    case 'returnReport':
      return {
        ...command,
        edit: editFor(which, at),
        ...('opinion' in command && which > 8 ? { opinion: SECRET } : {}),
      }
    case 'submit':
      return { ...command, checklist: { ...command.checklist, sealed: false } }
    case 'returnSubmission':
      return {
        ...command,
        ...one({ opinion: ' ' }, { reworkDeadline: null }, { reworkDeadline: at }),
      }
    default:
      return twistedApplication(command, which, at)
  }
}

/** What leaves a department, what comes back to it, and who takes over. */
function twistedApplication(command: Command, which: number, at: Instant): Command {
  const one = <T>(...ways: readonly T[]): T => ways[which % ways.length] as T
  switch (command.action) {
    case 'askQuestion':
      return { ...command, question: one('', SECRET) }
    case 'answerQuestion':
      return { ...command, answer: one('', SECRET) }
    case 'applyRedirect':
      return { ...command, reason: one('', SECRET) }
    case 'proposeExtension':
    case 'presentExtension':
      return {
        ...command,
        ...one<Partial<typeof command>>(
          { to: null },
          { to: at },
          { reasonKind: null },
          { reason: '' },
          { progress: SECRET },
        ),
      }
    case 'grantExtension':
      return { ...command, to: one(at, at + 1) }
    case 'grantSpecially':
      return { ...command, ...one<Partial<typeof command>>({ to: null }, { reason: ' ' }) }
    case 'returnApplication':
    case 'denyExtension':
    case 'denyRedirect':
    case 'returnMaterial':
    case 'raiseDispute':
      return { ...command, opinion: one('', SECRET) }
    case 'grantRedirect':
      return { ...command, lead: one(null, 'D99', 'D04') }
    case 'redirect':
      return { ...command, department: one('D99', 'D04', 'D07') }
    case 'passOn':
      return { ...command, to: one<string>('ou_nobody', command.from) }
    default:
      return twistedOutcome(command, which, at)
  }
}

function editFor(which: number, at: Instant) {
  const edits = [
    { problems: '无' },
    { achievements: '' },
    { nextSteps: SECRET },
    { problems: '无', noProblemConfirmed: true, verification: '9月16日实地查看3个村，未见问题' },
    {},
  ]
  return edits[which] ?? { problems: `另有${(at / 60_000) % 97}户尚未通气。` }
}
