// Signing in with the platform: where people are sent, and who comes back, once, with the address they left with.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openLark } from '../../src/lark/client.ts'
import { type LocalFeishu, openLocalFeishu } from '../../src/local-feishu/local-feishu.ts'
import { silent } from '../kit/databases.ts'
import { APP, givenClock } from '../kit/product.ts'

const BACK = 'http://127.0.0.1:3000/board/signed-in'
const clock = givenClock()
let feishu: LocalFeishu

beforeAll(async () => {
  const users = [{ openId: 'ou_one', name: '佟雅宁' }]
  feishu = await openLocalFeishu({ clock, seed: 1, app: APP, users, chats: [] })
  feishu.settings.redirectUrls.push(BACK)
})
afterAll(() => feishu.close())

function larkAt(baseUrl: string, more: object = {}) {
  return openLark({ ...APP, baseUrl, clock, log: silent, ...more })
}

/** What the browser comes back with after somebody was chosen. */
async function codeFor(openId: string, redirectUri = BACK): Promise<string> {
  const page = new URL(larkAt(feishu.baseUrl).authorizePage(redirectUri, 'a-state'))
  page.searchParams.set('as', openId)
  const answer = await fetch(page, { redirect: 'manual' })
  const back = new URL(answer.headers.get('location') ?? '')
  expect(back.searchParams.get('state')).toBe('a-state')
  return back.searchParams.get('code') ?? ''
}

describe('where people are sent', () => {
  test.each([
    ['https://open.feishu.cn', 'https://accounts.feishu.cn'],
    ['https://open.larksuite.com', 'https://accounts.larksuite.com'],
    ['http://127.0.0.1:4000', 'http://127.0.0.1:4000'],
    ['https://open.feishu.cn.example', 'https://open.feishu.cn.example'],
  ])('%s asks people on %s', (open, accounts) => {
    const page = new URL(larkAt(open).authorizePage(BACK, 'x&y'))
    expect(page.origin).toBe(accounts)
    expect(page.pathname).toBe('/open-apis/authen/v1/authorize')
    expect(Object.fromEntries(page.searchParams)).toEqual({
      client_id: APP.appId,
      response_type: 'code',
      redirect_uri: BACK,
      state: 'x&y',
    })
  })
})

describe('who comes back', () => {
  test('a code tells who it is, once', async () => {
    const lark = larkAt(feishu.baseUrl)
    const code = await codeFor('ou_one')
    expect(await lark.personBehind(code, BACK)).toEqual({ ok: true, value: { openId: 'ou_one' } })
    expect((await lark.personBehind(code, BACK)).ok).toBe(false)
  })

  test.each([
    ['a code nobody gave', async () => ['0'.repeat(32), BACK, {}] as const],
    ['another address', async () => [await codeFor('ou_one'), `${BACK}/x`, {}] as const],
    [
      'a wrong secret',
      async () => [await codeFor('ou_one'), BACK, { appSecret: 'wrong' }] as const,
    ],
    ['another app', async () => [await codeFor('ou_one'), BACK, { appId: 'cli_other' }] as const],
  ])('%s tells nobody', async (_, given) => {
    const [code, address, more] = await given()
    expect((await larkAt(feishu.baseUrl, more).personBehind(code, address)).ok).toBe(false)
  })

  test('who may not use the app does not get in', async () => {
    const code = await codeFor('ou_one')
    feishu.setAvailable('ou_one', false)
    expect((await larkAt(feishu.baseUrl).personBehind(code, BACK)).ok).toBe(false)
    feishu.setAvailable('ou_one', true)
  })
})
