// Progress corrected by words: 撤回 within five minutes, 作废 and 更正归属 later, each by its author (process §9).
import { NOTHING_TO_WITHDRAW, SENT_PRIVATELY } from '../../cards/answers.ts'
import { correctedAnswer, ENTRY_UNCLEAR, ENTRY_WANTED } from '../../cards/turn-answers.ts'
import type { CommandOf } from '../domain/command.ts'
import type { Matter, Progress } from '../domain/matter.ts'
import type { NumberRef } from '../lark/numbers.ts'
import type { Word } from '../lark/words.ts'
import { progressFrom } from '../store/lists.ts'
import { loadMatter } from '../store/matters.ts'
import { act } from './act.ts'
import {
  type EntrySaid,
  type Heard,
  meantMatter,
  privateText,
  reply,
  replyPrivately,
  replyRefusal,
  requestOf,
  textTo,
} from './hear.ts'
import { isOwnGroup } from './hear-cards.ts'
import { refile } from './refile.ts'
import type { World } from './world.ts'

type Correction = CommandOf<'withdrawProgress' | 'voidProgress' | 'refileProgress'>

/** The entry behind the card or the message that is replied to. */
export async function saidAbout(
  world: World,
  { answered, message }: Heard,
): Promise<EntrySaid | null> {
  const progressId = answered?.subject.progressId
  if (answered != null && typeof progressId === 'string') {
    const { matterId, assignmentId } = answered
    return matterId === null || assignmentId === null
      ? null
      : { matterId, assignmentId, progressId }
  }
  return message.parentId === null ? null : progressFrom(world.sql, message.parentId)
}

export async function hearWithdrawProgress(
  world: World,
  heard: Heard,
  said: EntrySaid | null,
  number: NumberRef | null,
): Promise<void> {
  if (said === null && number === null) return reply(world, heard, NOTHING_TO_WITHDRAW)
  const entry = said ?? (await onlyOwn(world, heard, number))
  if (entry === null) return
  await correct(world, heard, entry, { action: 'withdrawProgress', progressId: entry.progressId })
}

export async function hearVoid(
  world: World,
  heard: Heard,
  number: NumberRef | null,
): Promise<void> {
  const entry = (await saidAbout(world, heard)) ?? (await onlyOwn(world, heard, number))
  if (entry === null) return
  await correct(world, heard, entry, { action: 'voidProgress', progressId: entry.progressId })
}

export async function hearRefile(
  world: World,
  heard: Heard,
  word: Extract<Word, { readonly word: 'refile' }>,
): Promise<void> {
  const { organisation, at, person } = heard
  const entry = (await saidAbout(world, heard)) ?? (await onlyOwn(world, heard, word.from))
  if (entry === null) return
  const matter = await loadMatter(world.sql, entry.matterId)
  if (matter === null) return reply(world, heard, NOTHING_TO_WITHDRAW)
  const { progressId } = entry
  const { number } = word
  const refiled = await refile(world, {
    actor: person.openId,
    at,
    organisation,
    matter,
    progressId,
    number,
    sourceEventId: heard.message.messageId,
  })
  if (!refiled.ok) return replyPrivately(world, heard, refiled.words)
  await correct(world, heard, entry, refiled.command)
}

/** With a number and no reply: the asker's own entry there, if there is just one. */
async function onlyOwn(
  world: World,
  heard: Heard,
  number: NumberRef | null,
): Promise<EntrySaid | null> {
  if (number === null) {
    await reply(world, heard, ENTRY_WANTED)
    return null
  }
  const matter = await meantMatter(world, heard, number)
  if (matter === null) return null
  const own = ownEntries(matter, heard.person.openId)
  const [only] = own
  if (only === undefined || own.length > 1) {
    await reply(world, heard, only === undefined ? NOTHING_TO_WITHDRAW : ENTRY_UNCLEAR)
    return null
  }
  return { matterId: matter.id, assignmentId: only.assignmentId, progressId: only.id }
}

function ownEntries(matter: Matter, openId: string): Progress[] {
  return matter.assignments
    .flatMap((held) => held.progress)
    .filter(
      ({ by, withdrawnAt, voidedAt, refiledTo }) =>
        by === openId && withdrawnAt === null && voidedAt === null && refiledTo === null,
    )
}

/** The entry's card follows by itself; the words say so where they were said. */
async function correct(
  world: World,
  heard: Heard,
  entry: EntrySaid,
  command: Correction,
): Promise<void> {
  const { organisation, message, inGroup } = heard
  const matter = await loadMatter(world.sql, entry.matterId)
  if (matter === null) return reply(world, heard, NOTHING_TO_WITHDRAW)
  const request = requestOf(heard, command, entry.assignmentId)
  const whole = privateText(heard, correctedAnswer(command.action, matter, 'private'))
  const short = isOwnGroup(heard, matter)
    ? correctedAnswer(command.action, matter, 'group')
    : SENT_PRIVATELY
  const messages = inGroup ? [whole, textTo(heard, short)] : [whole]
  const entailed = { eventKey: message.messageId, tapped: null, messages, subjects: [] }
  const acted = await act(world, matter, organisation, request, entailed)
  if (acted.outcome === 'refused') await replyRefusal(world, heard, acted.refusal, acted.matter)
}
