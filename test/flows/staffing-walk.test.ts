// Many changes of people, one after the other, on the product: after each the cards are where they belong, in chat too.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { staffingFault } from '../../src/domain/decide-staffing.ts'
import type { Organisation } from '../../src/domain/organisation.ts'
import { staffingChange } from '../../src/domain/staffing-change.ts'
import { CARD_TITLE_ZH, type CardKind } from '../../src/domain/terms.ts'
import { DAY_MS, instantOf, MINUTE_MS } from '../../src/domain/time.ts'
import { DERIVED_KINDS, wantedCards } from '../../src/domain/wanted-cards.ts'
import { realign } from '../../src/flows/realign.ts'
import { verifyAudit } from '../../src/store/audit.ts'
import { loadMatters } from '../../src/store/matters.ts'
import { saveStaffing } from '../../src/store/staffing.ts'
import { askerOf, type Change, change, commandOf, NEW_PEOPLE } from '../kit/changes.ts'
import { buttonsOf, openPlay, type Play } from '../kit/play.ts'
import { matterAt } from '../kit/roads.ts'

const SEED = Number(process.env.DUBAN_SEED ?? 20_260_914)
const CHANGES = Number(process.env.DUBAN_CHANGES ?? 40)

/** Changes. All of it within the ten days after which cards are sent afresh for their age. */
const DAY_AFTER = Math.ceil(CHANGES / 8)

/** The manners of what is shown in private are judged for whom the district knows. */
const ofTheDistrict = change.filter(({ one }) => NEW_PEOPLE.every((openId) => openId !== one))

/** Each asked and each decided on by another's card. */
const STOPS = ['待签收', '待批办', '办理中', '汇总中', '待审签', '已审签'] as const

/** Cards on which something is decided, by title. */
const DECIDED: readonly CardKind[] = [
  ...(['docket', 'handover', 'instruct', 'handle', 'compile', 'signoff', 'submit'] as const),
]

test(
  `${CHANGES}次随机的人员变动：每次之后，该有的卡片都在，别处没有还能点的按钮`,
  async () => {
    const play = await openPlay({ start: instantOf('2026-09-14', '09:00') })
    for (const stop of STOPS) await matterAt(play, stop, { title: `督查${stop}`, lead: 'D07' })
    let made = 0
    for (const [index, one] of fc
      .sample(ofTheDistrict, { numRuns: CHANGES, seed: SEED })
      .entries()) {
      if (!(await changed(play, one, index))) continue
      made += 1
      await expectRows(play)
      await play.product.settle()
      await expectChats(play)
    }
    expect(made).toBeGreaterThan(CHANGES / 5)
    expect(await verifyAudit(play.product.database.sql)).toBeNull()
    await play.close()
  },
  120_000 + CHANGES * 2_000,
)

/** False: it was refused. */
async function changed(play: Play, one: Change, index: number): Promise<boolean> {
  const { world } = play.product.bot
  const { clock } = play.product
  clock.forward(MINUTE_MS + (index % DAY_AFTER === 0 ? DAY_MS : 0))
  const at = clock.now()
  await realign(world, at)
  const organisation = await world.organisations.latest()
  const [command, actor] = [commandOf(one, organisation, at), askerOf(one, organisation)]
  if (actor === undefined || staffingFault(organisation, command, actor, at) !== null) return false
  const saved = await saveStaffing(world.sql, {
    appId: world.appId,
    eventKey: `change-${index}`,
    at,
    organisation,
    staffing: null,
    change: staffingChange(organisation, command, at, actor),
    deed: {
      actor: actor.openId,
      actingFor: null,
      action: command.kind,
      details: {},
      sourceEventId: `change-${index}`,
    },
    messages: [],
  })
  expect(saved).toBe('saved')
  await realign(world, at)
  return true
}

/** Every live row is a wanted card and every wanted card a live row. */
async function expectRows(play: Play): Promise<void> {
  const { sql } = play.product.database
  const rows = await sql<{ line: string }[]>`
    select concat_ws('|', matter_id, kind, recipient, assignment_id, turn, waiting) as line
    from message
    where matter_id is not null and turn is not null and not settled
      and kind = any (${[...DERIVED_KINDS]})
    order by 1`
  const wanted = await wantedNow(play)
  const lines = wanted.map(({ matterId, kind, recipient, assignmentId, turn, waiting }) =>
    [matterId, kind, recipient, assignmentId, turn, waiting ? 't' : 'f']
      .filter((part) => part !== null)
      .join('|'),
  )
  expect(rows.map(({ line }) => line).sort()).toEqual(lines.sort())
}

/** What people have in front of them: as many cards with buttons as wait for them, and nobody else has any. */
async function expectChats(play: Play): Promise<void> {
  const wanted = (await wantedNow(play)).filter((card) => card.waiting)
  const { people } = await latest(play)
  for (const { openId, name } of people) {
    const messages = play.product.feishu.person(openId).messages()
    for (const kind of DECIDED) {
      const title = CARD_TITLE_ZH[kind]
      const live = messages.filter((one) => one.title === title && buttonsOf(one).length > 0)
      const due = wanted.filter((card) => card.recipient === openId && card.kind === kind)
      expect([name, title, live.length]).toEqual([name, title, due.length])
    }
  }
}

async function wantedNow(play: Play) {
  const { sql } = play.product.database
  const ids = await sql<{ id: string }[]>`select id from matter`
  const matters = await loadMatters(
    sql,
    ids.map(({ id }) => id),
  )
  const organisation = await latest(play)
  return [...matters.values()].flatMap((matter) =>
    wantedCards(matter, organisation, play.product.clock.now()).map((card) => ({
      ...card,
      matterId: matter.id,
    })),
  )
}

function latest(play: Play): Promise<Organisation> {
  return play.product.bot.world.organisations.latest()
}
