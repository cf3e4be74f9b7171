// The open platform's front door: fault, token, scope, limit, endpoint, envelope – in this order.
import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { type Context, Hono } from 'hono'
import { bump } from './counters.ts'
import { accessEndpoints } from './endpoints/access.ts'
import { applicationEndpoints } from './endpoints/application.ts'
import { changingEndpoints } from './endpoints/changing.ts'
import { chatEndpoints } from './endpoints/chats.ts'
import { contactEndpoints } from './endpoints/contacts.ts'
import { readingEndpoints } from './endpoints/reading.ts'
import { sendingEndpoints } from './endpoints/sending.ts'
import { signingInEndpoints } from './endpoints/signing-in.ts'
import { taskEndpoints } from './endpoints/tasks.ts'
import { uploadingEndpoints } from './endpoints/uploading.ts'
import { brokenAnswer, type Faulting } from './fault-answers.ts'
import type { Fault, FaultyRequest } from './faults.ts'
import { asObject, type Json, parseJson } from './json.ts'
import type { LongConnections } from './long-connection.ts'
import type { Answer, Call, Endpoint, Platform } from './platform.ts'
import { APP_LIMITS } from './rate-windows.ts'
import { Refusal, refusal, refusalBody, tooMany } from './refusal.ts'
import type { RegistrationDesk } from './registration.ts'
import { checkToken } from './tokens.ts'

const ENDPOINTS: readonly Endpoint[] = [
  ...accessEndpoints,
  ...sendingEndpoints,
  ...changingEndpoints,
  ...readingEndpoints,
  ...uploadingEndpoints,
  ...chatEndpoints,
  ...contactEndpoints,
  ...applicationEndpoints,
  ...signingInEndpoints,
  ...taskEndpoints,
]

/**
 * Writes to chats; the platform limits them per API, the product promises to limit them together.
 */
const WRITING: ReadonlySet<string> = new Set(['create', 'reply', 'patch'])

type Request = Context<{ Bindings: HttpBindings }>

export interface Weather {
  /** Which fault, if any, befalls a request. */
  draw(request: FaultyRequest): Fault | undefined
  isDown(): boolean
  /** Aborted when the platform closes. */
  readonly closing: AbortSignal
}

/** What stands beside the open APIs: the long connection's address, and creating an app. */
export interface Doors {
  readonly lines: Pick<LongConnections, 'endpoint'>
  readonly registrations: Pick<RegistrationDesk, 'answer'>
}

/** The HTTP application. */
export function gateway(
  platform: Platform,
  weather: Weather,
  doors: Doors,
): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>()
  app.use(async (context, next) => {
    if (weather.isDown()) return endings(context).reset()
    return next()
  })
  for (const endpoint of ENDPOINTS) {
    app.on(endpoint.method, `/open-apis${endpoint.path}`, async (context) => {
      bump(platform.tally.requests, endpoint.name)
      const body = await readBody(context, endpoint)
      const fault = weather.draw({
        endpoint: endpoint.name,
        method: endpoint.method,
        path: context.req.path,
        body: body ?? {},
      })
      const process = () => processed(platform, endpoint, context, body)
      if (fault === undefined) return process()
      bump(platform.tally.faults, fault.kind)
      return brokenAnswer(fault, {
        process,
        closing: weather.closing,
        ...endings(context),
      })
    })
  }
  app.post('/callback/ws/endpoint', async (context) => {
    const body = asObject(parseJson(await context.req.text())) ?? {}
    return Response.json(doors.lines.endpoint(body, context.req.header('host') ?? ''))
  })
  app.post('/oauth/v1/app/registration', async (context) => {
    const form = new URLSearchParams(await context.req.text())
    const { status, body } = doors.registrations.answer(form, context.req.header('host') ?? '')
    return Response.json(body, { status })
  })
  app.notFound((context) => context.text('404 page not found', 404))
  return app
}

/** Judges and runs one request; every refusal becomes the platform's error body. */
async function processed(
  platform: Platform,
  endpoint: Endpoint,
  context: Request,
  body: Json | undefined,
): Promise<Response> {
  const logId = platform.state.dice.hex(32)
  try {
    admit(platform, endpoint, context)
    if (body === undefined) throw refusal(9499, 'the body must be a JSON object')
    const answer = await endpoint.handle(callOf(platform, context, body))
    return answered(answer, headersOf(platform, logId))
  } catch (problem) {
    if (!(problem instanceof Refusal)) throw problem
    bump(platform.tally.refusals, String(problem.code))
    return Response.json(refusalBody(problem, logId), {
      status: problem.status,
      headers: { ...problem.headers, ...headersOf(platform, logId) },
    })
  }
}

function admit(platform: Platform, endpoint: Endpoint, context: Request): void {
  if (endpoint.open) return
  const { state, tokens } = platform
  checkToken(tokens, state.clock.now(), context.req.header('authorization'))
  if (endpoint.scopes.length > 0 && !endpoint.scopes.some((scope) => state.scopes.has(scope))) {
    throw refusal(99991672, `[${endpoint.scopes.join(', ')}]`)
  }
  const now = state.clock.now()
  const bucket = endpoint.bucket ?? endpoint.name
  const exceeded = platform.windows.take(bucket, endpoint.limits ?? APP_LIMITS, now)
  if (exceeded !== undefined) {
    bump(platform.tally.overLimit, `${bucket}/${exceeded.limit.lengthMs}`)
    throw tooMany(exceeded.limit.count, exceeded.resetSeconds)
  }
  if (WRITING.has(endpoint.name)) platform.windows.note('app', APP_LIMITS, now)
}

function callOf(platform: Platform, context: Request, body: Json): Call {
  return {
    platform,
    body,
    param: (name) => context.req.param(name) ?? '',
    query: (name) => context.req.query(name),
    header: (name) => context.req.header(name),
    form: async () => {
      try {
        return await context.req.raw.formData()
      } catch {
        throw refusal(234001, 'the body is not multipart/form-data')
      }
    },
  }
}

/**
 * The JSON body; `{}` where none is expected; undefined when it is not what the content type must
 * say it is.
 */
async function readBody(context: Request, endpoint: Endpoint): Promise<Json | undefined> {
  if (endpoint.multipart || endpoint.method === 'GET' || endpoint.method === 'DELETE') return {}
  const text = await context.req.text()
  if (!context.req.header('content-type')?.startsWith('application/json')) return undefined
  return asObject(parseJson(text))
}

/** The date is the platform's, which tells an app how far its own clock is off. */
function headersOf({ state }: Platform, logId: string): Record<string, string> {
  return { 'x-tt-logid': logId, date: new Date(state.clock.now()).toUTCString() }
}

function answered(answer: Answer, headers: Record<string, string>): Response {
  if ('response' in answer) return answer.response
  if ('body' in answer) return Response.json({ code: 0, msg: 'ok', ...answer.body }, { headers })
  return Response.json({ code: 0, msg: 'success', data: answer.data }, { headers })
}

/** Ways to end a request without an HTTP answer. */
function endings(context: Request): Pick<Faulting, 'reset' | 'gone'> {
  const { socket } = context.env.incoming
  return {
    reset: () => {
      socket.resetAndDestroy()
      return RESPONSE_ALREADY_SENT
    },
    gone: () =>
      new Promise((resolve) => {
        socket.once('close', () => resolve())
      }),
  }
}
