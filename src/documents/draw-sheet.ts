// Draws a sheet as a docx file: page, grid, page numbers, and each part in its style.
import type { ISectionOptions, Paragraph, Table } from 'docx'
import {
  CHARACTER_SPACE,
  FOOTER,
  LINE,
  MARGIN,
  PAPER,
  SIZE,
  TEXT_WIDTH,
  TITLE_CHARACTERS,
} from './page.ts'
import type { Cell, Part, Sheet, TextRole } from './sheet.ts'
import { fontOf, STYLE, type StyleId, styleSheet } from './styles.ts'
import { titleLines } from './title-lines.ts'
import { fontTable } from './typefaces.ts'

/** Loaded when the first paper is drawn: the process at rest does without it. */
type Docx = typeof import('docx')

/** Twips. One character of the page number. */
const NUMBER_CHARACTER = SIZE.small * 10

/** Twips. The four columns of a form: a label, an entry, and both again. */
const COLUMNS = [1700, 2722, 1700, 2722] as const

export async function drawSheet(sheet: Sheet): Promise<Uint8Array<ArrayBuffer>> {
  const docx = await import('docx')
  const file = new docx.Document({
    title: sheet.title,
    creator: '督办',
    lastModifiedBy: '督办',
    description: '',
    evenAndOddHeaderAndFooters: true,
    compatibility: { version: 15 },
    sections: [sectionOf(docx, sheet)],
  })
  const parts = [
    { path: 'word/styles.xml', data: styleSheet() },
    { path: 'word/fontTable.xml', data: fontTable() },
  ]
  const buffer = await docx.Packer.toArrayBuffer(file, undefined, parts)
  return new Uint8Array(buffer)
}

function sectionOf(docx: Docx, sheet: Sheet): ISectionOptions {
  return {
    properties: {
      page: {
        size: PAPER,
        margin: { ...MARGIN, header: MARGIN.top / 2, footer: FOOTER, gutter: 0 },
      },
      grid: {
        type: docx.DocumentGridType.LINES_AND_CHARS,
        linePitch: LINE,
        charSpace: CHARACTER_SPACE,
      },
    },
    footers: {
      default: pageNumber(docx, docx.AlignmentType.RIGHT, { right: NUMBER_CHARACTER }),
      even: pageNumber(docx, docx.AlignmentType.LEFT, { left: NUMBER_CHARACTER }),
    },
    children: [...headOf(docx, sheet), ...bodyOf(docx, sheet), ...endOf(docx, sheet)],
  }
}

/** `— 1 —`, odd pages at the right, even ones at the left, one character from the edge (GB/T 9704-2012 §7.5). */
function pageNumber(
  docx: Docx,
  alignment: 'left' | 'right',
  indent: { readonly left: number } | { readonly right: number },
) {
  const { Footer, Paragraph, TextRun, PageNumber } = docx
  const children = ['— ', PageNumber.CURRENT, ' —']
  const run = new TextRun({ children, font: fontOf('number'), size: SIZE.small })
  return new Footer({
    children: [new Paragraph({ style: STYLE.number, alignment, indent, children: [run] })],
  })
}

function headOf(docx: Docx, sheet: Sheet): Paragraph[] {
  const lines = titleLines(sheet.title, TITLE_CHARACTERS, sheet.whole)
  const title = lines.map(
    (text, line) => new docx.TextRun({ text, ...(line === 0 ? {} : { break: 1 }) }),
  )
  return [
    ...given(sheet.urgency, (text) => paragraph(docx, STYLE.urgency, text)),
    ...given(sheet.mark, (text) => paragraph(docx, STYLE.mark, text)),
    new docx.Paragraph({ style: STYLE.title, children: title }),
    ...given(sheet.reference, (text) => paragraph(docx, STYLE.reference, text)),
    ...given(sheet.addressee, (text) => paragraph(docx, STYLE.addressee, `${text}：`)),
  ]
}

function bodyOf(docx: Docx, { parts, signature }: Sheet): (Paragraph | Table)[] {
  const lines = parts.map((part) => linesOf(part))
  return parts.flatMap((part, index): (Paragraph | Table)[] => {
    if (part.part === 'table') return [table(docx, part.rows)]
    const last = signature !== null && index === parts.length - 1
    return (lines[index] ?? []).map(({ style, text }, line, all) =>
      // What is last stays with the signature, so that no page holds a signature alone.
      bodyParagraph(docx, style, text, last && line === all.length - 1),
    )
  })
}

