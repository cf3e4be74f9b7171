// The hash by which drawing the same content again is recognised, for the sender and for callback answers alike.
import { sha256Hex } from '../domain/hash.ts'

/** Of a card, or of a text's content, exactly as it is sent. */
export function contentHash(content: object): string {
  return sha256Hex(JSON.stringify(content))
}
