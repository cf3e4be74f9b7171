// The HTTP surface, routes only: the platform's one address, and what an operator looks at.
import { Hono } from 'hono'
import { readBody } from './lark/read-body.ts'
import { receive, type WebhookSecrets } from './lark/receive.ts'
import { type Intake, takeIn } from './take-in.ts'

export interface AppOptions extends Intake {
  /** The pages of the board; absent where only the platform is answered. */
  readonly board?: Hono
  readonly secrets: WebhookSecrets
  readonly metricsToken: string | null
  /** Whether the database is there and migrated. */
  readonly isReady: () => Promise<boolean>
  /** Whether a request came from this machine. */
  readonly isLocal: (request: Request, env: unknown) => boolean
}

export function createApp(options: AppOptions): Hono {
  const app = new Hono()
  app.post('/lark/webhook', async (c) => webhook(options, c.req.raw))
  if (options.board !== undefined) app.route('/', options.board)
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
  const { world, secrets } = options
  const read = await readBody(request)
  if (!read.ok) return refuse(options, read.status, read.reason)
  const received = receive({ headers: request.headers, raw: read.raw }, secrets, world.clock.now())
  if (!received.ok) return refuse(options, received.status, received.reason)
  if ('challenge' in received) return Response.json({ challenge: received.challenge })
  const answer = await takeIn(options, received.payload)
  return answer === null ? new Response(null, { status: 503 }) : Response.json(answer)
}

function refuse({ world, metrics }: AppOptions, status: number, reason: string): Response {
  metrics.request('refused', status)
  world.log.debug('request_refused', { status, reason })
  const headers = status === 413 || status === 408 ? { connection: 'close' } : {}
  return new Response(null, { status, headers })
}
