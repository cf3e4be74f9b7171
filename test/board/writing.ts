// The page of a report as its officer has it open, and what she writes there.
import { loadMatter } from '../../src/store/matters.ts'
import { type Browsing, signedIn } from '../kit/browse.ts'
import type { Play } from '../kit/play.ts'
import { matterAt, REPORT } from '../kit/roads.ts'

export const PAGES = 'https://duban.example.gov.cn'
export const LONG =
  '本周完成农村户用沼气池巡检二百二十座，更换灶具三十六套，入户宣传安全使用知识。'.repeat(60)
export const JSON_ONLY = { headers: { accept: 'application/json' } }
let count = 0

export interface Writing {
  readonly play: Play
  readonly title: string
  readonly id: string
  readonly path: string
  readonly officer: Browsing
}

/** A matter whose officer has opened the page. */
export async function opened(play: Play): Promise<Writing> {
  count += 1
  const title = `农村沼气建设（第${count}批）`
  await matterAt(play, '汇总中', { title })
  const { sql } = play.product.database
  const [row] = await sql<{ id: string; part: string }[]>`
    select m.id, a.id as part from matter m join assignment a on a.matter_id = m.id where m.title = ${title}`
  const path = `/board/matters/${row?.id}/report/${row?.part}`
  const officer = await signedIn(play.product, '禾苗')
  await officer.get(path)
  return { play, title, id: row?.id ?? '', path, officer }
}

export async function baseOf(browser: Browsing, path: string): Promise<string> {
  return /name="base" value="(\w*)"/.exec((await browser.get(path)).text)?.[1] ?? ''
}

export async function partOf({ play, id }: Writing) {
  const [part] = (await loadMatter(play.product.database.sql, id))?.assignments ?? []
  if (part === undefined) throw new Error('no part')
  return part
}

export function fields(more: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    ...(REPORT as Record<string, string>),
    no_problem_confirmed: 'no',
    verification: '',
    ...more,
  }
}

export async function save(writing: Writing, more: Readonly<Record<string, string>>, base: string) {
  const page = await writing.officer.post(
    `${writing.path}/save`,
    fields({ ...more, base }),
    JSON_ONLY,
  )
  return JSON.parse(page.text)
}
