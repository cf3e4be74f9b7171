// What is filled in on 请确认, put into the command that waits there.
import type { AssignmentCommand, MatterCommand } from '../domain/command.ts'
import type { TimeOfDay } from '../domain/time.ts'
import { instantIn, textIn } from './form-readers.ts'
import type { FormValues } from './form-values.ts'

type Command = MatterCommand | AssignmentCommand

/** The command with `reason` and `rework_deadline` as the form has them; absent fields leave what the words said. */
export function filledIn(command: Command, form: FormValues, defaultTime: TimeOfDay): Command {
  const reason = textIn(form, 'reason')
  const reworkDeadline = instantIn(form, 'rework_deadline', defaultTime)
  const reasoned = 'reason' in command && reason !== undefined ? { ...command, reason } : command
  return 'reworkDeadline' in reasoned && reworkDeadline !== undefined
    ? { ...reasoned, reworkDeadline }
    : reasoned
}
