// New messages: who can be written to, what a message may contain, and the hour's memory of uuids.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { HOUR_MS } from '../../src/domain/time.ts'
import {
  button,
  card,
  createPath,
  GROUP,
  GU,
  MA,
  openStage,
  SHI,
  type Stage,
  sendCard,
  sendText,
  words,
} from './stage.ts'

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
})
afterEach(() => stage.close())

function create(idType: string, body: Record<string, unknown>) {
  return stage.api('POST', `/im/v1/messages?receive_id_type=${idType}`, body)
}

const hello = { msg_type: 'text', content: JSON.stringify({ text: '您好' }) }

describe('to whom', () => {
  test('a text reaches the person’s private chat with the bot', async () => {
    const answer = await sendText(stage, MA, '您好')
    const ma = stage.feishu.person(MA)
    expect(answer.data).toMatchObject({
      chat_id: ma.chatWithBot(),
      msg_type: 'text',
      deleted: false,
      updated: false,
      sender: { id_type: 'app_id', sender_type: 'app' },
    })
    expect(ma.messages()).toMatchObject([
      { messageId: answer.data.message_id, text: '您好', senderType: 'app' },
    ])
    expect(stage.feishu.person(SHI).messages()).toEqual([])
  })

  test('a group’s message is seen by its members and by nobody else', async () => {
    await sendText(stage, GROUP, '请各位知悉')
    expect(stage.feishu.person(GU).messages(GROUP)).toMatchObject([{ text: '请各位知悉' }])
    expect(() => stage.feishu.person(SHI).messages(GROUP)).toThrow('not in chat')
  })

  test('the other ids of a person lead to the same chat', async () => {
    const chatId = stage.feishu.person(MA).chatWithBot()
    const byEmail = await create('email', { receive_id: 'ma@example.cn', ...hello })
    const byChat = await create('chat_id', { receive_id: chatId, ...hello })
    expect([byEmail.data.chat_id, byChat.data.chat_id]).toEqual([chatId, chatId])
  })

  test.each([
    ['an open id as chat id', 'chat_id', MA, 230034],
    ['a chat id as open id', 'open_id', GROUP, 230034],
    ['a person who does not exist', 'open_id', 'ou_nobody', 230034],
    ['a chat that does not exist', 'chat_id', 'oc_nowhere', 230034],
    ['no type', '', MA, 230001],
    ['an unknown type', 'phone', MA, 230001],
    ['no receiver', 'open_id', undefined, 230001],
  ])('%s is refused', async (_, idType, id, code) => {
    const answer = await create(idType, { receive_id: id, ...hello })
    expect([answer.status, answer.code]).toEqual([400, code])
    expect(stage.feishu.allMessages()).toEqual([])
  })

  test('outside the group the bot cannot write, and inside again it can', async () => {
    await stage.feishu.removeBot(GROUP)
    expect((await sendText(stage, GROUP, '您好')).code).toBe(230002)
    await stage.feishu.addBot(GROUP)
    expect((await sendText(stage, GROUP, '您好')).code).toBe(0)
  })

  test('external and dissolved groups are refused', async () => {
    stage.feishu.addChat({ chatId: 'oc_ext', name: '外部群', members: [MA], external: true })
    expect((await sendText(stage, 'oc_ext', '您好')).code).toBe(230027)
    await stage.feishu.dissolve(GROUP)
    expect((await sendText(stage, GROUP, '您好')).code).toBe(232009)
  })

  test('people who left, are out of range or stopped the bot are refused', async () => {
    await stage.feishu.resign(MA)
    expect((await sendText(stage, MA, '您好')).code).toBe(230013)
    stage.feishu.setAvailable(GU, false)
    expect((await sendText(stage, GU, '您好')).code).toBe(230013)
    stage.feishu.person(SHI).setStopped(true)
    expect((await sendText(stage, SHI, '您好')).code).toBe(230053)
  })
})

