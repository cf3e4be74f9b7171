// The long connection: events and taps over a socket that we open, so that no public address is needed. Node only.
// The socket, its frames and its reconnecting are the platform's own SDK, loaded when the transport is chosen.
import type { WSClient } from '@larksuiteoapi/node-sdk'
import type { Log } from '../ports.ts'
import { parseClean } from './clean-json.ts'

export interface LongConnectionOptions {
  readonly appId: string
  readonly appSecret: string
  readonly baseUrl: string
  readonly log: Log
  /** The object to answer with; null when the payload could not be saved and must come again. */
  readonly takeIn: (payload: unknown) => Promise<object | null>
  /** Milliseconds until a client that has given up is started again. Default one minute. */
  readonly restartAfterMs?: number
}

export interface LongConnection {
  /** Waits for what is in hand and its acknowledgement, three seconds at most, then hangs up. */
  close(): Promise<void>
}

/** The SDK refuses any other, with no more than a line in its log. */
const APP_ID = /^cli_[0-9a-fA-F]{16}$/

const RESTART_AFTER_MS = 60_000

/** Milliseconds. A handshake or a ping that takes longer has met a dead line. */
const PATIENCE_MS = 10_000

/** Milliseconds. The platform waits no longer for an acknowledgement. */
const ACKNOWLEDGED_WITHIN_MS = 3_000

export function fitsLongConnection(appId: string): boolean {
  return APP_ID.test(appId)
}

/**
 * Connects, and goes on trying for as long as it takes. Returns before the connection stands: the bot serves its
 * other duties meanwhile. `appId` must fit ({@link fitsLongConnection}).
 */
export async function openLongConnection(options: LongConnectionOptions): Promise<LongConnection> {
  const { EventDispatcher, WSClient, LoggerLevel } = await import('@larksuiteoapi/node-sdk')
  const { log } = options
  const logger = quietLogger(log)
  const work = inHand(options.takeIn)
  // The SDK would flatten a payload before its handlers see it; taken at its door it is still as it was pushed.
  const dispatcher = new EventDispatcher({ logger, loggerLevel: LoggerLevel.error })
  dispatcher.invoke = (payload: unknown) => work.take(payload)
  let restarting: NodeJS.Timeout | undefined
  const client: WSClient = new WSClient({
    appId: options.appId,
    appSecret: options.appSecret,
    domain: options.baseUrl,
    logger,
    loggerLevel: LoggerLevel.error,
    handshakeTimeoutMs: PATIENCE_MS,
    wsConfig: { pingTimeout: PATIENCE_MS / 1_000 },
    onReady: () => log.info('long_connection', { state: 'connected' }),
    onReconnecting: () => log.warn('long_connection', { state: 'reconnecting' }),
    onReconnected: () => log.info('long_connection', { state: 'reconnected' }),
    onError: (error) => {
      log.error('long_connection', { state: 'given_up', code: codeIn(error.message) })
      restarting = setTimeout(start, options.restartAfterMs ?? RESTART_AFTER_MS)
    },
  })
  function start(): void {
    void client.start({ eventDispatcher: dispatcher })
  }
  start()
  return {
    close: async () => {
      clearTimeout(restarting)
      await work.done()
      client.close()
      clearTimeout(restarting)
    },
  }
}

/** What is being worked on, so that hanging up can wait for it. */
function inHand(takeIn: LongConnectionOptions['takeIn']) {
  const underWay = new Set<Promise<unknown>>()
  async function taken(payload: unknown): Promise<object> {
    const answer = await takeIn(parseClean(JSON.stringify(payload)))
    // The SDK acknowledges a throw with 500; the platform then pushes the event again, as after an HTTP 503.
    if (answer === null) throw new Error('not saved')
    return answer
  }
  return {
    take: (payload: unknown): Promise<object> => {
      const work = taken(payload).finally(() => underWay.delete(work))
      underWay.add(work)
      return work
    },
    done: async (): Promise<void> => {
      await Promise.race([Promise.allSettled(underWay), pause(ACKNOWLEDGED_WITHIN_MS)])
      // The acknowledgement is written right after the answer is there.
      await new Promise((resolve) => setImmediate(resolve))
    },
  }
}

/**
 * The SDK's own log lines can hold addresses with tickets, payloads and thrown errors; of a failure only its
 * first plain words pass on.
 */
function quietLogger(log: Log) {
  const silent = () => undefined
  const error = (...said: unknown[]) => {
    log.warn('long_connection_trouble', { what: plainWords(said.flat()) })
  }
  return { error, warn: silent, info: silent, debug: silent, trace: silent }
}

function plainWords(said: readonly unknown[]): string {
  const words = said.find((one) => typeof one === 'string' && !one.startsWith('['))
  return /^[A-Za-z ]{1,40}/.exec(String(words ?? ''))?.[0].trim() ?? ''
}

/** `pullConnectConfig failed: code=514, msg=…`: the platform's code, never its words. */
function codeIn(message: string): number | null {
  const code = /code[=:] ?(\d+)/.exec(message)?.[1]
  return code === undefined ? null : Number(code)
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref()
  })
}
