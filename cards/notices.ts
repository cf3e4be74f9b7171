// Short texts for whom a step concerns and no card of theirs says it. Read off what changed, whoever changed it.
import { effectiveDeadline } from '../src/domain/deadline.ts'
import type { Decided } from '../src/domain/decided.ts'
import { type Assignment, leadOf, type Matter } from '../src/domain/matter.ts'
import { departmentZh, type Organisation, officersOf } from '../src/domain/organisation.ts'
import { isPetition, type Petition, type PetitionAs } from '../src/domain/petition.ts'
import { decidersFor } from '../src/domain/standing.ts'
import { ACTION_ZH, type CardKind } from '../src/domain/terms.ts'
import type { Instant } from '../src/domain/time.ts'
import type { WantedCard } from '../src/domain/wanted-card.ts'
import { supervisionOf, wantedCards } from '../src/domain/wanted-cards.ts'
import { literal } from './answers.ts'
import { monthZh } from './application-facts.ts'
import { closeMomentZh } from './matter-facts.ts'
import {
  type Notice,
  type NoticeScene,
  nameOf,
  notice,
  OPINION_MAX,
  peopleOf,
  untold,
} from './notice.ts'
import { correctionNotices } from './notices-corrections.ts'
import { isSentPast, outcomeNotices } from './notices-outcome.ts'
import { actorZh } from './phrases.ts'

/** Everything that this decision makes known to somebody without a card of his own that says it. */
export function noticesOf(
  before: Matter,
  decided: Decided,
  organisation: Organisation,
  at: Instant,
): Notice[] {
  const after = decided.matter
  const ended = after.petitions.filter(
    (held) => held !== before.petitions[held.position - 1] && held.endedAt !== null,
  )
  const redirected = after.assignments.filter((held) => isJustRedirected(before, held))
  const extended = decided.acts.some(({ action }) => EXTENDING.has(action))
  const followed = extended ? after.assignments.filter((held) => hasMoreTime(before, held)) : []
  const corrects = decided.acts.some(({ action }) => CORRECTING.has(action))
  const told = ended.length + redirected.length + followed.length > 0
  if (!told && !corrects && !isSentPast({ before, after })) return []
  const [first] = decided.acts
  const actor = first === undefined || first.actor === 'system' ? null : first.actor
  const cards = wantedCards(after, organisation, at)
  const cardsBefore = wantedCards(before, organisation, at)
  const scene: NoticeScene = { before, after, organisation, at, actor, cards, cardsBefore }
  return [
    ...ended.flatMap((petition) => ofPetition(scene, petition)),
    ...followed.flatMap((held) => ofMoreTime(scene, held)),
    ...redirected.flatMap((held) => ofRedirect(scene, held)),
    ...correctionNotices(scene, ended),
    ...outcomeNotices(scene, ended),
  ]
}

function ofPetition(scene: NoticeScene, petition: Petition): Notice[] {
  if (isPetition(petition, 'extension') && petition.stage === 'denied')
    return ofDenial(scene, petition)
  if (isPetition(petition, 'redirect') && petition.stage === 'denied')
    return ofDenial(scene, petition)
  if (isPetition(petition, 'cycle') && petition.stage === 'done') return ofCycle(scene, petition)
  if (isPetition(petition, 'question') && petition.stage === 'done')
    return ofAnswer(scene, petition)
  return []
}

/** Cards on which 办结时间 stands. */
const DATED: readonly CardKind[] = [
  'handover',
  'instruct',
  'handle',
  'compile',
  'signoff',
  'submit',
]

/** 同意延期, 特批延期, or a co-department's time that followed the lead's. */
function ofMoreTime(scene: NoticeScene, assignment: Assignment): Notice[] {
  const { after, before, organisation, cards, cardsBefore } = scene
  const own = (card: WantedCard) => card.assignmentId === assignment.id
  const granted = after.petitions
    .filter((held) => held.stage === 'granted' && held !== before.petitions[held.position - 1])
    .map((held) => held.position)
  const told = [
    ...cards.filter((card) => own(card) && DATED.includes(card.kind)),
    ...cardsBefore.filter((card) => own(card) && onPetition(card, granted)),
  ]
  const until = closeMomentZh(effectiveDeadline(assignment))
  const text = `${nameOf(after)}时限已延至${until}，请按新的时限办理。`
  return untold(scene, peopleOf(assignment, scene), told).map((to) =>
    notice(organisation, to, text),
  )
}

function onPetition(card: WantedCard, positions: readonly number[]): boolean {
  const kinds: readonly CardKind[] = ['extension', 'request']
  return kinds.includes(card.kind) && positions.includes(card.turn)
}