describe('content', () => {
  const to = (msgType: string, content: unknown) =>
    create('open_id', { receive_id: MA, msg_type: msgType, content })

  test.each([
    ['an object instead of a string', 'text', { text: '您好' }, 230001],
    ['a string that is not JSON', 'text', '您好', 230001],
    ['a text without text', 'text', '{}', 230001],
    ['an unknown type', 'hologram', '{}', 230001],
    ['a name of every object', 'toString', '{}', 230001],
    ['a post whose paragraphs are no lists', 'post', '{"zh_cn":{"content":["a"]}}', 230001],
    ['a post with an unknown tag', 'post', '{"zh_cn":{"content":[[{"tag":"b"}]]}}', 230001],
    ['an image nobody uploaded', 'image', '{"image_key":"img_v3_x"}', 230001],
    ['a card that is not JSON', 'interactive', '{', 230099],
  ])('%s is refused', async (_, msgType, content, code) => {
    const answer = await to(msgType, content)
    expect([answer.status, answer.code]).toEqual([400, code])
  })

  test('a text may have 150 KB and a post 30 KB, to the byte', async () => {
    const text = (bytes: number) =>
      JSON.stringify({ text: 'a'.repeat(bytes - '{"text":""}'.length) })
    expect((await to('text', text(150 * 1024))).code).toBe(0)
    expect((await to('text', text(150 * 1024 + 1))).code).toBe(230025)
    const post = (bytes: number) => {
      const empty = '{"zh_cn":{"content":[[{"tag":"text","text":""}]]}}'
      return empty.replace('""', `"${'a'.repeat(bytes - empty.length)}"`)
    }
    expect((await to('post', post(30 * 1024))).code).toBe(0)
    expect((await to('post', post(30 * 1024 + 1))).code).toBe(230025)
  })

  test('a card over 30 KB is refused', async () => {
    const large = card(words('督'.repeat(10_300)))
    expect((await to('interactive', JSON.stringify(large))).code).toBe(230025)
  })

  test('a component of the old schema is refused in the platform’s wording', async () => {
    const old = card(words('一'), { tag: 'action', actions: [] })
    const answer = await to('interactive', JSON.stringify(old))
    expect([answer.status, answer.code]).toEqual([400, 230099])
    expect(answer.body.msg).toMatch(
      /^Failed to create card content, ext=ErrCode: 200861; ErrPath: ROOT -> body -> elements -> \[1\]\(tag: action\); ErrMsg: cards of schema V2 no longer support this capability; ErrorValue: unsupported tag action; $/,
    )
  })

  test('cards may show only people that exist and pictures that were uploaded', async () => {
    const unknownPerson = card({ tag: 'person', user_id: 'ou_nobody' })
    const unknownImage = card({
      tag: 'img',
      img_key: 'img_v3_x',
      alt: { tag: 'plain_text', content: '' },
    })
    const person = await to('interactive', JSON.stringify(unknownPerson))
    const image = await to('interactive', JSON.stringify(unknownImage))
    expect(person.body.msg).toContain('ErrCode: 100290')
    expect(image.body.msg).toContain('ErrCode: 200570')
  })

  test('templates and card entities do not exist here', async () => {
    const template = { type: 'template', data: { template_id: 'AAq1' } }
    const answer = await to('interactive', JSON.stringify(template))
    expect(answer.body.msg).toContain('ErrCode: 200380')
  })
})

