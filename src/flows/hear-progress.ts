// Progress by words: recorded at once by 进展, offered for free replies and files.
import {
  FILES_PRIVATELY,
  PROGRESS_WANTED,
  recordedAnswer,
  SENT_PRIVATELY,
} from '../../cards/answers.ts'
import { NOT_UNDERSTOOD, NOT_YOUR_TURN } from '../../cards/turn-answers.ts'
import type { AssignmentCommand, AttachmentGiven } from '../domain/command.ts'
import { progressIdOf } from '../domain/decide-progress.ts'
import type { Assignment, Matter } from '../domain/matter.ts'
import type { Word } from '../lark/words.ts'
import { mattersUnderWay } from '../store/lists.ts'
import { loadMatter } from '../store/matters.ts'
import { act } from './act.ts'
import { among } from './find-matter.ts'
import {
  type Heard,
  meantMatter,
  reply,
  replyHelpLine,
  replyRefusal,
  requestOf,
  single,
  textTo,
} from './hear.ts'
import { isOwnGroup, placeOf, respondPrivately, self } from './hear-cards.ts'
import { hearMinutes, isForList } from './hear-minutes.ts'
import { noteOf } from './reissue.ts'
import type { World } from './world.ts'

type Of<Name extends Word['word']> = Extract<Word, { readonly word: Name }>

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
  const { message, organisation, inGroup } = heard
  const command: AssignmentCommand = {
    action: 'reportProgress',
    progress: { achievement: text, problem: '', onsite: '' },
    files: filesOf(heard),
    sourceMessageId: message.messageId,
  }
  const progressId = progressIdOf(assignment.id, message.messageId)
  const place = { matterId: matter.id, assignmentId: assignment.id }
  const note = noteOf(self(heard), { progressId, text }, place)
  const said = isOwnGroup(heard, matter) ? recordedAnswer(matter, 'group') : SENT_PRIVATELY
  const messages = inGroup ? [note, textTo(heard, said, { ...place, progressId })] : [note]
  const request = requestOf(heard, command, assignment.id)
  const entailed = { eventKey: message.messageId, tapped: null, messages, subjects: [] }
  const acted = await act(world, matter, organisation, request, entailed)
  if (acted.outcome === 'refused') await replyRefusal(world, heard, acted.refusal, acted.matter)
}

/** A free reply to a card, or a file: never recorded without the tap 记入. */
export async function hearFree(world: World, heard: Heard): Promise<void> {
  const { text } = heard
  if (isForList(heard)) return hearMinutes(world, heard, text)
  const files = filesOf(heard)
  if (text === '' && files.length === 0) return replyHelpLine(world, heard, NOT_UNDERSTOOD)
  const replied =
    heard.answered?.matterId == null ? null : await loadMatter(world.sql, heard.answered.matterId)
  if (replied === null && heard.inGroup)
    return replyHelpLine(world, heard, files.length > 0 ? FILES_PRIVATELY : NOT_UNDERSTOOD)
  if (replied === null && files.length === 0) return reply(world, heard, NOT_UNDERSTOOD)
  const matter = replied ?? (await onlyUnderWay(world, heard))
  if (matter === null) return
  const assignment = placeOf(heard, matter, 'reportProgress')
  if (assignment === null) return replyHelpLine(world, heard, NOT_UNDERSTOOD)
  const subject = { text, files, sourceMessageId: heard.message.messageId }
  const place = { matterId: matter.id, assignmentId: assignment.id }
  await respondPrivately(world, heard, noteOf(self(heard), subject, place))
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

/** Files and pictures, videos and voice among them; stickers are none. */
function filesOf({ message }: Heard): AttachmentGiven[] {
  return message.files.map((file) => ({
    kind: file.kind === 'image' ? 'image' : 'file',
    fileKey: file.key,
    messageId: message.messageId,
    name: file.name ?? FILE_NAME_ZH[file.kind],
  }))
}

/** What a file is called that has no name. */
const FILE_NAME_ZH = { file: '附件', image: '图片', audio: '语音', media: '视频' } as const
