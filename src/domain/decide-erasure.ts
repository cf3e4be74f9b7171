// 清除附件: asked for by 督查室主任, done with the tap of a leader of the office (process §9).
import type { CommandOf } from './command.ts'
import { type Decided, type Deed, decided, noteOnMatter } from './decided.ts'
import { ERASED_NAME, filesHeld } from './erasure.ts'
import { isPetition, withNewPetition, withPetition } from './petition.ts'
import { pendingOf } from './put-petition.ts'
import { type Refused, refused } from './refusal.ts'
import type { Scene } from './standing.ts'
import { MATTER_ACTION_ZH } from './terms.ts'

/** The trail says why, of which department and when it was sent – never what the file was called. */
export function eraseAttachment(
  { matter }: Scene,
  command: CommandOf<'eraseAttachment'>,
  deed: Deed,
): Decided | Refused {
  const action = MATTER_ACTION_ZH.eraseAttachment
  const pending = pendingOf(matter, 'erasure')
  if (pending !== null) return pending
  const held = filesHeld(matter).find(({ file }) => file.id === command.attachmentId)
  if (held === undefined) return refused({ reason: 'attachmentUnknown' })
  const reason = command.reason.trim()
  if (reason === '') return refused({ reason: 'reasonMissing', action })
  const { id, name } = held.file
  const asked = withNewPetition(matter, {
    kind: 'erasure',
    assignmentId: null,
    stage: 'awaitingSecond',
    by: deed.actor,
    at: deed.at,
    facts: { attachmentId: id, name, reason },
  })
  const details = { petition: String(asked.position), attachment: id, reason }
  return decided(noteOnMatter(asked.matter, deed, { action, details }), matter)
}

/** 确认清除: the store erases bytes and name with this save. */
export function confirmErasure({ matter, petition }: Scene, deed: Deed): Decided | Refused {
  if (petition === null || !isPetition(petition, 'erasure'))
    return refused({ reason: 'matterUnknown' })
  const { attachmentId, reason } = petition.facts
  const erased = withPetition(matter, petition, 'granted', { name: ERASED_NAME }, deed.at)
  const details = { petition: String(petition.position), attachment: attachmentId, reason }
  const entry = { action: MATTER_ACTION_ZH.confirmErasure, details }
  return decided(noteOnMatter(erased, deed, entry), matter)
}
