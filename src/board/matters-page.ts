// 督查事项: the list of all matters within sight, filtered, sorted and paged by the address alone.

import { html } from 'hono/html'
import { z } from 'zod'
import { titleZh } from '../../cards/matter-facts.ts'
import { classesOf, isLit } from '../domain/lamp-classes.ts'
import { leadOf } from '../domain/matter.ts'
import { departmentZh } from '../domain/organisation.ts'
import {
  ASSIGNMENT_STATUS_ZH,
  CATEGORY_ZH,
  type Category,
  LAMP_ZH,
  type Lamp,
  MATTER_STATUS_ZH,
  URGENCY_ZH,
} from '../domain/terms.ts'
import { addDays, dayOf, instantOf, momentZh } from '../domain/time.ts'
import { type BoardRow, boardRows, type Filter } from '../store/board.ts'
import type { BoardWorld } from './board-world.ts'
import { LAMPS, weekEnd } from './figures.ts'
import { dueOf, lampOf, lookOf, partOf, seenRows, viewpointOf } from './looking.ts'
import { empty, type Html, page } from './page-frame.ts'
import { lampWord } from './pictures.ts'
import type { Visitor } from './session.ts'

const PAGE_ROWS = 25

/** As the address has it. Whatever is not understood counts as not chosen. */
const query = z.object({
  status: z
    .enum(['open', 'all', ...(Object.keys(MATTER_STATUS_ZH) as (keyof typeof MATTER_STATUS_ZH)[])])
    .catch('open'),
  lamp: z.enum(['', ...(Object.keys(LAMP_ZH) as Lamp[])]).catch(''),
  department: z.string().max(40).catch(''),
  category: z.coerce.number().int().min(0).max(7).catch(0),
  due: z
    .string()
    .regex(/^(?:week|\d{4}-\d{2}-\d{2}|)$/)
    .catch(''),
  q: z.string().trim().max(60).catch(''),
  sort: z.enum(['due', 'new', 'number']).catch('due'),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
})
type Query = z.infer<typeof query>

export interface Chosen {
  readonly query: Query
  readonly filter: Filter
}

export function chosenFilter(given: Readonly<Record<string, string>>, visitor: Visitor): Chosen {
  const chosen = query.parse(given)
  const { organisation, at } = visitor
  return {
    query: chosen,
    filter: {
      status: chosen.status,
      lamps: chosen.lamp === '' ? null : classesOf(chosen.lamp, organisation, at),
      department: chosen.department === '' ? null : chosen.department,
      category: isCategory(chosen.category) ? chosen.category : null,
      owed: owedWithin(chosen.due, visitor),
      words: chosen.q,
      sort: chosen.sort,
    },
  }
}

export async function mattersPage(
  world: BoardWorld,
  visitor: Visitor,
  given: Readonly<Record<string, string>>,
): Promise<Html> {
  const look = lookOf(visitor)
  const chosen = chosenFilter(given, visitor)
  const offset = (chosen.query.page - 1) * PAGE_ROWS
  const found = await boardRows(world.sql, look, chosen.filter, { limit: PAGE_ROWS, offset })
  const rows = seenRows(look, found.rows)
  return page(
    visitor,
    '督查事项',
    '/board/matters',
    html`<section class="sheet stack"><h1>督查事项</h1>${filterForm(visitor, chosen)}<p class="soft small" role="status">共${found.total}件</p>${mattersTable(visitor, rows, chosen)}${pages(chosen, found.total)}</section>`,
  )
}

export function filterForm({ organisation }: Visitor, { query: chosen }: Chosen): Html {
  const statuses = [['open', '在办'], ['all', '全部'], ...Object.entries(MATTER_STATUS_ZH)]
  const departments = organisation.departments.map(({ id }) => [id, departmentZh(organisation, id)])
  return html`<form class="filter" method="get" action="/board/matters" role="search" data-auto>
${select('状态', 'status', statuses, chosen.status)}
${select('亮灯', 'lamp', [['', '不限'], ...LAMPS.map((lamp) => [lamp, LAMP_ZH[lamp]])], chosen.lamp)}
${select('单位', 'department', [['', '不限'], ...departments], chosen.department)}
${select('类别', 'category', [['0', '不限'], ...Object.entries(CATEGORY_ZH)], String(chosen.category))}
${select('时限', 'due', dueChoices(chosen.due), chosen.due)}
${select(
  '排序',
  'sort',
  [
    ['due', '按时限'],
    ['new', '最新'],
    ['number', '按编号'],
  ],
  chosen.sort,
)}
<label>标题或编号<input name="q" type="search" value="${chosen.q}" maxlength="60" autocomplete="off"></label>
<button class="button">查找</button></form>`
}

