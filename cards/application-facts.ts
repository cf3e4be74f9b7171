// What an application says, as everybody reads it who has a word in it: the officer, the head, the office.

import { effectiveDeadline } from '../src/domain/deadline.ts'
import { actsOn } from '../src/domain/history.ts'
import { leadOf } from '../src/domain/matter.ts'
import { departmentZh } from '../src/domain/organisation.ts'
import type { PetitionAs } from '../src/domain/petition.ts'
import { ACTION_ZH, REASON_KIND_ZH } from '../src/domain/terms.ts'
import { deadlineZh, type Instant } from '../src/domain/time.ts'
import type { AssignmentView } from './decision-frame.ts'
import { type Element, labelledLine, plain } from './element.ts'
import { quoted } from './fitting.ts'
import { headZh, titleZh } from './matter-facts.ts'
import { actorZh, personZh } from './phrases.ts'

/** What the head lets out of the department. */
export type Application = PetitionAs<'extension' | 'redirect' | 'cycle'>

/** The whole of it, whatever kind it is. */
export function applicationElements(
  view: AssignmentView,
  petition: Application,
  room: number,
): readonly Element[] {
  switch (petition.kind) {
    case 'extension':
      return extensionElements(view, petition, room)
    case 'redirect':
      return [labelledLine('改派理由', quoted(petition.facts.reason, room))]
    case 'cycle':
      return cycleElements(petition, room)
    default:
      return petition satisfies never
  }
}

function extensionElements(
  { organisation, matter, assignment }: AssignmentView,
  { facts }: PetitionAs<'extension'>,
  room: number,
): readonly Element[] {
  const lead = assignment.kind === 'co' ? leadOf(matter) : undefined
  return [
    labelledLine('现时限', deadlineZh(facts.from)),
    labelledLine('申请延至', timeZh(facts.to)),
    ...(facts.grantedTo === undefined ? [] : [labelledLine('同意延至', timeZh(facts.grantedTo))]),
    ...(facts.reasonKind === null
      ? []
      : [labelledLine('原因类别', REASON_KIND_ZH[facts.reasonKind])]),
    labelledLine('延期原因', quoted(facts.reason, room)),
    labelledLine('目前进展', quoted(facts.progress, room)),
    ...(lead === undefined
      ? []
      : [
          labelledLine(
            '牵头时限',
            `${departmentZh(organisation, lead.departmentId)}，${deadlineZh(effectiveDeadline(lead))}`,
          ),
        ]),
    ...(matter.superior && matter.superiorDeadline !== null
      ? [labelledLine('上级时限', deadlineZh(matter.superiorDeadline))]
      : []),
  ]
}

function cycleElements({ facts }: PetitionAs<'cycle'>, room: number): readonly Element[] {
  return [
    labelledLine('月份', monthZh(facts.month)),
    labelledLine('本期成效', quoted(facts.achievement, room)),
    labelledLine('存在问题', facts.problem === '' ? '无' : quoted(facts.problem, room)),
  ]
}

/** `2026年10月`, of `2026-10`. */
export function monthZh(month: string): string {
  const [year = '', number = ''] = month.split('-')
  return `${year}年${Number(number)}月`
}

/** Why the head gave it back, on the new one that is to be put right. */
export function returnedElements(view: AssignmentView, opinion: string | undefined, room: number) {
  return opinion === undefined || opinion === ''
    ? []
    : [labelledLine('退回意见', `${quoted(opinion, room)}（${headZh(view)}）`)]
}

/** Who wrote it, and who let it out of the department. */
export function sourceElements(
  { organisation, matter }: AssignmentView,
  petition: Application,
): readonly Element[] {
  const { by, facts } = petition
  const act = actsOn(matter, petition).find((held) => RELEASES.has(held.action))
  const words = act?.details.opinion === undefined ? '' : `：${act.details.opinion}`
  const wrote = facts.presentedBy ?? (by === 'system' ? undefined : by)
  const released =
    facts.releasedBy === undefined
      ? []
      : [actorZh({ actor: facts.releasedBy, actingFor: facts.releasedFor ?? null }, organisation)]
  return [
    ...(wrote === undefined ? [] : [labelledLine('拟稿', personZh(organisation, wrote))]),
    ...released.map((who) => labelledLine('领导同意', quoted(`${who}${words}`, OPINION_ROOM))),
  ]
}

const RELEASES: ReadonlySet<string> = new Set([
  ACTION_ZH.releaseApplication,
  ACTION_ZH.releaseCycle,
])

/** UTF-16 units of what the head said along with it. */
const OPINION_ROOM = 300

/** What is left to say once nobody waits for it any more and nobody has decided. */
export function droppedElements(petition: { readonly stage: string }): readonly Element[] {
  return petition.stage === 'dropped' ? [plain('该申请已不再办理。')] : []
}

/** `区农业农村局“农村沼气建设工作”`. */
export function aboutZh({ matter, organisation, assignment }: AssignmentView): string {
  return `${departmentZh(organisation, assignment.departmentId)}承办的“${titleZh(matter)}”`
}

function timeZh(at: Instant | null): string {
  return at === null ? '（未填写）' : deadlineZh(at)
}
