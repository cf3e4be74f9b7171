// 提醒设置: what is asked for holds with its answer, or not at all.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openPlay, type Play } from '../kit/play.ts'

let play: Play
beforeEach(async () => {
  play = await openPlay()
})
afterEach(() => play.close())

const kept = () => play.product.database.sql`
  select daily_list as list, daily_list_at as at from preference`

test('关、开、改时刻，各答一次；说不清的不改', async () => {
  expect((await play.say('禾苗', '提醒设置')).toSelf[0]).toContain('每个工作日08:40发送')
  expect(await kept()).toEqual([])
  expect((await play.say('禾苗', '提醒设置 每日清单 关')).toSelf[0]).toContain('不发送')
  expect(await kept()).toEqual([{ list: false, at: null }])
  expect((await play.say('禾苗', '提醒设置 每日清单 9:30')).toSelf[0]).toContain('09:30发送')
  expect((await play.say('禾苗', '提醒设置 每日清单 9:75')).toSelf[0]).toContain('未能识别')
  expect(await kept()).toEqual([{ list: true, at: '09:30' }])
})

test('答复没有存下的，设置也没有存下；平台再送一次，两样都有', async () => {
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
