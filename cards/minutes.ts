// 拟立项清单: what was read out of minutes or a task list, to be corrected, dropped or put forward together.
import { departmentZh, peopleWith } from '../src/domain/organisation.ts'
import { CARD_TITLE_ZH } from '../src/domain/terms.ts'
import { deadlineZh } from '../src/domain/time.ts'
import {
  type Card,
  card,
  collapsible,
  type Element,
  header,
  hr,
  listLine,
  note,
  plain,
} from './element.ts'
import { type Button, buttonRow, submitButton } from './element-button.ts'
import { form } from './element-field.ts'
import { clip, visibleText } from './escape.ts'
import { fitting } from './fitting.ts'
import { personField, textField, yesNoChoice } from './form-fields.ts'
import { titleZh } from './matter-facts.ts'
import { SUPERSEDED_ZH, whyLine } from './phrases.ts'
import { docketGapsText } from './refusal-gaps.ts'
import { carried, type MinutesRow, type MinutesView } from './view.ts'

/** Rows to a page: nine elements each, and the fields that are asked once below them. */
export const MINUTES_ROWS = 8

/** The list in the state it is in. Its summary names no matter, as any of them may be 内部. */
export function minutesCard(view: MinutesView): Card {
  const isOpen = isLive(view)
  return fitting((room) =>
    card({
      header: header(CARD_TITLE_ZH.minutes, isOpen ? 'orange' : colourOf(view), {
        ...(view.total > 0 ? { subtitle: `共${view.total}项` } : {}),
      }),
      summary: view.total > 0 ? `拟立项清单：共${view.total}项` : '拟立项清单',
      elements: [...(isOpen ? openElements(view, room) : restElements(view, room))],
    }),
  )
}

function isLive({ card: row, total }: MinutesView): boolean {
  const { upload, fault, proposed } = row.subject
  return !row.superseded && !upload && fault === undefined && proposed === undefined && total > 0
}

function colourOf({ card: row }: MinutesView): 'green' | 'blue' | 'grey' {
  if (row.superseded) return 'grey'
  return row.subject.proposed === undefined ? 'blue' : 'green'
}

/** What is read, was not taken, is done, or found nothing. */
function restElements({ card: row, rows }: MinutesView, room: number): readonly Element[] {
  const { upload, fault, proposed, origin = '' } = row.subject
  if (row.superseded) return [plain(SUPERSEDED_ZH)]
  if (upload) return [plain(`正在读取《${clip(visibleText(upload.name), NAME_SHOWN)}》，请稍候。`)]
  if (fault !== undefined) return [plain(fault)]
  if (proposed !== undefined)
    return [
      plain(`✓ 已将${proposed}项一并呈请立项，办理情况请见各事项。`),
      ...rows.map(({ number, docket }) => note(`${number}. ${titleShown(docket)}`)),
      ...unreadPanel(row.subject.unread ?? [], room),
    ]
  return [
    plain(
      `“${clip(visibleText(origin), NAME_SHOWN)}”中没有可列入清单的事项：须同时写明单位和时限。`,
    ),
    ...unreadPanel(row.subject.unread ?? [], room),
  ]
}

const NAME_SHOWN = 60

function openElements(view: MinutesView, room: number): readonly Element[] {
  const { subject } = view.card
  const origin = clip(visibleText(subject.origin ?? ''), NAME_SHOWN)
  const fields = [
    ...view.rows.flatMap((row) => rowElements(view, row, room)),
    ...pageElements(view),
    hr(),
    ...commonFields(view),
    buttonRow([
      submitButton({
        name: 'proposeAll',
        text: '一并呈请立项',
        type: 'primary',
        value: carried(view, 'proposeAll'),
      }),
    ]),
  ]
  return [
    plain(`以下${view.total}项据“${origin}”拟出，请逐项核对；需改的点“修改”，不立项的点“删除”。`),
    ...unreadPanel(subject.unread ?? [], room),
    form('minutes', fields),
    note(
      whyLine('督查事项由您提出并呈请区政府领导阅批；下列各项对清单中未单独填写的事项一并适用。'),
    ),
  ]
}

function rowElements(view: MinutesView, row: MinutesRow, room: number): readonly Element[] {
  const { docket, number, evidence, notes, gaps } = row
  const said = [
    plain(`${number}. ${titleShown(docket)}`),
    note(clip(factsOf(view, row), Math.max(room, FACTS_MIN))),
    ...(evidence === ''
      ? []
      : [note(`原文：${clip(visibleText(evidence), Math.min(room, EVIDENCE_SHOWN))}`)]),
    ...(notes.length === 0
      ? []
      : [note(`请核：${clip(visibleText(notes.join('；')), Math.min(room, NOTES_SHOWN))}`)]),
    ...(gaps.length === 0
      ? []
      : [plain(docketGapsText(gaps), { size: 'notation', colour: 'orange' })]),
  ]
  const buttons = row.isElsewhere
    ? []
    : [press(view, row, '修改', 'edit'), press(view, row, '删除', 'remove')]
  return [listLine(said, buttons.length === 0 ? [note('已单独办理')] : buttons)]
}

