// Nobody sees a row or a number of what is not theirs: all people of the district over matters in any state.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { figuresFor, LAMPS } from '../../src/board/figures.ts'
import { dueOf, lampOf, lookOf, partOf, seenRows, viewpointOf } from '../../src/board/looking.ts'
import { chosenFilter } from '../../src/board/matters-page.ts'
import { isLit, OPEN_MATTER, OWING } from '../../src/domain/lamp-classes.ts'
import { leadOf } from '../../src/domain/matter.ts'
import type { Organisation, Person } from '../../src/domain/organisation.ts'
import { DAY_MS, dayOf, HOUR_MS } from '../../src/domain/time.ts'
import { maySeeMatter, maySeePapers } from '../../src/domain/visibility.ts'
import { sayFor } from '../../src/flows/said-on-page.ts'
import { type BoardRow, boardRows } from '../../src/store/board.ts'
import { documentsAbout } from '../../src/store/document-lines.ts'
import { ledgerMatters } from '../../src/store/ledger.ts'
import { loadMatter } from '../../src/store/matters.ts'
import { applyOrganisation } from '../../src/store/organisations.ts'
import { signedIn } from '../kit/browse.ts'
import { openBusyDistrict } from '../kit/busy-district.ts'
import type { Play } from '../kit/play.ts'
import { type FreshDatabase, freshDatabase } from '../kit/postgres.ts'
import { CANARY, matterAt, onward } from '../kit/roads.ts'
import { type Scattered, scatter, scattered } from '../kit/scattered.ts'
import { MONDAY, named, yunling, yunlingFile } from '../kit/yunling.ts'

const AT = MONDAY + 3 * HOUR_MS

/** With delegations, so that delegates' sight is tried too. */
const organisation: Organisation = {
  ...yunling,
  delegations: [
    delegation('佟雅宁', '陆明舟', 'DECIDE'),
    delegation('田守稼', '谷雨', 'SIGN_REPORT'),
    delegation('马建业', '许广厦', 'INSTRUCT'),
    delegation('谷雨', '金穗', 'WORK'),
  ],
}

function delegation(
  principal: string,
  delegate: string,
  scope: 'DECIDE' | 'SIGN_REPORT' | 'INSTRUCT' | 'WORK',
) {
  const day = dayOf(AT)
  return {
    principal: named(principal),
    delegate: named(delegate),
    scope: [scope],
    from: day,
    to: day,
    writtenAuthorization: '委托书〔2026〕1号',
  }
}

function visitorFor(person: Person) {
  return { person, organisation, at: AT, formToken: '' }
}

describe('数据库按同一条规则收窄', () => {
  let database: FreshDatabase
  beforeAll(async () => {
    database = await freshDatabase()
    await applyOrganisation(database.sql, yunlingFile, MONDAY)
  })
  afterAll(() => database.drop())

  test('谁的名单里都没有看不到的事项，看得到的一件不少，数字也只数看得到的', {
    timeout: 120_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(scattered, { selector: ({ id }) => id, minLength: 12, maxLength: 24 }),
        async (matters) => {
          await scatter(database.sql, matters)
          for (const person of organisation.people) await judge(database, person, matters)
        },
      ),
      { numRuns: 6, endOnFailure: true },
    )
  })
})

async function judge({ sql }: FreshDatabase, person: Person, matters: readonly Scattered[]) {
  const visitor = visitorFor(person)
  const look = lookOf(visitor)
  const seen = matters.filter((matter) => maySeeMatter(person, matter, organisation, AT))
  const all = chosenFilter({ status: 'all', sort: 'new' }, visitor).filter
  const found = await boardRows(sql, look, all, { limit: 1_000, offset: 0 })
  expect([person.name, idsOf(found.rows)]).toEqual([person.name, idsOf(seen)])
  expect(found.total).toBe(seen.length)
  const everything = { year: null, category: null, department: null, status: null }
  const ledger = await ledgerMatters(sql, look.sight, everything, 1_000)
  expect([person.name, ledger.toSorted()]).toEqual([person.name, idsOf(seen)])
  expect(seenRows(look, found.rows)).toHaveLength(found.rows.length)
  const open = found.rows.filter(({ status }) => OPEN_MATTER.includes(status))
  const figures = await figuresFor(sql, visitor)
  expect(figures.open).toBe(open.length)
  for (const lamp of LAMPS) {
    const lit = open.filter((row) => isLit(row.status) && lampOf(row, visitor) === lamp)
    expect([person.name, lamp, figures.byLamp[lamp]]).toEqual([person.name, lamp, lit.length])
    const filter = chosenFilter({ lamp }, visitor).filter
    const listed = await boardRows(sql, look, filter, { limit: 1_000, offset: 0 })
    expect(idsOf(listed.rows)).toEqual(idsOf(lit))
  }
  const owing = open.filter((row) => owes(row, visitor))
  for (const { day, count } of figures.days)
    expect(count).toBe(owing.filter((row) => dueDay(row, visitor) === day).length)
}

