// 总览: where everything stands for whoever looks – numbers, lamps, deadlines, what moved since yesterday.
import { html } from 'hono/html'
import { titleZh } from '../../cards/matter-facts.ts'
import { outcomeLine } from '../../cards/phrases.ts'
import { shownActs } from '../domain/shown-within.ts'
import { addDays, dayOf, instantOf } from '../domain/time.ts'
import { maySeeMatter } from '../domain/visibility.ts'
import { todoRows } from '../flows/draw-todo.ts'
import { boardRows, movedSince } from '../store/board.ts'
import { waitingCards } from '../store/lists.ts'
import { loadMatters } from '../store/matters.ts'
import type { BoardWorld } from './board-world.ts'
import { type Figures, figuresFor } from './figures.ts'
import { lookOf, seatOf, seenRows } from './looking.ts'
import { chosenFilter, filterForm, mattersTable } from './matters-page.ts'
import { empty, type Html, page } from './page-frame.ts'
import { categoryBars, deadlineCalendar, departmentBars, lampRing } from './pictures.ts'
import type { Visitor } from './session.ts'
import { waitingList } from './waiting-page.ts'

const MOVES_SHOWN = 10
const WAITING_SHOWN = 5
const MATTERS_SHOWN = 20

export async function overviewPage(world: BoardWorld, visitor: Visitor): Promise<Html> {
  const { person, organisation, at } = visitor
  const seat = seatOf(person)
  const [figures, waiting, moves] = await Promise.all([
    figuresFor(world.sql, visitor),
    waitingCards(world.sql, person.openId),
    movesFor(world, visitor),
  ])
  const first = await todoRows(world, waiting.slice(0, WAITING_SHOWN), organisation, at)
  const waits =
    first.length === 0
      ? ''
      : html`<section class="sheet full"><h2>待我办理 <small><a href="/board/waiting">共${waiting.length}项</a></small></h2>${waitingList(visitor, first)}</section>`
  const list = seat === 'leader' ? '' : await listSection(world, visitor)
  return page(
    visitor,
    '总览',
    '/board',
    html`<h1 class="unseen">总览</h1>${figureStrip(figures, waiting.length)}
<div class="columns">${seat === 'supervision' ? '' : waits}${list}
<section class="sheet slim"><h2>亮灯</h2>${figures.open === 0 ? empty('目前没有在办事项。') : lampRing(figures.byLamp)}</section>
<section class="sheet wide"><h2>办结时限 <small>五周之内，各日到期的件数</small></h2>${deadlineCalendar(figures.days, dayOf(at))}</section>
${seat === 'department' ? '' : breakdown(figures, visitor)}
<section class="sheet full"><h2>昨日以来的变化</h2>${moves}</section></div>`,
  )
}

function figureStrip(figures: Figures, waiting: number): Html {
  const strip = [
    ['/board/matters', figures.open, '在办事项', ''],
    ['/board/matters?due=week', figures.dueThisWeek, '本周到期', 'edge-yellow'],
    ['/board/matters?lamp=red', figures.overdue, '红灯 超期', 'edge-red'],
    ['/board/waiting', waiting, '待我办理', 'edge-blue'],
  ] as const
  return html`<nav class="figures" aria-label="件数">${strip.map(
    ([href, count, word, edge]) =>
      html`<a class="figure ${edge}" href="${href}"><span class="number">${count}</span><span class="word">${word}</span></a>`,
  )}</nav>`
}

function breakdown(figures: Figures, { organisation }: Visitor): Html {
  if (figures.open === 0) return html``
  return html`<section class="sheet"><h2>按牵头单位 <small>按单位次序排列</small></h2>${departmentBars(figures.byDepartment, organisation)}</section>
<section class="sheet"><h2>按类别</h2>${categoryBars(figures.byCategory)}</section>`
}

async function listSection(world: BoardWorld, visitor: Visitor): Promise<Html> {
  const look = lookOf(visitor)
  const chosen = chosenFilter({}, visitor)
  const found = await boardRows(world.sql, look, chosen.filter, { limit: MATTERS_SHOWN, offset: 0 })
  const rows = seenRows(look, found.rows)
  const filter = seatOf(visitor.person) === 'supervision' ? filterForm(visitor, chosen) : ''
  return html`<section class="sheet full stack"><h2>在办事项 <small><a href="/board/matters">共${found.total}件</a></small></h2>${filter}${mattersTable(visitor, rows)}</section>`
}

/** What moved on since yesterday's beginning: each matter once, with its last step that the visitor may know of. */
async function movesFor(world: BoardWorld, visitor: Visitor): Promise<Html> {
  const { person, organisation, at } = visitor
  const since = instantOf(addDays(dayOf(at), -1), '00:00')
  const ids = await movedSince(world.sql, lookOf(visitor), since, MOVES_SHOWN)
  const matters = await loadMatters(world.sql, ids)
  const lines = ids.flatMap((id) => {
    const matter = matters.get(id)
    if (matter === undefined || !maySeeMatter(person, matter, organisation, at)) return []
    const act = shownActs({ person, matter, organisation, at }, 1).at(-1)
    if (act === undefined || act.at < since) return []
    return [
      html`<li><a href="/board/matters/${id}"><b>${titleZh(matter)}</b><br><span class="soft small">${outcomeLine(act, matter, organisation)}</span></a></li>`,
    ]
  })
  return lines.length === 0 ? empty('昨日以来没有变化。') : html`<ul class="moves">${lines}</ul>`
}
