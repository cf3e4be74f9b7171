// 记入进展: asks whether a free reply is progress, and then carries the entry's corrections (process §9).
import { WITHDRAW_MINUTES } from '../src/domain/decide-progress.ts'
import type { Progress } from '../src/domain/matter.ts'
import { ASSIGNMENT_STATUS_ZH, CARD_TITLE_ZH } from '../src/domain/terms.ts'
import { MINUTE_MS, momentZh } from '../src/domain/time.ts'
import { assignmentRow } from '../src/domain/transitions.ts'
import { type Card, card, type Element, type HeaderColour, header, note, plain } from './element.ts'
import { type Button, type ButtonType, button, buttonRow, submitButton } from './element-button.ts'
import { form } from './element-field.ts'
import { FILE_KIND_ZH } from './erasure-facts.ts'
import { visibleText } from './escape.ts'
import { fitting, quoted } from './fitting.ts'
import { textField } from './form-fields.ts'
import { matterName, SUPERSEDED_ZH, summaryZh, whyLine } from './phrases.ts'
import { type CardView, carried } from './view.ts'

/** The card in the state its entry is in: asked, recorded, taken back, or none of it. */
export function noteCard(view: CardView): Card {
  return fitting((room) => {
    const { colour, elements } = look(view, room)
    return card({
      header: header(CARD_TITLE_ZH.note, colour, { subtitle: matterName(view.matter) }),
      summary: summaryZh(view.matter, CARD_TITLE_ZH.note),
      elements,
    })
  })
}

interface Look {
  readonly colour: HeaderColour
  readonly elements: readonly Element[]
}

function look(view: CardView, room: number): Look {
  const { card: row, assignment } = view
  if (row.superseded) return { colour: 'grey', elements: [plain(SUPERSEDED_ZH)] }
  const { progressId } = row.subject
  if (progressId === undefined) return proposed(view, room)
  const entry = assignment?.progress.find((held) => held.id === progressId)
  return entry === undefined ? gone(view, room) : recorded(view, entry, room)
}

function proposed(view: CardView, room: number): Look {
  const { card: row, assignment } = view
  const said = repliedElements(view, room)
  if (row.subject.dropped === true)
    return { colour: 'grey', elements: [plain('已按您的意思不记入进展。'), ...said] }
  if (assignment === null) return gone(view, room)
  if (!assignmentRow('reportProgress').from.includes(assignment.status)) {
    const status = ASSIGNMENT_STATUS_ZH[assignment.status]
    return { colour: 'grey', elements: [plain(`该事项现为“${status}”，不能再记入进展。`), ...said] }
  }
  return { colour: 'orange', elements: asking(view, said) }
}

function asking(view: CardView, said: readonly Element[]): readonly Element[] {
  return [
    plain(`您的回复是否作为进展记入“${matterName(view.matter)}”？`),
    ...said,
    buttonRow([
      press(view, { text: '记入', a: 'keep', type: 'primary' }),
      press(view, { text: '不记', a: 'drop' }),
    ]),
    note(whyLine('您回复了本事项的卡片，记入前请您确认。')),
  ]
}

/** The row says that something was recorded, but it is not in this assignment any more. */
function gone(view: CardView, room: number): Look {
  return {
    colour: 'grey',
    elements: [plain('该条进展已不在本事项中。'), ...repliedElements(view, room)],
  }
}

function recorded(view: CardView, entry: Progress, room: number): Look {
  const said = entryElements(entry, room)
  const ended = endedZh(entry)
  if (ended !== null) return { colour: 'grey', elements: [plain(ended), ...said] }
  const young = view.at - entry.at <= WITHDRAW_MINUTES * MINUTE_MS
  const told = plain(`✓ 已记入“${matterName(view.matter)}” ${momentZh(entry.at)}`)
  const recalled =
    entry.recalledAt === null ? [] : [note(`原消息已撤回 ${momentZh(entry.recalledAt)}`)]
  const corrections = young ? withdrawing(view) : correcting(view)
  return { colour: 'green', elements: [told, ...recalled, ...said, ...corrections] }
}

/** What became of an entry that no longer counts; it stays to be read. */
function endedZh(entry: Progress): string | null {
  if (entry.withdrawnAt !== null) return `已撤回，不再计入进展 ${momentZh(entry.withdrawnAt)}`
  if (entry.voidedAt !== null) return `已作废，保留备查 ${momentZh(entry.voidedAt)}`
  return entry.refiledTo === null ? null : '已更正归属，转入其他事项，不再计入本事项。'
}

function withdrawing(view: CardView): readonly Element[] {
  return [
    buttonRow([press(view, { text: '撤回', a: 'withdrawProgress' })]),
    note(`记入后${WITHDRAW_MINUTES}分钟内可以撤回，之后可以作废或更正归属。`),
  ]
}

function correcting(view: CardView): readonly Element[] {
  return [
    buttonRow([press(view, { text: '作废', a: 'voidProgress' })]),
    form('refile', [
      textField(view, {
        name: 'target',
        label: '正确的督查编号',
        placeholder: '例如：28号',
        present: '',
        maxLength: NUMBER_MAX,
      }),
      submitButton({
        name: 'refileProgress',
        text: '更正归属',
        value: carried(view, 'refileProgress'),
      }),
    ]),
    note('作废的进展保留备查；记错事项的，填写正确的督查编号后点“更正归属”。'),
  ]
}

/** Characters. A whole number such as 云政督〔2026〕27号 is far shorter. */
const NUMBER_MAX = 40

function repliedElements({ card: row }: CardView, room: number): readonly Element[] {
  return told([row.subject.text ?? ''], row.subject.files ?? [], room)
}

function entryElements(entry: Progress, room: number): readonly Element[] {
  const problem = entry.problem === '' ? '' : `问题：${entry.problem}`
  const onsite = entry.onsite === '' ? '' : `现场督查情况：${entry.onsite}`
  return told([entry.achievement, problem, onsite], entry.files, room)
}

function told(
  texts: readonly string[],
  files: readonly { readonly name: string; readonly kind: 'file' | 'image' }[],
  room: number,
): readonly Element[] {
  const written = texts
    .filter((text) => text.trim() !== '')
    .map((text) => plain(quoted(text, room)))
  const names = files.map((file) => visibleText(file.name) || FILE_KIND_ZH[file.kind])
  const attached =
    names.length === 0 ? [] : [note(`附件${names.length}件：${quoted(names.join('、'), room)}`)]
  return [...written, ...attached]
}

function press(
  view: CardView,
  parts: { readonly text: string; readonly a: string; readonly type?: ButtonType },
): Button {
  return button({ text: parts.text, type: parts.type, value: carried(view, parts.a) })
}
