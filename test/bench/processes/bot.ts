// The whole bot behind HTTP on a database, as the service runs it; the sender only when asked for.
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { openBot } from '../../../src/bot.ts'
import { openMetrics } from '../../../src/metrics.ts'
import { readMigrations } from '../../../src/store/migrate.ts'
import { silent } from '../../kit/databases.ts'
import { answer, cpuMicros } from '../processes.ts'
import { SECRETS } from '../taps.ts'
import { AT } from '../world.ts'

let close = async () => {}

answer({ open, settled: () => settled(), cpu: cpuMicros, close: () => close() })

let settled = async () => {}

/** Opens the bot on a database, with all its connections made, and answers its port. */
async function open({ databaseUrl }: { databaseUrl: string }): Promise<number> {
  const bot = openBot({
    databaseUrl,
    // The sender is not started, so nobody is there.
    lark: { baseUrl: 'http://127.0.0.1:9', appSecret: 'bench-app-secret' },
    secrets: SECRETS,
    clock: { now: () => AT },
    log: silent,
    metrics: openMetrics(),
    metricsToken: null,
    isLocal: () => true,
    instance: 'bench',
    wake: () => {},
    migrations: await readMigrations(),
  })
  const server = createAdaptorServer({
    fetch: bot.app.fetch,
  }) as Server
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  settled = bot.settled
  close = async () => {
    server.closeAllConnections()
    server.close()
    await bot.close()
  }
  return (server.address() as AddressInfo).port
}
