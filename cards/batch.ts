// 批量立项: several proposals in front of the leader, each with 退回 of its own and one word for all.

import type { Act, Matter } from '../src/domain/matter.ts'
import { departmentZh } from '../src/domain/organisation.ts'
import { CARD_TITLE_ZH, URGENCY_ZH } from '../src/domain/terms.ts'
import { shortDateZh, timeOfDayOf } from '../src/domain/time.ts'
import { type Card, card, type Element, header, hr, listLine, note, plain } from './element.ts'
import { buttonRow, submitButton } from './element-button.ts'
import { form } from './element-field.ts'
import { clip, visibleText } from './escape.ts'
import { fitting } from './fitting.ts'
import { textField } from './form-fields.ts'
import { delegationPrefix, titleZh } from './matter-facts.ts'
import { basisLine, formatZh, outcomeLine, SUPERSEDED_ZH, spokenZh } from './phrases.ts'
import { type BatchRow, type BatchView, carried } from './view.ts'

/** The batch as it stands: rows that are decided say so, the others wait. */
export function batchCard(view: BatchView): Card {
  const open = view.rows.filter(({ isOpen }) => isOpen)
  const isLive = open.length > 0 && !view.card.superseded
  return fitting((room) =>
    card({
      header: header(CARD_TITLE_ZH.batch, isLive ? 'orange' : restColour(view), {
        subtitle: `共${view.rows.length}项`,
      }),
      summary: `批量立项：共${view.rows.length}项`,
      elements: elementsFor(view, open, room),
    }),
  )
}

function restColour({ card: row }: BatchView): 'grey' | 'green' {
  return row.superseded ? 'grey' : 'green'
}

function elementsFor(view: BatchView, open: readonly BatchRow[], room: number): readonly Element[] {
  if (view.card.superseded) return [plain(SUPERSEDED_ZH)]
  const lines = view.rows.map((one, index) => rowElement(view, one, index + 1, room))
  const reason = note(basisLine('督查事项经区政府领导阅批后立项；下列各项一并呈您阅批。'))
  if (open.length === 0) return [...lines, reason]
  return [
    plain(greeting(view, open)),
    form('batch', [...lines, hr(), ...decision(view, open)]),
    reason,
  ]
}

/** All rows have one approving leader, and so one who asked this delegate (process §6). */
function greeting(view: BatchView, open: readonly BatchRow[]): string {
  const [first] = open
  const about = first && { ...view, matter: first.matter, assignment: null }
  const delegation = about === undefined ? '' : delegationPrefix(about, 'approver', 'DECIDE')
  const hello = spokenZh(view.organisation, view.card.recipient)
  return `${hello}：${delegation}现将${open.length}项督查立项建议一并呈上。妥否，请批示。`
}

function decision(view: BatchView, open: readonly BatchRow[]): readonly Element[] {
  return [
    textField(view, {
      name: 'opinion',
      label: '批示意见',
      present: '',
      rows: 2,
      placeholder: '全部同意的可写批示，原文转各承办单位；退回某项请先写明意见',
    }),
    buttonRow([
      submitButton({
        name: 'approve',
        text: '全部同意',
        type: 'primary',
        value: carried(view, 'approve'),
        confirm: { title: '全部同意', text: confirmText(open) },
      }),
    ]),
  ]
}

/** Titles and consequence (conversation §1.3). */
function confirmText(open: readonly BatchRow[]): string {
  const titles = open
    .slice(0, TITLES_NAMED)
    .map(({ matter }) => `《${clip(titleZh(matter), CONFIRM_TITLE)}》`)
  const more = open.length > TITLES_NAMED ? '等' : ''
  return `确认同意${titles.join('')}${more}${open.length}项立项？同意后即编号并交办各单位。`
}

const TITLES_NAMED = 4
const CONFIRM_TITLE = 24

function rowElement(view: BatchView, row: BatchRow, number: number, room: number): Element {
  const { matter } = row
  const said = [
    plain(`${number}. ${clip(titleZh(matter), TITLE_SHOWN)}`),
    note(factsOf(view, matter)),
    ...(row.isOpen
      ? [note(`督查内容：${clip(visibleText(matter.content), Math.min(room, CONTENT_SHOWN))}`)]
      : [note(outcomeOf(view, row))]),
  ]
  const button = submitButton({
    name: `return-${number}`,
    text: '退回',
    type: 'danger',
    value: carried(view, 'returnDraft', matter.id),
  })
  return listLine(said, row.isOpen ? [button] : [])
}

const TITLE_SHOWN = 60
const CONTENT_SHOWN = 120

function factsOf({ organisation }: BatchView, matter: Matter): string {
  const { lead, co, deadline, urgency } = matter
  const helping = co.map((id) => departmentZh(organisation, id)).join('、')
  return [
    ...(urgency === 'normal' ? [] : [URGENCY_ZH[urgency]]),
    ...(lead === null ? [] : [`${departmentZh(organisation, lead)}牵头`]),
    ...(helping === '' ? [] : [`${helping}配合`]),
    ...(deadline === null ? [] : [`时限${shortDateZh(deadline)} ${timeOfDayOf(deadline)}`]),
    formatZh(matter),
  ].join('，')
}

function outcomeOf({ organisation }: BatchView, { matter, act }: BatchRow): string {
  if (act === null) return '本项已无需您阅批。'
  return `${outcomeLine(act, matter, organisation)}${opinionOf(act)}`
}

function opinionOf({ details }: Act): string {
  const opinion = details.opinion ?? ''
  return opinion === '' ? '' : ` 意见：${clip(visibleText(opinion), CONTENT_SHOWN)}`
}
