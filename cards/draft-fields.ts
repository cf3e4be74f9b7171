// The fields of 督查立项, the longest form there is: kept under the platform's 200 elements also with 60 departments.
import { proposalDeadline } from '../src/domain/docket.ts'
import type { OpenId } from '../src/domain/organisation.ts'
import {
  CATEGORY_ZH,
  CLASSIFICATION_ZH,
  CYCLE_ZH,
  PROPOSAL_KIND_ZH,
  URGENCY_ZH,
} from '../src/domain/terms.ts'
import { departmentChoices } from './department-choices.ts'
import { collapsible, type Element, note } from './element.ts'
import type { Choice } from './element-field.ts'
import {
  bareChoice,
  choiceField,
  choicesField,
  personField,
  textField,
  timeField,
  typedText,
  yesNoChoice,
} from './form-fields.ts'
import type { CardView } from './view.ts'

/** All fields in the order in which a 立项 is thought through. `approvers`: open_ids. */
export function draftFields(view: CardView, approvers: readonly OpenId[]): readonly Element[] {
  return [
    ...taskFields(view),
    ...departmentFields(view),
    ...formatFields(view),
    ...personField(view, {
      name: 'approver',
      label: '阅批领导',
      options: approvers,
      present: view.matter.approver,
    }),
    ...selfSpeaking(view),
    superiorSection(view),
    proposalSection(view),
    secrecyChoice(view),
  ]
}

function taskFields(view: CardView): readonly Element[] {
  const { matter } = view
  return [
    textField(view, { name: 'title', label: '事项名称', present: matter.title, maxLength: 100 }),
    textField(view, { name: 'content', label: '督查内容', present: matter.content, rows: 4 }),
    bareChoice(view, {
      name: 'category',
      options: choices(CATEGORY_ZH),
      present: matter.category === null ? null : String(matter.category),
      placeholder: '请选择类别',
    }),
    textField(view, { name: 'source', label: '任务来源', present: matter.source, maxLength: 100 }),
    textField(view, {
      name: 'source_document',
      label: '来源文件',
      present: matter.sourceDocument,
      maxLength: 100,
    }),
  ]
}

/** 建议提案 come with the deadline that the rules give them, to be changed within the limit (process §5). */
function deadlineField(view: CardView): readonly Element[] {
  const { matter, organisation, typed, at } = view
  const isProposal = (typedText(typed, 'category') ?? String(matter.category)) === '6'
  const present = matter.deadline ?? (isProposal ? proposalDeadline(organisation, at) : null)
  const source = isProposal && typedText(typed, 'deadline') === '' ? { typed: null } : view
  return timeField(source, { name: 'deadline', label: '办结时间', present })
}

function departmentFields(view: CardView): readonly Element[] {
  const { matter, organisation, typed } = view
  const { lead, co, narrowed } = departmentChoices(matter, organisation, typed)
  return [
    ...choiceField(view, { name: 'lead', label: '牵头单位', options: lead, present: matter.lead }),
    ...choicesField(view, { name: 'co', label: '配合单位', options: co, present: matter.co }),
    ...(narrowed ? [note(NARROWED)] : []),
    textField(view, { name: 'co_task', label: '配合任务', present: matter.coTask, rows: 2 }),
    ...deadlineField(view),
    ...timeField(view, {
      name: 'co_deadline',
      label: '配合时限',
      present: matter.coDeadline,
      placeholder: `不填即为办结时间前${organisation.rules.coDeadlineWorkdays}个工作日`,
    }),
  ]
}

/** How to get at a department that the shortened lists leave out. */
const NARROWED =
  '单位较多，此处只列出一部分。选定牵头单位并存为草稿后，列出配合单位；也可发送“立项 事项名称，牵头某单位，配合某单位”。'

