// To 督查室: a group or a person gets no messages any more, what waits there, and what to do (process §6).
import { departmentOfGroup, type LostCause } from '../src/domain/lost-place.ts'
import type { Matter } from '../src/domain/matter.ts'
import {
  departmentZh,
  type OpenId,
  type Organisation,
  personOf,
} from '../src/domain/organisation.ts'
import { literal } from './answers.ts'
import { type Notice, notice } from './notice.ts'
import { personZh } from './phrases.ts'
import type { Work } from './staffing.ts'
import { matterLines, waitingLines } from './staffing-words.ts'

export interface LostPlace {
  readonly recipient: string
  readonly cause: LostCause
  /** The cards that wait there for a person. */
  readonly work: readonly Work[]
  /** The matters whose 督查事项 cards a group does not get. */
  readonly matters: readonly Pick<Matter, 'title' | 'number' | 'classification'>[]
}

export function lostPlaceNotices(
  place: LostPlace,
  hearers: readonly OpenId[],
  organisation: Organisation,
): Notice[] {
  const text = lostPlaceText(place, organisation)
  return hearers.map((to) => notice(organisation, to, text))
}

function lostPlaceText(place: LostPlace, organisation: Organisation): string {
  const { recipient, cause, work, matters } = place
  const department = departmentOfGroup(organisation, recipient)
  if (department !== undefined)
    return `${department.shortName}工作群${CAUSE_ZH[cause]}，群内的督查事项卡片不能更新；办理卡片仍私下送达有关人员，不受影响。${matterLines(matters)}\n${GROUP_NEXT_ZH[cause] ?? CHECK_ZH}`
  return `${personZh(organisation, recipient)}${CAUSE_ZH[cause]}，已收不到本系统的消息，现停止向其提醒。${waitingLines(work)}\n${personNext(place, organisation)}`
}

const CAUSE_ZH: Record<LostCause, string> = {
  removed: '已将机器人移出',
  disbanded: '已解散',
  muted: '已禁止机器人发言',
  left: '已离职或不在应用的可用范围内',
  stopped: '已停用机器人',
  unknownId: '在组织文件中的标识无效',
  frozen: '的账号已暂停使用',
}

const CHECK_ZH = '请核对组织文件中该单位的群。'

const GROUP_NEXT_ZH: Partial<Record<LostCause, string>> = {
  removed: '请在群内重新添加机器人，添加后自动补发。',
  muted: '请群主允许机器人发言，之后自动补发。',
  disbanded: '如另建新群，请添加机器人，并由督查室更新组织文件中该单位的群。',
}

function personNext({ recipient, cause }: LostPlace, organisation: Organisation): string {
  const person = personOf(organisation, recipient)
  const name = literal(person?.name ?? '姓名', 30)
  const where = person === undefined ? '单位' : departmentZh(organisation, person.departmentId)
  return `请核实：已离岗的，请督查室主任发送“停用 ${name}”，有接任人员的发送“任职 ${where} 姓名 职务”，待办卡片即转至接任人员；仍在岗的，${STILL_HERE_ZH[cause] ?? '请核对组织文件中该同志的标识'}，恢复后未送达的消息自动补发。`
}

const STILL_HERE_ZH: Partial<Record<LostCause, string>> = {
  left: '请管理员将其纳入应用的可用范围',
  stopped: '请本人重新启用机器人',
  frozen: '请管理员恢复其账号',
}
