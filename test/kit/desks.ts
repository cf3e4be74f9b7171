// A matter as the people of the district have it before them: what they are told, and whose turn it is.
import {
  ASSIGNMENT_STATUS_ZH,
  type AssignmentStatus,
  MATTER_STATUS_ZH,
  type MatterStatus,
} from '../../src/domain/terms.ts'
import { buttonsOf, type Play } from './play.ts'
import type { Travelling } from './roads.ts'
import { yunling } from './yunling.ts'

/** The answer to a tap, as one line: its kind, and what it says. */
export async function told(play: Play, ...tap: Parameters<Play['tap']>): Promise<string> {
  const { toast } = await play.tap(...tap)
  return `${toast?.type} ${toast?.content}`
}

/** A tap on the card as it is now, to be sent once it is old. */
export function prepared(
  play: Play,
  name: string,
  title: string,
  button: string,
  about: string,
  how?: { readonly form: object },
): () => Promise<string> {
  const { messageId } = play.card(name, title, about)
  const form = how === undefined ? undefined : { form: { ...how.form } }
  const tap = play.product.person(name).prepareTap(messageId, button, form)
  return async () => {
    const { toast } = await tap.send()
    await play.product.settle()
    return `${toast?.type} ${toast?.content}`
  }
}

/** The cards about the matter that still wait for a tap, by who has them, oldest first. */
export function waitingCards(play: Play, { title }: Travelling): Record<string, string[]> {
  const waiting: Record<string, string[]> = {}
  for (const { name } of yunling.people) {
    const cards = play
      .person(name)
      .messages()
      .filter((one) => one.title !== undefined && JSON.stringify(one.card).includes(title))
      .filter((one) => buttonsOf(one).length > 0)
    if (cards.length > 0) waiting[name] = cards.map((one) => one.title ?? '')
  }
  return waiting
}

/** Whether such a card in somebody's private chat can still be tapped. */
export function waits(play: Play, name: string, title: string): boolean {
  return play
    .person(name)
    .messages()
    .some((one) => one.title === title && buttonsOf(one).length > 0)
}

/** How the matter stands, and its lead's part: `办理中／汇总中`. */
export async function standingOf(play: Play, { number }: Travelling): Promise<string> {
  const [row] = await play.product.database.sql<{ matter: MatterStatus; lead: AssignmentStatus }[]>`
    select m.status as matter, a.status as lead from matter m
    join assignment a on a.matter_id = m.id and a.kind = 'lead'
    where m.number_serial = ${Number.parseInt(number, 10)}`
  if (row === undefined) throw new Error(`there is no matter ${number}`)
  return `${MATTER_STATUS_ZH[row.matter]}／${ASSIGNMENT_STATUS_ZH[row.lead]}`
}
