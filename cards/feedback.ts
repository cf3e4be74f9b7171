// 督查结果: the outcome in front of a leader, the essence first and the department's text behind it.
import { effectiveDeadline } from '../src/domain/deadline.ts'
import {
  type Act,
  type Assignment,
  leadOf,
  liveSubmission,
  type Matter,
} from '../src/domain/matter.ts'
import type { OpenId } from '../src/domain/organisation.ts'
import { isUnread, passedOnTo, passingOnOf } from '../src/domain/outcome.ts'
import { ACTION_ZH, MATTER_STATUS_ZH } from '../src/domain/terms.ts'
import { dateZh } from '../src/domain/time.ts'
import { decisionCard, type Look } from './decision-frame.ts'
import { type Card, collapsible, type Element, labelledLine, plain } from './element.ts'
import { quoted } from './fitting.ts'
import { textField } from './form-fields.ts'
import { departmentFacts, type Fact, factElements, titleZh } from './matter-facts.ts'
import { actorZh, basisLine, personZh, spokenZh } from './phrases.ts'
import { punctualityZh } from './punctuality.ts'
import { datedElements, releasedReport, reportElements, signOffOf } from './report-text.ts'
import type { CardView } from './view.ts'

/** Whether the row is a leader's; departments get the 通报 under the same kind (conversation §2). */
export function isResultFor({ matter, card: row }: CardView): boolean {
  return matter.feedback.some((held) => held.leader === row.recipient)
}

export function feedbackCard(view: CardView): Card {
  return decisionCard(view, {
    said: (look) => said(view, look),
    fields: () => [
      textField(view, {
        name: 'instruction',
        label: '批示',
        present: '',
        rows: 3,
        placeholder: '有批示的请写明，点“批示”后由督查室办理',
      }),
    ],
    buttons: [{ action: 'read', type: 'primary' }, { action: 'giveInstruction' }],
    reason: basisLine(basis(view)),
    colour: 'blue',
    settledBy: ownReading(view),
  })
}

function basis({ matter, organisation, card: row }: CardView): string {
  const rule = '督查事项办结后，结果反馈有关领导'
  const first = firstReaderOf(matter, row.recipient)
  if (first !== null)
    return `${rule}；原呈${personZh(organisation, first)}，因人员变动，尚未阅示的转呈您。`
  return row.recipient === matter.approver ? `本事项由您阅批立项；${rule}。` : `${rule}。`
}

/** Whose the copy was that has become this leader's. */
function firstReaderOf(matter: Matter, reader: OpenId): OpenId | null {
  const own = matter.feedback.findLast(({ leader }) => leader === reader)
  const passing =
    own === undefined
      ? undefined
      : matter.history.findLast((act) => passedOnTo(act) === reader && act.at >= own.at)
  return passing?.details.from ?? null
}

/** Each leader reads his own copy; the matter does not move by it. */
function ownReading({ matter, card: row }: CardView): Act | null {
  const own = matter.feedback.filter((held) => held.leader === row.recipient)
  if (own.some((held) => isUnread(matter, held))) return null
  const answers: readonly string[] = [ACTION_ZH.read, ACTION_ZH.giveInstruction]
  const unread = own.findLast((held) => held.readAt === null)
  if (unread !== undefined) return passingOnOf(matter, unread)
  return (
    matter.history.findLast((act) => act.actor === row.recipient && answers.includes(act.action)) ??
    null
  )
}

function said(view: CardView, { live, room }: Look): readonly Element[] {
  const { matter, organisation, card: row } = view
  const lead = leadOf(matter)
  const said = matter.feedback.findLast((held) => held.leader === row.recipient)?.instruction ?? ''
  return [
    ...(said === '' ? [] : [labelledLine('批示', quoted(said, room))]),
    ...(live ? [plain(greeting(view))] : []),
    plain(quoted(matter.summary, room)),
    ...factElements([
      ...departmentFacts(matter, organisation),
      ...dates(view, lead),
      ...(lead === undefined ? [] : [signer(view, lead)]),
    ]),
    ...(lead === undefined ? [] : reportPanel(view, lead, room)),
  ]
}

function greeting({ matter, organisation, card: row }: CardView): string {
  const done = matter.status === 'closed' ? '已办结' : `已办理，${MATTER_STATUS_ZH[matter.status]}`
  return `${spokenZh(organisation, row.recipient)}：“${titleZh(matter)}”${done}，现将督查结果呈上，请阅示。`
}

function dates({ matter }: CardView, lead: Assignment | undefined): readonly Fact[] {
  const sent = lead === undefined ? undefined : liveSubmission(lead)
  return [
    ['立项时间', matter.docketedAt === null ? '' : dateZh(matter.docketedAt)],
    [
      '报送时间',
      lead === undefined || sent === undefined
        ? ''
        : `${dateZh(sent.at)}（${punctualityZh(sent.at, effectiveDeadline(lead))}）`,
    ],
    ['办结时间', matter.closedAt === null ? '' : dateZh(matter.closedAt)],
  ]
}

function signer({ organisation }: CardView, lead: Assignment): Fact {
  const report = releasedReport(lead)
  const signed = report === undefined ? undefined : signOffOf(lead, report)
  return [
    '审签领导',
    signed === undefined
      ? ''
      : actorZh({ actor: signed.by, actingFor: signed.actingFor }, organisation),
  ]
}

function reportPanel(
  { organisation }: CardView,
  lead: Assignment,
  room: number,
): readonly Element[] {
  const report = releasedReport(lead)
  if (report === undefined) return []
  const text = [...reportElements(report, room), ...datedElements(lead, report, organisation)]
  return [collapsible('反馈材料全文', text)]
}
