// The random walks again, on PostgreSQL and over a line that breaks: what is stored is what was decided.

import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ERASED_NAME, isErased } from '../../src/domain/erasure.ts'
import { idFrom } from '../../src/domain/hash.ts'
import type { Attachment, Matter } from '../../src/domain/matter.ts'
import { wantedTasks } from '../../src/domain/mirror.ts'
import { newMatter } from '../../src/domain/new-matter.ts'
import { DERIVED_KINDS, wantedCards } from '../../src/domain/wanted-cards.ts'
import { wantedDues } from '../../src/domain/wanted-dues.ts'
import { type Acted, act } from '../../src/flows/act.ts'
import { effectOf } from '../../src/flows/fault.ts'
import type { World } from '../../src/flows/world.ts'
import { refusedHere } from '../../src/lark/fault.ts'
import { type Dice, diceFrom } from '../../src/local-feishu/dice.ts'
import { openMetrics } from '../../src/metrics.ts'
import { verifyAudit } from '../../src/store/audit.ts'
import { connect, type Sql } from '../../src/store/connect.ts'
import { isSeen } from '../../src/store/inbox.ts'
import { loadMatter } from '../../src/store/matters.ts'
import { applyOrganisation } from '../../src/store/organisations.ts'
import { type DatabaseProxy, databaseProxy, type StatementFault } from '../kit/database-proxy.ts'
import { silent } from '../kit/databases.ts'
import { type FreshDatabase, freshDatabase, hurried } from '../kit/postgres.ts'
import { type Taken, walk, walks } from '../kit/walk.ts'
import { yunlingFile } from '../kit/yunling.ts'

/** Walks; each is one matter, its steps the same as on the pure core. */
const RUNS = Number(process.env.DUBAN_PG_RUNS ?? 100)
const SEED = Number(process.env.DUBAN_SEED ?? 20_260_914)

const APP_ID = 'cli_test'

/** Of so many steps one meets a fault of the line. */
const FAULT_EVERY = 25

let database: FreshDatabase
let line: DatabaseProxy
let sql: Sql
beforeAll(async () => {
  database = await freshDatabase()
  await hurried(database)
  line = await databaseProxy(database.url)
  await applyOrganisation(database.sql, yunlingFile, 0)
  sql = connect(line.url(database.url), { log: silent, max: 1 })
})
afterAll(async () => {
  await sql.end({ timeout: 3 })
  await line.close()
  await database.drop()
})

test(
  `${RUNS}段随机办理在数据库上重走，线路时断，存下的与判定的一字不差`,
  async () => {
    for (let run = 0; run < RUNS; run += 1) await walkOn(SEED + run)
    expect(await verifyAudit(database.sql)).toBeNull()
  },
  60_000 + RUNS * 2_000,
)

async function walkOn(seed: number): Promise<void> {
  const again = `DUBAN_SEED=${seed} DUBAN_PG_RUNS=1 npx vitest run --config test/vitest.config.ts test/store/walks.test.ts`
  const [given] = fc.sample(walks, { seed, numRuns: 1 })
  if (given === undefined) throw new Error('no walk')
  const id = idFrom('walk', seed)
  const dice = diceFrom(seed)
  let stored: Matter | null = null
  for (const [index, taken] of walk(given, id).entries()) {
    const before: Matter = stored ?? blankOf(taken)
    const acted = await surely(before, taken, `${seed}:${index}`, dice)
    const where = `step ${index} ${taken.request.command.action}; ${again}`
    expect(acted.outcome === 'refused', where).toBe(!taken.outcome.ok)
    if (!taken.outcome.ok) {
      if (acted.outcome === 'refused')
        expect(acted.refusal.reason, where).toBe(taken.outcome.refusal.reason)
      continue
    }
    stored = await loadMatter(database.sql, id)
    if (taken.outcome.gone) {
      expect(stored, where).toBeNull()
      return
    }
    expect(comparable(stored), where).toEqual(comparable(withoutErased(taken.after)))
    await isInLine(taken, where)
  }
}

/** A matter that nobody has saved yet is the blank one the walk begins with. */
function blankOf({ before }: Taken): Matter {
  return newMatter(before.id, before.officer, before, before.createdAt)
}

