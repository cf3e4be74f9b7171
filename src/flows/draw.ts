// Draws what rows want to show from the present state, for the sender.
import { batchCard } from '../../cards/batch.ts'
import { helpCard } from '../../cards/help.ts'
import { minutesCard } from '../../cards/minutes.ts'
import { renderCard } from '../../cards/render.ts'
import type { CardRow } from '../../cards/view.ts'
import type { Matter, MatterId } from '../domain/matter.ts'
import { activePerson, type Organisation } from '../domain/organisation.ts'
import { fallingDue } from '../domain/reminders.ts'
import type { Instant } from '../domain/time.ts'
import { maySeeMatter, maySeePapers } from '../domain/visibility.ts'
import type { DueKind } from '../domain/wanted-dues.ts'
import { waitingCards } from '../store/lists.ts'
import { loadMatters } from '../store/matters.ts'
import type { Claimed } from '../store/messages.ts'
import { loadStaffing } from '../store/staffing.ts'
import { statusInTime } from './afresh.ts'
import { cardRowOf, cardViewOf } from './card-row.ts'
import { draftBehind } from './draft.ts'
import { batchView, comesInList, minutesView } from './draw-listed.ts'
import { isMissedNoMore } from './draw-missed.ts'
import { drawStaffing } from './draw-staffing.ts'
import { drawTodo } from './draw-todo.ts'
import { heldBack, isOfAnotherDay } from './held-back.ts'
import { drawFigures, drawList } from './looking.ts'
import { unheard } from './lost-places.ts'
import type { Drawn, Held, Render, Said } from './send.ts'
import type { World } from './world.ts'

/** The renderer that the sender is given. A row that cannot be drawn is left out and stays wanted. */
export function drawer(world: World): Render {
  return async (rows) => {
    const organisation = await world.organisations.latest()
    const at = world.clock.now()
    const ids = [...new Set(rows.flatMap((row) => row.matterId ?? []))]
    const matters = await loadMatters(world.sql, ids)
    const silent = await unheard(world, rows)
    const drawn = new Map<string, Drawn | Held | null>()
    for (const row of rows) {
      try {
        const content = silent.has(row.id) ? null : draw(world, row, matters, organisation, at)
        drawn.set(row.id, await content)
      } catch (error) {
        const name = error instanceof Error ? error.name : 'unknown'
        world.log.error('card_not_drawn', {
          id: row.id,
          kind: row.kind,
          matter: row.matterId,
          name,
        })
      }
    }
    return drawn
  }
}

async function draw(
  world: World,
  row: Claimed,
  matters: ReadonlyMap<MatterId, Matter>,
  organisation: Organisation,
  at: Instant,
): Promise<Drawn | Held | null> {
  const held = await heldBack(world, row, matters, organisation, at)
  if (held !== null) return held
  if (row.kind === 'text') return { msgType: 'text', content: { text: String(row.subject.text) } }
  if (row.kind === 'file') return filed(row, matters, organisation, at)
  if (row.kind === 'help') return help(world, row, organisation)
  if (row.kind === 'figures')
    return interactive(await drawFigures(world, row.recipient, organisation, at))
  const card = cardRowOf({ ...row, kind: row.kind as never, turn: row.turn })
  // An old copy that was never seen, or is gone, need not point anywhere; nor is it his once it is passed on.
  const isNoMore = card?.superseded === true || row.subject.passedOn === true
  if (card === null || (isNoMore && row.messageId === null)) return null
  if (card.kind === 'todo') {
    if (isOfAnotherDay(row, at) || (await isMissedNoMore(world, row, organisation, at))) return null
    const { list, page = 1 } = card.subject
    if (list !== undefined)
      return interactive(await drawList(world, card, list, page, organisation, at))
    return interactive(await drawTodo(world, card, row.recipient, page, organisation, at))
  }
  if (card.kind === 'minutes')
    return interactive(minutesCard(await minutesView(world, card, organisation, at)))
  if (card.kind === 'batch')
    return interactive(batchCard(await batchView(world, card, organisation, at)))
  if (card.subject.staffingId !== undefined) {
    const staffing = await loadStaffing(world.sql, card.subject.staffingId)
    return staffing === null ? null : interactive(await drawStaffing(world, card, staffing))
  }
  const matter = row.matterId === null ? undefined : matters.get(row.matterId)
  if (matter !== undefined && comesInList(row, matter)) return null
  const about = matter ?? (await draftBehind(world, { ...row, kind: card.kind }, at))
  if (about === null) return null
  if (hasNoCause(card, row, about, { organisation, at })) return null
  const show = (shown: CardRow) =>
    interactive(renderCard(cardViewOf(shown, about, organisation, at)))
  return card.kind === 'status' && card.recipientType === 'chat'
    ? statusInTime(world, row, show(card), () => show({ ...card, superseded: true }), at)
    : show(card)
}

/** A file still goes only to who is here, and may see what it is about (process §8). */
function filed(
  row: Claimed,
  matters: ReadonlyMap<MatterId, Matter>,
  organisation: Organisation,
  at: Instant,
): Drawn | null {
  const person = activePerson(organisation, row.recipient)
  if (person === undefined) return null
  const paper: Drawn = { msgType: 'file', documentId: String(row.subject.documentId) }
  if (row.matterId === null) return paper
  const matter = matters.get(row.matterId)
  if (matter === undefined || !maySeeMatter(person, matter, organisation, at)) return null
  const held = matter.assignments.find((one) => one.id === row.assignmentId)
  const closed = row.subject.withinDepartment === true && held !== undefined
  return closed && !maySeePapers(person, held, organisation, at) ? null : paper
}

/** What fell due, was not shown yet and has lost its cause is not wanted any more (process §7.9). */
function hasNoCause(card: CardRow, row: Claimed, matter: Matter, place: Place): boolean {
  if (row.messageId !== null) return false
  const { due, key } = row.subject as { due?: DueKind; key?: string }
  if (due === undefined || key === undefined) return card.kind === 'remind'
  const about = { subjectId: row.assignmentId ?? matter.id, kind: due, key }
  const falling = fallingDue(matter, about, place.organisation, place.at)
  return falling.is !== 'said' || !falling.said.some(({ to }) => to === row.recipient)
}

interface Place {
  readonly organisation: Organisation
  readonly at: Instant
}

async function help(world: World, row: Claimed, organisation: Organisation): Promise<Drawn | null> {
  const person = activePerson(organisation, row.recipient)
  if (person === undefined) return null
  const waiting = await waitingCards(world.sql, person.openId)
  return interactive(helpCard(person, organisation, waiting.length))
}

function interactive(content: object): Said {
  return { msgType: 'interactive', content }
}
