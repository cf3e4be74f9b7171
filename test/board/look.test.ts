// Colours people can read, light and dark: at least 4.5 : 1 for every text on every ground it stands on (WCAG AA).
import { expect, test } from 'vitest'
import { LOOK } from '../../src/board/look.ts'

const [LIGHT = '', DARK = ''] = [...LOOK.matchAll(/:root \{([^}]*--ink[^}]*)\}/g)].map(
  (one) => one[1],
)
const SPARED = [...LOOK.matchAll(/body\.spared \{ --red: (#[\da-f]{6})/g)].map(
  (one) => one[1] ?? '',
)

const TEXTS = ['ink', 'soft', 'accent', 'green', 'yellow', 'red', 'blue', 'grey']
const GROUNDS = ['ground', 'sheet', 'hover', 'wash']

test.each([
  ['light', LIGHT, SPARED[0] ?? ''],
  ['dark', DARK, SPARED[1] ?? ''],
])('%s', (_, theme, spared) => {
  const colours = new Map(
    [...theme.matchAll(/--([\w-]+): (#[\da-f]{3,6})\b/g)].map((one) => [one[1], one[2]]),
  )
  const faint = [...TEXTS, spared].flatMap((text) =>
    GROUNDS.map((ground) => {
      const ratio = contrast(colours.get(text) ?? text, colours.get(ground) ?? '')
      return { text, ground, ratio }
    }).filter(({ ratio }) => !(ratio >= 4.5)),
  )
  expect(faint).toEqual([])
  expect(contrast(colours.get('on-accent') ?? '', colours.get('accent') ?? '')).toBeGreaterThan(4.5)
})

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(colour: string): number {
  const hex = colour.length === 4 ? colour.replace(/[\da-f]/g, '$&$&') : colour
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.039_28 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
