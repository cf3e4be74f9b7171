// People and groups: who sees what, and what the app hears of comings and goings.
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Change } from '../../src/local-feishu/state.ts'
import {
  button,
  card,
  GROUP,
  GU,
  MA,
  openStage,
  pushesOf,
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

test('only members write into a group, and only people of the tenant have a client', async () => {
  const shi = stage.feishu.person(SHI)
  await expect(async () => shi.say('您好', { chatId: GROUP })).rejects.toThrow('not in chat')
  expect(() => stage.feishu.person('ou_nobody')).toThrow('nobody has the open id')
})

test('whoever joins sees the group, whoever leaves does not, the app hears', async () => {
  await sendText(stage, GROUP, '请知悉')
  await stage.feishu.addMember(GROUP, SHI)
  const shi = stage.feishu.person(SHI)
  expect(shi.messages(GROUP)).toHaveLength(1)
  await stage.feishu.removeMember(GROUP, SHI)
  expect(() => shi.messages(GROUP)).toThrow('not in chat')
  for (const type of ['im.chat.member.user.added_v1', 'im.chat.member.user.deleted_v1']) {
    expect(pushesOf(stage.app, type)).toMatchObject([
      { event: { chat_id: GROUP, users: [{ name: '石九元', user_id: { open_id: SHI } }] } },
    ])
  }
})

test('the bot’s own leaving and coming back are events too', async () => {
  await stage.feishu.removeBot(GROUP)
  await stage.feishu.removeBot(GROUP)
  await stage.feishu.addBot(GROUP)
  expect(pushesOf(stage.app, 'im.chat.member.bot.deleted_v1')).toMatchObject([
    { event: { chat_id: GROUP, name: '农业农村局工作群', operator_id: { open_id: MA } } },
  ])
  expect(pushesOf(stage.app, 'im.chat.member.bot.added_v1')).toHaveLength(1)
})

test('a dissolved group is announced', async () => {
  await stage.feishu.dissolve(GROUP)
  expect(pushesOf(stage.app, 'im.chat.disbanded_v1')).toMatchObject([{ event: { chat_id: GROUP } }])
})

test('whoever resigns leaves all groups and can write no more', async () => {
  await stage.feishu.resign(GU)
  expect(pushesOf(stage.app, 'contact.user.deleted_v3')).toMatchObject([
    { event: { object: { open_id: GU, name: '谷雨' } } },
  ])
  const gu = stage.feishu.person(GU)
  expect(() => gu.messages(GROUP)).toThrow('not in chat')
  await expect(async () => gu.say('您好')).rejects.toThrow('resigned')
})

test('a suspended account, and one that is given back, is told with what it was before', async () => {
  await stage.feishu.setFrozen(GU, true)
  await stage.feishu.setFrozen(GU, true)
  await stage.feishu.setFrozen(GU, false)
  expect(pushesOf(stage.app, 'contact.user.updated_v3')).toMatchObject([
    {
      event: {
        object: { open_id: GU, name: '谷雨', status: { is_frozen: true, is_resigned: false } },
        old_object: { status: { is_frozen: false } },
      },
    },
    {
      event: {
        object: { status: { is_frozen: false } },
        old_object: { status: { is_frozen: true } },
      },
    },
  ])
})

test('people recall only their own messages, and the app hears of it', async () => {
  const ma = stage.feishu.person(MA)
  const said = await ma.say('进展 27号 已完成', { chatId: GROUP, mentionBot: true })
  const bots = String((await sendText(stage, GROUP, '已记入')).data.message_id)
  await expect(ma.recall(bots)).rejects.toThrow('only their own')
  await ma.recall(said)
  await expect(ma.recall(said)).rejects.toThrow('already')
  expect(stage.feishu.person(GU).messages(GROUP)).toMatchObject([{ recalled: true }, {}])
  expect(pushesOf(stage.app, 'im.message.recalled_v1')).toMatchObject([
    {
      event: {
        message_id: said,
        chat_id: GROUP,
        recall_time: String(stage.clock.now()),
        recall_type: 'message_owner',
      },
    },
  ])
})

test('a reply carries its parent and root to the app', async () => {
  const id = await sendCard(stage, MA, card(words('办理任务'), button('报进展')))
  const ma = stage.feishu.person(MA)
  const reply = await ma.say('已摸底120户', { replyTo: id })
  expect(pushesOf(stage.app, 'im.message.receive_v1')).toMatchObject([
    { event: { message: { message_id: reply, parent_id: id, root_id: id } } },
  ])
  expect(ma.messages()).toMatchObject([{ messageId: id }, { messageId: reply, replyTo: id }])
  await expect(async () => ma.say('错群', { chatId: GROUP, replyTo: id })).rejects.toThrow(
    'is not in chat',
  )
})

test('a card forwarded to a colleague is out of the bot’s sight', async () => {
  const id = await sendCard(stage, MA, card(words('请审签')))
  const copy = await stage.feishu.person(MA).forward(id, GU)
  const message = stage.feishu.allMessages().find((one) => one.id === copy)
  expect(stage.feishu.person(GU).messages(message?.chatId)).toMatchObject([
    { messageId: copy, senderType: 'user', senderId: MA, forwardedFrom: id, title: '请审签' },
  ])
  expect(() => stage.feishu.person(SHI).messages(message?.chatId)).toThrow('not in chat')
  expect(stage.app.pushes).toEqual([])
  const closed = { ...card(words('内部')), config: { update_multi: true, enable_forward: false } }
  const kept = await sendCard(stage, MA, closed)
  await expect(stage.feishu.person(MA).forward(kept, GU)).rejects.toThrow('forbids forwarding')
})

test('opening the chat with the bot and reacting to a message are told', async () => {
  const ma = stage.feishu.person(MA)
  const id = String((await sendText(stage, MA, '您好')).data.message_id)
  await ma.enter()
  await ma.react(id, 'OK')
  await ma.unreact(id, 'OK')
  expect(pushesOf(stage.app, 'im.chat.access_event.bot_p2p_chat_entered_v1')).toMatchObject([
    { event: { chat_id: ma.chatWithBot(), operator_id: { open_id: MA }, last_message_id: id } },
  ])
  for (const how of ['created', 'deleted']) {
    expect(pushesOf(stage.app, `im.message.reaction.${how}_v1`)).toMatchObject([
      { event: { message_id: id, reaction_type: { emoji_type: 'OK' }, operator_type: 'user' } },
    ])
  }
})

test('whoever listens is told of every visible change, until they stop listening', async () => {
  const changes: Change[] = []
  const stop = stage.feishu.onChange((change) => changes.push(change))
  const id = await sendCard(stage, MA, card(words('一')))
  await stage.api('PATCH', `/im/v1/messages/${id}`, { content: JSON.stringify(card(words('二'))) })
  expect(changes).toEqual([
    { what: 'message', id },
    { what: 'message', id },
  ])
  stop()
  await sendText(stage, MA, '三')
  expect(changes).toHaveLength(2)
})
