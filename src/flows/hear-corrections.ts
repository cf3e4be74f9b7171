// 更正, 撤销 and 清除附件 as words: what would be refused is refused at once, the rest waits for its giver's own tap.
import { chooseFileAnswer, notUnderstoodAnswer } from '../../cards/turn-answers.ts'
import type { MatterCommand } from '../domain/command.ts'
import { mayAct } from '../domain/decide.ts'
import { filesHeld, type HeldFile } from '../domain/erasure.ts'
import type { Matter } from '../domain/matter.ts'
import type { MatterAction } from '../domain/terms.ts'
import { readCorrection } from '../lark/correction-text.ts'
import { readErasure, readReason } from '../lark/reason-text.ts'
import type { Word } from '../lark/words.ts'
import { confirmUnlessRefused } from './ask-confirm.ts'
import { type Heard, meantMatter, replyPrivately } from './hear.ts'
import type { World } from './world.ts'

type CorrectionWord = Extract<Word, { readonly word: 'correct' | 'cancel' | 'erase' }>

const HEARD = { correct: hearCorrect, cancel: hearCancel, erase: hearErase } as const

export function hearCorrectionWord(
  world: World,
  heard: Heard,
  word: CorrectionWord,
): Promise<void> {
  return HEARD[word.word](world, heard, word)
}

async function hearCorrect(world: World, heard: Heard, word: CorrectionWord): Promise<void> {
  const matter = await meantMatter(world, heard, word.number)
  if (matter === null) return
  const { organisation, at } = heard
  const said = readCorrection(word.text, matter.co, organisation, at)
  if (said.notUnderstood.length > 0 && mayGive(heard, matter, 'correct'))
    return replyPrivately(world, heard, notUnderstoodAnswer(said.notUnderstood))
  const { patch, reason, document } = said
  await ask(world, heard, matter, { action: 'correct', patch, reason, document })
}

async function hearCancel(world: World, heard: Heard, word: CorrectionWord): Promise<void> {
  const matter = await meantMatter(world, heard, word.number)
  if (matter === null) return
  await ask(world, heard, matter, { action: 'proposeCancellation', reason: readReason(word.text) })
}

/** By its name or its place in the list; where several could be meant they are offered, never guessed. */
async function hearErase(world: World, heard: Heard, word: CorrectionWord): Promise<void> {
  const matter = await meantMatter(world, heard, word.number)
  if (matter === null) return
  const { name, reason } = readErasure(word.text)
  const held = filesHeld(matter)
  const meant = filesMeant(held, name)
  if (meant.length > 1 && mayGive(heard, matter, 'eraseAttachment'))
    return replyPrivately(world, heard, chooseFileAnswer(matter, held, meant, heard.organisation))
  const attachmentId = meant[0]?.file.id ?? ''
  const command = { action: 'eraseAttachment', attachmentId, reason } as const
  await ask(world, heard, matter, command)
}

/** Only whoever may give the command is asked what he meant by it; to others it is refused. */
function mayGive(
  { person: actor, organisation, at }: Heard,
  matter: Matter,
  action: MatterAction,
): boolean {
  return mayAct({ matter, assignment: null, organisation, actor, at }, action)
}

function filesMeant(held: readonly HeldFile[], said: string): readonly HeldFile[] {
  if (said === '') return held
  const place = /^第?(\d{1,3})(?:个|份|件)?$/.exec(said)?.[1]
  const placed = place === undefined ? undefined : held[Number(place) - 1]
  if (placed !== undefined) return [placed]
  const whole = held.filter(({ file }) => file.name === said)
  return whole.length > 0 ? whole : held.filter(({ file }) => file.name.includes(said))
}

/** A reason that was not said is asked for on the card. */
async function ask(
  world: World,
  heard: Heard,
  matter: Matter,
  command: MatterCommand,
): Promise<void> {
  const asked = { command, assignmentId: null }
  await confirmUnlessRefused(
    world,
    heard,
    matter,
    asked,
    ({ reason }) => reason === 'reasonMissing',
  )
}
