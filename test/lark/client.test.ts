// The client against the local platform: one token, every failure named, no request that goes astray.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { HOUR_MS, type Instant, MINUTE_MS } from '../../src/domain/time.ts'
import { type Lark, type LarkOptions, openLark } from '../../src/lark/client.ts'
import { type LocalFeishu, openLocalFeishu } from '../../src/local-feishu/local-feishu.ts'
import type { Log } from '../../src/ports.ts'

const APP = {
  appId: 'cli_test',
  appSecret: 'canary-secret',
  encryptKey: 'k',
  verificationToken: 'v',
}
const PEOPLE = Array.from({ length: 120 }, (_, i) => ({ openId: `ou_${i}`, name: `某${i}` }))

let now: Instant = Date.parse('2026-09-14T01:00:00Z')
const clock = { now: () => now }
let lines: string[] = []
let feishu: LocalFeishu

beforeEach(async () => {
  lines = []
  feishu = await openLocalFeishu({
    clock,
    seed: 1,
    app: APP,
    users: PEOPLE,
    chats: [{ chatId: 'oc_group', name: '区住建局', members: PEOPLE.map((one) => one.openId) }],
  })
})
afterEach(() => feishu.close())

function open(options: Partial<LarkOptions> = {}): Lark {
  const { appId, appSecret } = APP
  return openLark({ baseUrl: feishu.baseUrl, appId, appSecret, clock, log: recorded(), ...options })
}

function recorded(): Log {
  const note = (event: string, facts?: object) => lines.push(`${event} ${JSON.stringify(facts)}`)
  return { debug: note, info: note, warn: note, error: note }
}

function text(openId: string, uuid = crypto.randomUUID()) {
  return {
    to: { type: 'person', id: openId },
    msgType: 'text',
    content: { text: '您好' },
    uuid,
  } as const
}

describe('the token', () => {
  test('a hundred cold sends at once ask for one token', async () => {
    const lark = open()
    await Promise.all(PEOPLE.slice(0, 100).map((one) => lark.send(text(one.openId))))
    expect(feishu.counters().requests).toMatchObject({ token: 1, create: 100 })
  })

  test('forty sends that meet a revoked token together renew it once, and all arrive', async () => {
    const lark = open()
    await lark.bot()
    feishu.expireTokens()
    const answers = await Promise.all(PEOPLE.slice(0, 40).map((one) => lark.send(text(one.openId))))
    expect(answers.every((answer) => answer.ok)).toBe(true)
    expect(feishu.counters().requests.token).toBe(2)
    expect(feishu.allMessages()).toHaveLength(40)
  })

  test('a refused token that comes with HTTP 200 is renewed and the request repeated once', async () => {
    const lark = open()
    await lark.bot()
    feishu.faults.once({ endpoint: 'create' }, { kind: 'ok_with_code', code: 99991663 })
    expect((await lark.send(text('ou_1'))).ok).toBe(true)
    expect(feishu.counters().requests).toMatchObject({ token: 2, create: 2 })
  })

  test('a token that stays refused is the whole app’s trouble, not the message’s', async () => {
    feishu.faults.always({ endpoint: 'create' }, { kind: 'ok_with_code', code: 99991671 })
    const answer = await open().send(text('ou_1'))
    expect(answer).toMatchObject({ ok: false, fault: { kind: 'wait', scope: 'app' } })
    expect(feishu.counters().requests.create).toBe(2)
  })

  test('with less than half an hour left it is renewed beside the work, and nobody waits', async () => {
    const lark = open({ timeoutMs: 100 })
    await lark.bot()
    now += 2 * HOUR_MS - 29 * MINUTE_MS
    feishu.faults.once({ endpoint: 'token' }, { kind: 'hang' })
    const answers = await Promise.all([lark.bot(), lark.bot(), lark.bot()])
    expect(answers.every((answer) => answer.ok)).toBe(true)
    expect(feishu.counters().requests.token).toBe(2)
    // The renewal that hung is given up; a minute later the next call starts another.
    now += MINUTE_MS
    const tokensAfterOneMore = async () => {
      await lark.bot()
      return feishu.counters().requests.token
    }
    await expect.poll(tokensAfterOneMore).toBe(3)
  })

  test('with less than five minutes left it is not used any more', async () => {
    const lark = open()
    await lark.bot()
    now += 2 * HOUR_MS - 4 * MINUTE_MS
    feishu.faults.always({ endpoint: 'token' }, 'http500')
    expect(await lark.bot()).toMatchObject({ ok: false, fault: { kind: 'retry', why: 'no_token' } })
  })

  test('while the token endpoint is down, a crowd asks it once a second', async () => {
    const lark = open()
    feishu.faults.always({ endpoint: 'token' }, 'http502')
    await Promise.all(PEOPLE.map((one) => lark.send(text(one.openId))))
    await lark.bot()
    expect(feishu.counters().requests.token).toBe(1)
    feishu.faults.clear()
    now += 1_000
    expect((await lark.bot()).ok).toBe(true)
  })

  test('neither secret nor token nor people’s words reach the log, whatever fails', async () => {
    const lark = open({ timeoutMs: 50 })
    const wrong = open({ appSecret: 'canary-wrong' })
    expect(await wrong.bot()).toMatchObject({ ok: false, fault: { kind: 'wait', code: 10015 } })
    await lark.bot()
    for (const kind of [
      'http500',
      'html',
      'hang',
      'reset_after',
      'status429',
      'refused',
    ] as const) {
      feishu.faults.once({ endpoint: 'create' }, kind)
      expect((await lark.send(text('ou_1'))).ok).toBe(false)
    }
    expect(lines.length).toBeGreaterThan(7)
    expect(lines.join('\n')).not.toMatch(/canary|t-g1|您好/)
  })
})

