// Who has it after a step, by name: whoever stands in or decides in somebody's place, as the cards go (process §6).
import type { Assignment, Matter } from '../src/domain/matter.ts'
import { headOf, type OpenId, type Organisation, officersOf } from '../src/domain/organisation.ts'
import { atWork } from '../src/domain/staffing.ts'
import type { CardKind } from '../src/domain/terms.ts'
import { dayOf, type Instant } from '../src/domain/time.ts'
import { wantedCards } from '../src/domain/wanted-cards.ts'
import { peopleZh, personZh } from './phrases.ts'

/** What a step has led to. */
export interface Outcome {
  readonly matter: Matter
  readonly assignment: Assignment | null
  readonly organisation: Organisation
  readonly at: Instant
}

/** Whom a step waits for that only a leader's word ends; `kind` is the card that asks for it. */
export function headZh(outcome: Outcome, kind: CardKind): string {
  const { assignment, organisation } = outcome
  const head = assignment === null ? undefined : headOf(organisation, assignment.departmentId)
  const otherwise = head === undefined ? '主要领导' : personZh(organisation, head.openId)
  return askedZh(outcome, kind) || otherwise
}

export function approverZh(outcome: Outcome): string {
  const { matter, organisation } = outcome
  const otherwise = matter.approver === null ? '阅批领导' : personZh(organisation, matter.approver)
  return askedZh({ ...outcome, assignment: null }, 'docket') || otherwise
}

function askedZh({ matter, assignment, organisation, at }: Outcome, kind: CardKind): string {
  const asked = wantedCards(matter, organisation, at)
    .filter((card) => card.kind === kind && card.waiting)
    .filter(({ assignmentId }) => assignmentId === (assignment?.id ?? null))
    .map(({ recipient }) => recipient)
  return peopleZh(organisation, [...new Set(asked)])
}

export function handlersZh(outcome: Outcome): string {
  return atWorkZh(outcome, outcome.assignment?.handlers ?? [])
}

export function officersZh(outcome: Outcome): string {
  const { assignment, organisation } = outcome
  const officers = assignment === null ? [] : officersOf(organisation, assignment.departmentId)
  const named = officers.map(({ openId }) => openId)
  return named.length === 0 ? '督查工作人员' : atWorkZh(outcome, named)
}

function atWorkZh({ organisation, at }: Outcome, people: readonly OpenId[]): string {
  const working = people.map((openId) => atWork(organisation, openId, dayOf(at)))
  return peopleZh(organisation, [...new Set(working)])
}
