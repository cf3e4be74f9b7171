// Short texts to 督查室 about a leader's word on a matter at its end, where its own cards are done with.
import { leadOf } from '../src/domain/matter.ts'
import { isPetition, type Petition } from '../src/domain/petition.ts'
import { supervisionOf } from '../src/domain/wanted-cards.ts'
import { literal } from './answers.ts'
import { closeMomentZh } from './matter-facts.ts'
import { type Notice, type NoticeScene, nameOf, notice, OPINION_MAX, untold } from './notice.ts'
import { actorZh } from './phrases.ts'
import { sentBackZh } from './toast.ts'

/** 督查室 learns what was decided over its head: it has to answer for the matter, and for the superior's deadline. */
export function outcomeNotices(scene: NoticeScene, ended: readonly Petition[]): Notice[] {
  const said = ended.some((petition) => isPetition(petition, 'redo'))
    ? redoZh(scene)
    : sentPastZh(scene)
  if (said === null) return []
  const { after, organisation } = scene
  return untold(scene, supervisionOf(after, organisation), []).map((to) =>
    notice(organisation, to, said),
  )
}

/** After a second 不满意 it is the approving leader who decides (process §1.1). */
function redoZh(scene: NoticeScene): string | null {
  const { after } = scene
  const leader = leaderZh(scene)
  if (leader === null) return null
  const name = nameOf(after)
  return after.status === 'handling'
    ? `代表委员对${name}再次不满意，${leader}已决定重新办理，${reworkZh(scene)}`
    : `代表委员对${name}再次不满意，${leader}已决定不再重新办理，该事项已办结。`
}

/** 上报审核, returned to departments: they have their cards again, and 督查室 none. */
export function isSentPast({ before, after }: Pick<NoticeScene, 'before' | 'after'>): boolean {
  const wasWithLeader = before.status === 'awaitingViceMayor' || before.status === 'awaitingMayor'
  return wasWithLeader && after.status === 'handling'
}

function sentPastZh(scene: NoticeScene): string | null {
  const { after } = scene
  const leader = leaderZh(scene)
  if (!isSentPast(scene) || leader === null) return null
  const opinion = leadOf(after)?.returnOpinion ?? ''
  // It shows on the lock screen (invariant 12).
  const said = after.classification === 'internal' ? '' : `意见：${literal(opinion, OPINION_MAX)}`
  return `${leader}已退回${nameOf(after)}上报文字，${reworkZh(scene)}${said}`
}

function reworkZh({ after, organisation, at }: NoticeScene): string {
  const deadline = leadOf(after)?.reworkDeadline ?? null
  const until = deadline === null ? '' : `，补正时限${closeMomentZh(deadline)}`
  return `已请${sentBackZh({ matter: after, assignment: null, organisation, at })}补正${until}。`
}

/** Who decided: the step of the matter itself that was taken now. */
function leaderZh({ after, before, organisation }: NoticeScene): string | null {
  const act = after.history.find((held) => held.assignmentId === null && held.seq > lastSeq(before))
  return act === undefined || act.actor === 'system' ? null : actorZh(act, organisation)
}

function lastSeq({ history }: NoticeScene['before']): number {
  return history.at(-1)?.seq ?? 0
}
