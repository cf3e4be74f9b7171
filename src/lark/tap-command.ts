// A button and its form, unknown, in; a typed command out. What the form leaves out stays as it is.
import { z } from 'zod'
import type { AssignmentCommand, Checklist, MatterCommand, ReportEdit } from '../domain/command.ts'
import type { Docket } from '../domain/matter.ts'
import { ACTION_ZH, type Action, type Category } from '../domain/terms.ts'
import { type Instant, instantOf, isRealDay, type TimeOfDay } from '../domain/time.ts'
import type { FormValues } from './form-values.ts'

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

/** What the office and the leaders do from 汇总反馈 on (conversation §2). */
function officeCommand(
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

/** What leaves a department, and what comes back to it. */
function departmentCommand(
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
        progress: text('progress'),
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

function docketIn(form: FormValues, defaultTime: TimeOfDay): Partial<Docket> {
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

/** Absent fields are dropped, so that they leave what is there as it is; emptied ones are kept. */
function withoutAbsent<Fields extends object>(
  fields: Fields,
): { [Key in keyof Fields]?: Exclude<Fields[Key], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Fields]?: Exclude<Fields[Key], undefined>
  }
}

function textIn(form: FormValues, name: string): string | undefined {
  const value = form[name]
  return typeof value === 'string' ? value.trim() : undefined
}

function idIn(form: FormValues, name: string): string | null | undefined {
  const value = textIn(form, name)
  return value === '' ? null : value
}

function listIn(form: FormValues, name: string): string[] | undefined {
  const value = form[name]
  if (value === undefined || typeof value === 'boolean') return undefined
  const items = typeof value === 'string' ? [value] : value
  return [...new Set(items.filter((item) => item !== ''))]
}

function yesIn(form: FormValues, name: string): boolean | null | undefined {
  const value = form[name]
  if (typeof value === 'boolean') return value
  if (value === 'yes' || value === 'no') return value === 'yes'
  return value === undefined ? undefined : null
}

function oneOf<const Option extends string>(
  form: FormValues,
  name: string,
  options: readonly Option[],
): Option | undefined {
  const value = textIn(form, name)
  return options.find((option) => option === value)
}

function categoryIn(form: FormValues): Category | null | undefined {
  const value = textIn(form, 'category')
  if (value === undefined) return undefined
  return /^[1-7]$/.test(value) ? (Number(value) as Category) : null
}

/** `2`, `2份`, full-width digits; anything else is no number. */
function countIn(form: FormValues, name: string): number | null | undefined {
  const value = textIn(form, name)?.normalize('NFKC')
  if (value === undefined) return undefined
  const digits = /^(\d{1,3})\s*份?$/.exec(value)?.[1]
  return digits === undefined ? null : Number(digits)
}

/** `2026-09-18 17:30 +0800` as the platform's picker sends it; a date alone takes the default time. */
function instantIn(
  form: FormValues,
  name: string,
  defaultTime: TimeOfDay,
): Instant | null | undefined {
  const value = textIn(form, name)
  if (value === undefined) return undefined
  const parts = /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}:\d{2}))?(?: ?\+08:?00)?$/.exec(value)
  if (parts === null) return null
  const [, year = '', month = '', date = '', time] = parts
  if (!isRealDay(Number(year), Number(month), Number(date))) return null
  return instantOf(`${year}-${month}-${date}`, time ?? defaultTime)
}
