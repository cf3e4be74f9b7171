// Instances as real processes behind one local Feishu, on one database and on the real clock.
import { type LocalFeishu, openLocalFeishu } from '../../src/local-feishu/local-feishu.ts'
import type { LocalPerson } from '../../src/local-feishu/person.ts'
import { type DatabaseProxy, databaseProxy } from '../kit/database-proxy.ts'
import { type Instance, instance } from '../kit/instance.ts'
import { type FreshDatabase, freshDatabase } from '../kit/postgres.ts'
import { APP, tenantOf } from '../kit/product.ts'
import { named, yunlingFile } from '../kit/yunling.ts'

export interface Stage {
  readonly feishu: LocalFeishu
  readonly database: FreshDatabase
  readonly instances: readonly Instance[]
  /** Somebody of the district, by name. */
  person(name: string): LocalPerson
  /**
   * Messages whose card people know that they have answered. One may show its buttons for as long as a killed sender
   * held its change; who waits for the next round's card does not take it for that.
   */
  readonly answered: Set<string>
  close(): Promise<void>
}

export interface StageOnLine extends Stage {
  /** Between the instances and their database. */
  readonly line: DatabaseProxy
}

export interface StageOptions {
  /** How many instances. Default: a pair. */
  readonly count?: number
  readonly seed?: number
  readonly orgFile?: string
  /** Default: a fresh one on the run's Postgres. */
  readonly database?: FreshDatabase
  /** By which way the instances reach the database. Default: straight. */
  readonly by?: (databaseUrl: string) => string
}

/** Everything up and connected. */
export async function openStage(options: StageOptions = {}): Promise<Stage> {
  const { count = 2, seed = 1, orgFile, by = (url: string) => url } = options
  const database = options.database ?? (await freshDatabase())
  const databaseUrl = by(database.url)
  const feishu = await openLocalFeishu({
    clock: { now: Date.now },
    seed,
    app: APP,
    ...tenantOf(yunlingFile),
  })
  const instances = await Promise.all(
    Array.from({ length: count }, () =>
      instance({
        databaseUrl,
        feishuUrl: feishu.baseUrl,
        ...(orgFile === undefined ? {} : { orgFile }),
      }),
    ),
  )
  await Promise.all(instances.map((one) => one.start()))
  const [first = '', ...others] = instances.map((one) => one.webhookUrl)
  await feishu.connect(first, ...others)
  return {
    feishu,
    database,
    instances,
    person: (name) => feishu.person(named(name)),
    answered: new Set(),
    close: async () => {
      await Promise.all(instances.map((one) => one.stop()))
      await feishu.close()
      await database.drop()
    },
  }
}

/** The same with the database behind a line that can be made slow, silent or broken. */
export async function openStageOnLine(
  options: Pick<StageOptions, 'count'> = {},
): Promise<StageOnLine> {
  const database = await freshDatabase()
  const line = await databaseProxy(database.url)
  const stage = await openStage({ ...options, database, by: line.url })
  const close = async () => {
    await line.pass()
    await stage.close()
    await line.close()
  }
  return { ...stage, line, close }
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
  })
}

/** Looks again and again until there is something; throws after `patienceMs`. */
export async function until<T>(
  what: string,
  look: () => T | undefined | Promise<T | undefined>,
  patienceMs = 20_000,
): Promise<T> {
  const end = performance.now() + patienceMs
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    if (performance.now() > end) throw new Error(`waited ${patienceMs} ms in vain: ${what}`)
    await pause(40)
  }
}
