// The client on a card: what can be touched, what it checks, what each component sends.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { asObject, type Json } from '../../src/local-feishu/json.ts'
import type { Touch } from '../../src/local-feishu/touch.ts'
import { button, card, GROUP, GU, MA, openStage, pushesOf, type Stage, sendCard } from './stage.ts'

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
})
afterEach(() => stage.close())

/** Shows the elements to a person, touches, and gives the action the app was told of. */
async function actionOf(elements: object[], label: string, how: Touch = {}): Promise<Json> {
  const id = await sendCard(stage, MA, card(...elements))
  const result = await stage.feishu.person(MA).tap(id, label, how)
  expect(result.status).toBe('answered')
  const event = asObject(pushesOf(stage.app, 'card.action.trigger').at(-1)?.event)
  return asObject(event?.action) ?? {}
}

const plain = (content: string) => ({ tag: 'plain_text', content })
const option = (value: string, text: string) => ({ value, text: plain(text) })
const options = [option('d1', '区农业农村局'), option('d2', '区财政局')]
const submit = button('报送', { name: 'submit', form_action_type: 'submit' })
const form = (...fields: object[]) => ({ tag: 'form', name: 'f', elements: [...fields, submit] })

const formValue = async (fields: object[], how: Touch = {}) =>
  (await actionOf([form(...fields)], '报送', how)).form_value

describe('a button', () => {
  test('sends its value, with operator, place, update token and time in microseconds', async () => {
    const id = await sendCard(stage, GROUP, card(button('同意', { name: 'agree' })))
    await stage.feishu.person(GU).tap(id, '同意')
    const [push] = pushesOf(stage.app, 'card.action.trigger')
    expect(push?.header).toMatchObject({ create_time: `${stage.clock.now()}000` })
    expect(push?.event).toEqual({
      operator: { tenant_key: 'tenant_local', union_id: expect.any(String), open_id: GU },
      token: expect.stringMatching(/^c-/),
      action: { tag: 'button', value: { act: '同意' }, timezone: 'Asia/Shanghai', name: 'agree' },
      host: 'im_message',
      context: { open_message_id: id, open_chat_id: GROUP },
    })
  })

  test('is found by label in any width, by name, and wherever it stands', async () => {
    const deep = [
      { tag: 'column_set', columns: [{ tag: 'column', elements: [button('在栏中（一）')] }] },
      {
        tag: 'collapsible_panel',
        header: { title: plain('更多') },
        elements: [button('在折叠中')],
      },
      {
        tag: 'interactive_container',
        behaviors: [{ type: 'callback', value: { act: 'container' } }],
        elements: [{ tag: 'markdown', content: '整块可点' }, button('里面的', { name: 'inner' })],
      },
    ]
    expect((await actionOf(deep, '在栏中(一)')).value).toEqual({ act: '在栏中（一）' })
    expect((await actionOf(deep, '在折叠中')).value).toEqual({ act: '在折叠中' })
    expect((await actionOf(deep, 'inner')).value).toEqual({ act: '里面的' })
    expect(await actionOf(deep, '整块可点里面的')).toMatchObject({
      tag: 'interactive_container',
      value: { act: 'container' },
    })
  })

  test('that does not exist, is disabled or is one of several cannot be tapped', async () => {
    const id = await sendCard(
      stage,
      MA,
      card(
        button('办理', { behaviors: [{ type: 'callback', value: { row: 1 } }] }),
        button('办理', { behaviors: [{ type: 'callback', value: { row: 2 } }] }),
        button('已停用', { disabled: true }),
      ),
    )
    const ma = stage.feishu.person(MA)
    await expect(ma.tap(id, '同意')).rejects.toThrow('0 parts “同意”')
    await expect(ma.tap(id, '已停用')).rejects.toThrow('disabled')
    await expect(ma.tap(id, '办理')).rejects.toThrow('2 parts')
    await ma.tap(id, '办理', { nth: 2 })
    await ma.tap(id, '已停用', { force: true })
    expect(pushesOf(stage.app, 'card.action.trigger')).toMatchObject([
      { event: { action: { value: { row: 2 } } } },
      { event: { action: { value: { act: '已停用' } } } },
    ])
  })

  test('that only opens a page tells the app nothing', async () => {
    const link = { behaviors: [{ type: 'open_url', default_url: 'https://example.cn' }] }
    const id = await sendCard(stage, MA, card(button('看原文', link)))
    const result = await stage.feishu.person(MA).tap(id, '看原文')
    expect(result).toMatchObject({ status: 'not_sent', notSent: 'opens_link', eventId: '' })
    expect(stage.app.pushes).toEqual([])
  })

  test('with a confirm dialog sends only when the person accepts it', async () => {
    const confirm = { title: plain('确认审签？'), text: plain('审签后即作为我局正式反馈意见。') }
    const id = await sendCard(stage, MA, card(button('同意审签', { confirm })))
    const ma = stage.feishu.person(MA)
    const text = '确认审签？\n审签后即作为我局正式反馈意见。'
    expect(await ma.tap(id, '同意审签', { confirm: false })).toMatchObject({
      status: 'not_sent',
      notSent: 'cancelled',
      confirmText: text,
    })
    expect(stage.app.pushes).toEqual([])
    expect(await ma.tap(id, '同意审签')).toMatchObject({ status: 'answered', confirmText: text })
  })
})

