// What becomes of minutes or a task list: the rows of a 拟立项清单, or why there are none.
import {
  formulaText,
  type UploadFault,
  unreadLine,
  uploadFaultText,
  wrongCellsText,
} from '../../cards/upload-answers.ts'
import type { Common, ListedRow } from '../domain/batch.ts'
import { idFrom } from '../domain/hash.ts'
import type { Docket } from '../domain/matter.ts'
import type { Organisation } from '../domain/organisation.ts'
import { carriesSecrecyMark } from '../domain/secrecy.ts'
import type { Instant } from '../domain/time.ts'
import type { MinutesRead } from '../minutes/read-minutes.ts'

/** The subject of a 拟立项清单 once it is known. */
export type Listed =
  | {
      readonly rows: readonly ListedRow[]
      readonly common: Common
      readonly unread: readonly string[]
      readonly origin: string
    }
  | { readonly fault: string }

/** Characters. Minutes have some thousands. */
const TEXT_MAX = 100_000

/** `key` makes the ids of the rows, so that reading a thing twice makes the same list. */
export async function listOfText(
  text: string,
  origin: string,
  organisation: Organisation,
  at: Instant,
  key: string,
): Promise<Listed> {
  if (text.length > TEXT_MAX) return faulty('tooLong')
  if (carriesSecrecyMark(text)) return faulty('secrecyMark')
  const { readMinutes } = await import('../minutes/read-minutes.ts')
  return listOfMinutes(readMinutes(text, organisation, at), origin, key)
}

function listOfMinutes(read: MinutesRead, origin: string, key: string): Listed {
  const rows = read.drafts.map((draft, index): ListedRow => {
    const { title, content, lead, co, deadline, evidence, assumed, notUnderstood } = draft
    const guessed = assumed === null || /^未写时刻/.test(assumed) ? [] : [assumed]
    return {
      id: idFrom(key, 'row', index),
      docket: { title, category: MEETING_DECISION, content, lead, co: [...co], deadline },
      evidence,
      notes: [...guessed, ...notUnderstood],
    }
  })
  return {
    rows,
    common: { source: read.source, sourceDocument: read.sourceDocument },
    unread: read.notUnderstood.map(unreadLine),
    origin: read.source === '' ? origin : read.source,
  }
}

/** 区政府会议决定事项: what minutes are about (process §1.3; the row's own card changes it). */
const MEETING_DECISION = 3

/** A file that was sent, judged, read and turned into rows. The libraries are loaded only now. */
export async function listOfFile(
  name: string,
  bytes: Uint8Array,
  organisation: Organisation,
  at: Instant,
  key: string,
): Promise<Listed> {
  const { judgeFile } = await import('../ledger/office-file.ts')
  const judged = judgeFile(name, bytes)
  if (!judged.ok) return faulty(judged.fault)
  const { file } = judged
  const origin = name.replace(/\.[a-z]{3,4}$/i, '')
  if (file.kind === 'text') return listOfText(file.text, origin, organisation, at, key)
  if (file.kind === 'sheet') return listOfSheet(file.parts, origin, organisation, key)
  const { documentText } = await import('../ledger/document-text.ts')
  const text = await documentText(file.parts)
  return text === null ? faulty('broken') : listOfText(text, origin, organisation, at, key)
}

async function listOfSheet(
  parts: ReadonlyMap<string, Uint8Array>,
  origin: string,
  organisation: Organisation,
  key: string,
): Promise<Listed> {
  const [{ sheetRows }, { importMatters }] = await Promise.all([
    import('../ledger/sheet-rows.ts'),
    import('../ledger/import-matters.ts'),
  ])
  const sheet = await sheetRows(parts)
  if (!sheet.ok)
    return sheet.fault === 'formula' ? { fault: formulaText(sheet.cells) } : faulty(sheet.fault)
  const read = importMatters(sheet.rows, organisation)
  if (!read.ok)
    return read.fault === 'cells' ? { fault: wrongCellsText(read.cells) } : faulty(read.fault)
  const rows = read.drafts.map(
    (docket: Docket, index): ListedRow => ({
      id: idFrom(key, 'row', index),
      docket,
      evidence: '',
      notes: [],
    }),
  )
  return { rows, common: {}, unread: [], origin }
}

function faulty(fault: UploadFault): Listed {
  return { fault: uploadFaultText(fault) }
}
