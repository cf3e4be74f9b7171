// The load generator: as many connections as it is told, each with one request under way.
import { type Answer, openConnection } from '../http-connection.ts'
import { answer, cpuMicros } from '../processes.ts'

export interface Repeat {
  readonly port: number
  readonly request: string
  readonly connections: number
  readonly ms: number
}

export interface Repeated {
  readonly requests: number
  /** How many answers had which status. */
  readonly statuses: Readonly<Record<string, number>>
}

export interface Each {
  readonly port: number
  readonly requests: readonly string[]
  readonly connections: number
}

export interface Done {
  readonly elapsedMs: number
  /** Milliseconds, in the order of answers. */
  readonly latencies: readonly number[]
  /** How many answers were of which kind: status, toast, whether with a card. Numbers of matters are left out. */
  readonly answers: Readonly<Record<string, number>>
}

answer({ repeat, each, cpu: cpuMicros })

/** The same request again and again for a while. */
async function repeat({ port, request, connections, ms }: Repeat): Promise<Repeated> {
  const until = performance.now() + ms
  const statuses: Record<string, number> = {}
  let requests = 0
  await overConnections(port, connections, async (exchange) => {
    while (performance.now() < until) {
      const { status } = await exchange(request)
      statuses[status] = (statuses[status] ?? 0) + 1
      requests += 1
    }
  })
  return { requests, statuses }
}

/** Every request once, as fast as the connections allow; with one connection each, all at once. */
async function each({ port, requests, connections }: Each): Promise<Done> {
  const latencies: number[] = []
  const given: Answer[] = []
  let next = 0
  let began = 0
  await overConnections(port, connections, async (exchange) => {
    began ||= performance.now()
    for (let request = requests[next++]; request !== undefined; request = requests[next++]) {
      const sent = performance.now()
      given.push(await exchange(request))
      latencies.push(performance.now() - sent)
    }
  })
  const elapsedMs = performance.now() - began
  const answers: Record<string, number> = {}
  for (const one of given) {
    const kind = kindOf(one)
    answers[kind] = (answers[kind] ?? 0) + 1
  }
  return { elapsedMs, latencies, answers }
}

/** Connects first, so that connecting is not measured. */
async function overConnections(
  port: number,
  count: number,
  work: (exchange: Awaited<ReturnType<typeof openConnection>>['exchange']) => Promise<void>,
): Promise<void> {
  const connections = []
  for (let index = 0; index < count; index += 1) connections.push(await openConnection(port))
  await Promise.all(connections.map(({ exchange }) => work(exchange)))
  for (const connection of connections) connection.close()
}

function kindOf({ status, body }: Answer): string {
  const { toast, card } = JSON.parse(body.length === 0 ? '{}' : body.toString('utf8')) as {
    toast?: { type: string; content: string }
    card?: object
  }
  const words =
    toast === undefined ? '' : `${toast.type} ${toast.content.replace(/[\d:：]+/g, '#')}`
  return `${status} ${words}${card === undefined ? '' : ' +card'}`
}
