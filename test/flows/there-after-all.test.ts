// Somebody counts as out of reach and taps his card: he is there, and what he missed comes.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { instantOf } from '../../src/domain/time.ts'
import { openPlay, type Play } from '../kit/play.ts'
import { matterAt } from '../kit/roads.ts'
import { named } from '../kit/yunling.ts'
import { rounds, unannounced } from './unannounced.ts'

let play: Play
beforeEach(async () => {
  play = await openPlay({ start: instantOf('2026-09-14', '09:00'), pair: true })
})
afterEach(() => play.close())

/** 田守稼 taps the card that he has of it. */
function instructs(title: string) {
  const form = { mode: 'section', opinion: '请办理。', handlers: [named('谷雨')] }
  return play.tap('田守稼', '领导批办', '批办', form, title)
}

test('账号恢复的事件没有送来，本人点了卡片：没送到的补上，照常提醒', async () => {
  await matterAt(play, '待批办', { title: '农村沼气建设工作' })
  const { feishu } = play.product
  await feishu.setFrozen(named('田守稼'), true)
  feishu.setAvailable(named('田守稼'), false)
  await matterAt(play, '待批办', { title: '秸秆禁烧' })
  await rounds(play)
  unannounced(play, 'contact.user.updated_v3')
  feishu.setAvailable(named('田守稼'), true)
  await feishu.setFrozen(named('田守稼'), false)
  await instructs('农村沼气建设工作')
  await rounds(play)
  expect(play.says('田守稼', '领导批办', '秸秆禁烧')).toContain('秸秆禁烧')
  await rounds(play, instantOf('2026-09-15', '09:10'))
  const nudges = play.lines('田守稼').filter((line) => ['每日清单', '工作提示'].includes(line))
  expect(nudges.length).toBeGreaterThan(0)
})

test('停用机器人的人点旧卡片：仍停用的，当日不再告知；已启用的，没送到的都补上', async () => {
  await matterAt(play, '待批办', { title: '农村沼气建设工作' })
  await matterAt(play, '待批办', { title: '春耕备耕' })
  play.person('田守稼').setStopped(true)
  await matterAt(play, '待批办', { title: '秸秆禁烧' })
  await rounds(play)
  const told = () =>
    play.lines('温如松').filter((line) => line.includes('田守稼局长已停用机器人')).length
  expect(told()).toBe(1)
  await instructs('农村沼气建设工作')
  await rounds(play)
  expect(told()).toBe(1)
  play.person('田守稼').setStopped(false)
  await instructs('春耕备耕')
  await rounds(play)
  expect(play.says('田守稼', '领导批办', '秸秆禁烧')).toContain('秸秆禁烧')
})
