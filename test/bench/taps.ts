// Taps as the platform posts them: signed, encrypted, and whole requests in bytes.
import type { Instant } from '../../src/domain/time.ts'
import { signed } from '../kit/signed.ts'

export const SECRETS = {
  appId: 'cli_bench',
  encryptKey: 'bench-encrypt-key',
  verificationToken: 'bench-verification-token',
}

/** A button on somebody's card. */
export interface Button {
  readonly cardId: string
  readonly matterId: string
  readonly action: string
  readonly turn: number
  readonly openId: string
  readonly messageId: string
  readonly chatId: string
}

/** 2 kB as a body, like the platform's own: long ids, and a form with a paragraph in it. */
export function tapPayload(button: Button, eventId: string) {
  return {
    schema: '2.0',
    header: {
      event_id: eventId,
      token: SECRETS.verificationToken,
      create_time: '1789348800123000',
      event_type: 'card.action.trigger',
      tenant_key: '2df73991750b2f3a',
      app_id: SECRETS.appId,
    },
    event: {
      operator: {
        tenant_key: '2df73991750b2f3a',
        user_id: '8674b31d',
        union_id: 'on_8ed6aa67826108097d9ee143816345b1',
        open_id: button.openId,
      },
      token: 'c-295ee57216a5dc9de90fefd0aadb4b1d7dc5c3a0',
      action: {
        value: { c: button.cardId, a: button.action, t: button.turn },
        tag: 'button',
        timezone: 'Asia/Shanghai',
        name: button.action,
        form_value: { suggestion: SUGGESTION },
      },
      host: 'im_message',
      context: { open_message_id: button.messageId, open_chat_id: button.chatId },
    },
  }
}

const SUGGESTION = '拟由农村能源科牵头办理，9月18日前汇总各村数据。'.repeat(10)

/** The event of the tap on the stage's button of that index. */
export function eventOf(index: number): string {
  return `tap-${index}`
}

/** The whole request, headers and all. */
export function signedTap(button: Button, eventId: string, at: Instant): string {
  const { headers, raw } = signed(tapPayload(button, eventId), at, SECRETS.encryptKey)
  return requestText(
    [...headers].map(([name, value]) => `${name}: ${value}`),
    raw,
  )
}

/** The same without a signature. */
export function unsignedTap(button: Button, eventId: string, at: Instant): string {
  const { raw } = signed(tapPayload(button, eventId), at, SECRETS.encryptKey)
  return requestText(['content-type: application/json;charset=utf-8'], raw)
}

function requestText(headers: readonly string[], raw: Uint8Array): string {
  const lines = ['POST /lark/webhook HTTP/1.1', 'host: 127.0.0.1', ...headers]
  const body = Buffer.from(raw).toString('latin1')
  return `${lines.join('\r\n')}\r\ncontent-length: ${raw.length}\r\n\r\n${body}`
}
