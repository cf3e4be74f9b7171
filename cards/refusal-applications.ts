// Why something cannot leave a department, or a task not change hands: what, why, and what to do next.
import type { ApplicationRefusal, BlankField } from '../src/domain/refusal.ts'
import type { PetitionStage } from '../src/domain/terms.ts'
import { momentZh } from '../src/domain/time.ts'
import { LACK_ZH } from './refusal-gaps.ts'

export function applicationRefusalText(refusal: ApplicationRefusal): string {
  switch (refusal.reason) {
    case 'blanks':
      return `请填写：${refusal.missing.map((field) => BLANK_ZH[field]).join('、')}。`
    case 'extensionTooLate':
      return '时限已过，不能按“提前申请”办理延期。如确有特殊情况，请电话联系区政府督查室。'
    case 'extensionsUsedUp':
      return `该事项已延期${refusal.limit}次，不能再申请。如确有特殊情况，请电话联系区政府督查室。`
    case 'extensionTo':
      return EXTENSION_TO_ZH[refusal.fault](momentZh(refusal.limit))
    case 'applicationPending':
      return PENDING_ZH[refusal.stage] ?? '已经提出，正在办理，无需重复操作。'
    case 'redirectTooLate':
      return `申请改派须在交办后${refusal.workdays}个工作日内提出，现已超过。如职责确有交叉，请填写疑问后点“有疑问”，由区政府督查室答复。`
    case 'redirectTo':
      return redirectToText(refusal)
    case 'redirectLacks':
      return `${refusal.department}缺少${refusal.missing.map((lack) => LACK_ZH[lack]).join('、')}，不能改派。请先补全人员，或改选其他部门。`
    case 'passOn':
      return PASS_ON_ZH[refusal.fault]
    default:
      return refusal satisfies never
  }
}

const BLANK_ZH: Record<BlankField, string> = {
  question: '疑问内容',
  answer: '答复内容',
  redirectReason: '改派理由',
  to: '延期至',
  reasonKind: '原因类别',
  extensionReason: '延期原因',
  specialReason: '特批原因',
  progress: '目前进展',
  achievement: '本期成效',
}

const EXTENSION_TO_ZH: Record<'notLater' | 'past' | 'superior', (limit: string) => string> = {
  notLater: (limit) => `新的时限须晚于现时限${limit}，请重新选择。`,
  past: () => '新的时限早于现在，请重新选择。',
  superior: (limit) =>
    `新的时限不得晚于上级时限${limit}。上级已调整时限的，请联系区政府督查室先行更正。`,
}

const PENDING_ZH: Partial<Record<PetitionStage, string>> = {
  proposed: '申请已在督查工作人员处待填报，请在“申请延期”卡片上补全后呈领导同意，无需重复提出。',
  awaitingHead: '申请已呈主要领导，请等候同意，无需重复提出。',
  awaitingOffice: '申请已送区政府办审批，请等候答复，无需重复提出。',
  awaitingAnswer: '疑问已转区政府督查室，请等候答复，无需重复提出。',
}

function redirectToText(
  refusal: Extract<ApplicationRefusal, { readonly reason: 'redirectTo' }>,
): string {
  switch (refusal.fault) {
    case 'missing':
      return '请选择改派到哪个部门。'
    case 'inside':
      return `${refusal.department}已在承办该事项，不能改派到该部门，请改选其他部门。`
    case 'late':
      return '该事项时限已过，新的承办单位没有办理时间。请先由区政府办副主任特批延期，再行改派。'
    default:
      return refusal satisfies never
  }
}

const PASS_ON_ZH: Record<'notHandler' | 'already' | 'finished' | 'officersOwn', string> = {
  notHandler: '转出的人不是该事项的承办人，请写明由谁转给谁，例如：转办 27号 由谷雨转给秦川。',
  already: '对方已是该事项的承办人，无需转办。',
  finished: '该承办人已报办理完毕，无需转办。',
  officersOwn: '督查工作人员本人承办的，须由主要领导转办，请向主要领导报告。',
}
