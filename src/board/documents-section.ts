// The papers of a matter: listed for who may read them, and fetched from here as the very files that the bot sent.

import type { Context } from 'hono'
import { html } from 'hono/html'
import { departmentZh } from '../domain/organisation.ts'

import { mayReadPaper } from '../domain/shown-records.ts'
import type { Asker } from '../domain/shown-within.ts'
import { momentZh } from '../domain/time.ts'
import { type DocumentLine, documentBytes, documentsAbout } from '../store/document-lines.ts'
import type { BoardWorld } from './board-world.ts'
import type { Html } from './page-frame.ts'

export async function documentsSection(world: BoardWorld, asker: Asker): Promise<Html | ''> {
  const lines = await shownDocuments(world, asker)
  if (lines.length === 0) return ''
  const { matter, organisation } = asker
  return html`<section class="sheet"><h2>文书 <small>${lines.length}件</small></h2><ul class="cards">${lines.map(
    (line) => {
      const part = matter.assignments.find(({ id }) => id === line.assignmentId)
      const facts = [
        part === undefined ? '' : departmentZh(organisation, part.departmentId),
        momentZh(line.createdAt),
      ]
      const name =
        line.fileName === null
          ? html`<span class="soft">正在生成</span>`
          : html`<a href="/board/matters/${matter.id}/documents/${line.id}" download>${line.fileName}</a>`
      return html`<li class="part">${name}<div class="facts">${facts.filter((fact) => fact !== '').map((fact) => html`<span>${fact}</span>`)}</div></li>`
    },
  )}</ul></section>`
}

/** The file, for who may read it; null for everybody else. */
export async function documentFile(
  world: BoardWorld,
  asker: Asker,
  id: string,
  c: Context,
): Promise<Response | null> {
  const line = (await shownDocuments(world, asker)).find((one) => one.id === id)
  const bytes = line === undefined ? null : await documentBytes(world.sql, line.id)
  if (line === undefined || bytes === null) return null
  return c.body(new Uint8Array(bytes), 200, {
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(line.fileName ?? 'file')}`,
  })
}

async function shownDocuments({ sql }: BoardWorld, asker: Asker): Promise<readonly DocumentLine[]> {
  const lines = await documentsAbout(sql, asker.matter.id, asker.person.openId)
  return lines.filter((line) => mayReadPaper(asker, line))
}
