// Who acts next: the newest card of the chosen road that still waits for a tap.
import { labelOf, partsOf } from '../card-parts.ts'
import { asObject, asText, type Json } from '../json.ts'
import type { Message } from '../state.ts'
import type { Desk, Road, Stage } from './desk.ts'

export type Next =
  | {
      readonly kind: 'card'
      readonly openId: string
      readonly chatId: string
      readonly message: Message
      readonly stage: Stage
      readonly index: number
      /** The card's own line that says why it came. */
      readonly because: string | undefined
    }
  | { readonly kind: 'opening'; readonly openId: string; readonly chatId: string }

/** Milliseconds. Copies of a card for several people (督查室) leave within this time. */
const COPIES_WITHIN_MS = 30_000

/** Of several copies, the one that was sent first is named. */
export function nextOf(desk: Desk): Next {
  const { feishu } = desk
  const road = desk.roads.chosen()
  const messages = sinceLastEnd(road, feishu.allMessages())
  const live = messages.filter((message) => stageOf(desk, message) !== undefined)
  const newest = live.at(-1)
  const first = live.find((one) => newest !== undefined && isCopy(one, newest))
  const stage = first === undefined ? undefined : stageOf(desk, first)
  const openId = first === undefined ? undefined : readerOf(desk, first)
  if (first === undefined || stage === undefined || openId === undefined) {
    const opener = road.opening.openId
    return { kind: 'opening', openId: opener, chatId: feishu.person(opener).chatWithBot() }
  }
  const index = road.stages.indexOf(stage)
  const because = becauseIn(first.card)
  return { kind: 'card', openId, chatId: first.chatId, message: first, stage, index, because }
}

/** Where a round has ended, cards that came before wait for other roads: after 同意延期 the matter goes on. */
function sinceLastEnd({ stages }: Road, messages: readonly Message[]): readonly Message[] {
  const last = stages.at(-1)?.title
  const ended = messages.findLastIndex(({ card }) => titleOf(card) === last)
  const copied = messages[ended]
  if (copied === undefined) return messages
  return messages.slice(messages.findIndex((one) => isCopy(one, copied)))
}

/** Whether a round was ever finished: the last card of the road is there and waits no more. */
export function isFinished(desk: Desk): boolean {
  const last = desk.roads.chosen().stages.at(-1)?.title
  return desk.feishu.allMessages().some((message) => titleOf(message.card) === last)
}

function stageOf(desk: Desk, message: Message): Stage | undefined {
  if (message.sender.type !== 'app' || message.recalledAt !== undefined) return undefined
  const { card } = message
  if (card === undefined) return undefined
  const title = titleOf(card)
  const reader = readerOf(desk, message)
  const stage = desk.roads
    .chosen()
    .stages.find((one) => one.title === title && (one.reader ?? reader) === reader)
  const wanted = stage?.buttons.at(-1)
  const button = partsOf(card).find(({ node }) => labelOf(node) === wanted)
  return button === undefined || button.node.disabled === true ? undefined : stage
}

function readerOf(desk: Desk, message: Message): string | undefined {
  const chat = desk.feishu.allChats().find(({ id }) => id === message.chatId)
  if (chat === undefined || chat.kind !== 'p2p') return undefined
  return [...chat.members][0]
}

function isCopy(one: Message, other: Message): boolean {
  const apart = other.createdAt - one.createdAt
  return apart < COPIES_WITHIN_MS && subject(one) === subject(other)
}

function subject(message: Message): string {
  const header = asObject(message.card?.header)
  return `${titleOf(message.card)} ${asText(asObject(header?.subtitle)?.content) ?? ''}`
}

function titleOf(card: Json | undefined): string | undefined {
  return asText(asObject(asObject(card?.header)?.title)?.content)
}

function becauseIn(card: Json | undefined): string | undefined {
  const said = /"((?:为什么是我|呈送依据)：[^"]+)"/.exec(JSON.stringify(card ?? {}))
  return said?.[1]
}
