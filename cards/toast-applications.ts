// Who acts next after a step on what leaves a department, or comes back to it.

import { effectiveDeadline } from '../src/domain/deadline.ts'
import { leadOf } from '../src/domain/matter.ts'
import { departmentZh } from '../src/domain/organisation.ts'
import type { Action } from '../src/domain/terms.ts'
import { closeMomentZh } from './matter-facts.ts'

import { handlersZh, headZh, type Outcome, officersZh } from './toast-people.ts'

export function applicationNextZh(action: Action, outcome: Outcome): string {
  switch (action) {
    case 'askQuestion':
    case 'raiseDispute':
      return '答复后在原卡片上显示。'
    case 'applyRedirect':
    case 'presentExtension':
    case 'presentCycle':
      return `已送${headZh(outcome, 'request')}审阅。`
    case 'proposeExtension':
      return `请${officersZh(outcome)}在“申请延期”卡片上补全后呈领导同意。`
    case 'releaseApplication':
      return '已报区政府办审批。'
    case 'releaseCycle':
      return '已报区政府督查室。'
    case 'returnApplication':
      return `已请${officersZh(outcome)}修改。`
    case 'grantExtension':
    case 'grantSpecially':
      return `时限延至${untilZh(outcome)}。`
    case 'grantRedirect':
    case 'redirect':
      return `已交${newPlaceZh(outcome)}办理，并报告阅批领导。`
    case 'receiveMaterial':
      return '可在“汇总材料”中一并使用。'
    case 'returnMaterial':
      return `已请${officersZh(outcome)}补充。`
    case 'passOn':
      return `现由${handlersZh(outcome)}承办。`
    case 'answerQuestion':
    case 'denyExtension':
    case 'denyRedirect':
      return '已告知承办单位。'
    default:
      return ''
  }
}

function untilZh({ assignment }: Outcome): string {
  return assignment === null ? '新的时限' : closeMomentZh(effectiveDeadline(assignment))
}

function newPlaceZh({ matter, assignment, organisation }: Outcome): string {
  const last = matter.assignments.at(-1)
  const id = assignment?.kind === 'lead' ? leadOf(matter)?.departmentId : last?.departmentId
  return id === undefined ? '新的承办单位' : departmentZh(organisation, id)
}
