// The HTTP surface, routes only: the platform's one address, and what an operator looks at.
import { Hono } from 'hono'
import { BUSY_TOAST } from '../cards/toast.ts'
import { answerTap, type Tap } from './flows/answer-tap.ts'
import { codeOf } from './flows/fault.ts'
import { ingest } from './flows/ingest.ts'
import type { World } from './flows/world.ts'
import { parseInbound } from './lark/inbound.ts'
import { readBody } from './lark/read-body.ts'
import { receive, type WebhookSecrets } from './lark/receive.ts'
import type { Metrics } from './metrics.ts'

export interface AppOptions {
  readonly world: World
  readonly secrets: WebhookSecrets
  readonly metrics: Metrics
  readonly metricsToken: string | null
  /** Whether the database is there and migrated. */
  readonly isReady: () => Promise<boolean>
  /** The bot's own open_id; null while the platform has not told it. */
  readonly botOpenId: () => Promise<string | null>
  /** Whether a request came from this machine. */
  readonly isLocal: (request: Request, env: unknown) => boolean
}

export function createApp(options: AppOptions): Hono {
  const app = new Hono()
  app.post('/lark/webhook', async (c) => webhook(options, c.req.raw))
  app.get('/healthz', (c) => c.text('ok'))
  app.get('/readyz', async (c) =>
    (await options.isReady()) ? c.text('ok') : c.text('not ready', 503),
  )
  app.get('/metrics', async (c) => {
    const { metricsToken, isLocal, metrics } = options
    const given = c.req.header('authorization')
    const admitted =
      metricsToken === null ? isLocal(c.req.raw, c.env) : given === `Bearer ${metricsToken}`
    if (!admitted) return c.text('forbidden', 403)
    return c.body(await metrics.text(), 200, { 'content-type': metrics.contentType })
  })
  return app
}

/** Refusals have an empty body: whoever is not the platform learns nothing (interface §3). */
async function webhook(options: AppOptions, request: Request): Promise<Response> {
  const { world, secrets, metrics } = options
  const read = await readBody(request)
  if (!read.ok) return refuse(options, read.status, read.reason)
  const received = receive({ headers: request.headers, raw: read.raw }, secrets, world.clock.now())
  if (!received.ok) return refuse(options, received.status, received.reason)
  if ('challenge' in received) return Response.json({ challenge: received.challenge })
  const inbound = parseInbound(received.payload)
  metrics.request(inbound.type, 200)
  if (inbound.type !== 'tap') {
    try {
      await ingest(world, inbound, options.botOpenId)
      return Response.json({})
    } catch (error) {
      world.log.error('event_failed', {
        event: inbound.eventId,
        type: inbound.type,
        code: codeOf(error),
      })
      return new Response(null, { status: 503 })
    }
  }
  return Response.json(await answered(options, inbound))
}

async function answered({ world, metrics }: AppOptions, tap: Tap): Promise<object> {
  const stop = metrics.callbackTimer()
  try {
    return await answerTap(world, tap)
  } catch (error) {
    world.log.error('tap_broke', { event: tap.eventId, code: codeOf(error) })
    return { toast: BUSY_TOAST }
  } finally {
    stop()
  }
}

function refuse({ world, metrics }: AppOptions, status: number, reason: string): Response {
  metrics.request('refused', status)
  world.log.debug('request_refused', { status, reason })
  const headers = status === 413 || status === 408 ? { connection: 'close' } : {}
  return new Response(null, { status, headers })
}
