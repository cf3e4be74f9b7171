// Pictures of the numbers, drawn on the server: the ring of lamps, bars, the calendar of deadlines.
import { html } from 'hono/html'

import { departmentZh, type Organisation } from '../domain/organisation.ts'
import { CATEGORY_ZH, LAMP_ZH, type Lamp } from '../domain/terms.ts'
import type { Day } from '../domain/time.ts'
import { type ByLamp, type Figures, LAMPS } from './figures.ts'
import type { Html } from './page-frame.ts'

export function lampWord(lamp: Lamp): Html {
  return html`<span class="lamp ${lamp}">${LAMP_ZH[lamp]}</span>`
}

/** How many matters show which lamp. The legend beside it says the same in words and leads to them. */
export function lampRing(byLamp: ByLamp): Html {
  const total = LAMPS.reduce((sum, lamp) => sum + byLamp[lamp], 0)
  const shown = LAMPS.filter((lamp) => byLamp[lamp] > 0)
  let before = 0
  const arcs = shown.map((lamp) => {
    const length = (RING * byLamp[lamp]) / total
    const gap = shown.length > 1 ? Math.min(2, length / 2) : 0
    const arc = html`<circle class="${lamp}" r="60" fill="none" stroke-width="18" stroke-dasharray="${(length - gap).toFixed(2)} ${RING.toFixed(2)}" stroke-dashoffset="${(-before).toFixed(2)}"></circle>`
    before += length
    return arc
  })
  const lines = shown.map(
    (lamp) =>
      html`<li><a href="/board/matters?lamp=${lamp}">${lampWord(lamp)}<b>${byLamp[lamp]}</b></a></li>`,
  )
  return html`<div class="ring"><svg viewBox="-80 -80 160 160" aria-hidden="true"><g transform="rotate(-90)"><circle r="60" fill="none" stroke-width="18" stroke="var(--hover)"></circle>${arcs}</g><text class="total" text-anchor="middle" y="6">${total}</text><text class="under" text-anchor="middle" y="26">已立项在办</text></svg><ul class="legend">${lines}</ul></div>`
}

/** Round the ring of radius 60. */
const RING = 2 * Math.PI * 60

/** Each lead department's open matters by lamp; the departments stand in the organisation's order. */
export function departmentBars(rows: Figures['byDepartment'], organisation: Organisation): Html {
  const most = Math.max(1, ...rows.map(({ lamps }) => totalOf(lamps)))
  return html`<ul class="bars">${rows.map(({ id, lamps }) => {
    const said = LAMPS.filter((lamp) => lamps[lamp] > 0)
      .map((lamp) => `${LAMP_ZH[lamp]}${lamps[lamp]}件`)
      .join('，')
    return html`<li><a href="/board/matters?department=${id}" title="${said}"><span>${departmentZh(organisation, id)}</span>${bar(lamps, most)}<b>${totalOf(lamps)}</b><span class="unseen">${said}</span></a></li>`
  })}</ul>`
}

export function categoryBars(rows: Figures['byCategory']): Html {
  const most = Math.max(1, ...rows.map(({ count }) => count))
  return html`<ul class="bars words">${rows.map(
    ({ category, count }) =>
      html`<li><a href="/board/matters?category=${category}"><span>${CATEGORY_ZH[category]}</span>${plainBar(count, most)}<b>${count}</b></a></li>`,
  )}</ul>`
}

function plainBar(count: number, most: number): Html {
  return barOf(
    html`<rect class="plain" width="${((100 * count) / most).toFixed(2)}" height="12"></rect>`,
  )
}

function bar(lamps: ByLamp, most: number): Html {
  let x = 0
  const parts = LAMPS.filter((lamp) => lamps[lamp] > 0).map((lamp) => {
    const width = (100 * lamps[lamp]) / most
    const part = html`<rect class="${lamp}" x="${x.toFixed(2)}" width="${width.toFixed(2)}" height="12"></rect>`
    x += width
    return part
  })
  return barOf(html`${parts}`)
}

function barOf(parts: Html): Html {
  return html`<svg viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="100" height="12"></rect>${parts}</svg>`
}

function totalOf(lamps: ByLamp): number {
  return LAMPS.reduce((sum, lamp) => sum + lamps[lamp], 0)
}

/** Five weeks from this Monday, each day as dark as it has deadlines, with their number. */
export function deadlineCalendar(days: Figures['days'], today: Day): Html {
  // One deadline is no heap: the darkest begins at four.
  const most = Math.max(4, ...days.map(({ count }) => count))
  const weeks = Array.from({ length: days.length / 7 }, (_, week) =>
    days.slice(7 * week, 7 * week + 7),
  )
  return html`<table class="calendar"><caption class="unseen">各日到期的事项数</caption><thead><tr>${['一', '二', '三', '四', '五', '六', '日'].map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${weeks.map((week) => html`<tr>${week.map((one) => calendarDay(one, most, today))}</tr>`)}</tbody></table>`
}

function calendarDay({ day, count }: Figures['days'][number], most: number, today: Day): Html {
  const heat = count === 0 ? '' : `h${Math.max(1, Math.ceil((4 * count) / most))}`
  const look = [heat, day === today ? 'today' : '', day < today ? 'past' : ''].join(' ')
  const date = day.endsWith('-01') ? `${Number(day.slice(5, 7))}月1` : dateOf(day)
  if (count === 0) return html`<td class="${look}"><span><small>${date}</small></span></td>`
  const said = `${monthAndDate(day)}到期${count}件${day === today ? '，今天' : ''}`
  return html`<td class="${look}"><a href="/board/matters?due=${day}" aria-label="${said}"><small>${date}</small><b>${count}</b></a></td>`
}

function dateOf(day: Day): string {
  return String(Number(day.slice(8)))
}

function monthAndDate(day: Day): string {
  return `${Number(day.slice(5, 7))}月${dateOf(day)}日`
}
