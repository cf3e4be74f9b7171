// To 督查室 and whoever can help: a step waits and nobody can take it (process §6).
import type { Hanging } from '../src/domain/hanging.ts'
import type { Matter } from '../src/domain/matter.ts'
import {
  departmentZh,
  headOf,
  type OpenId,
  type Organisation,
  officersOf,
} from '../src/domain/organisation.ts'
import type { Standing } from '../src/domain/terms.ts'
import { supervisionOf } from '../src/domain/wanted-cards.ts'
import { type Notice, nameOf, notice } from './notice.ts'

/** Who hears of it: the matter's 经办人 and 督查室主任, and in the department whoever is above what is missing. */
export function hangingNotices(
  matter: Matter,
  hanging: Hanging,
  organisation: Organisation,
): Notice[] {
  const { departmentId, statusZh, lacks } = hanging
  const where = departmentId === null ? '' : departmentZh(organisation, departmentId)
  const said = `${nameOf(matter)}${where}${statusZh}，${where === '' ? '' : '该单位'}目前${LACKING_ZH[lacks] ?? '没有可办的人员'}，暂无人可办。`
  const above = inDepartment(hanging, organisation)
  const office = supervisionOf(matter, organisation).filter((to) => !above.includes(to))
  return [
    ...office.map((to) => notice(organisation, to, `${said}${officeNext(lacks, where)}`)),
    ...above.map((to) => notice(organisation, to, `${said}${DEPARTMENT_NEXT_ZH[lacks] ?? ''}`)),
  ]
}

const LACKING_ZH: Partial<Record<Standing, string>> = {
  head: '没有在岗的主要领导',
  officer: '没有在岗的督查工作人员',
  handler: '没有在岗且未报办理完毕的承办人',
  approver: '没有可阅批的区领导',
  viceMayor: '没有分管的副区长',
  mayor: '没有在岗的区长',
  officeLeader: '没有可签发的区政府办领导',
  chief: '没有在岗的督查室主任',
  supervision: '没有可办的督查室人员',
  reader: '没有接任原反馈领导的人员',
}

const POST_ZH: Partial<Record<Standing, string>> = { head: '主要领导', officer: '督查工作人员' }

/** What 督查室 can do about it. */
function officeNext(lacks: Standing, where: string): string {
  const post = POST_ZH[lacks]
  if (post !== undefined)
    return `请商该单位确定人选，由督查室主任发送“任职 ${where} 姓名 ${post}”，确认后卡片即转至接任人员。`
  if (lacks === 'handler') return '已请该单位转办、改批或汇总，请关注。'
  if (lacks === 'approver') return '请撤回呈请，改选阅批领导后重新呈请。'
  return '请尽快明确人员，更新组织文件后卡片即转至有关人员。'
}

const DEPARTMENT_NEXT_ZH: Partial<Record<Standing, string>> = {
  officer: '请尽快明确督查工作人员，并告知区政府督查室。',
  handler: '请发送“转办”另定承办人，或由主要领导改批；已办完的，请发送“汇总”。',
}

function inDepartment({ departmentId, lacks }: Hanging, organisation: Organisation): OpenId[] {
  if (departmentId === null || (lacks !== 'officer' && lacks !== 'handler')) return []
  const head = headOf(organisation, departmentId)
  const heads = head === undefined ? [] : [head.openId]
  if (lacks === 'officer') return heads
  const officers = officersOf(organisation, departmentId).map(({ openId }) => openId)
  return officers.length > 0 ? officers : heads
}
