// 督查通报 of a matter that is closed: what its reader saw stays with him, what he never could see is his successor's.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { instantOf } from '../../src/domain/time.ts'
import { openPlay, type Play } from '../kit/play.ts'
import { matterAt } from '../kit/roads.ts'
import { named } from '../kit/yunling.ts'

let play: Play
beforeEach(async () => {
  play = await openPlay({ start: instantOf('2026-09-14', '09:00'), pair: true })
})
afterEach(() => play.close())

/** 秸秆禁烧 of 区农业农村局 closed with a 通报 to it and 区水利局. */
async function issued(meanwhile: () => unknown = () => undefined): Promise<void> {
  const { title } = await matterAt(play, '待汇总反馈', { title: '秸秆禁烧' })
  await meanwhile()
  const summary = '个别村组仍有焚烧。'
  const leaders = { also_feedback: 'yes', leaders: [named('佟雅宁')] }
  const bulletin = { summary, scope: ['D09', 'D08'], critical: 'no', ...leaders }
  await play.tap('蒋小棠', '汇总反馈', '通报', bulletin, title)
  const { toast } = await play.tap('罗思远', '通报签发', '签发', {}, title)
  expect(toast?.content).toContain('该事项已办结')
  await rounds()
}

async function rounds(): Promise<void> {
  for (const _ of ['one', 'and another']) {
    await play.product.ticks()
    await play.product.settle()
  }
}

async function appointed(name: string, post = '主要领导'): Promise<void> {
  await play.say('温如松', `任职 区农业农村局 ${name} ${post}`)
  await play.tap('温如松', '请确认', '确认任职', undefined, name)
  await play.tap('罗思远', '请确认', '确认任职', undefined, name)
  await rounds()
}

async function deactivated(name: string): Promise<void> {
  await play.say('温如松', `停用 ${name}`)
  await play.tap('温如松', '请确认', '确认停用', undefined, `停用${name}`)
  await play.tap('罗思远', '请确认', '确认停用', undefined, `停用${name}`)
  await rounds()
}

const copies = (name: string) => play.lines(name).filter((line) => line === '督查通报').length

test('原主要领导收到过的通报留在他那里，不再发给新任', async () => {
  await issued()
  const before = JSON.stringify(play.card('田守稼', '督查通报').card)
  await appointed('叶长青')
  expect(copies('叶长青')).toBe(0)
  expect(JSON.stringify(play.card('田守稼', '督查通报').card)).toBe(before)
  // Nor when something comes of the result afterwards.
  const { toast } = await play.tap('佟雅宁', '督查结果', '已阅', {})
  expect(toast?.type).toBe('success')
  expect(copies('叶长青')).toBe(0)
  expect(JSON.stringify(play.card('田守稼', '督查通报').card)).toBe(before)
})

test('原主要领导没收到的通报，任职后送新任，一次；原主要领导再启用机器人，也不再补送给他', async () => {
  await issued(() => play.person('田守稼').setStopped(true))
  expect(copies('田守稼')).toBe(0)
  await appointed('叶长青')
  expect(copies('叶长青')).toBe(1)
  expect(play.says('叶长青', '督查通报')).toContain('个别村组仍有焚烧。')
  play.person('田守稼').setStopped(false)
  await play.say('田守稼', '帮助')
  await rounds()
  expect(['田守稼', '叶长青', '禾苗', '段小桥', '路向东'].map(copies)).toEqual([0, 1, 1, 1, 1])
  // Whoever comes after him finds it seen.
  await appointed('谷雨')
  expect(copies('谷雨')).toBe(0)
})

test('没有人接任时，没收到的通报先留着，有人任职了再送', async () => {
  await issued(() => play.product.feishu.resign(named('田守稼')))
  await deactivated('田守稼')
  await appointed('谷雨', '督查工作人员')
  expect(copies('谷雨')).toBe(0)
  await appointed('叶长青')
  expect(copies('叶长青')).toBe(1)
})

test('督查工作人员没收到的，送接任的督查工作人员；只是一时收不到的，恢复后送本人', async () => {
  await issued(() => {
    for (const name of ['禾苗', '田守稼']) play.person(name).setStopped(true)
  })
  await appointed('谷雨', '督查工作人员')
  expect(copies('谷雨')).toBe(0)
  await deactivated('禾苗')
  expect(copies('谷雨')).toBe(1)
  play.person('田守稼').setStopped(false)
  await play.say('田守稼', '帮助')
  await rounds()
  expect(copies('田守稼')).toBe(1)
})

test('账号暂停期间送到的，没有人看过：任职后送新任', async () => {
  await issued(() => play.product.feishu.setFrozen(named('田守稼'), true))
  await appointed('叶长青')
  expect(copies('叶长青')).toBe(1)
  await play.product.feishu.setFrozen(named('田守稼'), false)
  await rounds()
  expect(copies('叶长青')).toBe(1)
})

test('排在前面的一直没有人可给，后面的照样送新任', async () => {
  await issued(() => play.person('田守稼').setStopped(true))
  // Copies of the leader's own: they are nobody else's.
  await play.product.database.sql`
    insert into message (id, recipient_type, recipient, kind, matter_id, turn, issue, waiting, priority, due_at,
      created_at, parked_at, parked_reason, settled)
    select gen_random_uuid(), 'person', ${named('佟雅宁')}, 'feedback', matter_id, turn, 100 + n, false, 1, now(),
      '2026-01-01', now(), '230013', true
    from message, generate_series(1, 120) n
    where kind = 'feedback' and recipient = ${named('田守稼')}`
  await appointed('叶长青')
  await rounds()
  expect(copies('叶长青')).toBe(1)
})
