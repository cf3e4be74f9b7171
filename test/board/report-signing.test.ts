// Long texts, put up and amended in the page, signed only by the tap on the card.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contentHashOf, EMPTY_REPORT, reportContent } from '../../src/domain/report.ts'
import { signedIn } from '../kit/browse.ts'
import { openPlay, type Play } from '../kit/play.ts'
import { REPORT } from '../kit/roads.ts'
import { baseOf, fields, LONG, opened, PAGES, partOf } from './writing.ts'

let play: Play
beforeAll(async () => {
  play = await openPlay({ pages: PAGES })
})
afterAll(() => play.close())

describe('呈签与审签', () => {
  test('网页呈签，领导在卡片上签；卡片、网页、库里是同一校验码', async () => {
    const writing = await opened(play)
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
    const writing = await opened(play)
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
    const writing = await opened(play)
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
    const writing = await opened(play)
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
    const writing = await opened(play)
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
