// Makes the file of a paper from its facts: sheet, docx, name – and a report is read back before it counts.
import type { DocumentSaying } from '../domain/document-facts.ts'
import { DOCUMENT_ZH } from '../domain/document-facts.ts'
import { contentHashOf, reportContent } from '../domain/report.ts'
import { replySheet, reportSheet, satisfactionSheet } from './department-sheets.ts'
import { drawSheet } from './draw-sheet.ts'
import {
  briefSheet,
  bulletinSheet,
  chaseSheet,
  extensionSheet,
  noticeSheet,
} from './office-sheets.ts'
import { readReport } from './read-report.ts'
import type { Sheet } from './sheet.ts'
import { type TypefaceUse, typefaceNote } from './typefaces.ts'

export interface MadeDocument {
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
  /** What to tell people whose machine may lack the typefaces; null where none is rare. */
  readonly note: string | null
}

/**
 * The paper as a docx file. `contentHash`: of the report that was signed.
 * @throws Error when a report's file does not say exactly what was signed; then there is no file.
 */
export async function makeDocument(
  saying: DocumentSaying,
  contentHash: string | null,
): Promise<MadeDocument> {
  const sheet = sheetOf(saying)
  const bytes = await drawSheet(sheet)
  if (saying.kind === 'report' && reportHashOf(bytes) !== contentHash) {
    throw new Error('the paper would not say what was signed')
  }
  return { name: nameOf(saying), bytes, note: typefaceNote(usesIn(sheet)) }
}

/** The content hash of a report, computed from its file alone. */
export function reportHashOf(bytes: Uint8Array): string {
  const { title, addressee, text } = readReport(bytes)
  return contentHashOf(reportContent(title, addressee, text))
}

export function sheetOf(saying: DocumentSaying): Sheet {
  switch (saying.kind) {
    case 'notice':
      return noticeSheet(saying.facts)
    case 'chase':
      return chaseSheet(saying.facts)
    case 'extension':
      return extensionSheet(saying.facts)
    case 'report':
      return reportSheet(saying.facts)
    case 'reply':
      return replySheet(saying.facts)
    case 'satisfaction':
      return satisfactionSheet(saying.facts)
    case 'brief':
      return briefSheet(saying.facts)
    case 'bulletin':
      return bulletinSheet(saying.facts)
    default:
      return saying satisfies never
  }
}

/** Characters of a matter's title in a file's name. */
const TITLE_MAX = 30

/** `情况报告　农村沼气建设工作（云政督〔2026〕27号）.docx`, without what a file's name may not hold. */
function nameOf({ kind, facts }: DocumentSaying): string {
  const title = [...facts.title].slice(0, TITLE_MAX).join('')
  const number = facts.number === null ? '' : `（${facts.number}）`
  const words = `${DOCUMENT_ZH[kind]}　${title}${number}`.replace(/[\\/:*?"<>|\n\r\t]/gu, ' ')
  return `${words}.docx`
}

function usesIn(sheet: Sheet): TypefaceUse[] {
  const second = sheet.parts.some(
    (part) =>
      part.part === 'subheading' ||
      (part.part === 'text' && /^\s*[（(][一二三四五六七八九十]/mu.test(part.text)),
  )
  return ['title', 'body', 'first', ...(second ? (['second'] as const) : [])]
}
