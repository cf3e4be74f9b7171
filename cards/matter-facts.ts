// What cards say of a matter: the three points, the facts around them, the leader's words, who acts for whom.
import type { Assignment, Matter } from '../src/domain/matter.ts'
import { leadOf } from '../src/domain/matter.ts'
import {
  departmentOf,
  departmentZh,
  headOf,
  mayorOf,
  type Organisation,
  viceMayorFor,
} from '../src/domain/organisation.ts'
import { decidersFor, type PrincipalStanding } from '../src/domain/standing.ts'
import {
  ACTION_ZH,
  CATEGORY_ZH,
  CYCLE_ZH,
  PROPOSAL_KIND_ZH,
  URGENCY_ZH,
} from '../src/domain/terms.ts'
import {
  deadlineZh,
  type Instant,
  shortDateZh,
  timeOfDayOf,
  weekdayZh,
} from '../src/domain/time.ts'
import type { AssignmentView } from './decision-frame.ts'
import { type Element, fields, labelledLine } from './element.ts'
import { quoted } from './fitting.ts'
import { actingForZh, actorZh, matterName, personZh, pointsLines, spokenZh } from './phrases.ts'
import type { CardView } from './view.ts'

export type Fact = readonly [label: string, value: string]

/** 三清楚 as three labelled lines (conversation §2, handover). */
export function pointElements(
  { matter, organisation }: CardView,
  assignment: Assignment | null,
  room: number,
): readonly Element[] {
  return pointsLines(matter, assignment, organisation).map(([label, value]) =>
    labelledLine(label, quoted(value, Math.max(room, POINT_ROOM))),
  )
}

/** Somebody who must be clear about the task reads at least this much of it, whatever else is shortened. */
const POINT_ROOM = 400

/** 督查内容 beside a text that has to answer it. */
export function contentElement(assignment: Assignment, room: number): Element {
  return labelledLine('督查内容', quoted(assignment.task, room))
}

/** What is to be mended, for a department that was sent back to work before it had handed anything in. */
export function sentBackElements({ returnOpinion }: Assignment, room: number): readonly Element[] {
  if (returnOpinion === '') return []
  return [labelledLine('退回意见', quoted(returnOpinion, Math.max(room, POINT_ROOM)))]
}

/** Short facts, two in a row; what is empty is left out. */
export function factElements(facts: readonly Fact[]): readonly Element[] {
  const known = facts.filter(([, value]) => value.trim() !== '')
  return known.length === 0
    ? []
    : [fields(known.map(([label, value]) => [label, quoted(value, FACT_ROOM)] as const))]
}

/** UTF-16 units. A fact is a name or a date; what is longer was put in the wrong field. */
export const FACT_ROOM = 200

/** Where the matter came from and who works on it. */
export function originFacts(matter: Matter, organisation: Organisation): readonly Fact[] {
  return [
    ['类别', matter.category === null ? '' : CATEGORY_ZH[matter.category]],
    ['任务来源', matter.source],
    ['来源文件', matter.sourceDocument],
    ...departmentFacts(matter, organisation),
    ['紧急程度', URGENCY_ZH[matter.urgency]],
    ['阶段进展', matter.cycle === 'none' ? '' : CYCLE_ZH[matter.cycle]],
    ...superiorFacts(matter),
    ...proposalFacts(matter),
  ]
}

export function departmentFacts(matter: Matter, organisation: Organisation): readonly Fact[] {
  const lead = leadOf(matter)?.departmentId ?? matter.lead
  return [
    ['牵头单位', lead === null ? '' : departmentZh(organisation, lead)],
    ['配合单位', matter.co.map((id) => departmentZh(organisation, id)).join('、')],
  ]
}

function superiorFacts(matter: Matter): readonly Fact[] {
  if (!matter.superior) return []
  const { superiorDeadline } = matter
  return [
    ['交办机关', matter.superiorOrgan],
    ['上级时限', superiorDeadline === null ? '' : deadlineZh(superiorDeadline)],
  ]
}

export function proposalFacts(matter: Matter): readonly Fact[] {
  const { proposalKind } = matter
  return [
    ['建议提案', proposalKind === null ? '' : PROPOSAL_KIND_ZH[proposalKind]],
    ['编号', matter.proposalNumber],
    ['提出人', matter.proposers],
  ]
}

/** The approving leader's 批示, verbatim, with who wrote it. */
export function approvalElements(
  { matter, organisation }: CardView,
  room: number,
): readonly Element[] {
  if (matter.approval.trim() === '') return []
  const act = matter.history.findLast((held) => held.action === ACTION_ZH.approve)
  const leader = act === undefined ? '' : `（${actorZh(act, organisation)}）`
  const text = quoted(matter.approval, Math.max(room, POINT_ROOM))
  return [labelledLine('领导批示', `${text}${leader}`)]
}

/** `受马建业局长委托，` in front of what is asked of a delegate; nothing for the leader in person. */
export function delegationPrefix(
  { matter, assignment, organisation, card: row, at }: Omit<CardView, 'typed'>,
  standing: PrincipalStanding,
  scope: 'INSTRUCT' | 'SIGN_REPORT' | 'DECIDE',
): string {
  const deciders = decidersFor(matter, assignment, organisation, standing, scope, at)
  const principal = deciders.find(({ person }) => person.openId === row.recipient)?.actingFor
  return principal === undefined || principal === null
    ? ''
    : `${actingForZh(organisation, principal)}，`
}

/** The title by itself, within a sentence or a list; the number stands elsewhere. */
export function titleZh({ title }: Pick<Matter, 'title'>): string {
  return matterName({ title, number: null })
}

/** `9月18日17:30`, as in running text. */
export function closeMomentZh(at: Instant): string {
  return `${shortDateZh(at)}${timeOfDayOf(at)}`
}

/** `9月18日（星期五）17:30前`, as in running text. */
export function nearDeadlineZh(at: Instant): string {
  return `${shortDateZh(at)}（${weekdayZh(at)}）${timeOfDayOf(at)}前`
}

/** The office that hands over, as departments call it: 区政府办. */
export function officeZh(organisation: Organisation): string {
  return organisation.departments.find((held) => held.kind === 'office')?.shortName ?? '区政府办'
}

/** How a department speaks of itself: 我局, 我办, 我单位. */
export function ownSideZh(organisation: Organisation, assignment: Assignment): string {
  const department = departmentOf(organisation, assignment.departmentId)
  if (department?.kind === 'office') return '我办'
  return department?.name.endsWith('局') === true ? '我局' : '我单位'
}

/** 田局长 as the department's own people speak of him. */
export function headZh({ organisation, assignment }: AssignmentView): string {
  const head = headOf(organisation, assignment.departmentId)
  return head === undefined ? '主要领导' : spokenZh(organisation, head.openId)
}

/** 陆明舟副区长, whose portfolio holds the lead. */
export function viceMayorZh({
  matter,
  organisation,
}: Pick<CardView, 'matter' | 'organisation'>): string {
  const lead = leadOf(matter)
  const leader = lead === undefined ? undefined : viceMayorFor(organisation, lead.departmentId)
  return leader === undefined ? '分管副区长' : personZh(organisation, leader.openId)
}

/** 沈维岳区长. */
export function mayorZh({ organisation }: Pick<CardView, 'organisation'>): string {
  const mayor = mayorOf(organisation)
  return mayor === undefined ? '区长' : personZh(organisation, mayor.openId)
}
