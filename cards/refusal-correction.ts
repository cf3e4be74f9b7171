// Why 更正, 撤销 or 清除附件 cannot be, and what to do first.
import type { CorrectionRefusal, Refusal } from '../src/domain/refusal.ts'

/** Exhaustive, so that a reason added to the domain has words here. */
const REASONS: Record<CorrectionRefusal['reason'], true> = {
  nothingToCorrect: true,
  notCorrectable: true,
  reasonMissing: true,
  petitionPending: true,
  superiorDocumentMissing: true,
  handedInAlready: true,
  departmentsSettled: true,
  attachmentUnknown: true,
}

export function isCorrectionRefusal(refusal: Refusal): refusal is CorrectionRefusal {
  return Object.hasOwn(REASONS, refusal.reason)
}

export function correctionRefusalText(refusal: CorrectionRefusal): string {
  switch (refusal.reason) {
    case 'nothingToCorrect':
      return '没有可以更正的内容，或与现有内容一致。请写明更正什么，例如：更正 27号 办结时间改为9月21日 原因：原时限写错。'
    case 'notCorrectable':
      return refusal.what === 'lead'
        ? '牵头单位的调整不按“更正”办理，请督查室主任发送“改派 27号 到区住建局”。'
        : '该项内容不能更正。确需改变的，请撤销后重新立项。'
    case 'reasonMissing':
      return `“${refusal.action}”须写明原因，请填写后再确认。`
    case 'petitionPending':
      return `该事项已有一项“${refusal.petition}”待确认，请待其办结后再提出。`
    case 'superiorDocumentMissing':
      return '上级时限的更正须写明上级文号，例如：更正 27号 上级时限改为10月20日 文号：云州政督函〔2026〕31号 原因：上级延长时限。'
    case 'handedInAlready':
      return `${refusal.departments.join('、')}已报送材料，标题、督查内容不能直接更正。请先退回重新整理、退回补充或退回部门，再作更正。`
    case 'departmentsSettled':
      return `该事项现为“${refusal.status}”，配合单位不再调整。确需补充的，请先退回部门，再作更正。`
    case 'attachmentUnknown':
      return '未找到该附件，或已清除。请核对文件名后重试。'
    default:
      return refusal satisfies never
  }
}