/** UTF-16 units of a row's own words. */
const EVIDENCE_SHOWN = 140
const NOTES_SHOWN = 160
/** Departments of a row are worth more than its other words. */
const FACTS_MIN = 160
const TITLE_SHOWN = 60

function titleShown({ title = '' }: MinutesRow['docket']): string {
  return clip(titleZh({ title }), TITLE_SHOWN)
}

function factsOf({ organisation }: MinutesView, { docket }: MinutesRow): string {
  const { lead, co = [], deadline } = docket
  const helping = co.map((id) => departmentZh(organisation, id)).join('、')
  return [
    `牵头：${lead ? departmentZh(organisation, lead) : '未定'}`,
    ...(helping === '' ? [] : [`配合：${helping}`]),
    `时限：${deadline ? deadlineZh(deadline) : '未定'}`,
  ].join('；')
}

function press(view: MinutesView, row: MinutesRow, text: string, action: string): Button {
  return submitButton({
    name: `${action}-${row.number}`,
    text,
    value: carried(view, action, row.id),
  })
}

function pageElements(view: MinutesView): readonly Element[] {
  const { page, pages } = view
  if (pages <= 1) return []
  const to = (text: string, number: number) =>
    submitButton({ name: `page-${number}`, text, value: carried(view, 'page', String(number)) })
  const buttons = [
    ...(page > 1 ? [to('上一页', page - 1)] : []),
    ...(page < pages ? [to('下一页', page + 1)] : []),
  ]
  return [note(`第${page}页，共${pages}页`), buttonRow(buttons)]
}

/** What is asked once for all rows (conversation §2). */
function commonFields(view: MinutesView): readonly Element[] {
  const { common, organisation } = view
  const approvers = peopleWith(organisation, 'DISTRICT_VICE_MAYOR', 'DISTRICT_MAYOR')
  return [
    textField(view, {
      name: 'source',
      label: '任务来源',
      present: common.source ?? '',
      maxLength: 100,
    }),
    textField(view, {
      name: 'source_document',
      label: '来源文件',
      present: common.sourceDocument ?? '',
      maxLength: 100,
    }),
    ...personField(view, {
      name: 'approver',
      label: '阅批领导',
      options: approvers.map((person) => person.openId),
      present: common.approver ?? null,
    }),
    textField(view, {
      name: 'copies',
      label: '报送份数',
      present: common.copies == null ? '' : String(common.copies),
      placeholder: '填数字；不报纸质件的填0',
      maxLength: 3,
    }),
    ...formatChoices(view),
    yesNoChoice(view, {
      name: 'not_secret',
      yes: '不涉及国家秘密、工作秘密',
      no: '涉及国家秘密、工作秘密',
      present: common.notSecret === true ? true : null,
      placeholder: '请确认不涉及国家秘密、工作秘密',
    }),
  ]
}

function formatChoices(view: MinutesView): readonly Element[] {
  const { common } = view
  return [
    yesNoChoice(view, {
      name: 'seal',
      yes: '加盖公章',
      no: '无需盖章',
      present: common.seal ?? null,
      placeholder: '是否加盖公章',
    }),
    yesNoChoice(view, {
      name: 'electronic',
      yes: '附电子稿',
      no: '无需电子稿',
      present: common.electronic ?? null,
      placeholder: '是否附电子稿',
    }),
    yesNoChoice(view, {
      name: 'signature',
      yes: '领导签字',
      no: '无需领导签字',
      present: common.signature ?? null,
      placeholder: '是否需领导签字',
    }),
  ]
}

/** What was not understood is shown, not guessed. */
function unreadPanel(unread: readonly string[], room: number): readonly Element[] {
  if (unread.length === 0) return []
  const most = room > CROWDED ? UNREAD_SHOWN : UNREAD_CROWDED
  const shown = unread
    .slice(0, most)
    .map((line) => clip(visibleText(line), Math.min(room, EVIDENCE_SHOWN)))
  const more = unread.length > most ? [`另有${unread.length - most}处，请对照原文。`] : []
  const lines = [...shown, ...more].join('\n')
  return [
    collapsible(
      `未能识别${unread.length}处，未列入清单`,
      [plain(lines, { size: 'notation' })],
      true,
    ),
  ]
}

const UNREAD_SHOWN = 20
/** A card that is full otherwise. */
const CROWDED = 240
const UNREAD_CROWDED = 8
