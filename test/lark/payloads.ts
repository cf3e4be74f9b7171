// Payloads as the platform sends them, with invented ids (platform docs: the page of each event).

/** The common part of events, around `event`. */
export function envelope(eventType: string, event: unknown, header: object = {}) {
  return {
    schema: '2.0',
    header: {
      event_id: 'f7984f25108f8137722bb63cee927e66',
      event_type: eventType,
      create_time: '1789348800000',
      token: 'vtoken-123',
      app_id: 'a',
      tenant_key: '2df73991750b2f3a',
      ...header,
    },
    event,
  }
}

const PERSON = { union_id: 'on_b1', user_id: '8674b31d', open_id: 'ou_test_p05' }
const PLACE = { open_message_id: 'om_card_1', open_chat_id: 'oc_private_1' }
const BOT = { key: '@_user_1', id: { open_id: 'ou_bot' }, mentioned_type: 'bot', name: '督办' }

export const TAP_EVENT = {
  operator: { ...PERSON, tenant_key: '2df73991750b2f3a' },
  token: 'c-295ee57216a5dc9de90fefd0aadb4b1d7d',
  action: {
    value: { a: 'signOff', t: 3 },
    tag: 'button',
    timezone: 'Asia/Shanghai',
    name: 'sign_off',
    form_value: {
      achievements: '已完成摸底120户。\n二期已开工。',
      problems: '',
      handlers: ['ou_test_p07', 'ou_test_p06'],
      co: [],
      lead: null,
      no_problem_confirmed: true,
      deadline: '2026-09-18 17:30 +0800',
      co_deadline: '2026-09-15 +0800',
    },
  },
  host: 'im_message',
  context: PLACE,
}

export const TAP = envelope('card.action.trigger', TAP_EVENT, { create_time: '1789348800123000' })

/** Date pickers and checkers are documented with the context beside the event. */
export const TAP_WITH_OUTER_CONTEXT = {
  ...envelope('card.action.trigger', {
    operator: { open_id: 'ou_test_p05' },
    token: 'c-1',
    action: { tag: 'picker_datetime', option: '2026-09-18 17:30 +0800', timezone: 'Asia/Shanghai' },
  }),
  context: PLACE,
}

export function messageEvent(message: object, sender: object = {}) {
  return envelope('im.message.receive_v1', {
    sender: { sender_id: PERSON, sender_type: 'user', tenant_key: '2df73991750b2f3a', ...sender },
    message: {
      message_id: 'om_said_1',
      create_time: '1789348800456',
      update_time: '1789348800456',
      chat_id: 'oc_group_1',
      chat_type: 'group',
      message_type: 'text',
      user_agent: 'Mozilla/5.0',
      ...message,
    },
  })
}

export const MESSAGE = messageEvent({
  root_id: 'om_root_1',
  parent_id: 'om_parent_1',
  content: '{"text":"@_user_1 进展 27号 已完成摸底120户"}',
  mentions: [BOT],
})

export const FILE_MESSAGE = messageEvent({
  chat_type: 'p2p',
  message_type: 'file',
  content: '{"file_key":"file_v3_0a-1","file_name":"摸底表.xlsx"}',
})

export const POST = messageEvent({
  message_type: 'post',
  content: JSON.stringify({
    title: '进展 27号',
    content: [
      [
        { tag: 'at', user_id: '@_user_1', user_name: '督办' },
        { tag: 'text', text: ' 已完成摸底，见 ', style: ['bold'] },
        { tag: 'a', text: '台账', href: 'https://example.cn/t' },
        { tag: 'emotion', emoji_type: 'OK' },
      ],
      [{ tag: 'img', image_key: 'img_v3_02ab-1g' }],
      [{ tag: 'media', file_key: 'file_v3_clip', image_key: 'img_v3_cover' }, { tag: 'hr' }],
      [{ tag: 'code_block', language: 'TEXT', text: '120户' }],
    ],
  }),
  mentions: [BOT],
})

export const RECALLED = envelope('im.message.recalled_v1', {
  message_id: 'om_said_1',
  chat_id: 'oc_group_1',
  recall_time: '1789348900000',
  recall_type: 'message_owner',
})

const MEMBERSHIP = {
  chat_id: 'oc_group_1',
  operator_id: PERSON,
  external: false,
  operator_tenant_key: '2df73991750b2f3a',
  name: '督查工作群',
  i18n_names: { zh_cn: '督查工作群' },
}
export const BOT_ADDED = envelope('im.chat.member.bot.added_v1', MEMBERSHIP)
export const BOT_REMOVED = envelope('im.chat.member.bot.deleted_v1', MEMBERSHIP)

export const CHAT_ENTERED = envelope('im.chat.access_event.bot_p2p_chat_entered_v1', {
  chat_id: 'oc_private_1',
  operator_id: PERSON,
  last_message_id: 'om_old',
  last_message_create_time: '1789000000000',
})

export function personEvent(change: string, status: object | null, before: object = {}) {
  return envelope(`contact.user.${change}_v3`, {
    object: { ...PERSON, name: '马建业', department_ids: ['od-1'], status },
    old_object: before,
  })
}

/** An event of the first version: no header. */
export const APPROVAL = {
  ts: '1789348800.123',
  uuid: 'bc447199585340d1f3728d26b1c0297a',
  token: 'vtoken-123',
  type: 'event_callback',
  event: { type: 'approval_instance', app_id: 'a', status: 'APPROVED', uuid: '1' },
}

export const CHALLENGE = { challenge: 'abc', token: 'vtoken-123', type: 'url_verification' }
