// 一键催办 on a matter's page: offered while there is a department to be chased, and never when the bot would refuse.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Browsing, signedIn } from '../kit/browse.ts'
import { openPlay, type Play } from '../kit/play.ts'
import { matterAt } from '../kit/roads.ts'

let play: Play
let office: Browsing

beforeAll(async () => {
  play = await openPlay()
  office = await signedIn(play.product, '温如松')
})
afterAll(() => play.close())

/** The page of a matter whose lead has handed in. */
async function pageOf(title: string, co: readonly string[]): Promise<string> {
  await matterAt(play, '已报送', { title, lead: 'D07', form: { co } })
  const [row] = await play.product.database.sql<{ id: string }[]>`
    select id from matter where title = ${title}`
  return `/board/matters/${row?.id}`
}

test('材料都已报送的，网页上没有一键催办，硬发也没有这一页', async () => {
  const page = await pageOf('背街小巷整治', [])
  expect((await office.get(page)).text).not.toContain('一键催办')
  const before = play.lines('温如松').length
  expect((await office.post(`${page}/chase`)).status).toBe(404)
  await play.product.settle()
  expect(play.lines('温如松')).toHaveLength(before)
})

test('牵头单位已报送、配合单位未给的，催的是配合单位', async () => {
  const page = await pageOf('老旧管网改造', ['D04'])
  expect((await office.get(page)).text).toContain('一键催办')
  expect((await office.post(`${page}/chase`)).status).toBe(200)
  await play.product.settle()
  expect(play.says('温如松', '请确认', '老旧管网改造')).toContain('区财政局')
})
