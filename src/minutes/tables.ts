// A table of tasks within minutes, or pasted from a sheet: rows of cells parted by tabs or bars, under a header.
import type { Organisation } from '../domain/organisation.ts'
import type { Instant } from '../domain/time.ts'
import { fold, trimSigns } from '../lark/fold.ts'
import { deadlinesIn } from './deadlines.ts'
import { DEPARTMENT, listWith, type MeetingDay, mark } from './marked.ts'
import type { MinutesDraft, NotUnderstood } from './read-minutes.ts'
import { rolesIn } from './roles.ts'
import { titleOf } from './titles.ts'

type Column = 'task' | 'lead' | 'co' | 'deadline'

const COLUMNS: readonly (readonly [Column, RegExp])[] = [
  ['lead', /^(?:牵头|责任|主办|承办|主责|落实)(?:责任)?(?:单位|部门)(?:\(?牵头\)?)?$/],
  ['co', /^(?:配合|协办|协助|参与|协同|参加)(?:单位|部门)$/],
  [
    'deadline',
    /^(?:(?:完成|办结|办理|截止|反馈)?(?:时限|期限|时间|日期)(?:要求|节点)?|时间要求|时间节点)$/,
  ],
  [
    'task',
    /^(?:议定|督查|决定|具体|重点|主要|工作)*(?:事项|任务|内容|措施|工作)(?:名称|内容|分解)?$/,
  ],
]

export interface TableRead {
  readonly drafts: readonly MinutesDraft[]
  readonly notUnderstood: readonly NotUnderstood[]
  /** The text without the lines of the tables. */
  readonly rest: string
}

/** Reads every table that has a column for what and one for who; other tables stay in the text. */
export function tablesIn(
  text: string,
  organisation: Organisation,
  meeting: MeetingDay,
  now: Instant,
): TableRead {
  const drafts: MinutesDraft[] = []
  const notUnderstood: NotUnderstood[] = []
  const rest: string[] = []
  let header: readonly (Column | null)[] | null = null
  for (const line of text.split('\n')) {
    const cells = cellsOf(line)
    if (cells === null) {
      header = null
      rest.push(line)
      continue
    }
    const columns = headerOf(cells)
    if (columns !== null) header = columns
    else if (header === null) rest.push(line.replaceAll('\t', ' '))
    else if (!/^[\s|:-]*$/.test(line)) {
      const read = readRow(cells, header, line, organisation, meeting, now)
      if ('why' in read) notUnderstood.push(read)
      else drafts.push(read)
    }
  }
  return { drafts, notUnderstood, rest: rest.join('\n') }
}

function cellsOf(line: string): string[] | null {
  if (line.includes('\t')) return line.split('\t').map((cell) => cell.trim())
  const bars = line.trim().replace(/^[|｜]|[|｜]$/g, '')
  const isRow = /[|｜].*[|｜]/.test(line)
  return isRow ? bars.split(/[|｜]/).map((cell) => cell.trim()) : null
}

function headerOf(cells: readonly string[]): (Column | null)[] | null {
  const columns = cells.map((cell) => {
    const name = fold(cell).replaceAll(/\s/g, '')
    return COLUMNS.find(([, pattern]) => pattern.test(name))?.[0] ?? null
  })
  return columns.includes('task') && columns.includes('lead') ? columns : null
}

function readRow(
  cells: readonly string[],
  header: readonly (Column | null)[],
  line: string,
  organisation: Organisation,
  meeting: MeetingDay,
  now: Instant,
): MinutesDraft | NotUnderstood {
  const cell = (column: Column) =>
    header
      .flatMap((one, index) => (one === column ? [cells[index] ?? ''] : []))
      .filter((value) => value !== '')
      .join('；')
  const evidence = cells.filter((value) => value !== '').join(' ｜ ')
  const unread = (why: NotUnderstood['why']): NotUnderstood => ({ text: evidence || line, why })
  const task = cell('task')
  if (task === '' || cell('lead') === '') return unread('noLead')
  const leads = leadCell(cell('lead'), organisation, meeting)
  if (leads === null) return unread('lead')
  const deadline = deadlineCell(cell('deadline'), organisation, meeting, now)
  if (deadline === 'none') return unread('noDeadline')
  if (deadline === 'unclear') return unread('deadline')
  const helping = coCell(cell('co'), organisation, meeting)
  const co = [...new Set([...leads.co, ...helping.ids])].filter((id) => id !== leads.lead)
  return {
    title: titleOf([task], null),
    content: task,
    lead: leads.lead,
    co,
    deadline,
    evidence,
    assumed: null,
    notUnderstood: helping.rest === '' ? [] : [helping.rest],
  }
}

function leadCell(value: string, organisation: Organisation, meeting: MeetingDay) {
  const cell = mark(trimSigns(value), organisation, meeting)
  const [first] = cell.departments
  if (first && new RegExp(`^${DEPARTMENT}$`).test(cell.marked)) return { lead: first.id, co: [] }
  const { leads, helpers, unclear } = rolesIn(
    mark(`责任单位：${trimSigns(value)}`, organisation, meeting),
  )
  const [lead] = leads
  if (leads.length !== 1 || !lead || lead.id === null || unclear.length > 0) return null
  return { lead: lead.id, co: [...lead.with, ...helpers.flatMap(({ ids }) => ids)] }
}

function coCell(value: string, organisation: Organisation, meeting: MeetingDay) {
  const cell = mark(value, organisation, meeting)
  const ids = cell.departments.map(({ id }) => id)
  const isPlain = new RegExp(`^(?:${listWith('、,;和与及\\s')})?$`).test(cell.marked.trim())
  return { ids, rest: isPlain || /^[无\-—/]*$/.test(value) ? '' : value }
}

function deadlineCell(
  value: string,
  organisation: Organisation,
  meeting: MeetingDay,
  now: Instant,
): Instant | 'none' | 'unclear' {
  if (/^[-—/\s]*$/.test(value)) return 'none'
  const found = deadlinesIn(mark(`完成时限：${trimSigns(value)}`, organisation, meeting), now)
  const times = new Set(found.map(({ at }) => at))
  const [only] = times
  if (times.size !== 1 || only == null) return 'unclear'
  // 9月20日前完成方案，长期坚持: a cell that says more than its date says something else.
  return /持续|长期|每|分[批期步]|阶段|启动/.test(value) ? 'unclear' : only
}
