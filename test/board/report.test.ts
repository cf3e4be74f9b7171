// Long texts, written in the page: saved while one writes, never over somebody else's, signed only by the tap on the card.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contentHashOf, EMPTY_REPORT, reportContent, SECTION_MAX } from '../../src/domain/report.ts'
import { loadMatter } from '../../src/store/matters.ts'
import { type Browsing, signedIn } from '../kit/browse.ts'
import { openPlay, type Play } from '../kit/play.ts'
import { matterAt, REPORT } from '../kit/roads.ts'

const PAGES = 'https://duban.example.gov.cn'
const LONG =
  '本周完成农村户用沼气池巡检二百二十座，更换灶具三十六套，入户宣传安全使用知识。'.repeat(60)
const JSON_ONLY = { headers: { accept: 'application/json' } }
let play: Play
let count = 0

beforeAll(async () => {
  play = await openPlay({ pages: PAGES })
})
afterAll(() => play.close())

interface Writing {
  readonly title: string
  readonly id: string
  readonly path: string
  readonly officer: Browsing
}

/** A matter whose officer has opened the page. */
async function opened(): Promise<Writing> {
  count += 1
  const title = `农村沼气建设（第${count}批）`
  await matterAt(play, '汇总中', { title })
  const { sql } = play.product.database
  const [row] = await sql<{ id: string; part: string }[]>`
    select m.id, a.id as part from matter m join assignment a on a.matter_id = m.id where m.title = ${title}`
  const path = `/board/matters/${row?.id}/report/${row?.part}`
  const officer = await signedIn(play.product, '禾苗')
  await officer.get(path)
  return { title, id: row?.id ?? '', path, officer }
}

async function baseOf(browser: Browsing, path: string): Promise<string> {
  return /name="base" value="(\w*)"/.exec((await browser.get(path)).text)?.[1] ?? ''
}

async function partOf({ id }: Writing) {
  const [part] = (await loadMatter(play.product.database.sql, id))?.assignments ?? []
  if (part === undefined) throw new Error('no part')
  return part
}

function fields(more: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    ...(REPORT as Record<string, string>),
    no_problem_confirmed: 'no',
    verification: '',
    ...more,
  }
}

async function save(writing: Writing, more: Readonly<Record<string, string>>, base: string) {
  const page = await writing.officer.post(
    `${writing.path}/save`,
    fields({ ...more, base }),
    JSON_ONLY,
  )
  return JSON.parse(page.text)
}

describe('书写', () => {
  test('卡片带着网页编辑的链接；网页上先填好群里的进展，旁边有依据', async () => {
    const writing = await opened()
    expect(play.says('禾苗', '汇总材料', writing.title)).toContain(`${PAGES}${writing.path})`)
    const { text } = await writing.officer.get(writing.path)
    expect(text).toContain('督查内容')
    expect(text).toContain('批办暗记丁')
    expect(text).toContain('检查结果')
  })

  test('停顿即存：存下的是草稿，检查结果随写随新；同样的文字再存不留痕', async () => {
    const writing = await opened()
    const base = await baseOf(writing.officer, writing.path)
    const first = await save(writing, { achievements: LONG, problems: '' }, base)
    expect(first).toMatchObject({ saved: true })
    expect(first.findings.join('')).toContain('“存在问题和不足”尚未填写')
    const second = await save(writing, { achievements: LONG }, first.base)
    expect(second).toMatchObject({ saved: true, findings: ['未发现缺项，可以呈领导审签。'] })
    const part = await partOf(writing)
    expect(part.reportDraft?.achievements).toBe(LONG)
    const { sql } = play.product.database
    const entries = () => sql`select from audit_entry where matter_id = ${writing.id}`
    const before = (await entries()).length
    expect(await save(writing, { achievements: LONG }, second.base)).toMatchObject({ saved: true })
    expect((await entries()).length).toBe(before)
  })

  test('检查不落一个字', async () => {
    const writing = await opened()
    const page = await writing.officer.post(
      `${writing.path}/check`,
      fields({ next_steps: '恳请批准。' }),
      JSON_ONLY,
    )
    expect(JSON.parse(page.text).findings.join('')).toContain('恳请')
    expect((await partOf(writing)).reportDraft).toBeNull()
  })

  test('别处改过的稿子不会被盖掉，自己的也不会丢', async () => {
    const writing = await opened()
    const base = await baseOf(writing.officer, writing.path)
    await play.tap(
      '禾苗',
      '汇总材料',
      '生成报告稿',
      { ...REPORT, problems: '卡片上写的问题。' },
      writing.title,
    )
    const answer = await save(writing, { achievements: LONG, problems: '网页上写的问题。' }, base)
    expect(answer).toMatchObject({ saved: false, why: expect.stringContaining('此稿已在别处改动') })
    const problems = answer.moved.changes.find(
      (one: { heading: string }) => one.heading === '存在问题和不足',
    )
    expect(problems).toMatchObject({ removed: ['卡片上写的问题。'], added: ['网页上写的问题。'] })
    expect((await partOf(writing)).reportDraft?.problems).toBe('卡片上写的问题。')
    const plain = await writing.officer.post(
      `${writing.path}/save`,
      fields({ problems: '网页上写的问题。', base }),
    )
    expect(plain.status).toBe(409)
    expect(plain.text).toContain('此稿已在别处改动')
    expect(plain.text).toContain('网页上写的问题。</textarea>')
    expect(await save(writing, { problems: '网页上写的问题。' }, answer.moved.base)).toMatchObject({
      saved: true,
    })
    expect((await partOf(writing)).reportDraft?.problems).toBe('网页上写的问题。')
  })

  test('应答丢了，同样的文字再存一次不算冲突', async () => {
    const writing = await opened()
    const base = await baseOf(writing.officer, writing.path)
    await save(writing, { achievements: LONG }, base)
    expect(await save(writing, { achievements: LONG }, base)).toMatchObject({ saved: true })
  })

  test('密级标志、超长的文字不收，库里不留', async () => {
    const writing = await opened()
    const base = await baseOf(writing.officer, writing.path)
    const secret = await save(writing, { achievements: '机密★一年 内容' }, base)
    expect(secret).toMatchObject({ saved: false, why: '文件含密级标志，不能在本平台流转。' })
    const long = await save(writing, { achievements: '长'.repeat(SECTION_MAX + 1) }, base)
    expect(long).toMatchObject({
      saved: false,
      why: expect.stringContaining(`超过${SECTION_MAX}字`),
    })
    expect((await partOf(writing)).reportDraft).toBeNull()
  })
})

