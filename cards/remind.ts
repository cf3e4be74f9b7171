// 工作提示, 督促提醒, 办理提示: what the bot says of its own accord, in the tone that the mode of handling asks for.
import { unknownYearWarning } from '../src/domain/calendar.ts'
import { effectiveDeadline, isOwing } from '../src/domain/deadline.ts'
import { type Assignment, countedProgress, instructionOf } from '../src/domain/matter.ts'
import { departmentZh, headOf, officersOf, personOf } from '../src/domain/organisation.ts'
import { opinionSince } from '../src/domain/outcome.ts'
import type { Tone } from '../src/domain/reminders.ts'
import { atWork } from '../src/domain/staffing.ts'
import { ASSIGNMENT_STATUS_ZH, CARD_TITLE_ZH } from '../src/domain/terms.ts'
import { dayOf, deadlineZh, type Instant, shortDateZh, weekdayZh } from '../src/domain/time.ts'
import type { DueKind } from '../src/domain/wanted-dues.ts'
import { type Card, card, type Element, header, note, plain } from './element.ts'
import { type ButtonType, button, buttonRow } from './element-button.ts'
import { closeMomentZh, nearDeadlineZh, officeZh, titleZh } from './matter-facts.ts'
import { daysLeftZh, matterName, SUPERSEDED_ZH, spokenZh, summaryZh, whyLine } from './phrases.ts'
import { type CardView, carried } from './view.ts'

/** What a reminder's row keeps: what fell due, in which tone, and when it was said. */
interface About {
  readonly kind: DueKind
  readonly tone: Tone
  readonly at: Instant
}

export function remindCard(view: CardView): Card {
  const { matter, card: row } = view
  const about = aboutOf(view)
  const title = about === null ? CARD_TITLE_ZH.remind : TITLE_ZH[about.tone]
  return card({
    header: header(title, isOpen(view) ? 'blue' : 'grey', { subtitle: matterName(matter) }),
    summary: summaryZh(matter, title),
    elements: about === null || row.superseded ? [plain(SUPERSEDED_ZH)] : elements(view, about),
  })
}

/** Titles by tone (conversation §2). */
export const TITLE_ZH: Record<Tone, string> = {
  courteous: '工作提示',
  head: '工作提示',
  direct: '督促提醒',
  own: '办理提示',
  neutral: '办理提示',
  copy: '办理提示',
}

function aboutOf({ card: { subject } }: CardView): About | null {
  const { due, tone, saidAt } = subject
  return due === undefined || tone === undefined || saidAt === undefined
    ? null
    : { kind: due, tone, at: saidAt }
}

/** Whether there is still something to do about it. */
function isOpen({ matter, assignment }: CardView): boolean {
  if (assignment === null) return opinionSince(matter) !== null
  return matter.status === 'handling' && isOwing(assignment.status)
}

function elements(view: CardView, about: About): readonly Element[] {
  const text = plain(reminderText(view, about))
  if (view.card.subject.known !== undefined) return [text, note('已知悉。')]
  if (!isOpen(view)) return [text, note('该事项已有新的进展，本提示无需办理。')]
  return [
    text,
    ...warning(view),
    buttonRow(buttons(view, about)),
    note(whyLine(WHY_ZH[about.kind])),
  ]
}

function warning({ organisation, assignment }: CardView): readonly Element[] {
  if (assignment === null) return []
  const said = unknownYearWarning(organisation.calendar, dayOf(effectiveDeadline(assignment)))
  return said === null ? [] : [note(said)]
}

function buttons(view: CardView, { tone }: About) {
  const press = (text: string, a: string, type?: ButtonType) =>
    button({ text, value: carried(view, a), type })
  const known = press('已知悉', 'known', 'primary')
  if (tone === 'head' || tone === 'copy' || view.card.assignmentId === null) return [known]
  return [known, press('报进展', 'progress'), press('申请延期', 'extension')]
}