describe('outside a form', () => {
  const behaviors = [{ type: 'callback', value: { act: 'pick' } }]
  test.each([
    ['input', { default_value: '' }, '已摸底', { input_value: '已摸底' }],
    ['select_static', { options }, 'd2', { option: 'd2' }],
    ['select_static', { options }, '区财政局', { option: 'd2' }],
    ['select_person', { options: [{ value: GU }] }, GU, { option: GU }],
    ['date_picker', {}, '2026-09-18', { option: '2026-09-18 +0800' }],
    ['picker_time', { initial_time: '08:00' }, '17:30', { option: '17:30 +0800' }],
    [
      'picker_datetime',
      { initial_datetime: '2026-09-17 17:30' },
      '2026-09-18 17:30',
      { option: '2026-09-18 17:30 +0800' },
    ],
    ['checker', { text: plain('加盖公章') }, true, { checked: true }],
  ])('%s sends at once what was entered', async (tag, more, value, sent) => {
    const part = { tag, name: 'part', behaviors, ...more }
    expect(await actionOf([part], 'part', { value })).toEqual({
      tag,
      name: 'part',
      timezone: 'Asia/Shanghai',
      value: { act: 'pick' },
      ...sent,
    })
  })

  test('an overflow sends the option that was tapped', async () => {
    const more = { tag: 'overflow', options, behaviors }
    expect(await actionOf([more], '区财政局')).toMatchObject({ tag: 'overflow', option: 'd2' })
  })

  test('nothing can be filled in', async () => {
    const id = await sendCard(stage, MA, card(button('同意')))
    const tap = stage.feishu.person(MA).tap(id, '同意', { form: { opinion: '同意' } })
    await expect(tap).rejects.toThrow('outside any form')
  })
})

