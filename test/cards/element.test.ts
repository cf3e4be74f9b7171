// What the builders build is what the platform takes, and keeps the manners of conversation §1.
import { describe, expect, test } from 'vitest'
import {
  card,
  collapsible,
  type Element,
  fields,
  header,
  hr,
  labelledLine,
  listLine,
  markdown,
  note,
  plain,
} from '../../cards/element.ts'
import { button, buttonRow, linkButton, submitButton } from '../../cards/element-button.ts'
import {
  dateTimePicker,
  form,
  INPUT_MAX,
  input,
  labelled,
  multiPersonSelect,
  multiSelect,
  personSelect,
  select,
} from '../../cards/element-field.ts'
import { chart, table } from '../../cards/element-figure.ts'
import { countElements, validateCard } from '../../src/local-feishu/card-schema.ts'

const options = [
  { text: '区应急局', value: 'D11' },
  { text: '区民政局', value: 'D03' },
]
const people = ['ou_a', 'ou_b']
const value = { act: 'approve', matter: 'm1', version: 3 }
const confirm = { title: '确认审签', text: '审签后即作为我局正式反馈意见。' }
const submit = submitButton({ text: '同意审签', type: 'primary', name: 'sign', value, confirm })

function cardWith(...elements: readonly Element[]) {
  return card({ header: header('督查立项', 'orange'), summary: '您有一份督查待办', elements })
}

/** One of each, with everything that may be said of it. */
const EVERYTHING = card({
  header: header('请审签', 'orange', {
    subtitle: '云政督〔2026〕27号',
    tags: [{ text: '特急', colour: 'red' }],
  }),
  summary: '请审签：农村沼气建设工作',
  elements: [
    plain('佟副区长：现将“农村沼气建设工作”督查立项建议呈上。', {
      size: 'heading',
      colour: 'blue',
    }),
    labelledLine('督查内容', '摸底\n建设'),
    fields([
      ['牵头单位', '区农业农村局'],
      ['办结时间', '9月21日17:30'],
    ]),
    markdown('**绿灯** 正常'),
    hr(),
    collapsible('办理要点', [plain('一')], true),
    listLine([plain('27号')], [button({ text: '办理', value })]),
    form('sign', [
      input({ name: 'opinion', label: '意见', placeholder: '可不填', initial: '同意', rows: 3 }),
      input({ name: 'copies', initial: '字'.repeat(INPUT_MAX) }),
      ...labelled('牵头单位', select({ name: 'lead', options, initial: 'D11' })),
      ...labelled('配合单位', multiSelect({ name: 'co', options, initial: ['D03'] })),
      ...labelled('阅批领导', personSelect({ name: 'approver', options: people, initial: 'ou_a' })),
      ...labelled(
        '承办人',
        multiPersonSelect({ name: 'handlers', options: people, initial: people }),
      ),
      ...labelled('办结时间', dateTimePicker({ name: 'deadline', initial: '2026-09-21 17:30' })),
      collapsible('上级交办', [input({ name: 'superior_organ' })]),
      buttonRow([
        submit,
        submitButton({ text: '退回修改', type: 'danger', name: 'return', value }),
        button({ text: '查看', name: 'look', value }),
        linkButton('全文', 'https://x.cn/a', { name: 'page' }),
      ]),
    ]),
    table(
      [
        { name: 'number', title: '编号', width: '120px' },
        { name: 'count', title: '件数', kind: 'number', align: 'right' },
        { name: 'lamp', title: '灯', kind: 'options', width: '20%' },
      ],
      [{ number: '27号', count: 3, lamp: [{ text: '绿灯', color: 'green' }] }],
    ),
    chart({ type: 'bar', data: [{ values: [{ x: '区应急局', y: 3 }] }], xField: 'x', yField: 'y' }),
    linkButton('历次版本', 'https://x.cn', { type: 'primary' }),
    note('为什么是我：您是区应急局主要领导。'),
  ],
})

test('一样不少，平台照收', () => {
  expect(validateCard(EVERYTHING, { knownUsers: new Set(people) })).toEqual([])
  expect(validateCard(cardWith(form('f', [submit]), collapsible('一', [])))).toEqual([])
})

