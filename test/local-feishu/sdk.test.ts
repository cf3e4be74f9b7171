// The platform's own SDK as a second opinion: its client and its dispatcher work here too.
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import * as lark from '@larksuiteoapi/node-sdk'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { asObject, parseJson } from '../../src/local-feishu/json.ts'
import { APP, button, card, createPath, GROUP, MA, openStage, type Stage, words } from './stage.ts'

const silent = () => undefined
const logger = { error: silent, warn: silent, info: silent, debug: silent, trace: silent }

let stage: Stage
let client: lark.Client
beforeEach(async () => {
  stage = await openStage()
  client = new lark.Client({
    appId: APP.appId,
    appSecret: APP.appSecret,
    domain: stage.feishu.baseUrl,
    cache: new lark.DefaultCache(),
    logger,
  })
})
afterEach(() => stage.close())

test('its client sends, replies, patches, uploads, downloads and recalls', async () => {
  const content = JSON.stringify(card(words('请审签'), button('同意审签')))
  const sent = await client.im.message.create({
    params: { receive_id_type: 'open_id' },
    data: { receive_id: MA, msg_type: 'interactive', content },
  })
  const id = sent.data?.message_id ?? ''
  expect(sent).toMatchObject({ code: 0, data: { msg_type: 'interactive' } })
  const reply = await client.im.message.reply({
    path: { message_id: id },
    data: { msg_type: 'text', content: '{"text":"请审签"}', uuid: 'row-1' },
  })
  expect(reply.data).toMatchObject({ root_id: id, parent_id: id })
  const done = JSON.stringify(card(words('✓')))
  const patched = await client.im.message.patch({
    path: { message_id: id },
    data: { content: done },
  })
  expect(patched.code).toBe(0)
  const uploaded = await client.im.file.create({
    data: {
      file_type: 'stream',
      file_name: '报告.docx',
      file: createReadStream(import.meta.filename),
    },
  })
  expect(uploaded?.file_key).toMatch(/^file_v3_/)
  const members = await client.im.chatMembers.get({ path: { chat_id: GROUP } })
  expect(members.data?.items).toHaveLength(2)
  const recalled = await client.im.message.delete({ path: { message_id: id } })
  expect(recalled.code).toBe(0)
  expect(stage.feishu.person(MA).messages()).toMatchObject([
    { recalled: true, updates: 1 },
    { text: '请审签', replyTo: id },
  ])
})

test('its client downloads what a person sent', async () => {
  const id = await stage.feishu.person(MA).sendFile('名册.txt', Buffer.from('一百二十户'))
  const [push] = stage.app.pushes
  const file = await client.im.messageResource.get({
    path: { message_id: id, file_key: /file_v3_\w+/.exec(JSON.stringify(push))?.[0] ?? '' },
    params: { type: 'file' },
  })
  const chunks: Buffer[] = []
  for await (const chunk of Readable.from(file.getReadableStream())) chunks.push(Buffer.from(chunk))
  expect(Buffer.concat(chunks).toString()).toBe('一百二十户')
})

test('its dispatcher accepts events and taps, and nothing with a wrong signature', async () => {
  const seen: unknown[] = []
  const dispatcher = new lark.EventDispatcher({ encryptKey: APP.encryptKey, logger }).register({
    'im.message.receive_v1': async (event) => {
      seen.push(event.message.content)
    },
    'card.action.trigger': async (event: { action: { value: unknown } }) => {
      seen.push(event.action.value)
      return { toast: { type: 'success', content: '已审签' } }
    },
  })
  stage.app.answer = async ({ headers, raw }) => {
    const body = Object.assign(Object.create({ headers }), asObject(parseJson(raw)))
    const answer: unknown = await dispatcher.invoke(body)
    return { body: answer ?? {} }
  }
  const ma = stage.feishu.person(MA)
  await ma.say('帮助')
  const sent = await stage.api('POST', createPath(MA), {
    receive_id: MA,
    msg_type: 'interactive',
    content: JSON.stringify(card(button('同意审签'))),
  })
  const tap = await ma.tap(String(sent.data.message_id), '同意审签')
  expect(tap.toast).toEqual({ type: 'success', content: '已审签' })
  const forged = stage.feishu.eventPayload('im.message.receive_v1', { message: { content: 'x' } })
  await stage.feishu.post(stage.feishu.signed(forged, { signature: 'bad' }))
  expect(seen).toEqual(['{"text":"帮助"}', { act: '同意审签' }])
})
