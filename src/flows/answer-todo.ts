// 我的待办: 下一页 turns the list over, 办理 sends the card of a row afresh.
import { DONE_WITH_TOAST, pageToast, REISSUED_TOAST } from '../../cards/toast.ts'
import { loadCard } from '../store/matters.ts'
import type { TapAnswer } from './answer-tap.ts'
import { drawTodo, pageHolding } from './draw-todo.ts'
import { neutral, type OwnWord, save } from './own-word.ts'
import { reissueOf } from './reissue.ts'
import type { World } from './world.ts'

export async function answerTodo(world: World, word: OwnWord): Promise<TapAnswer> {
  const { tap, button, row, organisation, at } = word
  const draw = async (page: number) => ({
    type: 'raw' as const,
    data: await drawTodo(world, row, tap.openId, page, organisation, at),
  })
  if (button.action === 'page') {
    const page = Math.max(1, Number.parseInt(button.choice ?? '1', 10) || 1)
    return { toast: pageToast(page), card: await draw(page) }
  }
  const chosen = button.choice === null ? null : await loadCard(world.sql, button.choice)
  if (button.action !== 'open' || chosen === null || chosen.recipient !== tap.openId)
    return neutral(organisation)
  const page = await pageHolding(world, tap.openId, chosen.id)
  if (!chosen.waiting) return { toast: DONE_WITH_TOAST, card: await draw(page) }
  const { message, superseded } = reissueOf(chosen, chosen)
  await save(world, word, { messages: [message], superseded })
  return { toast: REISSUED_TOAST, card: await draw(page) }
}
