// The taps on what leaves a department and on what comes back to it: their forms, typed.
import type { AssignmentCommand } from '../domain/command.ts'
import type { Action } from '../domain/terms.ts'
import type { TimeOfDay } from '../domain/time.ts'
import { idIn, instantIn, oneOf, textIn } from './form-readers.ts'
import type { FormValues } from './form-values.ts'

/** What leaves a department, and what comes back to it. */
export function departmentCommand(
  action: Action,
  form: FormValues,
  defaultTime: TimeOfDay,
): AssignmentCommand | null {
  const text = (name: string) => textIn(form, name) ?? ''
  switch (action) {
    case 'askQuestion':
      return { action, question: text('question') }
    case 'answerQuestion':
      return { action, answer: text('answer') }
    case 'applyRedirect':
      return { action, reason: text('question') || text('suggestion') }
    case 'proposeExtension':
    case 'presentExtension':
      return {
        action,
        to: instantIn(form, 'to', defaultTime) ?? null,
        reasonKind:
          oneOf(form, 'reason_kind', ['weather', 'policy', 'coordination', 'procedure', 'other']) ??
          null,
        reason: text('reason'),
        // 办理任务 has 成效 where 申请延期 has 目前进展: what was typed there goes along.
        progress: text('progress') || text('achievement'),
      }
    case 'presentCycle':
      return { action, achievement: text('achievement'), problem: text('problem') }
    case 'releaseApplication':
    case 'releaseCycle':
    case 'returnApplication':
    case 'denyExtension':
    case 'denyRedirect':
    case 'returnMaterial':
    case 'raiseDispute':
      return { action, opinion: text('opinion') }
    case 'grantExtension':
      return {
        action,
        to: instantIn(form, 'to', defaultTime) ?? null,
        opinion: text('opinion'),
      }
    case 'grantRedirect':
      return { action, lead: idIn(form, 'lead') ?? null, opinion: text('opinion') }
    case 'reacknowledge':
    case 'receiveMaterial':
      return { action }
    default:
      return null
  }
}
