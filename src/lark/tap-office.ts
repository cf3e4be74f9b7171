// The taps of the office and the leaders after the material is in: their forms, typed.
import type { MatterCommand } from '../domain/command.ts'
import type { Action } from '../domain/terms.ts'
import type { TimeOfDay } from '../domain/time.ts'
import { idIn, instantIn, listIn, oneOf, textIn, yesIn } from './form-readers.ts'
import type { FormValues } from './form-values.ts'

/** What the office and the leaders do from 汇总反馈 on (conversation §2). */
export function officeCommand(
  action: Action,
  form: FormValues,
  defaultTime: TimeOfDay,
): MatterCommand | null {
  const text = (name: string) => textIn(form, name) ?? ''
  const reworkDeadline = () => instantIn(form, 'rework_deadline', defaultTime) ?? null
  switch (action) {
    case 'presentBrief':
      return { action, summary: textIn(form, 'summary') ?? null }
    case 'clear':
    case 'amendAndClear':
      return { action, summary: textIn(form, 'summary') ?? null, opinion: text('opinion') }
    case 'returnBrief':
      return {
        action,
        opinion: text('opinion'),
        returnTo: idIn(form, 'return_to') ?? null,
        reworkDeadline: reworkDeadline(),
      }
    case 'reportUp':
      return { action, documentNumber: text('document_number') }
    case 'draftBulletin':
      return {
        action,
        summary: textIn(form, 'summary') ?? null,
        scope: listIn(form, 'scope') ?? [],
        critical: yesIn(form, 'critical') === true,
        alsoFeedback: yesIn(form, 'also_feedback') === true,
        leaders: listIn(form, 'leaders') ?? [],
      }
    case 'issueBulletin':
    case 'returnBulletin':
      return { action, opinion: text('opinion') }
    case 'giveInstruction':
      return { action, instruction: text('instruction') }
    case 'redo':
      return {
        action,
        reason: text('reason'),
        departments: listIn(form, 'departments') ?? [],
        reworkDeadline: reworkDeadline(),
      }
    case 'recordOpinion':
      return {
        action,
        grade: oneOf(form, 'satisfaction', ['satisfied', 'fair', 'dissatisfied', 'none']) ?? null,
        note: text('note'),
        reworkDeadline: reworkDeadline(),
      }
    case 'consentToRedo':
      return { action, reworkDeadline: reworkDeadline() }
    case 'settleInstruction':
    case 'docketInstruction':
    case 'cancel':
    case 'confirmCorrection':
    case 'consentToCorrection':
    case 'confirmErasure':
    case 'dropPetition':
    case 'declinePetition':
      return { action }
    default:
      return null
  }
}
