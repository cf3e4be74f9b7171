// A platform with three people and a group, an app that records its pushes, and plain calls.
import { createDecipheriv, createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { asObject, type Json, parseJson } from '../../src/local-feishu/json.ts'
import { type LocalFeishu, openLocalFeishu } from '../../src/local-feishu/local-feishu.ts'
import { pushSignature } from '../../src/local-feishu/signing.ts'

export const APP = {
  appId: 'cli_stage',
  appSecret: 'secret-of-the-stage',
  encryptKey: 'encrypt-key-of-the-stage',
  verificationToken: 'verification-of-the-stage',
}

export const MA = 'ou_majianye'
export const SHI = 'ou_shijiuyuan'
export const GU = 'ou_guyu'
export const GROUP = 'oc_nongye'

/** Noon of an autumn day; moves only when a test moves it. */
export class StageClock {
  #now = Date.parse('2026-09-14T04:00:00Z')
  now(): number {
    return this.#now
  }
  advance(ms: number): void {
    this.#now += ms
  }
}

/** One push as the app received it. */
interface Push {
  readonly headers: IncomingMessage['headers']
  readonly raw: string
  /** Decrypted; undefined when it cannot be. */
  readonly payload: Json | undefined
  readonly signatureHolds: boolean
}

export interface AppAnswer {
  readonly status?: number
  readonly body?: unknown
  readonly contentType?: string
  /** Never answers. */
  readonly silent?: boolean
  readonly headers?: Record<string, string>
}

export interface StageApp {
  readonly url: string
  readonly pushes: Push[]
  /** Decides the answer to everything but the challenge; `{}` with 200 unless set. */
  answer: (push: Push) => AppAnswer | Promise<AppAnswer>
  close(): Promise<void>
}

export interface Stage {
  readonly clock: StageClock
  readonly feishu: LocalFeishu
  readonly app: StageApp
  /** Calls an endpoint with the stage's token. */
  api(method: string, path: string, body?: unknown): Promise<ApiAnswer>
  close(): Promise<void>
}

export interface ApiAnswer {
  readonly status: number
  readonly headers: Headers
  readonly body: Json
  readonly data: Json
  readonly code: unknown
}

export async function openStage(): Promise<Stage> {
  const clock = new StageClock()
  const app = await openApp()
  const feishu = await openLocalFeishu({
    clock,
    seed: 7,
    app: APP,
    users: [
      { openId: MA, name: '马建业', mobile: '13800000001', email: 'ma@example.cn' },
      { openId: SHI, name: '石九元', departments: ['d-nongye'] },
      { openId: GU, name: '谷雨', departments: ['d-nongye'] },
    ],
    chats: [{ chatId: GROUP, name: '农业农村局工作群', members: [MA, GU] }],
  })
  await feishu.connect(app.url)
  const token = await tokenOf(feishu)
  return {
    clock,
    feishu,
    app,
    api: (method, path, body) => called(feishu, token, { method, path, body }),
    close: async () => {
      await feishu.close()
      await app.close()
    },
  }
}

/** A fresh answer of the token endpoint's token. */
export async function tokenOf(feishu: LocalFeishu): Promise<string> {
  const answer = await called(feishu, undefined, {
    method: 'POST',
    path: '/auth/v3/tenant_access_token/internal',
    body: { app_id: APP.appId, app_secret: APP.appSecret },
  })
  return String(answer.body.tenant_access_token)
}

export async function called(
  feishu: LocalFeishu,
  token: string | undefined,
  request: { method: string; path: string; body?: unknown },
): Promise<ApiAnswer> {
  const isForm = request.body instanceof FormData
  const response = await fetch(`${feishu.baseUrl}/open-apis${request.path}`, {
    method: request.method,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(!isForm && { 'content-type': 'application/json; charset=utf-8' }),
    },
    ...(request.body !== undefined && {
      body: request.body instanceof FormData ? request.body : JSON.stringify(request.body),
    }),
  })
  const body = asObject(parseJson(await response.text())) ?? {}
  const data = asObject(body.data) ?? {}
  return { status: response.status, headers: response.headers, body, data, code: body.code }
}

