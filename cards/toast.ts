// The short message that answers a tap at once. What records something names the matter (process §9).

import { isMatterAction } from '../src/domain/command.ts'
import { isFinalAssignment } from '../src/domain/deadline.ts'
import { type Assignment, leadOf, type Matter } from '../src/domain/matter.ts'
import { departmentZh, type Organisation } from '../src/domain/organisation.ts'
import { ACTION_ZH, type Action } from '../src/domain/terms.ts'
import type { Instant } from '../src/domain/time.ts'
import { matterName, personZh } from './phrases.ts'
import { applicationNextZh } from './toast-applications.ts'
import { checkersZh, givenBackZh, outcomeNextZh, proposedZh } from './toast-outcome.ts'
import { handlersZh, headZh, type Outcome, officersZh } from './toast-people.ts'

/** As the platform takes it in a callback's answer (platform docs: cards, callback). */
export interface Toast {
  readonly type: 'success' | 'info' | 'error'
  readonly content: string
}

/** The outcome is not known yet; the card follows by itself (conversation §4). */
export const PENDING_TOAST: Toast = { type: 'info', content: '已收到，正在处理，请稍候。' }

/** The database is away and nothing was changed (conversation §4). */
export const BUSY_TOAST: Toast = {
  type: 'error',
  content: '系统暂时繁忙，您的操作未生效，请稍后重试。',
}

/** 记入进展, answered by 不记. */
export const DROPPED_TOAST: Toast = { type: 'info', content: '好的，不记入进展。' }

/** 记入进展, when what was said has been taken back meanwhile. */
export const RECALLED_TOAST: Toast = { type: 'error', content: '原消息已撤回，未记入进展。' }

/** 请确认, answered by 取消. */
export const CANCELLED_TOAST: Toast = { type: 'info', content: '已取消，未作更改。' }

/** 我的待办: the card of the row comes as a message of its own. */
export const REISSUED_TOAST: Toast = { type: 'success', content: '已将卡片发给您，请看最新消息。' }

/** 我的待办: what the row stood for has been done meanwhile. */
export const DONE_WITH_TOAST: Toast = {
  type: 'info',
  content: '该事项已无需您办理，列表已更新。',
}

/** 提醒 and 催办通知, answered by 已知悉. */
export const KNOWN_TOAST: Toast = { type: 'success', content: '已知悉，谢谢。' }

/** 提醒: what it was about is no longer the asker's to report on. */
export const NOT_YOURS_NOW_TOAST: Toast = {
  type: 'error',
  content: '该事项目前不由您报进展。请发送“我的待办”查看您的事项。',
}

/** 我的待办, turned over. */
export function pageToast(page: number): Toast {
  return { type: 'info', content: `第${page}页` }
}

/**
 * What was done, to which matter, and who has it now: `已同意立项：农村沼气建设工作（云政督〔2026〕27号）。
 * 已交区农业农村局办理。` Matter and assignment are as they are after the step.
 */
export function successToast(
  action: Action,
  matter: Matter,
  assignment: Assignment | null,
  organisation: Organisation,
  at: Instant,
): Toast {
  const outcome = { matter, assignment, organisation, at }
  // What only went to be checked is not done yet (核稿).
  const checkers = isMatterAction(action) ? checkersZh(action, outcome) : ''
  if (checkers !== '') {
    const content = `“${ACTION_ZH[action]}”已送${checkers}核稿：${matterName(matter)}。`
    return { type: 'success', content }
  }
  const then = nextZh(action, outcome)
  return { type: 'success', content: `${DONE_ZH[action]}：${matterName(matter)}。${then}` }
}