/** The step with its fault, and once more under the same key until the line holds, as the rim does it. */
async function surely(
  before: Matter,
  { request, organisation }: Taken,
  eventKey: string,
  dice: Dice,
): Promise<Acted> {
  const faults: readonly StatementFault[] = ['cutBefore', 'cutAfter']
  if (dice.next() < 1 / FAULT_EVERY)
    void line.when('"app_id"', faults[dice.next() < 0.5 ? 0 : 1] ?? 'cutBefore')
  const entailed = { eventKey, tapped: null, messages: [], subjects: [] }
  let loaded = before
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await act(worldOn(sql), loaded, organisation, request, entailed)
    } catch (error) {
      if (effectOf(error) !== 'unknown' || attempt > 5) throw error
      loaded = (await loadMatter(database.sql, before.id)) ?? before
      if (await isSeen(database.sql, APP_ID, eventKey))
        return { outcome: 'duplicate', matter: loaded }
    }
  }
}

function worldOn(held: Sql): World {
  return {
    sql: held,
    appId: APP_ID,
    clock: { now: () => 0 },
    log: silent,
    organisations: {
      current: () => Promise.reject(new Error('not asked for')),
      latest: () => Promise.reject(new Error('not asked for')),
    },
    mirrors: true,
    count: openMetrics(),
    wake: () => {},
    later: () => {},
    pause: async () => {},
    inTurn: (work) => work(),
    fetchFile: async () => refusedHere('no files'),
    noteShown: async () => {},
  }
}

/** Versions and numbers are the store's to give. The parts' order is the domain's: it decides that of the entries. */
function comparable(matter: Matter | null): unknown {
  const plain = JSON.parse(JSON.stringify(matter)) as Matter
  // An entry that comes from its table names the columns of its chain, too.
  const history = plain.history.map((entry) =>
    Object.fromEntries(
      Object.entries(entry).filter(([key]) => !['hash', 'prevHash', 'matterId'].includes(key)),
    ),
  )
  const parts = plain.assignments.map(({ id }) => id)
  return { ...inOrder(plain), parts, history, version: 0, number: null, numberSerial: null }
}

/** The name of an erased file is the store's to erase, with its bytes (清除附件). */
function withoutErased(matter: Matter): Matter {
  const named = (file: Attachment) =>
    isErased(matter, file) ? { ...file, name: ERASED_NAME } : file
  const assignments = matter.assignments.map((part) => ({
    ...part,
    progress: part.progress.map((entry) => ({ ...entry, files: entry.files.map(named) })),
  }))
  return { ...matter, assignments }
}

/** Rows of one instant come in an order of the store's own. */
function inOrder<Value>(value: Value): Value {
  if (Array.isArray(value)) {
    const rank = (item: unknown) => (item as { id?: string } | null)?.id ?? ''
    const items = value.map(inOrder)
    return items.toSorted((one, other) => rank(one).localeCompare(rank(other))) as Value
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, held]) => [key, inOrder(held)]),
  ) as Value
}

/** The cards, the tasks and the dues that the store holds open are those that the state wants. */
async function isInLine({ after, organisation, request }: Taken, where: string): Promise<void> {
  const cards = await database.sql<{ card: string }[]>`
    select concat_ws('|', kind, recipient, assignment_id, turn) as card from message
    where matter_id = ${after.id}::uuid and not settled and kind in ${database.sql(DERIVED_KINDS)}
      and turn is not null order by 1`
  const wanted = wantedCards(after, organisation, request.at).map(
    ({ kind, recipient, assignmentId, turn }) =>
      [kind, recipient, ...(assignmentId === null ? [] : [assignmentId]), turn].join('|'),
  )
  expect(cards.map(({ card }) => card).sort(), where).toEqual(wanted.sort())
  const tasks = await database.sql<{ task: string }[]>`
    select concat_ws('|', kind, recipient, assignment_id, turn) as task from mirrored_task
    where matter_id = ${after.id}::uuid and not done`
  const mirrored = wantedTasks(wantedCards(after, organisation, request.at)).map(
    ({ kind, recipient, assignmentId, turn }) =>
      [kind, recipient, ...(assignmentId === null ? [] : [assignmentId]), turn].join('|'),
  )
  expect(tasks.map(({ task }) => task).sort(), where).toEqual(mirrored.sort())
  const dues = await database.sql<{ due: string }[]>`
    select concat_ws('|', subject_id, kind, key) as due from due
    where matter_id = ${after.id}::uuid and fired_at is null`
  const falling = wantedDues(after, organisation, request.at)
  expect(dues.map(({ due }) => due).sort(), where).toEqual(
    falling.map(({ subjectId, kind, key }) => [subjectId, kind, key].join('|')).sort(),
  )
}
