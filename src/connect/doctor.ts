// npm run doctor – checks everything the bot needs and says what to click where; exits 1 when something must be mended.
import { openLog } from '../log.ts'
import { diagnose } from './diagnose.ts'
import { reportOf } from './finding.ts'

const findings = await diagnose({
  environment: process.env,
  clock: { now: () => Date.now() },
  log: openLog('silent'),
})
process.stdout.write(`${reportOf(findings).join('\n')}\n`)
process.exitCode = findings.some(({ verdict }) => verdict === 'mend') ? 1 : 0
