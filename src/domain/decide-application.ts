// What leaves a department speaks for it: the head lets it out or gives it back (process §1.2).
import type { CommandOf } from './command.ts'
import { type Decided, type Deed, decided, noteOnAssignment } from './decided.ts'
import { extensionBarred } from './extension.ts'
import type { Matter } from './matter.ts'
import {
  isPetition,
  isWrittenBy,
  type PetitionAs,
  withNewPetition,
  withPetition,
} from './petition.ts'
import { type Refused, refused } from './refusal.ts'
import type { AssignmentScene } from './standing.ts'
import { ASSIGNMENT_ACTION_ZH } from './terms.ts'

type Application = PetitionAs<'extension' | 'redirect' | 'cycle'>
type ApplicationCommand = CommandOf<'releaseApplication' | 'releaseCycle' | 'returnApplication'>

export function decideOnApplication(
  scene: AssignmentScene,
  command: ApplicationCommand,
  deed: Deed,
): Decided | Refused {
  const { petition } = scene
  if (petition === null || !isPetition(petition, 'extension', 'redirect', 'cycle'))
    return refused({ reason: 'matterUnknown' })
  // The head speaks for the department whoever wrote it; a delegate not for what he wrote himself.
  if (deed.actingFor !== null && isWrittenBy(petition, deed.actor))
    return refused({ reason: 'ownRequest' })
  return command.action === 'returnApplication'
    ? giveBack(scene, petition, command.opinion, deed)
    : release(scene, petition, command, deed)
}

function release(
  scene: AssignmentScene,
  petition: Application,
  command: CommandOf<'releaseApplication' | 'releaseCycle'>,
  deed: Deed,
): Decided | Refused {
  const { matter, at } = scene
  const barred = isPetition(petition, 'extension') ? extensionBarred(scene) : null
  if (barred !== null) return barred
  const opinion = command.opinion.trim()
  const released = {
    releasedBy: deed.actor,
    releasedFor: deed.actingFor,
    releasedAt: at,
    opinion,
  }
  // 阶段进展 asks for nothing: with the head's word it has arrived.
  const stage = isPetition(petition, 'cycle') ? 'done' : 'awaitingOffice'
  const moved = withPetition(matter, petition, stage, released, at)
  return said(scene, moved, petition, command.action, opinion, deed)
}

/** It ends with the head's words, and the officer has it again as a new one to be put right. */
function giveBack(
  scene: AssignmentScene,
  petition: Application,
  text: string,
  deed: Deed,
): Decided | Refused {
  const { matter, at } = scene
  const opinion = text.trim()
  if (opinion === '')
    return refused({ reason: 'opinionMissing', action: ASSIGNMENT_ACTION_ZH.returnApplication })
  const facts = { opinion, decidedBy: deed.actor, decidedFor: deed.actingFor }
  const returned = withPetition(matter, petition, 'returned', facts, at)
  const again = renewed(scene, returned, petition, opinion)
  return said(scene, again, petition, 'returnApplication', opinion, deed)
}

/** 申请改派 is written on 交办通知, which is still there; an extension after its deadline comes too late. */
function renewed(
  scene: AssignmentScene,
  matter: Matter,
  petition: Application,
  opinion: string,
): Matter {
  if (isPetition(petition, 'redirect')) return matter
  if (isPetition(petition, 'extension') && extensionBarred(scene) !== null) return matter
  const { assignmentId, by, kind } = petition
  const begun = { assignmentId, by, at: scene.at, stage: 'proposed' } as const
  if (isPetition(petition, 'extension')) {
    const { to, reasonKind, reason, progress, from } = petition.facts
    const facts = { to, reasonKind, reason, progress, from, opinion }
    return withNewPetition(matter, { ...begun, kind: 'extension', facts }).matter
  }
  if (kind !== 'cycle') return matter
  const { month, achievement, problem } = petition.facts
  const facts = { month, achievement, problem, opinion }
  return withNewPetition(matter, { ...begun, kind: 'cycle', facts }).matter
}

function said(
  { matter: before, assignment }: AssignmentScene,
  matter: Matter,
  { position }: Application,
  action: ApplicationCommand['action'],
  opinion: string,
  deed: Deed,
): Decided {
  const words = opinion === '' ? {} : { opinion }
  const details = { petition: String(position), ...words }
  const entry = { action: ASSIGNMENT_ACTION_ZH[action], details }
  return decided(noteOnAssignment(matter, assignment, deed, entry), before)
}
