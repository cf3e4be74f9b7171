// One person plays everybody in the browser: the main circle by clicking, at both widths, seen live by others.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DEMO_ROADS } from '../../src/demo-road.ts'
import { CHROMIUM, fillIn, openBrowser, openPageAt, shoot, tellWithoutBrowser } from './browser.ts'
import { demoFolder, forget, type RunningDemo, runDemo } from './running-demo.ts'

tellWithoutBrowser('test/page/circle.test.ts')

const [{ stages }] = DEMO_ROADS
const OTHER_ROADS = DEMO_ROADS.slice(1)

describe.skipIf(CHROMIUM === undefined)('演示页面', () => {
  let folder: string
  let demo: RunningDemo
  let browser: Browser

  beforeAll(async () => {
    folder = await demoFolder()
    demo = await runDemo(folder)
    report(`first start to a usable page: ${demo.usableAfterMs} ms`)
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser.close()
    await demo.stop()
    await forget(folder)
  })

  test.each([
    ['desktop', false],
    ['phone', true],
  ] as const)('一件事项只靠点击走完全程（%s）', async (size, dark) => {
    const { page, faults } = await openPageAt(browser, demo.address, { size, dark })
    await shoot(page, `${size}-00-start`)
    await page.getByRole('link', { name: '去办' }).click()
    // The page that is left has the same button, and nothing to send.
    await expect.poll(() => page.locator('#composer textarea').inputValue()).not.toBe('')
    await page.getByRole('button', { name: '发送' }).click()
    for (const [index, stage] of stages.entries()) {
      const title = `${size}-${String(index + 1).padStart(2, '0')}-${stage.title}`
      await goToNext(page, stage.title)
      await shoot(page, `${title}-a`)
      await fillIn(page.locator('.message.meant'), stage.fill(Date.now()))
      for (const button of stage.buttons) await press(page, button)
      await shoot(page, `${title}-b`)
    }
    await expect.poll(() => page.locator('.g-what').textContent()).toBe('输入“立项”')
    await expect.poll(() => page.locator('.g-road .done').count()).toBe(stages.length)
    await shoot(page, `${size}-99-end`)
    expect(faults).toEqual([])
    await page.context().close()
  })

  test.each(OTHER_ROADS)('$name 也只靠点击走完', async ({ name, stages: its }) => {
    const { page, faults } = await openPageAt(browser, demo.address, { size: 'desktop' })
    await page.getByRole('button', { name, exact: true }).click()
    await expect.poll(() => page.locator('.g-road li').count()).toBe(its.length)
    await page.getByRole('link', { name: '去办' }).click()
    // The page that is left has the same button, and nothing to send.
    await expect.poll(() => page.locator('#composer textarea').inputValue()).not.toBe('')
    await page.getByRole('button', { name: '发送' }).click()
    for (const [index, stage] of its.entries()) {
      await expect.poll(() => page.locator('.g-road .here').textContent()).toBe(stage.step)
      await goToNext(page, stage.title)
      const title = `${name}-${String(index + 1).padStart(2, '0')}-${stage.step}`
      await shoot(page, `${title}-a`)
      await fillIn(page.locator('.message.meant'), stage.fill(Date.now()))
      for (const button of stage.buttons) await press(page, button)
      await shoot(page, `${title}-b`)
    }
    await expect.poll(() => page.locator('.g-road .done').count()).toBe(its.length)
    await page.getByRole('button', { name: '一般事项', exact: true }).click()
    await expect.poll(() => page.locator('.g-road li').count()).toBe(stages.length)
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('拨动时钟：到提前催办那天，承办人收到督促提醒', async () => {
    const { page } = await openPageAt(browser, demo.address, { size: 'desktop' })
    await toStage(page, '办理任务')
    await page.getByRole('button', { name: '到提前催办那天' }).click()
    await open(page, '谷雨')
    await page.locator('.message').filter({ hasText: '督促提醒' }).first().waitFor()
    await shoot(page, 'remind')
    await page.context().close()
  })

  test('一次点击，别人的同一张卡片随即更新', async () => {
    const { page } = await openPageAt(browser, demo.address, { size: 'desktop' })
    const watching = await openPageAt(browser, demo.address, { size: 'desktop' })
    await toStage(page, '审核反馈材料')
    const acting = (await page.locator('.g-who b').textContent()) ?? ''
    await open(watching.page, acting === '温如松' ? '蒋小棠' : '温如松')
    const copy = watching.page.locator('.message').filter({ hasText: '审核反馈材料' }).last()
    await copy.getByRole('button', { name: '通过' }).waitFor()
    await watching.page.evaluate(stampWhenShown(`✓ ${acting}`))
    const button = page.locator('.message.meant').getByRole('button', { name: '通过', exact: true })
    await button.evaluate((part) => {
      part.id = 'tapped'
    })
    const tappedAt = Number(await page.evaluate(TAP))
    await copy.getByText(`✓ ${acting}`).waitFor()
    const seenAt = Number(await watching.page.evaluate('document.body.dataset.changedAt'))
    expect(seenAt).toBeGreaterThanOrEqual(tappedAt)
    report(`tap to another viewer's card: ${seenAt - tappedAt} ms`)
    await expect.poll(() => copy.getByRole('button', { name: '通过' }).count()).toBe(0)
    await page.context().close()
    await watching.page.context().close()
  })

  test('卡片背后：JSON、点击往来、审计链', async () => {
    const { page } = await openPageAt(browser, demo.address, { size: 'desktop' })
    await open(page, '佟雅宁')
    const first = page.locator('.message').first()
    await first.hover()
    await first.getByRole('button', { name: '看 JSON' }).click()
    const drawer = page.locator('#drawer')
    await expect.poll(() => drawer.textContent()).toContain('"schema": "2.0"')
    await drawer.locator('.w-tap').first().click()
    await expect.poll(() => drawer.textContent()).toContain('card.action.trigger')
    await shoot(page, 'drawer-card')
    await drawer.getByRole('button', { name: '关闭' }).click()
    await page.getByRole('button', { name: '审计链' }).click()
    await expect.poll(() => drawer.textContent()).toContain('同意立项')
    await shoot(page, 'drawer-trail')
    await page.context().close()
  })

  test('群里 @督办、回复、发文件和图片、撤回、转发', async () => {
    const { page, faults } = await openPageAt(browser, demo.address, { size: 'desktop' })
    await open(page, '谷雨')
    await page.locator('.chats').getByText('区农业农村局工作群').click()
    await page.getByRole('button', { name: '@督办' }).click()
    await page.keyboard.type('查 1号')
    await page.keyboard.press('Enter')
    const mine = page.locator('.message.mine')
    await expect.poll(() => mine.locator('.at').textContent()).toBe('@督办')
    const picture = Buffer.from(PICTURE, 'base64')
    await page.locator('input[name="files"]').setInputFiles([
      { name: '台账.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from('台账') },
      { name: '现场.png', mimeType: 'image/png', buffer: picture },
    ])
    await page.getByRole('button', { name: '发送' }).click()
    await mine.locator('.m-picture img').waitFor()
    await expect.poll(() => mine.locator('.m-file').textContent()).toContain('台账.xlsx')
    await replyAndRecall(page)
    await mine.first().hover()
    await mine.first().getByRole('button', { name: '转发' }).click()
    await page.locator('#forward').getByRole('button', { name: '禾苗' }).click()
    await page
      .locator('.chats')
      .getByRole('link', { name: /禾苗.*@督办 查 1号/ })
      .waitFor()
    await shoot(page, 'group')
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('拨动时钟：按“到期日”，全部服务都到了那一刻', async () => {
    const { page } = await openPageAt(browser, demo.address, { size: 'desktop' })
    await toStage(page, '领导批办')
    const before = await page.locator('#clock').textContent()
    await page.getByRole('button', { name: '到期日' }).click()
    await expect.poll(() => page.locator('#clock').textContent()).not.toBe(before)
    expect(await page.locator('#clock').textContent()).toContain('已拨快')
    await shoot(page, 'clock')
    await page.context().close()
  })

  test('进程被杀后重启：会话、未读、时钟都在，卡片照样能点', async () => {
    const { page } = await openPageAt(browser, demo.address, { size: 'desktop' })
    const clock = (await page.locator('#clock').textContent())?.slice(0, 10)
    await demo.stop('SIGKILL')
    await page.context().close()
    demo = await runDemo(folder)
    report(`start with data to a usable page: ${demo.usableAfterMs} ms`)
    const again = await openPageAt(browser, demo.address, { size: 'desktop' })
    expect((await again.page.locator('#clock').textContent())?.slice(0, 10)).toBe(clock)
    const stage = stages.find(({ title }) => title === '领导批办')
    await goToNext(again.page, '领导批办')
    await fillIn(again.page.locator('.message.meant'), stage?.fill(Date.now()) ?? {})
    await press(again.page, '批办')
    await again.page.context().close()
  })

  test('从头演示自己走完一圈；重置之后一切从头', async () => {
    const { page, faults } = await openPageAt(browser, demo.address, { size: 'desktop' })
    await page.evaluate(() => sessionStorage.setItem('pace', '0.02'))
    await page.getByRole('button', { name: '重置演示' }).click()
    // The page comes anew with the new run; what is begun on the old one goes with it.
    const anew = page.waitForEvent('load', PATIENT)
    await page.locator('#confirm button[value="yes"]').click()
    await anew
    await expect.poll(() => page.locator('.g-what').textContent(), PATIENT).toBe('输入“立项”')
    expect(await page.locator('#clock em').count()).toBe(0)
    await page.getByRole('button', { name: '从头演示' }).click()
    await expect.poll(() => page.locator('#rehearsal').textContent(), PATIENT).toContain('演示完毕')
    expect(await page.locator('.g-road .done').count()).toBe(stages.length)
    expect(faults.filter((fault) => !isWayOut(fault))).toEqual([])
    await page.context().close()
  }, 90_000)
})

const PATIENT = { timeout: 25_000 }

/** One red pixel. */
const PICTURE =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=='

/** While the demo is away, nobody answers. */
function isWayOut(fault: string): boolean {
  return /ERR_|Failed to load/.test(fault)
}

async function open(page: Page, name: string): Promise<void> {
  await page.locator('.people').getByRole('link', { name }).click()
  await page.locator('.chats h2').getByText(name).waitFor()
}

async function goToNext(page: Page, title: string): Promise<void> {
  await expect.poll(() => page.locator('.g-what').textContent()).toBe(title)
  await page.getByRole('link', { name: '去办' }).click()
  await page.locator('.message.meant').waitFor()
}

/** Plays a new matter up to this stage, and goes to its card. */
async function toStage(page: Page, wanted: string): Promise<void> {
  await open(page, '蒋小棠')
  await page.locator('#composer textarea').fill('立项')
  await page.keyboard.press('Enter')
  for (const { title, fill, buttons } of stages) {
    await goToNext(page, title)
    if (title === wanted) return
    await fillIn(page.locator('.message.meant'), fill(Date.now()))
    for (const button of buttons) await press(page, button)
  }
}

/** Presses the button of the card that is meant, answers its question, waits for the toast. */
async function press(page: Page, button: string): Promise<void> {
  const part = page
    .locator('.message.meant, .message.changed')
    .last()
    .getByRole('button', { name: button, exact: true })
  const asks = (await part.getAttribute('data-confirm-title')) !== null
  await part.click()
  if (asks) await page.locator('#confirm button[value="yes"]').click()
  await page.locator('.toast-success').waitFor()
  await page.locator('#toasts').evaluate((toasts) => toasts.replaceChildren())
}

async function replyAndRecall(page: Page): Promise<void> {
  const bot = page.locator('.message:not(.mine)').last()
  await bot.hover()
  await bot.getByRole('button', { name: '回复' }).click()
  await page.keyboard.type('收到')
  await page.keyboard.press('Enter')
  const reply = page.locator('.message.mine').filter({ hasText: '收到' })
  await reply.locator('.m-quote').waitFor()
  await reply.hover()
  await reply.getByRole('button', { name: '撤回' }).click()
  await page.locator('#confirm button[value="yes"]').click()
  await page.locator('.recalled').waitFor()
}

/** Runs in the browser: notes when these words first stand in the talk, whatever part of the page came anew for it. */
function stampWhenShown(words: string): string {
  return `new MutationObserver(() => {
    if (document.getElementById('messages')?.textContent.includes(${JSON.stringify(words)}))
      document.body.dataset.changedAt ??= String(Date.now())
  }).observe(document.body, { childList: true, subtree: true })`
}

const TAP = `(() => {
  const at = Date.now()
  document.getElementById('tapped').click()
  return at
})()`

function report(line: string): void {
  process.stdout.write(`${line}\n`)
}
