// Who was entitled to what, judged apart from the code that decides it.
import {
  type Act,
  type Assignment,
  liveSubmission,
  type Matter,
  type SignOff,
} from '../../src/domain/matter.ts'
import { activePerson, hasRole, headOf, type Organisation } from '../../src/domain/organisation.ts'
import type { Petition } from '../../src/domain/petition.ts'
import { ACTION_ZH } from '../../src/domain/terms.ts'
import { dayOf } from '../../src/domain/time.ts'

/** The head in person, or a 分管领导 with a delegation that held on the day, who had not put the report up. */
export function mayHaveSigned(
  held: Assignment,
  signed: SignOff | undefined,
  organisation: Organisation,
): boolean {
  const head = headOf(organisation, held.departmentId)
  if (signed === undefined || head === undefined) return false
  if (signed.by === head.openId) return signed.actingFor === null
  const deputy = activePerson(organisation, signed.by)
  const day = dayOf(signed.at)
  const given = organisation.delegations.some(
    (one) =>
      one.principal === head.openId &&
      one.delegate === signed.by &&
      one.scope.includes('SIGN_REPORT') &&
      one.from <= day &&
      day <= one.to,
  )
  const putUp = held.reports.filter((one) => one.at <= signed.at && one.by === signed.by)
  const ownSigned = held.signOffs.filter((one) => one.by === signed.by)
  return (
    given &&
    signed.actingFor === head.openId &&
    deputy !== undefined &&
    deputy.departmentId === held.departmentId &&
    hasRole(deputy, 'DEPT_DEPUTY') &&
    putUp.every((one) => ownSigned.some((other) => other.reportVersion === one.reportVersion))
  )
}

/** Whose request the act decides; null when it decides none. */
export function ownRequest(act: Act, before: Matter, part: Assignment | undefined): string | null {
  const { approve, returnDraft, refuse, pass, returnSubmission } = ACTION_ZH
  const { confirmCorrection, consentToCorrection, cancel, confirmErasure } = ACTION_ZH
  const asked = [confirmCorrection, consentToCorrection, cancel, confirmErasure]
  if (part === undefined && asked.some((one) => one === act.action))
    return petitionOf(act, before)?.by ?? null
  if (part === undefined)
    return before.status === 'awaitingApproval' &&
      [approve, returnDraft, refuse].some((one) => one === act.action)
      ? before.proposedBy
      : null
  return [pass, returnSubmission].some((one) => one === act.action)
    ? (liveSubmission(part)?.by ?? null)
    : null
}

function petitionOf({ details }: Act, { petitions }: Matter): Petition | undefined {
  return petitions.find(({ position }) => String(position) === details.petition)
}

/** Who put to the leader what a delegate answers. */
export function putUpBy(act: Act, part: Assignment): string | null {
  const { instruct, reinstruct } = ACTION_ZH
  return [instruct, reinstruct].some((one) => one === act.action) ? part.acknowledgedBy : null
}
