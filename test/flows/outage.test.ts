// The service was away for days: one list of what was missed, and nothing of it twice or not at all.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Card } from '../../cards/element.ts'
import { instantOf } from '../../src/domain/time.ts'
import { fireDues } from '../../src/flows/fire-dues.ts'
import { textOf } from '../cards/golden.ts'
import { type DatabaseProxy, databaseProxy } from '../kit/database-proxy.ts'
import { buttonsOf, openPlay, type Play } from '../kit/play.ts'
import { matterAt, onward, type Travelling } from '../kit/roads.ts'

let play: Play
/** The first instance's way to its database. */
let line: DatabaseProxy
beforeEach(async () => {
  const by = async (url: string) => {
    line = await databaseProxy(url)
    return line.url(url)
  }
  play = await openPlay({ start: instantOf('2026-09-14', '09:00'), pair: true, by })
})
afterEach(async () => {
  await play.close()
  await line.close()
})

const REMINDERS = ['工作提示', '督促提醒', '办理提示']

const sorts = (name: string, title: string) =>
  play.lines(name).filter((line) => line === title).length

const reminders = (name: string) =>
  play.lines(name).filter((line) => REMINDERS.includes(line)).length

/** A matter of 区农业农村局 that 谷雨 handles, due at 17:30 that day. */
const handled = (title: string, day: string): Promise<Travelling> =>
  matterAt(play, '办理中', { title, form: { deadline: `${day} 17:30` } })

async function backAt(day: string, time = '14:30'): Promise<void> {
  play.product.clock.set(instantOf(day, time))
  await play.product.ticks()
  await play.product.settle()
}

const list = (name: string) => textOf(play.card(name, '每日清单').card as unknown as Card)

test('停了几天，各人一份清单，逐项写明事项、状态、时限和天数，不再逐条发送', async () => {
  await handled('沼气池清掏', '2026-09-16')
  await handled('秸秆禁烧', '2026-09-22')
  await matterAt(play, '待签收', { title: '渡口安全', form: { deadline: '2026-09-24 17:30' } })
  await backAt('2026-09-21')
  expect(sorts('谷雨', '每日清单')).toBe(1)
  expect(reminders('谷雨')).toBe(0)
  const said = list('谷雨')
  expect(said).toContain('期间应提示的下列事项并入本清单，不再逐条发送')
  expect(said).toContain(
    '沼气池清掏\n云政督〔2026〕1号，现为办理中，时限9月16日 17:30，已过时限5天\n办理',
  )
  expect(said).toContain(
    '秸秆禁烧\n云政督〔2026〕2号，现为办理中，时限9月22日 17:30，距时限还有1天\n办理',
  )
  expect(said).not.toContain('渡口安全')
  expect(list('禾苗')).toContain(
    '渡口安全\n云政督〔2026〕3号，现为待签收，时限9月24日 17:30，距时限还有3天',
  )
  const { messageId } = play.card('谷雨', '每日清单')
  await play.person('谷雨').tap(messageId, '办理', { nth: 1 })
  await play.product.settle()
  expect(play.lines('谷雨').at(-1)).toBe('办理任务')
  await backAt('2026-09-21', '15:00')
  expect(sorts('谷雨', '每日清单')).toBe(1)
  expect(reminders('谷雨')).toBe(0)
})

test('对主要领导写得客气：只说要求何时报送，不说已过时限', async () => {
  const titles = ['沼气池清掏', '秸秆禁烧']
  for (const title of titles)
    await matterAt(play, '待批办', { title, form: { deadline: '2026-09-16 17:30' } })
  await backAt('2026-09-21')
  const said = list('田守稼')
  for (const title of titles) expect(said).toContain(title)
  expect(said).toContain('现为待批办，区政府办要求于9月16日（星期三）17:30前报送')
  expect(said).not.toMatch(/逾期|督促|限期|必须|未完成|扣分|已过时限/)
})

test('同一天又停又来，后来漏的另成一份，前一份说过的不再说', async () => {
  await handled('沼气池清掏', '2026-09-16')
  await handled('秸秆禁烧', '2026-09-22')
  await backAt('2026-09-21')
  const first = list('谷雨')
  // Two more that were not looked at the first time.
  const { sql } = play.product.database
  await handled('渡口安全', '2026-10-12')
  await handled('河道保洁', '2026-10-13')
  await sql`update due set due_at = due_at - interval '30 days' where kind = 'remind' and fired_at is null`
  await backAt('2026-09-21', '15:30')
  expect(sorts('谷雨', '每日清单')).toBe(2)
  expect(first).not.toContain('渡口安全')
  const second = list('谷雨')
  for (const title of ['渡口安全', '河道保洁']) expect(second).toContain(title)
  for (const title of ['沼气池清掏', '秸秆禁烧']) expect(second).not.toContain(title)
  expect(reminders('谷雨')).toBe(0)
})

