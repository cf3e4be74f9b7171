// The demo as a service that can begin anew: stopped, emptied, started again at the same address.
import type { Config } from './config.ts'
import type { Clock, Log } from './ports.ts'
import { type Service, startService } from './run-bot.ts'

/** Milliseconds. Whoever asked for the new beginning is answered first. */
const ANSWER_FIRST_MS = 50

/** @throws as startService does. */
export async function startDemo(config: Config, clock: Clock, log: Log): Promise<Service> {
  let restarting = Promise.resolve()
  const start = (port: number, afresh: boolean): Promise<Service> =>
    startService({ ...config, port }, clock, log, { afresh, startOver })
  async function startOver(): Promise<void> {
    setTimeout(() => {
      restarting = restarting.then(restart)
    }, ANSWER_FIRST_MS)
  }
  async function restart(): Promise<void> {
    await current.stop()
    current = await start(Number(new URL(current.address).port), true)
    log.info('demo_started_over')
  }
  let current = await start(config.port, false)
  return {
    address: current.address,
    stop: async () => {
      await restarting
      return current.stop()
    },
  }
}
