// Killed or frozen exactly between two steps that belong together: the next life, or the other instance, makes up for it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TapResult } from '../../src/local-feishu/tap.ts'
import type { DatabaseProxy } from '../kit/database-proxy.ts'
import type { Instance } from '../kit/instance.ts'
import { openReceipts, type Receipts } from './receipts.ts'
import { openStageOnLine, type StageOnLine, until } from './stage.ts'
import type { Story } from './story.ts'

/** What stands in the one statement that saves something of this matter, and in no other's. */
const theSaveOf = ({ title }: Story) => title

let line: DatabaseProxy
let stage: StageOnLine
let receipts: Receipts
let first: Instance
let second: Instance
beforeAll(async () => {
  stage = await openStageOnLine()
  line = stage.line
  receipts = await openReceipts(stage, 5)
  const [one, other] = stage.instances
  if (one === undefined || other === undefined) throw new Error('there are two instances')
  first = one
  second = other
})
afterAll(() => stage.close())

/** Sends a tap; whoever has it is killed as soon as `inHand` says so, and lives again. */
async function killedWith(story: Story, inHand: Promise<unknown>): Promise<TapResult> {
  const card = receipts.card(story)
  const tap = stage.person(story.officer).tap(card.messageId, '签收并呈批')
  await inHand
  await Promise.all(stage.instances.map((one) => one.kill()))
  const result = await tap
  await Promise.all(stage.instances.map((one) => one.start()))
  return result
}

/** The lease of whoever holds a message ends: half a minute passes at once. */
async function leasesEnd(): Promise<void> {
  await stage.database.sql`
    update message set lease_until = now() - interval '1 second' where lease_by is not null`
}

/** The head's 领导批办 cards about the matter, which follow the receipt. */
function handedOn(story: Story) {
  return stage
    .person(story.head)
    .messages()
    .filter((one) => one.title === '领导批办' && JSON.stringify(one.card).includes(story.title))
}

describe('点击办到一半被杀', () => {
  test('正等着保存时被杀：同一事件再送到，恰好办成一次', async () => {
    const story = receipts.next()
    const { sql } = stage.database
    const tapped = await sql.begin(async (tx) => {
      await tx`select from matter where title = ${story.title} for update`
      const waits = until('the save waits for the lock', async () => {
        const [found] = await sql`
          select 1 from pg_stat_activity where wait_event_type = 'Lock' and query ~ 'save_decision'`
        return found
      })
      return killedWith(story, waits)
    })
    expect(tapped.status).toBe('failed')
    await Promise.all([1, 2, 3].map(() => stage.feishu.resend(tapped.eventId)))
    expect(await receipts.signed(story)).toBe(1)
  })

  test('已经提交、还没回答就被杀：同一事件再送到，回答成功而不重办', async () => {
    const story = receipts.next()
    const tapped = await killedWith(story, line.when(theSaveOf(story), 'muteAfter'))
    expect(tapped.status).toBe('failed')
    expect(await receipts.signed(story)).toBe(1)
    const again = await stage.feishu.resend(tapped.eventId)
    expect(JSON.parse('body' in again ? again.body : '{}')).toMatchObject({
      toast: { type: 'success' },
      card: { type: 'raw' },
    })
    expect(await receipts.signed(story)).toBe(1)
  })
})

describe('消息发到一半被杀', () => {
  test('平台已收下、还没记下就被杀：再发一次是同一条', async () => {
    const story = receipts.next()
    stage.feishu.faults.once({ endpoint: 'create' }, { kind: 'hang', processed: true })
    const { toast } = await receipts.tap(story)
    expect(toast?.type).toBe('success')
    await until('the platform has it', () => (handedOn(story).length > 0 ? true : undefined))
    await Promise.all(stage.instances.map((one) => one.kill()))
    await leasesEnd()
    await Promise.all(stage.instances.map((one) => one.start()))
    await until('it is sent again', () =>
      stage.feishu.counters().duplicatesSuppressed > 0 ? true : undefined,
    )
    expect(handedOn(story)).toHaveLength(1)
  })

  test('发送者停住超过租期，另一实例发出；醒来后不再发，也不改记录', async () => {
    const story = receipts.next()
    const { sql } = stage.database
    second.freeze()
    const hung = stage.feishu.faults.always(
      { endpoint: 'create' },
      { kind: 'hang', ms: 60_000, processed: false },
    )
    const sends = stage.feishu.counters().requests.create ?? 0
    const card = receipts.card(story)
    // The balancer may hand the first tap to the frozen one; nobody answers it there.
    await until('it is signed for', async () => {
      await stage
        .person(story.officer)
        .tap(card.messageId, '签收并呈批')
        .catch(() => undefined)
      return (await receipts.signed(story)) > 0 ? true : undefined
    })
    await until('it is being sent', () =>
      (stage.feishu.counters().requests.create ?? 0) > sends ? true : undefined,
    )
    const lines = first.lines.length
    first.freeze()
    hung()
    await leasesEnd()
    second.thaw()
    await until('the other one has sent it', () => (handedOn(story).length > 0 ? true : undefined))
    const shown = () => sql`
      select message_id, shown, lease_by from message
      where kind = 'instruct' and message_id = ${handedOn(story)[0]?.messageId ?? ''}`
    const before = await until('it is noted as shown', async () => {
      const rows = await shown()
      return rows[0]?.shown === 1 ? rows : undefined
    })
    first.thaw()
    await until('its request is given up', () => (first.lines.length > lines ? true : undefined))
    expect(await shown()).toEqual(before)
    expect(handedOn(story)).toHaveLength(1)
    expect(await receipts.signed(story)).toBe(1)
  })
})
