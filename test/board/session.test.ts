// Signing in with Feishu, and what a session is worth: to whom, how long, against forged forms and stolen codes.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { failureZh } from '../../src/board/secured.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/domain/time.ts'
import { applyOrganisation } from '../../src/store/organisations.ts'
import { browse, signedIn } from '../kit/browse.ts'
import { openProduct, type Product } from '../kit/product.ts'
import { named, yunlingFile } from '../kit/yunling.ts'

let product: Product
beforeAll(async () => {
  product = await openProduct()
})
afterAll(() => product.close())

const sessions = async () =>
  (
    await product.database.sql<{ openId: string; tokenHash: string }[]>`
    select open_id as "openId", token_hash as "tokenHash" from board_session`
  ).map((row) => ({
    ...row,
  }))

async function emptied() {
  await product.database.sql`delete from board_session`
}

/** The chooser that an unknown browser ends up on. */
async function chooser(path: string) {
  const browser = browse(product)
  const page = await browser.get(path)
  return { browser, url: new URL(page.url), text: page.text }
}

describe('登录', () => {
  test('未登录的先到飞书授权页，选定本人后回到原来要看的页面', async () => {
    const { browser, url, text } = await chooser('/board/matters?lamp=red')
    expect(url.pathname).toBe('/open-apis/authen/v1/authorize')
    expect(text).toContain('佟雅宁')
    url.searchParams.set('as', named('佟雅宁'))
    const page = await browser.get(url.href)
    expect(page.status).toBe(200)
    expect(new URL(page.url).pathname + new URL(page.url).search).toBe('/board/matters?lamp=red')
    expect(page.text).toContain('佟雅宁副区长')
  })

  test('会话只在库里留下散列；cookie 不给脚本，不随别的网站的表单', async () => {
    await emptied()
    const { browser, url } = await chooser('/board')
    url.searchParams.set('as', named('蒋小棠'))
    const authorized = await fetch(url, { redirect: 'manual' })
    const back = authorized.headers.get('location') ?? ''
    const landed = await fetch(back, {
      redirect: 'manual',
      headers: { cookie: [...browser.cookies].map((pair) => pair.join('=')).join('; ') },
    })
    const line = landed.headers.getSetCookie().find((one) => one.startsWith('duban_board=')) ?? ''
    expect(line).toMatch(/; HttpOnly/)
    expect(line).toMatch(/; SameSite=Lax/)
    const token = /duban_board=([\w-]+)/.exec(line)?.[1] ?? ''
    expect(token).toHaveLength(43)
    const [row] = await sessions()
    expect(row?.tokenHash).toMatch(/^[\da-f]{64}$/)
    expect(JSON.stringify(row)).not.toContain(token)
  })

  test('别人的授权码塞不进来：没有本浏览器带出去的 state，一律不认', async () => {
    await emptied()
    const attacker = await chooser('/board')
    attacker.url.searchParams.set('as', named('蒋小棠'))
    const granted = await fetch(attacker.url, { redirect: 'manual' })
    const victim = browse(product)
    const page = await victim.get(granted.headers.get('location') ?? '')
    expect(page.status).toBe(400)
    expect(page.text).toContain('登录未完成')
    expect(await sessions()).toEqual([])
  })

  test('授权码用过一次就作废，五分钟也作废', async () => {
    const { browser, url } = await chooser('/board')
    url.searchParams.set('as', named('蒋小棠'))
    const back = (await fetch(url, { redirect: 'manual' })).headers.get('location') ?? ''
    const jar = new Map(browser.cookies)
    expect((await browser.get(back)).status).toBe(200)
    const again = browse(product)
    for (const [name, value] of jar) again.cookies.set(name, value)
    expect((await again.get(back)).status).toBe(400)
    const late = await chooser('/board')
    late.url.searchParams.set('as', named('蒋小棠'))
    const old = (await fetch(late.url, { redirect: 'manual' })).headers.get('location') ?? ''
    product.clock.forward(5 * MINUTE_MS)
    expect((await late.browser.get(old)).status).toBe(400)
  })

  test('登录后只回看板之内', async () => {
    for (const to of [
      'https://evil.example',
      '//evil.example',
      '/lark/webhook',
      '/boardx',
      '/board/../lark/webhook',
      '/board/%2e%2e/lark/webhook',
      '/board\\..\\lark/webhook',
    ]) {
      const browser = browse(product)
      const page = await browser.get(`/board/sign-in?to=${encodeURIComponent(to)}`)
      const url = new URL(page.url)
      url.searchParams.set('as', named('佟雅宁'))
      expect(new URL((await browser.get(url.href)).url).pathname).toBe('/board')
    }
  })

  test('重定向地址须先登记，应用须是本应用', async () => {
    const { url } = await chooser('/board')
    const wrong = new URL(url)
    wrong.searchParams.set('redirect_uri', 'https://evil.example/board/signed-in')
    expect((await fetch(wrong)).status).toBe(400)
    const other = new URL(url)
    other.searchParams.set('client_id', 'cli_other')
    expect((await fetch(other)).status).toBe(400)
  })
})

