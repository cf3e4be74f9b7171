// Tries a component of a card: whole, with everything it may have, and with each of its slips.
import { expect, test } from 'vitest'
import { validateCard } from '../../src/local-feishu/card-schema.ts'

/** A component with everything it may have, and changes of it, each of which is a fault. */
export type Trial = readonly [
  whole: { readonly tag: string; readonly [property: string]: unknown },
  slips: readonly object[],
]

export const text = (content: string) => ({ tag: 'plain_text', content })
export const icon = { tag: 'standard_icon', token: 'chat_outlined', size: '16px 16px' }
export const confirm = { title: text('确认审签'), text: text('审签后即作为我局正式反馈意见。') }
export const behaviors = [
  { type: 'callback', value: { a: 1 } },
  { type: 'open_url', default_url: 'https://x.cn', pc_url: '', ios_url: 'lark://msgcard' },
]
export const common = { element_id: 'one', margin: '-8px 0px 99px 0px' }
export const field = { name: 'x', disabled: false, width: '100px', confirm, behaviors }

/** Tries each at the card's root; a property given as undefined is left out, as JSON does. */
export function tryAtRoot(trials: readonly Trial[]): void {
  tryEach(trials, (element) => element)
}

/** Tries each in a form that is otherwise right. */
export function tryInForm(trials: readonly Trial[]): void {
  const submit = { tag: 'button', name: 'go', text: text('报送'), form_action_type: 'submit' }
  tryEach(trials, (element) => ({ tag: 'form', name: 'f', elements: [element, submit] }))
}

function tryEach(trials: readonly Trial[], placed: (element: object) => object): void {
  const judged = (element: object) =>
    validateCard(
      JSON.parse(JSON.stringify({ schema: '2.0', body: { elements: [placed(element)] } })),
    )

  const wholes = trials.map(([whole]) => ({ tag: whole.tag, whole }))
  test.each(wholes)('$tag with everything it may have is taken', ({ whole }) => {
    expect(judged(whole)).toEqual([])
  })

  const slips = trials.flatMap(([whole, changes]) =>
    changes.map((change) => ({ tag: whole.tag, change, whole })),
  )
  test.each(slips)('$tag with $change is refused, and only that', ({ tag, change, whole }) => {
    const faults = judged({ ...whole, ...change })
    expect(faults).not.toEqual([])
    for (const { path, value } of faults) {
      expect(path).toContain(`(tag: ${tag})`)
      const named = Object.keys(change).some((key) => `${path} ${value}`.includes(key))
      expect(named || value.startsWith('expected')).toBe(true)
    }
  })
}
