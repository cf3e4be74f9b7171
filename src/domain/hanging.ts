// What waits for nobody: a step that is open while everybody who could take it has left (process §6).
import { readerNow } from './heir-of-result.ts'
import type { AssignmentId, Matter } from './matter.ts'
import type { DepartmentId, Organisation } from './organisation.ts'
import { presentFeedback } from './outcome.ts'
import { isOpenPetition, type Petition } from './petition.ts'
import { decidersFor } from './standing.ts'
import {
  ASSIGNMENT_STATUS_ZH,
  type AssignmentStatus,
  MATTER_STATUS_ZH,
  type MatterStatus,
  PETITION_STAGE_ZH,
  type PetitionStage,
  type Standing,
} from './terms.ts'
import type { Instant } from './time.ts'
import { wantedCards } from './wanted-cards.ts'

export interface Hanging {
  /** What makes it one: the same step for want of the same post is told of once. */
  readonly key: string
  readonly assignmentId: AssignmentId | null
  readonly departmentId: DepartmentId | null
  /** 待批办, 待主要领导同意 … */
  readonly statusZh: string
  /** Whose step it is. */
  readonly lacks: Standing
}

export function hangingIn(matter: Matter, organisation: Organisation, at: Instant): Hanging[] {
  const waiting = wantedCards(matter, organisation, at).filter((card) => card.waiting)
  const has = (assignmentId: AssignmentId | null, turn: number) =>
    waiting.some((card) => card.assignmentId === assignmentId && card.turn === turn)
  return [
    ...ofResult(matter, organisation),
    ...ofMatter(matter, organisation, at, has(null, matter.turn)),
    ...(matter.status === 'handling' ? matter.assignments : []).flatMap((held): Hanging[] => {
      const lacks = WAITS_FOR[held.status]
      if (lacks === undefined || has(held.id, held.turn)) return []
      const key = `${held.id}:${held.turn}:${lacks}`
      const statusZh = ASSIGNMENT_STATUS_ZH[held.status]
      return [{ key, assignmentId: held.id, departmentId: held.departmentId, statusZh, lacks }]
    }),
    ...matter.petitions
      .filter(isOpenPetition)
      .filter(({ assignmentId, position }) => !has(assignmentId, position))
      .flatMap((petition) => ofPetition(matter, petition)),
  ]
}

/** A result lies with a leader who has left, and nobody has his post. */
function ofResult(matter: Matter, organisation: Organisation): Hanging[] {
  return presentFeedback(matter)
    .filter(
      ({ readAt, leader }) => readAt === null && readerNow(matter, organisation, leader) === null,
    )
    .map(({ id }) => ({
      key: `${id}:reader`,
      assignmentId: null,
      departmentId: null,
      statusZh: '督查结果待阅',
      lacks: 'reader',
    }))
}

const MATTER_WAITS_FOR: Partial<Record<MatterStatus, Standing>> = {
  drafting: 'supervision',
  awaitingApproval: 'approver',
  consolidating: 'supervision',
  awaitingBulletin: 'officeLeader',
  awaitingViceMayor: 'viceMayor',
  awaitingMayor: 'mayor',
  awaitingReportUp: 'supervision',
  awaitingOpinion: 'supervision',
}

const WAITS_FOR: Partial<Record<AssignmentStatus, Standing>> = {
  awaitingReceipt: 'officer',
  received: 'officer',
  awaitingInstruction: 'head',
  handling: 'handler',
  compiling: 'officer',
  awaitingSignOff: 'head',
  signedOff: 'officer',
  submitted: 'supervision',
}

const STAGE_WAITS_FOR: Partial<Record<PetitionStage, Standing>> = {
  awaitingHead: 'head',
  awaitingOffice: 'chief',
  awaitingAnswer: 'supervision',
  awaitingChief: 'chief',
  awaitingSecond: 'officeLeader',
  awaitingLeader: 'approver',
}

function ofMatter(
  matter: Matter,
  organisation: Organisation,
  at: Instant,
  isAsked: boolean,
): Hanging[] {
  const lacks = MATTER_WAITS_FOR[matter.status]
  if (lacks === undefined || isAsked) return []
  // On a 批量立项 card the leader is asked although he has no 立项阅批.
  const leaders = decidersFor(matter, null, organisation, 'approver', 'DECIDE', at)
  if (lacks === 'approver' && leaders.length > 0) return []
  const key = `${matter.id}:${matter.turn}:${lacks}`
  const statusZh = MATTER_STATUS_ZH[matter.status]
  return [{ key, assignmentId: null, departmentId: null, statusZh, lacks }]
}

function ofPetition(matter: Matter, { assignmentId, position, stage }: Petition): Hanging[] {
  const lacks = STAGE_WAITS_FOR[stage]
  if (lacks === undefined) return []
  const key = `${matter.id}:petition-${position}:${stage}`
  const assignment = matter.assignments.find((held) => held.id === assignmentId)
  const departmentId = assignment?.departmentId ?? null
  return [{ key, assignmentId, departmentId, statusZh: PETITION_STAGE_ZH[stage], lacks }]
}
