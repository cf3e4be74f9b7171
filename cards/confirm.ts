// 请确认: the second look before words become a command (conversation §3).
import { turnOf } from '../src/domain/actions.ts'
import { isMatterAction } from '../src/domain/command.ts'
import { mayAct } from '../src/domain/decide.ts'
import { actThatEnded } from '../src/domain/history.ts'
import { type Act, hasFinished } from '../src/domain/matter.ts'
import { activePerson } from '../src/domain/organisation.ts'
import { ACTION_ZH, type Action, CARD_TITLE_ZH } from '../src/domain/terms.ts'
import {
  type ConfirmedCommand,
  type ConfirmWords,
  commandAsked,
  confirmWords,
} from './confirm-words.ts'
import { consentCard } from './consent.ts'
import { type Card, card, type Element, type HeaderColour, header, note, plain } from './element.ts'
import { button, buttonRow, submitButton } from './element-button.ts'
import { form } from './element-field.ts'
import { fitting } from './fitting.ts'
import { matterName, outcomeLine, SUPERSEDED_ZH, statusZh, summaryZh, whyLine } from './phrases.ts'
import { type CardView, carried } from './view.ts'

/** The question with its 确认 button and 取消, or what became of it. */
export function confirmCard(view: CardView): Card {
  // Somebody's consent is about a petition, whose position is the turn; words of one's own name their command.
  if (view.card.subject.action === undefined && view.card.turn > 0) return consentCard(view)
  return fitting((room) => {
    const { colour, elements } = look(view, room)
    return card({
      header: header(CARD_TITLE_ZH.confirm, colour, { subtitle: matterName(view.matter) }),
      summary: summaryZh(view.matter, CARD_TITLE_ZH.confirm),
      elements,
    })
  })
}

interface Look {
  readonly colour: HeaderColour
  readonly elements: readonly Element[]
}

/** What is asked, and in which words. */
interface Asking {
  readonly action: Action
  readonly command: ConfirmedCommand
  readonly words: ConfirmWords
}

function look(view: CardView, room: number): Look {
  const asked = askedOn(view)
  if (view.card.superseded || asked === null)
    return { colour: 'grey', elements: [plain(SUPERSEDED_ZH)] }
  if (view.card.subject.cancelled === true)
    return { colour: 'grey', elements: [plain('已取消，未作更改。')] }
  const act = settling(view, asked.action)
  if (act !== null) return settled(view, asked, act, room)
  if (isOpen(view, asked.action)) return { colour: 'orange', elements: asking(view, asked, room) }
  const no = `该事项现为“${statusZh(view.matter)}”，无需${verbOf(asked)}。`
  return { colour: 'grey', elements: [plain(no)] }
}

function askedOn({ card: { subject } }: CardView): Asking | null {
  const command = commandAsked(subject)
  const words = command === null ? undefined : confirmWords(command.action)
  if (command === null || words === undefined) return null
  return { action: command.action, command, words }
}

function asking(view: CardView, { action, command, words }: Asking, room: number): Element[] {
  const text = words.question(view, command)
  const yes = {
    text: words.button,
    type: 'primary',
    value: carried(view, action),
    confirm: { title: words.button, text },
  } as const
  const no = { text: '取消', value: carried(view, 'cancel') }
  const fields = words.fields?.(view, command) ?? []
  const pressed =
    fields.length === 0
      ? buttonRow([button(yes), button(no)])
      : form(view.card.kind, [
          ...fields,
          buttonRow([
            submitButton({ ...yes, name: action }),
            submitButton({ ...no, name: 'cancel' }),
          ]),
        ])
  const said = words.said?.(view, command, room) ?? []
  return [plain(text), ...said, pressed, note(whyLine(words.why))]
}

/** What answered the question: its own act, the act that used up the turn, or a 撤回办理完毕 that left it open. */
function settling(view: CardView, action: Action): Act | null {
  const { matter, card: row } = view
  const { given } = row.subject
  if (given !== undefined)
    return matter.history.findLast((act) => act.sourceEventId === given) ?? null
  const subject = subjectOf(view, action)
  const ended = row.turn === 0 ? null : actThatEnded(matter, subject?.id ?? null, row.turn)
  if (ended !== null || action !== 'withdrawFinish' || isOpen(view, action)) return ended
  return (
    matter.history.findLast(
      (act) =>
        act.assignmentId === subject?.id &&
        act.actor === row.recipient &&
        act.action === ACTION_ZH.withdrawFinish,
    ) ?? null
  )
}

/** Whether a tap would still be taken: the turn is the one that was asked about, and the right is there. */
function isOpen(view: CardView, action: Action): boolean {
  const { matter, organisation, card: row, at } = view
  const assignment = subjectOf(view, action)
  if (row.turn !== 0 && turnOf(matter, assignment) !== row.turn) return false
  const actor = activePerson(organisation, row.recipient)
  if (actor === undefined) return false
  if (!mayAct({ matter, assignment, organisation, actor, at }, action)) return false
  return (
    action !== 'withdrawFinish' || (assignment !== null && hasFinished(assignment, actor.openId))
  )
}

function subjectOf({ assignment }: CardView, action: Action) {
  return isMatterAction(action) ? null : assignment
}

function settled(view: CardView, asked: Asking, act: Act, room: number): Look {
  const { matter, organisation } = view
  const line = plain(outcomeLine(act, matter, organisation))
  if (act.action === ACTION_ZH[asked.action]) {
    const said = asked.words.said?.(view, asked.command, room) ?? []
    return { colour: 'green', elements: [line, ...said] }
  }
  return { colour: 'grey', elements: [line, plain(`下一步已经办理，不能再${verbOf(asked)}。`)] }
}

/** What is done, as the sentence goes on: 撤回审签, 更正. */
function verbOf({ action }: Asking): string {
  return ACTION_ZH[action]
}