const WHY_ZH: Record<DueKind, string> = {
  remind: '办结时限前按规定提前提示一次。',
  unsigned: '交办后一个工作日（急件、特急两个工作小时）未签收的，予以提示。',
  uninstructed: '签收后一个工作日（急件、特急两个工作小时）未批办的，予以提示。',
  dueDay: '今天到办结时限。',
  dueDayHead: '今天到办结时限。',
  late: '时限过后一个工作日尚未报送的，予以提示。',
  veryLate: '时限过后三个工作日尚未报送的，报区政府督查室。',
  cycle: '较长事项每月报一次阶段进展。',
  opinion: '反馈后到期未登记代表委员意见的，予以提示。',
}

/** The words of one reminder, as they stand in the chat (conversation §5). Names people by surname and post. */
export function reminderText(view: CardView, about: About): string {
  const { assignment } = view
  if (assignment === null) return opinionText(view)
  switch (about.tone) {
    case 'courteous':
      return courteous(view, assignment, about)
    case 'direct':
      return direct(view, assignment, about)
    case 'own':
      return own(view, assignment, about)
    case 'head':
      return toHead(view, assignment, about)
    case 'copy':
      return copy(view, assignment, about)
    default:
      return neutral(view, assignment, about)
  }
}

/** 婉转提醒: asks, thanks, offers help – and never presses. */
function courteous(view: CardView, assignment: Assignment, { at }: About): string {
  const { organisation, card: row } = view
  const due = effectiveDeadline(assignment)
  const officer = officerZh(view, assignment)
  const head = headOf(organisation, assignment.departmentId)
  const compiling = officer === null ? '局办公室' : `${officer}同志`
  const signer = head === undefined ? '主要领导' : spokenZh(organisation, head.openId)
  const timing =
    at <= due
      ? `${softDays(due, at)}，如已有进展，烦请您方便时告知`
      : '如已有进展，烦请您方便时告知，以便及时报送'
  return `${spokenZh(organisation, row.recipient)}，您好。您协调办理的“${titleZh(view.matter)}”事项，${officeZh(organisation)}要求于${shortDateZh(due)}（${weekdayZh(due)}）前报送情况。现${timing}，${compiling}将据此汇总材料，呈${signer}审签。如需我们协助联系相关单位，请随时吩咐。`
}

function softDays(due: Instant, at: Instant): string {
  const left = daysLeftZh(due, at)
  return left === '今天到时限' ? '已到报送日' : left
}

/** 直接督促: what, by when, and the three things to answer. */
function direct(view: CardView, assignment: Assignment, { at }: About): string {
  const { organisation, card: row, matter } = view
  const due = effectiveDeadline(assignment)
  const left = daysLeftZh(due, at)
  const by = at > due ? '请于今日' : `请于${closeMomentZh(due)}前`
  const ask = `${by}反馈：①完成情况及数据；②存在问题及原因；③能否按期办结。`
  const extend =
    at < due
      ? '确因客观原因不能按期的，请于时限前提出延期申请。'
      : '已过时限的，请抓紧报送并说明原因。'
  return `${deskZh(view, assignment)}：${spokenZh(organisation, row.recipient)}，${matterName(matter)}办结时限为${closeMomentZh(due)}，${left}。${ask}${extend}`
}

/** 主动办理: one's own work, with what the timeline already holds. */
function own(view: CardView, assignment: Assignment, { at }: About): string {
  const { organisation, matter } = view
  const count = countedProgress(assignment).length
  const head = headOf(organisation, assignment.departmentId)
  const signer = head === undefined ? '主要领导' : spokenZh(organisation, head.openId)
  const left = daysLeftZh(effectiveDeadline(assignment), at)
  return `您直接办理的“${titleZh(matter)}”事项，${left}。系统已按时间线预填办理过程（${count}条），请核对并细致总结：成效、问题、下一步。完成后即可呈${signer}审签。`
}

