// 更正 after the docketing: asked for by 督查室, confirmed by its 主任, and where it is more than a typing error
// by the approving leader (process §1.1). It changes nothing until the last of them has said so.
import { corrected, cutExtensions, isAboutOther } from './apply-correction.ts'
import type { CommandOf } from './command.ts'
import {
  addedDepartments,
  changedFields,
  changesIn,
  changesZh,
  correctionGaps,
  isCorrectable,
  needsLeader,
  removedDepartments,
  wholePatch,
} from './correction.ts'
import { isHandedIn } from './deadline.ts'
import { type Decided, type Deed, decided, noteOnMatter } from './decided.ts'
import { TITLE_MAX } from './docket.ts'
import type { Docket, Matter } from './matter.ts'
import { departmentZh, hasRole, type Organisation } from './organisation.ts'
import {
  type Changed,
  type CorrectionFacts,
  isPetition,
  type PetitionAs,
  withNewPetition,
  withPetition,
} from './petition.ts'
import { pendingOf, somebodyElseApproves } from './put-petition.ts'
import { type Refused, refused } from './refusal.ts'
import { carriesSecrecyMark } from './secrecy.ts'
import type { Scene } from './standing.ts'
import { MATTER_ACTION_ZH, MATTER_STATUS_ZH } from './terms.ts'
import { deadlineZh } from './time.ts'

/** What the words ask for, looked over: the whole of it, or why it cannot be. The card that asks shows the same. */
export function lookOver(
  { matter, organisation, at }: Pick<Scene, 'matter' | 'organisation' | 'at'>,
  command: Pick<CommandOf<'correct'>, 'patch' | 'document'>,
):
  | { readonly ok: true; readonly patch: Partial<Docket>; readonly changes: readonly Changed[] }
  | Refused {
  const fields = Object.keys(command.patch)
  if (fields.includes('lead')) return refused({ reason: 'notCorrectable', what: 'lead' })
  if (!fields.every(isCorrectable)) return refused({ reason: 'notCorrectable', what: 'other' })
  const patch = wholePatch(matter, command.patch, organisation, at)
  const changed = changedFields(matter, patch)
  if (changed.length === 0) return refused({ reason: 'nothingToCorrect' })
  if (carriesSecrecyMark(Object.values(patch).join('\n'))) return refused({ reason: 'secrecyMark' })
  if ((patch.title ?? '').length > TITLE_MAX)
    return refused({ reason: 'tooLong', field: 'title', limit: TITLE_MAX })
  const moves = changed.includes('superiorDeadline')
  if (moves && (command.document ?? '').trim() === '')
    return refused({ reason: 'superiorDocumentMissing' })
  const objection = departmentsObjection(matter, patch, organisation)
  if (objection !== null) return objection
  const gaps = correctionGaps(matter, patch, organisation, at)
  if (gaps.length > 0) return refused({ reason: 'docket', gaps })
  const cut = cutChanges(matter, patch, organisation)
  return { ok: true, patch, changes: [...changesIn(matter, patch, organisation), ...cut] }
}

/** What departments have handed in stands, and so do they; each is told what to do first. */
function departmentsObjection(
  matter: Matter,
  patch: Partial<Docket>,
  organisation: Organisation,
): Refused | null {
  const moves = [...addedDepartments(matter, patch), ...removedDepartments(matter, patch)]
  if (moves.length > 0 && matter.status !== 'handling')
    return refused({ reason: 'departmentsSettled', status: MATTER_STATUS_ZH[matter.status] })
  const handedIn = matter.assignments.filter(
    (held) =>
      isHandedIn(held.status) &&
      !removedDepartments(matter, patch).includes(held.departmentId) &&
      isAboutOther(matter, patch, held),
  )
  if (handedIn.length === 0) return null
  const departments = handedIn.map((held) => departmentZh(organisation, held.departmentId))
  return refused({ reason: 'handedInAlready', departments })
}

