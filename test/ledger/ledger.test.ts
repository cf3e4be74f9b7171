import { describe, expect, test } from 'vitest'
import type { Docket } from '../../src/domain/matter.ts'
import { EMPTY_DOCKET, newMatter } from '../../src/domain/new-matter.ts'
import { instantOf } from '../../src/domain/time.ts'
import { ledgerFile, ledgerRows, templateFile } from '../../src/ledger/export-ledger.ts'
import { importMatters } from '../../src/ledger/import-matters.ts'
import { judgeFile } from '../../src/ledger/office-file.ts'
import { sheetRows } from '../../src/ledger/sheet-rows.ts'
import { docketOf } from '../kit/matters.ts'
import { MONDAY, named, yunling } from '../kit/yunling.ts'
import matters from '../kit/yunling-matters.json' with { type: 'json' }

async function imported(bytes: Uint8Array) {
  const judged = judgeFile('台账.xlsx', bytes)
  if (!judged.ok || judged.file.kind !== 'sheet') throw new Error(JSON.stringify(judged))
  const read = await sheetRows(judged.file.parts)
  if (!read.ok) throw new Error(read.fault)
  return importMatters(read.rows, yunling)
}

const matterOf = (docket: Partial<Docket>, id = '11111111-1111-4111-8111-111111111111') =>
  newMatter(id, named('蒋小棠'), docket, MONDAY)

/** A sheet that somebody filled in by hand. */
function rows(header: readonly string[], ...lines: (readonly (string | number | Date | null)[])[]) {
  return importMatters([header, ...lines], yunling)
}

describe('台账导出再导入', () => {
  test('十六件示例事项，草稿的每一项都不丢', async () => {
    const dockets = matters.matters.map(({ id }) => ({ ...EMPTY_DOCKET, ...docketOf(id) }))
    expect(dockets).toHaveLength(16)
    const sheet = ledgerRows(
      dockets.map((one) => matterOf(one)),
      yunling,
      MONDAY,
    )
    expect(await imported(await ledgerFile(sheet))).toEqual({ ok: true, drafts: dockets })
  })

  test('少见的各项也不丢', async () => {
    const docket: Docket = {
      ...EMPTY_DOCKET,
      title: '办理建议第12号',
      category: 6,
      content: '第一行\n第二行 "引号" <尖括号> & 其他',
      coTask: '提供数据',
      deadline: instantOf('2026-12-01', '12:00'),
      coDeadline: instantOf('2026-11-25', '09:05'),
      seal: false,
      electronic: true,
      urgency: 'immediate',
      cycle: 'monthly',
      proposalKind: 'suggestion',
      proposalNumber: '第12号',
      proposers: '王代表、李代表',
      classification: 'internal',
    }
    const sheet = ledgerRows([matterOf(docket)], yunling, MONDAY)
    expect(await imported(await ledgerFile(sheet))).toEqual({ ok: true, drafts: [docket] })
  })

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '=HYPERLINK("http://x","y")'])(
    '以 %j 开头的内容只是文字',
    async (content) => {
      const sheet = ledgerRows([matterOf({ title: '甲', content })], yunling, MONDAY)
      const bytes = await ledgerFile(sheet)
      const judged = judgeFile('台账.xlsx', bytes)
      const parts = judged.ok && judged.file.kind === 'sheet' ? judged.file.parts : new Map()
      const xml = new TextDecoder().decode(parts.get('xl/worksheets/sheet1.xml'))
      expect(xml).not.toMatch(/<f[\s>]/)
      const back = await imported(bytes)
      expect(back.ok && back.drafts[0]?.content.trim()).toBe(content.trim())
    },
  )

  test('模板填上就能用', async () => {
    const read = await imported(await templateFile(yunling))
    expect(read).toMatchObject({
      ok: true,
      drafts: [
        { category: 3, lead: 'D01', co: ['D02'], approver: named('顾怀清'), copies: 1, seal: true },
      ],
    })
  })
})

describe('任务分解表逐格检查', () => {
  test('写错的格子一次说清，什么也不采用', () => {
    const header = [
      '序号',
      '事项',
      '牵头单位',
      '配合单位',
      '办结时间',
      '报送份数',
      '加盖公章',
      '类别',
      '阅批领导',
      '紧急程度',
    ]
    expect(
      rows(
        header,
        [
          1,
          '修路',
          '区交通局',
          '区财政局、区住建局',
          '2026年10月8日',
          2,
          '是',
          '3',
          '陆明舟',
          '急件',
        ],
        [2, '', '东城街道', '某公司', '下周', 'x', '也许', '9', '王五', '火急'],
        [3, '通水', '区住建局、区城管局', '', '2026-02-30', '', '', '', '', ''],
      ),
    ).toEqual({
      ok: false,
      fault: 'cells',
      cells: [
        { cell: 'C3', column: '牵头单位', said: '东城街道', fault: 'department' },
        { cell: 'D3', column: '配合单位', said: '某公司', fault: 'department' },
        { cell: 'E3', column: '办结时间', said: '下周', fault: 'time' },
        { cell: 'F3', column: '报送份数', said: 'x', fault: 'count' },
        { cell: 'G3', column: '加盖公章', said: '也许', fault: 'yesNo' },
        { cell: 'H3', column: '类别', said: '9', fault: 'category' },
        { cell: 'I3', column: '阅批领导', said: '王五', fault: 'approver' },
        { cell: 'J3', column: '紧急程度', said: '火急', fault: 'choice' },
        { cell: 'B3', column: '事项', said: '', fault: 'titleMissing' },
        { cell: 'C4', column: '牵头单位', said: '区住建局、区城管局', fault: 'leadOnce' },
        { cell: 'E4', column: '办结时间', said: '2026-02-30', fault: 'time' },
      ],
    })
  })

  test('表头写法不一，日期格也认', () => {
    expect(
      rows(
        ['督查事项', '责任单位', '完成时限'],
        ['修路', '交通运输局', new Date('2026-10-08T00:00:00Z')],
      ),
    ).toEqual({
      ok: true,
      drafts: [
        { ...EMPTY_DOCKET, title: '修路', lead: 'D08', deadline: instantOf('2026-10-08', '17:30') },
      ],
    })
  })

  test('没有表头、没有内容、列名重复、带密级标志', () => {
    expect(rows(['甲', '乙'], ['1', '2'])).toEqual({ ok: false, fault: 'noHeader' })
    expect(rows(['事项'], ['  '])).toEqual({ ok: false, fault: 'noRows' })
    expect(rows(['事项', '牵头单位', '责任单位'], ['修路', '区交通局', ''])).toMatchObject({
      fault: 'cells',
      cells: [{ cell: 'C1', fault: 'headerTwice' }],
    })
    expect(rows(['事项'], ['机密★修路'])).toEqual({ ok: false, fault: 'secrecyMark' })
  })
})
