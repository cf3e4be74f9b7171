// 统计: the numbers within the asker's sight, by status, department and category, with a chart. Nobody is ranked.
import {
  type DepartmentId,
  departmentZh,
  type OpenId,
  type Organisation,
} from '../src/domain/organisation.ts'
import {
  CATEGORY_ZH,
  type Category,
  MATTER_STATUS_ZH,
  type MatterStatus,
} from '../src/domain/terms.ts'
import { type Instant, momentZh } from '../src/domain/time.ts'
import { type Card, card, type Element, header, note, plain } from './element.ts'
import { chart, table } from './element-figure.ts'
import { spokenZh } from './phrases.ts'

export interface Counted {
  /** All that is in one's sight and not a draft, in the procedure's order. */
  readonly byStatus: readonly { readonly status: MatterStatus; readonly count: number }[]
  /** What is open, in the organisation's own order. */
  readonly byDepartment: readonly {
    readonly id: DepartmentId
    readonly open: number
    readonly dueSoon: number
    readonly overdue: number
  }[]
  readonly byCategory: readonly { readonly category: Category; readonly count: number }[]
}

/** The card; its summary holds numbers only. */
export function figuresCard(
  counted: Counted,
  asker: OpenId,
  organisation: Organisation,
  at: Instant,
): Card {
  const total = counted.byStatus.reduce((sum, { count }) => sum + count, 0)
  const open = counted.byDepartment.reduce((sum, held) => sum + held.open, 0)
  return card({
    header: header('督查统计', 'blue', { subtitle: `${momentZh(at)} 共${total}项` }),
    summary: `督查统计：共${total}项，在办${open}项`,
    elements: elementsFor(counted, asker, organisation, total),
  })
}

function elementsFor(
  counted: Counted,
  asker: OpenId,
  organisation: Organisation,
  total: number,
): readonly Element[] {
  const hello = `${spokenZh(organisation, asker)}，您好。`
  if (total === 0) return [plain(`${hello}您可查看的事项中，目前没有可以统计的。`)]
  return [
    plain(`${hello}您可查看的事项共${total}项，按状态分列如下。`),
    statusChart(counted),
    plain('按牵头单位（在办）'),
    table(
      [
        { name: 'department', title: '单位' },
        { name: 'open', title: '在办', kind: 'number', align: 'right' },
        { name: 'soon', title: '临期', kind: 'number', align: 'right' },
        { name: 'late', title: '超期', kind: 'number', align: 'right' },
      ],
      counted.byDepartment.map(({ id, open, dueSoon, overdue }) => ({
        department: departmentZh(organisation, id),
        open,
        soon: dueSoon,
        late: overdue,
      })),
    ),
    plain('按类别（在办）'),
    table(
      [
        { name: 'category', title: '类别' },
        { name: 'count', title: '在办', kind: 'number', align: 'right' },
      ],
      counted.byCategory.map(({ category, count }) => ({
        category: CATEGORY_ZH[category],
        count,
      })),
    ),
    note('单位按机构顺序排列，不作排名。范围为您可查看的事项。'),
  ]
}

function statusChart({ byStatus }: Counted): Element {
  return chart({
    type: 'bar',
    direction: 'horizontal',
    data: [
      {
        values: byStatus
          .filter(({ count }) => count > 0)
          .map(({ status, count }) => ({ status: MATTER_STATUS_ZH[status], count })),
      },
    ],
    xField: 'count',
    yField: 'status',
    label: { visible: true },
  })
}