function cutChanges(matter: Matter, patch: Partial<Docket>, organisation: Organisation): Changed[] {
  return cutExtensions(matter, patch).map(({ assignment, from, to }) => ({
    field: `${departmentZh(organisation, assignment.departmentId)}延期时限`,
    from: deadlineZh(from),
    to: deadlineZh(to),
  }))
}

/** 更正: 督查室主任 corrects a typing error himself; everything else waits for whoever has to agree. */
export function correct(
  scene: Scene,
  command: CommandOf<'correct'>,
  deed: Deed,
): Decided | Refused {
  const { matter, actor } = scene
  const action = MATTER_ACTION_ZH.correct
  const pending = pendingOf(matter, 'correction')
  if (pending !== null) return pending
  const looked = lookOver(scene, command)
  if (!looked.ok) return looked
  const reason = command.reason.trim()
  if (reason === '') return refused({ reason: 'reasonMissing', action })
  if (carriesSecrecyMark(`${reason}\n${command.document ?? ''}`))
    return refused({ reason: 'secrecyMark' })
  const { patch, changes } = looked
  const document = command.document?.trim() ?? ''
  const facts: CorrectionFacts = {
    reason,
    patch,
    changes,
    ...(document === '' ? {} : { document }),
  }
  const byLeader = needsLeader(changedFields(matter, patch))
  const byChief = hasRole(actor, 'SUPERVISION_CHIEF')
  const afterChief = byLeader ? 'awaitingLeader' : 'granted'
  if (byLeader && !somebodyElseApproves(scene)) return refused({ reason: 'ownRequest' })
  const stage = byChief ? afterChief : 'awaitingChief'
  const asked = withNewPetition(matter, {
    kind: 'correction',
    assignmentId: null,
    stage,
    by: deed.actor,
    at: deed.at,
    facts,
  })
  const entry = { action, details: { petition: String(asked.position), ...said(facts) } }
  const noted = noteOnMatter(asked.matter, deed, entry)
  return decided(stage === 'granted' ? corrected(noted, patch, deed) : noted, matter)
}

/** 确认更正 by 督查室主任: a typing error is corrected, the rest goes on to the approving leader. */
export function confirmCorrection(scene: Scene, deed: Deed): Decided | Refused {
  const petition = correctionIn(scene)
  if (petition === null) return refused({ reason: 'matterUnknown' })
  const { matter } = scene
  if (!needsLeader(changedFields(matter, petition.facts.patch))) return grant(scene, petition, deed)
  if (!somebodyElseApproves(scene)) return refused({ reason: 'ownRequest' })
  const moved = withPetition(matter, petition, 'awaitingLeader', {}, deed.at)
  const details = { petition: String(petition.position) }
  const entry = { action: MATTER_ACTION_ZH.confirmCorrection, details }
  return decided(noteOnMatter(moved, deed, entry), matter)
}

/** 确认更正 by the approving leader: the last word. */
export function consentToCorrection(scene: Scene, deed: Deed): Decided | Refused {
  const petition = correctionIn(scene)
  return petition === null ? refused({ reason: 'matterUnknown' }) : grant(scene, petition, deed)
}

/** The matter may have moved on since it was asked for, so it is looked over once more. */
function grant(scene: Scene, petition: PetitionAs<'correction'>, deed: Deed): Decided | Refused {
  const { matter } = scene
  const looked = lookOver(scene, petition.facts)
  if (!looked.ok) return looked
  const { patch, changes } = looked
  const facts: CorrectionFacts = { ...petition.facts, patch, changes }
  const granted = withPetition(matter, petition, 'granted', facts, deed.at)
  const details = { petition: String(petition.position), ...said(facts) }
  const entry = { action: MATTER_ACTION_ZH.confirmCorrection, details }
  const noted = noteOnMatter(granted, deed, entry)
  return decided(corrected(noted, patch, deed), matter)
}

function said({ reason, changes, document }: CorrectionFacts) {
  const moved = document === undefined ? {} : { document }
  return { reason, changes: changesZh(changes), ...moved }
}

function correctionIn({ petition }: Scene): PetitionAs<'correction'> | null {
  return petition !== null && isPetition(petition, 'correction') ? petition : null
}