describe('看板的入口', () => {
  test('发送“看板”得到网址，帮助里也有；在群里问，只在私聊里答', async () => {
    const { toSelf } = await play.say('佟雅宁', '看板')
    expect(toSelf.join('')).toContain(`督查看板：${PAGES}/board`)
    await play.say('佟雅宁', '帮助')
    expect(play.says('佟雅宁', '督办助手')).toContain('看板')
    const asked = await play.say('谷雨', '看板', { chatId: 'oc_test_d09', mentionBot: true })
    expect(asked.toSelf.join('')).toContain(`${PAGES}/board`)
    expect(asked.toGroup.join('')).not.toContain(PAGES)
  })
})

describe('谁能看、谁能写', () => {
  test('部门材料不出部门；承办人看得到，写不了', async () => {
    const writing = await opened()
    for (const name of ['蒋小棠', '佟雅宁', '沈维岳', '房一鸣', '金穗']) {
      const other = await signedIn(play.product, name)
      expect([name, (await other.get(writing.path)).status]).toEqual([name, 404])
      expect((await other.post(`${writing.path}/save`, fields({ base: '' }))).status).toBe(404)
      expect((await other.post(`${writing.path}/check`, fields())).status).toBe(404)
    }
    const handler = await signedIn(play.product, '谷雨')
    const page = await handler.get(writing.path)
    expect(page.status).toBe(200)
    expect(page.text).not.toContain('<textarea')
    const base = await baseOf(writing.officer, writing.path)
    const refused = await handler.post(`${writing.path}/save`, fields({ base }), {
      token: tokenIn((await handler.get('/board')).text),
    })
    expect(refused.status).toBe(409)
    expect((await partOf(writing)).reportDraft).toBeNull()
  })
})

