// 请确认 for changes of people: what is to change, who confirms it, and what became of it.
import { activePerson, type Organisation, type Role } from '../src/domain/organisation.ts'
import {
  POST_ZH,
  type Staffing,
  type StaffingCommand,
  type StaffingRefusal,
  scopesOf,
  secondOf,
} from '../src/domain/staffing.ts'
import { CARD_TITLE_ZH } from '../src/domain/terms.ts'
import { type Day, type Instant, instantOf, momentZh, shortDateZh } from '../src/domain/time.ts'
import { type Card, card, type Element, header, note, plain } from './element.ts'
import { button, buttonRow, submitButton } from './element-button.ts'
import { form } from './element-field.ts'
import { choicesField } from './form-fields.ts'
import { departmentZh, personZh, SUPERSEDED_ZH, whyLine } from './phrases.ts'
import type { ButtonValue, CardRow, Typed } from './view.ts'

export interface StaffingView {
  readonly card: CardRow
  readonly staffing: Staffing
  readonly organisation: Organisation
  /** How many pieces of work a 交接 hands over now. */
  readonly openWork: number
  readonly typed: Typed | null
}

/** Buttons by kind (conversation §2). */
const CONFIRM_ZH: Record<StaffingCommand['kind'], string> = {
  delegate: '确认委托',
  revoke: '确认撤销委托',
  handOver: '确认交接',
  appoint: '确认任职',
  deactivate: '确认停用',
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

/** Whether this very card still waits: its own step, or the second one's. */
function isLive({ card: row, staffing }: StaffingView): boolean {
  return staffing.stage === (row.subject.second === true ? 'awaitingSecond' : 'asked')
}

function elements(view: StaffingView, live: boolean): readonly Element[] {
  const { staffing } = view
  const said = plain(sentence(view))
  if (live) return [said, ...pressed(view), note(whyLine(why(view)))]
  return [said, plain(outcome(view)), note(`${personZh(view.organisation, staffing.by)}提出。`)]
}

function outcome({ staffing, organisation }: StaffingView): string {
  const { stage, decidedBy, endedAt } = staffing
  if (stage === 'awaitingSecond') return `已确认，待${secondZh(staffing, organisation)}确认后生效。`
  if (stage === 'dropped') return '已取消，未作更改。'
  if (stage === 'asked') return '待提出人确认。'
  const who = decidedBy === null ? '' : personZh(organisation, decidedBy)
  return `✓ ${who} ${endedAt === null ? '' : momentZh(endedAt)} 确认，已生效。`
}

const SECOND_ZH: Partial<Record<Role, string>> = {
  OFFICE_DEPUTY_DIRECTOR: '区政府办副主任',
  SUPERVISION_CHIEF: '区政府督查室主任',
}

function secondZh(staffing: Staffing, organisation: Organisation): string {
  const role = secondOf(staffing, organisation)
  return (role && SECOND_ZH[role]) ?? '有关领导'
}

function pressed(view: StaffingView): readonly Element[] {
  const { card: row, staffing, organisation } = view
  const label = CONFIRM_ZH[staffing.kind]
  const value: ButtonValue = { c: row.id, a: 'confirmStaffing', t: row.turn }
  const yes = {
    text: label,
    type: 'primary',
    value: { ...value },
    confirm: { title: label, text: sentence(view) },
  } as const
  const no = { text: '取消', value: { ...value, a: 'cancel' } }
  const command = staffing.facts
  if (command.kind !== 'delegate' || row.subject.second === true)
    return [buttonRow([button(yes), button(no)])]
  const principal = activePerson(organisation, command.principal)
  const options = (principal === undefined ? [] : scopesOf(principal)).map((scope) => ({
    text: SCOPE_ZH[scope],
    value: scope,
  }))
  const scope = choicesField(view, {
    name: 'scope',
    label: '委托事项',
    options,
    present: command.scope.length > 0 ? command.scope : options.map((one) => one.value),
  })
  const buttons = buttonRow([
    submitButton({ ...yes, name: 'confirmStaffing' }),
    submitButton({ ...no, name: 'cancel' }),
  ])
  return [form(row.kind, [...scope, buttons])]
}

const SCOPE_ZH = {
  INSTRUCT: '批办',
  SIGN_REPORT: '审签',
  DECIDE: '审批决定',
  WORK: '日常办理',
} as const

function why({ card: row }: StaffingView): string {
  return row.subject.second === true
    ? '人员和授权变动须由第二人核对确认。'
    : '须由您本人确认后生效，并记入台账。'
}

function sentence({ staffing, organisation, openWork }: StaffingView): string {
  const command = staffing.facts
  const named = (openId: string) => personZh(organisation, openId)
  switch (command.kind) {
    case 'delegate': {
      const paper = command.authorization === '' ? '' : `（${command.authorization}）`
      const scope = command.scope.map((one) => SCOPE_ZH[one]).join('、')
      const what = scope === '' ? '' : `代为${scope}`
      return `${named(command.principal)}委托${named(command.delegate)}于${dayZh(command.from)}至${dayZh(command.to)}${what}${paper}。期间有关卡片转至受托人，委托人仍可随时办理。`
    }
    case 'revoke':
      return `撤销${named(command.principal)}现有的委托。撤销后有关卡片即转回本人。`
    case 'handOver': {
      const until = command.until === null ? '起' : `至${dayZh(command.until)}`
      return `${named(command.from)}的承办工作于${dayZh(command.since)}${until}交由${named(command.to)}办理，现有待办${openWork}项。`
    }
    case 'appoint':
      return `${command.name}任${departmentZh(organisation, command.department)}${POST_ZH[command.post]}。生效后有关待办卡片转至新任人员；原主要领导已审签而未报送的，须重新审签。`
    case 'deactivate':
      return `停用${named(command.openId)}。停用后不能再办理，其待办由区政府督查室协调转办，历史记录不变。`
    default:
      return command satisfies never
  }
}

function dayZh(day: Day): string {
  return shortDateZh(instantOf(day, '12:00'))
}

/** Why it cannot be done: what, why, and what to do next. */
export function staffingRefusalText(refusal: StaffingRefusal): string {
  switch (refusal.reason) {
    case 'notYourRight':
      return '您无权办理此项变动，请联系区政府督查室。'
    case 'nobodySuch':
      return refusal.name === ''
        ? '未找到所说的人员。请写全名，或在消息中@本人。'
        : `人员名单中没有${refusal.name}。请写全名，或在消息中@本人。`
    case 'self':
      return '不能委托或交接给本人，请另选人员。'
    case 'scopeMissing':
      return '请选择委托事项，且须在委托人职权之内。'
    case 'datesWrong':
      return '起止日期不对，请写明如“9月15日至9月19日”，止日不早于今天。'
    case 'chain':
      return '该期间委托人或受托人另有委托关系，不能转委托。请先撤销原委托，或另选人员。'
    case 'overlap':
      return `该期间已有同类委托（至${dayZh(refusal.to)}），请先发送“撤销委托”。`
    case 'deputyOnly':
      return '审签只能委托给本部门分管领导。请另选人员，或只委托批办。'
    case 'sameDepartment':
      return '只能委托或交接给本部门人员，请另选。'
    case 'officerOnly':
      return '交接适用于督查工作人员、承办人和督查室经办人。领导出差请使用“委托”。'
    case 'nothingToRevoke':
      return '目前没有可撤销的委托。'
    case 'lastHead':
      return '该人员是部门主要领导，请先发送“任职”确定接任人员。'
    case 'ownRequest':
      return '本人提出的，不能由本人确认，请由其他有权人员确认。'
    default:
      return refusal satisfies never
  }
}

export const STAFFING_UNCLEAR =
  '未能识别。请按如下格式发送：“委托 许广厦 9月15日至9月19日 授权书〔2026〕3号”“交接 全部 给张三 9月15日至9月19日”“任职 区住建局 张三 主要领导”“停用 李四”。'

/** To 主要领导: a colleague was added as handler. */
export function undertakerAdded(
  name: string,
  title: string,
  by: string,
  organisation: Organisation,
): string {
  return `${personZh(organisation, by)}已将${name}${title === '' ? '' : `（${title}）`}添加为本单位承办人。如有不妥，请告知区政府督查室。`
}

/** To 督查室: somebody left, and this waits for nobody now. */
export function leftBehind(
  openId: string,
  waiting: number,
  organisation: Organisation,
  at: Instant,
): string {
  const rest =
    waiting === 0
      ? '其名下没有待办事项。'
      : `其名下原有待办${waiting}项，已转至现任人员；没有接任人员的，请尽快确定。`
  return `${personZh(organisation, openId)}已于${momentZh(at)}停用。${rest}`
}
