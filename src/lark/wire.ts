// The shapes of the open platform's replies that the client reads (platform docs: each API), and its ids.
import { z } from 'zod'

/** Every reply, good or bad. The token endpoint and bot/v3/info have their values at the top, the rest in `data`. */
export const envelope = z.object({ code: z.number(), msg: z.string().catch('') })

export const tokenReply = z.object({
  tenant_access_token: z.string().min(1),
  expire: z.number().positive(),
})

export const nothing = z.unknown().transform(() => undefined)

/** Milliseconds, which the platform writes as a string. */
const milliseconds = z.coerce.number()

export const sentMessage = z
  .object({
    data: z.object({ message_id: z.string(), chat_id: z.string(), create_time: milliseconds }),
  })
  .transform(({ data }) => ({
    messageId: data.message_id,
    chatId: data.chat_id,
    createdAt: data.create_time,
  }))

const messageItem = z
  .object({
    message_id: z.string(),
    msg_type: z.string(),
    create_time: milliseconds,
    deleted: z.boolean().catch(false),
    chat_id: z.string(),
    sender: z.object({ id: z.string().catch(''), sender_type: z.string() }),
    body: z.object({ content: z.string().catch('') }).catch({ content: '' }),
  })
  .transform((item) => ({
    messageId: item.message_id,
    msgType: item.msg_type,
    createdAt: item.create_time,
    deleted: item.deleted,
    chatId: item.chat_id,
    senderId: item.sender.id,
    fromApp: item.sender.sender_type === 'app',
    /** A JSON string. Cards come back simplified: not everything that was sent is in it. */
    content: item.body.content,
  }))
export type MessageItem = z.infer<typeof messageItem>

export const messageItems = z
  .object({ data: z.object({ items: z.array(messageItem).catch([]) }) })
  .transform(({ data }) => data.items)

export const messagePage = z
  .object({
    data: z.object({
      items: z.array(messageItem).default([]),
      has_more: z.boolean().catch(false),
      page_token: z.string().catch(''),
    }),
  })
  .transform(({ data }) => ({ items: data.items, next: nextPage(data) }))

export const memberPage = z
  .object({
    data: z.object({
      items: z.array(z.object({ member_id: z.string(), name: z.string().catch('') })).default([]),
      has_more: z.boolean().catch(false),
      page_token: z.string().catch(''),
    }),
  })
  .transform(({ data }) => ({
    items: data.items.map((item) => ({ openId: item.member_id, name: item.name })),
    next: nextPage(data),
  }))

export const uploadedFile = z
  .object({ data: z.object({ file_key: z.string() }) })
  .transform(({ data }) => data.file_key)

export const uploadedImage = z
  .object({ data: z.object({ image_key: z.string() }) })
  .transform(({ data }) => data.image_key)

export const botReply = z
  .object({ bot: z.object({ open_id: z.string(), app_name: z.string().catch('') }) })
  .transform(({ bot }) => ({ openId: bot.open_id, name: bot.app_name }))

export const chatReply = z
  .object({ data: z.object({ name: z.string().catch(''), chat_status: z.string().catch('') }) })
  .transform(({ data }) => ({ name: data.name, status: data.chat_status }))

export const userReply = z
  .object({
    data: z.object({
      user: z.object({
        open_id: z.string(),
        name: z.string().catch(''),
        status: z.object({ is_resigned: z.boolean().catch(false) }).catch({ is_resigned: false }),
      }),
    }),
  })
  .transform(({ data: { user } }) => ({
    openId: user.open_id,
    name: user.name,
    resigned: user.status.is_resigned,
  }))

/** `0`, or nothing at all: not completed. */
export const taskReply = z
  .object({
    data: z.object({
      task: z.object({ guid: z.string().min(1), completed_at: milliseconds.catch(0) }),
    }),
  })
  .transform(({ data: { task } }) => ({ guid: task.guid, isCompleted: task.completed_at > 0 }))

export const urgentReply = z
  .object({
    data: z.object({ invalid_user_id_list: z.array(z.string()).catch([]) }).catch({
      invalid_user_id_list: [],
    }),
  })
  .transform(({ data }) => data.invalid_user_id_list)

/** What an id may look like before it becomes part of a path: nothing in it can leave its place. */
export const ID_FORMS = {
  message: /^om_[A-Za-z0-9_]{1,100}$/,
  chat: /^oc_[A-Za-z0-9_]{1,100}$/,
  person: /^ou_[A-Za-z0-9_]{1,100}$/,
  file: /^[A-Za-z0-9_-]{1,200}$/,
  task: /^[A-Za-z0-9-]{1,100}$/,
} as const satisfies Readonly<Record<string, RegExp>>

function nextPage(page: { has_more: boolean; page_token: string }): string | null {
  return page.has_more && page.page_token !== '' ? page.page_token : null
}
