// Buttons that are no step of a life cycle: turning a list over, keeping or dropping words, confirming.
import { answerBatch } from './answer-batch.ts'
import { answerConfirm } from './answer-confirm.ts'
import { answerMinutes } from './answer-minutes.ts'
import { answerNote } from './answer-note.ts'
import { answerReminder } from './answer-reminder.ts'
import { answerStaffing } from './answer-staffing.ts'
import type { TapAnswer } from './answer-tap.ts'
import { answerTodo } from './answer-todo.ts'
import { neutral, type OwnWord } from './own-word.ts'
import type { World } from './world.ts'

/** These cards are their recipient's alone; whoever else taps gets one neutral sentence. */
export async function answerOwnWord(world: World, word: OwnWord): Promise<TapAnswer> {
  const { tap, row, organisation } = word
  if (row.recipient !== tap.openId) return neutral(organisation)
  switch (row.kind) {
    case 'todo':
      return answerTodo(world, word)
    case 'note':
      return answerNote(world, word)
    case 'minutes':
      return answerMinutes(world, word)
    case 'batch':
      return answerBatch(world, word)
    case 'confirm':
      return row.subject.staffingId === undefined
        ? answerConfirm(world, word)
        : answerStaffing(world, word)
    case 'remind':
    case 'chase':
      return answerReminder(world, word)
    default:
      return neutral(organisation)
  }
}
