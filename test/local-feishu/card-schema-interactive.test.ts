// Card JSON 2.0, what is pressed, filled in and chosen: each component whole is taken, each slip is found.
import { expect, test } from 'vitest'
import { validateCard } from '../../src/local-feishu/card-schema.ts'
import { common, field, icon, type Trial, text, tryAtRoot, tryInForm } from './component-trial.ts'

const hundred = (more: number) => text('字'.repeat(100 + more))
const filled = { ...field, ...common, required: false, placeholder: hundred(0) }
const words = [
  { text: text('甲'), value: 'a', icon },
  { text: text('乙'), value: 'b' },
]
const people = [{ value: 'ou_a' }, { value: 'ou_b' }]

const AT_ROOT: readonly Trial[] = [
  [
    {
      tag: 'button',
      ...field,
      ...common,
      text: hundred(0),
      type: 'laser',
      size: 'tiny',
      width: 'fill',
      icon,
      hover_tips: text('一'),
      disabled_tips: text('一'),
      value: { a: 1 },
      url: 'https://x.cn',
    },
    [
      { text: hundred(1) },
      { text: undefined, icon: undefined },
      { type: 'warning' },
      { size: 'huge' },
      { width: '99px' },
      { confirm: { text: text('一') } },
      { confirm: { title: text('一') } },
      { required: true },
    ],
  ],
  [
    {
      tag: 'overflow',
      ...field,
      ...common,
      options: [{ text: text('一'), value: 'a', multi_url: { url: 'https://x.cn' } }],
    },
    [{ options: [] }, { options: undefined }],
  ],
  [
    {
      tag: 'checker',
      ...field,
      width: undefined,
      ...common,
      text: { tag: 'lark_md', content: '一' },
      checked: true,
      overall_checkable: false,
      button_area: { pc_display_rule: 'on_hover', buttons: [{ tag: 'button', text: text('一') }] },
      checked_style: { show_strikethrough: true, opacity: 0.5 },
      hover_tips: text('一'),
      disabled_tips: text('一'),
    },
    [
      { checked_style: { opacity: 2 } },
      { button_area: { buttons: [{ tag: 'hr' }] } },
      { button_area: { buttons: [{ tag: 'button' }] } },
    ],
  ],
]

const IN_FORM: readonly Trial[] = [
  [
    {
      tag: 'input',
      ...filled,
      default_value: '一二三',
      max_length: 3,
      input_type: 'multiline_text',
      rows: 3,
      auto_resize: true,
      show_icon: false,
      max_rows: 6,
      label: text('成效'),
      label_position: 'left',
      disabled_tips: text('一'),
    },
    [
      { placeholder: hundred(1) },
      { max_length: 0 },
      { max_length: 1001 },
      { max_length: 2 },
      { max_length: undefined, default_value: '字'.repeat(1001) },
      { input_type: 'number' },
      { label_position: 'right' },
      { width: '99px' },
    ],
  ],
  [
    {
      tag: 'select_static',
      ...filled,
      options: words,
      initial_option: 'b',
      initial_index: 2,
      type: 'text',
    },
    [
      { options: undefined },
      { options: [words[0], words[0]] },
      { initial_option: 'c' },
      { initial_index: 3 },
      { initial_index: -1 },
      { options: [{ text: text('甲') }] },
      { options: [{ value: 'a' }] },
      { placeholder: hundred(1) },
    ],
  ],
  [
    { tag: 'multi_select_static', ...filled, options: words, selected_values: ['a', 'b'] },
    [{ selected_values: ['c'] }, { options: [words[0], words[0]] }, { initial_option: 'a' }],
  ],
  [
    { tag: 'select_person', ...filled, options: people, initial_option: 'ou_b' },
    [
      { options: [] },
      { options: undefined },
      { options: [people[0], people[0]] },
      { initial_option: 'ou_c' },
    ],
  ],
  [
    { tag: 'multi_select_person', ...filled, options: people, selected_values: ['ou_a'] },
    [
      { options: [] },
      { options: undefined },
      { options: [people[0], people[0]] },
      { selected_values: ['ou_c'] },
    ],
  ],
  [
    { tag: 'date_picker', ...filled, initial_date: '2028-02-29' },
    [{ initial_date: '2026-02-29' }, { initial_date: '2026-2-1' }, { initial_date: '2026-13-01' }],
  ],
  [
    { tag: 'picker_time', ...filled, initial_time: '23:59' },
    [
      { initial_time: '24:00' },
      { initial_time: '9:00' },
      { initial_time: undefined, placeholder: undefined },
    ],
  ],
  [
    { tag: 'picker_datetime', ...filled, initial_datetime: '2026-09-21 17:30' },
    [
      { initial_datetime: '2026-09-21' },
      { initial_datetime: '2026-09-21T17:30' },
      { initial_datetime: '2026-09-31 17:30' },
      { initial_datetime: undefined, placeholder: undefined },
    ],
  ],
  [
    {
      tag: 'select_img',
      ...filled,
      width: undefined,
      placeholder: undefined,
      options: [
        {
          img_key: 'img_a',
          value: 'a',
          disabled: false,
          disabled_tips: text('一'),
          hover_tips: text('一'),
        },
      ],
      multi_select: true,
      layout: 'bisect',
      aspect_ratio: '16:9',
      can_preview: true,
    },
    [{ options: [] }, { layout: 'flow' }, { options: [{ value: 'a' }] }],
  ],
]

tryAtRoot(AT_ROOT)
tryInForm(IN_FORM)

test.each([
  { tag: 'multi_select_static', options: words },
  { tag: 'multi_select_person', options: people },
  { tag: 'select_img', options: [{ img_key: 'a' }], multi_select: true },
])('$tag with several choices is for forms only', (element) => {
  expect(validateCard({ schema: '2.0', body: { elements: [element] } })).toMatchObject([
    { code: 200621, value: expect.stringContaining('form') },
  ])
})

test.each([
  { tag: 'select_static', options: words },
  { tag: 'select_person', options: people },
  { tag: 'select_img', options: [{ img_key: 'a' }] },
  { tag: 'input' },
  { tag: 'date_picker' },
])('$tag may also stand outside a form', (element) => {
  expect(validateCard({ schema: '2.0', body: { elements: [element] } })).toEqual([])
})
