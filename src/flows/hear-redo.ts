// 重新办理 as words: what would be refused is refused at once, the rest waits for its giver's own tap.
import { leadOf } from '../domain/matter.ts'
import type { Refusal } from '../domain/refusal.ts'
import { readRedo } from '../lark/redo-text.ts'
import type { Word } from '../lark/words.ts'
import { confirmUnlessRefused } from './ask-confirm.ts'
import { type Heard, meantMatter } from './hear.ts'
import type { World } from './world.ts'

/** What the card asks for where the words do not say it. */
const ASKED: readonly Refusal['reason'][] = ['reasonMissing', 'reworkDeadline']

/** Without a department named it is the lead's to do again. */
export async function hearRedo(
  world: World,
  heard: Heard,
  word: Extract<Word, { readonly word: 'redo' }>,
): Promise<void> {
  const matter = await meantMatter(world, heard, word.number)
  if (matter === null) return
  const { organisation, at } = heard
  const said = readRedo(word.text, organisation, at)
  const lead = leadOf(matter)?.departmentId
  const departments = [...new Set([...(lead === undefined ? [] : [lead]), ...said.departments])]
  const command = { action: 'redo', ...said, departments } as const
  const asked = { command, assignmentId: null, turn: matter.turn }
  await confirmUnlessRefused(world, heard, matter, asked, ({ reason }) => ASKED.includes(reason))
}
