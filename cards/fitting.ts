// Keeps a card within what the platform takes: quoted texts are shortened, what people fill in never is.

import type { Card } from './element.ts'
import { clip, visibleText } from './escape.ts'

/**
 * UTF-8 bytes. The platform refuses cards over 30 KB (platform docs: messages, create); the rest is
 * room for what it adds itself.
 */
const CARD_BYTES_MAX = 28_000

/** UTF-16 units. The last resort: even what is otherwise never shortened gives way here. */
export const ROOM_MIN = 60

/** UTF-16 units. What somebody signs is never shortened to less than a card input holds. */
export const SIGNED_ROOM = 1000

/** UTF-16 units that one quoted text may take, tried in this order. The second is what a card input holds. */
const ROOMS = [4000, 1000, 500, 240, 120, ROOM_MIN] as const

/** The roomiest card that fits; the tightest one if none does. */
export function fitting(build: (room: number) => Card): Card {
  const [roomiest, ...tighter] = ROOMS
  let built = build(roomiest)
  for (const room of tighter) {
    if (fits(built)) return built
    built = build(room)
  }
  return built
}

/** Size of the card as it is sent, in UTF-8 bytes. */
export function bytesOf(card: Card): number {
  return utf8Bytes(JSON.stringify(card))
}

/** Most cards fit by far, which their length alone shows: a UTF-16 unit is three bytes at most. */
function fits(card: Card): boolean {
  const text = JSON.stringify(card)
  return 3 * text.length <= CARD_BYTES_MAX || utf8Bytes(text) <= CARD_BYTES_MAX
}

function utf8Bytes(text: string): number {
  return new TextEncoder().encode(text).length
}

/** What people wrote, for a literal place on a card; an extract says that it is one. */
export function quoted(text: string, room: number): string {
  const seen = visibleText(text).trim()
  return seen.length <= room ? seen : `${clip(seen, room)}（节录，全文共${seen.length}字）`
}
