// Long texts, written in the page: saved while one writes, never over somebody else's, by nobody but the officer.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SECTION_MAX } from '../../src/domain/report.ts'
import { signedIn } from '../kit/browse.ts'
import { openPlay, type Play } from '../kit/play.ts'
import { REPORT } from '../kit/roads.ts'
import { baseOf, fields, JSON_ONLY, LONG, opened, PAGES, partOf, save } from './writing.ts'

let play: Play
beforeAll(async () => {
  play = await openPlay({ pages: PAGES })
})
afterAll(() => play.close())

describe('书写', () => {
  test('卡片带着网页编辑的链接；网页上先填好群里的进展，旁边有依据', async () => {
    const writing = await opened(play)
    expect(play.says('禾苗', '汇总材料', writing.title)).toContain(`${PAGES}${writing.path})`)
    const { text } = await writing.officer.get(writing.path)
    expect(text).toContain('督查内容')
    expect(text).toContain('批办暗记丁')
    expect(text).toContain('检查结果')
  })

  test('停顿即存：存下的是草稿，检查结果随写随新；同样的文字再存不留痕', async () => {
    const writing = await opened(play)
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
    const writing = await opened(play)
    const page = await writing.officer.post(
      `${writing.path}/check`,
      fields({ next_steps: '恳请批准。' }),
      JSON_ONLY,
    )
    expect(JSON.parse(page.text).findings.join('')).toContain('恳请')
    expect((await partOf(writing)).reportDraft).toBeNull()
  })

  test('别处改过的稿子不会被盖掉，自己的也不会丢', async () => {
    const writing = await opened(play)
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
    const writing = await opened(play)
    const base = await baseOf(writing.officer, writing.path)
    await save(writing, { achievements: LONG }, base)
    expect(await save(writing, { achievements: LONG }, base)).toMatchObject({ saved: true })
  })

  test('密级标志、超长的文字不收，库里不留', async () => {
    const writing = await opened(play)
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
    const writing = await opened(play)
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

function tokenIn(text: string): string | null {
  return /name="token" value="(\w+)"/.exec(text)?.[1] ?? null
}
