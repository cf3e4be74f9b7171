// Who acts next: the newest card of the main road that still waits for a tap.
import { labelOf, partsOf } from '../card-parts.ts'
import { asObject, asText, type Json } from '../json.ts'
import type { Message } from '../state.ts'
import type { Desk, Stage } from './desk.ts'

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
  const { road, feishu } = desk
  const live = feishu.allMessages().filter((message) => stageOf(desk, message) !== undefined)
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

/** Whether a round was ever finished: the last card of the road is there and waits no more. */
export function isFinished(desk: Desk): boolean {
  const last = desk.road.stages.at(-1)?.title
  return desk.feishu.allMessages().some((message) => titleOf(message.card) === last)
}

function stageOf(desk: Desk, message: Message): Stage | undefined {
  if (message.sender.type !== 'app' || message.recalledAt !== undefined) return undefined
  const { card } = message
  if (card === undefined) return undefined
  const title = titleOf(card)
  const stage = desk.road.stages.find((one) => one.title === title)
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
