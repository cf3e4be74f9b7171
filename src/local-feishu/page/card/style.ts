// The card language's sizes, spacings and colours as CSS. Whatever is not in its lists is left out.
import { asText, type Json } from '../../json.ts'

const COLOURS: ReadonlySet<string> = new Set([
  ...['neutral', 'grey', 'black', 'white', 'blue', 'wathet', 'turquoise', 'indigo', 'green'],
  ...['lime', 'yellow', 'orange', 'red', 'carmine', 'purple', 'violet'],
])

const SPACINGS: Readonly<Record<string, string>> = {
  small: '4px',
  medium: '8px',
  large: '12px',
  extra_large: '16px',
}

const TEXT_SIZES: Readonly<Record<string, string>> = {
  'heading-0': '30px',
  'heading-1': '24px',
  'heading-2': '20px',
  'heading-3': '18px',
  'heading-4': '16px',
  heading: '16px',
  normal: '14px',
  notation: '12px',
  'xxxx-large': '30px',
  'xxx-large': '24px',
  'xx-large': '20px',
  'x-large': '18px',
  large: '16px',
  medium: '14px',
  small: '12px',
  'x-small': '10px',
}

const ALIGNS: Readonly<Record<string, string>> = {
  left: 'start',
  center: 'center',
  right: 'end',
  top: 'start',
  bottom: 'end',
}

/** Declarations joined for a style attribute; undefined ones are dropped. */
export function styles(given: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(given)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}:${value}`]))
    .join(';')
}

/** A colour of the card language; steps such as `grey-500` count as their colour. */
export function colourOf(value: unknown): string | undefined {
  const text = asText(value)
  if (text === undefined || text === 'default') return undefined
  if (/^rgba\([\d.,\s]+\)$/.test(text)) return text
  const name = text.replace(/-\d+$/, '')
  return COLOURS.has(name) ? `var(--${name})` : undefined
}

/** The same as a background: a tint on which text stays readable. */
export function backgroundOf(value: unknown): string | undefined {
  const colour = colourOf(value)
  if (colour === undefined || colour.startsWith('rgba')) return colour
  return `color-mix(in srgb, ${colour} 10%, transparent)`
}

export function spacingOf(value: unknown): string | undefined {
  const text = asText(value)
  return text === undefined ? undefined : (SPACINGS[text] ?? lengthOf(text))
}

/** One, two or four lengths, for margins and paddings. */
export function sidesOf(value: unknown): string | undefined {
  const text = asText(value)
  return text !== undefined && /^(?:-?\d{1,3}px)(?: -?\d{1,3}px){0,3}$/.test(text)
    ? text
    : undefined
}

export function lengthOf(value: unknown): string | undefined {
  const text = asText(value)
  return text !== undefined && /^\d{1,4}(?:px|%)$/.test(text) ? text : undefined
}

export function textSizeOf(value: unknown): string | undefined {
  return TEXT_SIZES[asText(value) ?? '']
}

export function alignOf(value: unknown): string | undefined {
  return ALIGNS[asText(value) ?? '']
}

/** What all containers share: direction, gaps, alignment, padding, margin. */
export function flowOf(node: Json, gap = '8px'): string {
  const horizontal = node.direction === 'horizontal'
  return styles({
    display: 'flex',
    'flex-direction': horizontal ? 'row' : 'column',
    'flex-wrap': horizontal ? 'wrap' : undefined,
    gap: spacingOf(horizontal ? node.horizontal_spacing : node.vertical_spacing) ?? gap,
    'justify-content': alignOf(horizontal ? node.horizontal_align : node.vertical_align),
    'align-items': alignOf(horizontal ? node.vertical_align : node.horizontal_align) ?? 'stretch',
    padding: sidesOf(node.padding),
    margin: sidesOf(node.margin),
    background: backgroundOf(node.background_style ?? node.background_color),
  })
}
