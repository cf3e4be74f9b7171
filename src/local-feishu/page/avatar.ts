// A face for everybody: the end of the name in a colour that stays the same.
import { html } from 'hono/html'
import type { Html } from './card/view.ts'

const COLOURS = ['blue', 'turquoise', 'orange', 'violet', 'green', 'indigo', 'carmine', 'purple']

export function avatar(name: string, size: 'small' | 'normal' = 'normal'): Html {
  const sum = [...name].reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0)
  const colour = COLOURS[sum % COLOURS.length] ?? 'blue'
  return html`<span class="avatar avatar-${size}" style="--k:var(--${colour})" aria-hidden="true">${[...name].slice(-2).join('')}</span>`
}
