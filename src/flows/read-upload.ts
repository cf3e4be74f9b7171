// Reads the files that were sent for a list: at once after they came, and again while they cannot be had.
import { uploadFaultText } from '../../cards/upload-answers.ts'
import type { CardSubject } from '../../cards/view.ts'
import { type Instant, MINUTE_MS } from '../domain/time.ts'
import { unreadUploads } from '../store/lists.ts'
import { loadCard } from '../store/matters.ts'
import { saveDecision } from '../store/save-decision.ts'
import { type Listed, listOfFile } from './list-of.ts'
import { noChange } from './no-change.ts'
import type { World } from './world.ts'

/** Bytes. What is larger is never read (see ledger/guarded-zip.ts). */
const FILE_MAX_BYTES = 10 * 1024 * 1024

/** A file that was not to be had for so long is given up, and whoever sent it is asked to send it again. */
const GIVEN_UP_AFTER_MS = 10 * MINUTE_MS

/** Those whose first reading came to nothing: the process ended, or the platform was away. */
const AGAIN_AFTER_MS = MINUTE_MS / 2

export async function readUploads(world: World, at: Instant): Promise<void> {
  for (const card of await unreadUploads(world.sql, at - AGAIN_AFTER_MS))
    await readUpload(world, card.id)
}

/** Reading twice makes the same list, and only the first is kept. */
export async function readUpload(world: World, id: string): Promise<void> {
  const card = await loadCard(world.sql, id)
  const { upload } = (card?.subject ?? {}) as CardSubject
  if (card === null || card.settled || !upload) return
  const at = world.clock.now()
  const fetched = await world.fetchFile(upload.messageId, upload.fileKey, FILE_MAX_BYTES)
  if (fetched.ok) {
    const organisation = await world.organisations.latest()
    return keep(world, id, await listOfFile(upload.name, fetched.value, organisation, at, id), at)
  }
  const { fault } = fetched
  world.log.warn('upload_not_fetched', { card: id, fault: fault.kind })
  if (fault.kind === 'terminal' && fault.message === 'too_big')
    return keep(world, id, { fault: uploadFaultText('tooBig') }, at)
  const isOver = fault.kind === 'terminal' || at - sentAt(card.subject, at) > GIVEN_UP_AFTER_MS
  if (isOver) await keep(world, id, { fault: uploadFaultText('unavailable') }, at)
}

function sentAt(subject: Readonly<Record<string, unknown>>, at: Instant): Instant {
  return typeof subject.sentAt === 'number' ? subject.sentAt : at
}

/** The card shows the list from now on, or why there is none; with rows it waits for its owner. */
async function keep(world: World, id: string, listed: Listed, at: Instant): Promise<void> {
  const isOpen = 'rows' in listed && listed.rows.length > 0
  const subject = { ...listed, upload: null }
  await saveDecision(world.sql, {
    ...noChange(world, at),
    eventKey: `upload:${id}`,
    subjects: [{ id, subject, settled: !isOpen }],
  })
  world.wake()
}
