// 超期, 临期, 统计, 查: whoever asks gets what he may see – every row of it, and never a row or a number more.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { matterLamp } from '../../src/domain/deadline.ts'
import { leadOf, type Matter } from '../../src/domain/matter.ts'
import { instantOf } from '../../src/domain/time.ts'
import { maySeeMatter } from '../../src/domain/visibility.ts'
import type { SeenMessage } from '../../src/local-feishu/person.ts'
import { loadMatters } from '../../src/store/matters.ts'
import { openPlay, type Play } from '../kit/play.ts'
import { matterAt, STOPS } from '../kit/roads.ts'
import { yunling } from '../kit/yunling.ts'

let play: Play
let matters: readonly Matter[]

/** Matters of four departments at every stop of the road, some late and some soon due. */
beforeAll(async () => {
  play = await openPlay()
  const leads = ['D07', 'D09', 'D02', 'D08'] as const
  for (const [index, stop] of STOPS.entries()) {
    const lead = leads[index % leads.length] ?? 'D07'
    const deadline = index % 2 === 0 ? '2026-09-18 17:30' : '2026-09-22 17:30'
    const form = { deadline, ...(index % 3 === 0 ? { co: ['D04'] } : {}) }
    await matterAt(play, stop, { title: `暗号${index}事项`, lead, form })
  }
  play.product.clock.set(instantOf('2026-09-21', '10:00'))
  const rows = await play.product.database.sql<{ id: string }[]>`select id from matter`
  const loaded = await loadMatters(
    play.product.database.sql,
    rows.map(({ id }) => id),
  )
  matters = [...loaded.values()]
}, 120_000)
afterAll(() => play.close())

const NOT_FOR_LOOKING = '超期、临期和统计供区政府督查室和领导查看。'
const LOOKERS = yunling.people.filter((person) =>
  person.roles.some(
    (role) => !['DEPT_DEPUTY', 'DEPT_SUPERVISION_OFFICER', 'UNDERTAKER'].includes(role),
  ),
)

function seenBy(openId: string): Matter[] {
  const at = play.product.clock.now()
  return matters.filter((matter) => {
    const person = yunling.people.find((one) => one.openId === openId)
    return person !== undefined && maySeeMatter(person, matter, yunling, at)
  })
}

const titlesIn = (message: SeenMessage): string[] => [
  ...new Set(JSON.stringify(message.card).match(/暗号\d+事项/gu) ?? []),
]

describe.each([
  ['超期', '超期事项', 'red'],
  ['临期', '临期事项', 'yellow'],
] as const)('%s', (word, title, lamp) => {
  test('每个人：看得见的一件不少，看不见的一件不多，件数相符，从不用红色', async () => {
    for (const { name, openId } of LOOKERS) {
      const heard = await play.say(name, word)
      expect(heard.toSelf, name).toEqual([title])
      const card = play.card(name, title)
      const at = play.product.clock.now()
      const expected = seenBy(openId).filter(
        (matter) => leadOf(matter) !== undefined && matterLamp(matter, yunling, at) === lamp,
      )
      expect(titlesIn(card).sort(), name).toEqual(expected.map((held) => held.title).sort())
      const total = expected.length
      expect(JSON.stringify(card.card), name).toContain(total === 0 ? '目前没有' : `共${total}项`)
      expect(JSON.stringify(card.card)).not.toContain('"template":"red"')
    }
    expect(LOOKERS.length).toBeGreaterThan(10)
  })

  test('承办人和督查工作人员问不到；群里问的，卡片只到私聊', async () => {
    for (const name of ['房一鸣', '施工', '禾苗'])
      expect((await play.say(name, word)).toSelf.join('')).toContain(NOT_FOR_LOOKING)
    const heard = await play.say('马建业', word, { chatId: 'oc_test_d07', mentionBot: true })
    expect(heard).toMatchObject({ toSelf: [title], toGroup: ['已将卡片发至您的私聊。'] })
  })
})

test('列表上的“查”发来督查事项', async () => {
  await play.say('温如松', '超期')
  const { messageId } = play.card('温如松', '超期事项')
  const sent = await play.person('温如松').tap(messageId, '查', { nth: 1 })
  await play.product.settle()
  expect(sent.toast?.type).toBe('success')
  expect(titlesIn(play.card('温如松', '督查事项'))).toHaveLength(1)
})

test('统计：各项数目就是看得见的数目，单位按机构顺序', async () => {
  for (const { name, openId } of LOOKERS) {
    await play.say(name, '统计')
    const card = JSON.stringify(play.card(name, '督查统计').card)
    const total = seenBy(openId).filter((matter) => matter.status !== 'drafting').length
    expect(card, name).toContain(total === 0 ? '目前没有可以统计的' : `共${total}项`)
    expect(titlesIn(play.card(name, '督查统计'))).toEqual([])
    if (total > 0) expect(card).toContain('"tag":"chart"')
    const named = yunling.departments.map(({ shortName }) => card.indexOf(`"${shortName}"`))
    const shown = named.filter((index) => index >= 0)
    expect(shown).toEqual(shown.toSorted((one, other) => one - other))
    const foreign = yunling.departments.filter(
      ({ id, shortName }) =>
        card.includes(`"department":"${shortName}"`) &&
        !seenBy(openId).some((matter) => (leadOf(matter)?.departmentId ?? matter.lead) === id),
    )
    expect(foreign, name).toEqual([])
  }
})

test('查：按字词只在看得见的里找', async () => {
  for (const { name, openId } of yunling.people) {
    const heard = await play.say(name, '查 暗号')
    const seen = seenBy(openId).filter((matter) => matter.status !== 'drafting')
    const said = heard.toSelf.join('\n')
    const named = [...new Set(said.match(/暗号\d+事项/gu) ?? [])]
    for (const title of named)
      expect(
        seen.map((held) => held.title),
        name,
      ).toContain(title)
    if (seen.length === 0) expect(said, name).toContain('未找到')
    if (seen.length === 1) expect(said, name).toBe('督查事项')
    if (seen.length > 1) expect(named.length, name).toBe(Math.min(5, seen.length))
  }
})

describe('意见反馈', () => {
  test('私下转区政府办主任，写明是谁说的；本人得到回音', async () => {
    const heard = await play.say('谷雨', '意见反馈 提醒太早，@所有人 [点这里](http://x.cn)')
    expect(heard.toSelf).toEqual(['已转区政府办主任，谢谢。'])
    const told = play.lines('韩秉文').at(-1) ?? ''
    expect(told).toMatch(/^意见反馈（区农业农村局谷雨科长，9月21日 /)
    expect(told).toContain('提醒太早')
    expect(told).not.toContain('http://')
  })

  test('没写内容的，请其写明；群里说的，群里只回一句', async () => {
    expect((await play.say('谷雨', '意见反馈')).toSelf.join('')).toContain('请写明您的意见')
    const heard = await play.say('谷雨', '意见反馈 太长', {
      chatId: 'oc_test_d09',
      mentionBot: true,
    })
    expect(heard.toGroup).toEqual(['已转区政府办主任，谢谢。'])
  })
})
