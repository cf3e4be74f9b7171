// The board in a real browser: a leader on the phone, 督查室 at a desk, the head of a department; and on paper.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBusyDistrict } from '../kit/busy-district.ts'
import { openPlay, type Play } from '../kit/play.ts'
import { matterAt } from '../kit/roads.ts'
import { CHROMIUM, openBrowser, openPageAt, shoot, tellWithoutBrowser } from './browser.ts'

tellWithoutBrowser('test/page/board.test.ts')

describe.skipIf(CHROMIUM === undefined)('督查看板', () => {
  let play: Play
  let browser: Browser

  beforeAll(async () => {
    play = await openBusyDistrict()
    browser = await openBrowser()
  }, 120_000)
  afterAll(async () => {
    await browser.close()
    await play.close()
  })

  async function signIn(name: string, size: 'phone' | 'desktop', dark = false) {
    const address = new URL('/board', play.product.webhookUrl).href
    const opened = await openPageAt(browser, address, { size, dark })
    await opened.page.getByRole('link', { name, exact: true }).click()
    await opened.page.locator('.me').getByText(name).waitFor()
    return opened
  }

  test.each([
    ['佟雅宁', 'phone', false, 'board-leader-phone'],
    ['佟雅宁', 'phone', true, 'board-leader-phone-dark'],
    ['沈维岳', 'desktop', false, 'board-mayor-desktop'],
    ['蒋小棠', 'desktop', false, 'board-supervision-desktop'],
    ['蒋小棠', 'desktop', true, 'board-supervision-desktop-dark'],
    ['田守稼', 'phone', false, 'board-head-phone'],
    ['田守稼', 'desktop', false, 'board-head-desktop'],
    ['谷雨', 'phone', false, 'board-handler-phone'],
  ] as const)('%s，%s，深色%s', async (name, size, dark, shot) => {
    const { page, faults } = await signIn(name, size, dark)
    await wholePage(page, shot)
    expect(await overflow(page)).toBe(0)
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('印在纸上：没有导航和按钮，也不出页边', async () => {
    const { page } = await signIn('沈维岳', 'desktop')
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.nav').isVisible()).toBe(false)
    expect(await page.locator('.figures').isVisible()).toBe(true)
    await wholePage(page, 'board-print')
    await page.context().close()
  })

  test('只用键盘：先跳到正文，每个链接看得出在哪里', async () => {
    const { page } = await signIn('佟雅宁', 'phone')
    await page.keyboard.press('Tab')
    expect(await page.locator(':focus').textContent()).toBe('跳到正文')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    expect(await page.locator(':focus').getAttribute('class')).toContain('figure')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/board\/matters/)
    expect(await page.locator('main').count()).toBe(1)
    expect(await page.locator('nav[aria-label]').count()).toBeGreaterThan(0)
    await page.context().close()
  })

  test('督查室筛选、翻看一件事项', async () => {
    const { page, faults } = await signIn('蒋小棠', 'desktop')
    await page.locator('.nav').getByRole('link', { name: '督查事项' }).click()
    await page.getByLabel('亮灯').selectOption('red')
    await page.waitForURL(/lamp=red/)
    await wholePage(page, 'board-matters-red')
    await page.getByLabel('亮灯').selectOption('')
    await page.getByLabel('状态').selectOption('all')
    await page.waitForURL(/status=all/)
    await wholePage(page, 'board-matters-all')
    await page.getByRole('link', { name: /城区危旧房屋/ }).click()
    await page.locator('h1').getByText('城区危旧房屋').waitFor()
    for (const summary of await page.locator('summary').all()) await summary.click()
    await wholePage(page, 'board-matter-supervision')
    expect(faults).toEqual([])
    await page.context().close()
  })
})

describe.skipIf(CHROMIUM === undefined)('网页编辑', () => {
  let play: Play
  let browser: Browser
  let path: string

  beforeAll(async () => {
    play = await openPlay()
    await matterAt(play, '汇总中', { title: '农村沼气建设工作' })
    const [row] = await play.product.database.sql<{ id: string; part: string }[]>`
      select m.id, a.id as part from matter m join assignment a on a.matter_id = m.id`
    path = `/board/matters/${row?.id}/report/${row?.part}`
    browser = await openBrowser()
  }, 120_000)
  afterAll(async () => {
    await browser.close()
    await play.close()
  })

  test('边写边存，检查结果随写随新；别处改过的看得见差异，谁的都不丢；呈签后领导通读全文', async () => {
    const { page, faults } = await writer('禾苗')
    const state = page.locator('[data-state]')
    await page.locator('textarea[name="achievements"]').fill(LONG)
    await page.locator('textarea[name="problems"]').fill('')
    await page.locator('[data-findings]').getByText('尚未填写').first().waitFor()
    await page.locator('textarea[name="problems"]').fill('部分村组后续管护力量不足。')
    await page.locator('textarea[name="next_steps"]').fill('10月底前完成剩余任务。')
    await state.getByText('已于').waitFor()
    await page.locator('[data-findings]').getByText('可以呈领导审签').waitFor()
    expect(await page.locator('[data-count="achievements"]').textContent()).toBe(`${LONG.length}字`)
    await wholePage(page, 'board-report-writing')
    await play.tap('禾苗', '汇总材料', '生成报告稿', { problems: '卡片上另写的问题。' })
    await page.locator('textarea[name="next_steps"]').fill('10月20日前完成剩余任务。')
    const moved = page.locator('[data-moved]')
    await moved.getByText('此稿已在别处改动').waitFor()
    await wholePage(page, 'board-report-moved')
    expect(await moved.locator('del').first().textContent()).toBe('卡片上另写的问题。')
    await moved.getByRole('button', { name: '以我的文字保存' }).click()
    await state.getByText('已于').waitFor()
    await page.getByRole('button', { name: '呈田局长审签' }).click()
    await page.getByText('反馈材料第1版已呈领导审签').waitFor()
    await play.product.settle()
    expect(faults).toEqual([])
    await page.context().close()
    const head = await writer('田守稼')
    await head.page.getByText(LONG.slice(0, 30)).first().waitFor()
    await head.page.locator('summary').getByText('修改文字').click()
    await wholePage(head.page, 'board-report-head')
    expect(await overflow(head.page)).toBe(0)
    expect(head.faults).toEqual([])
    await head.page.context().close()
  })

  async function writer(name: string) {
    const address = new URL(path, play.product.webhookUrl).href
    const opened = await openPageAt(browser, address, { size: 'desktop' })
    await opened.page.getByRole('link', { name, exact: true }).click()
    await opened.page.locator('.me').getByText(name).waitFor()
    return opened
  }
})

const LONG =
  '截至9月14日，全区已建成户用沼气池一百二十座，完成年度任务的百分之八十，入户宣传安全使用知识二千余人次。'.repeat(
    26,
  )

/** Pixels by which a page is wider than its window: a phone must never scroll sideways. */
function overflow(page: Page): Promise<number> {
  return page.evaluate(
    'Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)',
  )
}

async function wholePage(page: Page, name: string): Promise<void> {
  await shoot(page, name, { fullPage: true })
}
