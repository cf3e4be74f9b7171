// Writes down what a callback's answer shows, so that the sender need not send it again.
import type { Answering } from './answer-tap.ts'
import { contentHash } from './content-hash.ts'

/**
 * Spares the sender a request: everybody sees the card that the callback's answer carries. Not so when a
 * forwarded copy was tapped: then the row's own message still shows what it showed. Nor when the answer comes
 * too late for anybody to see it.
 */
export function noteShown(
  {
    world,
    row,
    tap,
    shownAs,
    isAwaited,
  }: Pick<Answering, 'world' | 'row' | 'tap' | 'shownAs' | 'isAwaited'>,
  wanted: number,
  data: object,
): void {
  const { messageId, chatId } = tap
  if (messageId === null || chatId === null || !isAwaited()) return
  if (shownAs !== null && shownAs !== messageId) return
  world.later(async () => {
    const hash = contentHash(data)
    await world.noteShown({ id: row.id, wanted, hash, messageId, chatId })
  })
}
