// 代表委员意见 on the reply to a proposal: good, or back to work, or the approving leader's to decide (process §1.1, §5).
import type { CommandOf } from './command.ts'
import { type Decided, type Deed, decided, moveMatter } from './decided.ts'
import { idFrom } from './hash.ts'
import { leadOf, type Matter } from './matter.ts'
import { type DelegatesOpinion, opinionSince } from './outcome.ts'
import { withNewPetition, withPetition } from './petition.ts'
import { pendingOf, somebodyElseApproves } from './put-petition.ts'
import { type Refused, refused } from './refusal.ts'
import { reworkBarred, reworked } from './rework.ts'
import { carriesSecrecyMark } from './secrecy.ts'
import type { Scene } from './standing.ts'
import { MATTER_ACTION_ZH, SATISFACTION_ZH } from './terms.ts'
import { addDays, type Day, dayOf } from './time.ts'

export function recordOpinion(
  scene: Scene,
  command: CommandOf<'recordOpinion'>,
  deed: Deed,
): Decided | Refused {
  const { matter, organisation, at } = scene
  const { grade, reworkDeadline } = command
  const note = command.note.trim()
  const pending = pendingOf(matter, 'redo')
  if (pending !== null) return pending
  if (grade === null) return refused({ reason: 'gradeMissing' })
  if (carriesSecrecyMark(note)) return refused({ reason: 'secrecyMark' })
  const until = silentUntil(matter, organisation.rules.satisfactionDays)
  if (grade === 'none' && dayOf(at) < until) return refused({ reason: 'opinionAwaited', until })
  const opinion: DelegatesOpinion = {
    id: idFrom(matter.id, 'opinion', matter.opinions.length),
    matterId: matter.id,
    position: matter.opinions.length + 1,
    grade,
    note,
    by: deed.actor,
    at,
  }
  const heard = { ...matter, opinions: [...matter.opinions, opinion] }
  const said = { grade: SATISFACTION_ZH[grade], ...(note === '' ? {} : { note }) }
  const entry = { action: MATTER_ACTION_ZH.recordOpinion, details: said }
  if (grade !== 'dissatisfied')
    return decided(moveMatter({ ...heard, closedAt: at }, 'closed', deed, entry, true), matter)
  if (matter.opinions.some((held) => held.grade === 'dissatisfied'))
    return somebodyElseApproves({ ...scene, petition: null })
      ? askLeader(heard, matter, note, deed, said)
      : refused({ reason: 'putByAnother' })
  const rework = { departments: leadIn(matter), opinion: reasonZh(note), reworkDeadline }
  return reworkBarred(matter, rework, at) ?? decided(reworked(heard, rework, deed, entry), matter)
}

/** A second 不满意 is no more the office's to send back: the approving leader says what is to be done. */
function askLeader(
  heard: Matter,
  before: Matter,
  note: string,
  deed: Deed,
  said: Readonly<Record<string, string>>,
): Decided {
  const asked = withNewPetition(heard, {
    kind: 'redo',
    assignmentId: null,
    stage: 'awaitingLeader',
    by: deed.actor,
    at: deed.at,
    facts: { note },
  })
  const details = { ...said, petition: String(asked.position) }
  const entry = { action: MATTER_ACTION_ZH.recordOpinion, details }
  return decided(moveMatter(asked.matter, null, deed, entry, true), before)
}

/** 确认重新办理 by the approving leader, with the time he gives. */
export function consentToRedo(
  { matter, petition, at }: Scene,
  command: CommandOf<'consentToRedo'>,
  deed: Deed,
): Decided | Refused {
  if (petition === null || petition.kind !== 'redo') return refused({ reason: 'matterUnknown' })
  const { reworkDeadline } = command
  const rework = {
    departments: leadIn(matter),
    opinion: reasonZh(petition.facts.note),
    reworkDeadline,
  }
  const barred = reworkBarred(matter, rework, at)
  if (barred !== null) return barred
  const granted = withPetition(matter, petition, 'granted', {}, at)
  const details = { petition: String(petition.position) }
  const entry = { action: MATTER_ACTION_ZH.consentToRedo, details }
  return decided(reworked(granted, rework, deed, entry), matter)
}

/** 取消: the leader lets it rest, and the matter is closed. */
export function declineRedo({ matter, petition, at }: Scene, deed: Deed): Decided | Refused {
  if (petition === null || petition.kind !== 'redo') return refused({ reason: 'matterUnknown' })
  const denied = withPetition(matter, petition, 'denied', {}, at)
  const details = { petition: String(petition.position) }
  const entry = { action: MATTER_ACTION_ZH.declinePetition, details }
  return decided(moveMatter({ ...denied, closedAt: at }, 'closed', deed, entry, true), matter)
}

/** The first day on which silence counts as 未反馈 (process §1.1). */
function silentUntil(matter: Matter, days: number): Day {
  return addDays(dayOf(opinionSince(matter) ?? matter.createdAt), days)
}

function leadIn(matter: Matter): string[] {
  const lead = leadOf(matter)
  return lead === undefined ? [] : [lead.departmentId]
}

/** What the department reads when the reply comes back. */
function reasonZh(note: string): string {
  return note === '' ? '代表委员对答复不满意。' : `代表委员对答复不满意：${note}`
}
