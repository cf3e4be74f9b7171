// Minutes and task lists that 督查室 pastes or sends: each becomes a 拟立项清单 of its own.

import { NOT_UNDERSTOOD, ONLY_SUPERVISION } from '../../cards/turn-answers.ts'
import { MINUTES_WANTED } from '../../cards/upload-answers.ts'
import { fold } from '../lark/fold.ts'
import type { Word } from '../lark/words.ts'
import { type Heard, isSupervision, reply, respond } from './hear.ts'
import { self } from './hear-cards.ts'
import { hearLedger, hearTemplate } from './hear-ledger.ts'
import { listOfText } from './list-of.ts'
import { readUpload } from './read-upload.ts'
import { answerMessage } from './reissue.ts'
import type { World } from './world.ts'

/** Characters. Shorter free words are an answer or a question; minutes that short go behind 纪要. */
const PASTED_MIN = 60

/**
 * Whether free words or a file that came without any are meant for a list: privately, from 督查室, in answer to no
 * card. Of texts only those that speak of leads or of a meeting, so that no other long message is taken for one.
 */
export function isForList({ message, text, person, inGroup, answered }: Heard): boolean {
  if (inGroup || answered !== null || !isSupervision(person)) return false
  if (message.files.some(({ kind }) => kind === 'file')) return true
  return text.length >= PASTED_MIN && /纪要|会议|牵头|责任单位/.test(fold(text))
}

/** 纪要, 台账, 立项模板: what 督查室 brings in as a list, and what goes out as one. */
export function hearListing(
  world: World,
  heard: Heard,
  word: Extract<Word, { readonly word: 'minutes' | 'ledger' | 'template' }>,
): Promise<void> {
  switch (word.word) {
    case 'minutes':
      return hearMinutes(world, heard, word.text)
    case 'ledger':
      return hearLedger(world, heard, word.filter)
    case 'template':
      return hearTemplate(world, heard)
    default:
      return word satisfies never
  }
}

export async function hearMinutes(world: World, heard: Heard, text: string): Promise<void> {
  const { message, person, organisation, at, inGroup } = heard
  if (!isSupervision(person)) return reply(world, heard, ONLY_SUPERVISION)
  if (inGroup) return reply(world, heard, NOT_UNDERSTOOD)
  const files = message.files.filter(({ kind }) => kind === 'file')
  if (files.length > 0) return hearFiles(world, heard)
  if (text === '') return reply(world, heard, MINUTES_WANTED)
  const listed = await listOfText(text, '所发会议纪要', organisation, at, message.messageId)
  const isOpen = 'rows' in listed && listed.rows.length > 0
  const card = answerMessage(
    self(heard),
    'minutes',
    { ...listed },
    { waiting: isOpen, settled: !isOpen },
  )
  await respond(world, heard, { messages: [card] })
}

/** The card comes at once and says that the file is being read; what is read then shows on it. */
async function hearFiles(world: World, heard: Heard): Promise<void> {
  const { message, at } = heard
  const open = { waiting: true, settled: false }
  const cards = message.files
    .filter(({ kind }) => kind === 'file')
    .map((file) => {
      const upload = { messageId: message.messageId, fileKey: file.key, name: file.name ?? '附件' }
      return answerMessage(self(heard), 'minutes', { upload, sentAt: at }, open)
    })
  await respond(world, heard, { messages: cards })
  for (const { id } of cards) world.later(() => readUpload(world, id))
}
