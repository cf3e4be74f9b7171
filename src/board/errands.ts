// What is started on the board and done in the chat: a card sent afresh, a matter looked up.
import type { MatterId } from '../domain/matter.ts'
import { noChange } from '../flows/no-change.ts'
import { answerMessage, reissueOf } from '../flows/reissue.ts'
import { isId } from '../store/ids.ts'
import { loadCard } from '../store/matters.ts'
import { type NewMessage, saveDecision } from '../store/save-decision.ts'
import type { BoardWorld } from './board-world.ts'
import type { Visitor } from './session.ts'

/** Sends one of the visitor's own waiting cards once more, as 办理 in 我的待办 does. False: it is none of theirs. */
export async function sendCard(world: BoardWorld, visitor: Visitor, id: string): Promise<boolean> {
  if (!isId(id)) return false
  const card = await loadCard(world.sql, id)
  if (card === null || card.recipient !== visitor.person.openId || !card.waiting) return false
  const { message, superseded } = reissueOf(card, card)
  await send(world, visitor, message, superseded)
  return true
}

/** 督查事项, privately, as the word 查 brings it. Whether the visitor may see the matter was judged before. */
export async function sendStatus(
  world: BoardWorld,
  visitor: Visitor,
  matterId: MatterId,
): Promise<void> {
  const to = { type: 'person', id: visitor.person.openId } as const
  await send(world, visitor, answerMessage(to, 'status', {}, { matterId }), [])
}

async function send(
  world: BoardWorld,
  { at }: Visitor,
  message: NewMessage,
  superseded: readonly string[],
): Promise<void> {
  await saveDecision(world.sql, { ...noChange(world, at), messages: [message], superseded })
  world.wake()
}
