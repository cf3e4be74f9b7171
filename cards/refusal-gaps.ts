// What a docket or a report still lacks, in words. All gaps are named at once (conversation §1.6, §4).
import type { DocketGap, ReportFinding } from '../src/domain/refusal.ts'
import { SECTION_MAX } from '../src/domain/report.ts'
import { POINT_ZH } from '../src/domain/terms.ts'
import { recordName } from './people.ts'

/** One sentence for each gap, in the order of conversation §4 whatever the order they were found in. */
export function docketGapsText(gaps: readonly DocketGap[]): string {
  return [...gaps]
    .sort((one, other) => GAP_ORDER.indexOf(one.gap) - GAP_ORDER.indexOf(other.gap))
    .map(gapText)
    .join('')
}

/** What a report's gate found, a sentence each, also for the card that shows it beside the draft. */
export function findingsText(findings: readonly ReportFinding[]): string {
  return findings.map(findingText).join('')
}

/** One finding of the gate (process §2). */
export function findingText(finding: ReportFinding): string {
  switch (finding.finding) {
    case 'empty':
      return `“${SECTION_ZH[finding.section]}”尚未填写。`
    case 'noProblem':
      return '“存在问题和不足”尚未填写。督查反馈要求有喜报喜、有忧报忧。确无问题的，请写明核查方式和依据。'
    case 'reply':
      return `答复函尚缺：${finding.missing.map((name) => REPLY_ZH[name]).join('、')}。请补填后再呈领导审签。`
    case 'secrecy':
      return '文件含密级标志，不能在本平台流转。'
    case 'tooLong':
      return `“${SECTION_ZH[finding.section]}”超过${SECTION_MAX}字，请精简后重新提交。`
    case 'request':
      return `文中有“${finding.words}”。报告不得夹带请示事项，需要延期或协调的，请另行提出。`
    default:
      return finding satisfies never
  }
}

const GAP_ORDER: readonly DocketGap['gap'][] = [
  'points',
  'choices',
  'texts',
  'pastDeadline',
  'pastCoDeadline',
  'superiorDeadline',
  'coDeadline',
  'proposalLimit',
  'leadIsCo',
  'leadLacks',
  'coLacks',
  'approver',
  'secrecyNotDenied',
]

function gapText(gap: DocketGap): string {
  switch (gap.gap) {
    case 'points':
      return `三要素不全：缺少${gap.missing.map((point) => POINT_ZH[point]).join('、')}。`
    case 'choices':
      return `请选择：${gap.missing.map((name) => CHOICE_ZH[name]).join('、')}。`
    case 'texts':
      return `请填写：${gap.missing.map((name) => TEXT_ZH[name]).join('、')}。`
    case 'pastDeadline':
      return '办结时间早于现在。'
    case 'pastCoDeadline':
      return '配合时限早于现在。'
    case 'superiorDeadline':
      return '上级时限须晚于本级办结时间。'
    case 'coDeadline':
      return '配合时限不得晚于办结时间。'
    case 'proposalLimit':
      return `建议提案办理时限不得超过${gap.months}个月，请调整办结时间。`
    case 'secrecyNotDenied':
      return '请确认不涉及国家秘密、工作秘密。'
    default:
      return staffGapText(gap)
  }
}

type StaffGap = Extract<
  DocketGap,
  { readonly gap: 'leadIsCo' | 'leadLacks' | 'coLacks' | 'approver' }
>

function staffGapText(gap: StaffGap): string {
  switch (gap.gap) {
    case 'leadIsCo':
      return '牵头单位不能同时列为配合单位。'
    case 'leadLacks':
      return `${gap.department}尚无${staffZh(gap.missing)}，不能牵头办理，请另选牵头单位或先补充人员名单。`
    case 'coLacks':
      return `${gap.department}尚无${staffZh(gap.missing)}，不能配合办理，请另选配合单位或先补充人员名单。`
    case 'approver':
      return gap.allowed.length === 0
        ? '牵头单位没有可以阅批的区领导，请先补充人员名单。'
        : `阅批领导应为${gap.allowed.map(recordName).join('或')}，请重新选择。`
    default:
      return gap satisfies never
  }
}

function staffZh(missing: readonly (keyof typeof LACK_ZH)[]): string {
  return missing.map((post) => LACK_ZH[post]).join('、')
}

/** The people a department must have, as gaps name them. */
export const LACK_ZH = {
  head: '主要领导',
  officer: '督查工作人员',
  viceMayor: '分管副区长',
} as const

const CHOICE_ZH = { category: '类别', lead: '牵头单位', approver: '阅批领导' } as const

const TEXT_ZH = {
  title: '事项名称',
  source: '任务来源',
  superiorOrgan: '交办机关',
  superiorDeadline: '上级时限',
} as const

/** What a reply to a proposal says beside its sections (process §5). */
const REPLY_ZH = { class: '答复类别', contact: '联系人及电话' } as const

/** The sections as the report heads them (process §2), and the field that goes with the second. */
const SECTION_ZH = {
  achievements: '工作开展及成效',
  problems: '存在问题和不足',
  nextSteps: '下一步工作安排',
  verification: '核查方式和依据',
} as const
