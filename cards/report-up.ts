// 上报登记: what both leaders have cleared goes out, and the superior's receipt closes the matter.
import { latestBrief } from '../src/domain/outcome.ts'
import { deadlineZh } from '../src/domain/time.ts'
import { briefBehind, briefElements } from './brief-text.ts'
import { checkPrefill } from './check-prefill.ts'
import { clearanceFacts } from './clearance-facts.ts'
import { decisionCard, type Look } from './decision-frame.ts'
import { type Card, type Element, labelledLine, plain } from './element.ts'
import type { Confirm } from './element-button.ts'
import { visibleText } from './escape.ts'
import { quoted } from './fitting.ts'
import { textField } from './form-fields.ts'
import { factElements, titleZh } from './matter-facts.ts'
import { whyLine } from './phrases.ts'
import { supervisionRoleZh } from './supervision-role.ts'
import type { CardView } from './view.ts'

export function reportUpCard(view: CardView): Card {
  return decisionCard(view, {
    said: (look) => said(view, look),
    fields: () => [
      textField(view, {
        name: 'document_number',
        label: '上级收文回执或文号',
        present: checkPrefill(view).text('documentNumber') ?? '',
        placeholder: '例如：云州政督收〔2026〕118号',
      }),
    ],
    buttons: [{ action: 'reportUp', type: 'primary', confirm: reporting(view) }],
    reason: whyLine(`${supervisionRoleZh(view)}，两位领导审核同意后由督查室上报。`),
  })
}

function said(view: CardView, { live, room, act }: Look): readonly Element[] {
  const { matter } = view
  const brief = briefBehind(matter, act)
  if (brief === undefined) return []
  const reported = matter.reportsUp.findLast((held) => held.briefVersion === brief.briefVersion)
  const { superiorDeadline } = matter
  const due = superiorDeadline === null ? '' : `上报时限${deadlineZh(superiorDeadline)}。`
  const hello = `“${titleZh(matter)}”已经分管副区长、区长审核同意，请上报${quoted(brief.addressee, room)}，上报后登记回执。${due}`
  return [
    ...(live ? [plain(hello)] : []),
    ...(reported === undefined
      ? []
      : [labelledLine('回执文号', quoted(reported.documentNumber, room))]),
    ...factElements(clearanceFacts(view)),
    ...briefElements(brief, room),
  ]
}

/** Title, version and consequence (conversation §1.3). */
function reporting({ matter }: CardView): Confirm | undefined {
  const brief = latestBrief(matter)
  if (brief === undefined) return undefined
  const text = `确认已将《${visibleText(brief.title)}》第${brief.briefVersion}版上报${visibleText(brief.addressee)}？登记后该事项即办结。`
  return { title: '已上报', text }
}
