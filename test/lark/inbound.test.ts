// What the platform's events say, kind by kind, and what is left when they say less than they should.
import { describe, expect, test } from 'vitest'
import { type Inbound, parseInbound } from '../../src/lark/inbound.ts'
import {
  APPROVAL,
  BOT_ADDED,
  BOT_REMOVED,
  CHAT_ENTERED,
  envelope,
  FILE_MESSAGE,
  MESSAGE,
  messageEvent,
  personEvent,
  RECALLED,
  TAP,
  TAP_EVENT,
  TAP_WITH_OUTER_CONTEXT,
} from './payloads.ts'

const EVENT_ID = 'f7984f25108f8137722bb63cee927e66'
const common = { dedupeKey: EVENT_ID, eventId: EVENT_ID }

function tapWith(action: object): Inbound {
  return parseInbound(envelope('card.action.trigger', { ...TAP_EVENT, action }))
}

function messageWith(message: object): Inbound {
  return parseInbound(messageEvent({ content: '{"text":"好"}', ...message }))
}

describe('a tap', () => {
  test('tells who, on which card, which button, and what the form holds', () => {
    expect(parseInbound(TAP)).toEqual({
      type: 'tap',
      ...common,
      at: 1789348800123,
      openId: 'ou_test_p05',
      messageId: 'om_card_1',
      chatId: 'oc_private_1',
      button: { a: 'signOff', t: 3 },
      buttonName: 'sign_off',
      form: {
        achievements: '已完成摸底120户。\n二期已开工。',
        problems: '',
        co: [],
        handlers: ['ou_test_p07', 'ou_test_p06'],
        no_problem_confirmed: true,
        deadline: '2026-09-18 17:30',
        co_deadline: '2026-09-15',
      },
      option: null,
    })
  })

  test('outside a form gives the option, and its place beside the event is found', () => {
    expect(parseInbound(TAP_WITH_OUTER_CONTEXT)).toMatchObject({
      type: 'tap',
      openId: 'ou_test_p05',
      messageId: 'om_card_1',
      chatId: 'oc_private_1',
      button: null,
      buttonName: null,
      form: {},
      option: '2026-09-18 17:30',
    })
  })

  test.each(['{"a":"signOff"}', 7, ['a'], null])('ignores the button value %j', (value) => {
    expect(tapWith({ tag: 'button', value })).toMatchObject({ type: 'tap', button: null })
  })

  test('without a place is still a tap', () => {
    const event = { ...TAP_EVENT, context: undefined }
    const tap = parseInbound(envelope('card.action.trigger', event))
    expect(tap).toMatchObject({ type: 'tap', messageId: null, chatId: null })
  })

  test.each([
    ['nobody', { operator: {} }],
    ['an id that would lead elsewhere in a path', { operator: { open_id: 'ou_1/../x' } }],
    ['no action', { action: 'press' }],
  ])('of %s is unreadable', (_, part) => {
    const tap = parseInbound(envelope('card.action.trigger', { ...TAP_EVENT, ...part }))
    expect(tap).toEqual({ type: 'unreadable', ...common, eventType: 'card.action.trigger' })
  })
})

describe('form values', () => {
  const formOf = (form_value: unknown) => {
    const tap = tapWith({ tag: 'button', value: {}, form_value })
    return tap.type === 'tap' ? tap.form : 'no tap'
  }

  test.each([
    ['2026-09-18 17:30 +0800', '2026-09-18 17:30'],
    ['2026-09-18 18:30 +0900', '2026-09-18 17:30'],
    ['2026-09-18 23:30 -0530', '2026-09-19 13:00'],
    ['2026-09-18 +0800', '2026-09-18'],
    ['2026-09-18 -0500', '2026-09-18'],
    ['05:05 +0800', '05:05'],
    ['2026-99-99 17:30 +0800', '2026-99-99 17:30 +0800'],
    ['于2026-09-18 17:30 +0800', '于2026-09-18 17:30 +0800'],
    ['2026-09-18', '2026-09-18'],
  ])('a picker’s %j is %j in the office', (given, value) => {
    expect(formOf({ to: given })).toEqual({ to: value })
  })

  test('an emptied field is empty, one that says nothing is absent; false is not empty', () => {
    expect(formOf({ a: '', b: [], d: [''] })).toEqual({ a: '', b: [], d: [] })
    expect(formOf({ c: null, e: {}, f: 3 })).toEqual({})
    expect(formOf({ g: [1, {}, 'x'] })).toEqual({ g: ['x'] })
    expect(formOf({ checked: false, blank: ' ' })).toEqual({ checked: false, blank: ' ' })
  })

  test.each([[undefined], [null], ['x'], [[{ a: 'b' }]]])('no form in %j', (given) => {
    expect(formOf(given)).toEqual({})
  })
})

