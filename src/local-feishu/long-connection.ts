// The platform's end of long connections: apps dial in, events and callbacks go down one of their lines.
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocket, WebSocketServer } from 'ws'
import { decodeFrame, encodeFrame, type Frame } from './frames.ts'
import { asObject, asText, type Json, parseJson } from './json.ts'
import type { Platform } from './platform.ts'
import type { Outcome } from './transport.ts'

export interface LineOptions {
  /** Longer payloads come in several frames. */
  readonly fragmentBytes?: number
  /** Seconds, real ones; what the app is told to do. */
  readonly pingSeconds?: number
  readonly reconnectSeconds?: number
}

/** What tests see of the app's long connections. */
export interface Line {
  readonly connections: number
  /** Those of them that have pinged: only from then on does the app's end listen. */
  readonly listening: number
  readonly pings: number
  /** Pushes acknowledged on each connection so far, in the order of dialling. */
  readonly carried: readonly number[]
  /** Breaks every connection without a goodbye. */
  cut(): void
}

export interface LongConnections extends Line {
  /** Answers `POST /callback/ws/endpoint`. */
  endpoint(body: Json, host: string): object
  /** Takes the upgrade of a dialled address. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  push(plain: string): Promise<Outcome>
  configure(options: LineOptions): void
  close(): void
}

/** Real milliseconds for an acknowledgement (platform docs: receiving by long connection). */
const PUSH_DEADLINE_MS = 3_000

/** Connections of one app at the same time. */
const MOST_CONNECTIONS = 50

const CONTROL = 0
const DATA = 1
const SERVICE = 33_554_678

const CODES = { authFailed: 514, tooMany: 1_000_040_350 } as const

const PATH = '/ws/v2'

interface Connection {
  readonly socket: WebSocket
  carried: number
  hasPinged: boolean
}

interface Desk {
  readonly platform: Platform
  readonly tickets: Set<string>
  readonly open: Set<Connection>
  readonly dialled: Connection[]
  /** Pushes that wait for their acknowledgement, by message id. */
  readonly waiting: Map<string, (outcome: Outcome) => void>
  pings: number
  fragmentBytes: number
  client: { PingInterval: number; ReconnectInterval: number }
}

export function longConnections(platform: Platform): LongConnections {
  const server = new WebSocketServer({ noServer: true })
  const desk: Desk = {
    platform,
    tickets: new Set(),
    open: new Set(),
    dialled: [],
    waiting: new Map(),
    pings: 0,
    fragmentBytes: 64 * 1_024,
    client: { PingInterval: 120, ReconnectInterval: 120 },
  }
  const cut = () => {
    for (const { socket } of desk.open) socket.terminate()
  }
  return {
    get connections() {
      return desk.open.size
    },
    get listening() {
      return [...desk.open].filter(({ hasPinged }) => hasPinged).length
    },
    get pings() {
      return desk.pings
    },
    get carried() {
      return desk.dialled.map(({ carried }) => carried)
    },
    cut,
    endpoint: (body, host) => endpoint(desk, body, host),
    upgrade: (request, socket, head) => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'ws://local')
      if (pathname !== PATH || !desk.tickets.delete(searchParams.get('ticket') ?? '')) {
        socket.end('HTTP/1.1 401 Unauthorized\r\nconnection: close\r\n\r\n')
        return
      }
      server.handleUpgrade(request, socket, head, (dialled) => taken(desk, dialled))
    },
    push: (plain) => push(desk, plain),
    configure: (options) => {
      const { fragmentBytes, pingSeconds, reconnectSeconds } = options
      if (fragmentBytes !== undefined) desk.fragmentBytes = fragmentBytes
      if (pingSeconds !== undefined) desk.client.PingInterval = pingSeconds
      if (reconnectSeconds !== undefined) desk.client.ReconnectInterval = reconnectSeconds
    },
    close: () => {
      cut()
      server.close()
    },
  }
}

