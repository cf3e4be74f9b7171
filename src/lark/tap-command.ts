// A button and its form, unknown, in; a typed command out. What the form leaves out stays as it is.
import { z } from 'zod'
import type { AssignmentCommand, Checklist, MatterCommand, ReportEdit } from '../domain/command.ts'
import type { Docket } from '../domain/matter.ts'
import { ACTION_ZH, type Action } from '../domain/terms.ts'
import type { TimeOfDay } from '../domain/time.ts'
import {
  categoryIn,
  countIn,
  idIn,
  instantIn,
  listIn,
  oneOf,
  textIn,
  withoutAbsent,
  yesIn,
} from './form-readers.ts'
import type { FormValues } from './form-values.ts'
import { departmentCommand } from './tap-department.ts'
import { officeCommand } from './tap-office.ts'

export interface ButtonCarries {
  readonly cardId: string
  /** An action, or a word of the card's own. */
  readonly action: string
  readonly turn: number
  readonly choice: string | null
}

const buttonShape = z.object({
  c: z.uuid(),
  a: z.string().min(1).max(40),
  t: z.int().min(0),
  x: z.string().max(100).optional(),
})

/** What one of our buttons carries, or null when it is none of ours. */
export function readButton(value: unknown): ButtonCarries | null {
  const parsed = buttonShape.safeParse(value)
  if (!parsed.success) return null
  const { c, a, t, x } = parsed.data
  return { cardId: c, action: a, turn: t, choice: x ?? null }
}

/** Whether a button's word names a command of the domain. */
export function isAction(word: string): word is Action {
  return Object.hasOwn(ACTION_ZH, word)
}

/** The command a tap gives, or null for actions that no card's form gives. */
export function commandOf(
  action: Action,
  form: FormValues,
  defaultTime: TimeOfDay,
): MatterCommand | AssignmentCommand | null {
  const opinion = () => textIn(form, 'opinion') ?? ''
  switch (action) {
    case 'saveDraft':
    case 'propose':
      return { action, docket: docketIn(form, defaultTime) }
    case 'approve':
    case 'returnDraft':
    case 'refuse':
      return { action, opinion: opinion() }
    case 'feedBack':
      return {
        action,
        summary: textIn(form, 'summary') ?? null,
        leaders: listIn(form, 'leaders') ?? [],
      }
    case 'sendBack':
      return {
        action,
        departments: listIn(form, 'departments') ?? [],
        opinion: opinion(),
        reworkDeadline: instantIn(form, 'rework_deadline', defaultTime) ?? null,
      }
    case 'acknowledge':
      return { action, suggestion: textIn(form, 'suggestion') ?? '' }
    case 'instruct':
    case 'reinstruct':
      return {
        action,
        mode: oneOf(form, 'mode', ['leader', 'section', 'officer']) ?? null,
        opinion: opinion(),
        handlers: listIn(form, 'handlers') ?? [],
        innerDeadline: instantIn(form, 'inner_deadline', defaultTime) ?? null,
      }
    case 'reportProgress':
      return { action, progress: progressIn(form), files: [], sourceMessageId: null }
    case 'finish':
      return { action, progress: progressIn(form) }
    case 'draftReport':
    case 'presentReport':
      return { action, edit: reportIn(form) }
    case 'signOff':
    case 'amendAndSignOff':
    case 'returnReport':
      return { action, edit: reportIn(form), opinion: opinion() }
    case 'submit':
      return { action, checklist: checklistIn(form) }
    case 'returnSubmission':
      return {
        action,
        opinion: opinion(),
        reworkDeadline: instantIn(form, 'rework_deadline', defaultTime) ?? null,
      }
    case 'deleteDraft':
    case 'read':
    case 'pass':
      return { action }
    default:
      return (
        officeCommand(action, form, defaultTime) ?? departmentCommand(action, form, defaultTime)
      )
  }
}

/** The fields of a 督查立项 form, or as many of them as another form asks. */
export function docketIn(form: FormValues, defaultTime: TimeOfDay): Partial<Docket> {
  return withoutAbsent({
    title: textIn(form, 'title'),
    category: categoryIn(form),
    source: textIn(form, 'source'),
    sourceDocument: textIn(form, 'source_document'),
    content: textIn(form, 'content'),
    lead: idIn(form, 'lead'),
    co: listIn(form, 'co'),
    coTask: textIn(form, 'co_task'),
    deadline: instantIn(form, 'deadline', defaultTime),
    coDeadline: instantIn(form, 'co_deadline', defaultTime),
    copies: countIn(form, 'copies'),
    seal: yesIn(form, 'seal'),
    electronic: yesIn(form, 'electronic'),
    signature: yesIn(form, 'signature'),
    formatNote: textIn(form, 'format_note'),
    approver: idIn(form, 'approver'),
    urgency: oneOf(form, 'urgency', ['normal', 'urgent', 'immediate']),
    cycle: oneOf(form, 'cycle', ['none', 'monthly']),
    superior: yesIn(form, 'superior') ?? undefined,
    superiorOrgan: textIn(form, 'superior_organ'),
    superiorDeadline: instantIn(form, 'superior_deadline', defaultTime),
    proposalKind: oneOf(form, 'proposal_kind', ['bill', 'suggestion', 'motion']),
    proposalNumber: textIn(form, 'proposal_number'),
    proposers: textIn(form, 'proposers'),
    classification: oneOf(form, 'classification', ['public', 'internal']),
    notSecret: yesIn(form, 'not_secret') ?? undefined,
  })
}

function reportIn(form: FormValues): ReportEdit {
  return withoutAbsent({
    achievements: textIn(form, 'achievements'),
    problems: textIn(form, 'problems'),
    nextSteps: textIn(form, 'next_steps'),
    noProblemConfirmed: yesIn(form, 'no_problem_confirmed') ?? undefined,
    verification: textIn(form, 'verification'),
    replyClass: oneOf(form, 'class', ['A', 'B', 'C', 'D']),
    replyContact: textIn(form, 'contact'),
  })
}

function progressIn(form: FormValues) {
  return {
    achievement: textIn(form, 'achievement') ?? '',
    problem: textIn(form, 'problem') ?? '',
    onsite: textIn(form, 'onsite') ?? '',
  }
}

function checklistIn(form: FormValues): Checklist {
  return {
    copiesReady: yesIn(form, 'copies_ready') === true,
    sealed: yesIn(form, 'sealed') === true,
    electronicReady: yesIn(form, 'electronic_ready') === true,
    wetSigned: yesIn(form, 'wet_signed') === true,
  }
}
