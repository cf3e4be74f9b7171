// What is read of the platform's events, and no more (platform docs: the page of each event).
// What a rule depends on is demanded; what is merely told has a default.
import { z } from 'zod'

/** Ids and keys end up in paths of requests, so nothing but their own alphabet gets through. */
export const platformId = z.string().regex(/^[\w-]{1,256}$/)

// A default beside the catch: catching makes an error first, which halves the speed when a key is absent.
const optionalId = platformId.nullable().default(null).catch(null)
const optionalText = z.string().min(1).nullable().default(null).catch(null)
/** Judged where it is used. Must be optional, or the key would be demanded. */
const anything = z.unknown().optional()
const flag = z.boolean().default(false).catch(false)

/** Event ids and types are only stored and compared. */
const label = z.string().min(1).max(256)

export const envelopeSchema = z.object({
  header: z.object({ event_id: label, event_type: label, create_time: anything }),
  event: anything,
  context: anything,
})

export const firstVersionSchema = z.object({ uuid: label, event: z.object({ type: label }) })

const optionalLabel = label.nullable().default(null).catch(null)

/** What can still be told of a payload that is no event at all. */
export const remnantSchema = z
  .object({
    header: z
      .object({ event_id: optionalLabel, event_type: optionalLabel })
      .catch({ event_id: null, event_type: null }),
  })
  .catch({ header: { event_id: null, event_type: null } })

export const tapSchema = z.object({
  operator: z.object({ open_id: platformId }),
  action: z.object({
    value: anything,
    name: optionalText,
    option: optionalText,
    form_value: anything,
  }),
  context: anything,
})

export const placeSchema = z
  .object({ open_message_id: optionalId, open_chat_id: optionalId })
  .catch({ open_message_id: null, open_chat_id: null })

export const messageSchema = z.object({
  sender: z.object({ sender_id: z.object({ open_id: platformId }), sender_type: label }),
  message: z.object({
    message_id: platformId,
    root_id: optionalId,
    parent_id: optionalId,
    create_time: anything,
    chat_id: platformId,
    chat_type: label,
    message_type: label,
    content: z.string().catch(''),
    mentions: z.array(z.unknown()).default([]).catch([]),
  }),
})

export const mentionSchema = z.object({
  key: z.string().regex(/^@_\w+$/),
  id: z.object({ open_id: optionalId }).catch({ open_id: null }),
  name: z.string().catch(''),
})

export const recalledSchema = z.object({
  message_id: platformId,
  chat_id: platformId,
  recall_time: anything,
  recall_type: z.string().catch(''),
})

export const membershipSchema = z.object({
  chat_id: platformId,
  external: z.boolean().catch(true),
})

export const enteredSchema = z.object({
  chat_id: platformId,
  operator_id: z.object({ open_id: platformId }),
})

export const personSchema = z.object({
  object: z.object({
    open_id: platformId,
    name: optionalText,
    status: z
      .object({ is_resigned: flag, is_exited: flag, is_frozen: z.boolean().nullable().catch(null) })
      .catch({ is_resigned: false, is_exited: false, is_frozen: null }),
  }),
  old_object: z
    .object({ status: z.object({ is_frozen: flag }) })
    .catch({ status: { is_frozen: false } }),
})
