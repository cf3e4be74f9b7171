// Brings the files of progress entries from the platform into the store, so that they can be shown years later.
import type { Lark } from '../lark/client.ts'
import { attachmentsToFetch, keepAttachment, postponeAttachment } from '../store/attachments.ts'
import type { World } from './world.ts'

/** Bytes. Office papers and photographs; longer recordings stay in the chat. */
const FILE_MAX_BYTES = 30 * 1024 * 1024

/** Attempts before a file is left where it is; the entry then says so by having no bytes. */
const ATTEMPTS_MAX = 8

/** `maxBytes`: for where memory is less. */
export async function fetchAttachments(
  world: World,
  lark: Lark,
  maxBytes: number = FILE_MAX_BYTES,
): Promise<void> {
  const at = world.clock.now()
  for (const file of await attachmentsToFetch(world.sql, at)) {
    const type = file.kind === 'image' ? 'image' : 'file'
    const fetched = await lark.resource(file.messageId, file.fileKey, type, maxBytes)
    if (fetched.ok) {
      await keepAttachment(world.sql, file.id, fetched.value)
      continue
    }
    const last = fetched.fault.kind === 'terminal' || file.attempts + 1 >= ATTEMPTS_MAX
    world.log.warn('attachment_not_fetched', { file: file.id, fault: fetched.fault.kind, last })
    await postponeAttachment(world.sql, file.id, last ? null : at + 60_000 * 2 ** file.attempts)
  }
}
