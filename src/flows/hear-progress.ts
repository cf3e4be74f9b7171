// Progress by words: recorded at once by 进展, offered for free replies, corrected by 撤回, 作废 and 更正归属.
import {
  FILES_PRIVATELY,
  NOTHING_TO_WITHDRAW,
  PROGRESS_WANTED,
  recordedAnswer,
  SENT_PRIVATELY,
} from '../../cards/answers.ts'
import { correctedAnswer, NOT_UNDERSTOOD, NOT_YOUR_TURN } from '../../cards/turn-answers.ts'
import type { AssignmentCommand, CommandOf } from '../domain/command.ts'
import { progressIdOf } from '../domain/decide-progress.ts'
import type { Assignment, Matter } from '../domain/matter.ts'
import type { OpenId } from '../domain/organisation.ts'
import { carriesSecrecyMark } from '../domain/secrecy.ts'
import type { Word } from '../lark/words.ts'
import { mattersUnderWay, progressFrom } from '../store/lists.ts'
import { loadMatter } from '../store/matters.ts'
import { act } from './act.ts'
import { among } from './find-matter.ts'
import {
  type Heard,
  meantMatter,
  privateText,
  reply,
  replyRefusal,
  single,
  textTo,
} from './hear.ts'
import { isOwnGroup, placeOf, respondPrivately, self } from './hear-cards.ts'
import { copyToTarget } from './refile.ts'
import { answerMessage } from './reissue.ts'
import type { World } from './world.ts'

type Of<Name extends Word['word']> = Extract<Word, { readonly word: Name }>

/** An entry that somebody's words are about. */
export interface EntrySaid {
  readonly matterId: string
  readonly assignmentId: string
  readonly progressId: string
  readonly by: OpenId
}

/** 进展 27号 …: recorded at once; the answer names the matter and offers 撤回. */
export async function hearProgress(
  world: World,
  heard: Heard,
  word: Of<'progress'>,
): Promise<void> {
  const matter =
    word.number === null && heard.answered?.matterId == null
      ? await onlyUnderWay(world, heard)
      : await meantMatter(world, heard, word.number)
  if (matter === null) return
  const assignment = placeOf(heard, matter, 'reportProgress')
  if (assignment === null) return reply(world, heard, NOT_YOUR_TURN)
  if (word.text === '' && heard.message.files.length === 0)
    return reply(world, heard, PROGRESS_WANTED)
  await record(world, heard, matter, assignment, word.text)
}

async function record(
  world: World,
  heard: Heard,
  matter: Matter,
  assignment: Assignment,
  text: string,
): Promise<void> {
  const { message, person, organisation, at, inGroup } = heard
  const sourceEventId = message.messageId
  const command: AssignmentCommand = {
    action: 'reportProgress',
    progress: { achievement: text, problem: '', onsite: '' },
    files: filesOf(heard),
    sourceMessageId: message.messageId,
  }
  const subject = { progressId: progressIdOf(assignment.id, sourceEventId), text }
  const place = { matterId: matter.id, assignmentId: assignment.id, settled: false }
  const note = answerMessage(self(heard), 'note', subject, place)
  const heardHere = isOwnGroup(heard, matter) ? recordedAnswer(matter, 'group') : SENT_PRIVATELY
  const messages = inGroup ? [note, textTo(heard, heardHere)] : [note]
  const request = {
    command,
    assignmentId: assignment.id,
    actor: person.openId,
    turn: null,
    at,
    sourceEventId,
  }
  const entailed = { eventKey: message.messageId, tapped: null, messages, subjects: [] }
  const acted = await act(world, matter, organisation, request, entailed)
  if (acted.outcome === 'refused') await replyRefusal(world, heard, acted.refusal, acted.matter)
}

/** A free reply to a card, or a file: never recorded without the tap 记入. */
export async function hearFree(world: World, heard: Heard): Promise<void> {
  const { text } = heard
  const files = filesOf(heard)
  const replied =
    heard.answered?.matterId == null ? null : await loadMatter(world.sql, heard.answered.matterId)
  if (replied === null && heard.inGroup)
    return reply(world, heard, files.length > 0 ? FILES_PRIVATELY : NOT_UNDERSTOOD)
  if (replied === null && files.length === 0) return reply(world, heard, NOT_UNDERSTOOD)
  const matter = replied ?? (await onlyUnderWay(world, heard))
  if (matter === null) return
  const assignment = placeOf(heard, matter, 'reportProgress')
  if (assignment === null) return reply(world, heard, NOT_UNDERSTOOD)
  if (carriesSecrecyMark([text, ...files.map((file) => file.name)].join('\n')))
    return replyRefusal(world, heard, { reason: 'secrecyMark' }, matter)
  const subject = { text, files, sourceMessageId: heard.message.messageId }
  const place = { matterId: matter.id, assignmentId: assignment.id, settled: false }
  await respondPrivately(world, heard, answerMessage(self(heard), 'note', subject, place))
}

