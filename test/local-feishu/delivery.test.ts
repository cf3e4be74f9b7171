// From the platform to the app: encryption, signature, repeats, and a way that goes wrong.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '../../src/domain/time.ts'
import { asObject, type Json } from '../../src/local-feishu/json.ts'
import { openLocalFeishu } from '../../src/local-feishu/local-feishu.ts'
import { signedPush } from '../../src/local-feishu/signing.ts'
import { APP, GROUP, GU, MA, openStage, pushesOf, type Stage, StageClock } from './stage.ts'

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
})
afterEach(() => stage.close())

const received = () => pushesOf(stage.app, 'im.message.receive_v1')

describe('one push', () => {
  test('is byte for byte what the platform documents', () => {
    const moment = { timestamp: 1_700_000_000, nonce: 'nonce', iv: new Uint8Array(16).fill(7) }
    const secrets = { encryptKey: 'test-encrypt-key' }
    const payload = { challenge: 'abc', token: 'vtoken-123', type: 'url_verification' }
    const push = signedPush(payload, secrets, moment)
    expect(push.body).toBe(
      '{"encrypt":"BwcHBwcHBwcHBwcHBwcHB2KCdZpCMyz98ugASoe56J7BHJCiQD9z+eiGJ/2GkhvMZmxLtH4GLmae4j7ObXTY/kbMWw+ZwEJyITf3M5rsM0uUfDVR7MlsrzgMepEOHY3w"}',
    )
    expect(push.headers['x-lark-signature']).toBe(
      '2c9fdeaa5cfd64c9417ff774891a438d046ed9080d9b70aa4a78eb171773f06a',
    )
  })

  test('carries a signed event, header values all text, time in milliseconds', async () => {
    const id = await stage.feishu.person(MA).say('帮助')
    const [push] = stage.app.pushes
    expect(push?.signatureHolds).toBe(true)
    expect(push?.headers['x-lark-request-timestamp']).toBe(String(stage.clock.now() / 1_000))
    const header = asObject(push?.payload?.header) ?? {}
    expect(header).toMatchObject({
      create_time: String(stage.clock.now()),
      token: APP.verificationToken,
      app_id: APP.appId,
    })
    expect(Object.values(header).every((value) => typeof value === 'string')).toBe(true)
    expect(push?.payload?.event).toMatchObject({
      sender: { sender_id: { open_id: MA }, sender_type: 'user' },
      message: { message_id: id, chat_type: 'p2p', content: '{"text":"帮助"}' },
    })
    expect(JSON.stringify(push?.payload)).not.toContain('user_id"')
  })

  test('the address is taken only when it answers the challenge within a second', async () => {
    const feishu = await openLocalFeishu({
      clock: new StageClock(),
      app: APP,
      users: [],
      chats: [],
    })
    const gone = await openStage()
    await gone.close()
    await expect(feishu.connect(gone.app.url)).rejects.toThrow('unreachable')
    const other = await openLocalFeishu({
      clock: new StageClock(),
      app: { ...APP, encryptKey: 'another key' },
      users: [],
      chats: [],
    })
    await expect(other.connect(stage.app.url)).rejects.toThrow('challenge')
    await feishu.close()
    await other.close()
  })
})

describe('which messages the app is told of', () => {
  test('in a group only those that mention it, unless it may read all', async () => {
    const ma = stage.feishu.person(MA)
    await ma.say('大家好', { chatId: GROUP })
    expect(received()).toEqual([])
    await ma.say('进展 27号', { chatId: GROUP, mentionBot: true })
    expect(received()).toMatchObject([
      {
        event: {
          message: {
            chat_type: 'group',
            content: '{"text":"@_user_1 进展 27号"}',
            mentions: [{ key: '@_user_1', id: { open_id: stage.feishu.bot.openId } }],
          },
        },
      },
    ])
    stage.feishu.grantScope('im:message.group_msg')
    await ma.say('大家好', { chatId: GROUP })
    expect(received()).toHaveLength(2)
  })

  test('a name in the text becomes its key in place', async () => {
    await stage.feishu.person(MA).say('添加承办人 @谷雨 农村能源科科长', { mention: [GU] })
    expect(received()).toMatchObject([
      {
        event: {
          message: {
            content: '{"text":"添加承办人 @_user_1 农村能源科科长"}',
            mentions: [{ id: { open_id: GU }, name: '谷雨', mentioned_type: 'user' }],
          },
        },
      },
    ])
    expect(stage.feishu.person(MA).messages()).toMatchObject([
      { text: '添加承办人 @谷雨 农村能源科科长' },
    ])
  })

  test('@所有人 comes with empty ids or without any mention at all', async () => {
    const ma = stage.feishu.person(MA)
    await ma.say('请知悉', { chatId: GROUP, mentionAll: 'listed' })
    await ma.say('请知悉', { chatId: GROUP, mentionAll: 'unlisted' })
    const [listed, unlisted] = received().map((push) => asObject(push.event)?.message as Json)
    expect(listed?.content).toBe('{"text":"@_all 请知悉"}')
    expect(listed?.mentions).toMatchObject([{ key: '@_all', id: { open_id: '' } }])
    expect(unlisted).not.toHaveProperty('mentions')
  })

  test('a post shows its text, mentions, pictures and files as tags', async () => {
    await stage.feishu.person(MA).sendPost('进展', ['已摸底120户', '见附件'], {
      chatId: GROUP,
      mentionBot: true,
      files: [{ name: '名册.xlsx', bytes: new Uint8Array([1]) }],
    })
    const message = asObject(asObject(received()[0]?.event)?.message)
    expect(message?.message_type).toBe('post')
    const content: unknown = JSON.parse(String(message?.content))
    expect(content).toMatchObject({
      title: '进展',
      content: [
        [
          { tag: 'at', user_id: '@_user_1' },
          { tag: 'text', text: '已摸底120户' },
        ],
        [{ tag: 'text', text: '见附件' }],
        [{ tag: 'media' }],
      ],
    })
    expect(stage.feishu.person(MA).messages(GROUP)).toMatchObject([
      { text: '进展\n@督办已摸底120户\n见附件' },
    ])
  })
})

