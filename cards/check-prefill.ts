// 核稿: what the officer filled in stands on the card of who checks it, and whose draft it is.

import { ACTION_ZH, type CardKind } from '../src/domain/terms.ts'
import { momentZh } from '../src/domain/time.ts'
import { type Element, plain } from './element.ts'
import { personZh } from './phrases.ts'
import type { CardView } from './view.ts'

/** The facts that wait for their check, by the command's names; undefined where nothing waits. */
export function checkPrefill({ matter }: CardView): {
  readonly text: (name: string) => string | undefined
  readonly list: (name: string) => readonly string[] | undefined
  readonly yes: (name: string) => boolean | undefined
  readonly time: (name: string) => number | undefined
} {
  const facts = matter.checkAsked?.facts ?? {}
  return {
    text: (name) => (typeof facts[name] === 'string' ? facts[name] : undefined),
    list: (name) => {
      const held = facts[name]
      return typeof held === 'object' && held !== null ? held : undefined
    },
    yes: (name) => (typeof facts[name] === 'boolean' ? facts[name] : undefined),
    time: (name) => (typeof facts[name] === 'number' ? facts[name] : undefined),
  }
}

/** The cards that an officer's act waits on for its check. */
const CHECKED_CARDS: readonly CardKind[] = ['draft', 'consolidate', 'report-up', 'satisfaction']

/** Who put it up, and what the tap now does. */
export function checkElements({ matter, organisation, card: row }: CardView): readonly Element[] {
  const asked = matter.checkAsked
  if (asked === null || asked.by === row.recipient || !CHECKED_CARDS.includes(row.kind)) return []
  const who = personZh(organisation, asked.by)
  const put = `${who}已于${momentZh(asked.at)}填报，拟“${ACTION_ZH[asked.action]}”`
  const together = asked.batch === undefined ? '' : togetherZh(asked.batch.of.length)
  return [plain(`核稿：${put}，请您核定，点选后即行办理。${together}`)]
}

/** Why the leader does not have it at once. */
function togetherZh(count: number): string {
  return `本项与另${count - 1}项一并呈请，各项都核定后一并送领导阅批。`
}
