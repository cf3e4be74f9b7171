// The frame of every decision card: live with its form and buttons, or decided with the outcome and nothing to press.
import { actionsOn, isTurnOpen, petitionBehind } from '../src/domain/actions.ts'
import { assignmentLamp, isOverdue } from '../src/domain/deadline.ts'
import { actsOn, actThatEnded } from '../src/domain/history.ts'
import type { Act, Assignment } from '../src/domain/matter.ts'
import { hasRole, type Person, personOf } from '../src/domain/organisation.ts'
import {
  ACTION_ZH,
  type Action,
  CARD_TITLE_ZH,
  type CardKind,
  LAMP_ZH,
  URGENCY_ZH,
} from '../src/domain/terms.ts'
import { checkElements } from './check-prefill.ts'
import { correctedElements } from './correction-facts.ts'
import {
  type Card,
  card,
  collapsible,
  type Element,
  type HeaderColour,
  type HeaderTag,
  header,
  hr,
  note,
  plain,
} from './element.ts'
import {
  type ButtonParts,
  button,
  buttonRow,
  type Confirm,
  submitButton,
} from './element-button.ts'
import { form } from './element-field.ts'
import { clip } from './escape.ts'
import { fitting, quoted } from './fitting.ts'
import { handedOnZh } from './handed-on.ts'
import { matterName, outcomeLine, SUPERSEDED_ZH, statusZh, summaryZh } from './phrases.ts'
import { handlingTips } from './tips.ts'
import { type CardView, carried } from './view.ts'

/** The view of a card about one department's part of a matter. */
export interface AssignmentView extends CardView {
  readonly assignment: Assignment
}

/** How the card is drawn this time. */
export interface Look {
  readonly live: boolean
  /** UTF-16 units that one quoted text may take; see {@link fitting}. */
  readonly room: number
  /** What decided the card, once something has. */
  readonly act: Act | null
}

interface ButtonLook {
  readonly action: Action
  readonly type?: ButtonParts['type']
  readonly confirm?: Confirm | undefined
}

export interface DecisionParts {
  /** What the card says; the essential first. */
  readonly said: (look: Look) => readonly Element[]
  /** What is filled in while the card is live. Without it the buttons stand alone. */
  readonly fields?: (look: Look) => readonly Element[]
  /** Order, style and dialog of the buttons. Which of them appear is for `actionsOn` to say. */
  readonly buttons: readonly ButtonLook[]
  /** Why it came (conversation §1.12). */
  readonly reason: string
  /** The colour while it is live and in time; orange: it waits for its recipient. */
  readonly colour?: HeaderColour
  /** The recipient's own act that settled this copy although the turn goes on. */
  readonly settledBy?: Act | null
}

/** A decision card in the state it is in. No button appears that `decide` would refuse for its status. */
export function decisionCard(view: CardView, parts: DecisionParts): Card {
  if (view.card.superseded) return supersededCard(view)
  const actions = liveActions(view, parts)
  if (actions.length > 0 && view.card.settled === true) return handedOnCard(view, parts)
  return fitting((room) =>
    actions.length > 0 ? liveCard(view, parts, actions, room) : decidedCard(view, parts, room),
  )
}

/** Still open, but somebody else's now: a delegation began or ended, a post changed hands (process §6). */
function handedOnCard(view: CardView, parts: DecisionParts): Card {
  return fitting((room) => {
    const said = parts.said({ live: false, room, act: null })
    return framed(view, 'grey', [plain(handedOnZh(view)), hr(), ...said, note(parts.reason)])
  })
}

/** Whom a red sign is never shown: 区领导 and 部门主要领导 (conversation §1.7). */
export function isSparedRed({ organisation, card: row }: CardView): boolean {
  if (LEADERS_CARDS.includes(row.kind)) return true
  const person = personOf(organisation, row.recipient)
  return person !== undefined && isSparedPerson(person)
}

/** 区领导 and 部门主要领导, wherever they look. */
export function isSparedPerson(person: Person): boolean {
  return hasRole(person, 'DISTRICT_MAYOR', 'DISTRICT_VICE_MAYOR', 'DEPT_HEAD', 'OFFICE_DIRECTOR')
}

/** Whoever has these stands in a leader's place, also as delegate. */
const LEADERS_CARDS: readonly CardKind[] = [
  'docket',
  'instruct',
  'signoff',
  'feedback',
  'request',
  'clear',
  'bulletin',
]

function liveActions(view: CardView, parts: DecisionParts): Action[] {
  const { matter, assignment, card: row } = view
  if (!isTurnOpen(row.kind, matter, assignment, row.turn)) return []
  if (parts.settledBy !== undefined && parts.settledBy !== null) return []
  const rank = (action: Action) => parts.buttons.findIndex((look) => look.action === action)
  return actionsOn(row.kind, matter, assignment, row.recipient, row.turn).sort(
    (a, b) => rank(a) - rank(b),
  )
}

