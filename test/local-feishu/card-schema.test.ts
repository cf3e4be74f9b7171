// The local platform judges a whole card as the real one does: frame, limits, places, forms, references.
import { describe, expect, test } from 'vitest'
import { cardBytes, countElements, validateCard } from '../../src/local-feishu/card-schema.ts'

const PARSE = 'parse card json err, please check whether the card json is correct'
const text = (content: string) => ({ tag: 'plain_text', content })
const div = { tag: 'div', text: text('一') }
const submit = { tag: 'button', name: 'go', text: text('报送'), form_action_type: 'submit' }
const table = { tag: 'table', columns: [{ name: 'a', data_type: 'text' }], rows: [] }
const chart = { tag: 'chart', chart_spec: { type: 'bar', data: { values: [] } } }

const cardOf = (...elements: unknown[]) => ({ schema: '2.0', body: { elements } })
const form = (...elements: unknown[]) => ({ tag: 'form', name: 'f', elements })
const panel = (...elements: unknown[]) => ({
  tag: 'collapsible_panel',
  header: { title: text('办理要点') },
  elements,
})
const columns = (...elements: unknown[]) => ({
  tag: 'column_set',
  columns: [{ tag: 'column', elements }],
})
const times = (count: number, element: unknown) => Array.from({ length: count }, () => element)

function nested(levels: number): unknown {
  return levels === 0 ? div : panel(nested(levels - 1))
}

const FULL = {
  schema: '2.0',
  config: {
    update_multi: true,
    width_mode: 'fill',
    locales: ['zh_cn'],
    summary: { content: '一', i18n_content: { en_us: 'one' } },
    streaming_config: { print_frequency_ms: { default: 70 }, print_strategy: 'fast' },
  },
  card_link: { url: 'https://x.cn', pc_url: '' },
  header: {
    title: text('督查立项'),
    subtitle: { tag: 'lark_md', content: '一' },
    template: 'blue',
    padding: '12px',
    icon: { tag: 'standard_icon', token: 'chat_outlined', color: 'blue-500' },
    text_tag_list: [{ tag: 'text_tag', text: text('特急'), color: 'red' }],
  },
  body: { direction: 'vertical', padding: '12px 8px', vertical_spacing: 'medium', elements: [div] },
}

const CONFIG = (rest: string) => `ROOT -> config -> ${rest}`

function withHeader(parts: object) {
  return { schema: '2.0', header: { title: text('一'), ...parts } }
}

function withBody(parts: object) {
  return { schema: '2.0', body: { elements: [], ...parts } }
}

function withStyle(light: string) {
  const own = { light_mode: light, dark_mode: 'rgba(0,0,0,1)' }
  const mine = { default: 'medium', pc: 'medium', mobile: 'large' }
  return { schema: '2.0', config: { style: { color: { own }, text_size: { mine } } } }
}

function tags(count: number) {
  return { text_tag_list: times(count, { tag: 'text_tag', text: text('特急'), color: 'red' }) }
}

