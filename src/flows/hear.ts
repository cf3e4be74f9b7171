// Words people type to the bot: understood, acted on or answered, all in one transaction with the message's key.
import {
  ambiguousAnswer,
  boardAnswer,
  NUMBER_WANTED,
  refusedAnswer,
  SENT_PRIVATELY,
  unknownNumberAnswer,
} from '../../cards/answers.ts'
import type { AssignmentCommand, MatterCommand, Request } from '../domain/command.ts'
import type { AssignmentId, Matter } from '../domain/matter.ts'
import { activePerson, hasRole, type Organisation, type Person } from '../domain/organisation.ts'
import type { Refusal } from '../domain/refusal.ts'
import { carriesSecrecyMark } from '../domain/secrecy.ts'
import { type Instant, MINUTE_MS } from '../domain/time.ts'
import type { Inbound } from '../lark/inbound.ts'
import { mentionsBot, withoutMention } from '../lark/mentions.ts'
import type { NumberRef } from '../lark/numbers.ts'
import { parseWord, type Word } from '../lark/words.ts'
import { seenAt } from '../store/inbox.ts'
import { cardShownAs, loadMatter, type StoredCard } from '../store/matters.ts'
import { type NewMessage, type Save, saveDecision } from '../store/save-decision.ts'
import { type Found, findByNumber } from './find-matter.ts'
import { hearApplication } from './hear-applications.ts'
import {
  hearCardWord,
  hearDocket,
  hearHelp,
  hearLook,
  hearReinstruct,
  hearTodo,
} from './hear-cards.ts'
import { hearChase } from './hear-chase.ts'
import { hearComplaint } from './hear-complaint.ts'
import { hearCorrectionWord } from './hear-corrections.ts'
import { hearLooking } from './hear-looking.ts'
import { hearListing } from './hear-minutes.ts'
import { hearFree, hearProgress } from './hear-progress.ts'
import { hearRefile, hearVoid } from './hear-progress-correction.ts'
import { hearRedo } from './hear-redo.ts'
import { hearSettings } from './hear-settings.ts'
import { hearStaffing } from './hear-staffing.ts'
import { hearStranger } from './hear-stranger.ts'
import { hearWithdraw } from './hear-withdraw.ts'
import { heardFrom } from './lost-places.ts'
import { noChange } from './no-change.ts'
import { answerMessage } from './reissue.ts'
import type { World } from './world.ts'

export type HeardMessage = Extract<Inbound, { readonly type: 'message' }>

/** One message from somebody the organisation knows. */
export interface Heard {
  readonly message: HeardMessage
  readonly text: string
  readonly person: Person
  readonly organisation: Organisation
  readonly at: Instant
  readonly inGroup: boolean
  /** The card of ours that it answers. */
  readonly answered: StoredCard | null
}

/** An entry that somebody's words are about. */
export interface EntrySaid {
  readonly matterId: string
  readonly assignmentId: string
  readonly progressId: string
}

/** Hears one message. Nothing is answered to bots, or in groups without a mention. Throws when nothing was saved. */
export async function hear(
  world: World,
  message: HeardMessage,
  botOpenId: string | null,
): Promise<void> {
  if (message.senderType !== 'user') return
  const inGroup = message.chatType === 'group'
  if (inGroup && !mentionsBot(message, botOpenId)) return
  const organisation = await world.organisations.latest()
  const person = activePerson(organisation, message.openId)
  const at = world.clock.now()
  const text = withoutMention(message, botOpenId)
  if (person === undefined) return hearStranger(world, message, organisation, at)
  if (!inGroup) world.later(() => heardFrom(world, person.openId))
  const parent = message.parentId ?? message.rootId
  const answered = parent === null ? null : await cardShownAs(world.sql, parent)
  const heard: Heard = { message, text, person, organisation, at, inGroup, answered }
  const said = [text, ...message.files.map((file) => file.name ?? '')].join('\n')
  // Before anything else, so that nothing of it is kept, not even in an answer (process §1.3).
  if (carriesSecrecyMark(said)) return replyRefusal(world, heard, { reason: 'secrecyMark' }, null)
  await route(world, heard, parseWord(text))
}

function route(world: World, heard: Heard, word: Word): Promise<void> {
  switch (word.word) {
    case 'help':
      return hearHelp(world, heard)
    case 'docket':
      return hearDocket(world, heard, word.text)
    case 'todo':
      return hearTodo(world, heard)
    case 'board':
      return replyPrivately(world, heard, boardAnswer(heard.organisation))
    case 'minutes':
    case 'ledger':
    case 'template':
      return hearListing(world, heard, word)
    case 'look':
      return hearLook(world, heard, word)
    case 'card':
      return hearCardWord(world, heard, word)
    case 'reinstruct':
      return hearReinstruct(world, heard, word.number)
    case 'progress':
      return hearProgress(world, heard, word)
    case 'void':
      return hearVoid(world, heard, word.number)
    case 'refile':
      return hearRefile(world, heard, word)
    case 'withdraw':
      return hearWithdraw(world, heard, word)
    case 'extend':
    case 'extendSpecially':
    case 'redirect':
    case 'passOn':
      return hearApplication(world, heard, word)
    case 'redo':
      return hearRedo(world, heard, word)
    case 'overdue':
    case 'dueSoon':
    case 'figures':
      return hearLooking(world, heard, word)
    case 'chase':
      return hearChase(world, heard, word)
    case 'staffing':
      return hearStaffing(world, heard, word)
    case 'settings':
      return hearSettings(world, heard, word.text)
    case 'complaint':
      return hearComplaint(world, heard, word.text)
    case 'correct':
    case 'cancel':
    case 'erase':
      return hearCorrectionWord(world, heard, word)
    case 'free':
      return hearFree(world, heard)
    default:
      return word satisfies never
  }
}

