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

/** One round. Every part may be done by several instances at once without doing it twice. */
export async function tick(world: World, lark: Lark, fileMaxBytes?: number): Promise<void> {
  const at = world.clock.now()
  await sealAudit(world.sql, at)
  await pruneInbox(world.sql, at)
  await fetchAttachments(world, lark, fileMaxBytes)
  await readUploads(world, at)
  await ripenNotes(world, at)
  await mirrorAlong(world, at)
  await realign(world, at)
  // Of one matter a day has room for one: a card that grows too old to be answered goes before a list of it. And the
  // one list of what an outage kept back is the day's list, too.
  await sendAgedAfresh(world, at)
  await fireDues(world, at)
  await sendDailyLists(world, at)
  await tellOfLostPlaces(world, at)
  await passOnPapers(world, at)
  await passOnCopies(world, at)
  await tellOfParked(world)
  const { waiting, parked } = await countMessages(world.sql, at)
  world.count.messages(waiting, parked)
  if (world.mirrors) {
    const tasks = await countTasks(world.sql)
    world.count.tasks(tasks.waiting, tasks.givenUp)
  }
  world.wake()
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
