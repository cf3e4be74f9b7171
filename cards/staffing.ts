// 请确认 for changes of people: what is to change, who confirms it, and what became of it.
import type { Matter } from '../src/domain/matter.ts'
import { activePerson, type Organisation } from '../src/domain/organisation.ts'
import { type Staffing, scopesFor, secondOf, secondsFor } from '../src/domain/staffing.ts'
import { CARD_TITLE_ZH, type CardKind } from '../src/domain/terms.ts'
import { type Instant, momentZh } from '../src/domain/time.ts'
import { vacatedBy } from '../src/domain/vacancies.ts'
import { type Card, card, type Element, header, note, plain } from './element.ts'
import { button, buttonRow, submitButton } from './element-button.ts'
import { form } from './element-field.ts'
import { choicesField } from './form-fields.ts'
import { basisLine, personZh, SUPERSEDED_ZH, whyLine } from './phrases.ts'
import {
  awaitingSecondZh,
  CONFIRM_ZH,
  SCOPE_ZH,
  secondZh,
  staffingSentence,
  vacancyLines,
  waitingLines,
  workLines,
} from './staffing-words.ts'
import { type CardRow, carried, type Typed } from './view.ts'

/** One piece of work that waits for somebody. */
export interface Work {
  readonly kind: CardKind
  readonly matter: Pick<Matter, 'title' | 'number' | 'classification'>
}

export interface StaffingView {
  readonly card: CardRow
  readonly staffing: Staffing
  readonly organisation: Organisation
  /** What waits for whoever hands over, or is to go. */
  readonly work: readonly Work[]
  readonly at: Instant
  readonly typed: Typed | null
}

export function staffingCard(view: StaffingView): Card {
  const { card: row, staffing } = view
  const live = isLive(view)
  return card({
    header: header(CARD_TITLE_ZH.confirm, live ? 'orange' : 'grey', {}),
    summary: `${CARD_TITLE_ZH.confirm}：${CONFIRM_ZH[staffing.kind].slice(2)}`,
    elements: row.superseded ? [plain(SUPERSEDED_ZH)] : elements(view, live),
  })
}

/** Whether this very card still waits: its own step, or the second one's, as long as the word is his to give. */
function isLive({ card: row, staffing, organisation, at }: StaffingView): boolean {
  if (row.subject.second !== true) return staffing.stage === 'asked'
  const seconds = secondsFor(staffing, organisation, at)
  return (
    staffing.stage === 'awaitingSecond' &&
    seconds.some(({ person }) => person.openId === row.recipient)
  )
}

function elements(view: StaffingView, live: boolean): readonly Element[] {
  const { staffing, organisation } = view
  const said = plain(staffingSentence(staffing.facts, organisation))
  if (!live)
    return [said, plain(outcome(view)), note(`${personZh(organisation, staffing.by)}提出。`)]
  return [said, ...waiting(view), ...pressed(view), note(because(view))]
}

/** What changes hands with it, and what then has nobody. */
function waiting({ staffing: { facts }, organisation, work, at }: StaffingView): Element[] {
  if (facts.kind === 'handOver') return [plain(workLines(work))]
  if (facts.kind !== 'appoint' && facts.kind !== 'deactivate') return []
  const vacant = vacancyLines(vacatedBy(organisation, facts, at), organisation)
  return [
    ...(facts.kind === 'deactivate' ? [plain(waitingLines(work))] : []),
    ...vacant.map((line) => plain(line)),
  ]
}

function outcome({ staffing, organisation }: StaffingView): string {
  const { stage, decidedBy, endedAt } = staffing
  if (stage === 'awaitingSecond') return awaitingSecondZh(staffing, organisation)
  if (stage === 'dropped') return '已取消，未作更改。'
  if (stage === 'asked') return '待提出人确认。'
  const who = decidedBy === null ? '' : personZh(organisation, decidedBy)
  return `✓ ${who} ${endedAt === null ? '' : momentZh(endedAt)} 确认，已生效。`
}

function pressed(view: StaffingView): readonly Element[] {
  const { card: row, staffing, organisation } = view
  const label = CONFIRM_ZH[staffing.kind]
  const yes = {
    text: label,
    type: 'primary',
    value: carried(view, 'confirmStaffing'),
    confirm: { title: label, text: staffingSentence(staffing.facts, organisation) },
  } as const
  const no = { text: '取消', value: carried(view, 'cancel') }
  const scope = row.subject.second === true ? [] : scopeField(view)
  if (scope.length === 0) return [buttonRow([button(yes), button(no)])]
  const buttons = buttonRow([
    submitButton({ ...yes, name: 'confirmStaffing' }),
    submitButton({ ...no, name: 'cancel' }),
  ])
  return [form(row.kind, [...scope, buttons])]
}

/** What the principal can give to this delegate; all of it, unless he chooses otherwise. */
function scopeField(view: StaffingView): readonly Element[] {
  const { facts } = view.staffing
  if (facts.kind !== 'delegate') return []
  const principal = activePerson(view.organisation, facts.principal)
  const delegate = activePerson(view.organisation, facts.delegate)
  if (principal === undefined || delegate === undefined) return []
  const scopes = scopesFor(principal, delegate)
  return choicesField(view, {
    name: 'scope',
    label: '委托事项',
    options: scopes.map((scope) => ({ text: SCOPE_ZH[scope], value: scope })),
    present: facts.scope.length > 0 ? facts.scope : scopes,
  })
}

/** Why the card came; to leaders as 呈送依据 (conversation §1.12). */
function because({ card: row, staffing, organisation }: StaffingView): string {
  const role = secondOf(staffing, organisation)
  if (row.subject.second !== true) {
    const then = role === null ? '' : `，再由${secondZh(staffing, organisation)}确认`
    return whyLine(`须由您本人确认${then}后生效，并记入台账。`)
  }
  const rule =
    staffing.kind === 'handOver'
      ? '督查工作人员的工作交接，须经主要领导同意。'
      : '人员和授权变动须由第二人核对确认。'
  return role === 'SUPERVISION_CHIEF' ? whyLine(rule) : basisLine(rule)
}
