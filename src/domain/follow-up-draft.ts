// 转立新项: what a leader's 批示 already says of the matter that is to be docketed anew.
import { TITLE_MAX } from './docket.ts'
import { type Docket, leadOf, type Matter } from './matter.ts'
import { approversFor, type Organisation, personOf } from './organisation.ts'
import type { InstructionFacts } from './petition.ts'
import type { Instant } from './time.ts'
import { dateZh } from './time.ts'

/** The 批示 verbatim as content, where it came from, the same lead, and the leader as approver where he may be. */
export function followUpDraft(
  matter: Matter,
  { leader, instruction }: InstructionFacts,
  organisation: Organisation,
  at: Instant,
): Partial<Docket> {
  const person = personOf(organisation, leader)
  const who = person === undefined ? '区领导' : `${person.name}${person.title}`
  const lead = leadOf(matter)?.departmentId ?? matter.lead
  const approvers = lead === null ? [] : approversFor(organisation, lead)
  const approves = approvers.some(({ openId }) => openId === leader)
  return {
    title: `${matter.title}后续办理`.slice(0, TITLE_MAX),
    category: 2,
    source: `${who}批示`,
    sourceDocument: `${matter.number ?? matter.title}督查结果，${dateZh(at)}`,
    content: instruction,
    lead,
    approver: approves ? leader : null,
    classification: matter.classification,
  }
}
