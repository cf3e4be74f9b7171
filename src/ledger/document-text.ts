// The text of a Word document, a paragraph to a line and a table's row to a line with tabs between its cells.
import { packedPlain } from './guarded-zip.ts'

/** Null where the document cannot be read. The library is loaded only now: it is large. */
export async function documentText(parts: ReadonlyMap<string, Uint8Array>): Promise<string | null> {
  const { default: mammoth } = await import('mammoth')
  try {
    const html = await mammoth.convertToHtml(
      { buffer: Buffer.from(packedPlain(parts)) },
      { styleMap: [], includeDefaultStyleMap: true, externalFileAccess: false },
    )
    return textOf(html.value)
  } catch {
    return null
  }
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': ' ',
  '&amp;': '&',
}

function textOf(html: string): string {
  return html
    .replace(/<table>.*?<\/table>/gs, tableLines)
    .replace(/<br\s*\/?>|<\/(?:p|h[1-6]|li)>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:lt|gt|quot|#39|nbsp|amp);/g, (entity) => ENTITIES[entity] ?? entity)
    .replace(/\n{2,}/g, '\n')
    .trim()
}

function tableLines(table: string): string {
  const rows = [...table.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<t[dh][^>]*>(.*?)<\/t[dh]>/gs)]
      .map(([, cell = '']) =>
        cell
          .replace(/<\/p>\s*<p>/g, '；')
          .replace(/<[^>]*>/g, '')
          .replace(/\s+/g, ' '),
      )
      .join('\t'),
  )
  return `\n${rows.join('\n')}\n`
}