/** On a phone each row becomes a block; the words stay. */
export function mattersTable(
  visitor: Visitor,
  rows: readonly BoardRow[],
  chosen: Chosen | null = null,
): Html {
  if (rows.length === 0) return empty('没有符合条件的事项。')
  const head = (text: string, sort: Query['sort']) =>
    chosen === null
      ? html`<th scope="col">${text}</th>`
      : html`<th scope="col"${chosen.query.sort === sort ? html` aria-sort="${sort === 'due' ? 'ascending' : 'descending'}"` : ''}><a href="${addressOf({ ...chosen.query, sort, page: 1 })}">${text}</a></th>`
  return html`<table class="table"><thead><tr>${head('编号', 'number')}<th scope="col">事项</th><th scope="col">单位</th><th scope="col">状态</th>${head('时限', 'due')}<th scope="col">亮灯</th></tr></thead>
<tbody>${rows.map((row) => line(visitor, row))}</tbody></table>`
}

function line(visitor: Visitor, row: BoardRow): Html {
  const { organisation, person } = visitor
  const viewpoint = viewpointOf(person)
  const due = dueOf(row, viewpoint)
  const part = partOf(row, viewpoint)
  const department = leadOf(row)?.departmentId ?? row.lead
  const step =
    row.status === 'handling' && part !== undefined && part.status !== 'handling'
      ? `${MATTER_STATUS_ZH[row.status]}（${ASSIGNMENT_STATUS_ZH[part.status]}）`
      : MATTER_STATUS_ZH[row.status]
  const lit = isLit(row.status)
    ? lampWord(lampOf(row, visitor))
    : html`<span class="soft">立项后亮灯</span>`
  const urgency =
    row.urgency === 'normal'
      ? ''
      : html` <span class="small soft">${URGENCY_ZH[row.urgency]}</span>`
  return html`<tr><td class="no cell">${row.number ?? '未编号'}</td><td><a href="/board/matters/${row.id}">${titleZh(row)}</a>${urgency}</td><td class="cell">${department === null ? '' : departmentZh(organisation, department)}</td><td class="cell">${step}</td><td class="due cell">${due === null ? '未定' : momentZh(due)}</td><td class="cell">${lit}</td></tr>`
}

function pages({ query: chosen }: Chosen, total: number): Html {
  const last = Math.max(1, Math.ceil(total / PAGE_ROWS))
  if (last === 1) return html``
  const to = (number: number, text: string) =>
    number < 1 || number > last
      ? html`<span></span>`
      : html`<a class="button" href="${addressOf({ ...chosen, page: number })}">${text}</a>`
  return html`<nav class="pages" aria-label="翻页">${to(chosen.page - 1, '上一页')}<span>第${chosen.page}页，共${last}页</span>${to(chosen.page + 1, '下一页')}</nav>`
}

/** Only what differs from nothing chosen stands in the address. */
function addressOf(chosen: Query): string {
  const usual = query.parse({})
  const given = Object.entries(chosen).filter(
    ([name, value]) => value !== usual[name as keyof Query],
  )
  const written = Object.fromEntries(given.map(([name, value]) => [name, String(value)]))
  return `/board/matters?${new URLSearchParams(written)}`
}

function select(
  label: string,
  name: string,
  choices: readonly (readonly (string | undefined)[])[],
  chosen: string,
): Html {
  const options = choices.map(
    ([value = '', text = '']) =>
      html`<option value="${value}"${value === chosen ? html` selected` : ''}>${text}</option>`,
  )
  return html`<label>${label}<select name="${name}">${options}</select></label>`
}

function dueChoices(chosen: string): string[][] {
  const day = /^\d/.test(chosen) ? [[chosen, `${chosen}到期`]] : []
  return [['', '不限'], ['week', '本周到期'], ...day]
}

function owedWithin(due: string, { at }: Visitor): readonly [number, number] | null {
  if (due === '') return null
  if (due === 'week') return [at, weekEnd(dayOf(at))]
  const begins = instantOf(due, '00:00')
  return Number.isNaN(begins) ? null : [begins, instantOf(addDays(due, 1), '00:00')]
}

function isCategory(value: number): value is Category {
  return Object.hasOwn(CATEGORY_ZH, value)
}