describe('frame', () => {
  test('a bare card is valid, and so is one with everything', () => {
    expect(validateCard({ schema: '2.0' })).toEqual([])
    expect(validateCard(FULL)).toEqual([])
  })

  test.each<[string, unknown, string, string]>([
    ['no object', [], 'ROOT', 'expected an object'],
    ['no schema', { body: { elements: [] } }, 'ROOT -> schema', 'expected'],
    ['unknown property', { schema: '2.0', elements: [] }, 'ROOT', 'unknown property elements'],
    ['wide_screen_mode', { ...FULL, config: { wide_screen_mode: true } }, 'ROOT -> config', 'wide'],
    ['exclusive card', { ...FULL, config: { update_multi: false } }, CONFIG('update_multi'), ''],
    ['unknown width', { ...FULL, config: { width_mode: 'wide' } }, CONFIG('width_mode'), ''],
    ['unknown locale', { ...FULL, config: { locales: ['zh'] } }, CONFIG('locales -> [0]'), ''],
    ['no title', { schema: '2.0', header: {} }, 'ROOT -> header -> title', ''],
    ['colour', withHeader({ template: 'pink' }), 'ROOT -> header -> template', ''],
    ['hex', withStyle('#fff'), CONFIG('style -> color -> own -> light_mode'), 'unknown colour'],
    ['four tags', withHeader(tags(4)), 'ROOT -> header -> text_tag_list', ''],
    [
      'half a link',
      { schema: '2.0', card_link: { pc_url: 'https://x.cn' } },
      'ROOT -> card_link',
      '',
    ],
    [
      'script link',
      { schema: '2.0', card_link: { url: 'javascript:x' } },
      'ROOT -> card_link -> url',
      '',
    ],
    ['padding', withBody({ padding: '100px' }), 'ROOT -> body -> padding', ''],
    ['three values', withBody({ padding: '1px 1px 1px' }), 'ROOT -> body -> padding', ''],
    ['spacing', withBody({ vertical_spacing: 'huge' }), 'ROOT -> body -> vertical_spacing', ''],
  ])('%s is refused', (_, card, path, value) => {
    const [fault, ...more] = validateCard(card)
    expect(fault).toEqual({
      code: 200621,
      path,
      message: PARSE,
      value: expect.stringContaining(value),
    })
    expect(more).toEqual([])
  })

  test('three tags in the header are taken', () => {
    expect(validateCard(withHeader(tags(3)))).toEqual([])
  })

  test("colours and sizes named by the card's own style are known", () => {
    const own = { tag: 'div', text: { ...text('一'), text_color: 'own', text_size: 'mine' } }
    expect(validateCard(cardOf(own)).map(({ value }) => value)).toEqual([
      'unknown text size',
      'unknown colour',
    ])
    expect(validateCard({ ...withStyle('rgba(1,2,3,0.5)'), body: { elements: [own] } })).toEqual([])
  })
})

describe('tags', () => {
  test.each(['action', 'note'])(
    '%s of the first version is refused in the documented words',
    (tag) => {
      expect(validateCard(cardOf(div, { tag, elements: [] }))).toEqual([
        {
          code: 200861,
          path: `ROOT -> body -> elements -> [1](tag: ${tag})`,
          message: 'cards of schema V2 no longer support this capability',
          value: `unsupported tag ${tag}`,
        },
      ])
    },
  )

  test.each([{ tag: 'marquee' }, { tag: 'constructor' }])('$tag never existed', (element) => {
    expect(validateCard(cardOf(element))).toMatchObject([{ message: 'not support tag' }])
  })

  test('an element without a tag is refused', () => {
    expect(validateCard(cardOf('hr', {}))).toMatchObject([
      { path: 'ROOT -> body -> elements -> [0]', value: 'expected a tag' },
      { path: 'ROOT -> body -> elements -> [1]', value: 'expected a tag' },
    ])
  })
})

describe('limits', () => {
  test('30 KB of UTF-8', () => {
    const room = 30 * 1024 - cardBytes(cardOf({ tag: 'markdown', content: '' }))
    const full = cardOf({ tag: 'markdown', content: '督'.repeat(room / 3) + 'x'.repeat(room % 3) })
    expect(cardBytes(full)).toBe(30 * 1024)
    expect(validateCard(full)).toEqual([])
    const over = cardOf({ tag: 'markdown', content: '督'.repeat(room / 3 + 1) })
    expect(validateCard(over)).toMatchObject([{ code: 230025, path: 'ROOT' }])
  })

  test('200 things with a tag, text objects and header tags included', () => {
    expect(countElements(FULL)).toBe(7)
    expect(countElements(cardOf(chart, { ...submit, value: { tag: 'x' } }))).toBe(3)
    expect(validateCard(cardOf(...times(100, div)))).toEqual([])
    expect(validateCard(cardOf(...times(100, div), { tag: 'hr' }))).toMatchObject([
      { code: 11310, message: 'element exceeds the limit', value: '201 elements' },
    ])
  })

  test('five tables, five charts', () => {
    expect(validateCard(cardOf(...times(5, table), ...times(5, chart)))).toEqual([])
    expect(validateCard(cardOf(...times(6, table), ...times(6, chart)))).toMatchObject([
      { code: 11310, value: 'card table number over limit' },
      { code: 11310, value: 'card chart number over limit' },
    ])
  })

  test('five containers within one another', () => {
    expect(validateCard(cardOf(nested(5)))).toEqual([])
    expect(validateCard(cardOf(nested(6)))).toMatchObject([{ value: 'nested over 5 levels' }])
  })

  test('JSON nested thousands of levels does not overflow anything', () => {
    const deep: unknown = JSON.parse(`${'['.repeat(9000)}${']'.repeat(9000)}`)
    expect(validateCard(cardOf(deep))).toMatchObject([{ path: 'ROOT', value: 'nested too deep' }])
  })
})

