// 待我办理: the cards that wait for whoever looks. They are decided on in the chat; from here they are sent there afresh.
import { html } from 'hono/html'
import { titleZh } from '../../cards/matter-facts.ts'
import type { TodoRow } from '../../cards/view.ts'
import { CARD_TITLE_ZH } from '../domain/terms.ts'
import { momentZh } from '../domain/time.ts'
import { todoRows } from '../flows/draw-todo.ts'
import { waitingCards } from '../store/lists.ts'
import type { BoardWorld } from './board-world.ts'
import { empty, type Html, page, postForm } from './page-frame.ts'
import type { Visitor } from './session.ts'

/** More than anybody has; the list ends here. */
const CARDS_SHOWN = 200

export async function waitingPage(world: BoardWorld, visitor: Visitor): Promise<Html> {
  const { person, organisation, at } = visitor
  const cards = await waitingCards(world.sql, person.openId)
  const rows = await todoRows(world, cards.slice(0, CARDS_SHOWN), organisation, at)
  const list =
    rows.length === 0
      ? empty('您目前没有待办事项。')
      : html`<p class="soft small">办理在飞书中进行：点“到飞书办理”，卡片即重新发到您与“督办”的会话。</p>${waitingList(visitor, rows)}`
  return page(
    visitor,
    '待我办理',
    '/board/waiting',
    html`<section class="sheet stack"><h1>待我办理</h1>${list}</section>`,
  )
}

export function waitingList(visitor: Visitor, rows: readonly TodoRow[]): Html {
  return html`<ul class="cards">${rows.map((row) => {
    const facts = [row.number, row.statusZh, row.lampZh]
    const due = row.deadline === null ? '未定时限' : `时限${momentZh(row.deadline)}`
    return html`<li class="act"><div><b>${CARD_TITLE_ZH[row.kind]}</b>：${titleZh(row)}<div class="facts">${[...facts, due].filter((fact) => fact !== null && fact !== '').map((fact) => html`<span>${fact}</span>`)}</div></div>${postForm(visitor, `/board/cards/${row.cardId}/send`, '到飞书办理')}</li>`
  })}</ul>`
}
