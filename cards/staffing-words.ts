// Changes of people in words: what is asked, why it cannot be, and who else hears of it.
import type { StaffingRefusal } from '../src/domain/decide-staffing.ts'
import {
  activePerson,
  type Delegation,
  type DelegationScope,
  departmentZh,
  hasRole,
  headOf,
  type OpenId,
  type Organisation,
  officersOf,
  personOf,
  type Role,
} from '../src/domain/organisation.ts'
import {
  FOR_GOOD,
  POST_ZH,
  peopleIn,
  type Staffing,
  type StaffingCommand,
  secondOf,
} from '../src/domain/staffing.ts'
import { CARD_TITLE_ZH } from '../src/domain/terms.ts'
import { type Day, type Instant, instantOf, momentZh, shortDateZh } from '../src/domain/time.ts'
import type { Vacancy } from '../src/domain/vacancies.ts'
import { literal } from './answers.ts'
import { type Notice, notice } from './notice.ts'
import { INTERNAL_SUMMARY_ZH, matterName, personZh } from './phrases.ts'
import type { Work } from './staffing.ts'

/** Buttons by kind (conversation §2). */
export const CONFIRM_ZH: Record<StaffingCommand['kind'], string> = {
  delegate: '确认委托',
  revoke: '确认撤销委托',
  handOver: '确认交接',
  appoint: '确认任职',
  deactivate: '确认停用',
  addUndertaker: '确认添加承办人',
}

export const SCOPE_ZH: Record<DelegationScope, string> = {
  INSTRUCT: '批办',
  SIGN_REPORT: '审签',
  DECIDE: '审批决定',
  WORK: '日常办理',
}

const SECOND_ZH: Partial<Record<Role, string>> = {
  OFFICE_DEPUTY_DIRECTOR: '区政府办副主任',
  SUPERVISION_CHIEF: '区政府督查室主任',
  DEPT_HEAD: '本单位主要领导',
}

export function secondZh(staffing: Staffing, organisation: Organisation): string {
  const role = secondOf(staffing, organisation)
  return (role && SECOND_ZH[role]) ?? '有关领导'
}

/** `已提出，待本单位主要领导确认后生效。` */
export function awaitingSecondZh(staffing: Staffing, organisation: Organisation): string {
  return `已提出，待${secondZh(staffing, organisation)}确认后生效。`
}

/** To whoever asked: nobody is left who could confirm it. */
export function withoutSecond(staffing: Staffing, organisation: Organisation): string {
  return `您提出的变动尚未生效：${staffingSentence(staffing.facts, organisation)}目前没有可以确认的${secondZh(staffing, organisation)}，人员明确后自动送其确认。`
}

/** What is to change, and what follows from it. */
export function staffingSentence(command: StaffingCommand, organisation: Organisation): string {
  const named = (openId: string) => personZh(organisation, openId)
  switch (command.kind) {
    case 'delegate': {
      const paper = command.authorization === '' ? '' : `（${literal(command.authorization, 60)}）`
      const what =
        command.scope.length === 0 ? '代为办理选定的委托事项' : `代为${scopeZh(command.scope)}`
      return `${named(command.principal)}委托${named(command.delegate)}于${dayZh(command.from)}至${dayZh(command.to)}${what}${paper}。期间有关卡片转至受托人，委托人仍可随时办理。`
    }
    case 'revoke':
      return `撤销${named(command.principal)}现有的委托和交接。撤销后有关卡片即转回本人。`
    case 'handOver':
      return `${named(command.from)}的承办工作${periodZh(command.since, command.until)}交由${named(command.to)}办理。期间有关卡片转至接手人，原承办人仍可随时办理。`
    case 'appoint':
      return `${literal(command.name, 30)}任${departmentZh(organisation, command.department)}${POST_ZH[command.post]}。生效后有关待办卡片转至新任人员；原主要领导已审签而未报送的，须重新审签。`
    case 'deactivate':
      return `停用${named(command.openId)}。停用后即不能再办理，其待办转至现任人员，无人接任的由区政府督查室协调，历史记录不变。`
    case 'addUndertaker':
      return `添加${literal(command.name, 30)}为承办人。`
    default:
      return command satisfies never
  }
}

function scopeZh(scope: readonly DelegationScope[]): string {
  return scope.map((one) => SCOPE_ZH[one]).join('、')
}

function dayZh(day: Day): string {
  return shortDateZh(instantOf(day, '12:00'))
}

function periodZh(from: Day, to: Day | null): string {
  return to === null || to === FOR_GOOD ? `自${dayZh(from)}起` : `于${dayZh(from)}至${dayZh(to)}`
}

/** Lines of a list on a card; the rest is counted. */
const LINES_SHOWN = 15

