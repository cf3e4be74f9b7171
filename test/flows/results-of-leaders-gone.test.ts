// 督查结果 that a leader never read before he left: it is his successor's to read, or 督查室 hears that it is nobody's.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { instantOf } from '../../src/domain/time.ts'
import { connect } from '../../src/store/connect.ts'
import { applyOrganisation, type OrganisationContent } from '../../src/store/organisations.ts'
import { silent } from '../kit/databases.ts'
import { openPlay, type Play } from '../kit/play.ts'
import { matterAt } from '../kit/roads.ts'
import { named, yunlingFile } from '../kit/yunling.ts'

let play: Play
beforeEach(async () => {
  play = await openPlay({ start: instantOf('2026-09-14', '09:00'), pair: true })
})
afterEach(() => play.close())

async function rounds(): Promise<void> {
  for (const _ of ['one', 'and another']) {
    await play.product.ticks()
    await play.product.settle()
  }
}

/** 秸秆禁烧 of 区农业农村局, closed with its result before these leaders. */
async function fedBackTo(...leaders: string[]): Promise<void> {
  await matterAt(play, '待汇总反馈', { title: '秸秆禁烧' })
  const form = { summary: '已全面禁烧。', leaders: leaders.map(named) }
  const { toast } = await play.tap('蒋小棠', '汇总反馈', '反馈领导', form, '秸秆禁烧')
  expect(toast?.type).toBe('success')
  await rounds()
}

type Person = OrganisationContent['people'][number]

/** A later organisation file. */
async function applied(people: readonly Person[]): Promise<void> {
  const sql = connect(play.product.database.url, { log: silent, max: 1 })
  await applyOrganisation(sql, { ...yunlingFile, people }, play.product.clock.now())
  await sql.end()
  await rounds()
}

const without = (name: string) => yunlingFile.people.filter((one) => one.name !== name)

/** 谷雨 has the post of the one who left. */
const succeeded = (name: string) => {
  const left = yunlingFile.people.find((one) => one.name === name)
  if (left === undefined) throw new Error(`nobody is called ${name}`)
  const heir = { ...left, openId: named('谷雨'), name: '谷雨' }
  return [...without(name).filter((one) => one.name !== '谷雨'), heir]
}

async function deactivated(name: string): Promise<void> {
  await play.say('温如松', `停用 ${name}`)
  await play.tap('温如松', '请确认', '确认停用', undefined, `停用${name}`)
  await play.tap('罗思远', '请确认', '确认停用', undefined, `停用${name}`)
  await rounds()
}

const results = (name: string) => play.lines(name).filter((line) => line === '督查结果').length
const told = (name: string) =>
  play.lines(name).filter((line) => line.includes('督查结果待阅')).length
const trail = () =>
  play.product.database.sql<{ actor: string; action: string; details: Record<string, string> }[]>`
    select actor, action, details from audit_entry order by matter_id, seq`

test('领导离任、新的组织文件有人接任：未阅的督查结果转到接任领导，由他已阅，记录写明', async () => {
  await fedBackTo('佟雅宁')
  await applied(succeeded('佟雅宁'))
  expect(results('谷雨')).toBe(1)
  expect(play.says('谷雨', '督查结果')).toContain('原呈佟雅宁副区长')
  expect(told('温如松')).toBe(0)
  const { toast } = await play.tap('谷雨', '督查结果', '已阅', {})
  expect(toast?.type).toBe('success')
  const entries = (await trail()).slice(-2)
  const details = { why: '反馈领导变动', from: named('佟雅宁'), to: named('谷雨') }
  expect(entries).toMatchObject([
    { actor: 'system', action: '自动', details },
    { actor: named('谷雨'), action: '已阅' },
  ])
  await rounds()
  expect(results('谷雨')).toBe(1)
})

test('没有人接任：督查室主任和经办人各知道一次；有人接任了，结果随即转去', async () => {
  await fedBackTo('佟雅宁', '沈维岳')
  await deactivated('佟雅宁')
  expect([told('温如松'), told('蒋小棠')]).toEqual([1, 1])
  expect(results('谷雨')).toBe(0)
  await rounds()
  expect(told('温如松')).toBe(1)
  await applied(succeeded('佟雅宁'))
  expect(results('谷雨')).toBe(1)
  // The other leader has his own copy, as before.
  expect(results('沈维岳')).toBe(1)
  expect((await play.tap('沈维岳', '督查结果', '已阅', {})).toast?.type).toBe('success')
  expect((await play.tap('谷雨', '督查结果', '已阅', {})).toast?.type).toBe('success')
  expect(told('温如松')).toBe(1)
})

test('已阅的留在原处：接任领导不再收到', async () => {
  await fedBackTo('佟雅宁')
  await play.tap('佟雅宁', '督查结果', '已阅', {})
  await applied(succeeded('佟雅宁'))
  expect(results('谷雨')).toBe(0)
  expect(told('温如松')).toBe(0)
})

test('接任领导本来就有一份：不再发第二份，一次已阅即可', async () => {
  await fedBackTo('佟雅宁', '陆明舟')
  const people = without('佟雅宁').map((one) =>
    one.name === '陆明舟' ? { ...one, portfolio: [...one.portfolio, 'D09'] } : one,
  )
  await applied(people)
  expect(results('陆明舟')).toBe(1)
  expect(told('温如松')).toBe(0)
  await play.tap('陆明舟', '督查结果', '已阅', {})
  const [open] = await play.product.database
    .sql`select from message where kind = 'feedback' and waiting`
  expect(open).toBeUndefined()
})

test('任职换了区政府办主任：未阅的转到新任；原任的旧卡片写明已转呈谁', async () => {
  await fedBackTo('韩秉文')
  await play.say('温如松', '任职 区政府办 谷雨 主要领导')
  await play.tap('温如松', '请确认', '确认任职', undefined, '谷雨')
  const old = play.card('韩秉文', '督查结果')
  await play.tap('罗思远', '请确认', '确认任职', undefined, '谷雨')
  await rounds()
  expect(results('谷雨')).toBe(1)
  expect(play.says('韩秉文', '督查结果')).toContain('因人员变动转呈谷雨')
  expect(play.card('韩秉文', '督查结果').messageId).toBe(old.messageId)
})
