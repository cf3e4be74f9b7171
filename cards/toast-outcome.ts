// Who acts next on a matter at its end: 上报, 通报, 批示办理, 代表委员意见, 核稿.
import { awaitsCheck, checkersOf, givenBackBy, passedTogether } from '../src/domain/check.ts'
import { openBulletin } from '../src/domain/outcome.ts'
import { openPetition } from '../src/domain/petition.ts'
import type { Action, MatterAction } from '../src/domain/terms.ts'
import { mayorZh, viceMayorZh } from './matter-facts.ts'
import { peopleZh, personZh } from './phrases.ts'
import { sentBackZh } from './toast.ts'
import { approverZh, type Outcome } from './toast-people.ts'

/** With whom the step waits for its 核稿; empty when it was done. */
export function checkersZh(action: MatterAction, { matter, organisation }: Outcome): string {
  const asked = matter.checkAsked
  if (asked === null || !awaitsCheck(matter, organisation, asked.at, action)) return ''
  return peopleZh(organisation, checkersOf(matter, organisation, asked.at))
}

/** Whose draft it is again, when it was saved by who was to check it. */
export function givenBackZh({ matter, organisation }: Outcome): string {
  const isGivenBack = matter.history.at(-1)?.actor === givenBackBy(matter)
  return isGivenBack ? `已退经办人${personZh(organisation, matter.officer)}修改。` : ''
}

/** With whom the proposal is; what was put up with others waits for the last word on them. */
export function proposedZh(outcome: Outcome): string {
  const leader = approverZh(outcome)
  return passedTogether(outcome.matter)
    ? `一并呈请的各项都核定后，一张批量立项卡片送${leader}阅批。`
    : `已送${leader}阅批。`
}

/** Empty for actions that are none of these. */
export function outcomeNextZh(action: Action, outcome: Outcome): string {
  const { matter } = outcome
  switch (action) {
    case 'feedBack':
      return closedZh(outcome)
    case 'presentBrief':
    case 'clear':
    case 'amendAndClear':
      return clearanceZh(outcome)
    case 'returnBrief':
      return matter.status === 'handling'
        ? `已请${sentBackZh(outcome)}补正。`
        : '已退区政府督查室修改，原审核意见作废。'
    case 'reportUp':
      return '该事项已办结。'
    case 'draftBulletin':
      return openBulletin(matter)?.critical === true
        ? '已送区政府办领导和阅批领导签发。'
        : '已送区政府办领导签发。'
    case 'issueBulletin':
      return matter.status === 'awaitingBulletin'
        ? '待另一位领导签发后印发。'
        : `通报已送有关部门。${closedZh(outcome)}`
    case 'returnBulletin':
      return '已退区政府督查室修改。'
    default:
      return followUpZh(action, outcome)
  }
}

function followUpZh(action: Action, outcome: Outcome): string {
  const { matter } = outcome
  switch (action) {
    case 'giveInstruction':
      return '批示已转区政府督查室办理。'
    case 'docketInstruction':
      return '新的“督查立项”已预填，请看最新消息。'
    case 'redo':
    case 'consentToRedo':
      return `已请${sentBackZh(outcome)}重新办理。`
    case 'recordOpinion':
      if (matter.status === 'closed') return '该事项已办结。'
      return openPetition(matter.petitions, 'redo', null) === undefined
        ? `已请${sentBackZh(outcome)}重新办理。`
        : `再次不满意，已呈${approverZh(outcome)}决定。`
    case 'declinePetition':
      return matter.status === 'closed' ? '该事项已办结。' : ''
    default:
      return ''
  }
}

function clearanceZh(outcome: Outcome): string {
  switch (outcome.matter.status) {
    case 'awaitingViceMayor':
      return `已送${viceMayorZh(outcome)}审核。`
    case 'awaitingMayor':
      return `已送${mayorZh(outcome)}审核。`
    default:
      return '分管副区长、区长均已同意，由区政府督查室上报。'
  }
}

function closedZh({ matter }: Outcome): string {
  return matter.status === 'closed' ? '该事项已办结。' : '待登记代表委员意见。'
}