describe('repeats', () => {
  test('after 15 s, 5 min, 1 h and 6 h, then never again', async () => {
    stage.app.answer = () => ({ status: 500 })
    await stage.feishu.person(MA).say('帮助')
    for (const wait of [15_000, 5 * MINUTE_MS, HOUR_MS, 6 * HOUR_MS]) {
      stage.clock.advance(wait - 1)
      expect(await stage.feishu.deliverDue()).toBe(0)
      stage.clock.advance(1)
      expect(await stage.feishu.deliverDue()).toBe(1)
    }
    stage.clock.advance(24 * HOUR_MS)
    expect(await stage.feishu.deliverDue()).toBe(0)
    expect(received()).toHaveLength(5)
    expect(new Set(stage.app.pushes.map(({ raw }) => raw)).size).toBe(1)
    expect(stage.feishu.deliveries.log).toMatchObject([{ status: 'given_up' }])
    expect(stage.feishu.counters().events).toEqual({
      created: 1,
      attempts: 5,
      acknowledged: 0,
      retries: 4,
      givenUp: 1,
    })
  })

  test('an acknowledged event is not repeated', async () => {
    stage.app.answer = () => ({ status: 503 })
    await stage.feishu.person(MA).say('帮助')
    stage.app.answer = () => ({})
    stage.clock.advance(15_000)
    expect(await stage.feishu.deliverDue()).toBe(1)
    stage.clock.advance(24 * HOUR_MS)
    expect(await stage.feishu.deliverDue()).toBe(0)
    expect(stage.feishu.deliveries.log).toMatchObject([{ status: 'acknowledged' }])
  })

  test('repeats can carry a fresh signature instead of the first one', async () => {
    stage.app.answer = () => ({ status: 500 })
    stage.feishu.deliveries.signRepeats('afresh')
    await stage.feishu.person(MA).say('帮助')
    stage.clock.advance(15_000)
    await stage.feishu.deliverDue()
    const [first, second] = stage.app.pushes
    expect(second?.headers['x-lark-request-timestamp']).not.toBe(
      first?.headers['x-lark-request-timestamp'],
    )
    expect(second?.payload).toEqual(first?.payload)
    expect(second?.signatureHolds).toBe(true)
  })

  test('an answer after three seconds is no answer', async () => {
    stage.app.answer = () => ({ silent: true })
    await stage.feishu.person(MA).say('帮助')
    expect(stage.feishu.deliveries.log).toMatchObject([
      { status: 'waiting', attempts: [{ outcome: { kind: 'timeout' } }] },
    ])
  })

  test('a lost answer is repeated although the app had it', async () => {
    stage.feishu.deliveries.next({ dropResponse: true })
    await stage.feishu.person(MA).say('帮助')
    expect(received()).toHaveLength(1)
    stage.clock.advance(15_000)
    await stage.feishu.deliverDue()
    expect(received()).toHaveLength(2)
  })
})

describe('bent deliveries', () => {
  test('the same event several times at once', async () => {
    stage.feishu.deliveries.next({ copies: 3 }, 'im.message.receive_v1')
    await stage.feishu.person(MA).say('帮助')
    expect(received()).toHaveLength(3)
    expect(new Set(stage.app.pushes.map(({ raw }) => raw)).size).toBe(1)
  })

  test('held and released in another order', async () => {
    stage.feishu.deliveries.hold()
    const ma = stage.feishu.person(MA)
    const ids = [await ma.say('一'), await ma.say('二'), await ma.say('三')]
    expect(received()).toEqual([])
    await stage.feishu.deliveries.release('reversed')
    const order = received().map((push) => asObject(asObject(push.event)?.message)?.message_id)
    expect(order).toEqual([...ids].reverse())
  })

  test('exactly the same bytes once more, much later', async () => {
    await stage.feishu.person(MA).say('帮助')
    const [{ eventId } = { eventId: '' }] = stage.feishu.deliveries.log
    stage.clock.advance(HOUR_MS)
    expect(await stage.feishu.resend(eventId)).toMatchObject({ kind: 'answered', status: 200 })
    const [first, second] = stage.app.pushes
    expect(second?.raw).toBe(first?.raw)
    expect(second?.headers['x-lark-signature']).toBe(first?.headers['x-lark-signature'])
  })

  test('not pushed at all when not subscribed', async () => {
    stage.feishu.deliveries.setWanted('im.message.receive_v1', false)
    await stage.feishu.person(MA).say('帮助')
    expect(stage.app.pushes).toEqual([])
  })

  test('several instances take turns, and one that does not listen is passed by', async () => {
    const other = await openStage()
    await stage.feishu.connect(stage.app.url, other.app.url)
    for (const text of ['一', '二', '三', '四']) await stage.feishu.person(MA).say(text)
    expect([stage.app.pushes.length, other.app.pushes.length]).toEqual([2, 2])
    await other.close()
    await stage.feishu.person(MA).say('五')
    await stage.feishu.person(MA).say('六')
    expect(stage.app.pushes).toHaveLength(4)
  })
})
