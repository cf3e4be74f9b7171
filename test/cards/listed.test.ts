// 拟立项清单 and 批量立项: several matters on one card, within the platform's limits whatever people wrote.
import { describe, expect, test } from 'vitest'
import { batchCard } from '../../cards/batch.ts'
import { bytesOf } from '../../cards/fitting.ts'
import { MINUTES_ROWS, minutesCard } from '../../cards/minutes.ts'
import type { BatchView, CardRow, CardSubject, MinutesRow, MinutesView } from '../../cards/view.ts'
import type { Matter } from '../../src/domain/matter.ts'
import type { CardKind } from '../../src/domain/terms.ts'
import { countElements, validateCard } from '../../src/local-feishu/card-schema.ts'
import { BIOGAS, DISTRICT, on, P, upTo } from './course.ts'
import { buttonsOf, expectGolden, textOf } from './golden.ts'
import { districtOf, FULL_DOCKET, prose } from './longest.ts'

const row = (kind: CardKind, recipient: string, subject: CardSubject): CardRow => ({
  id: '5b1c1e56-0b1f-4a55-9d2e-27a1c0ffee27',
  kind,
  recipientType: 'person',
  recipient,
  assignmentId: null,
  turn: 0,
  superseded: false,
  subject,
})

function listed(number: number, more: Partial<MinutesRow> = {}): MinutesRow {
  return {
    id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    number,
    docket: { ...BIOGAS, title: `事项${number}` },
    evidence: '由区农业农村局牵头，区财政局配合，于9月21日前完成。',
    notes: [],
    isElsewhere: false,
    gaps: [],
    ...more,
  }
}

function list(
  rows: readonly MinutesRow[],
  more: Partial<MinutesView> & { subject?: CardSubject } = {},
): MinutesView {
  const { subject = {}, ...rest } = more
  return {
    card: row('minutes', P.clerk, { origin: '区政府第42次常务会议', ...subject }),
    organisation: DISTRICT,
    typed: null,
    rows,
    total: rows.length,
    page: 1,
    pages: 1,
    common: { source: '区政府第42次常务会议' },
    ...rest,
  }
}

const batched = (titles: readonly string[], docket = {}): BatchView => ({
  card: row('batch', P.approver, { batch: 'b' }),
  organisation: DISTRICT,
  at: on('2026-09-14', '09:10'),
  typed: null,
  rows: titles.map((title, index) => ({
    matter: { ...upTo('proposed', { ...BIOGAS, ...docket, title }), id: `m-${index}` },
    isOpen: true,
    act: null,
  })),
})

describe('拟立项清单', () => {
  test('逐项列出，未能识别的单列，各项缺什么写在下面', async () => {
    const view = list(
      [
        listed(1),
        listed(2, {
          notes: ['各镇街配合'],
          gaps: [{ gap: 'points', missing: ['copies', 'seal'] }],
        }),
        listed(3, { isElsewhere: true }),
      ],
      { subject: { unread: ['未写明时限：由区住建局牵头抓好落实'] } },
    )
    const card = minutesCard(view)
    await expectGolden(card, 'minutes-open')
    expect(buttonsOf(card)).toEqual(['修改', '删除', '修改', '删除', '一并呈请立项'])
  })

  test.each<[string, MinutesView, string]>([
    [
      'minutes-reading',
      list([], { subject: { upload: { messageId: 'm', fileKey: 'f', name: '纪要.docx' } } }),
      '正在读取',
    ],
    ['minutes-refused', list([], { subject: { fault: '文件含宏，不能读取。' } }), '文件含宏'],
    ['minutes-empty', list([]), '没有可列入清单的事项'],
    ['minutes-proposed', list([listed(1)], { subject: { proposed: 1 } }), '已将1项一并呈请立项'],
  ])('%s 没有按钮', async (name, view, said) => {
    const card = minutesCard(view)
    await expectGolden(card, name)
    expect(textOf(card)).toContain(said)
    expect(buttonsOf(card)).toEqual([])
  })

  test('满页长文、六十个单位，仍在平台限度内', () => {
    const organisation = districtOf(60)
    const co = organisation.departments.slice(1, 40).map(({ id }) => id)
    const rows = Array.from({ length: MINUTES_ROWS }, (_, index) =>
      listed(index + 1, {
        docket: { ...FULL_DOCKET, co, title: prose(100) },
        evidence: prose(1500),
        notes: Array.from({ length: 5 }, () => prose(300)),
        gaps: [{ gap: 'points', missing: ['content', 'deadline', 'copies', 'seal'] }],
      }),
    )
    const unread = Array.from({ length: 60 }, () => prose(400))
    const view = list(rows, { organisation, total: 200, pages: 25, page: 3, subject: { unread } })
    const card = minutesCard(view)
    expect(validateCard(card)).toEqual([])
    expect(countElements(card)).toBeLessThanOrEqual(200)
    expect(bytesOf(card)).toBeLessThan(30_000)
  })
})

describe('批量立项', () => {
  test('每项可退回，一次全部同意', async () => {
    const card = batchCard(batched(['农村沼气建设工作', '内涝治理']))
    await expectGolden(card, 'batch-open')
    expect(buttonsOf(card)).toEqual(['退回', '退回', '全部同意'])
    expect(JSON.stringify(card)).toContain('确认同意《农村沼气建设工作》《内涝治理》2项立项？')
  })

  test('都已办理的，只记结果', async () => {
    const decided: Matter = upTo('approved')
    const card = batchCard({
      ...batched([]),
      rows: [{ matter: decided, isOpen: false, act: decided.history.at(-1) ?? null }],
    })
    await expectGolden(card, 'batch-decided')
    expect(buttonsOf(card)).toEqual([])
  })

  test('受委托的领导看得到受谁委托，委托的领导自己看到的没有', () => {
    const delegation = {
      principal: P.approver,
      delegate: P.mayor,
      scope: ['DECIDE' as const],
      from: '2026-09-14',
      to: '2026-09-18',
      writtenAuthorization: '授权书〔2026〕3号',
    }
    const view = {
      ...batched(['农村沼气建设工作', '内涝治理']),
      organisation: { ...DISTRICT, delegations: [delegation] },
    }
    const asked = batchCard({ ...view, card: row('batch', P.mayor, { batch: 'b' }) })
    expect(textOf(asked)).toContain('沈区长：受佟雅宁副区长委托，现将2项督查立项建议一并呈上。')
    expect(textOf(batchCard(view))).toContain('佟副区长：现将2项督查立项建议一并呈上。')
  })

  test('十二项长文，仍在平台限度内', () => {
    const titles = Array.from({ length: 12 }, () => prose(100))
    const card = batchCard(
      batched(titles, {
        content: prose(2000),
        formatNote: prose(200),
        deadline: on('2026-09-21', '17:30'),
      }),
    )
    expect(validateCard(card)).toEqual([])
    expect(countElements(card)).toBeLessThanOrEqual(200)
    expect(bytesOf(card)).toBeLessThan(30_000)
    expect(buttonsOf(card)).toHaveLength(13)
  })
})
