// npm run setup – creates the app by QR code, writes .env, tries the connection. `-- --replace` for another app.
import { toString as drawn } from 'qrcode'
import { openLog } from '../log.ts'
import { setUp } from './set-up.ts'

process.exitCode = await setUp({
  envFile: '.env',
  environment: process.env,
  replace: process.argv.includes('--replace'),
  say: (line) => process.stdout.write(`${line}\n`),
  draw: (url) => drawn(url, { type: 'terminal', small: true, errorCorrectionLevel: 'L' }),
  clock: { now: () => Date.now() },
  log: openLog('silent'),
})
