// 请确认: the second look before words that take a step back become one (conversation §3, 撤回).
import { turnOf } from '../src/domain/actions.ts'
import { actThatEnded } from '../src/domain/decide.ts'
import { type Act, hasFinished, latestReport } from '../src/domain/matter.ts'
import { ACTION_ZH, CARD_TITLE_ZH } from '../src/domain/terms.ts'
import { type Card, card, type Element, type HeaderColour, header, note, plain } from './element.ts'
import { button, buttonRow } from './element-button.ts'
import {
  INTERNAL_SUMMARY_ZH,
  matterName,
  outcomeLine,
  SUPERSEDED_ZH,
  statusZh,
  whyLine,
} from './phrases.ts'
import type { ButtonValue, CardSubject, CardView } from './view.ts'

/** What can be confirmed. */
type Waiting = NonNullable<CardSubject['action']>

/** The question with 确认撤回 and 取消, or what became of it. */
export function confirmCard(view: CardView): Card {
  const { colour, elements } = look(view)
  return card({
    header: header(CARD_TITLE_ZH.confirm, colour, { subtitle: matterName(view.matter) }),
    summary:
      view.matter.classification === 'internal'
        ? INTERNAL_SUMMARY_ZH
        : `请确认：${matterName(view.matter)}`,
    elements,
  })
}

interface Look {
  readonly colour: HeaderColour
  readonly elements: readonly Element[]
}

function look(view: CardView): Look {
  const { action, cancelled } = view.card.subject
  if (view.card.superseded || action === undefined)
    return { colour: 'grey', elements: [plain(SUPERSEDED_ZH)] }
  if (cancelled === true) return { colour: 'grey', elements: [plain('已取消，未作更改。')] }
  const act = settling(view, action)
  if (act !== null) return settled(view, action, act)
  if (isOpen(view, action)) return { colour: 'orange', elements: asking(view, action) }
  return { colour: 'grey', elements: [plain(`该事项现为“${statusZh(view.matter)}”，无需撤回。`)] }
}

function asking(view: CardView, action: Waiting): readonly Element[] {
  const { card: row } = view
  const value: ButtonValue = { c: row.id, a: action, t: row.turn }
  const question = `确认${ACTION_ZH[action]}“${matterName(view.matter)}”${versionZh(view, action)}？`
  const text = `${question}${CONSEQUENCE_ZH[action]}`
  return [
    plain(text),
    buttonRow([
      button({
        text: '确认撤回',
        type: 'primary',
        value: { ...value },
        confirm: { title: '确认撤回', text },
      }),
      button({ text: '取消', value: { ...value, a: 'cancel' } }),
    ]),
    note(whyLine('您发送了“撤回”，须由您本人确认后生效。')),
  ]
}

const CONSEQUENCE_ZH: Record<Waiting, string> = {
  withdrawProposal: '撤回后退回拟立项，可修改后重新呈请。',
  withdrawFinish: '撤回后继续办理，办完后须再报办理完毕。',
  withdrawSignOff: '撤回后原审签失效，须重新审签后才能报送。',
  withdrawSubmission: '撤回后材料回到待报送，须重新报送。',
}

function versionZh({ assignment }: CardView, action: Waiting): string {
  if (action !== 'withdrawSignOff' && action !== 'withdrawSubmission') return ''
  const report = assignment === null ? undefined : latestReport(assignment)
  return report === undefined ? '' : `的反馈材料第${report.reportVersion}版`
}

/** What answered the question: the act that used up the turn, or a 撤回办理完毕 that left it open. */
function settling(view: CardView, action: Waiting): Act | null {
  const { matter, assignment, card: row } = view
  const subject = action === 'withdrawProposal' ? null : assignment
  const ended = actThatEnded(matter, subject?.id ?? null, row.turn)
  if (ended !== null || action !== 'withdrawFinish' || isOpen(view, action)) return ended
  return (
    matter.history.findLast(
      (act) =>
        act.assignmentId === subject?.id &&
        act.actor === row.recipient &&
        act.action === ACTION_ZH.withdrawFinish,
    ) ?? null
  )
}

function isOpen({ matter, assignment, card: row }: CardView, action: Waiting): boolean {
  if (action === 'withdrawProposal') return turnOf(matter, null) === row.turn
  if (assignment === null || turnOf(matter, assignment) !== row.turn) return false
  return action !== 'withdrawFinish' || hasFinished(assignment, row.recipient)
}

function settled({ matter, organisation }: CardView, action: Waiting, act: Act): Look {
  const line = plain(outcomeLine(act, matter, organisation))
  if (act.action === ACTION_ZH[action]) return { colour: 'green', elements: [line] }
  return { colour: 'grey', elements: [line, plain(`下一步已经办理，不能再${ACTION_ZH[action]}。`)] }
}
