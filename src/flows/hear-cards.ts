// Words that ask for a card: help, lists, a matter, one's turn. None of them does what the card is for.
import { randomUUID } from 'node:crypto'
import { nothingFoundAnswer, SENT_PRIVATELY, statusAnswer } from '../../cards/answers.ts'
import { NOT_YOUR_TURN, ONLY_SUPERVISION } from '../../cards/turn-answers.ts'
import { actionsOn, turnOf } from '../domain/actions.ts'
import { mayAct, refusalFor } from '../domain/decide.ts'
import type { Assignment, Matter } from '../domain/matter.ts'
import type { AssignmentAction, CardKind } from '../domain/terms.ts'
import { maySeeMatter } from '../domain/visibility.ts'
import { isWaitedFor } from '../domain/wanted-cards.ts'
import { readDocketText } from '../lark/docket-text.ts'
import type { NumberRef } from '../lark/numbers.ts'
import type { Word } from '../lark/words.ts'
import { cardOf, waitingCards } from '../store/lists.ts'
import { loadMatters, type StoredCard } from '../store/matters.ts'
import type { NewMessage } from '../store/save-decision.ts'
import { act } from './act.ts'
import { findByWords } from './find-matter.ts'
import {
  type Heard,
  isSupervision,
  meantMatter,
  reply,
  replyHelpLine,
  replyRefusal,
  requestOf,
  respond,
  single,
  textTo,
} from './hear.ts'
import { answerMessage, reissueOf } from './reissue.ts'
import type { World } from './world.ts'

type Of<Name extends Word['word']> = Extract<Word, { readonly word: Name }>

export async function hearHelp(world: World, heard: Heard): Promise<void> {
  await respondPrivately(world, heard, answerMessage(self(heard), 'help', {}))
}

export async function hearTodo(world: World, heard: Heard): Promise<void> {
  await respondPrivately(world, heard, answerMessage(self(heard), 'todo', { page: 1 }))
}

/** A new 督查立项 card. The matter it stands for exists from the first tap on. */
export async function hearDocket(world: World, heard: Heard, text: string): Promise<void> {
  const { person, organisation, at } = heard
  if (!isSupervision(person)) return reply(world, heard, ONLY_SUPERVISION)
  const { notUnderstood, ...prefill } = readDocketText(text, organisation, at)
  const card = answerMessage(
    self(heard),
    'draft',
    { prefill: { ...prefill }, notUnderstood },
    { matterId: randomUUID(), turn: 1, waiting: true, settled: false },
  )
  await respondPrivately(world, heard, card)
}

export async function hearLook(world: World, heard: Heard, word: Of<'look'>): Promise<void> {
  const { person, organisation, at, inGroup } = heard
  const found =
    word.number === null && word.query !== null
      ? await lookByWords(world, heard, word.query)
      : await meantMatter(world, heard, word.number)
  if (found === null) return
  if (!maySeeMatter(person, found, organisation, at))
    return replyRefusal(world, heard, { reason: 'notYours' }, null)
  if (inGroup && isOwnGroup(heard, found))
    return reply(world, heard, statusAnswer(found, organisation, at))
  await respondPrivately(
    world,
    heard,
    answerMessage(self(heard), 'status', {}, { matterId: found.id }),
  )
}

async function lookByWords(world: World, heard: Heard, query: string): Promise<Matter | null> {
  const { person, organisation, at } = heard
  const found = await findByWords(world, query, { person, organisation, at })
  if (found.found === 'none') {
    await replyHelpLine(world, heard, nothingFoundAnswer(query))
    return null
  }
  return single(world, heard, found, query)
}

/** A group may hear of a matter only if it is the group of a department that leads or helps (process §8). */
export function isOwnGroup({ message, organisation }: Heard, matter: Matter): boolean {
  return matter.assignments.some(
    (held) =>
      organisation.departments.find((one) => one.id === held.departmentId)?.chatId ===
      message.chatId,
  )
}

const CARD_OF: Readonly<
  Record<Of<'card'>['action'], { kind: CardKind; action: AssignmentAction }>
> = {
  acknowledge: { kind: 'handover', action: 'acknowledge' },
  instruct: { kind: 'instruct', action: 'instruct' },
  compile: { kind: 'compile', action: 'presentReport' },
  signOff: { kind: 'signoff', action: 'signOff' },
  submit: { kind: 'submit', action: 'submit' },
  review: { kind: 'review', action: 'pass' },
}

