// The papers of a matter: listed for who may read them, and fetched from here as the very files that the bot sent.
import type { Context } from 'hono'
import { html } from 'hono/html'
import { departmentZh } from '../../cards/phrases.ts'
import { liveSubmission, type Matter } from '../domain/matter.ts'
import { type Asker, seesPapers } from '../domain/shown-within.ts'
import { momentZh } from '../domain/time.ts'
import { isReleased } from '../domain/visibility.ts'
import { type DocumentLine, documentBytes, documentsAbout } from '../store/document-lines.ts'
import type { BoardWorld } from './board-world.ts'
import { isOffice } from './messages-section.ts'
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
  return lines.filter((line) => mayRead(asker, line))
}

/**
 * A department's papers are its own until its head has released them (process §1.2): outside it the office has
 * what it wrote itself, and the report that was handed in. Whoever was sent a paper may read it again.
 */
function mayRead(asker: Asker, line: DocumentLine): boolean {
  if (line.wasSent) return true
  const part = asker.matter.assignments.find(({ id }) => id === line.assignmentId)
  if (part === undefined) return line.assignmentId === null && isOffice(asker)
  if (seesPapers(asker, part)) return true
  return isOffice(asker) && (OF_THE_OFFICE.has(line.kind) || isHandedIn(part, line))
}

function isHandedIn(part: Matter['assignments'][number], { contentHash }: DocumentLine): boolean {
  return (
    contentHash !== null && isReleased(part) && liveSubmission(part)?.contentHash === contentHash
  )
}

/** 通知单, 催办通知单, 延期审批单: the office gave, asked or decided. */
const OF_THE_OFFICE: ReadonlySet<string> = new Set(['notice', 'chase', 'extension'])
