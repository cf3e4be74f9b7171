// Messages that are to go out, by whom they are for.
import type { WantedMessage } from '../../src/store/want.ts'

export function card(to: string, more: Partial<WantedMessage> = {}): WantedMessage {
  const type = to.startsWith('oc_') ? 'chat' : 'person'
  return { id: crypto.randomUUID(), to: { type, id: to }, kind: 'docket', ...more }
}

export function cards(count: number, to: (i: number) => string, more: Partial<WantedMessage> = {}) {
  return Array.from({ length: count }, (_, i) => card(to(i), more))
}
