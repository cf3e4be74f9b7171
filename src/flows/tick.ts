// What is looked for every so often: days to seal, files to fetch, messages nobody could deliver, old keys.
import { undeliveredNotice } from '../../cards/turn-answers.ts'
import { peopleWith } from '../domain/organisation.ts'
import type { Lark } from '../lark/client.ts'
import { sealAudit } from '../store/audit.ts'
import { pruneInbox } from '../store/inbox.ts'
import { loadMatter } from '../store/matters.ts'
import { messageStore } from '../store/messages.ts'
import { saveDecision } from '../store/save-decision.ts'
import { fetchAttachments } from './fetch-attachments.ts'
import { answerMessage } from './reissue.ts'
import type { World } from './world.ts'

/** One round. Every part may be done by several instances at once without doing it twice. */
export async function tick(world: World, lark: Lark): Promise<void> {
  const at = world.clock.now()
  await sealAudit(world.sql, at)
  await pruneInbox(world.sql, at)
  await fetchAttachments(world, lark)
  await tellOfParked(world)
  world.wake()
}

/** 督查室主任 hears once of each message that could not be delivered, and for whom it was. */
async function tellOfParked(world: World): Promise<void> {
  const parked = await messageStore(world.sql).parked()
  if (parked.length === 0) return
  const organisation = await world.organisations.latest()
  const chiefs = peopleWith(organisation, 'SUPERVISION_CHIEF')
  for (const row of parked) {
    const matter = row.matterId === null ? null : await loadMatter(world.sql, row.matterId)
    const text = undeliveredNotice(row, matter, organisation)
    const messages = chiefs
      .filter((chief) => chief.openId !== row.recipient)
      .map((chief) =>
        answerMessage({ type: 'person', id: chief.openId }, 'text', { text }, { priority: 1 }),
      )
    await saveDecision(world.sql, {
      appId: world.appId,
      eventKey: `parked:${row.id}:${row.parkedAt}`,
      at: world.clock.now(),
      change: null,
      wants: null,
      numberPrefix: '',
      tapped: null,
      messages,
      superseded: [],
      subjects: [],
    })
  }
}
