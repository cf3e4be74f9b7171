// What each fault does to one request.
import type { Fault, FaultKind } from './faults.ts'
import { refusalBody } from './refusal.ts'

export interface Faulting {
  /** Lets the request take effect and gives its true answer. */
  process(): Promise<Response>
  /** Breaks the connection; the returned response is only a marker. */
  reset(): Response
  /** Settles when the client has gone. */
  gone(): Promise<void>
  /** Aborted when the platform closes. */
  readonly closing: AbortSignal
}

/** Requests that take effect although the app will not learn so. */
const PROCESSED: ReadonlySet<FaultKind> = new Set(['http504', 'truncated_json', 'reset_after'])

export async function brokenAnswer(fault: Fault, request: Faulting): Promise<Response> {
  if (fault.kind === 'slow') {
    // Behind a gateway the request takes its time and effect, also when nobody waits for the answer any more.
    await waited(fault.ms ?? 1_000, closed(request))
    return request.process()
  }
  const takesEffect = fault.processed ?? PROCESSED.has(fault.kind)
  const truth = takesEffect ? await request.process() : undefined
  switch (fault.kind) {
    case 'reset_before':
    case 'reset_after':
      return request.reset()
    case 'hang':
      await waited(fault.ms, closed(request), request.gone())
      return request.reset()
    case 'truncated_json':
      return truncated(truth)
    default:
      return ANSWERS[fault.kind](fault)
  }
}

type Answering = Exclude<
  FaultKind,
  'slow' | 'reset_before' | 'reset_after' | 'hang' | 'truncated_json'
>

const ANSWERS: Readonly<Record<Answering, (fault: Fault) => Response>> = {
  status429: (fault) => limited(fault, 429, true),
  status429_without_reset: (fault) => limited(fault, 429, false),
  code99991400_as_400: (fault) => limited(fault, 400, true),
  http500: () => new Response('Internal Server Error', { status: 500 }),
  http502: () => htmlPage(502, 'Bad Gateway'),
  http504: () => htmlPage(504, 'Gateway Time-out'),
  html: () => htmlPage(200, 'Welcome'),
  ok_with_code: (fault) => coded(fault, 200, 99991663, 'Invalid access token for authorization.'),
  refused: (fault) => coded(fault, 400, 2200, 'Internal Error'),
}

function limited(fault: Fault, status: number, withReset: boolean): Response {
  const headers = {
    'x-ogw-ratelimit-limit': '50',
    'x-ogw-ratelimit-reset': String(fault.resetSeconds ?? 1),
  }
  return Response.json(
    { code: 99991400, msg: 'request trigger frequency limit' },
    { status, headers: withReset ? headers : {} },
  )
}

function coded(fault: Fault, status: number, code: number, message: string): Response {
  const problem = { code: fault.code ?? code, message: fault.msg ?? message }
  return Response.json(refusalBody(problem, 'injected'), { status: fault.status ?? status })
}

function htmlPage(status: number, title: string): Response {
  return new Response(`<html><head><title>${title}</title></head><body>${title}</body></html>`, {
    status,
    headers: { 'content-type': 'text/html' },
  })
}

async function truncated(truth: Response | undefined): Promise<Response> {
  const text = (await truth?.text()) ?? '{"code":0,"msg":"success","data":{"message_id":"om_'
  return new Response(text.slice(0, Math.ceil(text.length / 2)), {
    status: truth?.status ?? 200,
    headers: { 'content-type': 'application/json' },
  })
}

/** Until the time is over (never, without one), or one of `ends` has come. */
async function waited(ms: number | undefined, ...ends: readonly Promise<void>[]): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = ms === undefined ? undefined : setTimeout(resolve, ms)
  await Promise.race([promise, ...ends])
  clearTimeout(timer)
}

function closed({ closing }: Pick<Faulting, 'closing'>): Promise<void> {
  return new Promise((resolve) => {
    closing.addEventListener('abort', () => resolve(), { once: true })
  })
}
