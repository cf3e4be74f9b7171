// Reads the text of a report back out of its docx, to hold it against what was signed.
import type { ReportText } from '../domain/matter.ts'
import { EMPTY_REPORT } from '../domain/report.ts'
import { REPLY_CLASS_ZH, type ReplyClass } from '../domain/terms.ts'
import { REPLY_CLASS_LABEL, REPLY_CONTACT_LABEL, REPORT_SECTIONS } from './department-sheets.ts'
import { STYLE } from './styles.ts'
import { unzipped } from './unzip.ts'

export interface ReadReport {
  readonly title: string
  readonly addressee: string
  readonly text: ReportText
}

interface ReadParagraph {
  readonly style: string
  readonly text: string
}

/** Paragraphs are known by their styles: a heading that somebody wrote into a section is not one of the paper's own. */
export function readReport(bytes: Uint8Array): ReadReport {
  const paragraphs = paragraphsOf(unzipped(bytes, 'word/document.xml'))
  const all = (style: string) => paragraphs.filter((one) => one.style === style)
  const words = (style: string) =>
    all(style)
      .map(({ text }) => text)
      .join('\n')
  return {
    title: words(STYLE.title),
    addressee: words(STYLE.addressee).replace(/：$/u, ''),
    text: {
      ...EMPTY_REPORT,
      ...sectionsOf(paragraphs),
      noProblemConfirmed: all(STYLE.confirmation).length > 0,
      verification: words(STYLE.verification),
      replyClass: replyClassOf(words(STYLE.replyClass)),
      replyContact: withoutLabel(words(STYLE.replyContact), REPLY_CONTACT_LABEL),
    },
  }
}

const SECTION_TEXT: ReadonlySet<string> = new Set([STYLE.body, STYLE.bodyFirst, STYLE.bodySecond])

function sectionsOf(paragraphs: readonly ReadParagraph[]): Partial<ReportText> {
  const lines = new Map<keyof ReportText, string[]>()
  let section: keyof ReportText | undefined
  for (const { style, text } of paragraphs) {
    if (style === STYLE.heading) {
      section = REPORT_SECTIONS.find(([, heading]) => heading === text)?.[0]
    } else if (section !== undefined && SECTION_TEXT.has(style)) {
      lines.set(section, [...(lines.get(section) ?? []), text])
    }
  }
  return Object.fromEntries([...lines].map(([key, held]) => [key, held.join('\n')]))
}

function replyClassOf(line: string): ReplyClass | null {
  const named = withoutLabel(line, REPLY_CLASS_LABEL)
  const classes = Object.keys(REPLY_CLASS_ZH) as ReplyClass[]
  return classes.find((one) => REPLY_CLASS_ZH[one] === named) ?? null
}

function withoutLabel(line: string, label: string): string {
  return line.startsWith(label) ? line.slice(label.length) : line
}

function paragraphsOf(xml: string): ReadParagraph[] {
  return [...xml.matchAll(/<w:p[ >].*?<\/w:p>/gsu)].map(([paragraph]) => ({
    style: /<w:pStyle w:val="([^"]*)"/u.exec(paragraph)?.[1] ?? '',
    // Line breaks stand only in titles, where they say nothing.
    text: [...paragraph.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/gu)]
      .map(([, text]) => unescaped(text ?? ''))
      .join(''),
  }))
}

const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  amp: '&',
}

function unescaped(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/giu, (whole, hex, decimal, name) => {
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16))
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal))
    return ENTITIES[name] ?? whole
  })
}