describe('会话', () => {
  test('十二小时不用即失效，用着就顺延，最长七天', async () => {
    const browser = await signedIn(product, '佟雅宁')
    const isIn = async () =>
      new URL((await browser.get('/board/waiting')).url).pathname === '/board/waiting'
    for (let half = 0; half < 13; half += 1) {
      product.clock.forward(11 * HOUR_MS)
      expect(await isIn()).toBe(true)
    }
    product.clock.forward(12 * HOUR_MS)
    expect(await isIn()).toBe(false)
    const long = await signedIn(product, '佟雅宁')
    for (let day = 0; day < 14; day += 1) {
      product.clock.forward(DAY_MS / 2 - 1)
      await long.get('/board/waiting')
    }
    product.clock.forward(HOUR_MS)
    const page = await long.get('/board/waiting')
    expect(new URL(page.url).pathname).toBe('/open-apis/authen/v1/authorize')
  })

  test('退出之后，旧 cookie 一文不值', async () => {
    const browser = await signedIn(product, '佟雅宁')
    await browser.get('/board')
    const old = new Map(browser.cookies)
    const page = await browser.post('/board/sign-out')
    expect(page.text).toContain('已退出')
    const again = browse(product)
    for (const [name, value] of old) again.cookies.set(name, value)
    expect(new URL((await again.get('/board')).url).pathname).toMatch(/authorize$/)
  })

  test('人员停用，会话随即失效；名单之外的人登录不了', async () => {
    const browser = await signedIn(product, '毕子衡')
    expect((await browser.get('/board')).text).toContain('毕子衡')
    const left = {
      ...yunlingFile,
      people: yunlingFile.people.filter(({ name }) => name !== '毕子衡'),
    }
    await applyOrganisation(product.database.sql, left, product.clock.now())
    expect(new URL((await browser.get('/board')).url).pathname).toMatch(/authorize$/)
    expect((await sessions()).some(({ openId }) => openId === named('毕子衡'))).toBe(false)
    const again = await chooser('/board')
    again.url.searchParams.set('as', named('毕子衡'))
    const refused = await again.browser.get(again.url.href)
    expect(refused.status).toBe(403)
    expect(refused.text).toContain('您不在本系统的人员名单中，请联系区政府督查室。')
    await applyOrganisation(product.database.sql, yunlingFile, product.clock.now())
  })
})

describe('伪造的请求', () => {
  test.each([
    ['没有令牌', { token: null }],
    ['别的令牌', { token: 'f'.repeat(64) }],
    ['来自别的网站', { headers: { origin: 'https://evil.example' } }],
    ['来自同机别的端口', { headers: { origin: 'http://127.0.0.1:1' } }],
    ['没有来源', { headers: { origin: 'null' } }],
    ['浏览器说是跨站', { headers: { 'sec-fetch-site': 'cross-site' } }],
  ])('%s，一律不办', async (_, how) => {
    const browser = await signedIn(product, '佟雅宁')
    await browser.get('/board')
    const page = await browser.post('/board/sign-out', {}, how)
    expect(page.status).toBe(403)
    expect((await browser.get('/board')).text).toContain('佟雅宁')
  })

  test('一个人的令牌在另一个人的会话里无用', async () => {
    const one = await signedIn(product, '佟雅宁')
    const token = /name="token" value="(\w+)"/.exec((await one.get('/board')).text)?.[1] ?? null
    const other = await signedIn(product, '沈维岳')
    expect((await other.post('/board/sign-out', {}, { token })).status).toBe(403)
  })

  test('提交中断的，不说没有生效', () => {
    const cut = Object.assign(new Error(), { code: 'CONNECTION_CLOSED' })
    const refused = Object.assign(new Error(), { code: 'ECONNREFUSED' })
    expect(failureZh('POST', cut)).toContain('已收到，正在处理')
    expect(failureZh('POST', refused)).toContain('未生效')
    expect(failureZh('GET', cut)).not.toContain('已收到')
  })

  test('改变什么的地址不接受 GET', async () => {
    const browser = await signedIn(product, '佟雅宁')
    expect((await browser.get('/board/sign-out')).status).toBe(404)
  })
})

describe('每一页', () => {
  test('只许自己的脚本和样式，不许加框，不许缓存；页面里没有写进去的脚本和样式', async () => {
    const browser = await signedIn(product, '蒋小棠')
    for (const path of ['/board', '/board/matters', '/board/waiting', '/board/nothing']) {
      const page = await browser.get(path)
      const policy = page.headers.get('content-security-policy') ?? ''
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("script-src 'self'")
      expect(policy).not.toContain('unsafe')
      expect(policy).toContain("frame-ancestors 'none'")
      expect(page.headers.get('x-frame-options')).toBe('DENY')
      expect(page.headers.get('cache-control')).toBe('no-store')
      expect(page.text).not.toMatch(/<style|\sstyle=|<script(?![^>]*\ssrc=)|\son\w+=/)
    }
  })

  test('经 https 到达的，cookie 只走 https', async () => {
    const response = await fetch(new URL('/board', product.webhookUrl), {
      redirect: 'manual',
      headers: { 'x-forwarded-proto': 'https' },
    })
    const line = response.headers.getSetCookie()[0] ?? ''
    expect(line).toMatch(/^__Host-duban_way=.*; Secure/)
    expect(line).not.toMatch(/Domain=/i)
  })
})
