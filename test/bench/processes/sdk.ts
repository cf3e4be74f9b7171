// The platform's own SDK behind node:http, as its documentation shows it, with a handler that does nothing.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { adaptDefault, EventDispatcher, LoggerLevel } from '@larksuiteoapi/node-sdk'
import { answer, cpuMicros } from '../processes.ts'
import { SECRETS } from '../taps.ts'

const quiet = () => undefined
const dispatcher = new EventDispatcher({
  encryptKey: SECRETS.encryptKey,
  verificationToken: SECRETS.verificationToken,
  logger: { error: quiet, warn: quiet, info: quiet, debug: quiet, trace: quiet },
  loggerLevel: LoggerLevel.fatal,
}).register({ 'card.action.trigger': async () => ({}) })
const server = createServer(adaptDefault('/lark/webhook', dispatcher, { autoChallenge: true }))
await new Promise<void>((resolve) => {
  server.listen(0, '127.0.0.1', resolve)
})

answer({ port: () => (server.address() as AddressInfo).port, cpu: cpuMicros })
