// A real browser for the page's tests, where there is one; whoever has none is told so.
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium, type Locator, type Page } from 'playwright-core'

const PLACES = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser']

export const CHROMIUM = PLACES.find((path) => path !== undefined && existsSync(path))

/** Said once per file, so that a skipped browser test is seen. */
export function tellWithoutBrowser(file: string): void {
  if (CHROMIUM !== undefined) return
  process.stdout.write(`\n${file}: SKIPPED, no Chromium here (apt-get install chromium)\n\n`)
}

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM ?? '',
    // Pickers speak the browser's language, not the page's.
    env: { ...process.env, LANGUAGE: 'zh_CN', LANG: 'zh_CN.UTF-8' },
    args: [
      ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
      ...[
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--lang=zh-CN',
      ],
    ],
  })
}

export const SIZES = {
  desktop: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
} as const

/** A page of this size; whatever goes wrong in its scripts is kept in `faults`. */
export async function openPageAt(
  browser: Browser,
  address: string,
  look: { size: keyof typeof SIZES; dark?: boolean },
): Promise<{ page: Page; faults: readonly string[] }> {
  const context = await browser.newContext({
    viewport: SIZES[look.size],
    colorScheme: look.dark === true ? 'dark' : 'light',
    locale: 'zh-CN',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (line) => {
    if (line.type() === 'error') faults.push(line.text())
  })
  await page.goto(address)
  return { page, faults }
}

const folder = process.env.DUBAN_SHOTS

/** A picture, where DUBAN_SHOTS says where it is to be kept. */
export async function shoot(
  page: Page,
  name: string,
  how: { readonly fullPage?: boolean } = {},
): Promise<void> {
  if (folder === undefined) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`), ...how })
}

/** Fills a card's form by its controls, as a hand would. */
export async function fillIn(card: Locator, values: Readonly<Record<string, unknown>>) {
  for (const [name, value] of Object.entries(values)) {
    const field = card.locator(`[data-field="${name}"]`)
    const kind = await field.getAttribute('data-kind')
    await uncover(field)
    if (kind === 'select_static' || kind === 'select_person') {
      await field.selectOption(String(value))
    } else if (kind?.startsWith('multi_')) {
      await field.locator('summary').click()
      for (const one of [value].flat()) await field.locator(`input[value="${one}"]`).check()
      await field.locator('summary').click()
    } else if (kind === 'picker_datetime') await field.fill(String(value).replace(' ', 'T'))
    else await field.fill(String(value))
  }
}

/** Opens the panel it stands in. */
function uncover(field: Locator): Promise<void> {
  return field.evaluate((element) => {
    element.parentElement?.closest('details')?.setAttribute('open', '')
  })
}