describe('what a failure means', () => {
  const cases = [
    ['status429', { kind: 'wait', scope: 'app', forMs: 1_000, code: 99991400 }],
    ['status429_without_reset', { kind: 'wait', scope: 'app', forMs: null }],
    ['code99991400_as_400', { kind: 'wait', scope: 'app', forMs: 1_000 }],
    ['http500', { kind: 'unknown', why: 'http_500' }],
    ['http504', { kind: 'unknown', why: 'http_504' }],
    ['html', { kind: 'unknown', why: 'unreadable' }],
    ['truncated_json', { kind: 'unknown', why: 'unreadable' }],
    ['reset_before', { kind: 'unknown' }],
    ['reset_after', { kind: 'unknown' }],
    ['hang', { kind: 'unknown', why: 'time_out' }],
    ['refused', { kind: 'unknown', why: 'platform_error', code: 2200 }],
  ] as const
  test.each(cases)('%s', async (kind, fault) => {
    const lark = open({ timeoutMs: 100 })
    await lark.bot()
    feishu.faults.once({ endpoint: 'create' }, kind)
    expect(await lark.send(text('ou_1'))).toMatchObject({ ok: false, fault })
  })

  test('when nobody listens, nothing was sent', async () => {
    const lark = open({ baseUrl: 'http://127.0.0.1:1' })
    expect(await lark.bot()).toMatchObject({ ok: false, fault: { kind: 'retry' } })
  })
})

describe('where requests go', () => {
  test.each(['om_/../x', 'om_a?b', 'om_', 'c-295ee5', 'om_a/reply', ''])(
    'an id that could leave its place in the path is refused here: %s',
    async (id) => {
      const lark = open()
      expect(await lark.patch(id, {})).toMatchObject({ ok: false, fault: { kind: 'terminal' } })
      expect(await lark.resource(id, 'file_1', 'file', 10)).toMatchObject({ ok: false })
      expect(await lark.chatMembers(id)).toMatchObject({ ok: false })
      expect(feishu.counters().requests).toEqual({})
    },
  )

  test('a redirect is not followed', async () => {
    const asked: string[] = []
    const lark = open({
      fetch: async (url, init) => {
        asked.push(`${new URL(url).origin} ${init.redirect}`)
        return new Response(null, {
          status: 302,
          headers: { location: 'http://elsewhere.example' },
        })
      },
    })
    expect(await lark.bot()).toMatchObject({ ok: false, fault: { kind: 'retry' } })
    expect(asked).toEqual([`${feishu.baseUrl} manual`])
  })

  test('a base address that is none is refused at once', () => {
    expect(() => open({ baseUrl: 'file:///etc' })).toThrow('must begin with https://')
  })
})

