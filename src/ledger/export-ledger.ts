// The ledger 台账 as a spreadsheet, and the empty one that is filled in: a matter to a row, every cell a text.
import { matterLamp } from '../domain/deadline.ts'
import { leadOf, type Matter } from '../domain/matter.ts'
import type { Organisation } from '../domain/organisation.ts'
import { ASSIGNMENT_STATUS_ZH, LAMP_ZH, MATTER_STATUS_ZH } from '../domain/terms.ts'
import { dayOf, type Instant } from '../domain/time.ts'
import { COLUMNS } from './columns.ts'

/** What stands before the fields of the draft; an import passes it over. */
const STANDING: readonly {
  readonly zh: string
  readonly width: number
  readonly write: (matter: Matter, organisation: Organisation, at: Instant) => string
}[] = [
  { zh: '督查编号', width: 22, write: ({ number }) => number ?? '' },
  { zh: '状态', width: 14, write: ({ status }) => MATTER_STATUS_ZH[status] },
  {
    zh: '办理状态',
    width: 12,
    write: (matter) => {
      const lead = leadOf(matter)
      return lead === undefined ? '' : ASSIGNMENT_STATUS_ZH[lead.status]
    },
  },
  {
    zh: '灯号',
    width: 12,
    write: (matter, organisation, at) => LAMP_ZH[matterLamp(matter, organisation, at)],
  },
  {
    zh: '立项日期',
    width: 12,
    write: ({ docketedAt }) => (docketedAt === null ? '' : dayOf(docketedAt)),
  },
  {
    zh: '实际办结日期',
    width: 14,
    write: ({ closedAt }) => (closedAt === null ? '' : dayOf(closedAt)),
  },
]

/** The rows of a ledger, its header first. Whose matters these are was settled before. */
export function ledgerRows(
  matters: readonly Matter[],
  organisation: Organisation,
  at: Instant,
): string[][] {
  const header = [...STANDING.map(({ zh }) => zh), ...COLUMNS.map(({ zh }) => zh)]
  const rows = matters.map((matter) => [
    ...STANDING.map(({ write }) => write(matter, organisation, at)),
    ...COLUMNS.map(({ write }) => write(matter, organisation)),
  ])
  return [header, ...rows]
}

/** The sheet as bytes. Cells are texts whatever they begin with: = + - @ start no formula (no cell is one). */
export async function ledgerFile(
  rows: readonly (readonly string[])[],
): Promise<Uint8Array<ArrayBuffer>> {
  const widths = [...STANDING, ...COLUMNS].map(({ width }) => ({ width }))
  return await written(rows, widths, '台账')
}

/** The template: the header, and one line that shows how each column is filled in. */
export async function templateFile(organisation: Organisation): Promise<Uint8Array<ArrayBuffer>> {
  const widths = COLUMNS.map(({ width }) => ({ width }))
  const example = exampleRow(organisation)
  return await written([COLUMNS.map(({ zh }) => zh), example], widths, '任务分解表')
}

function exampleRow({ departments, people, governmentName }: Organisation): string[] {
  const [lead, co] = departments.filter(({ kind }) => kind === 'dept')
  const leader = people.find(
    ({ active, roles, portfolio }) =>
      active &&
      roles.includes('DISTRICT_VICE_MAYOR') &&
      lead !== undefined &&
      portfolio.includes(lead.id),
  )
  const said: Readonly<Record<string, string>> = {
    事项: '（示例，请删除本行）老旧小区改造',
    类别: '3',
    来源: `${governmentName}常务会议`,
    督查内容: '完成情况（附数据）、存在问题和不足、下一步安排。',
    牵头单位: lead?.shortName ?? '',
    配合单位: co?.shortName ?? '',
    办结时间: '2026-12-31 17:30',
    报送份数: '1',
    加盖公章: '是',
    电子稿: '是',
    领导签字: '是',
    阅批领导: leader?.name ?? '',
    紧急程度: '平件',
  }
  return COLUMNS.map(({ zh }) => said[zh] ?? '')
}

async function written(
  rows: readonly (readonly string[])[],
  columns: { width: number }[],
  sheet: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const { default: writeXlsxFile } = await import('write-excel-file/node')
  const cells = rows.map((row, index) =>
    row.map((value) => ({
      value: printable(value),
      type: String,
      format: '@',
      wrap: true,
      alignVertical: 'top' as const,
      ...(index === 0 ? { fontWeight: 'bold' as const } : {}),
    })),
  )
  const buffer = await writeXlsxFile(cells, { sheet, columns, stickyRowsCount: 1 }).toBuffer()
  return new Uint8Array(buffer)
}

/** Characters that XML cannot hold, which people paste without seeing them; a cell holds 32,767. */
function printable(value: string): string {
  const kept = [...value].filter((sign) => {
    const code = sign.codePointAt(0) ?? 0
    return code >= 32 || sign === '\n' || sign === '\t' || sign === '\r'
  })
  return kept.join('').slice(0, 32_767)
}
