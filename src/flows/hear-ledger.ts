// 台账 and 立项模板: spreadsheets that are asked for by a word, and come as files in private.

import { ONLY_SUPERVISION } from '../../cards/turn-answers.ts'
import {
  LEDGER_EMPTY,
  LEDGER_PRIVATELY,
  ledgerFilterText,
  ledgerTooLongText,
} from '../../cards/upload-answers.ts'
import { idFrom } from '../domain/hash.ts'
import type { Matter } from '../domain/matter.ts'
import { departmentZh, type Organisation } from '../domain/organisation.ts'
import {
  CATEGORIES,
  CATEGORY_ZH,
  type Category,
  MATTER_STATUS_ZH,
  type MatterStatus,
} from '../domain/terms.ts'
import { dayOf } from '../domain/time.ts'
import { isInSight, sightOf } from '../domain/visibility.ts'
import { mentionsIn } from '../lark/department-names.ts'
import { fold } from '../lark/fold.ts'
import { keepDocument } from '../store/documents.ts'
import { type LedgerFilter, ledgerMatters } from '../store/ledger.ts'
import { loadMatters } from '../store/matters.ts'
import { type Heard, isSupervision, reply, respond } from './hear.ts'
import { self } from './hear-cards.ts'
import { answerMessage } from './reissue.ts'
import type { World } from './world.ts'

/** Rows of one file. A year of a district is some hundreds; more is narrowed by the one who asks. */
const ROWS_MAX = 1_000
/** Matters read whole at a time. */
const BATCH = 100

/** 督查室 gets every matter, a department its own, leaders what process §8 lets them see. */
export async function hearLedger(world: World, heard: Heard, said: string): Promise<void> {
  const { person, organisation, at, inGroup } = heard
  if (inGroup) return reply(world, heard, LEDGER_PRIVATELY)
  const { filter, unread, named } = filterIn(said, organisation)
  if (unread.length > 0) return reply(world, heard, ledgerFilterText(unread))
  const sight = sightOf(person, organisation, at)
  const ids = await ledgerMatters(world.sql, sight, filter, ROWS_MAX + 1)
  if (ids.length > ROWS_MAX) return reply(world, heard, ledgerTooLongText(ROWS_MAX))
  const matters: Matter[] = []
  for (let from = 0; from < ids.length; from += BATCH) {
    const slice = ids.slice(from, from + BATCH)
    const loaded = await loadMatters(world.sql, slice)
    matters.push(...slice.flatMap((id) => loaded.get(id) ?? []))
  }
  const seen = matters.filter((matter) => isInSight(sight, matter))
  if (seen.length === 0) return reply(world, heard, LEDGER_EMPTY)
  const { ledgerFile, ledgerRows } = await import('../ledger/export-ledger.ts')
  const bytes = await ledgerFile(ledgerRows(seen, organisation, at))
  const name = ['督查台账', ...named, dayOf(at).replaceAll('-', '')].join('_')
  await sendFile(world, heard, {
    kind: 'ledger',
    name: `${name}.xlsx`,
    bytes,
    facts: { ...filter },
  })
}

/** The empty task list that is filled in and sent back. */
export async function hearTemplate(world: World, heard: Heard): Promise<void> {
  const { person, organisation, inGroup } = heard
  if (!isSupervision(person)) return reply(world, heard, ONLY_SUPERVISION)
  if (inGroup) return reply(world, heard, LEDGER_PRIVATELY)
  const { templateFile } = await import('../ledger/export-ledger.ts')
  const bytes = await templateFile(organisation)
  await sendFile(world, heard, { kind: 'template', name: '立项模板.xlsx', bytes, facts: {} })
}

/** Kept before it is wanted; the document's id follows from the message, so that asking once makes one. */
async function sendFile(
  world: World,
  heard: Heard,
  file: {
    readonly kind: string
    readonly name: string
    readonly bytes: Uint8Array<ArrayBuffer>
    readonly facts: Readonly<Record<string, unknown>>
  },
): Promise<void> {
  const { kind, name, bytes, facts } = file
  const id = idFrom(kind, heard.message.messageId)
  const document = { id, matterId: null, assignmentId: null, kind, facts, contentHash: null }
  await keepDocument(world.sql, document, { name, bytes }, heard.at)
  await respond(world, heard, {
    messages: [answerMessage(self(heard), 'file', { documentId: id })],
  })
}

interface FilterRead {
  readonly filter: LedgerFilter
  readonly unread: readonly string[]
  /** The words for the file's name. */
  readonly named: readonly string[]
}

/** 2026年 区住建局 办理中 类别3, in any order; what is none of these is said back. */
function filterIn(said: string, organisation: Organisation): FilterRead {
  let filter: LedgerFilter = { year: null, category: null, department: null, status: null }
  const unread: string[] = []
  const named: string[] = []
  for (const word of said.split(/[\s,，、;；]+/).filter((one) => one !== '' && one !== '全部')) {
    const read = wordIn(fold(word), organisation)
    if (read === null) unread.push(word)
    else {
      filter = { ...filter, ...read.filter }
      named.push(read.named)
    }
  }
  return { filter, unread, named }
}

function wordIn(
  word: string,
  organisation: Organisation,
): { filter: Partial<LedgerFilter>; named: string } | null {
  const year = /^(20\d\d)年?(?:度)?$/.exec(word)?.[1]
  if (year !== undefined) return { filter: { year: Number(year) }, named: `${year}年` }
  const category = categoryOf(word)
  if (category !== null) return { filter: { category }, named: `类别${category}` }
  const statuses = Object.entries(MATTER_STATUS_ZH) as [MatterStatus, string][]
  const status = statuses.find(([, zh]) => zh === word)
  if (status !== undefined) return { filter: { status: status[0] }, named: status[1] }
  const [mention] = mentionsIn(word, organisation)
  if (mention?.id == null || mention.from !== 0 || mention.to !== word.length) return null
  return { filter: { department: mention.id }, named: departmentZh(organisation, mention.id) }
}

function categoryOf(word: string): Category | null {
  const digit = /^(?:类别|第)?([1-7一二三四五六七])类?$/.exec(word)?.[1]
  const isSaid = digit !== undefined && word.length > 1
  const number = isSaid ? '一二三四五六七'.indexOf(digit) + 1 || Number(digit) : 0
  return CATEGORIES.find((key) => key === number || fold(CATEGORY_ZH[key]) === word) ?? null
}