function owes(row: BoardRow, { person }: ReturnType<typeof visitorFor>): boolean {
  const part = partOf(row, viewpointOf(person))
  return row.status === 'handling' && part !== undefined && OWING.includes(part.status)
}

function dueDay(row: BoardRow, { person }: ReturnType<typeof visitorFor>): string {
  return dayOf(dueOf(row, viewpointOf(person)) ?? 0)
}

function idsOf(rows: readonly { readonly id: string }[]): string[] {
  return rows.map(({ id }) => id).toSorted()
}

describe('全区四十人各看一遍网页', () => {
  let play: Play
  beforeAll(async () => {
    play = await openBusyDistrict()
  }, 120_000)
  afterAll(() => play.close())

  test('看得到的事项打得开，看不到的与没有一样；部门材料不出部门', {
    timeout: 120_000,
  }, async () => {
    const { sql } = play.product.database
    const ids = (await sql<{ id: string }[]>`select id from matter order by created_at`).map(
      ({ id }) => id,
    )
    const matters = await Promise.all(ids.map((id) => loadMatter(sql, id)))
    const at = play.product.clock.now()
    for (const person of yunling.people) {
      const browser = await signedIn(play.product, person.name)
      const lists = [
        (await browser.get('/board')).text,
        (await browser.get('/board/matters?status=all&sort=new')).text,
        (await browser.get('/board/waiting')).text,
      ].join('\n')
      for (const matter of matters) {
        if (matter === null) throw new Error('a matter went')
        const may = maySeeMatter(person, matter, yunling, at)
        const page = await browser.get(`/board/matters/${matter.id}`)
        expect([person.name, matter.title, page.status]).toEqual([
          person.name,
          matter.title,
          may ? 200 : 404,
        ])
        expect(lists.includes(`/board/matters/${matter.id}`)).toBe(may)
        if (!may) {
          expect(page.text).not.toContain(CANARY.content)
          if (matter.number !== null) expect(lists).not.toContain(matter.number)
        }
        const lead = leadOf(matter)
        const inside = lead !== undefined && maySeePapers(person, lead, yunling, at)
        if (!inside)
          for (const paper of [CANARY.opinion, CANARY.suggestion, '土地平整1200亩'])
            expect([person.name, matter.title, page.text.includes(paper)]).toEqual([
              person.name,
              matter.title,
              false,
            ])
        const released = lead?.status === 'submitted' || lead?.status === 'passed'
        if (!inside && !released) expect(page.text).not.toContain(CANARY.report)
      }
    }
  })

  test('网页上写的都是文字：标题里的标记不生效', async () => {
    const browser = await signedIn(play.product, '蒋小棠')
    const page = await browser.get('/board/matters?status=all')
    expect(page.text).toContain('&lt;img src=x onerror=alert(1)&gt;')
    expect(page.text).not.toContain('<img')
  })

  test('编号乱写、条件乱写，都不出错也不漏', async () => {
    const browser = await signedIn(play.product, '谷雨')
    for (const path of [
      "/board/matters/00000000-0000-4000-8000-00000000000'",
      '/board/matters/..%2f..%2fmetrics',
      '/board/matters/00000000-0000-4000-8000-000000000000',
    ])
      expect((await browser.get(path)).status).toBe(404)
    const odd =
      "?status=x&lamp=purple&department=%27%3B--&category=99&due=2026-02-31&sort=;&page=-3&q=%25'"
    const page = await browser.get(`/board/matters${odd}`)
    expect(page.status).toBe(200)
    expect(page.text).toContain('没有符合条件的事项')
  })

  test('别人的卡片发不到自己手里，自己的待办卡片重新发到飞书', async () => {
    const browser = await signedIn(play.product, '白芷兰')
    const waiting = await browser.get('/board/waiting')
    const card = /\/board\/cards\/([\da-f-]+)\/send/.exec(waiting.text)?.[1] ?? ''
    const before = play.lines('白芷兰').length
    expect((await browser.post(`/board/cards/${card}/send`)).text).toContain('已发到飞书')
    await play.product.settle()
    expect(play.lines('白芷兰').slice(before)).toEqual(['请审签'])
    const other = await signedIn(play.product, '田守稼')
    await other.get('/board')
    expect((await other.post(`/board/cards/${card}/send`)).status).toBe(404)
  })

  test('看得到的事项可以发到自己的飞书，看不到的不行', async () => {
    const { sql } = play.product.database
    const [row] = await sql<{ id: string }[]>`select id from matter where title like '沿河路%'`
    const mine = await signedIn(play.product, '路向东')
    await mine.get('/board')
    const before = play.lines('路向东').length
    expect((await mine.post(`/board/matters/${row?.id}/status`)).status).toBe(200)
    await play.product.settle()
    expect(play.lines('路向东').slice(before)).toEqual(['督查事项'])
    const other = await signedIn(play.product, '田守稼')
    await other.get('/board')
    expect((await other.post(`/board/matters/${row?.id}/status`)).status).toBe(404)
  })

  test('一键催办只给督查室，话由机器人照办；页面替人说的话，答在私聊里', async () => {
    const { sql } = play.product.database
    const [row] = await sql<{ id: string; number: string }[]>`
      select id, number from matter where title like '沿河路%'`
    const office = await signedIn(play.product, '温如松')
    const page = await office.get(`/board/matters/${row?.id}`)
    expect(page.text).toContain('一键催办')
    const before = play.lines('温如松').length
    expect((await office.post(`/board/matters/${row?.id}/chase`)).status).toBe(200)
    await play.product.settle()
    expect(play.lines('温如松').slice(before)).toEqual(['请确认'])
    const head = await signedIn(play.product, '路向东')
    expect((await head.get(`/board/matters/${row?.id}`)).text).not.toContain('一键催办')
    expect((await head.post(`/board/matters/${row?.id}/chase`)).status).toBe(404)
    await sayFor(play.product.bot.world, named('路向东'), `查 ${row?.number}`)
    await play.product.settle()
    expect(play.lines('路向东').at(-1)).toBe('督查事项')
    await sayFor(play.product.bot.world, named('路向东'), '查 9999号')
    await play.product.settle()
    expect(play.lines('路向东').at(-1)).toContain('未找到')
  })

  test('文书：部门签了未报的，督查室拿不到；报送之后拿到同一份文件', async () => {
    const signed = await matterAt(play, '已审签', { title: '老旧小区加装电梯', lead: 'D08' })
    const { sql } = play.product.database
    const papers = async () => sql<
      { id: string; matter: string; kind: string; bytes: Buffer | null }[]
    >`
      select d.id, m.id as matter, d.kind, d.bytes from document d join matter m on m.id = d.matter_id
      where m.title = '老旧小区加装电梯' order by d.created_at`
    const found = await papers()
    expect(found.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['notice', 'report']))
    const may = async (name: string, kind: string) => {
      const paper = found.find((one) => one.kind === kind)
      const browser = await signedIn(play.product, name)
      const path = `/board/matters/${paper?.matter}/documents/${paper?.id}`
      const page = await browser.get(`/board/matters/${paper?.matter}`)
      const file = await browser.get(path)
      expect([name, kind, page.text.includes(path)]).toEqual([name, kind, file.status === 200])
      return file
    }
    for (const name of ['段小桥', '路向东', '闻道'])
      expect((await may(name, 'report')).status).toBe(200)
    for (const name of ['蒋小棠', '陆明舟', '沈维岳', '田守稼'])
      expect([name, (await may(name, 'report')).status]).toEqual([name, 404])
    expect((await may('蒋小棠', 'notice')).status).toBe(200)
    expect((await may('佟雅宁', 'notice')).status).toBe(404)
    await onward(play, signed, '已审签', '已报送')
    const [report] = found.filter(({ kind }) => kind === 'report')
    const toFormer = async () =>
      (await documentsAbout(sql, report?.matter ?? '', named('段小桥'))).find(
        ({ id }) => id === report?.id,
      )?.wasSent
    expect(await toFormer()).toBe(true)
    await sql`update message set sent_at = null where kind = 'file' and subject->>'documentId' = ${report?.id ?? ''}`
    expect(await toFormer()).toBe(false)
    const file = await may('蒋小棠', 'report')
    expect(file.status).toBe(200)
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename\*=UTF-8''/)
    expect(file.headers.get('x-content-type-options')).toBe('nosniff')
    expect(file.headers.get('content-length')).toBe(
      String(found.find(({ kind }) => kind === 'report')?.bytes?.length),
    )
    expect((await may('陆明舟', 'report')).status).toBe(404)
  })

  test('会话过了一天，页面不再给看', async () => {
    const browser = await signedIn(play.product, '田守稼')
    play.product.clock.forward(DAY_MS)
    expect(new URL((await browser.get('/board/matters')).url).pathname).toMatch(/authorize$/)
  })
})
