// The hash by which drawing the same content again is recognised, for the sender and for callback answers alike.
import { createHash } from 'node:crypto'

/** Of a card, or of a text's content, exactly as it is sent. */
export function contentHash(content: object): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex')
}
