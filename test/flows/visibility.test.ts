// Who sees what (process §8), asked by all forty people of the district, and read off every message they ever had.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { leadOf, type Matter } from '../../src/domain/matter.ts'
import type { Person } from '../../src/domain/organisation.ts'
import { maySeeMatter, maySeePapers } from '../../src/domain/visibility.ts'
import { loadMatter } from '../../src/store/matters.ts'
import { openPlay, type Play } from '../kit/play.ts'
import { CANARY, matterAt, onward, type Travelling } from '../kit/roads.ts'
import type { Shown } from '../kit/shown.ts'
import { yunling } from '../kit/yunling.ts'

let play: Play
let signed: Travelling

const TITLES = ['教师轮岗交流', '农村沼气建设工作', '危旧房排查'] as const
const [PROPOSED, UNDER_WAY, SIGNED] = TITLES
const PEOPLE = yunling.people

/** One waits for approval, one is worked on and reported about, one is signed and not yet handed in. */
beforeAll(async () => {
  play = await openPlay()
  await matterAt(play, '待阅批', { title: PROPOSED, lead: 'D02', form: { co: ['D05'] } })
  await matterAt(play, '办理中', { title: UNDER_WAY, lead: 'D09', form: { co: ['D04'] } })
  await play.say('谷雨', `进展 1号 ${CANARY.progress}`)
  signed = await matterAt(play, '办理中', { title: SIGNED, lead: 'D07', form: { co: ['D11'] } })
  await play.say('施工', `进展 2号 ${CANARY.progress}`)
  signed = await onward(play, signed, '办理中', '已审签')
  await play.tap('金穗', '交办通知', '签收并呈批', {}, UNDER_WAY)
  await play.tap('常宁', '交办通知', '签收并呈批', {}, SIGNED)
})
afterAll(() => play.close())

async function matterOf(title: string): Promise<Matter> {
  const [row] = await play.product.database.sql<{ id: string }[]>`
    select id from matter where title = ${title}`
  const matter = row === undefined ? null : await loadMatter(play.product.database.sql, row.id)
  if (matter === null) throw new Error(`no matter ${title}`)
  return matter
}

/** What people were shown about a matter that holds one of the words. */
function showing(title: string, words: readonly string[]): { person: Person; shown: Shown }[] {
  return play.shown.flatMap((shown) => {
    const person = PEOPLE.find((one) => one.name === shown.to)
    const content = shown.text ?? JSON.stringify(shown.card)
    const isIt = content.includes(title) && words.some((word) => content.includes(word))
    return person !== undefined && isIt ? [{ person, shown }] : []
  })
}

function namesOf(found: readonly { person: Person }[]): string[] {
  return [...new Set(found.map(({ person }) => person.name))].toSorted()
}

describe.each(TITLES)('%s', (title) => {
  test('全区四十人各查一遍，看得到的得到卡片，看不到的与没有这件事项一样', async () => {
    const matter = await matterOf(title)
    const at = play.product.clock.now()
    const answers: [string, string][] = []
    for (const { name } of PEOPLE) {
      const { toSelf } = await play.say(name, `查 ${title}`)
      answers.push([name, toSelf.join('')])
    }
    const expected = PEOPLE.map((person) => [
      person.name,
      maySeeMatter(person, matter, yunling, at)
        ? '督查事项'
        : `未找到与“${title}”有关的督查事项，请换个说法，或发送“查 27号”按编号查询。`,
    ])
    expect(answers).toEqual(expected)
    const seeing = answers.filter(([, answer]) => answer === '督查事项').length
    expect(seeing).toBeGreaterThan(5)
    expect(seeing).toBeLessThan(20)
  })

  test('督查内容只到看得到这件事项的人手里', async () => {
    const matter = await matterOf(title)
    const at = play.product.clock.now()
    const readers = showing(title, [CANARY.content, CANARY.approval]).map(({ person }) => person)
    expect(readers.length).toBeGreaterThan(3)
    expect(readers.filter((person) => !maySeeMatter(person, matter, yunling, at))).toEqual([])
  })
})

describe('部门材料不出部门', () => {
  const PAPERS = [CANARY.suggestion, CANARY.opinion, CANARY.progress, CANARY.report]

  test.each([
    [UNDER_WAY, ['田守稼', '禾苗', '谷雨']],
    [SIGNED, ['房一鸣', '施工', '马建业']],
  ])('“%s”报送之前，拟办建议、批办意见、进展、未报送的材料只有%j见过', async (title, insiders) => {
    const lead = leadOf(await matterOf(title))
    const at = play.product.clock.now()
    const found = showing(title, PAPERS)
    for (const { person } of found)
      expect(lead && maySeePapers(person, lead, yunling, at), person.name).toBe(true)
    expect(namesOf(found)).toEqual(insiders.toSorted())
  })

  test('配合单位看得到事项，看不到牵头单位的材料；牵头单位也看不到配合单位的', async () => {
    expect(namesOf(showing(UNDER_WAY, [CANARY.content]))).toContain('金穗')
    const theirs = '财政局的拟办建议'
    await play.say('金穗', '我的待办')
    await play.tap('钱守诚', '领导批办', '批办', {
      mode: 'officer',
      opinion: theirs,
    })
    for (const name of ['田守稼', '禾苗', '谷雨', '温如松', '佟雅宁'])
      await play.say(name, '查 1号')
    expect(namesOf(showing(UNDER_WAY, [theirs]))).toEqual(['金穗', '钱守诚'].toSorted())
  })

  test('报送之后，督查室看得到报送的材料，仍看不到批办意见和进展', async () => {
    await onward(play, signed, '已审签', '已报送')
    const readers = showing(SIGNED, [CANARY.report])
    expect(namesOf(readers)).toEqual(['房一鸣', '温如松', '蒋小棠', '马建业'].toSorted())
    for (const { name } of PEOPLE) await play.say(name, '查 2号')
    const insiders = ['房一鸣', '施工', '马建业'].toSorted()
    expect(namesOf(showing(SIGNED, [CANARY.opinion, CANARY.progress]))).toEqual(insiders)
  })
})
