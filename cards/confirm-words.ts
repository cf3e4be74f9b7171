// What 请确认 asks of whoever typed words: one entry for each command that waits for its giver's own tap.

import type { AssignmentCommand, MatterCommand } from '../src/domain/command.ts'
import { latestReport } from '../src/domain/matter.ts'
import { departmentZh } from '../src/domain/organisation.ts'
import { ACTION_ZH, type Action } from '../src/domain/terms.ts'
import { CONFIRM_APPLICATIONS } from './confirm-applications.ts'
import { CONFIRM_CORRECTIONS } from './confirm-corrections.ts'
import { CONFIRM_OUTCOME } from './confirm-outcome.ts'
import { type Element, plain } from './element.ts'
import { quoted } from './fitting.ts'
import { matterName } from './phrases.ts'
import type { CardSubject, CardView } from './view.ts'

/** The command as the words gave it; what they left out is asked for on the card. */
export type ConfirmedCommand = MatterCommand | AssignmentCommand

export interface ConfirmWords {
  /** The primary button: 确认撤回, 发送. */
  readonly button: string
  /** What is asked and what follows from it, in sentences; the dialog says the same. */
  readonly question: (view: CardView, command: ConfirmedCommand) => string
  /** What stands below the question: old and new, the text to be sent. */
  readonly said?: (view: CardView, command: ConfirmedCommand, room: number) => readonly Element[]
  /** `reason`, `scope` or `rework_deadline`, where the words did not say it. */
  readonly fields?: (view: CardView, command: ConfirmedCommand) => readonly Element[]
  /** 您发送了“…”，须由您本人确认后生效。 */
  readonly why: string
}

/** The command that the card waits to give; cards from before commands were kept whole name a 撤回. */
export function commandAsked({ action, command }: CardSubject): ConfirmedCommand | null {
  if (command !== undefined) return command
  switch (action) {
    case 'withdrawProposal':
    case 'withdrawFinish':
    case 'withdrawSignOff':
    case 'withdrawSubmission':
      return { action }
    default:
      return null
  }
}

/** The entry for a command that words give; undefined where words alone do it, or a button of another card. */
export function confirmWords(action: Action): ConfirmWords | undefined {
  return CONFIRM_WORDS[action]
}

const CONFIRM_WORDS: Partial<Record<Action, ConfirmWords>> = {
  withdrawProposal: withdrawal('withdrawProposal', '撤回后退回拟立项，可修改后重新呈请。'),
  withdrawFinish: withdrawal('withdrawFinish', '撤回后继续办理，办完后须再报办理完毕。'),
  withdrawSignOff: withdrawal('withdrawSignOff', '撤回后原审签失效，须重新审签后才能报送。'),
  withdrawSubmission: withdrawal('withdrawSubmission', '撤回后材料回到待报送，须重新报送。'),
  ...CONFIRM_APPLICATIONS,
  ...CONFIRM_OUTCOME,
  chase: {
    button: '发送',
    question: (view) =>
      `确认向${departmentZh(view.organisation, view.assignment?.departmentId ?? '')}发送“${matterName(view.matter)}”催办通知？发送后该单位督查工作人员即收到。`,
    said: (_, command, room) =>
      command.action === 'chase' ? [plain(quoted(command.text, room))] : [],
    why: '对未报送的事项，由督查室核定催办内容后发送。',
  },
  ...CONFIRM_CORRECTIONS,
}

/** 撤回 of one's own last step. */
function withdrawal(action: Action, consequence: string): ConfirmWords {
  return {
    button: '确认撤回',
    question: (view) =>
      `确认${ACTION_ZH[action]}“${matterName(view.matter)}”${versionZh(view, action)}？${consequence}`,
    why: '您发送了“撤回”，须由您本人确认后生效。',
  }
}

function versionZh({ assignment }: CardView, action: Action): string {
  if (action !== 'withdrawSignOff' && action !== 'withdrawSubmission') return ''
  const report = assignment === null ? undefined : latestReport(assignment)
  return report === undefined ? '' : `的反馈材料第${report.reportVersion}版`
}
