// One example of every component, and what a reader must find of it on the page.

interface Trial {
  readonly node: Readonly<Record<string, unknown>>
  readonly shows: readonly string[]
}

const words = (content: string) => ({ tag: 'plain_text', content })
const picked = (content: string, value: string) => ({ text: words(content), value })
const inside = [{ tag: 'div', text: words('里面的字') }]
const back = [{ type: 'callback', value: {} }]

export const COMPONENT_TRIALS: Readonly<Record<string, Trial>> = {
  column_set: { node: { columns: [{ tag: 'column', elements: inside }] }, shows: ['里面的字'] },
  column: { node: { width: '90px', elements: inside }, shows: ['里面的字', 'width:90px'] },
  form: { node: { name: 'report', elements: inside }, shows: ['data-form="report"', '里面的字'] },
  interactive_container: {
    node: { behaviors: back, elements: inside },
    shows: ['role="button"', '里面的字'],
  },
  collapsible_panel: {
    node: { header: { title: words('办理要点') }, elements: inside },
    shows: ['<details', '办理要点', '里面的字'],
  },
  div: { node: { text: { ...words('灰字'), text_color: 'grey' } }, shows: ['灰字', 'var(--grey)'] },
  markdown: {
    node: {
      content:
        '**粗** ~~删~~ <font color="red">红</font>\n\n1. 一\n2. 二\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |',
    },
    shows: ['<strong>粗</strong>', '<s>删</s>', 'var(--red)', '<li>二</li>', '<th>乙</th>'],
  },
  img: { node: { img_key: 'img_v3_1', alt: words('现场') }, shows: ['img_v3_1', 'alt="现场"'] },
  img_combination: {
    node: { combination_mode: 'double', img_list: [{ img_key: 'img_a' }, { img_key: 'img_b' }] },
    shows: ['img_a', 'img_b'],
  },
  hr: { node: {}, shows: ['<hr'] },
  person: { node: { user_id: 'ou_test_p37', show_name: true }, shows: ['谷雨'] },
  person_list: { node: { persons: [{ id: 'ou_test_p37' }] }, shows: ['谷雨'] },
  table: {
    node: {
      page_size: 1,
      columns: [
        { name: 'unit', display_name: '单位', data_type: 'text' },
        { name: 'count', display_name: '件数', data_type: 'number', format: { precision: 1 } },
        { name: 'due', display_name: '时限', data_type: 'date', date_format: 'YYYY-MM-DD HH:mm' },
        { name: 'lamp', display_name: '灯', data_type: 'options' },
        { name: 'who', display_name: '谁', data_type: 'persons' },
      ],
      rows: [
        {
          unit: '区住建局',
          count: 3,
          due: 1_789_947_000_000,
          lamp: [{ text: '绿灯', color: 'green' }],
          who: ['ou_test_p37'],
        },
        { unit: '区水利局' },
      ],
    },
    shows: ['件数', '3.0', '2026-09-21 07:30', '绿灯', '谷雨', 'data-page="1"', '区水利局'],
  },
  chart: {
    node: {
      chart_spec: {
        type: 'bar',
        xField: 'unit',
        yField: 'count',
        data: { values: [{ unit: '区住建局', count: 7 }] },
      },
    },
    shows: ['区住建局', '7', 'width:100%'],
  },
  button: {
    node: { text: words('报送'), type: 'primary', behaviors: back },
    shows: ['报送', 'c-button-primary'],
  },
  input: {
    node: { name: 'opinion', label: words('意见'), required: true, default_value: '同意<' },
    shows: ['意见', 'data-required', 'value="同意&lt;"', 'data-field="opinion"'],
  },
  select_static: {
    node: { name: 'mode', options: [picked('科室', 'section')], initial_option: 'section' },
    shows: ['value="section" selected', '科室'],
  },
  multi_select_static: {
    node: { name: 'co', options: [picked('区财政局', 'D04')], selected_values: ['D04'] },
    shows: ['value="D04" checked', '区财政局'],
  },
  select_person: {
    node: { name: 'approver', options: [{ value: 'ou_test_p37' }] },
    shows: ['谷雨', 'value="ou_test_p37"'],
  },
  multi_select_person: {
    node: { name: 'handlers', options: [{ value: 'ou_test_p37' }] },
    shows: ['谷雨', 'type="checkbox"'],
  },
  date_picker: {
    node: { name: 'day', initial_date: '2026-09-21' },
    shows: ['type="date"', '2026-09-21'],
  },
  picker_time: { node: { name: 'time', initial_time: '17:30' }, shows: ['type="time"', '17:30'] },
  picker_datetime: {
    node: { name: 'to', initial_datetime: '2026-09-21 17:30' },
    shows: ['type="datetime-local"', '2026-09-21T17:30'],
  },
  overflow: {
    node: { options: [picked('下一页', 'next')], behaviors: back },
    shows: ['下一页', 'data-label="下一页"'],
  },
  checker: {
    node: { name: 'done', text: words('已盖章'), checked: true },
    shows: ['已盖章', 'checked'],
  },
  select_img: {
    node: { name: 'face', options: [{ img_key: 'img_c', value: 'c' }] },
    shows: ['img_c'],
  },
}
