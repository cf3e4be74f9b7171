// Card JSON 2.0, what is only looked at: each component whole is taken, each slip is found where it is.
import { describe, expect, test } from 'vitest'
import { validateCard } from '../../src/local-feishu/card-schema.ts'
import { common, icon, type Trial, text, tryAtRoot } from './component-trial.ts'

const TRIALS: readonly Trial[] = [
  [
    {
      tag: 'div',
      ...common,
      text: { ...text('一'), text_size: 'heading-0', lines: 2, text_color: 'grey-500' },
      icon,
      width: '16px',
      fields: [{ is_short: true, text: { tag: 'lark_md', content: '**一**' } }],
    },
    [
      { width: '15px' },
      { width: 'full' },
      { text: '一' },
      { text: { ...text('一'), text_size: 'big' } },
      { text: { ...text('一'), text_color: '#fff' } },
      { text: { tag: 'lark_md', content: '', text_color: 'red' } },
      { margin: '-100px' },
      { extra: 1 },
      { icon: { tag: 'standard_icon' } },
      { icon: { tag: 'custom_icon' } },
    ],
  ],
  [
    {
      tag: 'markdown',
      ...common,
      content: table(4),
      text_size: 'notation',
      text_align: 'right',
      icon,
      i18n_content: { en_us: 'one' },
    },
    [
      { content: undefined },
      { content: table(5) },
      { text_align: 'middle' },
      { i18n_content: { en: '' } },
      { text_color: 'red' },
    ],
  ],
  [{ tag: 'hr', ...common }, [{ color: 'grey' }]],
  [
    {
      tag: 'img',
      ...common,
      img_key: 'img_a',
      alt: text(''),
      title: text('图'),
      corner_radius: '5%',
      scale_type: 'crop_top',
      size: '100px 80px',
      transparent: false,
      preview: true,
      mode: 'tiny',
      custom_width: 300,
      compact_width: true,
    },
    [
      { img_key: undefined },
      { alt: undefined },
      { size: 'stretch_without_padding' },
      { corner_radius: '5' },
      { scale_type: 'fit' },
    ],
  ],
  [
    {
      tag: 'img_combination',
      ...common,
      combination_mode: 'double',
      corner_radius: '5px',
      img_list: [{ img_key: 'a' }, { img_key: 'b' }],
    },
    [
      { img_list: [] },
      { combination_mode: 'triple' },
      { combination_mode: 'quad' },
      { img_list: [{ img_key: 'a' }] },
    ],
  ],
  [
    {
      tag: 'person',
      ...common,
      user_id: 'ou_a',
      size: 'extra_small',
      show_avatar: true,
      show_name: true,
      style: 'capsule',
    },
    [{ user_id: '' }, { size: 'huge' }, { style: 'round' }],
  ],
  [
    {
      tag: 'person_list',
      ...common,
      persons: [{ id: 'ou_a' }],
      show_name: true,
      show_avatar: false,
      size: 'large',
      lines: 1,
      icon,
      drop_invalid_user_id: true,
    },
    [{ persons: ['ou_a'] }, { persons: undefined }, { lines: 0 }],
  ],
  [
    {
      tag: 'table',
      ...common,
      columns: columnsOf(50),
      rows: [{ c0: 'x' }],
      page_size: 10,
      row_height: '32px',
      row_max_height: '100px',
      freeze_first_column: true,
      header_style: {
        text_align: 'left',
        text_size: 'heading',
        background_style: 'grey',
        text_color: 'grey',
        bold: false,
        lines: 2,
      },
    },
    [
      { columns: columnsOf(51) },
      { columns: [], rows: [] },
      { rows: undefined },
      { page_size: 0 },
      { page_size: 11 },
      { row_height: '125px' },
      { row_height: 'tall' },
      { header_style: { text_size: 'notation' } },
      { rows: [{ c50: 'x' }] },
      { rows: [{ c0: 1 }] },
      { columns: [...columnsOf(1), ...columnsOf(1)] },
    ],
  ],
  [
    {
      tag: 'chart',
      ...common,
      chart_spec: { type: 'bar', data: [{ values: [] }] },
      aspect_ratio: '2:1',
      color_theme: 'brand',
      preview: true,
      height: 'auto',
    },
    [{ aspect_ratio: '3:1' }, { height: 'tall' }],
  ],
]

tryAtRoot(TRIALS)

describe('cells', () => {
  const judged = (kind: string, cell: unknown) =>
    validateCard({
      schema: '2.0',
      body: {
        elements: [
          { tag: 'table', columns: [{ name: 'a', data_type: kind }], rows: [{ a: cell }] },
        ],
      },
    })

  test.each<[string, unknown, unknown]>([
    ['text', '甲', 1],
    ['lark_md', '**甲**', null],
    ['markdown', '**甲**', {}],
    ['number', 1.5, '1.5'],
    ['date', 1_790_000_000_000, '2026-09-21'],
    ['options', '甲', 1],
    ['options', [{ text: '甲', color: 'green' }], [{ text: '甲', colour: 'green' }]],
    ['persons', 'ou_a', 1],
    ['persons', ['ou_a'], [1]],
  ])('a column of type %s takes %j, not %j', (kind, right, wrong) => {
    expect(judged(kind, right)).toEqual([])
    expect(judged(kind, wrong)).toMatchObject([
      {
        path: 'ROOT -> body -> elements -> [0](tag: table) -> rows -> [0] -> a',
        value: `not a cell of type ${kind}`,
      },
    ])
  })

  test.each([
    ['100%', '101%'],
    ['600px', '601px'],
    ['auto', 'fill'],
  ])('a column may be %s wide, not %s', (right, wrong) => {
    const judgedWidth = (width: string) =>
      validateCard({
        schema: '2.0',
        body: {
          elements: [
            { tag: 'table', columns: [{ name: 'a', data_type: 'text', width }], rows: [] },
          ],
        },
      })
    expect(judgedWidth(right)).toEqual([])
    expect(judgedWidth(wrong)).toHaveLength(1)
  })
})

test.each([undefined, null, 'x', {}, { type: 'bar' }, { type: '', data: [] }, { data: [] }, []])(
  'a chart of %j is refused in the documented words',
  (spec) => {
    const card = { schema: '2.0', body: { elements: [{ tag: 'chart', chart_spec: spec }] } }
    expect(validateCard(JSON.parse(JSON.stringify(card)))).toEqual([
      {
        code: 200550,
        path: 'ROOT -> body -> elements -> [0](tag: chart) -> chart_spec',
        message: 'chart spec is invalid',
        value: '',
      },
    ])
  },
)

function table(count: number): string {
  const tables = '| 甲 | 乙 |\n|---|:-:|\n| 1 | 2 |\n\n'.repeat(count)
  // What stands in a block of code is no table.
  return `${tables}\`\`\`\n|---|---|\n\`\`\``
}

function columnsOf(count: number) {
  return Array.from({ length: count }, (_, index) => ({
    name: `c${index}`,
    display_name: '列',
    data_type: 'text',
    width: '80px',
    horizontal_align: 'left',
    vertical_align: 'center',
  }))
}
