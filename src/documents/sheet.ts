// What a paper says, part by part, before anything is known of how it looks.

export interface Sheet {
  /** 紧急程度, flush left above everything. */
  readonly urgency?: string
  /** A mark at the right above the title: the class of a reply. */
  readonly mark?: string
  readonly title: string
  /** Names in the title that are not to be broken in two. */
  readonly whole: readonly string[]
  /** A line under the title, such as 督查编号. */
  readonly reference?: string
  /** 主送机关, without its colon. */
  readonly addressee: string | null
  readonly parts: readonly Part[]
  /** 署名 and 成文日期, with room for the seal. */
  readonly signature: { readonly name: string; readonly date: string } | null
  /** 附注, in brackets under the date. */
  readonly note?: string
}

export type Part =
  /** 一、… of the paper's own. */
  | { readonly part: 'heading'; readonly text: string }
  /** （一）… of the paper's own. */
  | { readonly part: 'subheading'; readonly text: string }
  /** People's words, line by line; headings among them are known by their numbers. */
  | { readonly part: 'text'; readonly text: string; readonly role?: TextRole }
  | { readonly part: 'table'; readonly rows: readonly (readonly Cell[])[] }

/** Of what a text is part, where it is read back out of the paper (read-report.ts). */
export type TextRole = 'confirmation' | 'verification' | 'replyClass' | 'replyContact'

/** A form has pairs of label and entry. */
export interface Cell {
  readonly text: string
  readonly label?: true
  /** How many of the four columns it takes; 1 unless given. */
  readonly span?: number
  /** Twips. Room to write by hand. */
  readonly height?: number
}

export function heading(words: string): Part {
  return { part: 'heading', text: words }
}

export function text(words: string, role?: TextRole): Part {
  return role === undefined ? { part: 'text', text: words } : { part: 'text', text: words, role }
}

/** A row of a form: one label, and its entry over the rest of the line. */
export function wide(label: string, entry: string, height?: number): Cell[] {
  const room = height === undefined ? {} : { height }
  return [
    { text: label, label: true },
    { text: entry, span: 3, ...room },
  ]
}

/** A row of a form: two labels, each with its entry. */
export function pair(one: string, its: string, other: string, others: string): Cell[] {
  return [{ text: one, label: true }, { text: its }, { text: other, label: true }, { text: others }]
}
