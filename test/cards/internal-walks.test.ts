// Matters marked 内部 wherever a walk takes them: what strangers over a shoulder can read (process §7, invariant 12).
import { expect } from 'vitest'
import type { Card } from '../../cards/element.ts'
import { renderCard } from '../../cards/render.ts'
import type { Matter } from '../../src/domain/matter.ts'
import type { WantedCard } from '../../src/domain/wanted-card.ts'
import { wantedCards } from '../../src/domain/wanted-cards.ts'
import { properties } from '../kit/always.ts'
import { assignmentFor, type Taken } from '../kit/walk.ts'
import { textOf } from './golden.ts'

const { always } = properties('test/cards/internal-walks.test.ts')

always('内部事项：群里只有编号和亮灯，卡片摘要只说有一份督查待办', (taken) => {
  const { after, outcome, organisation, request } = taken
  if (after.classification !== 'internal' || !outcome.ok || outcome.gone) return
  for (const [index, wanted] of wantedCards(after, organisation, request.at).entries()) {
    // A third of them after each step: over a walk every card comes round many times.
    if ((index + after.auditSeq) % 3 !== 0) continue
    const card = drawn(wanted, numbered(after), taken)
    expect(card.config.summary.content, wanted.kind).toBe('您有一份督查待办')
    if (wanted.recipientType !== 'chat') continue
    for (const said of [after.title, after.content, ...organisation.people.map(({ name }) => name)])
      expect(textOf(card)).not.toContain(said)
    expect(textOf(card)).toContain('云政督〔2026〕27号')
  }
})

function drawn(wanted: WantedCard, matter: Matter, { organisation, request }: Taken): Card {
  const assignment = assignmentFor(matter, wanted)
  const card = { ...wanted, id: 'card-1', superseded: false, subject: {} }
  return renderCard({ matter, assignment, organisation, card, at: request.at, typed: null })
}

function numbered(matter: Matter): Matter {
  return { ...matter, number: '云政督〔2026〕27号', numberSerial: 27 }
}
