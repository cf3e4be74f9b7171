// What whoever signs has changed in the page: it waits with his card for the tap 修改后审签 (process §2).
import type { AssignmentCommand, MatterCommand } from './command.ts'
import { type Assignment, latestReport, type ReportText } from './matter.ts'

/** A changed text, and the version that it changes. */
export interface Amendment extends Pick<ReportText, 'achievements' | 'problems' | 'nextSteps'> {
  readonly reportVersion: number
}

const SECTIONS = ['achievements', 'problems', 'nextSteps'] as const

/** The amendment, as long as the version is the one there is. */
export function pendingAmendment(
  amendment: Amendment | null | undefined,
  assignment: Assignment,
): Amendment | null {
  if (amendment === null || amendment === undefined) return null
  return latestReport(assignment)?.reportVersion === amendment.reportVersion ? amendment : null
}

/** The text with the amendment in place. */
export function amendedText(text: ReportText, amendment: Amendment | null): ReportText {
  if (amendment === null) return text
  const { achievements, problems, nextSteps } = amendment
  return { ...text, achievements, problems, nextSteps }
}

/**
 * A tap of whoever signs is about the amended text, except where the card itself was typed on. Then 同意审签 is
 * refused, as it is when the change stands in the card's own fields: 您已改动文字，请点“修改后审签”。
 */
export function withAmendment<Command extends MatterCommand | AssignmentCommand>(
  command: Command,
  assignment: Assignment,
  amendment: Amendment | null,
): Command {
  const report = latestReport(assignment)
  if (amendment === null || report === undefined) return command
  if (command.action !== 'signOff' && command.action !== 'amendAndSignOff') return command
  const { edit } = command
  // A card drawn before the amendment sends the old text back as it was.
  const sections = SECTIONS.map((section) => {
    const typed = edit[section]
    const isTyped = typed !== undefined && typed.trim() !== report[section].trim()
    return [section, isTyped ? typed : amendment[section]] as const
  })
  return { ...command, edit: { ...edit, ...Object.fromEntries(sections) } }
}