function ofDenial(scene: NoticeScene, petition: PetitionAs<'extension' | 'redirect'>): Notice[] {
  const { after, organisation, cards, cardsBefore } = scene
  const assignment = after.assignments.find((held) => held.id === petition.assignmentId)
  if (assignment === undefined) return []
  const told = [
    ...cardsBefore.filter((card) => onPetition(card, [petition.position])),
    // 交办通知 says what became of 申请改派, and 办理任务 what became of 申请延期.
    ...cards.filter(
      (card) =>
        card.assignmentId === assignment.id &&
        card.kind === (petition.kind === 'redirect' ? 'handover' : 'handle'),
    ),
  ]
  const name = petition.kind === 'redirect' ? '改派申请' : '延期申请'
  const text = `${nameOf(after)}${name}未获同意：${literal(petition.facts.opinion ?? '', OPINION_MAX)}。请按原要求办理。`
  return untold(scene, peopleOf(assignment, scene), told).map((to) =>
    notice(organisation, to, text),
  )
}

/** 督查室 learns that there is one; the whole of it is on 督查事项. */
function ofCycle(
  { after, organisation, actor }: NoticeScene,
  petition: PetitionAs<'cycle'>,
): Notice[] {
  const assignment = after.assignments.find((held) => held.id === petition.assignmentId)
  const department =
    assignment === undefined ? '承办单位' : departmentZh(organisation, assignment.departmentId)
  const { month, achievement } = petition.facts
  const said = after.classification === 'internal' ? '' : literal(achievement, OPINION_MAX)
  const text = `${department}已报${nameOf(after)}${monthZh(month)}阶段进展${said === '' ? '' : `：${said}`}。发送“查 ${after.numberSerial ?? ''}号”查看全文。`
  return supervisionOf(after, organisation)
    .filter((to) => to !== actor)
    .map((to) => notice(organisation, to, text))
}

/** The answer is back on 交办通知 or 配合材料; where neither is open any more, it comes as a text. */
function ofAnswer(scene: NoticeScene, petition: PetitionAs<'question'>): Notice[] {
  const { after, organisation, cards } = scene
  const assignment = after.assignments.find((held) => held.id === petition.assignmentId)
  if (assignment === undefined) return []
  const { coordination, answer = '' } = petition.facts
  const lead = coordination === true ? leadOf(after) : undefined
  const departments = [assignment.departmentId, ...(lead === undefined ? [] : [lead.departmentId])]
  const kind = coordination === true ? 'material' : 'handover'
  const told = cards.filter((card) => card.kind === kind && card.assignmentId === assignment.id)
  const about = coordination === true ? '提请协调' : '签收前疑问'
  const text = `区政府督查室对${nameOf(after)}${about}的答复：${literal(answer, OPINION_MAX)}`
  const officers = departments
    .flatMap((id) => officersOf(organisation, id))
    .map((person) => person.openId)
  return untold(scene, officers, told).map((to) => notice(organisation, to, text))
}

/** The approving leader learns where his matter went (process §1.2). */
function ofRedirect(scene: NoticeScene, old: Assignment): Notice[] {
  const { before, after, organisation, at, actor } = scene
  const fresh = after.assignments.at(-1)
  const act = after.history.findLast((held) => held.assignmentId === old.id)
  if (fresh === undefined || act === undefined) return []
  const from = departmentZh(organisation, old.departmentId)
  const to = departmentZh(organisation, fresh.departmentId)
  const text = `${nameOf(after)}${old.kind === 'co' ? '的配合任务' : ''}经${actorZh(act, organisation)}同意，由${from}改派${to}办理。特此报告。`
  return decidersFor(before, null, organisation, 'approver', 'DECIDE', at)
    .map(({ person }) => person.openId)
    .filter((openId) => openId !== actor)
    .map((openId) => notice(organisation, openId, text))
}

function isJustRedirected(before: Matter, { id, status }: Assignment): boolean {
  const was = before.assignments.find((held) => held.id === id)
  return status === 'redirected' && was !== undefined && was.status !== 'redirected'
}

/** A 更正 or a 补正时限 says itself what it is; these are for the texts here. */
const EXTENDING: ReadonlySet<string> = new Set([ACTION_ZH.grantExtension, ACTION_ZH.grantSpecially])

const CORRECTING: ReadonlySet<string> = new Set([ACTION_ZH.reacknowledge])

function hasMoreTime(before: Matter, assignment: Assignment): boolean {
  const was = before.assignments.find((held) => held.id === assignment.id)
  return was !== undefined && effectiveDeadline(assignment) > effectiveDeadline(was)
}
