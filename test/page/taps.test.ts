// Taps through the page: what goes out, what a client keeps to itself, which codes it shows.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { offsetClock } from '../../src/local-feishu/offset-clock.ts'
import type { Road } from '../../src/local-feishu/page/desk.ts'
import { type OpenPage, openPage } from '../../src/local-feishu/page/open-page.ts'
import { readsIn } from '../../src/local-feishu/page/reads.ts'
import { APP, GU, MA, openStage, type Stage } from '../local-feishu/stage.ts'

const ROAD: Road = {
  name: '一般事项',
  end: '',
  opening: { openId: MA, say: '立项', why: '' },
  stages: [],
}

let stage: Stage
let page: OpenPage
let messageId: string

const CARD = {
  schema: '2.0',
  header: { title: { tag: 'plain_text', content: '报送材料' } },
  body: {
    elements: [
      {
        tag: 'form',
        name: 'submit',
        elements: [
          { tag: 'input', name: 'copies', required: true },
          {
            tag: 'button',
            name: 'go',
            text: { tag: 'plain_text', content: '报送' },
            form_action_type: 'submit',
            behaviors: [{ type: 'callback', value: { a: 1 } }],
          },
        ],
      },
    ],
  },
}

beforeAll(async () => {
  stage = await openStage()
  const kept = new Map<string, unknown>()
  const { feishu } = stage
  page = openPage({
    feishu,
    groups: [
      { name: '局', people: [MA, GU].map((openId) => ({ openId, name: openId, post: '' })) },
    ],
    roads: { all: [ROAD], chosen: () => ROAD, choose: () => undefined },
    clock: offsetClock(stage.clock, 0, () => {}),
    machine: { matters: async () => [], trail: async () => [] },
    afterMove: async () => {},
    startOver: async () => {},
    isLocal: () => true,
    reads: readsIn({
      get: (_kind, key) => kept.get(key),
      put: (_kind, key, value) => kept.set(key, value),
    }),
  })
  const sent = await stage.api('POST', '/im/v1/messages?receive_id_type=open_id', {
    receive_id: MA,
    msg_type: 'interactive',
    content: JSON.stringify(CARD),
  })
  messageId = String(sent.data.message_id)
})
afterAll(async () => {
  page.close()
  await stage.close()
})

function ask(path: string, body: object): Promise<Response> {
  return Promise.resolve(
    page.app.request(`http://localhost${path}`, {
      method: 'POST',
      headers: { host: 'localhost', 'x-duban-demo': '1', 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  )
}

async function tap(form: object, as = MA): Promise<unknown> {
  const answer = await ask('/demo/tap', { as, message: messageId, label: '报送', nth: 1, form })
  return answer.json()
}

async function seen(path: string): Promise<string> {
  const answer = await page.app.request(`http://localhost${path}`, {
    headers: { host: 'localhost' },
  })
  return answer.text()
}

test('必填项没填，客户端不发', async () => {
  const before = stage.app.pushes.length
  expect(await tap({})).toEqual({ status: 'not_sent', notSent: 'required_missing' })
  expect(stage.app.pushes.length).toBe(before)
})

test('填了就发，应答里的提示和卡片照样显示', async () => {
  const title = { tag: 'plain_text', content: '已经报送' }
  const done = { ...CARD, header: { title } }
  stage.app.answer = () => ({
    body: { toast: { type: 'success', content: '已报送' }, card: { type: 'raw', data: done } },
  })
  expect(await tap({ copies: '2份' })).toEqual({
    status: 'answered',
    toast: { type: 'success', content: '已报送' },
  })
  const behind = await seen(`/demo/machine/message/${messageId}`)
  expect(behind).toContain('&quot;copies&quot;: &quot;2份&quot;')
  expect(await seen(`/?as=${MA}`)).toContain('已经报送')
})

test.each([
  [{ status: 500 }, 200671],
  [{ body: 'no object' }, 200672],
  [
    {
      body: {
        card: { type: 'raw', data: { schema: '2.0', body: { elements: [{ tag: 'note' }] } } },
      },
    },
    200673,
  ],
])('应答是 %j，看到的是错误码 %i', async (answer, code) => {
  stage.app.answer = () => answer
  expect(await tap({ copies: '2份' })).toMatchObject({ status: 'failed', errorCode: code })
})

test('没有订阅回调，看到 200340', async () => {
  stage.feishu.deliveries.setWanted('card.action.trigger', false)
  expect(await tap({ copies: '2份' })).toMatchObject({ errorCode: 200340 })
  stage.feishu.deliveries.setWanted('card.action.trigger', true)
})

test('不在会话里的人点不到，只说明原因', async () => {
  const answer = await ask('/demo/tap', {
    as: GU,
    message: messageId,
    label: '报送',
    nth: 1,
    form: {},
  })
  expect(answer.status).toBe(422)
  expect(await answer.json()).toEqual({ refused: `${GU} does not see message ${messageId}` })
})

test('未读随消息增加，看过即清，卡片更新不再算', async () => {
  const unread = async () => {
    const badge = /id="unread-ou_majianye"[^>]*>(\d+)</.exec(await seen(`/?as=${GU}`))
    return Number(badge?.[1])
  }
  await seen(`/?as=${MA}`)
  expect(await unread()).toBe(0)
  await stage.api('POST', '/im/v1/messages?receive_id_type=open_id', {
    receive_id: MA,
    msg_type: 'text',
    content: JSON.stringify({ text: '请查收' }),
  })
  expect(await unread()).toBe(1)
  await seen(`/?as=${MA}`)
  await stage.api('PATCH', `/im/v1/messages/${messageId}`, { content: JSON.stringify(CARD) })
  expect(await unread()).toBe(0)
})

test('接口的秘密不出现在页面里', async () => {
  const all = (await seen(`/?as=${MA}`)) + (await seen(`/demo/machine/message/${messageId}`))
  expect(all).not.toContain(APP.appSecret)
  expect(all).not.toContain(APP.encryptKey)
})
