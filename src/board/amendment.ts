// The changed text of whoever signs, written in the page: it lies with the very card 请审签 whose tap will sign it.

import { turnOf } from '../domain/actions.ts'
import { type Amendment, pendingAmendment } from '../domain/amendment.ts'
import { type Assignment, latestReport, type Matter, type ReportText } from '../domain/matter.ts'
import { cardRowOf } from '../flows/card-row.ts'
import { noChange } from '../flows/no-change.ts'
import { cardOf } from '../store/lists.ts'
import type { StoredCard } from '../store/matters.ts'
import { saveDecision } from '../store/save-decision.ts'
import type { BoardWorld } from './board-world.ts'
import type { Visitor } from './session.ts'

/** The visitor's own pending changes to the latest version; null when there are none. */
export async function amendmentOf(
  world: BoardWorld,
  visitor: Visitor,
  matter: Matter,
  part: Assignment,
): Promise<Amendment | null> {
  const card = await signOffCard(world, visitor, matter, part)
  const amendment = card === null ? null : cardRowOf(card)?.subject.amendment
  return pendingAmendment(amendment, part)
}

/** Keeps the text with the card, or takes it away; false when the visitor has no such card. */
export async function keepAmendment(
  world: BoardWorld,
  visitor: Visitor,
  matter: Matter,
  part: Assignment,
  text: ReportText | null,
): Promise<boolean> {
  const card = await signOffCard(world, visitor, matter, part)
  const version = latestReport(part)?.reportVersion
  if (card === null || version === undefined) return false
  const amendment = text === null ? null : amendmentOn(version, text)
  await saveDecision(world.sql, {
    ...noChange(world, world.clock.now()),
    subjects: [
      { id: card.id, subject: { amendment: amendment === null ? null : { ...amendment } } },
    ],
  })
  world.wake()
  return true
}

function amendmentOn(reportVersion: number, text: ReportText): Amendment {
  const { achievements, problems, nextSteps } = text
  return { reportVersion, achievements, problems, nextSteps }
}

function signOffCard(
  { sql }: BoardWorld,
  { person }: Visitor,
  matter: Matter,
  part: Assignment,
): Promise<StoredCard | null> {
  return cardOf(sql, {
    kind: 'signoff',
    recipient: person.openId,
    matterId: matter.id,
    assignmentId: part.id,
    turn: turnOf(matter, part),
  })
}
