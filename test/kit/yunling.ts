// The invented district and its people by name, for tests.
import type { Docket } from '../../src/domain/matter.ts'
import type { OpenId, Organisation } from '../../src/domain/organisation.ts'
import { instantOf } from '../../src/domain/time.ts'
import { parseOrganisationFile } from '../../src/organisation-file.ts'
import json from './yunling-org.json' with { type: 'json' }

const parsed = parseOrganisationFile(json)
if (!parsed.ok) throw new Error(`the test district is wrong: ${JSON.stringify(parsed.faults)}`)

/** What the organisation file says, without a version. */
export const yunlingFile = parsed.file

export const yunling: Organisation = { ...parsed.file, version: 1 }

/** The open_id of somebody of the district, by name. */
export function named(name: string): OpenId {
  const person = yunling.people.find((one) => one.name === name)
  if (person === undefined) throw new Error(`nobody in the district is called ${name}`)
  return person.openId
}

/** Monday 14 September 2026, 09:00: the day most matters of the district begin. */
export const MONDAY = instantOf('2026-09-14', '09:00')

/** 农村沼气建设工作: led by 区农业农村局 with 区财政局, due on 21 September. */
export const biogas: Partial<Docket> = {
  title: '农村沼气建设工作',
  category: 7,
  source: '区政府办公室',
  sourceDocument: '云政办督〔2026〕5号',
  content: '督查“农村沼气建设工作”的落实情况：完成情况（附数据）、存在问题和不足、下一步安排。',
  lead: 'D09',
  co: ['D04'],
  deadline: instantOf('2026-09-21', '17:30'),
  copies: 1,
  seal: true,
  electronic: true,
  signature: true,
  approver: 'ou_test_p04',
  notSecret: true,
}

/** What 禾苗 does is with 谷雨 until the end of September. */
export const handedOver = {
  principal: named('禾苗'),
  delegate: named('谷雨'),
  scope: ['WORK'] as const,
  from: '2026-09-14',
  to: '2026-09-30',
  writtenAuthorization: '',
}

/** A report that passes the gate. */
export const goodReport = {
  achievements: '已建成户用沼气池120座，完成年度任务的80%。',
  problems: '部分村组后续管护力量不足，配件供应不及时。',
  nextSteps: '10月底前完成剩余30座建设，落实村级管护员。',
  replyClass: null,
  replyContact: '',
}

/** What a reply to a proposal says beside it; reports of other matters drop it. */
export const goodReply = { replyClass: 'B', replyContact: '禾苗，0871-6543210' } as const