describe('mentions', () => {
  test('in texts only the text’s own syntax mentions, and only members', async () => {
    const answer = await sendText(
      stage,
      GROUP,
      '<at user_id="ou_guyu">谷</at> <at id=ou_guyu></at> <at user_id="ou_shijiuyuan">石局</at>',
    )
    expect(answer.data.mentions).toMatchObject([{ id: GU, name: '谷雨', key: '@_user_1' }])
    expect(stage.feishu.person(GU).messages(GROUP)).toMatchObject([
      { text: '@谷雨 <at id=ou_guyu></at> @石局' },
    ])
  })

  test('mentioning everybody needs the group’s permission, in texts and cards alike', async () => {
    const everybody = '<at user_id="all"></at>'
    expect((await sendText(stage, GROUP, everybody)).code).toBe(0)
    stage.feishu.addChat({
      chatId: 'oc_quiet',
      name: '静',
      members: [MA],
      atAll: 'owner_only',
    })
    expect((await sendText(stage, 'oc_quiet', everybody)).code).toBe(230018)
    const loud = card(words('<at id=all></at>'))
    await expect(sendCard(stage, 'oc_quiet', loud)).rejects.toThrow('230018')
    const escaped = card({ tag: 'div', text: { tag: 'plain_text', content: '<at id=all></at>' } })
    await expect(sendCard(stage, 'oc_quiet', escaped)).resolves.toMatch(/^om_/)
  })
})

describe('uuids', () => {
  test('the same uuid gives the first message back for an hour, then sends again', async () => {
    const first = await sendText(stage, MA, '第一次', 'row-1')
    stage.clock.advance(HOUR_MS - 1)
    const again = await sendText(stage, MA, '又一次', 'row-1')
    expect(again.data.message_id).toBe(first.data.message_id)
    expect(stage.feishu.person(MA).messages()).toHaveLength(1)
    expect(stage.feishu.counters().duplicatesSuppressed).toBe(1)
    stage.clock.advance(1)
    const later = await sendText(stage, MA, '一小时后', 'row-1')
    expect(later.data.message_id).not.toBe(first.data.message_id)
    expect(stage.feishu.person(MA).messages()).toHaveLength(2)
  })

  test('replies remember their uuids too, and fifty characters are the most', async () => {
    const parent = await stage.feishu.person(MA).say('帮助')
    const reply = (uuid: string) =>
      stage.api('POST', `/im/v1/messages/${parent}/reply`, { ...hello, uuid })
    const ids = [(await reply('r')).data.message_id, (await reply('r')).data.message_id]
    expect(ids[0]).toBe(ids[1])
    expect((await reply('x'.repeat(50))).code).toBe(0)
    expect((await reply('x'.repeat(51))).code).toBe(230001)
  })

  test('a refused send leaves its uuid free', async () => {
    const body = { receive_id: MA, msg_type: 'text', uuid: 'row-2' }
    await stage.api('POST', createPath(MA), { ...body, content: '{}' })
    const good = await stage.api('POST', createPath(MA), { ...body, content: '{"text":"好"}' })
    expect(good.code).toBe(0)
  })
})

describe('replies', () => {
  test('a reply names its parent and the root of its thread', async () => {
    const root = await sendCard(stage, GROUP, card(words('督查事项'), button('看')))
    const path = (id: unknown) => `/im/v1/messages/${String(id)}/reply`
    const first = await stage.api('POST', path(root), hello)
    const second = await stage.api('POST', path(first.data.message_id), hello)
    expect(second.data).toMatchObject({ root_id: root, parent_id: first.data.message_id })
    const threaded = await stage.api('POST', path(root), { ...hello, reply_in_thread: true })
    expect(threaded.data.thread_id).toMatch(/^omt_/)
  })

  test('what is recalled, not a message, or out of the bot’s chats gets no reply', async () => {
    const said = await stage.feishu.person(MA).say('进展', { chatId: GROUP, mentionBot: true })
    const reply = (id: string) => stage.api('POST', `/im/v1/messages/${id}/reply`, hello)
    expect((await reply('c-295ee5')).code).toBe(99992354)
    expect((await reply('om_unknown')).code).toBe(99992354)
    await stage.feishu.removeBot(GROUP)
    expect((await reply(said)).code).toBe(230002)
    await stage.feishu.addBot(GROUP)
    await stage.feishu.person(MA).recall(said)
    expect((await reply(said)).code).toBe(230011)
  })
})
