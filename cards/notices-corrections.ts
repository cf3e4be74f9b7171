// Short texts about 更正, 撤销 and 清除附件 for those whom no card of their own tells.
import { changesZh } from '../src/domain/correction.ts'
import { isFinalAssignment } from '../src/domain/deadline.ts'
import type { Assignment, Matter } from '../src/domain/matter.ts'
import { headOf } from '../src/domain/organisation.ts'
import { isPetition, type Petition } from '../src/domain/petition.ts'
import { ACTION_ZH, PETITION_ZH } from '../src/domain/terms.ts'
import { supervisionOf } from '../src/domain/wanted-cards.ts'
import { literal } from './answers.ts'
import {
  type Notice,
  type NoticeScene,
  nameOf,
  notice,
  OPINION_MAX,
  peopleOf,
  untold,
} from './notice.ts'
import { personZh } from './phrases.ts'

/** What became of a request, to whoever made it; and what changed, to those who would not see it. */
export function correctionNotices(scene: NoticeScene, ended: readonly Petition[]): Notice[] {
  const told = [
    ...ended.flatMap((petition) => toProposer(scene, petition)),
    ...(scene.after.status === 'cancelled' && scene.before.status !== 'cancelled'
      ? ofCancellation(scene)
      : ofRemoval(scene)),
    ...ofAcknowledgement(scene),
  ]
  return [...new Map(told.map((one) => [one.to, one])).values()]
}

function toProposer({ after, organisation, actor }: NoticeScene, petition: Petition): Notice[] {
  const { by, kind, stage } = petition
  if (!isPetition(petition, 'correction', 'cancellation', 'erasure')) return []
  if (by === 'system' || by === actor) return []
  const name = `${nameOf(after)}的“${PETITION_ZH[kind]}”`
  if (stage === 'granted') return [notice(organisation, by, `您提请的${name}已获同意，已生效。`)]
  // What lapsed because the matter itself was cancelled is told with that.
  if (after.status === 'cancelled') return []
  return [notice(organisation, by, `您提请的${name}未获同意，未作更改。`)]
}

/** 经办人, 督查室主任 and the departments learn that there is nothing more to do. */
function ofCancellation(scene: NoticeScene): Notice[] {
  const { before, after, organisation, cardsBefore } = scene
  const people = [
    ...supervisionOf(before, organisation),
    ...before.assignments
      .filter((held) => held.status !== 'redirected')
      .flatMap((held) => peopleOf(held, scene)),
  ]
  const text = `${nameOf(after)}已撤销，不再办理。`
  return untold(scene, people, cardsBefore).map((to) => notice(organisation, to, text))
}

/** A co-department that a 更正 took out of the matter. */
function ofRemoval(scene: NoticeScene): Notice[] {
  const { before, after, organisation, cardsBefore } = scene
  const gone = after.assignments.filter(
    (held) => held.status === 'cancelled' && wasOpen(before, held),
  )
  const text = `${nameOf(after)}的配合单位已调整，贵单位的交办件已撤销，不再办理。`
  const people = gone.flatMap((held) => peopleOf(held, scene))
  return untold(scene, people, cardsBefore).map((to) => notice(organisation, to, text))
}

/** 签收并呈批 of a correction: the head learns of it (process §1.1). */
function ofAcknowledgement({ before, after, organisation, actor }: NoticeScene): Notice[] {
  return after.assignments.flatMap((held) => {
    const was = before.assignments.find(({ id }) => id === held.id)
    const act = after.history.at(-1)
    if (was?.correctedAt == null || held.correctedAt !== null) return []
    if (act?.action !== ACTION_ZH.reacknowledge || act.assignmentId !== held.id) return []
    const head = headOf(organisation, held.departmentId)
    if (head === undefined || head.openId === actor) return []
    const by = act.actor === 'system' ? '督查工作人员' : personZh(organisation, act.actor)
    const text = `${nameOf(after)}已更正${changedZh(after, was.correctedAt)}。${by}已重新签收，特此报告。`
    return [notice(organisation, head.openId, text)]
  })
}

/** What that correction changed; of an 内部 matter nothing (invariant 12). */
function changedZh(matter: Matter, correctedAt: number): string {
  const found = matter.petitions.findLast(
    (held) => isPetition(held, 'correction') && held.endedAt === correctedAt,
  )
  if (found === undefined || !isPetition(found, 'correction')) return ''
  if (matter.classification === 'internal') return ''
  return `：${literal(changesZh(found.facts.changes), OPINION_MAX)}`
}

function wasOpen(before: Matter, { id }: Assignment): boolean {
  const was = before.assignments.find((held) => held.id === id)
  return was !== undefined && !isFinalAssignment(was.status)
}