/** To 主要领导, courteously, whatever the step. */
function toHead(view: CardView, assignment: Assignment, { kind }: About): string {
  const { organisation, card: row, matter } = view
  const hello = `${spokenZh(organisation, row.recipient)}，您好。`
  const due = nearDeadlineZh(effectiveDeadline(assignment))
  const where = `“${titleZh(matter)}”事项现为${ASSIGNMENT_STATUS_ZH[assignment.status]}，${officeZh(organisation)}要求于${due}报送`
  const ask: Partial<Record<Assignment['status'], string>> = {
    awaitingReceipt: '烦请您安排签收办理。',
    awaitingInstruction: '已呈您批办，烦请您方便时阅示。',
    awaitingSignOff: '反馈材料已呈您审签，烦请您方便时审阅。',
  }
  const then = ask[assignment.status] ?? '烦请您关注办理情况。'
  return kind === 'late'
    ? `${hello}${where}，目前材料尚在办理中。${then}`
    : `${hello}${where}。${then}`
}

function neutral(view: CardView, assignment: Assignment, { at, kind }: About): string {
  const { organisation, card: row, matter } = view
  const left = daysLeftZh(effectiveDeadline(assignment), at)
  const due = closeMomentZh(effectiveDeadline(assignment))
  const hello = `${deskZh(view, assignment)}：${spokenZh(organisation, row.recipient)}，`
  const next: Partial<Record<Assignment['status'], string>> = {
    awaitingReceipt: '请尽快签收并呈批。',
    awaitingInstruction: '请提请领导批办。',
    handling: compileHint(assignment),
    compiling: `请整理反馈材料。${compileHint(assignment)}`,
    awaitingSignOff: '材料已呈领导审签，请留意审签情况。',
    signedOff: '材料已审签，请按要求报送。',
  }
  const said = next[assignment.status] ?? ''
  const first = kind === 'unsigned' ? '交办通知尚未签收，' : ''
  return `${hello}${matterName(matter)}${first}现为${ASSIGNMENT_STATUS_ZH[assignment.status]}，办结时限为${due}，${left}。${said}`
}

/** Compiling is prompted by the mode of handling (process §3). */
function compileHint(assignment: Assignment): string {
  switch (instructionOf(assignment)?.mode) {
    case 'leader':
      return '请向协调领导询问详情。'
    case 'section':
      return '请向承办科室全面了解。'
    case 'officer':
      return '请细致总结办理过程。'
    default:
      return ''
  }
}

function copy(view: CardView, assignment: Assignment, { kind }: About): string {
  const { organisation, matter } = view
  const department = departmentZh(organisation, assignment.departmentId)
  const due = deadlineZh(effectiveDeadline(assignment))
  const what =
    kind === 'unsigned'
      ? '交办后尚未签收，已提示该单位督查工作人员'
      : `现为${ASSIGNMENT_STATUS_ZH[assignment.status]}，已提示承办人`
  return `${department}：${matterName(matter)}${what}。办结时限${due}。`
}

function opinionText({ matter }: CardView): string {
  return `${matterName(matter)}已反馈并满规定期限，尚未登记代表委员意见。请联系代表委员后登记；确未反馈的，登记“未反馈”即可办结。`
}

/** It speaks for the department's own office, not for 督查室 (process §3). */
function deskZh(view: CardView, assignment: Assignment): string {
  const officer = officerZh(view, assignment)
  const own = departmentZh(view.organisation, assignment.departmentId).endsWith('局')
    ? '局办公室'
    : '办公室'
  return officer === null ? `${own}提示` : `${own}（${officer}）提示`
}

/** The bare name of who does the officer's work: himself, or whoever stands in for him (process §6). */
function officerZh({ organisation, at }: CardView, assignment: Assignment): string | null {
  const [officer] = officersOf(organisation, assignment.departmentId)
  if (officer === undefined) return null
  const working = atWork(organisation, officer.openId, dayOf(at))
  return personOf(organisation, working)?.name ?? officer.name
}