/** 签收, 批办, 汇总, 审签, 报送, 审核: that card afresh, for whose turn it is – never the act itself. */
export async function hearCardWord(world: World, heard: Heard, word: Of<'card'>): Promise<void> {
  const { kind, action } = CARD_OF[word.action]
  if (word.number === null && heard.answered?.matterId == null)
    return hearOnlyWaiting(world, heard, kind)
  const matter = await meantMatter(world, heard, word.number)
  if (matter === null) return
  const assignment = placeOf(heard, matter, action)
  if (assignment !== null) return freshCard(world, heard, matter, assignment, kind, {})
  const open = placeOf(heard, matter, 'compile')
  if (word.action === 'compile' && open !== null) return startCompiling(world, heard, matter, open)
  if (isUnsignedFor(heard, matter, action))
    return replyRefusal(world, heard, { reason: 'unsigned' }, matter)
  await reply(world, heard, NOT_YOUR_TURN)
}

/** Whose work 报送 is hears what is wanting before it can be his turn (conversation §4). */
function isUnsignedFor(heard: Heard, matter: Matter, action: AssignmentAction): boolean {
  const { person, organisation, at } = heard
  return matter.assignments.some((assignment) => {
    const scene = { matter, assignment, organisation, actor: person, at }
    return refusalFor(scene, action)?.reason === 'unsigned'
  })
}

export async function hearReinstruct(
  world: World,
  heard: Heard,
  number: NumberRef | null,
): Promise<void> {
  const matter = await meantMatter(world, heard, number)
  if (matter === null) return
  const assignment = placeOf(heard, matter, 'reinstruct')
  if (assignment === null) return reply(world, heard, NOT_YOUR_TURN)
  await freshCard(world, heard, matter, assignment, 'instruct', { again: true })
}

/** No number: the one card of this kind that waits for the asker, if there is just one. */
async function hearOnlyWaiting(world: World, heard: Heard, kind: CardKind): Promise<void> {
  const waiting = (await waitingCards(world.sql, heard.person.openId)).filter(
    (card) => card.kind === kind,
  )
  const [only] = waiting
  if (only === undefined) return reply(world, heard, NOT_YOUR_TURN)
  if (waiting.length === 1) return sendAfresh(world, heard, only)
  const ids = waiting.flatMap((card) => card.matterId ?? [])
  const matters = [...(await loadMatters(world.sql, ids)).values()]
  await single(world, heard, { found: 'several', matters }, '')
}

async function freshCard(
  world: World,
  heard: Heard,
  matter: Matter,
  assignment: Assignment,
  kind: CardKind,
  subject: Readonly<Record<string, unknown>>,
): Promise<void> {
  const recipient = heard.person.openId
  const turn = turnOf(matter, assignment)
  if (actionsOn(kind, matter, assignment, recipient, turn).length === 0)
    return reply(world, heard, NOT_YOUR_TURN)
  const card = { kind, recipient, assignmentId: assignment.id, turn }
  const waiting = isWaitedFor(card, matter, heard.organisation, heard.at)
  // Nobody is waited for by 改批, nor a colleague by the 审核 that is the 经办人's: such a card is only asked for.
  const about = waiting ? subject : { ...subject, asked: true }
  const wanted = { ...card, matterId: matter.id, waiting, subject: about }
  const { message, superseded } = reissueOf(wanted, await cardOf(world.sql, wanted))
  await respondPrivately(world, heard, message, superseded)
}

async function sendAfresh(world: World, heard: Heard, card: StoredCard): Promise<void> {
  const { message, superseded } = reissueOf(card, card)
  await respondPrivately(world, heard, message, superseded)
}

/** The officer's word 汇总 ends the handling; the compile card follows from the new state by itself. */
async function startCompiling(
  world: World,
  heard: Heard,
  matter: Matter,
  assignment: Assignment,
): Promise<void> {
  const { organisation, message } = heard
  const request = requestOf(heard, { action: 'compile' }, assignment.id)
  const messages = heard.inGroup ? [textTo(heard, SENT_PRIVATELY)] : []
  const entailed = { eventKey: message.messageId, tapped: null, messages, subjects: [] }
  const acted = await act(world, matter, organisation, request, entailed)
  if (acted.outcome === 'refused') await replyRefusal(world, heard, acted.refusal, acted.matter)
}

/** The assignment of the matter on which this person may take this step now. */
export function placeOf(heard: Heard, matter: Matter, action: AssignmentAction): Assignment | null {
  const { person, organisation, at } = heard
  return (
    matter.assignments.find((assignment) =>
      mayAct({ matter, assignment, organisation, actor: person, at }, action),
    ) ?? null
  )
}

/** Cards go to the asker's private chat; asked in a group, the group only hears that. */
export async function respondPrivately(
  world: World,
  heard: Heard,
  card: NewMessage,
  superseded: readonly string[] = [],
): Promise<void> {
  const notice = heard.inGroup ? [textTo(heard, SENT_PRIVATELY)] : []
  await respond(world, heard, { messages: [card, ...notice], superseded })
}

export function self(heard: Heard): { readonly type: 'person'; readonly id: string } {
  return { type: 'person', id: heard.person.openId }
}
