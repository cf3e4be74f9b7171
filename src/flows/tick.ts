// What is looked for every so often: days to seal, files to fetch, cards grown old, messages nobody could deliver.
import { undeliveredNotice } from '../../cards/turn-answers.ts'
import { isQuiet } from '../domain/calendar.ts'
import { peopleWith } from '../domain/organisation.ts'
import type { Instant } from '../domain/time.ts'
import type { Lark } from '../lark/client.ts'
import { sealAudit } from '../store/audit.ts'
import { isSeen, pruneInbox } from '../store/inbox.ts'
import { loadMatter } from '../store/matters.ts'
import { countMessages, messageStore } from '../store/messages.ts'
import { countTasks, turnMirror } from '../store/mirror.ts'
import { lostAmong } from '../store/places.ts'
import { saveDecision } from '../store/save-decision.ts'
import { ripenNotes, sendAgedAfresh } from './afresh.ts'
import { apart } from './apart.ts'
import { sendDailyLists } from './daily-list.ts'
import { fetchAttachments } from './fetch-attachments.ts'
import { fireDues } from './fire-dues.ts'
import { tellOfLostPlaces } from './lost-places.ts'
import { noChange } from './no-change.ts'
import { passOnCopies } from './pass-on-copies.ts'
import { passOnPapers } from './pass-on-papers.ts'
import { readUploads } from './read-upload.ts'
import { realign } from './realign.ts'
import { answerMessage } from './reissue.ts'
import type { World } from './world.ts'

interface Round {
  readonly world: World
  readonly lark: Lark
  readonly at: Instant
  readonly fileMaxBytes?: number | undefined
}

/**
 * In this order. Of one matter a day has room for one: a card that grows too old to be answered goes before a list of
 * it. And the one list of what an outage kept back is the day's list, too.
 */
const PARTS: readonly (readonly [name: string, work: (round: Round) => Promise<unknown>])[] = [
  ['seal', ({ world, at }) => sealAudit(world.sql, at)],
  ['inbox', ({ world, at }) => pruneInbox(world.sql, at)],
  ['attachments', ({ world, lark, fileMaxBytes }) => fetchAttachments(world, lark, fileMaxBytes)],
  ['uploads', ({ world, at }) => readUploads(world, at)],
  ['notes', ({ world, at }) => ripenNotes(world, at)],
  ['mirror', ({ world, at }) => mirrorAlong(world, at)],
  ['realign', ({ world, at }) => realign(world, at)],
  ['afresh', ({ world, at }) => sendAgedAfresh(world, at)],
  ['dues', ({ world, at }) => fireDues(world, at)],
  ['lists', ({ world, at }) => sendDailyLists(world, at)],
  ['places', ({ world, at }) => tellOfLostPlaces(world, at)],
  ['papers', ({ world, at }) => passOnPapers(world, at)],
  ['copies', ({ world, at }) => passOnCopies(world, at)],
  ['parked', ({ world }) => tellOfParked(world)],
  ['counts', ({ world, at }) => countWaiting(world, at)],
]

/**
 * One round. Every part may be done by several instances at once without doing it twice, and is done whatever became
 * of those before it.
 * @throws what the first part that failed threw, at the end.
 */
export async function tick(world: World, lark: Lark, fileMaxBytes?: number): Promise<void> {
  const round = { world, lark, at: world.clock.now(), fileMaxBytes }
  const parts = apart(world.log, 'round_part_failed')
  for (const [part, work] of PARTS) await parts.piece({ part }, () => work(round))
  world.wake()
  parts.end()
}

async function countWaiting(world: World, at: Instant): Promise<void> {
  const { waiting, parked } = await countMessages(world.sql, at)
  world.count.messages(waiting, parked)
  if (!world.mirrors) return
  const tasks = await countTasks(world.sql)
  world.count.tasks(tasks.waiting, tasks.givenUp)
}

/**
 * Work that was open before the mirror was turned on gets its tasks, though not in the quiet hours: people hear of each
 * (process §3, Manners).
 */
async function mirrorAlong(world: World, at: Instant): Promise<void> {
  if (world.mirrors) {
    const { calendar, rules } = await world.organisations.latest()
    if (isQuiet(calendar, rules.quietHours, at)) return
  }
  await turnMirror(world.sql, world.mirrors, at)
}

/**
 * 督查室主任 hears once of each message that could not be delivered, and for whom it was; where nothing can be, that
 * is told once for all.
 */
async function tellOfParked(world: World): Promise<void> {
  const rows = await messageStore(world.sql).parked()
  const places = await lostAmong(
    world.sql,
    rows.map((row) => row.recipient),
  )
  const parked = rows.filter((row) => places.get(row.recipient) !== row.reason)
  if (parked.length === 0) return
  const organisation = await world.organisations.latest()
  const chiefs = peopleWith(organisation, 'SUPERVISION_CHIEF')
  for (const row of parked) {
    // A notice that cannot be delivered itself must not make another one.
    if (row.kind === 'text') continue
    const eventKey = `parked:${row.id}:${row.parkedAt}`
    if (await isSeen(world.sql, world.appId, eventKey)) continue
    const matter = row.matterId === null ? null : await loadMatter(world.sql, row.matterId)
    const text = undeliveredNotice(row, matter, organisation)
    const messages = chiefs
      .filter((chief) => chief.openId !== row.recipient)
      .map((chief) =>
        answerMessage({ type: 'person', id: chief.openId }, 'text', { text }, { priority: 1 }),
      )
    const at = world.clock.now()
    await saveDecision(world.sql, { ...noChange(world, at), eventKey, messages })
  }
}