function formatFields(view: CardView): readonly Element[] {
  const { matter } = view
  const copies = matter.copies === null ? '' : String(matter.copies)
  return [
    textField(view, {
      name: 'copies',
      label: '报送份数',
      present: copies,
      placeholder: '填数字；不报纸质件的填0',
      maxLength: 3,
    }),
    yesNoChoice(view, {
      name: 'seal',
      yes: '加盖公章',
      no: '无需盖章',
      present: matter.seal,
      placeholder: '是否加盖公章',
    }),
    yesNoChoice(view, {
      name: 'electronic',
      yes: '附电子稿',
      no: '无需电子稿',
      present: matter.electronic,
      placeholder: '是否附电子稿',
    }),
    yesNoChoice(view, {
      name: 'signature',
      yes: '领导签字',
      no: '无需领导签字',
      present: matter.signature,
      placeholder: '是否需领导签字',
    }),
    textField(view, {
      name: 'format_note',
      label: '材料要求备注',
      present: matter.formatNote,
      maxLength: 200,
    }),
  ]
}

/** Choices whose options need no label above them. */
function selfSpeaking(view: CardView): readonly Element[] {
  const { matter } = view
  return [
    bareChoice(view, {
      name: 'urgency',
      options: choices(URGENCY_ZH),
      present: matter.urgency,
      placeholder: '请选择紧急程度',
    }),
    bareChoice(view, {
      name: 'cycle',
      options: [
        { text: '不需要阶段进展', value: 'none' },
        { text: CYCLE_ZH.monthly, value: 'monthly' },
      ],
      present: matter.cycle,
      placeholder: '是否需要阶段进展',
    }),
    bareChoice(view, {
      name: 'classification',
      options: [
        { text: `${CLASSIFICATION_ZH.public}事项`, value: 'public' },
        { text: `${CLASSIFICATION_ZH.internal}事项（群内只显示编号）`, value: 'internal' },
      ],
      present: matter.classification,
      placeholder: '请选择普通或内部',
    }),
  ]
}

/** The last thing confirmed before the matter leaves the desk. */
function secrecyChoice(view: CardView): Element {
  return yesNoChoice(view, {
    name: 'not_secret',
    yes: '不涉及国家秘密、工作秘密',
    no: '涉及国家秘密、工作秘密',
    present: view.matter.notSecret ? true : null,
    placeholder: '请确认不涉及国家秘密、工作秘密',
  })
}

function superiorSection(view: CardView): Element {
  const { matter, typed } = view
  const chosen = typedText(typed, 'superior') ?? (matter.superior ? 'yes' : 'no')
  return collapsible(
    '上级（含区委）交办',
    [
      yesNoChoice(view, {
        name: 'superior',
        yes: '上级（含区委）交办',
        no: '非上级交办',
        present: matter.superior,
        placeholder: '是否上级交办',
      }),
      textField(view, {
        name: 'superior_organ',
        label: '交办机关',
        present: matter.superiorOrgan,
        maxLength: 100,
      }),
      ...timeField(view, {
        name: 'superior_deadline',
        label: '上级时限',
        present: matter.superiorDeadline,
      }),
    ],
    chosen === 'yes',
  )
}

function proposalSection(view: CardView): Element {
  const { matter, typed } = view
  const category = typedText(typed, 'category') ?? String(matter.category ?? '')
  return collapsible(
    '人大议案建议、政协提案',
    [
      bareChoice(view, {
        name: 'proposal_kind',
        options: choices(PROPOSAL_KIND_ZH),
        present: matter.proposalKind,
        placeholder: '请选择议案、建议或提案',
      }),
      textField(view, {
        name: 'proposal_number',
        label: '建议提案编号',
        present: matter.proposalNumber,
        maxLength: 50,
      }),
      textField(view, {
        name: 'proposers',
        label: '提出人',
        present: matter.proposers,
        maxLength: 200,
      }),
    ],
    category === '6',
  )
}

function choices(names: Readonly<Record<string, string>>): Choice[] {
  return Object.entries(names).map(([value, text]) => ({ text, value }))
}
