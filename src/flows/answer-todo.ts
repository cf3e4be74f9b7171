// 我的待办: 下一页 turns the list over, 办理 sends the card of a row afresh.
import type { ListKind } from '../../cards/list.ts'
import { DONE_WITH_TOAST, pageToast, REISSUED_TOAST } from '../../cards/toast.ts'
import { activePerson } from '../domain/organisation.ts'
import { maySeeMatter } from '../domain/visibility.ts'
import { isId } from '../store/ids.ts'
import { loadCard, loadMatter } from '../store/matters.ts'
import type { TapAnswer } from './answer-tap.ts'
import { drawTodo, pageHolding } from './draw-todo.ts'
import { drawList } from './looking.ts'
import { neutral, type OwnWord, pageIn, save } from './own-word.ts'
import { answerMessage, reissueOf } from './reissue.ts'
import type { World } from './world.ts'

export async function answerTodo(world: World, word: OwnWord): Promise<TapAnswer> {
  const { tap, button, row, organisation, at } = word
  if (row.subject.list !== undefined) return answerList(world, word, row.subject.list)
  const draw = async (page: number) => ({
    type: 'raw' as const,
    data: await drawTodo(world, row, tap.openId, page, organisation, at),
  })
  if (button.action === 'page') {
    const page = pageIn(word)
    return { toast: pageToast(page), card: await draw(page) }
  }
  const id = chosenId(button)
  const chosen = id === null ? null : await loadCard(world.sql, id)
  if (button.action !== 'open' || chosen === null || chosen.recipient !== tap.openId)
    return neutral(organisation)
  const page = await pageHolding(world, row, tap.openId, chosen.id, organisation, at)
  if (!chosen.waiting) return { toast: DONE_WITH_TOAST, card: await draw(page) }
  const { message, superseded } = reissueOf(chosen, chosen)
  await save(world, word, { messages: [message], superseded })
  return { toast: REISSUED_TOAST, card: await draw(page) }
}

/** 超期 and 临期: 下一页, and 查, which sends the matter's 督查事项 to whoever may see it. */
async function answerList(world: World, word: OwnWord, list: ListKind): Promise<TapAnswer> {
  const { tap, button, row, organisation, at } = word
  const draw = async (page: number) => ({
    type: 'raw' as const,
    data: await drawList(world, row, list, page, organisation, at),
  })
  if (button.action === 'page') {
    const page = pageIn(word)
    return { toast: pageToast(page), card: await draw(page) }
  }
  const person = activePerson(organisation, tap.openId)
  const id = chosenId(button)
  if (button.action !== 'look' || id === null || person === undefined) return neutral(organisation)
  const matter = await loadMatter(world.sql, id)
  if (matter === null || !maySeeMatter(person, matter, organisation, at))
    return neutral(organisation)
  const to = { type: 'person', id: tap.openId } as const
  const message = answerMessage(to, 'status', {}, { matterId: matter.id })
  await save(world, word, { messages: [message] })
  return { toast: REISSUED_TOAST }
}

/** What a button carries comes from outside. */
function chosenId({ choice }: OwnWord['button']): string | null {
  return choice !== null && isId(choice) ? choice : null
}