function endOf(docx: Docx, { signature, note }: Sheet): Paragraph[] {
  return [
    ...(signature === null
      ? []
      : [
          paragraph(docx, STYLE.signature, signature.name),
          paragraph(docx, STYLE.date, signature.date),
        ]),
    ...given(note, (text) => paragraph(docx, STYLE.note, `（${text}）`)),
  ]
}

interface Line {
  readonly style: StyleId
  readonly text: string
}

const ROLE_STYLE: Readonly<Record<TextRole, StyleId>> = {
  confirmation: STYLE.confirmation,
  verification: STYLE.verification,
  replyClass: STYLE.replyClass,
  replyContact: STYLE.replyContact,
}

function linesOf(part: Part): Line[] {
  switch (part.part) {
    case 'heading':
      return [{ style: STYLE.heading, text: part.text }]
    case 'subheading':
      return [{ style: STYLE.subheading, text: part.text }]
    case 'text': {
      if (part.text === '') return []
      const { role } = part
      return part.text
        .split('\n')
        .map((text) => ({ style: role === undefined ? styleOf(text) : ROLE_STYLE[role], text }))
    }
    case 'table':
      return []
  }
}

/** Characters. A longer line that begins with a number is text, whatever it begins with. */
const HEADING_MAX = 40

/** 一、黑体，（一）楷体，1.（1）仿宋 (GB/T 9704-2012 §7.3.3): among people's words known by the number. */
function styleOf(line: string): StyleId {
  const text = line.trim()
  const isHeading = [...text].length <= HEADING_MAX && !/[。；]./u.test(text)
  if (isHeading && /^[一二三四五六七八九十]+、/u.test(text)) return STYLE.bodyFirst
  if (isHeading && /^[（(][一二三四五六七八九十]+[）)]/u.test(text)) return STYLE.bodySecond
  return STYLE.body
}

/** 首先 after （一）做法。: in a line of text the numbered sentence at its head is 楷体, the rest 仿宋. */
const LEADING_SENTENCE = /^(\s*[（(][一二三四五六七八九十]+[）)][^。；]{1,30}。)(.+)$/su

function bodyParagraph(docx: Docx, style: StyleId, text: string, keepNext: boolean): Paragraph {
  const [, head, rest] = (style === STYLE.body ? LEADING_SENTENCE.exec(text) : null) ?? []
  const children =
    head === undefined || rest === undefined
      ? [new docx.TextRun({ text })]
      : [new docx.TextRun({ text: head, font: fontOf('second') }), new docx.TextRun({ text: rest })]
  // Who has typed the indent himself gets no second one.
  const indented = /^　/u.test(text) ? { indent: { firstLineChars: 0, firstLine: 0 } } : {}
  const kept = keepNext ? { keepNext } : {}
  return new docx.Paragraph({ style, children, widowControl: true, ...indented, ...kept })
}

function paragraph(docx: Docx, style: StyleId, text: string): Paragraph {
  return new docx.Paragraph({ style, children: [new docx.TextRun({ text })] })
}

function table(docx: Docx, rows: readonly (readonly Cell[])[]): Table {
  return new docx.Table({
    width: { size: TEXT_WIDTH, type: docx.WidthType.DXA },
    columnWidths: [...COLUMNS],
    layout: docx.TableLayoutType.FIXED,
    rows: rows.map(
      (cells) =>
        new docx.TableRow({
          cantSplit: true,
          height: {
            value: Math.max(LINE, ...cells.map((cell) => cell.height ?? 0)),
            rule: docx.HeightRule.ATLEAST,
          },
          children: cells.map((cell) => tableCell(docx, cell)),
        }),
    ),
  })
}

function tableCell(docx: Docx, cell: Cell) {
  const style = cell.label === true ? STYLE.label : STYLE.entry
  return new docx.TableCell({
    columnSpan: cell.span ?? 1,
    verticalAlign: docx.VerticalAlignTable.CENTER,
    margins: { left: 100, right: 100 },
    children: cell.text.split('\n').map((text) => paragraph(docx, style, text)),
  })
}

function given<Value>(text: string | undefined | null, made: (text: string) => Value): Value[] {
  return text === undefined || text === null || text === '' ? [] : [made(text)]
}
