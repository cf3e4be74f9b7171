// Many have left: what nobody can have yet, or what fails, keeps nothing back that stands behind it.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { instantOf, MINUTE_MS } from '../../src/domain/time.ts'
import { openPlay, type Play } from '../kit/play.ts'
import { matterAt } from '../kit/roads.ts'
import { named } from '../kit/yunling.ts'
import { rounds } from './unannounced.ts'

let play: Play
beforeEach(async () => {
  play = await openPlay({ start: instantOf('2026-09-14', '09:00'), pair: true })
})
afterEach(() => play.close())

test('排在前面的资料一直没有人可给，后面的照样转到接任者', async () => {
  await play.product.database.sql`
    insert into message (id, recipient_type, recipient, kind, waiting, issue, priority, due_at, created_at, parked_at,
      parked_reason)
    select gen_random_uuid(), 'person', ${named('禾苗')}, 'file', false, 1, 1, now(), '2026-01-01', now(), '230013'
    from generate_series(1, 120)`
  await matterAt(play, '待阅批', { title: '农村沼气建设工作' })
  await play.product.feishu.resign(named('禾苗'))
  await play.tap('佟雅宁', '立项阅批', '同意立项', { opinion: '请抓紧。' })
  await rounds(play)
  for (const [words, button] of [
    ['任职 区农业农村局 谷雨 督查工作人员', '确认任职'],
    ['停用 禾苗', '确认停用'],
  ] as const) {
    await play.say('温如松', words)
    await play.tap('温如松', '请确认', button)
    await play.tap('罗思远', '请确认', button)
  }
  const papers = () =>
    play
      .person('谷雨')
      .messages()
      .filter((one) => one.msgType === 'file').length
  for (const _ of ['one', 'two', 'three']) await rounds(play)
  expect(papers()).toBe(1)
  for (const _ of ['one', 'two', 'three']) await rounds(play)
  expect(papers()).toBe(1)
})

test('有一人的存不进去：其余的照样告知，下一轮再试', async () => {
  const { sql } = play.product.database
  await sql.unsafe(`
    create function refuse() returns trigger language plpgsql as $$
    begin
      if new.key like 'lost:${named('田守稼')}:%' then raise exception 'refused'; end if;
      return new;
    end $$;
    create trigger refuse before insert on inbox for each row execute function refuse()`)
  await play.product.feishu.resign(named('田守稼'))
  play.product.clock.forward(MINUTE_MS)
  await play.product.feishu.resign(named('禾苗'))
  await expect(rounds(play)).rejects.toMatchObject({ code: 'P0001' })
  await play.product.settle()
  const told = (words: string) => play.lines('温如松').filter((line) => line.includes(words)).length
  expect(told('禾苗已离职')).toBe(1)
  await sql`drop trigger refuse on inbox`
  await rounds(play)
  expect([told('田守稼局长已离职'), told('禾苗已离职')]).toEqual([1, 1])
})
