// Every refusal in words: what, why, and what to do next. The fixed sentences are those of conversation §4.
import type { Act, Matter } from '../src/domain/matter.ts'
import type { Organisation } from '../src/domain/organisation.ts'
import { passedOnTo } from '../src/domain/outcome.ts'
import type {
  ApplicationRefusal,
  ChaseRefusal,
  ChecklistItem,
  CorrectionRefusal,
  OutcomeRefusal,
  Refusal,
} from '../src/domain/refusal.ts'
import { ACTION_ZH, AUTOMATIC_ZH, STANDING_ZH } from '../src/domain/terms.ts'
import { momentZh } from '../src/domain/time.ts'
import { closeMomentZh } from './matter-facts.ts'
import { recordName } from './people.ts'
import { actorZh, personZh, shortNumber } from './phrases.ts'
import { applicationRefusalText } from './refusal-applications.ts'
import { correctionRefusalText, isCorrectionRefusal } from './refusal-correction.ts'
import { docketGapsText, findingsText } from './refusal-gaps.ts'
import { isOutcomeRefusal, outcomeRefusalText } from './refusal-outcome.ts'
import type { Toast } from './toast.ts'

/** What a refusal is about. `matter` is null where none was found, or where it may not be spoken of. */
export interface RefusalContext {
  readonly organisation: Organisation
  readonly matter: Matter | null
}

/**
 * The toast of a refused tap. Somebody who taps the same again is told so, not reproached
 * (conversation §1.5).
 */
export function refusalToast(refusal: Refusal, context: RefusalContext): Toast {
  const again =
    (refusal.reason === 'overtaken' && refusal.again) ||
    refusal.reason === 'alreadyFinished' ||
    refusal.reason === 'applicationPending'
  return { type: again ? 'info' : 'error', content: refusalText(refusal, context) }
}

/** The refusal as one text without line breaks, for toasts and for answers to words. */
export function refusalText(refusal: Refusal, context: RefusalContext): string {
  if (isCorrectionRefusal(refusal)) return correctionRefusalText(refusal)
  if (isOutcomeRefusal(refusal)) return outcomeRefusalText(refusal)
  switch (refusal.reason) {
    case 'stranger':
      return '您不在本系统的人员名单中，请联系区政府督查室。'
    case 'notYours':
      return '您无权办理此事项。'
    case 'otherStanding':
      return `本卡片由${STANDING_ZH[refusal.standing]}办理。`
    case 'ownRequest':
      return '本人呈请或起草的，不能由本人审批，请由其他有权办理的领导办理。'
    case 'matterUnknown':
      return '未找到该事项，可能已被删除。请发送“我的待办”查看您的事项。'
    case 'overtaken':
      return overtakenText(refusal, context)
    case 'wrongStatus':
      return wrongStatusText(refusal, context)
    case 'docket':
      return docketGapsText(refusal.gaps)
    case 'report':
      return findingsText(refusal.findings)
    default:
      return stepText(refusal, context)
  }
}

type StepRefusal = Exclude<
  Exclude<Refusal, CorrectionRefusal | OutcomeRefusal>,
  {
    readonly reason:
      | 'stranger'
      | 'notYours'
      | 'otherStanding'
      | 'ownRequest'
      | 'matterUnknown'
      | 'overtaken'
      | 'wrongStatus'
      | 'docket'
      | 'report'
  }
>