const DONE_ZH: Record<Action, string> = {
  saveDraft: '已存为草稿',
  propose: '已呈请立项',
  deleteDraft: '已删除草稿',
  withdrawProposal: '已撤回呈请',
  approve: '已同意立项',
  returnDraft: '已退回修改',
  refuse: '已决定不予立项',
  feedBack: '已反馈领导',
  sendBack: '已退回部门',
  read: '已阅',
  acknowledge: '已签收并呈批',
  instruct: '已批办',
  reinstruct: '已改批',
  reportProgress: '已记入进展',
  withdrawProgress: '已撤回进展',
  voidProgress: '已作废进展',
  refileProgress: '已更正归属，该条进展已转出',
  markRecalled: '原消息已撤回，已在进展中注明',
  finish: '已报办理完毕',
  withdrawFinish: '已撤回办理完毕',
  compile: '已转入汇总',
  draftReport: '已生成报告稿',
  presentReport: '已呈领导审签',
  signOff: '已同意审签',
  amendAndSignOff: '已修改后审签',
  returnReport: '已退回修改',
  withdrawSignOff: '已撤回审签',
  submit: '已报送',
  withdrawSubmission: '已撤回报送',
  pass: '已审核通过',
  returnSubmission: '已退回重新整理',
  presentBrief: '已呈区领导审核',
  clear: '已同意上报',
  amendAndClear: '已修改后同意上报',
  returnBrief: '已退回',
  reportUp: '已登记上报',
  draftBulletin: '已拟通报送签',
  issueBulletin: '已签发',
  returnBulletin: '已退回',
  giveInstruction: '已批示',
  settleInstruction: '已登记办理',
  docketInstruction: '已转立新项',
  redo: '已重新办理',
  recordOpinion: '已登记代表委员意见',
  consentToRedo: '已同意重新办理',
  proposeCancellation: '已提请撤销',
  cancel: '已同意撤销',
  correct: '已提请更正',
  confirmCorrection: '已确认更正',
  consentToCorrection: '已同意更正',
  eraseAttachment: '已提请清除附件',
  confirmErasure: '已清除附件',
  dropPetition: '已取消',
  declinePetition: '未予同意',
  reacknowledge: '已重新签收',
  askQuestion: '疑问已转区政府督查室',
  answerQuestion: '已答复',
  applyRedirect: '已拟改派申请',
  proposeExtension: '已提出延期申请',
  presentExtension: '已呈领导同意',
  presentCycle: '已呈领导同意',
  releaseApplication: '已同意申请',
  releaseCycle: '已同意报送',
  returnApplication: '已退回',
  grantExtension: '已同意延期',
  denyExtension: '未同意延期',
  grantSpecially: '已特批延期',
  grantRedirect: '已同意改派',
  denyRedirect: '未同意改派',
  redirect: '已改派',
  receiveMaterial: '已收配合材料',
  returnMaterial: '已退回补充',
  raiseDispute: '已提请协调',
  chase: '已催办',
  passOn: '已转办',
}

/** Who acts next, or nothing where nobody needs to. */
function nextZh(action: Action, outcome: Outcome): string {
  switch (action) {
    case 'saveDraft':
      return givenBackZh(outcome)
    case 'propose':
      return proposedZh(outcome)
    case 'withdrawProposal':
      return '可修改后重新呈请。'
    case 'approve':
      return `已交${departmentsZh(outcome)}。`
    case 'returnDraft':
    case 'refuse':
      return `已告知经办人${personZh(outcome.organisation, outcome.matter.officer)}。`
    case 'sendBack':
      return `已请${sentBackZh(outcome)}重新办理。`
    case 'draftReport':
      return '请核对后呈领导审签。'
    case 'pass':
      return '该事项转入待汇总反馈。'
    default:
      return assignmentNextZh(action, outcome)
  }
}

function assignmentNextZh(action: Action, outcome: Outcome): string {
  switch (action) {
    case 'acknowledge':
      return `已送${headZh(outcome, 'instruct')}批办。`
    case 'instruct':
    case 'reinstruct':
      return `已交${handlersZh(outcome)}办理。`
    case 'finish':
      return outcome.assignment?.status === 'compiling'
        ? `各承办人均已办理完毕，已转${officersZh(outcome)}汇总。`
        : '待其他承办人办理完毕后转入汇总。'
    case 'compile':
      return `请${officersZh(outcome)}整理反馈材料。`
    case 'presentReport':
      return `已送${headZh(outcome, 'signoff')}审签。`
    case 'signOff':
    case 'amendAndSignOff':
      return `已转${officersZh(outcome)}报送。`
    case 'returnReport':
    case 'returnSubmission':
      return `已请${officersZh(outcome)}修改完善。`
    case 'submit':
      return outcome.assignment?.status === 'delivered'
        ? '已送牵头单位。'
        : '已送区政府督查室审核。'
    default:
      return outcomeNextZh(action, outcome) || applicationNextZh(action, outcome)
  }
}

function departmentsZh({ matter, organisation }: Outcome): string {
  const lead = leadOf(matter)?.departmentId ?? matter.lead
  const co = matter.co.map((id) => departmentZh(organisation, id)).join('、')
  const led = lead === null ? '牵头单位' : departmentZh(organisation, lead)
  return co === '' ? `${led}办理` : `${led}办理，${co}配合`
}

export function sentBackZh({ matter, organisation }: Outcome): string {
  return matter.assignments
    .filter((held) => held.reworkDeadline !== null && !isFinalAssignment(held.status))
    .map((held) => departmentZh(organisation, held.departmentId))
    .join('、')
}