describe('呈签与审签', () => {
  test('网页呈签，领导在卡片上签；卡片、网页、库里是同一校验码', async () => {
    const writing = await opened()
    const base = await baseOf(writing.officer, writing.path)
    const sent = await writing.officer.post(
      `${writing.path}/present`,
      fields({ achievements: LONG, base }),
    )
    expect(sent.text).toContain('已呈领导审签')
    await play.product.settle()
    const hash = (await partOf(writing)).reports.at(-1)?.contentHash ?? ''
    const card = play.says('田守稼', '请审签', writing.title)
    expect(card).toContain(hash.slice(-8))
    expect(card).toContain(`${PAGES}${writing.path})`)
    const head = await signedIn(play.product, '田守稼')
    const page = await head.get(writing.path)
    expect(page.text).toContain(hash)
    expect(contentHashOf(contentOn(page.text))).toBe(hash)
    expect(page.text).toContain(LONG)
    const { toast } = await play.tap('田守稼', '请审签', '同意审签', undefined, writing.title)
    expect(toast?.type).toBe('success')
    expect((await partOf(writing)).signOffs.at(-1)?.contentHash).toBe(hash)
  })

  test('缺项的呈不上去，写下的还在', async () => {
    const writing = await opened()
    const base = await baseOf(writing.officer, writing.path)
    const page = await writing.officer.post(
      `${writing.path}/present`,
      fields({ achievements: LONG, next_steps: '', base }),
    )
    expect(page.status).toBe(409)
    expect(page.text).toContain('“下一步工作安排”尚未填写。')
    expect(page.text).toContain(LONG)
    expect((await partOf(writing)).status).toBe('compiling')
  })

  test('领导在网页改长文：同意审签被拒，修改后审签签的是改后的文字；恢复原文则照原文签', async () => {
    const writing = await opened()
    const base = await baseOf(writing.officer, writing.path)
    await writing.officer.post(`${writing.path}/present`, fields({ achievements: LONG, base }))
    await play.product.settle()
    const head = await signedIn(play.product, '田守稼')
    const on = await baseOf(head, writing.path)
    const changed = `${LONG}另排查隐患十二处，均已整改。`
    await head.post(`${writing.path}/amend`, fields({ achievements: changed, base: on }))
    await play.product.settle()
    expect(play.says('田守稼', '请审签', writing.title)).toContain('您已在网页改动文字')
    const plain = await play.tap('田守稼', '请审签', '同意审签', undefined, writing.title)
    expect(plain.toast?.content).toBe('您已改动文字，请点“修改后审签”。')
    await head.get(writing.path)
    await head.post(`${writing.path}/restore`)
    await play.product.settle()
    expect(play.says('田守稼', '请审签', writing.title)).not.toContain('您已在网页改动文字')
    await head.post(`${writing.path}/amend`, fields({ achievements: changed, base: on }))
    await play.product.settle()
    const { toast } = await play.tap('田守稼', '请审签', '修改后审签', undefined, writing.title)
    expect(toast?.type).toBe('success')
    const part = await partOf(writing)
    expect(part.reports.at(-1)).toMatchObject({ reportVersion: 2, achievements: changed })
    expect(part.signOffs.at(-1)?.contentHash).toBe(part.reports.at(-1)?.contentHash)
  })

  test('没有换新的旧卡片，签的也是网页上改过的文字', async () => {
    const writing = await opened()
    await play.tap('禾苗', '汇总材料', '呈领导审签', REPORT, writing.title)
    const head = await signedIn(play.product, '田守稼')
    const on = await baseOf(head, writing.path)
    const { messageId } = play.card('田守稼', '请审签', writing.title)
    await head.post(
      `${writing.path}/amend`,
      fields({ next_steps: '10月15日前全部完成。', base: on }),
    )
    const form = {
      achievements: REPORT.achievements,
      problems: REPORT.problems,
      next_steps: REPORT.next_steps,
    }
    const result = await play.person('田守稼').tap(messageId, '修改后审签', { form })
    await play.product.settle()
    expect(result.toast?.type).toBe('success')
    expect((await partOf(writing)).reports.at(-1)?.nextSteps).toBe('10月15日前全部完成。')
  })

  test('版本换了，先前的改动不再算数', async () => {
    const writing = await opened()
    await play.tap('禾苗', '汇总材料', '呈领导审签', REPORT, writing.title)
    const head = await signedIn(play.product, '田守稼')
    const on = await baseOf(head, writing.path)
    await head.post(`${writing.path}/amend`, fields({ next_steps: '改过的安排。', base: on }))
    await play.tap('田守稼', '请审签', '退回修改', { opinion: '请补充数据。' }, writing.title)
    await play.tap(
      '禾苗',
      '汇总材料',
      '呈领导审签',
      { ...REPORT, problems: '已补充的问题。' },
      writing.title,
    )
    const stale = await head.post(
      `${writing.path}/amend`,
      fields({ next_steps: '再改。', base: on }),
    )
    expect(stale.status).toBe(409)
    expect(stale.text).toContain('此稿已有新的版本')
    const { toast } = await play.tap('田守稼', '请审签', '同意审签', undefined, writing.title)
    expect(toast?.type).toBe('success')
    expect((await partOf(writing)).reports.at(-1)?.nextSteps).toBe(REPORT.next_steps)
  })
})

/** The canonical text, put together again from what the page shows. */
function contentOn(text: string): string {
  const paper = /<div class="paper">(.*?)<\/div>/s.exec(text)?.[1] ?? ''
  const title = /<h2>(.*?)<\/h2>/.exec(paper)?.[1] ?? ''
  const addressee = /<p>(.*?)：<\/p>/.exec(paper)?.[1] ?? ''
  const sections = [...paper.matchAll(/<p class="whole">(.*?)<\/p>/gs)].map((one) => one[1] ?? '')
  const [achievements = '', problems = '', nextSteps = ''] = sections
  return reportContent(title, addressee, { ...EMPTY_REPORT, achievements, problems, nextSteps })
}

function tokenIn(text: string): string | null {
  return /name="token" value="(\w+)"/.exec(text)?.[1] ?? null
}
