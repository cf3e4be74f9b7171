// A bot and its surroundings in good health, to be spoilt in one place and looked at by the self-check.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { diagnose } from '../../src/connect/diagnose.ts'
import type { Finding } from '../../src/connect/finding.ts'
import { type LocalFeishu, openLocalFeishu } from '../../src/local-feishu/local-feishu.ts'
import { installedFor } from '../../src/store/installation.ts'
import { silent } from '../kit/databases.ts'
import type { FreshDatabase } from '../kit/postgres.ts'
import { type GivenClock, givenClock, LONG_APP, tenantOf } from '../kit/product.ts'
import { yunlingFile } from '../kit/yunling.ts'
import yunlingJson from '../kit/yunling-org.json' with { type: 'json' }

export interface Checkup {
  readonly clock: GivenClock
  readonly feishu: LocalFeishu
  /** For files of this one test. */
  readonly folder: string
  /** What the bot is configured by; a test changes what it is about. */
  environment: Record<string, string>
  /** What the self-check finds, with the machine's clock ahead by so many milliseconds. */
  examine(ahead?: number): Promise<Finding[]>
  /** What is not in order, as `✗ sentence`. */
  found(ahead?: number): Promise<string[]>
  /** A file with the test district in it, some of it changed. */
  organisation(changed: object): Promise<string>
  /** The same with some fields of one person or department changed. */
  with1(list: 'people' | 'departments', id: string, changed: object): Promise<string>
  close(): Promise<void>
}

const UNSEEN = '! 卡片回调和订阅方式无法自动查看，请人工核对。'

/** All of it in order, on a database that is the tests' own. */
export async function openCheckup(database: FreshDatabase): Promise<Checkup> {
  const clock = givenClock()
  const folder = await mkdtemp(join(tmpdir(), 'duban-doctor-'))
  const feishu = await openLocalFeishu({ clock, seed: 5, app: LONG_APP, ...tenantOf(yunlingFile) })
  feishu.useLongConnection()
  await installedFor(database.sql, LONG_APP.appId, clock.now())
  const organisation = async (changed: object): Promise<string> => {
    const path = join(folder, `organisation-${Math.random()}.json`)
    await writeFile(path, JSON.stringify({ ...yunlingJson, ...changed }))
    return path
  }
  const checkup: Checkup = {
    clock,
    feishu,
    folder,
    environment: {
      LARK_APP_ID: LONG_APP.appId,
      LARK_APP_SECRET: LONG_APP.appSecret,
      LARK_BASE_URL: feishu.baseUrl,
      LARK_TRANSPORT: 'websocket',
      DATABASE_URL: database.url,
      ORG_FILE: await organisation({}),
    },
    examine: (ahead = 0) => {
      // A second after the last look: two within one would come to the platform's limits, and wait them out.
      clock.forward(1_000)
      const { environment } = checkup
      return diagnose({ environment, clock: { now: () => clock.now() + ahead }, log: silent })
    },
    found: async (ahead) =>
      trouble(await checkup.examine(ahead)).map(
        ({ verdict, what }) => `${verdict === 'mend' ? '✗' : '!'} ${what}`,
      ),
    organisation,
    with1: (list, id, changed) => {
      const items: readonly { id: string }[] = yunlingJson[list]
      return organisation({
        [list]: items.map((one) => (one.id === id ? { ...one, ...changed } : one)),
      })
    },
    close: async () => {
      await feishu.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
  return checkup
}

/** Without what is there in good health too. */
export function trouble(findings: readonly Finding[]): Finding[] {
  const usual = (what: string) => UNSEEN.endsWith(what) || what.startsWith('没有工作群')
  return findings.filter(({ verdict, what }) => verdict !== 'ok' && !usual(what))
}