function liveCard(
  view: CardView,
  parts: DecisionParts,
  actions: readonly Action[],
  room: number,
): Card {
  const look: Look = { live: true, room, act: null }
  const { kind } = view.card
  const fields = parts.fields?.(look)
  const buttons = actions.map((action) => {
    const shown = buttonParts(view, parts, action)
    return fields === undefined ? button(shown) : submitButton(shown)
  })
  const pressed =
    fields === undefined ? buttonRow(buttons) : form(kind, [...fields, buttonRow(buttons)])
  const elements = [
    ...correctedElements(view.matter, room),
    ...checkElements(view),
    ...parts.said(look),
    pressed,
    note(parts.reason),
    tipsPanel(view),
  ]
  return framed(view, liveColour(view, parts), elements, lampTag(view))
}

function decidedCard(view: CardView, parts: DecisionParts, room: number): Card {
  const { matter, organisation, assignment, card: row } = view
  const petition = petitionBehind(matter, row.kind, row.turn)
  const ended =
    petition === null
      ? [actThatEnded(matter, assignment?.id ?? null, row.turn)]
      : actsOn(matter, petition).toReversed()
  const acts = [parts.settledBy ?? null, ...ended].filter((act) => act !== null)
  const lines = [...new Set(acts)].map((act) => plain(outcomeLine(act, matter, organisation)))
  const opinion = opinionOf(acts[0])
  const elements = [
    ...(lines.length > 0 ? lines : [plain(`该事项现为“${statusZh(matter)}”，本卡片无需办理。`)]),
    ...(opinion === '' ? [] : [plain(`意见：${quoted(opinion, room)}`)]),
    hr(),
    ...parts.said({ live: false, room, act: acts[0] ?? null }),
    note(parts.reason),
  ]
  return framed(view, 'green', elements)
}

/** What was said with the act. A 批办 is for those it is given to, and their cards quote it themselves. */
function opinionOf(act: Act | undefined): string {
  const instructing: readonly string[] = [ACTION_ZH.instruct, ACTION_ZH.reinstruct]
  return act === undefined || instructing.includes(act.action) ? '' : (act.details.opinion ?? '')
}

/** What an older copy of a card shows once a newer one was sent (conversation §1.10). */
export function supersededCard(view: CardView): Card {
  return framed(view, 'grey', [plain(SUPERSEDED_ZH)])
}

function framed(
  view: CardView,
  colour: HeaderColour,
  elements: readonly Element[],
  lamp: HeaderTag | null = null,
): Card {
  const { kind } = view.card
  const name = clip(matterName(view.matter), SUBTITLE_MAX)
  return card({
    header: header(CARD_TITLE_ZH[kind], colour, { subtitle: name, tags: tagsOf(view, lamp) }),
    summary: summaryZh(view.matter, CARD_TITLE_ZH[kind], name),
    elements,
  })
}

/** One line of a phone. */
const SUBTITLE_MAX = 60

function liveColour(view: CardView, parts: DecisionParts): HeaderColour {
  const { assignment, at } = view
  const late = assignment !== null && isOverdue(assignment, at) && !isSparedRed(view)
  return late ? 'red' : (parts.colour ?? 'orange')
}

function tagsOf({ matter }: CardView, lamp: HeaderTag | null): HeaderTag[] {
  return [
    ...(lamp === null ? [] : [lamp]),
    ...(matter.urgency === 'normal'
      ? []
      : [{ text: URGENCY_ZH[matter.urgency], colour: 'orange' } as const]),
    ...(matter.superior ? [{ text: '上级交办', colour: 'blue' } as const] : []),
    ...(matter.classification === 'internal' ? [{ text: '内部', colour: 'neutral' } as const] : []),
  ].slice(0, TAGS_MAX)
}

/** The platform's limit. */
const TAGS_MAX = 3

const LAMP_COLOUR = {
  green: 'green',
  yellow: 'orange',
  red: 'red',
  blue: 'blue',
  grey: 'neutral',
} as const

/** A decided card is a record, so only a live one tells how things stand. */
function lampTag(view: CardView): HeaderTag | null {
  if (view.assignment === null) return null
  const lamp = assignmentLamp(view.assignment, view.organisation, view.at)
  if (lamp === 'red' && isSparedRed(view)) return null
  return { text: LAMP_ZH[lamp], colour: LAMP_COLOUR[lamp] }
}

function buttonParts(
  view: CardView,
  parts: DecisionParts,
  action: Action,
): ButtonParts & { readonly name: string } {
  const look = parts.buttons.find((held) => held.action === action)
  return {
    name: action,
    text: ACTION_ZH[action],
    type: look?.type,
    value: carried(view, action),
    confirm: look?.confirm,
  }
}

function tipsPanel({ card: row }: CardView): Element {
  const lines = handlingTips(row.kind).map((tip, index) => `${index + 1}. ${tip}`)
  return collapsible('办理要点', [plain(lines.join('\n'), { size: 'notation' })])
}
