// Tokens and scopes: who may call the platform, and how long.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '../../src/domain/time.ts'
import { APP, called, MA, openStage, type Stage, sendText, tokenOf } from './stage.ts'

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
})
afterEach(() => stage.close())

function asking(body: unknown) {
  const path = '/auth/v3/tenant_access_token/internal'
  return called(stage.feishu, undefined, { method: 'POST', path, body })
}

const botInfo = (token: string | undefined) =>
  called(stage.feishu, token, { method: 'GET', path: '/bot/v3/info' })

describe('tenant access tokens', () => {
  test('a token is on the top level of the answer, with its life in seconds', async () => {
    const answer = await asking({ app_id: APP.appId, app_secret: APP.appSecret })
    expect(answer.body).toMatchObject({ code: 0, msg: 'ok', expire: 7200 })
    expect(answer.body.tenant_access_token).toMatch(/^t-/)
    expect(answer.body.data).toBeUndefined()
  })

  test('with half an hour left the same token comes again, then a new one', async () => {
    const first = await tokenOf(stage.feishu)
    stage.clock.advance(90 * MINUTE_MS)
    expect(await tokenOf(stage.feishu)).toBe(first)
    stage.clock.advance(1)
    const second = await tokenOf(stage.feishu)
    expect(second).not.toBe(first)
    expect((await botInfo(first)).code).toBe(0)
    expect((await botInfo(second)).code).toBe(0)
    expect(stage.feishu.counters().tokensIssued).toBe(2)
  })

  test('a token is dead after two hours', async () => {
    const token = await tokenOf(stage.feishu)
    stage.clock.advance(2 * HOUR_MS - 1)
    expect((await botInfo(token)).code).toBe(0)
    stage.clock.advance(1)
    expect((await botInfo(token)).code).toBe(99991663)
  })

  test('tokens expired before their time are refused, and the next one is new', async () => {
    const token = await tokenOf(stage.feishu)
    stage.feishu.expireTokens()
    expect((await botInfo(token)).code).toBe(99991663)
    expect(await tokenOf(stage.feishu)).not.toBe(token)
  })

  test.each([
    ['no secret', { app_id: APP.appId }, 10003],
    ['an unknown app', { app_id: 'cli_other', app_secret: APP.appSecret }, 10003],
    ['a wrong secret', { app_id: APP.appId, app_secret: 'wrong' }, 10015],
  ])('%s gets no token', async (_, body, code) => {
    const answer = await asking(body)
    expect([answer.status, answer.code]).toEqual([400, code])
    expect(answer.body.tenant_access_token).toBeUndefined()
  })

  test('a disabled app gets no token', async () => {
    stage.feishu.setAppEnabled(false)
    expect((await asking({ app_id: APP.appId, app_secret: APP.appSecret })).code).toBe(10014)
  })
})

describe('calls', () => {
  test.each([
    ['without a token', undefined, 99991661],
    ['with something else than a token', 'abc', 99991671],
    ['with a token nobody issued', 't-made-up', 99991663],
  ])('%s are refused in the platform’s form', async (_, token, code) => {
    const answer = await botInfo(token)
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({
      code,
      msg: expect.any(String),
      error: { log_id: expect.any(String), troubleshooter: expect.any(String) },
    })
  })

  test('a missing scope is named', async () => {
    stage.feishu.revokeScope('im:message')
    stage.feishu.revokeScope('im:message:send_as_bot')
    const answer = await sendText(stage, MA, '您好')
    expect(answer.code).toBe(99991672)
    expect(answer.body.msg).toContain('im:message:send_as_bot')
    stage.feishu.grantScope('im:message:send_as_bot')
    expect((await sendText(stage, MA, '您好')).code).toBe(0)
  })

  test('the bot’s own open id stands beside code and msg', async () => {
    const answer = await stage.api('GET', '/bot/v3/info')
    expect(answer.body.bot).toMatchObject({ open_id: stage.feishu.bot.openId, app_name: '督办' })
  })

  test('a body not announced as JSON is refused, an unknown path answers no JSON', async () => {
    const token = await tokenOf(stage.feishu)
    const response = await fetch(
      `${stage.feishu.baseUrl}/open-apis/im/v1/messages?receive_id_type=open_id`,
      { method: 'POST', headers: { authorization: `Bearer ${token}` }, body: '{}' },
    )
    expect(await response.json()).toMatchObject({ code: 9499 })
    expect((await stage.api('GET', '/im/v1/nothing')).status).toBe(404)
  })
})