/** What a single step asks of who takes it. */
function stepText(refusal: StepRefusal, context: RefusalContext): string {
  switch (refusal.reason) {
    case 'secrecyMark':
      return '文件含密级标志，不能在本平台流转。'
    case 'opinionMissing':
      return `“${refusal.action}”须写明理由和要求。请填写意见后再点“${refusal.action}”。`
    case 'instruction':
      return instructionText(refusal.missing)
    case 'handlerUnknown':
      return '所选承办人不在本部门的承办人名单中，请重新选择。'
    case 'deadlinePassed':
      return `办结时间${momentZh(refusal.deadline)}已过，不能立项。请退回修改，由经办人调整办结时间。`
    case 'reworkDeadline':
      return refusal.fault === 'missing' ? '请填写补正时限。' : '补正时限早于现在，请重新选择。'
    case 'superiorNeedsLeaders':
      return `该事项为上级交办，须经${leadersZh(refusal)}审核同意。`
    case 'leadersMissing':
      return '请选择接收反馈的领导。'
    case 'summaryMissing':
      return '请填写督查结果。'
    case 'departmentsMissing':
      return '请选择退回的部门，其中须有牵头单位。'
    case 'tooLong':
      return `“${FIELD_ZH[refusal.field] ?? '填写内容'}”超过${refusal.limit}字，请精简后重新提交。`
    case 'blanks':
    case 'extensionTooLate':
    case 'extensionsUsedUp':
    case 'extensionTo':
    case 'applicationPending':
    case 'redirectTooLate':
    case 'redirectTo':
    case 'redirectLacks':
    case 'passOn':
      return applicationRefusalText(refusal)
    case 'chaseTooSoon':
    case 'chaseExtended':
    case 'chaseHandedIn':
    case 'chaseEmpty':
      return chaseRefusalText(refusal)
    default:
      return departmentText(refusal, context)
  }
}

type DepartmentRefusal = Extract<
  Exclude<StepRefusal, ApplicationRefusal | ChaseRefusal>,
  {
    readonly reason:
      | 'progressEmpty'
      | 'progressGone'
      | 'withdrawTooLate'
      | 'alreadyFinished'
      | 'textChanged'
      | 'textMoved'
      | 'unsigned'
      | 'checklist'
  }
>

/** What may go wrong between the hand-over and the submission. */
function departmentText(refusal: DepartmentRefusal, { matter }: RefusalContext): string {
  switch (refusal.reason) {
    case 'progressEmpty':
      return '进展内容为空，请写明成效、问题或现场督查情况，或附上文件。'
    case 'progressGone':
      return `该条进展已撤回、作废或转出，或不是由您记入，不能再更正。${lookUp(matter)}`
    case 'withdrawTooLate':
      return `记入已超过${refusal.minutes}分钟，不能撤回。如记入有误，请使用“作废”或“更正归属”。`
    case 'alreadyFinished':
      return '您已报办理完毕，无需重复操作。'
    case 'textMoved':
      return '此稿已在别处改动，您的文字尚未保存，请核对后再保存。'
    case 'textChanged':
      return '您已改动文字，请点“修改后审签”。'
    case 'unsigned':
      return '未经主要领导审签，不能报送。'
    case 'checklist':
      return `材料未备齐：${refusal.missing.map((item) => CHECKLIST_ZH[item]).join('、')}。`
    default:
      return refusal satisfies never
  }
}

function chaseRefusalText(refusal: ChaseRefusal): string {
  switch (refusal.reason) {
    case 'chaseTooSoon':
      return `距上次催办不足${refusal.hours}个工作小时。`
    case 'chaseExtended':
      return '该事项延期期限内，暂不催办。'
    case 'chaseHandedIn':
      return '该事项已报送，无需催办。'
    case 'chaseEmpty':
      return '请写明催办内容，如“催办 27号 请于今日反馈”。'
    default:
      return refusal satisfies never
  }
}

function overtakenText(
  { act, again }: Extract<Refusal, { readonly reason: 'overtaken' }>,
  { organisation, matter }: RefusalContext,
): string {
  if (act === null) return `该事项已有新的进展，本卡片已不能办理。${lookUp(matter)}`
  if (again) return `您已于${closeMomentZh(act.at)}${verbOf(act)}，无需重复操作。`
  return happenedText(act, organisation)
}

function wrongStatusText(
  refusal: Extract<Refusal, { readonly reason: 'wrongStatus' }>,
  { organisation, matter }: RefusalContext,
): string {
  const happened = refusal.last === null ? '' : happenedText(refusal.last, organisation)
  const now = `该事项现为“${refusal.status}”，不能办理“${refusal.action}”。`
  return `${happened}${now}${lookUp(matter)}`
}