/** The one matter the person works on; otherwise they are asked which. */
async function onlyUnderWay(world: World, heard: Heard): Promise<Matter | null> {
  const { person, organisation, at } = heard
  const ids = await mattersUnderWay(world.sql, person.openId, person.departmentId)
  const found = await among(world, ids, { person, organisation, at })
  if (found.found === 'none') {
    await reply(world, heard, NOT_YOUR_TURN)
    return null
  }
  return single(world, heard, found, '')
}

/** The entry behind the note card or the message that is replied to. */
export async function saidAbout(world: World, heard: Heard): Promise<EntrySaid | null> {
  const { answered, message } = heard
  if (answered?.kind === 'note' && answered.matterId !== null && answered.assignmentId !== null) {
    const progressId = answered.subject.progressId
    if (typeof progressId !== 'string') return null
    return {
      matterId: answered.matterId,
      assignmentId: answered.assignmentId,
      progressId,
      by: heard.person.openId,
    }
  }
  return message.parentId === null ? null : progressFrom(world.sql, message.parentId)
}

export async function hearWithdrawProgress(
  world: World,
  heard: Heard,
  entry: EntrySaid | null,
): Promise<void> {
  if (entry === null) return reply(world, heard, NOTHING_TO_WITHDRAW)
  await correct(world, heard, entry, { action: 'withdrawProgress', progressId: entry.progressId })
}

export async function hearVoid(
  world: World,
  heard: Heard,
  number: Of<'void'>['number'],
): Promise<void> {
  const entry = (await saidAbout(world, heard)) ?? (await latestOwn(world, heard, number))
  if (entry === null) return
  await correct(world, heard, entry, { action: 'voidProgress', progressId: entry.progressId })
}

export async function hearRefile(world: World, heard: Heard, word: Of<'refile'>): Promise<void> {
  const { organisation, at, person } = heard
  const entry = (await saidAbout(world, heard)) ?? (await latestOwn(world, heard, word.from))
  if (entry === null) return
  const matter = await loadMatter(world.sql, entry.matterId)
  const held = matter?.assignments
    .flatMap((one) => one.progress)
    .find((one) => one.id === entry.progressId)
  if (matter === null || held === undefined) return reply(world, heard, NOTHING_TO_WITHDRAW)
  const refile = {
    actor: person.openId,
    at,
    organisation,
    entry: held,
    number: word.number,
    mayWrite: () => {},
  }
  const command = await copyToTarget(world, refile)
  if ('reason' in command) return replyRefusal(world, heard, command, matter)
  await correct(world, heard, entry, command)
}

/** With a number and no reply: the asker's own latest entry there. */
async function latestOwn(
  world: World,
  heard: Heard,
  number: Of<'void'>['number'],
): Promise<EntrySaid | null> {
  const matter = await meantMatter(world, heard, number)
  if (matter === null) return null
  const own = matter.assignments
    .flatMap((held) => held.progress)
    .filter(
      (held) =>
        held.by === heard.person.openId && held.withdrawnAt === null && held.voidedAt === null,
    )
    .at(-1)
  if (own === undefined) {
    await reply(world, heard, NOTHING_TO_WITHDRAW)
    return null
  }
  return { matterId: matter.id, assignmentId: own.assignmentId, progressId: own.id, by: own.by }
}

/** The entry's card follows by itself; here only a refusal needs words. */
async function correct(
  world: World,
  heard: Heard,
  entry: EntrySaid,
  command: CommandOf<'withdrawProgress' | 'voidProgress' | 'refileProgress'>,
): Promise<void> {
  const { person, organisation, at, message } = heard
  const matter = await loadMatter(world.sql, entry.matterId)
  if (matter === null) return reply(world, heard, NOTHING_TO_WITHDRAW)
  const request = {
    command,
    assignmentId: entry.assignmentId,
    actor: person.openId,
    turn: null,
    at,
    sourceEventId: message.messageId,
  }
  const messages = [privateText(heard, correctedAnswer(command.action, matter))]
  const entailed = { eventKey: message.messageId, tapped: null, messages, subjects: [] }
  const acted = await act(world, matter, organisation, request, entailed)
  if (acted.outcome === 'refused') await replyRefusal(world, heard, acted.refusal, acted.matter)
}

function filesOf({ message }: Heard) {
  return message.files
    .filter((file) => file.kind === 'file' || file.kind === 'image')
    .map((file) => ({
      kind: file.kind === 'image' ? ('image' as const) : ('file' as const),
      fileKey: file.key,
      messageId: message.messageId,
      name: file.name ?? (file.kind === 'image' ? '图片' : '附件'),
    }))
}