/** One list of what is handed over (process §6). Of an 内部 matter no more than that there is one. */
export function workLines(work: readonly Work[]): string {
  return work.length === 0 ? '目前没有待办事项；期间新到的事项同样转至接手人。' : waitingLines(work)
}

/** What waits for somebody. */
export function waitingLines(work: readonly Work[]): string {
  if (work.length === 0) return '目前没有待办事项。'
  const lines = work.map(({ kind, matter }) => `${workName(matter)}：${CARD_TITLE_ZH[kind]}`)
  return numbered(`现有待办${work.length}项：`, lines)
}

/** The matters that something is about. */
export function matterLines(matters: readonly Work['matter'][]): string {
  if (matters.length === 0) return '目前没有在办事项。'
  return numbered(`涉及在办事项${matters.length}项：`, matters.map(workName))
}

/** What has nobody after the change, and what to do about it (process §6). */
export function vacancyLines(vacant: readonly Vacancy[], organisation: Organisation): string[] {
  const posts = [...new Set(vacant.map(({ post }) => post))]
  return posts.map((post) => {
    const where = vacant
      .filter((one) => one.post === post)
      .map(({ departmentId }) =>
        departmentId === null ? '' : departmentZh(organisation, departmentId),
      )
      .join('、')
    const appointed = APPOINTED_BY_WORD[post]
    const next =
      appointed === undefined
        ? '请及时更新组织文件。'
        : `请同时发送“任职 ${where} 姓名 ${appointed}”。`
    return `注意：此项变动后${where}没有${VACANT_ZH[post]}，其待办将暂无人办理。${next}`
  })
}

const VACANT_ZH: Record<Vacancy['post'], string> = {
  head: '在岗的主要领导',
  officer: '在岗的督查工作人员',
  viceMayor: '分管的副区长',
  DISTRICT_MAYOR: '在岗的区长',
  OFFICE_DEPUTY_DIRECTOR: '在岗的区政府办副主任',
  SUPERVISION_CHIEF: '在岗的督查室主任',
}

const APPOINTED_BY_WORD: Partial<Record<Vacancy['post'], string>> = {
  head: '主要领导',
  officer: '督查工作人员',
}

function numbered(head: string, lines: readonly string[]): string {
  const shown = lines.slice(0, LINES_SHOWN).map((line, index) => `${index + 1}. ${line}`)
  const rest = lines.length - shown.length
  return [head, ...shown, ...(rest > 0 ? [`……另有${rest}项`] : [])].join('\n')
}

function workName(matter: Work['matter']): string {
  if (matter.classification === 'internal') return matter.number ?? INTERNAL_SUMMARY_ZH
  return literal(matterName(matter), 60)
}

/** Why it cannot be done: what, why, and what to do next. */
export function staffingRefusalText(refusal: StaffingRefusal): string {
  if (refusal.reason === 'nobodySuch' && refusal.name !== '')
    return `人员名单中没有${refusal.name}。请写全名，或在消息中@本人。`
  if (refusal.reason === 'overlap')
    return refusal.to === FOR_GOOD
      ? '已有未定止日的同类安排，请先发送“撤销委托”。'
      : `该期间已有同类安排（至${dayZh(refusal.to)}），请先发送“撤销委托”。`
  return REFUSAL_ZH[refusal.reason]
}

const REFUSAL_ZH: Record<Exclude<StaffingRefusal['reason'], 'overlap'>, string> = {
  notYourRight: '您无权办理此项变动，请联系区政府督查室。',
  nobodySuch: '未找到所说的人员。请写全名，或在消息中@本人；有同名的，请@本人。',
  self: '不能委托或交接给本人，请另选人员。',
  scopeMissing: '请选择委托事项，且须在委托人职权之内。',
  datesWrong: '起止日期不对，请写明如“9月15日至9月19日”，止日不早于今天。',
  chain: '该期间委托人或受托人另有委托、交接关系，不能再转。请先发送“撤销委托”，或另选人员。',
  deputyOnly: '审签只能委托给本部门分管领导。请另选人员，或只委托批办。',
  sameDepartment: '只能委托或交接给本部门人员，请另选。',
  officerOnly: '交接适用于督查工作人员、承办人和督查室人员。领导外出请使用“委托”。',
  supervisionOnly: '督查室的工作只在督查室内部交接和委托，请另选人员。',
  headTakesNoWork: '主要领导负责审签，不能接手起草、办理工作，请另选人员。',
  paperMissing: '登记委托须写明授权书文号，例如“授权书〔2026〕3号”。',
  departmentUnknown: '未找到所说的单位，请写组织文件中的单位名称。',
  nobodyToConfirm: '目前没有可以确认此项变动的人员，请更新组织文件后办理。',
  postedAbove:
    '区领导、区政府办、督查室人员和部门主要领导的职务不在此变动，请使用“任职”或更新组织文件。',
  belongsElsewhere: '该人员属于其他单位或已停用，不能直接添加。请由区政府督查室主任发送“任职”。',
  alreadyHolds: '该人员已担任此职务，无需变动。',
  askerLeft: '提出人已离岗，此项变动不再办理，请点“取消”；仍需办理的，请由现任人员重新提出。',
  nothingToRevoke: '目前没有可撤销的委托。',
  ownRequest: '本人提出或涉及本人的，不能由本人确认，请由其他有权人员确认。',
}

