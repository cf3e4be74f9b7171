// All requests to the open platform: a small client of our own that never throws for what the platform answers.
import type { z } from 'zod'
import type { Clock, Log, Memory } from '../ports.ts'
import { type ChatCalls, chatCalls } from './client-chats.ts'
import { type FileCalls, fileCalls } from './client-files.ts'
import { type MessageCalls, messageCalls } from './client-messages.ts'
import { type SignInCalls, signInCalls } from './client-sign-in.ts'
import { type TaskCalls, taskCalls } from './client-tasks.ts'
import {
  type Exchange,
  exchangeWith,
  type Fetch,
  type HttpReply,
  type HttpRequest,
} from './exchange.ts'
import { type Answer, type Fault, faultOf, isTokenCode } from './fault.ts'
import { type HeldToken, type Issued, tokenSource } from './token.ts'
import { envelope, tokenReply } from './wire.ts'

export type Lark = MessageCalls &
  ChatCalls &
  FileCalls &
  SignInCalls &
  TaskCalls & { readonly appId: string }

interface LarkMetrics {
  /** One call has ended. `outcome` is `ok` or the kind of its fault. */
  called(api: string, outcome: 'ok' | Fault['kind'], milliseconds: number): void
}

export interface LarkOptions {
  /** `https://open.feishu.cn`; requests go nowhere else. */
  readonly baseUrl: string
  readonly appId: string
  readonly appSecret: string
  readonly clock: Clock
  readonly log: Log
  readonly metrics?: LarkMetrics
  readonly fetch?: Fetch
  /** For one request and its reply. Default 5,000; files get {@link FILE_PATIENCE} times as long. */
  readonly timeoutMs?: number
  /** Where the app's token is kept. Default: in this client. */
  readonly tokens?: Memory<HeldToken>
}

/** One request with the app's token. */
interface Request {
  /** Its name in logs and metrics. */
  readonly api: string
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  readonly json?: unknown
  readonly form?: FormData
}

/** How the endpoints ask: the reply read as JSON by a schema, or as bytes. */
export interface Caller {
  json<T>(request: Request, schema: z.ZodType<T>): Promise<Answer<T>>
  /** The same with a person's own token, or with none, instead of the app's. */
  jsonAs<T>(token: string | null, request: Request, schema: z.ZodType<T>): Promise<Answer<T>>
  bytes(request: Request, maxBytes: number): Promise<Answer<Uint8Array<ArrayBuffer>>>
}

/** A page of fifty cards of 30 KB each fits. */
const MAX_JSON_BYTES = 4 * 1024 * 1024

/** The platform's word on why there is no file is far shorter. */
const MAX_REFUSAL_BYTES = 16 * 1024

const DEFAULT_TIMEOUT_MS = 5_000

/** Thirty megabytes over a slow line. */
const FILE_PATIENCE = 12

const JSON_HEADERS = { 'content-type': 'application/json; charset=utf-8' }

/** The client for one app. It holds the app's token and nothing else. @throws Error for a wrong `baseUrl`. */
export function openLark(options: LarkOptions): Lark {
  const caller = openCaller(options)
  return {
    appId: options.appId,
    ...messageCalls(caller),
    ...chatCalls(caller),
    ...fileCalls(caller),
    ...signInCalls(caller, options),
    ...taskCalls(caller),
  }
}

/** The bare client, for endpoints that only set-up and inspection ask. @throws Error for a wrong `baseUrl`. */
export function openCaller(options: LarkOptions): Caller {
  const ask = options.fetch ?? ((url: string, init: RequestInit) => fetch(url, init))
  return callerOf(options, exchangeWith(options.baseUrl, ask))
}

function callerOf(options: LarkOptions, exchange: Exchange): Caller {
  const authorised = authorisedWith(options, exchange)

  /** Notes the outcome of a call – codes and times, never what was said. */
  async function noted<T>(api: string, call: () => Promise<Answer<T>>): Promise<Answer<T>> {
    const startedAt = options.clock.now()
    const answer = await call()
    const ms = options.clock.now() - startedAt
    options.metrics?.called(api, answer.ok ? 'ok' : answer.fault.kind, ms)
    if (!answer.ok) options.log.warn('lark_call_failed', { api, ms, ...factsOf(answer.fault) })
    return answer
  }

  return {
    json: (request, schema) =>
      noted(request.api, async () => {
        const reply = await authorised(request, MAX_JSON_BYTES)
        return reply.ok ? read(reply.value, schema) : reply
      }),
    jsonAs: (token, request, schema) =>
      noted(request.api, async () => {
        const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS
        const asked = { ...httpRequest(request), maxBytes: MAX_JSON_BYTES, timeoutMs }
        const reply = await exchange(token === null ? asked : withToken(asked, token))
        return reply.ok ? read(reply.value, schema) : reply
      }),
    bytes: (request, maxBytes) =>
      noted(request.api, async () => {
        const reply = await authorised(
          request,
          Math.max(maxBytes, MAX_REFUSAL_BYTES),
          FILE_PATIENCE,
        )
        return reply.ok ? file(reply.value, maxBytes) : reply
      }),
  }
}

