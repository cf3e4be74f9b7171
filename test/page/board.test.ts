// The board in a real browser: a leader on the phone, 督查室 at a desk, the head of a department; and on paper.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBusyDistrict } from '../kit/busy-district.ts'
import type { Play } from '../kit/play.ts'
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

/** Pixels by which a page is wider than its window: a phone must never scroll sideways. */
function overflow(page: Page): Promise<number> {
  return page.evaluate(
    'Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)',
  )
}

async function wholePage(page: Page, name: string): Promise<void> {
  await shoot(page, name, { fullPage: true })
}