export const STAFFING_UNCLEAR =
  '未能识别。请按如下格式发送：“委托 许广厦 9月15日至9月19日 授权书〔2026〕3号”“交接 全部 给张三 9月15日至9月19日”“任职 区住建局 张三 主要领导”“停用 李四”。名单中没有的人员，请在消息中@本人。'

/** Whom a change concerns and who did not tap it himself. */
export function staffingNotices(
  { facts, by, decidedBy }: Pick<Staffing, 'facts' | 'by' | 'decidedBy'>,
  organisation: Organisation,
): Notice[] {
  const said = staffingSentence(facts, organisation)
  return [...new Set(concernedPeople(facts, organisation))]
    .filter((to) => to !== by && to !== decidedBy && personOf(organisation, to)?.active !== false)
    .map((to) => notice(organisation, to, said))
}

/**
 * Delegations that end because somebody leaves or moves: the other side hears where the cards are from now on, which
 * nobody had asked of him.
 */
export function endedNotices(
  ended: readonly Delegation[],
  gone: OpenId,
  organisation: Organisation,
): Notice[] {
  return ended.flatMap((held) => {
    const { principal, delegate, scope } = held
    const to = delegate === gone ? principal : delegate
    if (activePerson(organisation, to) === undefined) return []
    const isWork = scope.includes('WORK')
    const who = `${personZh(organisation, gone)}岗位变动，`
    const text =
      delegate === gone
        ? `您交由${personZh(organisation, gone)}${isWork ? '办理的工作' : `代为${scopeZh(scope)}的事项`}即行转回，有关卡片随即转回您本人。如需他人代办，请另行办理委托或交接。`
        : `${personZh(organisation, principal)}交由您${isWork ? '办理的工作' : `代为${scopeZh(scope)}的事项`}即行结束，有关卡片不再转给您。`
    return [notice(organisation, to, `${who}${text}`)]
  })
}

function concernedPeople(command: StaffingCommand, organisation: Organisation): OpenId[] {
  const people = peopleIn(command)
  switch (command.kind) {
    case 'delegate':
    case 'revoke':
      return people
    case 'handOver':
      return [...people, ...aboveWhoMustKnow(command.from, organisation)]
    case 'appoint': {
      const head = command.post === 'head' ? headOf(organisation, command.department) : undefined
      return [...people, ...(head === undefined ? [] : [head.openId])]
    }
    default:
      return []
  }
}

/** Of an officer's own role the head knows, of a handler's work the officers who gather it (process §6). */
function aboveWhoMustKnow(from: OpenId, organisation: Organisation): OpenId[] {
  const person = personOf(organisation, from)
  if (person === undefined) return []
  const { departmentId } = person
  if (!hasRole(person, 'DEPT_SUPERVISION_OFFICER'))
    return officersOf(organisation, departmentId).map(({ openId }) => openId)
  const head = headOf(organisation, departmentId)
  return head === undefined ? [] : [head.openId]
}

/** To 主要领导: a colleague was added as handler. */
export function undertakerAdded(
  { name, title }: { readonly name: string; readonly title: string },
  by: OpenId,
  organisation: Organisation,
): string {
  const post = title === '' ? '' : `（${literal(title, 30)}）`
  return `${personZh(organisation, by)}已将${literal(name, 30)}${post}添加为本单位承办人，批办时可以选择。如有不妥，请告知区政府督查室。`
}

export function undertakerAnswer(name: string): string {
  return `已将${literal(name, 30)}添加为本单位承办人，批办时即可选择，并已告知主要领导。`
}

/** To 督查室: somebody left, and this is what waited for him. */
export function leftBehind(
  openId: OpenId,
  work: readonly Work[],
  organisation: Organisation,
  at: Instant,
): string {
  const rest =
    work.length === 0
      ? '其名下没有待办事项。'
      : `已转至现任人员；没有接任人员的，将另行提示。\n${workLines(work)}`
  return `${personZh(organisation, openId)}已于${momentZh(at)}停用。${rest}`
}