describe('the calls', () => {
  test('a card is sent, patched, read, listed, alerted about and recalled', async () => {
    const lark = open()
    const sent = await lark.send({ ...text('ou_1'), msgType: 'interactive', content: card('一') })
    if (!sent.ok) throw new Error('not sent')
    const { messageId, chatId } = sent.value
    expect(await lark.patch(messageId, card('二'))).toEqual({ ok: true, value: undefined })
    expect(feishu.person('ou_1').messages()[0]).toMatchObject({ title: '二', updates: 1 })
    expect(await lark.get(messageId)).toMatchObject({ value: { messageId, fromApp: true } })
    expect(await lark.list(chatId, { from: now - 1_000, to: now })).toMatchObject({
      value: { items: [{ messageId, senderId: APP.appId }], next: null },
    })
    expect(await lark.urgent(messageId, ['ou_1', 'ou_2'])).toMatchObject({ value: ['ou_2'] })
    await lark.recall(messageId)
    expect(feishu.person('ou_1').messages()[0]).toMatchObject({ recalled: true })
  })

  test('the same uuid makes one message, also as a reply', async () => {
    const lark = open()
    const uuid = crypto.randomUUID()
    const first = await lark.send(text('ou_1', uuid))
    const again = await lark.send(text('ou_1', uuid))
    expect(again).toEqual(first)
    if (!first.ok) throw new Error('not sent')
    const reply = { msgType: 'text', content: { text: '已记入' }, uuid: `${uuid}.1` } as const
    await lark.reply(first.value.messageId, reply)
    await lark.reply(first.value.messageId, reply)
    expect(feishu.person('ou_1').messages()).toHaveLength(2)
  })

  test('members of a group are read page by page to the end', async () => {
    const members = await open().chatMembers('oc_group')
    expect(members.ok && members.value.map((one) => one.openId).sort()).toEqual(
      PEOPLE.map((one) => one.openId).sort(),
    )
    expect(Object.values(feishu.counters().requests)).toEqual([1, 2])
  })

  test('bot, group and person are known by name', async () => {
    const lark = open()
    expect(await lark.bot()).toMatchObject({ value: { openId: feishu.bot.openId } })
    expect(await lark.chat('oc_group')).toMatchObject({ value: { name: '区住建局' } })
    expect(await lark.user('ou_3')).toMatchObject({ value: { name: '某3', resigned: false } })
  })

  test('a file that people sent is fetched up to the allowed size and no further', async () => {
    const bytes = new Uint8Array(200_000).map((_, i) => i % 251)
    const messageId = await feishu.person('ou_1').sendFile('台账.xlsx', bytes)
    const message = feishu.allMessages().find((one) => one.id === messageId)
    const key: string = JSON.parse(message?.content ?? '{}').file_key
    const lark = open()
    expect(await lark.resource(messageId, key, 'file', 200_000)).toEqual({ ok: true, value: bytes })
    expect(await lark.resource(messageId, key, 'file', 199_999)).toMatchObject({
      ok: false,
      fault: { kind: 'terminal', message: 'too_big' },
    })
    expect(await lark.resource(messageId, 'file_none', 'file', 10)).toMatchObject({
      ok: false,
      fault: { kind: 'terminal', code: 234003 },
    })
  })

  test('a file of the bot’s own is uploaded', async () => {
    const bytes = new TextEncoder().encode('清单')
    expect(await open().uploadFile({ name: '清单.pdf', bytes })).toMatchObject({
      ok: true,
      value: expect.stringMatching(/^file_/),
    })
  })
})

function card(title: string): object {
  return {
    schema: '2.0',
    header: { title: { tag: 'plain_text', content: title } },
    body: { elements: [{ tag: 'markdown', content: '正文' }] },
  }
}
