// A year of a district on a virtual clock: people as they are, a platform, a database and a process as they fail.
import { expect, test, vi } from 'vitest'
import type { Deeds } from './behaviour.ts'
import { findingsOf } from './findings.ts'
import { inOneLine } from './one-at-a-time.ts'
import { played } from './play-year.ts'
import { fingerprintOf, reportOf, roadsNotTaken } from './report.ts'

// What the bot draws by chance comes from the seed, too, so that a year that failed can be played again.
vi.mock('node:crypto', async (original) => ({
  ...(await original<typeof import('node:crypto')>()),
  randomUUID: (await import('./seeded.ts')).seededId,
}))
vi.mock('../../src/store/watched-socket.ts', async (original) => {
  const real = await original<typeof import('../../src/store/watched-socket.ts')>()
  const { watched } = await import('./one-at-a-time.ts')
  return {
    watchedSocket: (...given: Parameters<typeof real.watchedSocket>) => {
      const { socket } = real.watchedSocket(...given)
      return { socket: (...address: Parameters<typeof socket>) => watched(socket(...address)) }
    },
  }
})
vi.mock('../../src/documents/make-document.ts', async (original) => {
  const real = await original<typeof import('../../src/documents/make-document.ts')>()
  const { counted } = await import('./one-at-a-time.ts')
  return { ...real, makeDocument: counted(real.makeDocument) }
})
vi.spyOn(Math, 'random').mockReturnValue(0.5)
vi.stubGlobal('fetch', inOneLine(fetch))

const MATTERS = Number(process.env.DUBAN_YEAR_MATTERS ?? 120)
const SEED = Number(process.env.DUBAN_SEED ?? 20_260_105)
const DAYS = 360

/** Fewer do not go down every road. */
const ENOUGH = 120

/** Real milliseconds, with much room to spare. */
const TIMEOUT_MS = 300_000 + MATTERS * 6_000

test(
  `一年${MATTERS}件：人会迟会走会重复点，平台、数据库、进程会出故障，规矩一条不破`,
  async () => {
    const again = `DUBAN_SEED=${SEED} DUBAN_YEAR_MATTERS=${MATTERS} npx vitest run --config test/vitest.config.ts test/year`
    await played({ seed: SEED, matters: MATTERS, days: DAYS }, async (year) => {
      const { sql } = year.district
      process.stdout.write(`\n${await reportOf(sql, DAYS)}，数据库断过${year.struck}次\n`)
      expect(await findingsOf(year.district), again).toEqual([])
      expect(faultyAnswers(year), again).toEqual([])
      if (MATTERS >= ENOUGH) expect(await roadsNotTaken(sql), again).toEqual([])
    })
  },
  TIMEOUT_MS,
)

test('同一个种子，走的是同一年：台账、消息一字不差', async () => {
  const month = { seed: SEED, matters: ENOUGH, days: 20 }
  const print = () => played(month, ({ district }) => fingerprintOf(district.sql))
  expect(await print()).toBe(await print())
}, 300_000)

/** Every tap that left a client was answered in time, in a shape that the platform takes. */
function faultyAnswers({ answers }: Deeds): string[] {
  return answers
    .filter(({ status, elapsedMs }) => status === 'failed' || elapsedMs > 3_000)
    .map(({ status, why, elapsedMs }) => `${status} ${why ?? ''} ${Math.round(elapsedMs)} ms`)
}