test('清单刚存下就断了，再来时不重发，漏下的照发', async () => {
  await handled('沼气池清掏', '2026-09-16')
  await handled('秸秆禁烧', '2026-09-22')
  const { sql } = play.product.database
  play.product.clock.set(instantOf('2026-09-21', '14:30'))
  const before = await sql<
    { id: string }[]
  >`select subject_id || kind || key as id from due where fired_at is null`
  await fireDues(play.product.bot.world, play.product.clock.now())
  // As if it had ended between the list and what is said beside it.
  await sql`update due set fired_at = null where subject_id || kind || key = any (${before.map(({ id }) => id)}::text[])`
  await backAt('2026-09-21', '14:31')
  expect(sorts('谷雨', '每日清单')).toBe(1)
  expect(reminders('谷雨')).toBe(0)
  await backAt('2026-09-22', '09:30')
  expect(play.lines('谷雨').filter((line) => line === '督促提醒')).toHaveLength(1)
})

/** The first instance looks alone, and is killed with the list kept and nothing of what it says beside it. */
async function killedBehindTheList(at: number): Promise<void> {
  play.product.clock.set(at)
  void line.when('"items"', 'cutAfter').then(() => line.refuse())
  await expect(play.product.bot.tick()).rejects.toThrow()
  line.forget()
  await line.pass()
  await play.product.restart('killed')
}

describe('清单存下后实例被杀，次日才再查看', () => {
  const merged = ['沼气池清掏', '秸秆禁烧', '河道保洁']
  let matters: Travelling[]
  beforeEach(async () => {
    matters = []
    for (const title of merged) matters.push(await handled(title, '2026-09-16'))
    await killedBehindTheList(instantOf('2026-09-21', '14:30'))
  })

  test.each([0, 1, 2])(
    '其中%d项当天报送了：次日清单说过的一项也不再说，没说过的照说',
    async (done) => {
      for (const matter of matters.slice(0, done)) await onward(play, matter, '办理中', '已报送')
      // One more that the list does not name.
      await handled('渡口安全', '2026-10-12')
      const { sql } = play.product.database
      await sql`update due set due_at = due_at - interval '30 days' where kind = 'remind'
      and matter_id = (select id from matter where title = '渡口安全')`
      await backAt('2026-09-22')
      expect(sorts('谷雨', '每日清单')).toBe(1)
      expect(reminders('谷雨')).toBe(1)
      expect(textOf(play.card('谷雨', '督促提醒').card as unknown as Card)).toContain('渡口安全')
      await backAt('2026-09-22', '15:00')
      expect([sorts('谷雨', '每日清单'), reminders('谷雨')]).toEqual([1, 1])
    },
  )
})

/** 沼气池清掏 and 秸秆禁烧, merged in the evening, too late to be sent the same day. */
async function mergedTooLate(): Promise<Travelling[]> {
  const matters = [
    await handled('沼气池清掏', '2026-09-16'),
    await handled('秸秆禁烧', '2026-09-22'),
  ]
  play.product.clock.set(instantOf('2026-09-21', '18:29'))
  await fireDues(play.product.bot.world, play.product.clock.now())
  play.product.clock.set(instantOf('2026-09-21', '18:31'))
  await play.product.settle()
  return matters
}

test('清单等到次日发，当晚已报送的不再列', async () => {
  const [reported] = await mergedTooLate()
  if (reported !== undefined) await onward(play, reported, '办理中', '已报送')
  await backAt('2026-09-22', '08:31')
  expect(list('谷雨')).not.toContain('沼气池清掏')
  expect(list('谷雨')).toContain('秸秆禁烧')
  expect(buttonsOf(play.card('谷雨', '每日清单'))).toEqual(['办理'])
})

test('清单等到次日发，当晚都报送了的，不发', async () => {
  for (const matter of await mergedTooLate()) await onward(play, matter, '办理中', '已报送')
  await backAt('2026-09-22', '08:31')
  expect(sorts('谷雨', '每日清单')).toBe(0)
})

test('清早恢复的，安静时段过后才一并说；这份清单也就是当天的每日清单', async () => {
  await handled('沼气池清掏', '2026-09-16')
  await handled('秸秆禁烧', '2026-09-17')
  // Nothing of this one is due: it would stand on 每日清单 alone.
  await handled('林长制落实', '2026-10-30')
  await backAt('2026-09-21', '07:00')
  expect(sorts('谷雨', '每日清单')).toBe(0)
  for (const time of ['08:31', '08:45', '09:05', '17:00']) {
    await backAt('2026-09-21', time)
    expect(sorts('谷雨', '每日清单')).toBe(1)
    expect(reminders('谷雨')).toBe(0)
  }
  expect(list('谷雨')).toContain('已过时限5天')
  expect(list('谷雨')).toContain('其余待办请发送“我的待办”查看。')
  await backAt('2026-09-22', '08:40')
  expect(sorts('谷雨', '每日清单')).toBe(2)
  expect(list('谷雨')).toContain('林长制落实')
})