/** The matter that a number or the card replied to names; null after the asker was told that there is none such. */
export async function meantMatter(
  world: World,
  heard: Heard,
  number: NumberRef | null,
): Promise<Matter | null> {
  const { person, organisation, at, answered } = heard
  if (number === null) {
    const replied =
      answered?.matterId == null ? null : await loadMatter(world.sql, answered.matterId)
    if (replied === null) await reply(world, heard, NUMBER_WANTED)
    return replied
  }
  const found = await findByNumber(world, number, { person, organisation, at })
  return single(world, heard, found, `${number.serial}号`)
}

/** The one matter found; otherwise the asker is told, and offered what there is to choose from. */
export async function single(
  world: World,
  heard: Heard,
  found: Found,
  said: string,
): Promise<Matter | null> {
  if (found.found === 'one') return found.matter
  // The asker may see all of them, the group perhaps none: the choice goes to the asker alone.
  if (found.found === 'several')
    await replyPrivately(world, heard, ambiguousAnswer(found.matters, 'private'))
  else await replyHelpLine(world, heard, unknownNumberAnswer(said))
  return null
}

/** Milliseconds. A group hears one line of help at most this often (conversation §3). */
const HELP_LINE_EVERY_MS = 10 * MINUTE_MS

/** One line of help for words that lead nowhere; in a group not again and again. */
export async function replyHelpLine(world: World, heard: Heard, text: string): Promise<void> {
  const { message, inGroup, at } = heard
  const answer = textTo(heard, text)
  if (!inGroup) return respond(world, heard, { messages: [answer] })
  const slot = Math.floor(at / HELP_LINE_EVERY_MS)
  const keyOf = (count: number) => `help-line:${message.chatId}:${count}`
  const before = await seenAt(world.sql, world.appId, keyOf(slot - 1))
  if (before === null || at - before >= HELP_LINE_EVERY_MS) {
    const messages = [answer]
    await saveDecision(world.sql, { ...noChange(world, at), eventKey: keyOf(slot), messages })
  }
  await respond(world, heard, { messages: [] })
}

/** A refusal: whole in private; a group hears only what says nothing of the matter. */
export async function replyRefusal(
  world: World,
  heard: Heard,
  refusal: Refusal,
  matter: Matter | null,
): Promise<void> {
  const { organisation, inGroup } = heard
  const context = { organisation, matter }
  const whole = privateText(heard, refusedAnswer(refusal, context, 'private'))
  const short = textTo(heard, refusedAnswer(refusal, context, 'group'))
  await respond(world, heard, { messages: inGroup ? [whole, short] : [whole] })
}

/** The answer goes to the asker alone; the group hears that it did. */
export async function replyPrivately(
  world: World,
  heard: Heard,
  text: string,
  kept: Partial<Pick<Save, 'preference'>> = {},
): Promise<void> {
  const notice = heard.inGroup ? [textTo(heard, SENT_PRIVATELY)] : []
  await respond(world, heard, { messages: [privateText(heard, text), ...notice], ...kept })
}

/** Answers where it was asked: a text in the group, a text in private. */
export async function reply(world: World, heard: Heard, text: string): Promise<void> {
  await respond(world, heard, { messages: [textTo(heard, text)] })
}

/** A text where it was asked. `entry`: what it says was recorded, so that a reply to it finds that. */
export function textTo(
  { message, inGroup, person }: Heard,
  text: string,
  entry: EntrySaid | null = null,
): NewMessage {
  const to = inGroup
    ? ({ type: 'chat', id: message.chatId } as const)
    : ({ type: 'person', id: person.openId } as const)
  const about = entry === null ? {} : { progressId: entry.progressId }
  return answerMessage(
    to,
    'text',
    { text, ...about },
    {
      replyTo: message.chatId === '' ? null : message.messageId,
      matterId: entry?.matterId ?? null,
      assignmentId: entry?.assignmentId ?? null,
    },
  )
}

export function privateText({ person }: Heard, text: string): NewMessage {
  return answerMessage({ type: 'person', id: person.openId }, 'text', { text })
}

/** What words ask for: their person's request, about whatever turn there is now. */
export function requestOf(
  { person, at, message }: Heard,
  command: MatterCommand | AssignmentCommand,
  assignmentId: AssignmentId | null,
): Request {
  const sourceEventId = message.messageId
  return { command, assignmentId, actor: person.openId, turn: null, at, sourceEventId }
}

/** Saves what is to be said, once per message however often it is delivered. */
export async function respond(
  world: World,
  { message, at }: Heard,
  what: Pick<Save, 'messages'> & Partial<Pick<Save, 'superseded' | 'preference'>>,
): Promise<void> {
  await saveDecision(world.sql, { ...noChange(world, at), eventKey: message.messageId, ...what })
  world.wake()
}

export function isSupervision(person: Person): boolean {
  return hasRole(person, 'SUPERVISION_CHIEF', 'SUPERVISION_OFFICER')
}
