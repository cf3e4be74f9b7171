// People who take no for what it says: look for the newest card, tap, and when it failed look and tap again.
import { BUSY_TOAST, PENDING_TOAST } from '../../cards/toast.ts'
import { labelOf, partsOf } from '../../src/local-feishu/card-parts.ts'
import type { LocalPerson, SeenMessage } from '../../src/local-feishu/person.ts'
import type { TapResult } from '../../src/local-feishu/tap.ts'
import { pause, type Stage, until } from './stage.ts'

export interface Step {
  readonly who: string
  /** The card's title. */
  readonly card: string
  readonly button: string
  /** What the card says, so that it is this matter's. */
  readonly about: string
  readonly form?: Readonly<Record<string, unknown>>
}

/** A tap that was sent, and what its sender saw. */
export interface Tapped {
  readonly step: Step
  readonly result: TapResult
}

export interface Doing {
  /** Called when a tap or a message has just been sent. */
  readonly acted?: () => void
  readonly patienceMs?: number
  readonly diary?: Tapped[]
}

/** Milliseconds until somebody who saw an error looks again. */
const LOOK_AGAIN_MS = 250

/** Milliseconds that people wait after 请稍候 before they try once more. */
const ASKED_TO_WAIT_MS = 8_000

/** Ends when the person knows that it is done. Throws for a refusal that nothing here explains. */
export async function decide(stage: Stage, step: Step, doing: Doing = {}): Promise<void> {
  const { patienceMs = 100_000, diary, acted } = doing
  const person = stage.person(step.who)
  const end = performance.now() + patienceMs
  let tried: string | null = null
  while (performance.now() < end) {
    const card = newestLive(person, step, stage.answered)
    if (card === undefined && tried !== null && !isLive(find(person, tried), step)) {
      stage.answered.add(tried)
      return
    }
    if (card === undefined) {
      await pause(40)
      continue
    }
    tried = card.messageId
    const sent = person.tap(card.messageId, step.button, step.form ? { form: step.form } : {})
    acted?.()
    const result = await sent
    diary?.push({ step, result })
    if (isDone(step, result)) {
      stage.answered.add(card.messageId)
      return
    }
    if (result.toast?.content === PENDING_TOAST.content)
      await changed(person, card.messageId, step, ASKED_TO_WAIT_MS)
    else await pause(LOOK_AGAIN_MS)
  }
  throw new Error(`${step.who} had no chance to tap ${step.button} on ${step.card} (${step.about})`)
}

function isDone(step: Step, { status, toast, errorCode, why }: TapResult): boolean {
  if (status === 'failed') {
    // Too late (which is counted), nobody there, the connection broke: a person taps again.
    if (errorCode === 200341 || errorCode === 200342 || errorCode === 200671) return false
    throw new Error(`${step.button} (${step.about}): ${errorCode} ${why}`)
  }
  if (toast?.type === 'success') return true
  if (toast?.content === BUSY_TOAST.content || toast?.content === PENDING_TOAST.content)
    return false
  if (toast?.type === 'info') return true
  throw new Error(`${step.who}, ${step.button} (${step.about}): ${toast?.content}`)
}

async function changed(person: LocalPerson, id: string, step: Step, ms: number): Promise<void> {
  const end = performance.now() + ms
  while (performance.now() < end && isLive(find(person, id), step)) await pause(50)
}

/** The newest card of the step on which its button still stands; none that the person knows to be `answered`. */
export function newestLive(
  person: LocalPerson,
  step: Step,
  answered?: ReadonlySet<string>,
): SeenMessage | undefined {
  return person
    .messages()
    .findLast((one) => isLive(one, step) && answered?.has(one.messageId) !== true)
}

function find(person: LocalPerson, messageId: string): SeenMessage | undefined {
  return person.messages().find((one) => one.messageId === messageId)
}

function isLive(message: SeenMessage | undefined, { card, button, about }: Step): boolean {
  if (message === undefined || message.title !== card) return false
  const shown = message.card ?? {}
  return buttonsOn(shown).includes(button) && JSON.stringify(shown).includes(about)
}

/** The labels of a card's buttons. */
export function buttonsOn(card: NonNullable<SeenMessage['card']>): string[] {
  return partsOf(card)
    .filter(({ tag }) => tag === 'button')
    .map(({ node }) => labelOf(node))
}

/** Writes to the bot, and waits for the card that answers; the platform repeats what did not arrive. */
export async function write(
  stage: Stage,
  { who, text, chatId, answer }: Writing,
  doing: Doing = {},
): Promise<void> {
  const person = stage.person(who)
  const sent = person.say(text, chatId === undefined ? {} : { chatId, mentionBot: true })
  doing.acted?.()
  await sent
  const isAnswer = (one: SeenMessage) =>
    one.title === answer.card && JSON.stringify(one.card).includes(answer.about)
  await until(
    `${who} wrote ${text}`,
    () => person.messages().find(isAnswer),
    doing.patienceMs ?? 100_000,
  )
}

export interface Writing {
  readonly who: string
  readonly text: string
  /** A group, where the bot is mentioned; the private chat by default. */
  readonly chatId?: string
  /** The card that comes privately. */
  readonly answer: { readonly card: string; readonly about: string }
}
