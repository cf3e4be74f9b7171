// Cards as the page draws them: every component of the platform's cards, and never anything silently dropped.
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { CONTAINERS } from '../../src/local-feishu/card-schema-containers.ts'
import { DISPLAYS } from '../../src/local-feishu/card-schema-display.ts'
import { INTERACTIVES } from '../../src/local-feishu/card-schema-interactive.ts'
import type { Json } from '../../src/local-feishu/json.ts'
import { card, RENDERERS } from '../../src/local-feishu/page/card/card.ts'
import { COMPONENT_TRIALS } from './component-trials.ts'

const GOLDEN = new URL('../cards/golden/', import.meta.url)

async function drawn(elements: readonly unknown[], live = true): Promise<string> {
  const json: Json = { schema: '2.0', body: { elements } }
  return String(await card(json, { live, nameOf: (id) => (id === 'ou_test_p37' ? '谷雨' : id) }))
}

test('平台有的组件，页面都会画', () => {
  const known = Object.keys({ ...CONTAINERS, ...DISPLAYS, ...INTERACTIVES })
  expect(known.filter((tag) => RENDERERS[tag] === undefined)).toEqual([])
  expect(known.filter((tag) => COMPONENT_TRIALS[tag] === undefined)).toEqual([])
})

test.each(Object.entries(COMPONENT_TRIALS))('%s 画出来，看得到该看到的', async (tag, trial) => {
  const html = await drawn([{ tag, ...trial.node }])
  for (const words of trial.shows) expect(html).toContain(words)
  expect(html).not.toContain('无法显示的组件')
})

test('不认识的组件照实说，不悄悄丢掉', async () => {
  const html = await drawn([
    { tag: 'hologram' },
    'no object',
    { tag: 'div', text: { tag: 'plain_text', content: '后面的还在' } },
  ])
  expect(html).toContain('无法显示的组件 <code>hologram</code>')
  expect(html).toContain('无法显示的组件 <code>&quot;no object&quot;</code>')
  expect(html).toContain('后面的还在')
})

test.each(readdirSync(GOLDEN))('督办自己的卡片没有画不出的部分：%s', async (file) => {
  const json = JSON.parse(readFileSync(new URL(file, GOLDEN), 'utf8'))
  const html = String(await card(json, { live: true, nameOf: (id) => id }))
  expect(html).not.toContain('无法显示的组件')
  const labels = [
    ...JSON.stringify(json).matchAll(/"tag":"button","text":{[^}]*"content":"([^"]+)"/g),
  ]
  for (const [, label = ''] of labels) expect(html).toContain(`data-label="${label}"`)
})

describe('人写的字只是字', () => {
  test.each([
    ['plain_text', '<script>alert(1)</script>'],
    ['markdown', '<img src=x onerror=alert(1)>'],
    ['markdown', '[点我](javascript:alert(1))'],
    ['markdown', '&#60;at id=all&#62;&#60;/at&#62;'],
    ['markdown', '<a href="javascript:alert(1)">点我</a>'],
    ['markdown', '<font color="red;background:url(x)">红</font>'],
  ])('%s %s', async (tag, content) => {
    const node =
      tag === 'markdown' ? { tag, content } : { tag: 'div', text: { tag: 'plain_text', content } }
    const html = await drawn([node])
    expect(html).not.toMatch(/<script|<img|javascript:alert\(1\)"|@所有人|url\(x\)/)
  })
})

describe('能不能点，照平台的规矩', () => {
  const button = {
    tag: 'button',
    text: { tag: 'plain_text', content: '报送' },
    behaviors: [{ type: 'callback', value: {} }],
  }

  test('停用的按钮、转发来的和过期的卡片都点不动', async () => {
    expect(await drawn([button])).not.toContain('aria-disabled')
    expect(await drawn([{ ...button, disabled: true }])).toContain('aria-disabled="true"')
    expect(await drawn([button], false)).toContain('aria-disabled="true"')
  })

  test('确认框的字随按钮走', async () => {
    const confirm = {
      title: { tag: 'plain_text', content: '确认报送' },
      text: { tag: 'plain_text', content: '报送后不能再改。' },
    }
    const html = await drawn([{ ...button, confirm }])
    expect(html).toContain('data-confirm-title="确认报送"')
    expect(html).toContain('data-confirm-text="报送后不能再改。"')
  })

  test('同名按钮按次序区分，与点击时数的一样', async () => {
    const html = await drawn([
      button,
      { tag: 'column_set', columns: [{ tag: 'column', elements: [{ ...button }] }] },
    ])
    expect([...html.matchAll(/data-nth="(\d)"/g)].map(([, nth]) => nth)).toEqual(['1', '2'])
  })
})