/** A valid card of schema 2.0 with this body. */
export function card(...elements: object[]): Json {
  return {
    schema: '2.0',
    config: { update_multi: true },
    header: { title: { tag: 'plain_text', content: '请审签' } },
    body: { elements },
  }
}

/** A button that calls back. */
export function button(label: string, more: object = {}): object {
  return {
    tag: 'button',
    text: { tag: 'plain_text', content: label },
    behaviors: [{ type: 'callback', value: { act: label } }],
    ...more,
  }
}

export function words(content: string): object {
  return { tag: 'markdown', content }
}

/** Sends a card to a person or group and gives its message id. */
export async function sendCard(stage: Stage, to: string, shown: Json): Promise<string> {
  const answer = await stage.api('POST', createPath(to), {
    receive_id: to,
    msg_type: 'interactive',
    content: JSON.stringify(shown),
  })
  if (answer.code !== 0) throw new Error(JSON.stringify(answer.body))
  return String(answer.data.message_id)
}

export function sendText(stage: Stage, to: string, text: string, uuid?: string) {
  return stage.api('POST', createPath(to), {
    receive_id: to,
    msg_type: 'text',
    content: JSON.stringify({ text }),
    ...(uuid !== undefined && { uuid }),
  })
}

export function createPath(to: string): string {
  const type = to.startsWith('oc_') ? 'chat_id' : 'open_id'
  return `/im/v1/messages?receive_id_type=${type}`
}

/** The pushes of one event type, decrypted. */
export function pushesOf(app: StageApp, type: string): Json[] {
  return app.pushes.flatMap(({ payload }) => {
    const header = asObject(payload?.header)
    return payload !== undefined && header?.event_type === type ? [payload] : []
  })
}

async function openApp(): Promise<StageApp> {
  const pushes: Push[] = []
  const server: Server = createServer((request, response) => {
    void received(app, request, response)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  const app: StageApp = {
    url: `http://127.0.0.1:${port}/lark/webhook`,
    pushes,
    answer: () => ({}),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return app
}

async function received(app: StageApp, request: IncomingMessage, response: ServerResponse) {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  const raw = Buffer.concat(chunks).toString('utf8')
  const payload = decrypted(asObject(parseJson(raw))?.encrypt)
  if (payload?.type === 'url_verification') {
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ challenge: payload.challenge }))
    return
  }
  const push = { headers: request.headers, raw, payload, signatureHolds: holds(request, raw) }
  app.pushes.push(push)
  const answer = await app.answer(push)
  if (answer.silent) return
  const { status = 200, body = {}, contentType = 'application/json' } = answer
  response.writeHead(status, { 'content-type': contentType, ...answer.headers })
  response.end(typeof body === 'string' ? body : JSON.stringify(body))
}

function holds(request: IncomingMessage, raw: string): boolean {
  const signature = pushSignature({
    timestamp: String(request.headers['x-lark-request-timestamp']),
    nonce: String(request.headers['x-lark-request-nonce']),
    key: APP.encryptKey,
    body: raw,
  })
  return request.headers['x-lark-signature'] === signature
}

function decrypted(encrypt: unknown): Json | undefined {
  if (typeof encrypt !== 'string') return undefined
  try {
    const bytes = Buffer.from(encrypt, 'base64')
    const key = createHash('sha256').update(APP.encryptKey).digest()
    const decipher = createDecipheriv('aes-256-cbc', key, bytes.subarray(0, 16))
    const plain = Buffer.concat([decipher.update(bytes.subarray(16)), decipher.final()])
    return asObject(parseJson(plain.toString('utf8')))
  } catch {
    return undefined
  }
}
