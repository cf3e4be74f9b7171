// Builders for the card itself and for the parts of it that are read: text, layout, panels.
import type { Button } from './element-button.ts'
import type { Field, Form } from './element-field.ts'
import type { Chart, Table } from './element-figure.ts'

/** Header colours. Meaning: conversation §1.7 – blue information, orange waits, green done, red overdue. */
export type HeaderColour = 'blue' | 'orange' | 'green' | 'red' | 'grey' | 'wathet'
export type TextColour = 'default' | 'grey' | 'blue' | 'orange' | 'green' | 'red'
/** heading 16 px, normal 14 px, notation 12 px. */
export type TextSize = 'heading' | 'normal' | 'notation'

/** Text that the platform shows as it stands: no markup, no mention, no link takes effect. */
export interface PlainText {
  readonly tag: 'plain_text'
  readonly content: string
  readonly text_size?: TextSize
  readonly text_color?: TextColour
}

export interface Div {
  readonly tag: 'div'
  readonly text: PlainText
  readonly margin?: string
}

export interface Markdown {
  readonly tag: 'markdown'
  readonly content: string
}

export interface Hr {
  readonly tag: 'hr'
}

interface Column {
  readonly tag: 'column'
  readonly width?: 'auto' | 'weighted' | `${number}px`
  readonly weight?: number
  readonly vertical_spacing?: string
  readonly elements: readonly Element[]
}

export interface ColumnSet {
  readonly tag: 'column_set'
  readonly flex_mode: 'none' | 'stretch' | 'flow' | 'bisect' | 'trisect'
  readonly horizontal_spacing: string
  readonly columns: readonly Column[]
}

export interface CollapsiblePanel {
  readonly tag: 'collapsible_panel'
  readonly expanded: boolean
  readonly header: {
    readonly title: PlainText
    readonly vertical_align: 'center'
    readonly icon: { readonly tag: 'standard_icon'; readonly token: string; readonly size: string }
    readonly icon_position: 'right'
    readonly icon_expanded_angle: -180
  }
  readonly border: { readonly color: 'grey'; readonly corner_radius: string }
  readonly vertical_spacing: string
  readonly padding: string
  readonly elements: readonly Element[]
}

/** Anything that may stand in a card's body. */
export type Element =
  | Div
  | Markdown
  | Hr
  | ColumnSet
  | CollapsiblePanel
  | Form
  | Field
  | Button
  | Table
  | Chart

export interface HeaderTag {
  readonly text: string
  readonly colour: 'neutral' | 'blue' | 'orange' | 'green' | 'red'
}

export interface Header {
  readonly title: PlainText
  readonly subtitle?: PlainText
  readonly text_tag_list?: readonly {
    readonly tag: 'text_tag'
    readonly text: PlainText
    readonly color: HeaderTag['colour']
  }[]
  readonly template: HeaderColour
}

export interface Card {
  readonly schema: '2.0'
  readonly config: {
    readonly update_multi: true
    readonly summary: { readonly content: string }
  }
  readonly header: Header
  readonly body: { readonly elements: readonly Element[] }
}

/**
 * A whole card. `summary` is the line that the chat list and the phone's lock screen show, so it says
 * no more than may be seen there (process §7.12).
 */
export function card(parts: {
  readonly header: Header
  readonly summary: string
  readonly elements: readonly Element[]
}): Card {
  return {
    schema: '2.0',
    config: { update_multi: true, summary: { content: parts.summary } },
    header: parts.header,
    body: { elements: parts.elements },
  }
}

/** The coloured head of a card. The platform shows at most three tags and refuses a fourth. */
export function header(
  title: string,
  colour: HeaderColour,
  more: { readonly subtitle?: string | undefined; readonly tags?: readonly HeaderTag[] } = {},
): Header {
  const tags = (more.tags ?? []).map((tag) => ({
    tag: 'text_tag' as const,
    text: plainText(tag.text),
    color: tag.colour,
  }))
  return {
    title: plainText(title),
    ...(more.subtitle === undefined ? {} : { subtitle: plainText(more.subtitle) }),
    ...(tags.length === 0 ? {} : { text_tag_list: tags }),
    template: colour,
  }
}

/** A text object, for the places where the platform wants one inside another element. */
export function plainText(content: string): PlainText {
  return { tag: 'plain_text', content }
}

/** A paragraph of literal text: the way to show what people wrote. Newlines are kept. */
export function plain(
  text: string,
  look: { readonly size?: TextSize; readonly colour?: TextColour } = {},
): Div {
  return {
    tag: 'div',
    text: {
      ...plainText(text),
      ...(look.size === undefined ? {} : { text_size: look.size }),
      ...(look.colour === undefined ? {} : { text_color: look.colour }),
    },
  }
}

/** The bot's own Markdown. Whatever people wrote goes through `escapeMarkdown` before it gets here. */
export function markdown(content: string): Markdown {
  return { tag: 'markdown', content }
}

export function hr(): Hr {
  return { tag: 'hr' }
}

/** The small grey line, such as 为什么是我：… (conversation §1.12). */
export function note(text: string): Div {
  return plain(text, { size: 'notation', colour: 'grey' })
}

/** `督查内容：` in grey on the left, what it is on the right; both literal. Seven of the card's 200 elements. */
export function labelledLine(label: string, value: string): ColumnSet {
  return columnSet('none', [
    { tag: 'column', width: LABEL_WIDTH, elements: [plain(`${label}：`, { colour: 'grey' })] },
    { tag: 'column', width: 'weighted', weight: 1, elements: [plain(value)] },
  ])
}

/** Short facts beside one another, two in a row, each with its grey label above it. */
export function fields(pairs: readonly (readonly [label: string, value: string])[]): ColumnSet {
  return columnSet(
    'bisect',
    pairs.map(([label, value]) => ({
      tag: 'column',
      vertical_spacing: '4px',
      elements: [note(label), plain(value)],
    })),
  )
}

/** Elements side by side; what does not fit a phone's width wraps to the next row. */
export function row(elements: readonly Element[]): ColumnSet {
  return columnSet(
    'flow',
    elements.map((element) => ({ tag: 'column', width: 'auto', elements: [element] })),
  )
}

/** One element taking the room there is, and a small one (a button) at its right. A line of a list. */
export function listLine(main: readonly Element[], side: readonly Element[]): ColumnSet {
  return columnSet('none', [
    { tag: 'column', width: 'weighted', weight: 1, vertical_spacing: '4px', elements: main },
    { tag: 'column', width: 'auto', elements: side },
  ])
}

/** A section that is closed until somebody opens it. May stand in a form; may hold neither form nor table. */
export function collapsible(
  title: string,
  elements: readonly Element[],
  expanded = false,
): CollapsiblePanel {
  return {
    tag: 'collapsible_panel',
    expanded,
    header: {
      title: plainText(title),
      vertical_align: 'center',
      icon: { tag: 'standard_icon', token: 'down-small-ccm_outlined', size: '16px 16px' },
      icon_position: 'right',
      icon_expanded_angle: -180,
    },
    border: { color: 'grey', corner_radius: '5px' },
    vertical_spacing: '8px',
    padding: '8px 8px 8px 8px',
    elements,
  }
}

/** Room for five Chinese characters and the colon at 14 px. */
const LABEL_WIDTH = '90px'

function columnSet(flexMode: ColumnSet['flex_mode'], columns: readonly Column[]): ColumnSet {
  return { tag: 'column_set', flex_mode: flexMode, horizontal_spacing: '8px', columns }
}