describe('places', () => {
  test.each<[string, unknown, string]>([
    ['form in a column', columns(form(submit)), 'form stands at the root only'],
    [
      'form in a form',
      form(submit, { ...form(submit), name: 'g' }),
      'form stands at the root only',
    ],
    ['table in a form', form(submit, table), 'table stands at the root only'],
    ['table in a panel', panel(table), 'table stands at the root only'],
    ['chart in a form', form(submit, chart), 'chart may not stand in form'],
    ['column at the root', { tag: 'column', elements: [] }, 'column may not stand in body'],
    ['text as a column', { tag: 'column_set', columns: [div] }, 'div may not stand in column_set'],
    ['required outside a form', { tag: 'input', required: false }, 'required is for forms only'],
    ['submit outside a form', submit, 'form_action_type is for forms only'],
  ])('%s is refused', (_, element, value) => {
    expect(validateCard(cardOf(element)).map((fault) => fault.value)).toContain(value)
  })

  test('element_id is unique in the card, and well formed', () => {
    const named = (id: string) => ({ ...div, element_id: id })
    expect(validateCard(cardOf(named('a1_'), panel(named('B'))))).toEqual([])
    expect(validateCard(cardOf(named('a'), panel(named('a'))))).toMatchObject([
      {
        path: 'ROOT -> body -> elements -> [1](tag: collapsible_panel) -> elements -> [0](tag: div)',
        value: 'element_id a repeats',
      },
    ])
    for (const id of ['1a', 'a-b', '', 'a'.repeat(21)]) {
      expect(validateCard(cardOf(named(id)))).toHaveLength(1)
    }
  })
})

describe('forms', () => {
  const field = (name?: string) => ({ tag: 'input', ...(name === undefined ? {} : { name }) })

  test('a form with named fields and a submit button in columns is valid', () => {
    expect(validateCard(cardOf(form(field('a'), panel(field('b')), columns(submit))))).toEqual([])
    const legacy = { ...submit, form_action_type: undefined, action_type: 'form_submit' }
    expect(validateCard(JSON.parse(JSON.stringify(cardOf(form(legacy)))))).toEqual([])
  })

  test('what is filled in or pressed needs a name, also deep inside', () => {
    const faults = validateCard(
      cardOf(form(field(), panel(field('')), columns(field(' ')), submit)),
    )
    expect(faults.map(({ code }) => code)).toEqual([200530, 200530, 200530])
    expect(faults[1]?.path).toBe(
      'ROOT -> body -> elements -> [0](tag: form) -> elements -> [1](tag: collapsible_panel) -> elements -> [0](tag: input)',
    )
  })

  test('a name is used once in a form, and again in the next', () => {
    const second = { ...form(field('a'), submit), name: 'g' }
    expect(validateCard(cardOf(form(field('a'), submit), second))).toEqual([])
    expect(validateCard(cardOf(form(field('a'), panel(field('a')), submit)))).toMatchObject([
      { value: 'name a repeats in the form' },
    ])
  })

  test('forms have a name, each its own', () => {
    expect(validateCard(cardOf(form(submit), form(submit)))).toMatchObject([
      { value: 'name f repeats' },
    ])
    expect(validateCard(cardOf({ ...form(submit), name: '' }))).toHaveLength(1)
  })

  test('a form without a submit button is refused', () => {
    const reset = { ...submit, form_action_type: 'reset' }
    expect(validateCard(cardOf(form(field('a'), reset)))).toMatchObject([
      { value: 'form without a submit button' },
    ])
  })
})
