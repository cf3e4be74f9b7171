// 催办 27号 请于今日反馈: the text is shown before it is sent; the office's own word, judged when it is given.
import { isOwing } from '../domain/deadline.ts'
import { type Assignment, leadOf, type Matter } from '../domain/matter.ts'
import { mentionsIn } from '../lark/department-names.ts'
import { fold } from '../lark/fold.ts'
import type { Word } from '../lark/words.ts'
import { confirmUnlessRefused } from './ask-confirm.ts'
import { draftedChase } from './drafted-chase.ts'
import { type Heard, meantMatter } from './hear.ts'
import type { World } from './world.ts'

type ChaseWord = Extract<Word, { readonly word: 'chase' }>

export async function hearChase(world: World, heard: Heard, word: ChaseWord): Promise<void> {
  const { organisation, at } = heard
  const matter = await meantMatter(world, heard, word.number)
  if (matter === null) return
  const assignment = chasedPart(heard, matter, word.text)
  const said = word.text.trim()
  const command =
    said === '' && assignment !== null
      ? draftedChase(matter, assignment, organisation, at)
      : ({ action: 'chase', text: said, deadline: null } as const)
  await confirmUnlessRefused(world, heard, matter, {
    command,
    assignmentId: assignment?.id ?? null,
  })
}

/** The department named; else the lead, else whoever has not given yet. Null before the docketing. */
function chasedPart(heard: Heard, matter: Matter, text: string): Assignment | null {
  const named = mentionsIn(fold(text), heard.organisation).map(({ id }) => id)
  const chosen = matter.assignments.filter((held) => named.includes(held.departmentId))
  if (chosen.length === 1) return chosen[0] ?? null
  const lead = leadOf(matter)
  if (lead !== undefined && (isOwing(lead.status) || matter.status !== 'handling')) return lead
  return matter.assignments.find((held) => isOwing(held.status)) ?? lead ?? null
}
