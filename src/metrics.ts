// What operators can watch, as numbers. Labels are names of our own, never people's.
import { Counter, Gauge, Histogram, Registry } from 'prom-client'

/** What the product counts. Behind it stands one registry per process; a Worker may have another. */
export interface Metrics {
  /** A request to the webhook was answered. `kind`: of the inbound, or `refused`. */
  request(kind: string, status: number): void
  /** Starts when a card callback arrives; call what it returns when the answer is ready. */
  callbackTimer(): () => void
  tap(action: string, outcome: string): void
  /** A person was told no. `reason`: of the refusal. */
  refusal(reason: string): void
  /** A message reached the platform, `waitedMs` after it was due. */
  delivered(way: 'send' | 'reply' | 'patch', priority: number, waitedMs: number): void
  /** A message was given up and waits for a person. */
  parked(reason: string): void
  /** How many messages are due and not sent, and how many are parked, as last looked. */
  messages(waiting: number, parked: number): void
  /** How many tasks that mirror cards are to be sent, and how many were given up, as last looked. */
  tasks(waiting: number, givenUp: number): void
  /** A call to the open platform has ended. */
  called(api: string, result: string): void
  /** All of it, in Prometheus' text format, to be sent with `contentType`. */
  text(): Promise<string>
  readonly contentType: string
}

/** Seconds. The platform waits 3 s for a callback, and people notice from about 0.3 s. */
const CALLBACK_BUCKETS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 1.5, 2, 2.5, 3]

/** Seconds from due to delivered; the upper ones are outages. */
const WAIT_BUCKETS = [0.1, 0.5, 1, 2, 5, 15, 60, 300, 1800]

export function openMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Counter({ name, help, labelNames, registers })
  const requests = counter('duban_requests_total', 'Requests to the webhook', ['kind', 'status'])
  const taps = counter('duban_taps_total', 'Taps on cards', ['action', 'outcome'])
  const refusals = counter('duban_refusals_total', 'Commands refused', ['reason'])
  const sent = counter('duban_messages_sent_total', 'Messages sent or given up', ['outcome'])
  const calls = counter('duban_feishu_requests_total', 'Calls to the platform', ['api', 'result'])
  const waiting = new Gauge({ name: 'duban_messages_waiting', help: 'Messages due', registers })
  const parked = new Gauge({ name: 'duban_messages_parked', help: 'Messages given up', registers })
  const tasks = new Gauge({
    name: 'duban_tasks',
    help: 'Feishu tasks that mirror cards: to be sent, given up',
    labelNames: ['state'],
    registers,
  })
  const callback = new Histogram({
    name: 'duban_callback_seconds',
    help: 'Card callbacks, from arrival to answer',
    buckets: CALLBACK_BUCKETS,
    registers,
  })
  const wait = new Histogram({
    name: 'duban_message_wait_seconds',
    help: 'Messages, from due to delivered',
    labelNames: ['priority'],
    buckets: WAIT_BUCKETS,
    registers,
  })
  return {
    request: (kind, status) => requests.inc({ kind, status }),
    callbackTimer: () => {
      const stop = callback.startTimer()
      return () => void stop()
    },
    tap: (action, outcome) => taps.inc({ action, outcome }),
    refusal: (reason) => refusals.inc({ reason }),
    delivered: (way, priority, waitedMs) => {
      sent.inc({ outcome: way })
      wait.observe({ priority }, Math.max(0, waitedMs) / 1000)
    },
    parked: () => sent.inc({ outcome: 'parked' }),
    messages: (due, givenUp) => {
      waiting.set(due)
      parked.set(givenUp)
    },
    tasks: (due, givenUp) => {
      tasks.set({ state: 'waiting' }, due)
      tasks.set({ state: 'given_up' }, givenUp)
    },
    called: (api, result) => calls.inc({ api, result }),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  }
}
