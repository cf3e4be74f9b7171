// 批示办理: what the office makes of a leader's 批示 on the result, and 重新办理 of a closed matter (process §1.1).
import type { CommandOf } from './command.ts'
import { voidedVotes } from './decide-clearance.ts'
import { type Decided, type Deed, decided, noteOnMatter } from './decided.ts'
import type { Matter } from './matter.ts'
import { isPetition, openPetition, type PetitionAs, withPetition } from './petition.ts'
import { type Refused, refused } from './refusal.ts'
import { reworkBarred, reworked } from './rework.ts'
import { carriesSecrecyMark } from './secrecy.ts'
import type { Scene } from './standing.ts'
import { MATTER_ACTION_ZH } from './terms.ts'

type FollowUpCommand = CommandOf<'settleInstruction' | 'docketInstruction' | 'redo'>

export function decideOnFollowUp(
  scene: Scene,
  command: FollowUpCommand,
  deed: Deed,
): Decided | Refused {
  if (command.action === 'redo') return redo(scene, command, deed)
  const { matter } = scene
  const asked = instructionIn(scene)
  if (asked === null) return refused({ reason: 'matterUnknown' })
  const action = MATTER_ACTION_ZH[command.action]
  const settled = withPetition(matter, asked, 'done', { outcome: action }, deed.at)
  const entry = { action, details: { petition: String(asked.position) } }
  return decided(noteOnMatter(settled, deed, entry), matter)
}

/** Given by word, it answers the 批示 that waits, where one does; a 批示 on paper is its reason. */
function redo(scene: Scene, command: CommandOf<'redo'>, deed: Deed): Decided | Refused {
  const { matter, at } = scene
  const action = MATTER_ACTION_ZH.redo
  const reason = command.reason.trim()
  const { departments, reworkDeadline } = command
  const rework = { departments, opinion: reason, reworkDeadline }
  if (reason === '') return refused({ reason: 'reasonMissing', action })
  if (carriesSecrecyMark(reason)) return refused({ reason: 'secrecyMark' })
  const barred = reworkBarred(matter, rework, at)
  if (barred !== null) return barred
  const asked = instructionIn(scene) ?? openPetition(matter.petitions, 'instruction', null) ?? null
  const answered =
    asked === null ? matter : withPetition(matter, asked, 'done', { outcome: action }, at)
  const reopened: Matter = { ...answered, clearances: voidedVotes(matter, at), returnOpinion: '' }
  const petition = asked === null ? {} : { petition: String(asked.position) }
  const entry = { action, details: { ...petition, reason } }
  return decided(reworked(reopened, rework, deed, entry), matter)
}

function instructionIn({ petition }: Scene): PetitionAs<'instruction'> | null {
  return petition !== null && isPetition(petition, 'instruction') ? petition : null
}