type Authorised = (
  request: Request,
  maxBytes: number,
  patience?: number,
) => Promise<Answer<HttpReply>>

/** Sends with the app's token: once, and once more with a new one if the first was refused. */
function authorisedWith(options: LarkOptions, exchange: Exchange): Authorised {
  const tokens = tokenSource(() => obtainToken(options, exchange), options.clock, options.tokens)

  return async (request, maxBytes, patience = request.form === undefined ? 1 : FILE_PATIENCE) => {
    const timeoutMs = (options.timeoutMs ?? DEFAULT_TIMEOUT_MS) * patience
    const asked = { ...httpRequest(request), maxBytes, timeoutMs }
    const first = await tokens.get()
    if (!first.ok) return unsent(first)
    const reply = await exchange(withToken(asked, first.value))
    if (!reply.ok || !isTokenCode(codeOf(reply.value))) return reply
    tokens.refused(first.value)
    const second = await tokens.get()
    return second.ok ? await exchange(withToken(asked, second.value)) : unsent(second)
  }
}

function httpRequest(request: Request): Omit<HttpRequest, 'maxBytes' | 'timeoutMs'> {
  const { method, path, query, json, form } = request
  return {
    method,
    path,
    ...(query === undefined ? {} : { query }),
    ...(json === undefined ? {} : { body: JSON.stringify(json), headers: JSON_HEADERS }),
    ...(form === undefined ? {} : { body: form }),
  }
}

function withToken(request: HttpRequest, token: string): HttpRequest {
  return { ...request, headers: { ...request.headers, authorization: `Bearer ${token}` } }
}

async function obtainToken(options: LarkOptions, exchange: Exchange): Promise<Answer<Issued>> {
  const reply = await exchange({
    method: 'POST',
    path: 'auth/v3/tenant_access_token/internal',
    headers: JSON_HEADERS,
    body: JSON.stringify({ app_id: options.appId, app_secret: options.appSecret }),
    timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
    maxBytes: MAX_JSON_BYTES,
  })
  const issued = reply.ok ? read(reply.value, tokenReply) : reply
  if (!issued.ok) {
    options.log.error('lark_token_failed', factsOf(issued.fault))
    return issued
  }
  const { tenant_access_token: token, expire } = issued.value
  return { ok: true, value: { token, lifeSeconds: expire } }
}

/** Without a token nothing has been sent, however the request for the token ended. */
function unsent(answer: { ok: false; fault: Fault }): { ok: false; fault: Fault } {
  const { fault } = answer
  switch (fault.kind) {
    case 'unknown':
    case 'locked':
      return { ok: false, fault: { kind: 'retry', why: 'no_token', code: fault.code } }
    case 'terminal':
      return {
        ok: false,
        fault: { kind: 'wait', scope: 'app', forMs: null, code: fault.code },
      }
    default:
      return answer
  }
}

function read<T>(reply: HttpReply, schema: z.ZodType<T>): Answer<T> {
  const body = bodyOf(reply)
  const head = envelope.safeParse(body)
  if (reply.status === 200 && head.success && head.data.code === 0) {
    const parsed = schema.safeParse(body)
    if (parsed.success) return { ok: true, value: parsed.data }
  }
  return failed(reply, head.success ? head.data : undefined)
}

/** A file, unless the reply is the platform's word on why there is none. */
function file(reply: HttpReply, maxBytes: number): Answer<Uint8Array<ArrayBuffer>> {
  if (reply.cut || (reply.status === 200 && reply.bytes.byteLength > maxBytes)) {
    return { ok: false, fault: { kind: 'terminal', code: 0, message: 'too_big' } }
  }
  const isFile =
    reply.headers.has('content-disposition') ||
    !(reply.headers.get('content-type') ?? '').includes('json')
  if (reply.status === 200 && isFile) return { ok: true, value: reply.bytes }
  const head = envelope.safeParse(bodyOf(reply))
  return failed(reply, head.success ? head.data : undefined)
}

function failed(
  reply: HttpReply,
  head: { code: number; msg: string } | undefined,
): { ok: false; fault: Fault } {
  const reset = Number(reply.headers.get('x-ogw-ratelimit-reset') ?? Number.NaN)
  return {
    ok: false,
    fault: faultOf({
      status: reply.status,
      code: head?.code ?? null,
      message: head?.msg ?? '',
      resetSeconds: Number.isFinite(reset) && reset >= 0 ? reset : null,
    }),
  }
}

function codeOf(reply: HttpReply): number | null {
  if (reply.bytes.byteLength > MAX_REFUSAL_BYTES) return null
  const head = envelope.safeParse(bodyOf(reply))
  return head.success ? head.data.code : null
}

function bodyOf(reply: HttpReply): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(reply.bytes))
  } catch {
    return undefined
  }
}

function factsOf(fault: Fault): { kind: string; code: number | null; why?: string } {
  return {
    kind: fault.kind,
    code: fault.code,
    ...('why' in fault ? { why: fault.why } : {}),
  }
}
