// Why a matter cannot reach its end yet: 上报, 通报, 批示, 代表委员意见 – what, why, and what to do next.
import type { OutcomeRefusal, Refusal } from '../src/domain/refusal.ts'
import { dateZh, instantOf } from '../src/domain/time.ts'

const REASONS: Readonly<Record<OutcomeRefusal['reason'], true>> = {
  notSuperior: true,
  briefChanged: true,
  twoLeaders: true,
  putByAnother: true,
  returnToMissing: true,
  documentNumberMissing: true,
  scopeMissing: true,
  instructionMissing: true,
  gradeMissing: true,
  opinionAwaited: true,
}

export function isOutcomeRefusal(refusal: Refusal): refusal is OutcomeRefusal {
  return Object.hasOwn(REASONS, refusal.reason)
}

export function outcomeRefusalText(refusal: OutcomeRefusal): string {
  switch (refusal.reason) {
    case 'notSuperior':
      return '该事项不是上级交办，无需呈区领导审核，请点“反馈领导”或“通报”。'
    case 'briefChanged':
      return '您已改动文字，请点“修改后同意上报”。'
    case 'twoLeaders':
      return '上报须经分管副区长、区长两人分别审核，您已参与本稿，请由另一位领导审核。'
    case 'putByAnother':
      return '本稿须由您审核或签发，不能由您本人呈送，请由督查室其他同志办理。'
    case 'returnToMissing':
      return '请选择退回哪里：督查室，或承办部门。'
    case 'documentNumberMissing':
      return '请填写上级收文回执或文号。'
    case 'scopeMissing':
      return '请选择通报范围。'
    case 'instructionMissing':
      return '请填写批示内容；无批示的，请点“已阅”。'
    case 'gradeMissing':
      return '请选择代表委员意见：满意、基本满意、不满意或未反馈。'
    case 'opinionAwaited':
      return `答复后未满期限，${dateZh(instantOf(refusal.until, '00:00'))}起方可登记未反馈，请先征求代表委员意见。`
    default:
      return refusal satisfies never
  }
}