/** `该事项已由马建业局长于9月14日15:02审签。` */
function happenedText(act: Act, organisation: Organisation): string {
  const reader = passedOnTo(act)
  if (reader !== null)
    return `该督查结果已于${closeMomentZh(act.at)}因人员变动转呈${personZh(organisation, reader)}阅示。`
  if (act.action === AUTOMATIC_ZH)
    return `该事项已于${closeMomentZh(act.at)}自动转为${act.to ?? '下一步'}。`
  return `该事项已由${actorZh(act, organisation)}于${closeMomentZh(act.at)}${verbOf(act)}。`
}

function verbOf(act: Act): string {
  return VERBS.get(act.action) ?? act.action
}

/** Where the label of a button is not itself what one says of somebody who pressed it. */
const VERBS: ReadonlyMap<string, string> = new Map([
  [ACTION_ZH.acknowledge, '签收'],
  [ACTION_ZH.signOff, '审签'],
  [ACTION_ZH.amendAndSignOff, '审签'],
  [ACTION_ZH.pass, '审核通过'],
  [ACTION_ZH.read, '阅知'],
  [ACTION_ZH.clear, '审核同意上报'],
  [ACTION_ZH.amendAndClear, '修改后同意上报'],
  [ACTION_ZH.reportUp, '登记上报'],
  [ACTION_ZH.draftBulletin, '拟通报送签'],
  [ACTION_ZH.giveInstruction, '批示'],
  [ACTION_ZH.settleInstruction, '登记已办理'],
  [ACTION_ZH.recordOpinion, '登记代表委员意见'],
  [ACTION_ZH.consentToRedo, '同意重新办理'],
  [ACTION_ZH.finish, '报办理完毕'],
  [ACTION_ZH.compile, '转入汇总'],
  [ACTION_ZH.askQuestion, '提出疑问'],
  [ACTION_ZH.denyExtension, '答复不同意'],
  [ACTION_ZH.receiveMaterial, '收下配合材料'],
])

function lookUp(matter: Matter | null): string {
  const number = matter === null ? null : shortNumber(matter)
  return number === null ? '请发送“我的待办”查看最新情况。' : `请发送“查 ${number}”查看最新情况。`
}

function instructionText(
  missing: Extract<Refusal, { readonly reason: 'instruction' }>['missing'],
): string {
  const names = [
    ...(missing.includes('mode') ? ['办理方式'] : []),
    ...(missing.includes('handlers') ? ['承办人'] : []),
  ]
  const choose = names.length === 0 ? '' : `请选择：${names.join('、')}。`
  const write = missing.includes('opinion') ? '请填写批办意见。' : ''
  const leader = missing.includes('leaderHandler')
    ? '由部门领导协调处理的，承办人中须有一名分管领导。'
    : ''
  return `${choose}${write}${leader}`
}

function leadersZh(refusal: Extract<Refusal, { readonly reason: 'superiorNeedsLeaders' }>): string {
  const viceMayor = refusal.viceMayor === null ? '分管副区长' : recordName(refusal.viceMayor)
  const mayor = refusal.mayor === null ? '区长' : recordName(refusal.mayor)
  return `${viceMayor}、${mayor}`
}

const CHECKLIST_ZH: Record<ChecklistItem, string> = {
  copiesReady: '份数未备齐',
  sealed: '尚未加盖公章',
  electronicReady: '电子稿未备好',
  wetSigned: '领导尚未签字',
}

/** Form fields and facts of a matter that a limit may be broken by, as their cards label them. */
const FIELD_ZH: Readonly<Record<string, string>> = {
  title: '事项名称',
  content: '督查内容',
  coTask: '配合任务',
  formatNote: '材料要求备注',
  source: '任务来源',
  sourceDocument: '来源文件',
  suggestion: '拟办建议',
  opinion: '意见',
  achievement: '成效',
  problem: '问题',
  onsite: '现场督查情况',
  achievements: '工作开展及成效',
  problems: '存在问题和不足',
  nextSteps: '下一步工作安排',
  verification: '核查方式和依据',
  summary: '督查结果',
  text: '进展内容',
  question: '疑问或改派理由',
  answer: '答复内容',
  reason: '理由',
  progress: '目前进展',
}