describe('a form', () => {
  const fields = [
    { tag: 'input', name: 'opinion', default_value: '同意', input_type: 'multiline_text' },
    { tag: 'select_static', name: 'lead', options, initial_option: '区财政局' },
    { tag: 'multi_select_static', name: 'co', options, selected_values: ['d1'] },
    { tag: 'multi_select_person', name: 'handlers', options: [{ value: MA }, { value: GU }] },
    { tag: 'date_picker', name: 'day', initial_date: '2026-09-18' },
    { tag: 'picker_datetime', name: 'deadline', initial_datetime: '2026-09-18 17:30' },
    { tag: 'checker', name: 'sealed', text: plain('已盖章'), checked: true },
  ]

  test('sends untouched fields with their initial values and leaves empty ones out', async () => {
    expect(await actionOf([form(...fields)], '报送')).toEqual({
      tag: 'button',
      name: 'submit',
      timezone: 'Asia/Shanghai',
      value: { act: '报送' },
      form_value: {
        opinion: '同意',
        lead: 'd2',
        co: ['d1'],
        day: '2026-09-18 +0800',
        deadline: '2026-09-18 17:30 +0800',
        sealed: true,
      },
    })
  })

  test('sends what was entered in each component’s own form', async () => {
    const entered = {
      opinion: '一、抓紧。\n二、报我。',
      lead: 'd1',
      co: ['d2', 'd1'],
      handlers: [GU, MA],
      day: '2026-10-08',
      deadline: '2026-10-08 09:00',
      sealed: false,
    }
    expect(await formValue(fields, { form: entered })).toEqual({
      ...entered,
      day: '2026-10-08 +0800',
      deadline: '2026-10-08 09:00 +0800',
    })
  })

  test('a date alone may stand in a date-time field', async () => {
    const form = { deadline: '2026-10-08' }
    expect(await formValue(fields, { form })).toMatchObject({ deadline: '2026-10-08 +0800' })
  })

  test.each([
    ['absent', {}],
    ['', { opinion: '' }],
    ['[]', { opinion: [] }],
    ['null', { opinion: null }],
  ] as const)('a cleared field can be sent as %s', async (emptyAs, sent) => {
    const [opinion = {}] = fields
    const cleared: Touch = { form: { opinion: '' }, emptyAs }
    expect(await formValue([opinion], cleared)).toEqual(sent)
    stage.feishu.sendEmptyFieldsAs(emptyAs)
    expect(await formValue([opinion], { form: { opinion: null } })).toEqual(sent)
  })

  test.each([
    ['a field it does not have', { nothing: '1' }, 'no field “nothing”'],
    ['an option that is not offered', { lead: 'd9' }, 'one of d1, d2'],
    ['a person who is not offered', { handlers: ['ou_other'] }, 'one of'],
    ['one value for several', { co: 'd1' }, 'a list'],
    ['the same twice', { co: ['d1', 'd1'] }, 'each option once'],
    ['a day that does not exist', { day: '2026-02-30' }, 'a day that exists'],
    ['a date in words', { day: '明天' }, 'field day takes'],
    ['more than a thousand characters', { opinion: '督'.repeat(1_001) }, 'at most 1000'],
    ['a number', { opinion: 1 }, 'text'],
  ])('does not let anybody enter %s', async (_, entered, why) => {
    const id = await sendCard(stage, MA, card(form(...fields)))
    const tap = stage.feishu.person(MA).tap(id, '报送', { form: entered })
    await expect(tap).rejects.toThrow(why)
    expect(stage.app.pushes).toEqual([])
  })

  test('with a required field empty sends nothing', async () => {
    const required = { tag: 'input', name: 'opinion', required: true }
    const id = await sendCard(stage, MA, card(form(required)))
    const ma = stage.feishu.person(MA)
    const missing = { status: 'not_sent', notSent: 'required_missing' }
    expect(await ma.tap(id, '报送')).toMatchObject(missing)
    expect(await ma.tap(id, '报送', { form: { opinion: '' } })).toMatchObject(missing)
    expect(await ma.tap(id, '报送', { form: { opinion: '好' } })).toMatchObject({
      status: 'answered',
    })
  })

  test('fields are not touched by themselves, and reset stays in the client', async () => {
    const reset = button('重置', { name: 'reset', form_action_type: 'reset' })
    const id = await sendCard(stage, MA, card(form(...fields, reset)))
    const ma = stage.feishu.person(MA)
    await expect(ma.tap(id, 'lead', { value: 'd1' })).rejects.toThrow('field of a form')
    expect(await ma.tap(id, '重置')).toMatchObject({ notSent: 'resets_form' })
    expect(stage.app.pushes).toEqual([])
  })

  test('a button in it that does not submit sends no form values', async () => {
    const plainButton = button('存为草稿', { name: 'draft' })
    const action = await actionOf([form(...fields, plainButton)], '存为草稿')
    expect(action).not.toHaveProperty('form_value')
  })
})
