// 代表委员意见: what the proposers said of the reply, entered by the office (process §5).
import { leadOf } from '../src/domain/matter.ts'
import { SATISFACTION_ZH } from '../src/domain/terms.ts'
import { momentZh } from '../src/domain/time.ts'
import { checkPrefill } from './check-prefill.ts'
import { decisionCard, type Look } from './decision-frame.ts'
import { type Card, collapsible, type Element, labelledLine, plain } from './element.ts'
import { quoted } from './fitting.ts'
import { choiceField, textField, timeField } from './form-fields.ts'
import { departmentFacts, factElements, proposalFacts, titleZh } from './matter-facts.ts'
import { whyLine } from './phrases.ts'
import { releasedReport, reportElements } from './report-text.ts'
import { supervisionRoleZh } from './supervision-role.ts'
import type { CardView } from './view.ts'

export function satisfactionCard(view: CardView): Card {
  return decisionCard(view, {
    said: (look) => said(view, look),
    fields: () => fields(view),
    buttons: [{ action: 'recordOpinion', type: 'primary' }],
    reason: whyLine(`${supervisionRoleZh(view)}，建议提案答复后由督查室登记代表委员意见。`),
  })
}

function said(view: CardView, { live, room }: Look): readonly Element[] {
  const { matter, organisation } = view
  const hello = `“${titleZh(matter)}”已答复，请征求代表委员意见后登记。不满意的退回承办单位重新办理，再次不满意的呈阅批领导决定。${silenceZh(view)}`
  const heard = matter.opinions.map(({ grade, note, at }) =>
    labelledLine(
      `${momentZh(at)} 意见`,
      note === '' ? SATISFACTION_ZH[grade] : `${SATISFACTION_ZH[grade]}，${quoted(note, room)}`,
    ),
  )
  return [
    ...(live ? [plain(hello)] : []),
    ...heard.slice(-OPINIONS_MAX),
    ...factElements([...proposalFacts(matter), ...departmentFacts(matter, organisation)]),
    ...(live ? replyPanel(view, room) : []),
  ]
}

const OPINIONS_MAX = 3

function silenceZh({ organisation }: CardView): string {
  return `满${organisation.rules.satisfactionDays}天仍无反馈的，登记未反馈。`
}

function replyPanel({ matter }: CardView, room: number): readonly Element[] {
  const lead = leadOf(matter)
  const report = lead === undefined ? undefined : releasedReport(lead)
  return report === undefined ? [] : [collapsible('答复材料全文', reportElements(report, room))]
}

function fields(view: CardView): readonly Element[] {
  const kept = checkPrefill(view)
  const options = Object.entries(SATISFACTION_ZH).map(([value, text]) => ({ value, text }))
  return [
    ...choiceField(view, {
      name: 'satisfaction',
      label: '代表委员意见',
      options,
      present: kept.text('grade') ?? null,
    }),
    textField(view, {
      name: 'note',
      label: '具体意见',
      present: kept.text('note') ?? '',
      rows: 3,
      placeholder: '不满意的请写明对哪些方面不满意',
    }),
    ...timeField(view, {
      name: 'rework_deadline',
      label: '补正时限（首次不满意时填写）',
      present: kept.time('reworkDeadline') ?? null,
    }),
  ]
}
