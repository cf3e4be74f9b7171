// Judges the app's answer to a tap as the client does: what to show, or which error code.
import { cardFaults } from './content.ts'
import { asObject, asText, byteLength, type Json, parseJson } from './json.ts'
import type { State, Toast } from './state.ts'
import type { Outcome } from './transport.ts'

const CARD_BYTES = 30 * 1_024

export type CallbackError = 200340 | 200341 | 200342 | 200530 | 200671 | 200672 | 200673 | 200830

export type Judged =
  | { readonly kind: 'answered'; readonly toast?: Toast; readonly card?: Json }
  | { readonly kind: 'failed'; readonly errorCode: CallbackError; readonly why: string }

const TOAST_TYPES: ReadonlySet<string> = new Set(['info', 'success', 'error', 'warning'])

/** `old` is the card the person tapped. */
export function judgedAnswer(state: State, old: Json, outcome: Outcome): Judged {
  switch (outcome.kind) {
    case 'timeout':
      return failed(200341, 'no answer within 3 s')
    case 'unreachable':
      return failed(200342, 'nobody listens at the callback address')
    case 'broken':
      return failed(200671, 'the connection broke')
    case 'answered':
      return judgedBody(state, old, outcome)
  }
}

function judgedBody(
  state: State,
  old: Json,
  answer: { status: number; contentType: string; body: string },
): Judged {
  if (answer.status !== 200) return failed(200671, `HTTP status ${answer.status}`)
  const body = asObject(parseJson(answer.body))
  if (body === undefined) return failed(200672, 'the body is not a JSON object')
  if (!answer.contentType.startsWith('application/json')) {
    return failed(200672, `content type ${answer.contentType}`)
  }
  const stray = Object.keys(body).find((key) => key !== 'toast' && key !== 'card')
  if (stray !== undefined) return failed(200672, `unknown key ${stray}`)
  const toast = body.toast === undefined ? undefined : toastOf(body.toast)
  if (body.toast !== undefined && toast === undefined) return failed(200672, 'wrong toast')
  if (body.card === undefined) return { kind: 'answered', ...(toast !== undefined && { toast }) }
  const card = cardOf(state, old, body.card)
  if ('kind' in card) return card
  return { kind: 'answered', ...(toast !== undefined && { toast }), card: card.card }
}

function toastOf(value: unknown): Toast | undefined {
  const toast = asObject(value)
  const type = toast?.type ?? 'info'
  const translated = asText(asObject(toast?.i18n)?.zh_cn)
  const content = translated ?? asText(toast?.content)
  if (toast === undefined || content === undefined || content === '') return undefined
  return isToastType(type) ? { type, content } : undefined
}

function isToastType(type: unknown): type is Toast['type'] {
  return typeof type === 'string' && TOAST_TYPES.has(type)
}

function cardOf(state: State, old: Json, value: unknown): Judged | { readonly card: Json } {
  const wrapped = asObject(value)
  if (wrapped?.type === 'template') return failed(200673, 'no such template')
  if (wrapped?.type !== 'raw') return failed(200672, 'card must be {type, data}')
  const card = asObject(wrapped.data)
  if (card === undefined) return failed(200672, 'card.data must be an object')
  if (old.schema === '2.0' && card.schema !== '2.0') return failed(200830, '2.0 to 1.0')
  if (byteLength(JSON.stringify(card)) > CARD_BYTES) return failed(200673, 'larger than 30 KB')
  const [fault] = cardFaults(state, card)
  if (fault === undefined) return { card }
  return failed(200673, `${fault.code} ${fault.path}: ${fault.message} ${fault.value}`)
}

function failed(errorCode: CallbackError, why: string): Judged {
  return { kind: 'failed', errorCode, why }
}
