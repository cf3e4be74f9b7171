// One matter or one part of a round that fails keeps nobody's reminder back, and the log says which it was.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type * as Reminders from '../../src/domain/reminders.ts'
import { instantOf } from '../../src/domain/time.ts'
import type { LogFacts } from '../../src/ports.ts'
import { silent } from '../kit/databases.ts'
import { fill, hearers, manyDue } from '../kit/many-due.ts'
import { openProduct, type Product } from '../kit/product.ts'
import { yunlingFile } from '../kit/yunling.ts'

const SINCE = instantOf('2026-09-14', '09:00')
const NINE = instantOf('2026-09-15', '09:00')

/** A matter that cannot be judged: what nobody foresaw. */
const unforeseen = vi.hoisted(() => ({ title: '' }))
vi.mock('../../src/domain/reminders.ts', async (original) => {
  const real = await original<typeof Reminders>()
  const fallingDue: typeof real.fallingDue = (matter, ...given) => {
    if (matter.title === unforeseen.title) throw new RangeError(matter.title)
    return real.fallingDue(matter, ...given)
  }
  return { ...real, fallingDue }
})

const MATTERS = manyDue(6, NINE, SINCE)
const [broken, ...whole] = MATTERS

let product: Product
let logged: { readonly event: string; readonly facts: LogFacts | undefined }[]
beforeEach(async () => {
  logged = []
  unforeseen.title = ''
  const error = (event: string, facts?: LogFacts) => void logged.push({ event, facts })
  const file = { ...yunlingFile, delegations: [] }
  product = await openProduct({ start: SINCE, file, log: { ...silent, error } })
  await fill(product.database.sql, MATTERS)
  product.clock.set(NINE)
})
afterEach(() => product.close())

/** Who has heard of which matter, in order. */
async function heard(): Promise<string[]> {
  await product.settle()
  const rows = await product.database.sql<{ said: string }[]>`
    select concat_ws(' ', w.recipient, m.title) as said
    from message w join matter m on m.id = w.matter_id where w.kind = 'remind' and w.message_id is not null`
  return rows.map(({ said }) => said).toSorted()
}

function expected(matters: readonly (typeof MATTERS)[number][]): string[] {
  return matters.flatMap((one) => hearers(one).map((to) => `${to} ${one.title}`)).toSorted()
}

const eventsLogged = () => logged.map(({ event }) => event)

describe('到期的', () => {
  test('有一件无法判定：其余照常提醒，该件仍待办，日志写明是哪件，不写内容', async () => {
    unforeseen.title = broken?.title ?? ''
    await expect(product.bot.tick()).rejects.toThrow(RangeError)
    expect(await heard()).toEqual(expected(whole))
    expect(eventsLogged()).toContain('due_not_said')
    expect(JSON.stringify(logged)).not.toContain(unforeseen.title)
    unforeseen.title = ''
    await product.bot.tick()
    expect(await heard()).toEqual(expected(MATTERS))
  })

  test('有一件存不进去：同一批的其余各件逐件存入，照常提醒', async () => {
    const { sql } = product.database
    await sql.unsafe(`
      create function refuse() returns trigger language plpgsql as $$
      begin
        if new.matter_id = (select id from matter where title = '${broken?.title}') then
          raise exception 'refused';
        end if;
        return new;
      end $$;
      create trigger refuse before insert on message for each row execute function refuse()`)
    await expect(product.bot.tick()).rejects.toMatchObject({ code: 'P0001' })
    expect(await heard()).toEqual(expected(whole))
    expect(eventsLogged()).toEqual(['items_not_said', 'item_not_said', 'round_part_failed'])
    await sql`drop trigger refuse on message`
    await product.bot.tick()
    expect(await heard()).toEqual(expected(MATTERS))
  })
})

test('一轮之中前面的一项做不成，后面的照做', async () => {
  await product.database.sql`alter table audit_seal rename to audit_seal_gone`
  await expect(product.bot.tick()).rejects.toMatchObject({ code: '42P01' })
  expect(await heard()).toEqual(expected(MATTERS))
  expect(logged).toEqual([{ event: 'round_part_failed', facts: { part: 'seal', code: '42P01' } }])
})
