// 立项: a docket is written, put to the approving leader, approved, returned or refused (process §1.1).
import { type BatchSaid, batchDetails } from './batch.ts'
import type { CommandOf } from './command.ts'
import { type Decided, type Deed, decided, moveMatter } from './decided.ts'
import { docketGaps, docketText, TITLE_MAX } from './docket.ts'
import { handedOver, settledCoDeadline } from './hand-over.ts'
import type { Matter } from './matter.ts'
import { type Refused, refused } from './refusal.ts'
import { carriesSecrecyMark } from './secrecy.ts'
import { decidersFor, type Scene } from './standing.ts'
import { MATTER_ACTION_ZH } from './terms.ts'
import { localTime } from './time.ts'

type DocketCommand = CommandOf<
  | 'saveDraft'
  | 'propose'
  | 'deleteDraft'
  | 'withdrawProposal'
  | 'approve'
  | 'returnDraft'
  | 'refuse'
>

export function decideOnDocket(
  scene: Scene,
  command: DocketCommand,
  deed: Deed,
): Decided | Refused {
  switch (command.action) {
    case 'saveDraft':
    case 'propose':
      return writeDocket(scene, command, deed)
    case 'deleteDraft':
      return { ...simple(scene.matter, 'gone', command.action, deed), gone: true }
    case 'withdrawProposal':
      return simple(scene.matter, 'drafting', command.action, deed)
    case 'approve':
      return approve(scene, command, deed)
    case 'returnDraft':
    case 'refuse':
      return turnDown(scene.matter, command, deed)
    default:
      return command satisfies never
  }
}

function simple(
  matter: Matter,
  to: 'drafting' | 'gone',
  action: 'deleteDraft' | 'withdrawProposal',
  deed: Deed,
): Decided {
  return decided(moveMatter(matter, to, deed, { action: MATTER_ACTION_ZH[action] }, true), matter)
}

function writeDocket(
  scene: Scene,
  command: CommandOf<'saveDraft' | 'propose'>,
  deed: Deed,
): Decided | Refused {
  const { matter, organisation, at } = scene
  const docketed: Matter = { ...matter, ...command.docket }
  const written: Matter = { ...docketed, co: [...new Set(docketed.co)], checkAsked: null }
  if (carriesSecrecyMark(docketText(written))) return refused({ reason: 'secrecyMark' })
  const tooLong = written.title.length > TITLE_MAX
  if (tooLong) return refused({ reason: 'tooLong', field: 'title', limit: TITLE_MAX })
  const action = MATTER_ACTION_ZH[command.action]
  // 存为草稿 by who was to check it gives it back to its 经办人 (核稿).
  if (command.action === 'saveDraft')
    return decided(moveMatter(written, null, deed, { action }, matter.checkAsked !== null), matter)
  const gaps = docketGaps(written, organisation, at)
  if (gaps.length > 0) return refused({ reason: 'docket', gaps })
  if (written.approver === deed.actor) return refused({ reason: 'ownRequest' })
  const proposed: Matter = {
    ...written,
    proposedBy: deed.actor === 'system' ? null : deed.actor,
    returnOpinion: '',
  }
  const batch = command.batch ?? batchPassed(scene, proposed)
  const details = batch === null ? {} : batchDetails(batch)
  return decided(moveMatter(proposed, 'awaitingApproval', deed, { action, details }, true), matter)
}

/** 核稿 of several: what was put up together goes to its leader together, unless it goes to another one now. */
function batchPassed({ matter, organisation, at }: Scene, proposed: Matter): BatchSaid | null {
  const together = matter.checkAsked?.batch
  if (together === undefined || proposed.approver !== matter.approver) return null
  const leaders = decidersFor(proposed, null, organisation, 'approver', 'DECIDE', at)
  return { id: together.id, to: leaders.map(({ person }) => person.openId) }
}

function approve(
  { matter, organisation, at }: Scene,
  { opinion, batch }: CommandOf<'approve'>,
  deed: Deed,
): Decided | Refused {
  const passed = [matter.deadline, matter.co.length > 0 ? matter.coDeadline : null]
    .filter((deadline) => deadline !== null)
    .find((deadline) => deadline <= at)
  if (passed !== undefined) return refused({ reason: 'deadlinePassed', deadline: passed })
  const timed: Matter = { ...matter, coDeadline: settledCoDeadline(matter, organisation, at) }
  const docketed: Matter = {
    ...timed,
    approval: opinion,
    docketedAt: at,
    numberYear: localTime(at).year,
    assignments: handedOver(timed, at),
  }
  const details = {
    ...(opinion === '' ? {} : { opinion }),
    ...(batch === undefined ? {} : { batch }),
  }
  const moved = moveMatter(
    docketed,
    'handling',
    deed,
    { action: MATTER_ACTION_ZH.approve, details },
    true,
  )
  return { ...decided(moved, matter), allocateNumber: true }
}

function turnDown(
  matter: Matter,
  command: CommandOf<'returnDraft' | 'refuse'>,
  deed: Deed,
): Decided | Refused {
  const opinion = command.opinion.trim()
  const action = MATTER_ACTION_ZH[command.action]
  if (opinion === '') return refused({ reason: 'opinionMissing', action })
  const to = command.action === 'refuse' ? 'refused' : 'drafting'
  const moved = moveMatter(matter, to, deed, { action, details: { opinion } }, true)
  const closedAt = to === 'refused' ? deed.at : null
  return decided({ ...moved, returnOpinion: opinion, closedAt }, matter)
}
