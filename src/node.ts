// The entry for Node: reads the configuration, starts, says where it listens, stops cleanly when told to.
import { readConfig } from './config.ts'
import { lineOf } from './fault-line.ts'
import { openLog } from './log.ts'
import { startService } from './run-bot.ts'
import { startDemo } from './run-demo.ts'

async function main(): Promise<void> {
  const config = readConfig(process.env)
  if (config.mode === 'fault') return fail(config.line)
  const log = openLog(config.logLevel)
  try {
    const start = config.mode === 'demo' ? startDemo : startService
    const service = await start(config, { now: () => Date.now() }, log)
    process.stdout.write(`督办 is listening on ${service.address}\n`)
    const stop = () => {
      void service.stop().then((clean) => process.exit(clean ? 0 : 1))
    }
    process.once('SIGTERM', stop)
    process.once('SIGINT', stop)
  } catch (error) {
    fail(lineOf(error))
  }
}

function fail(line: string): void {
  process.stderr.write(`duban: ${line}\n`)
  process.exit(1)
}

await main()
