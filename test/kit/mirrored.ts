// What the task centre shows of the district's work, and what should be there.

import { CARD_TITLE_ZH, type CardKind } from '../../src/domain/terms.ts'
import type { Task } from '../../src/local-feishu/state.ts'
import type { Log } from '../../src/ports.ts'
import type { Product } from './product.ts'
import { yunling } from './yunling.ts'

/** `领导批办→田守稼`, for every task that is still to be done. */
export function openTasks({ feishu }: Product): string[] {
  return yunling.people
    .flatMap(({ openId, name }) =>
      feishu
        .person(openId)
        .tasks()
        .filter(({ completedAt }) => completedAt === null)
        .map(({ summary }) => `${summary.split('：')[0]}→${name}`),
    )
    .sort()
}

/** The same for every card of a saved matter that waits for a person, as 我的待办 has it. */
export async function waitingCards({ database }: Product): Promise<string[]> {
  const rows = await database.sql<{ kind: CardKind; recipient: string }[]>`
    select kind, recipient from message
    where waiting and recipient_type = 'person' and exists (select from matter where id = matter_id)`
  const names = new Map(yunling.people.map(({ openId, name }) => [openId, name]))
  return rows.map(({ kind, recipient }) => `${CARD_TITLE_ZH[kind]}→${names.get(recipient)}`).sort()
}

/** Somebody's newest task whose title says this. */
export function taskOf({ person }: Product, name: string, about: string): Task {
  const found = person(name)
    .tasks()
    .findLast(({ summary }) => summary.includes(about))
  if (found === undefined) throw new Error(`${name} has no task ${about}`)
  return found
}

/** Rows whose task is not as it should be, and what became of them. */
export async function unsent({ database }: Product): Promise<(string | null)[]> {
  const rows = await database.sql<{ reason: string | null }[]>`
    select given_up_reason as reason from mirrored_task where wanted > shown or given_up_at is not null`
  return rows.map(({ reason }) => reason)
}

/** A log that keeps its lines. */
export function keptLog(): Log & { readonly lines: string[] } {
  const lines: string[] = []
  const note = (event: string, facts?: object) =>
    void lines.push(`${event} ${JSON.stringify(facts)}`)
  return { lines, debug: note, info: note, warn: note, error: note }
}
