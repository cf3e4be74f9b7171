// A play on the whole product: people of the district tap and type, and every message the bot shows is kept.
import { MINUTE_MS } from '../../src/domain/time.ts'
import { initialValue } from '../../src/local-feishu/card-fields.ts'
import { labelOf, partsOf } from '../../src/local-feishu/card-parts.ts'
import type { LocalPerson, SeenMessage } from '../../src/local-feishu/person.ts'
import type { Posting } from '../../src/local-feishu/person-acts.ts'
import type { TapResult } from '../../src/local-feishu/tap.ts'
import { openProduct, type Product, type ProductOptions } from './product.ts'
import { faultsIn, keepShown, type Shown } from './shown.ts'

export type Form = Readonly<Record<string, unknown>>

/** What the bot sent because somebody wrote something, oldest first; texts as they are, cards by title. */
export interface Heard {
  readonly messageId: string
  /** In the private chat of whoever wrote. */
  readonly toSelf: readonly string[]
  /** In the group, when it was written in one. */
  readonly toGroup: readonly string[]
}

/** The buttons of a card, by label. */
export function buttonsOf(message: SeenMessage): string[] {
  return partsOf(message.card ?? {})
    .filter(({ tag }) => tag === 'button')
    .map(({ node }) => labelOf(node))
}

/** What the fields of a card's forms hold before anybody fills them in; empty ones are left out. */
export function prefillOf(message: SeenMessage): Form {
  const filled = partsOf(message.card ?? {})
    .filter(({ form, tag }) => form !== undefined && tag !== 'button')
    .map((part) => [String(part.node.name), initialValue(part)] as const)
    .filter(([, value]) => value !== undefined && value !== '')
  return Object.fromEntries(filled)
}

export interface Play {
  readonly product: Product
  person(name: string): LocalPerson
  /** The newest card with this title in somebody's private chat; `about` narrows to cards that say it. */
  card(name: string, title: string, about?: string): SeenMessage
  /** The same as JSON, for what it says. */
  says(name: string, title: string, about?: string): string
  /** What the bot has in somebody's private chat, or in a group of theirs. */
  lines(name: string, chatId?: string): string[]
  tap(name: string, title: string, button: string, form?: Form, about?: string): Promise<TapResult>
  /** Writes, a minute later, and waits for what comes of it. */
  say(name: string, text: string, how?: Posting): Promise<Heard>
  /** The same for whatever a person does that makes a message. */
  does(name: string, act: (person: LocalPerson) => Promise<string>, chatId?: string): Promise<Heard>
  /** Time goes by, and what is looked for every so often is looked for once. */
  wait(milliseconds: number): Promise<void>
  /** Every content the bot ever showed to anybody, replaced ones included. */
  readonly shown: readonly Shown[]
  /** Throws when any of it was against the manners: see `faultsIn`. */
  close(): Promise<void>
}

export async function openPlay(options: ProductOptions = {}): Promise<Play> {
  const product = await openProduct(options)
  const shown = keepShown(product.feishu)
  const play: Omit<Play, 'tap' | 'say' | 'does'> = {
    product,
    person: product.person,
    card: (name, title, about) => cardOf(product, name, title, about),
    says: (name, title, about) => JSON.stringify(cardOf(product, name, title, about).card),
    lines: (name, chatId) => linesOf(product.person(name), chatId),
    wait: async (milliseconds) => {
      product.clock.forward(milliseconds)
      await product.bot.tick()
      await product.settle()
    },
    shown,
    close: async () => {
      await product.close()
      const faults = faultsIn(shown)
      if (faults.length > 0) throw new Error(faults.join('\n'))
    },
  }
  const does: Play['does'] = (name, act, chatId) => heardAfter(product, name, act, chatId)
  return {
    ...play,
    does,
    say: (name, text, how = {}) => does(name, (person) => person.say(text, how), how.chatId),
    tap: async (name, title, button, form, about) => {
      product.clock.forward(MINUTE_MS)
      const { messageId } = play.card(name, title, about)
      const result = await product.person(name).tap(messageId, button, form ? { form } : {})
      await product.settle()
      return result
    },
  }
}

function cardOf(product: Product, name: string, title: string, about = ''): SeenMessage {
  const found = product
    .person(name)
    .messages()
    .findLast((one) => one.title === title && JSON.stringify(one.card).includes(about))
  if (found === undefined) throw new Error(`${name} has no card ${title} ${about}`)
  return found
}

function linesOf(person: LocalPerson, chatId?: string): string[] {
  return person
    .messages(chatId)
    .filter((one) => one.senderType === 'app')
    .map((one) => one.title ?? one.text ?? '')
}

async function heardAfter(
  product: Product,
  name: string,
  act: (person: LocalPerson) => Promise<string>,
  chatId: string | undefined,
): Promise<Heard> {
  const person = product.person(name)
  const before = linesOf(person).length
  const groupBefore = chatId === undefined ? 0 : linesOf(person, chatId).length
  product.clock.forward(MINUTE_MS)
  const messageId = await act(person)
  await product.settle()
  return {
    messageId,
    toSelf: linesOf(person).slice(before),
    toGroup: chatId === undefined ? [] : linesOf(person, chatId).slice(groupBefore),
  }
}