describe('a message', () => {
  test('tells who said what, where, in answer to what', () => {
    expect(parseInbound(MESSAGE)).toEqual({
      type: 'message',
      dedupeKey: 'om_said_1',
      eventId: EVENT_ID,
      messageId: 'om_said_1',
      openId: 'ou_test_p05',
      senderType: 'user',
      chatId: 'oc_group_1',
      chatType: 'group',
      parentId: 'om_parent_1',
      rootId: 'om_root_1',
      sentAt: 1789348800456,
      messageType: 'text',
      text: '@督办 进展 27号 已完成摸底120户',
      keyedText: '@_user_1 进展 27号 已完成摸底120户',
      mentions: [{ key: '@_user_1', openId: 'ou_bot', name: '督办' }],
      mentionsAll: false,
      files: [],
    })
  })

  test('may be a file, in private', () => {
    expect(parseInbound(FILE_MESSAGE)).toMatchObject({
      chatType: 'p2p',
      parentId: null,
      rootId: null,
      text: '',
      files: [{ kind: 'file', key: 'file_v3_0a-1', name: '摸底表.xlsx' }],
    })
  })

  test('twice delivered under two event ids is one message', () => {
    const again = { ...MESSAGE, header: { ...MESSAGE.header, event_id: 'another' } }
    expect(parseInbound(again).dedupeKey).toBe(parseInbound(MESSAGE).dedupeKey)
  })

  test.each([
    ['milliseconds', '1789348800456', 1789348800456],
    ['microseconds', '1789348800456789', 1789348800456],
    ['seconds', '1789348800', 1789348800000],
    ['a number', 1789348800456, 1789348800456],
    ['nothing usable, so the event’s own time', 'soon', 1789348800000],
    ['nothing at all', undefined, 1789348800000],
  ])('dated in %s', (_, create_time, sentAt) => {
    expect(messageWith({ create_time })).toMatchObject({ type: 'message', sentAt })
  })

  test('by another bot says so', () => {
    const fromBot = messageEvent({ content: '{"text":"x"}' }, { sender_type: 'bot' })
    expect(parseInbound(fromBot)).toMatchObject({ type: 'message', senderType: 'bot' })
  })

  test('in a chat of an unknown kind is treated as in a group', () => {
    expect(messageWith({ chat_type: 'topic_group' })).toMatchObject({ chatType: 'group' })
  })

  test.each([
    ['without an id', { message_id: undefined }],
    ['with an id that would lead elsewhere', { message_id: 'om_/../x?y' }],
    ['without a chat', { chat_id: null }],
  ])('%s is unreadable', (_, part) => {
    expect(messageWith(part)).toMatchObject({ type: 'unreadable', ...common })
  })
})

describe('other events', () => {
  test('a message is recalled', () => {
    expect(parseInbound(RECALLED)).toEqual({
      type: 'recalled',
      ...common,
      at: 1789348900000,
      messageId: 'om_said_1',
      chatId: 'oc_group_1',
      recalledBy: 'message_owner',
    })
  })

  test('the bot comes to a group and goes', () => {
    const membership = { ...common, at: 1789348800000, chatId: 'oc_group_1', external: false }
    expect(parseInbound(BOT_ADDED)).toEqual({ type: 'bot_added', ...membership })
    expect(parseInbound(BOT_REMOVED)).toEqual({ type: 'bot_removed', ...membership })
    const { event } = BOT_REMOVED
    expect(parseInbound(envelope('im.chat.disbanded_v1', event))).toEqual({
      type: 'chat_disbanded',
      ...membership,
    })
  })

  test('a group counts as external unless the platform says it is not', () => {
    const unsaid = envelope('im.chat.member.bot.added_v1', { chat_id: 'oc_group_1' })
    expect(parseInbound(unsaid)).toMatchObject({ external: true })
  })

  test('someone opens the private chat', () => {
    const entered = { chatId: 'oc_private_1', openId: 'ou_test_p05' }
    expect(parseInbound(CHAT_ENTERED)).toEqual({ type: 'chat_entered', ...common, ...entered })
  })

  test.each([
    ['created', { is_activated: true }, false, null],
    ['updated', { is_resigned: false, is_exited: false }, false, null],
    ['updated', { is_resigned: true }, true, null],
    ['updated', { is_exited: true }, true, null],
    ['updated', { is_frozen: true }, false, true],
    ['updated', { is_frozen: false }, false, false],
    ['updated', { is_frozen: 'yes' }, false, null],
    ['updated', null, false, null],
    ['deleted', {}, true, null],
  ])('a person is %s with %j', (change, status, hasLeft, isFrozen) => {
    const freeze = { isFrozen, wasFrozen: false }
    const person = { openId: 'ou_test_p05', name: '马建业', change, hasLeft, ...freeze }
    const event = personEvent(change, status)
    expect(parseInbound(event)).toEqual({ type: 'person_changed', ...common, ...person })
  })

  test('an account is suspended no more', () => {
    const event = personEvent('updated', { is_frozen: false }, { status: { is_frozen: true } })
    expect(parseInbound(event)).toMatchObject({ isFrozen: false, wasFrozen: true })
  })

  test.each(['im.message.message_read_v1', 'toString', '__proto__'])('%s is other', (eventType) => {
    const other = { type: 'other', ...common, eventType }
    expect(parseInbound(envelope(eventType, null))).toEqual(other)
  })

  test('an event of the first version is other, known by its uuid', () => {
    const { uuid } = APPROVAL
    const other = { dedupeKey: uuid, eventId: uuid, eventType: 'approval_instance' }
    expect(parseInbound(APPROVAL)).toEqual({ type: 'other', ...other })
  })
})

describe('what is no event', () => {
  const nothing = { type: 'unreadable', dedupeKey: null, eventId: null, eventType: null }

  test.each([[null], [undefined], ['x'], [[]], [{}], [{ header: 1 }], [{ uuid: 'u' }]])(
    '%j is unreadable',
    (payload) => expect(parseInbound(payload)).toEqual(nothing),
  )

  test('keeps what can be told of it', () => {
    const header = { event_id: 'e1', event_type: 7 }
    const remnant = { ...nothing, dedupeKey: 'e1', eventId: 'e1' }
    expect(parseInbound({ schema: '2.0', header })).toEqual(remnant)
  })
})