test('卡片里没有一处写着必填，多选的也明说不必填', () => {
  const written = JSON.stringify(EVERYTHING)
  expect(written).not.toContain('"required":true')
  expect(multiSelect({ name: 'co', options }).required).toBe(false)
  expect(multiPersonSelect({ name: 'handlers', options: people })).toMatchObject({
    required: false,
  })
})

test('没说的属性一概不写', () => {
  expect(Object.keys(input({ name: 'a', label: undefined, initial: '' }))).toEqual([
    'tag',
    'name',
    'width',
    'max_length',
  ])
  expect(header('督查立项', 'blue', { subtitle: undefined, tags: [] })).toEqual({
    title: { tag: 'plain_text', content: '督查立项' },
    template: 'blue',
  })
})

test('卡片可就地更新，聊天列表里只见摘要', () => {
  expect(cardWith().config).toEqual({
    update_multi: true,
    summary: { content: '您有一份督查待办' },
  })
})

describe('按钮', () => {
  test('提交按钮有名，带着话回来，先问一声', () => {
    expect(submit).toEqual({
      tag: 'button',
      text: { tag: 'plain_text', content: '同意审签' },
      type: 'primary',
      name: 'sign',
      form_action_type: 'submit',
      confirm: {
        title: { tag: 'plain_text', content: '确认审签' },
        text: { tag: 'plain_text', content: '审签后即作为我局正式反馈意见。' },
      },
      behaviors: [{ type: 'callback', value }],
    })
  })

  test('链接按钮只开网页，不回话', () => {
    expect(linkButton('全文', 'https://x.cn').behaviors).toEqual([
      { type: 'open_url', default_url: 'https://x.cn' },
    ])
  })

  test('并排的按钮在手机上换行', () => {
    expect(buttonRow([submit, submit]).flex_mode).toBe('flow')
    expect(buttonRow([submit, submit]).columns).toHaveLength(2)
  })
})

describe('选择', () => {
  test('名单为空就不给选，因为平台会把全群的人都列上', () => {
    expect(personSelect({ name: 'approver', options: [] }).tag).toBe('div')
    expect(multiPersonSelect({ name: 'handlers', options: [] }).tag).toBe('div')
  })

  test('名单里重复的人只列一次', () => {
    const twice = personSelect({ name: 'approver', options: ['ou_a', 'ou_a'] })
    expect(twice).toMatchObject({ options: [{ value: 'ou_a' }] })
  })

  test('原先选的已不在名单上，就不再预选', () => {
    expect(select({ name: 'lead', options, initial: 'D99' })).not.toHaveProperty('initial_option')
    expect(personSelect({ name: 'a', options: people, initial: 'ou_x' })).not.toHaveProperty(
      'initial_option',
    )
    expect(multiSelect({ name: 'co', options, initial: ['D03', 'D99', 'D03'] })).toMatchObject({
      selected_values: ['D03'],
    })
    expect(
      multiPersonSelect({ name: 'handlers', options: people, initial: ['ou_x'] }),
    ).not.toHaveProperty('selected_values')
  })

  test.each(['2026-09-21', '2026-09-21 17:30 +0800', '2026-13-01 17:30', '下周五', ''])(
    '日期“%s”不合平台的写法，就不预填',
    (initial) => {
      expect(dateTimePicker({ name: 'to', initial })).not.toHaveProperty('initial_datetime')
      expect(validateCard(cardWith(dateTimePicker({ name: 'to', initial })))).toEqual([])
    },
  )
})

describe('文字', () => {
  test('人写的话按原样显示，不作标记', () => {
    const said = '<at id=all></at> **急** [点我](https://x.cn)'
    for (const element of [
      plain(said),
      note(said),
      labelledLine(said, said),
      fields([[said, said]]),
    ]) {
      expect(JSON.stringify(element)).not.toMatch(/markdown|lark_md/)
      expect(validateCard(cardWith(element), { knownUsers: new Set() })).toEqual([])
    }
  })

  test('一行要素占去二百个元素中的七个', () => {
    expect(countElements(labelledLine('督查内容', '摸底'))).toBe(7)
  })
})
