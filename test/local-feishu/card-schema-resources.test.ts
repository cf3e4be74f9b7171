// A card may name only people and images that the platform knows, wherever in it they are named.
import { describe, expect, test } from 'vitest'
import { validateCard } from '../../src/local-feishu/card-schema.ts'

const text = (content: string) => ({ tag: 'plain_text', content })
const div = { tag: 'div', text: text('一') }
const cardOf = (...elements: unknown[]) => ({ schema: '2.0', body: { elements } })

describe('people and images', () => {
  const context = { knownUsers: new Set(['ou_a']), knownImages: new Set(['img_a']) }
  const person = (id: string) => ({ tag: 'person', user_id: id })
  const md = (content: string) => ({ tag: 'markdown', content })
  const picker = (...ids: string[]) => ({
    tag: 'select_person',
    options: ids.map((value) => ({ value })),
  })
  const cell = (kind: string, value: unknown) => ({
    tag: 'table',
    columns: [{ name: 'a', data_type: kind }],
    rows: [{ a: value }],
  })
  const list = (id: string, drop: boolean) => ({
    tag: 'person_list',
    persons: [{ id }],
    drop_invalid_user_id: drop,
  })
  const img = (key: string) => ({ tag: 'img', img_key: key, alt: text('') })

  test.each<[unknown, unknown]>([
    [person('ou_a'), person('ou_x')],
    [md('<at id=ou_a></at> <at id=all></at> &#60;at id=ou_x&#62;'), md('<at id="ou_x"></at>')],
    [md('<at ids=ou_a,ou_a></at>'), md('<at ids=ou_a,ou_x></at>')],
    [md('<at email=a@b.cn></at>'), md("<person id='ou_x'></person>")],
    [
      { ...div, text: { tag: 'lark_md', content: '一' } },
      { ...div, text: { tag: 'lark_md', content: '<at id=ou_x>' } },
    ],
    [{ ...div, text: text('<at id=ou_x></at>') }, md('<AT id=ou_x></AT>')],
    [picker('ou_a'), picker('ou_a', 'ou_x')],
    [list('ou_x', true), list('ou_x', false)],
    [cell('persons', ['ou_a']), cell('persons', ['ou_a', 'ou_x'])],
    [cell('text', '<at id=ou_x>'), cell('lark_md', '<at id=ou_x>')],
  ])('%j is known, %j is not', (known, unknown) => {
    expect(validateCard(cardOf(known), context)).toEqual([])
    expect(validateCard(cardOf(unknown))).toEqual([])
    expect(validateCard(cardOf(unknown), context)).toMatchObject([
      {
        code: 100290,
        message: 'There is an invalid user resource(at/person) in your card',
        value: 'ou_x',
      },
    ])
  })

  test.each<[unknown, unknown]>([
    [img('img_a'), img('img_x')],
    [
      { ...img('img_a'), i18n_img_key: { en_us: 'img_a' } },
      { ...img('img_a'), i18n_img_key: { en_us: 'img_x' } },
    ],
    [md('![图](img_a)'), md('![图](img_x)')],
    [
      { ...div, icon: { tag: 'custom_icon', img_key: 'img_a' } },
      { ...div, icon: { tag: 'custom_icon', img_key: 'img_x' } },
    ],
  ])('%j was uploaded, %j was not', (known, unknown) => {
    expect(validateCard(cardOf(known), context)).toEqual([])
    expect(validateCard(cardOf(unknown))).toEqual([])
    expect(validateCard(cardOf(unknown), context)).toMatchObject([
      { code: 200570, message: 'card contains invalid image keys', value: 'image key img_x' },
    ])
  })
})
