// Our webhook with nothing behind it: no card is known, so every tap is answered with one sentence.
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { createApp } from '../../../src/app.ts'
import { turnstile } from '../../../src/flows/rush.ts'
import { openMetrics } from '../../../src/metrics.ts'
import { answer, cpuMicros } from '../processes.ts'
import { SECRETS } from '../taps.ts'
import { worldOn } from '../world.ts'

const metrics = openMetrics()
const app = createApp({
  world: {
    ...worldOn(emptyDatabase as never),
    clock: { now: Date.now },
    count: metrics,
    inTurn: turnstile(16),
  },
  secrets: SECRETS,
  metrics,
  metricsToken: null,
  isReady: async () => true,
  botOpenId: async () => null,
  isLocal: () => true,
})
const server = createAdaptorServer({ fetch: app.fetch })
await new Promise<void>((resolve) => {
  server.listen(0, '127.0.0.1', resolve)
})

/** Without a card in it, and answering at no cost. */
async function emptyDatabase() {
  return [{ tap: { card: null, matter: null, organisation_version: 1, seen: false } }]
}

answer({ port: () => (server.address() as AddressInfo).port, cpu: cpuMicros })
