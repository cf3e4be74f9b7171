// 提醒设置, over signed HTTP: whether and when 每日清单 comes is everybody's own; what duty asks for still comes.
import { afterEach, expect, test } from 'vitest'
import { instantOf } from '../../src/domain/time.ts'
import { openPlay, type Play } from '../kit/play.ts'
import { matterAt } from '../kit/roads.ts'

let play: Play
afterEach(() => play.close())

/** Something waits for 谷雨, and 提前催办 of it is due on the 18th. */
async function begun(): Promise<void> {
  play = await openPlay({ start: instantOf('2026-09-14', '09:00') })
  await matterAt(play, '办理中', { title: '水库除险' })
}

/** 每日清单 that 谷雨 has had by then. */
async function listsBy(day: string, time: string): Promise<number> {
  play.product.clock.set(instantOf(day, time))
  await play.product.ticks()
  await play.product.settle()
  return play.lines('谷雨').filter((line) => line === '每日清单').length
}

async function said(words: string): Promise<string> {
  return (await play.say('谷雨', words)).toSelf.join()
}

test('不设的，每个工作日8:40一份；问一声，告知现在怎样、怎么改', async () => {
  await begun()
  expect(await said('提醒设置')).toMatch(/^每日清单：每个工作日08:40发送，没有待办时不发。/)
  expect(await listsBy('2026-09-15', '08:39')).toBe(0)
  expect(await listsBy('2026-09-15', '08:40')).toBe(1)
  expect(await listsBy('2026-09-15', '09:30')).toBe(1)
})

test('关了就不来，时限提示照常；改了时刻就在那时来', async () => {
  await begun()
  expect(await said('提醒设置 每日清单 关')).toMatch(/^每日清单：不发送/)
  expect(await listsBy('2026-09-15', '09:00')).toBe(0)
  expect(await listsBy('2026-09-18', '09:00')).toBe(0)
  expect(play.lines('谷雨').filter((line) => line === '督促提醒')).toHaveLength(1)
  expect(await said('提醒设置 每日清单 20:00')).toContain('未能识别。')
  expect(await said('提醒设置 每日清单 9:75')).toContain('未能识别')
  expect(await said('提醒设置 每日清单 9:30')).toMatch(/^每日清单：每个工作日09:30发送/)
  await matterAt(play, '办理中', { title: '林长制落实', form: { deadline: '2026-10-30 17:30' } })
  expect(await listsBy('2026-09-22', '09:29')).toBe(0)
  expect(await listsBy('2026-09-22', '09:30')).toBe(1)
})

const kept = () => play.product.database.sql`
  select daily_list as list, daily_list_at as at from preference`

test('答复没有存下的，设置也没有存下；平台再送一次，两样都有', async () => {
  play = await openPlay()
  const { sql } = play.product.database
  await sql.unsafe(`
    create function away() returns trigger language plpgsql as 'begin raise exception ''away''; end';
    create trigger away before insert on message for each row execute function away()`)
  expect((await play.say('禾苗', '提醒设置 每日清单 关')).toSelf).toEqual([])
  expect(await kept()).toEqual([])
  await sql.unsafe('drop trigger away on message')
  play.product.clock.forward(15_000)
  expect(await play.product.feishu.deliverDue()).toBe(1)
  await play.product.settle()
  expect(await kept()).toEqual([{ list: false, at: null }])
  expect(play.lines('禾苗')).toHaveLength(1)
})
