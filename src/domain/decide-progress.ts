// Progress: recording it, and correcting what was recorded (process §1.2 step 4, §9).
import type { CommandOf } from './command.ts'
import { type Decided, type Deed, decided, noteOnAssignment } from './decided.ts'
import { idFrom } from './hash.ts'
import type { Attachment, Progress } from './matter.ts'
import { type Refused, refused } from './refusal.ts'
import { carriesSecrecyMark } from './secrecy.ts'
import type { AssignmentScene } from './standing.ts'
import { ASSIGNMENT_ACTION_ZH } from './terms.ts'
import { MINUTE_MS } from './time.ts'

/** Minutes. How long an entry can be taken back without a trace on the list (process §9). */
export const WITHDRAW_MINUTES = 5

export type ProgressCommand = CommandOf<
  'reportProgress' | 'withdrawProgress' | 'voidProgress' | 'refileProgress' | 'markRecalled'
>
type Correction = Exclude<ProgressCommand, CommandOf<'reportProgress'>>

export function decideOnProgress(
  scene: AssignmentScene,
  command: ProgressCommand,
  deed: Deed,
): Decided | Refused {
  return command.action === 'reportProgress'
    ? record(scene, command, deed)
    : correct(scene, command, deed)
}

/** The id an entry gets: the same message or tap never makes two. */
export function progressIdOf(assignmentId: string, sourceEventId: string): string {
  return idFrom(assignmentId, 'progress', sourceEventId)
}

function record(
  { matter, assignment, actor, at }: AssignmentScene,
  command: CommandOf<'reportProgress'>,
  deed: Deed,
): Decided | Refused {
  const { achievement, problem, onsite } = command.progress
  const text = [achievement, problem, onsite].map((part) => part.trim())
  if (text.every((part) => part === '') && command.files.length === 0)
    return refused({ reason: 'progressEmpty' })
  const names = command.files.map((file) => file.name)
  if (carriesSecrecyMark([...text, ...names].join('\n'))) return refused({ reason: 'secrecyMark' })
  const id = progressIdOf(assignment.id, deed.sourceEventId)
  if (assignment.progress.some((held) => held.id === id))
    return refused({ reason: 'overtaken', act: null, again: true })
  const entry: Progress = {
    id,
    assignmentId: assignment.id,
    by: actor.openId,
    at,
    achievement: text[0] ?? '',
    problem: text[1] ?? '',
    onsite: text[2] ?? '',
    sourceMessageId: command.sourceMessageId,
    withdrawnAt: null,
    voidedAt: null,
    recalledAt: null,
    refiledTo: null,
    files: command.files.map(
      (file, index): Attachment => ({
        ...file,
        id: idFrom(id, 'file', index),
        progressId: id,
      }),
    ),
  }
  const progress = [...assignment.progress, entry]
  return write({ matter, assignment }, progress, 'reportProgress', { progress: id }, deed)
}

function correct(
  { matter, assignment, actor, at }: AssignmentScene,
  command: Correction,
  deed: Deed,
): Decided | Refused {
  const entry = assignment.progress.find((held) => held.id === command.progressId)
  if (entry === undefined || entry.by !== actor.openId) return refused({ reason: 'progressGone' })
  if (entry.withdrawnAt !== null || entry.voidedAt !== null || entry.refiledTo !== null)
    return refused({ reason: 'progressGone' })
  const young = at - entry.at <= WITHDRAW_MINUTES * MINUTE_MS
  if (command.action === 'withdrawProgress' && !young)
    return refused({ reason: 'withdrawTooLate', minutes: WITHDRAW_MINUTES })
  const progress = assignment.progress.map((held) =>
    held.id === entry.id ? corrected(held, command, at) : held,
  )
  const target = command.action === 'refileProgress' ? { target: command.targetNumber } : {}
  const details = { progress: entry.id, ...target }
  return write({ matter, assignment }, progress, command.action, details, deed)
}

function corrected(entry: Progress, command: Correction, at: number): Progress {
  switch (command.action) {
    case 'withdrawProgress':
      return { ...entry, withdrawnAt: at }
    case 'voidProgress':
      return { ...entry, voidedAt: at }
    case 'markRecalled':
      return { ...entry, recalledAt: at }
    case 'refileProgress':
      return { ...entry, refiledTo: command.target }
    default:
      return command satisfies never
  }
}

function write(
  { matter, assignment }: Pick<AssignmentScene, 'matter' | 'assignment'>,
  progress: readonly Progress[],
  action: ProgressCommand['action'],
  details: Readonly<Record<string, string>>,
  deed: Deed,
): Decided {
  const entry = { action: ASSIGNMENT_ACTION_ZH[action], details }
  return decided(noteOnAssignment(matter, assignment, deed, entry, { progress }), matter)
}