function endpoint(desk: Desk, body: Json, host: string): object {
  const { state, tokens } = desk.platform
  const isKnown = body.AppID === state.app.appId && body.AppSecret === state.app.appSecret
  if (!isKnown || !tokens.enabled) {
    return { code: CODES.authFailed, msg: 'app_id or app_secret is wrong', data: {} }
  }
  if (desk.open.size >= MOST_CONNECTIONS) {
    return { code: CODES.tooMany, msg: 'the number of connections exceeded the limit', data: {} }
  }
  const ticket = state.dice.hex(32)
  desk.tickets.add(ticket)
  // The SDK reads service_id as a query of the whole address, so it must not come first.
  const query = `device_id=${state.dice.hex(16)}&service_id=${SERVICE}&ticket=${ticket}`
  const data = { URL: `ws://${host}${PATH}?${query}`, ClientConfig: clientConfig(desk) }
  return { code: 0, msg: '', data }
}

function clientConfig({ client }: Desk): object {
  return { ...client, ReconnectCount: -1, ReconnectNonce: client.ReconnectInterval / 4 }
}

function taken(desk: Desk, socket: WebSocket): void {
  const connection: Connection = { socket, carried: 0, hasPinged: false }
  desk.open.add(connection)
  desk.dialled.push(connection)
  socket.on('close', () => desk.open.delete(connection))
  socket.on('error', () => socket.terminate())
  socket.on('message', (bytes: Buffer) => heard(desk, connection, decodeFrame(bytes)))
}

function heard(desk: Desk, connection: Connection, frame: Frame): void {
  if (frame.method === CONTROL && frame.headers.type === 'ping') {
    desk.pings += 1
    connection.hasPinged = true
    const payload = Buffer.from(JSON.stringify(clientConfig(desk)))
    connection.socket.send(encodeFrame({ ...frame, headers: { type: 'pong' }, payload }))
    return
  }
  const id = frame.headers.message_id ?? ''
  connection.carried += 1
  desk.waiting.get(id)?.(acknowledged(frame))
}

/** `{code, data?}`, data being the base64 of what the app's handler gave; nothing when it gave nothing. */
function acknowledged(frame: Frame): Outcome {
  const answer = asObject(parseJson(new TextDecoder().decode(frame.payload)))
  const data = asText(answer?.data)
  return {
    kind: 'answered',
    status: typeof answer?.code === 'number' ? answer.code : 0,
    contentType: 'application/json',
    body: data === undefined ? '' : Buffer.from(data, 'base64').toString('utf8'),
  }
}

/** Down one of the lines, whichever it is: every instance must be ready for everything. */
function push(desk: Desk, plain: string): Promise<Outcome> {
  const { dice } = desk.platform.state
  const open = [...desk.open].filter(({ socket }) => socket.readyState === WebSocket.OPEN)
  const chosen = open[Math.floor(dice.next() * open.length)]
  if (chosen === undefined) return Promise.resolve({ kind: 'unreachable' })
  const id = dice.hex(32)
  return new Promise((resolve) => {
    const settle = (outcome: Outcome) => {
      clearTimeout(timer)
      chosen.socket.off('close', broken)
      desk.waiting.delete(id)
      resolve(outcome)
    }
    const broken = () => settle({ kind: 'broken' })
    const timer = setTimeout(() => settle({ kind: 'timeout' }), PUSH_DEADLINE_MS)
    chosen.socket.on('close', broken)
    desk.waiting.set(id, settle)
    for (const frame of fragments(desk, id, plain)) chosen.socket.send(encodeFrame(frame))
  })
}

function fragments(desk: Desk, id: string, plain: string): Frame[] {
  const bytes = Buffer.from(plain)
  const sum = Math.max(1, Math.ceil(bytes.length / desk.fragmentBytes))
  const traceId = desk.platform.state.dice.hex(32)
  return Array.from({ length: sum }, (_, seq) => ({
    seqId: 0,
    logId: 0,
    service: SERVICE,
    method: DATA,
    headers: {
      type: 'event',
      message_id: id,
      sum: String(sum),
      seq: String(seq),
      trace_id: traceId,
    },
    payload: bytes.subarray(seq * desk.fragmentBytes, (seq + 1) * desk.fragmentBytes),
  }))
}
