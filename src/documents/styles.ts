// The named styles of a paper: each rule of the form stands here once (GB/T 9704-2012 §5.2, §7.3).
import { CHARACTER, LINE, SIZE } from './page.ts'
import { TYPEFACES, type TypefaceUse } from './typefaces.ts'

/** Their ids in the file. Word keeps them, so that the text can be read back out by them. */
export const STYLE = {
  title: 'PaperTitle',
  urgency: 'PaperUrgency',
  mark: 'PaperMark',
  reference: 'PaperReference',
  addressee: 'PaperAddressee',
  heading: 'PaperHeading',
  subheading: 'PaperSubheading',
  body: 'PaperBody',
  bodyFirst: 'PaperBodyFirst',
  bodySecond: 'PaperBodySecond',
  confirmation: 'PaperConfirmation',
  verification: 'PaperVerification',
  replyClass: 'PaperReplyClass',
  replyContact: 'PaperReplyContact',
  signature: 'PaperSignature',
  date: 'PaperDate',
  note: 'PaperNote',
  label: 'PaperLabel',
  entry: 'PaperEntry',
  number: 'PaperNumber',
} as const
export type StyleId = (typeof STYLE)[keyof typeof STYLE]

/** Quotation marks and dashes are Chinese or Latin by the font that draws them: here always Chinese. */
export function fontOf(use: TypefaceUse) {
  const { name } = TYPEFACES[use]
  return { ascii: name, hAnsi: name, eastAsia: name, cs: name, hint: 'eastAsia' }
}

/** How the paragraphs of one style stand. Distances in twips. */
interface Stand {
  readonly use: TypefaceUse
  readonly size: number
  readonly align: 'left' | 'center' | 'right' | 'both'
  /** Left out: the body's pitch. */
  readonly line?: number
  readonly before?: number
  readonly after?: number
  readonly indent?: string
  readonly keepNext?: true
  readonly keepLines?: true
}

const FIRST_LINE = `w:firstLineChars="200" w:firstLine="${2 * CHARACTER}"`

/** 右空四字. */
const FOUR_CHARACTERS = `w:rightChars="400" w:right="${4 * CHARACTER}"`

/** Two lines above the signature are left to the seal, whose lower half lies over name and date. */
const SEAL_ROOM = 2 * LINE

/** A title line of 2号 needs more than the body's pitch. */
const TITLE_LINE = 640

const body = (use: TypefaceUse) =>
  ({ use, size: SIZE.body, align: 'both', indent: FIRST_LINE }) as const satisfies Stand
const flush = (use: TypefaceUse, align: Stand['align']) =>
  ({ use, size: SIZE.body, align }) as const satisfies Stand
const atRight = { ...flush('body', 'right'), indent: FOUR_CHARACTERS, keepLines: true } as const
const cell = { size: SIZE.small, line: 420, before: 40, after: 40 } as const

const STYLES: Readonly<Record<keyof typeof STYLE, readonly [name: string, Stand]>> = {
  title: [
    '公文标题',
    {
      use: 'title',
      size: SIZE.title,
      align: 'center',
      line: TITLE_LINE,
      before: LINE,
      after: LINE,
      keepNext: true,
      keepLines: true,
    },
  ],
  urgency: ['紧急程度', flush('first', 'left')],
  mark: ['答复类别标记', flush('first', 'right')],
  reference: [
    '督查编号',
    { ...flush('body', 'center'), after: Math.round(LINE / 2), keepNext: true },
  ],
  addressee: ['主送', { ...flush('body', 'left'), keepNext: true }],
  heading: ['一级标题', { ...body('first'), keepNext: true }],
  subheading: ['二级标题', { ...body('second'), keepNext: true }],
  body: ['正文段落', body('body')],
  bodyFirst: ['正文中的一级标题', body('first')],
  bodySecond: ['正文中的二级标题', body('second')],
  confirmation: ['核查结论', body('body')],
  verification: ['核查方式和依据', body('body')],
  replyClass: ['答复类别', body('body')],
  replyContact: ['联系人及电话', body('body')],
  signature: ['署名', { ...atRight, before: SEAL_ROOM, keepNext: true }],
  date: ['成文日期', atRight],
  note: ['附注', body('body')],
  label: ['表头', { ...cell, use: 'first', align: 'center' }],
  entry: ['表内文字', { ...cell, use: 'body', align: 'left' }],
  number: ['页码', { use: 'number', size: SIZE.small, align: 'left', line: 400 }],
}

/**
 * Twips. Twenty-eight characters of 16 points are a little wider than a line; each stands this much closer to the
 * next. The page declares the grid of 22 × 28, and pitch and distance set the text on it by themselves: not every
 * program lays text on a grid whose cells are narrower than its characters, and the result is the same in all.
 */
const CLOSER = -5

/** word/styles.xml. */
export function styleSheet(): string {
  const keys = Object.keys(STYLES) as (keyof typeof STYLE)[]
  const space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
  const normal = `<w:rPr>${fontXml('body')}<w:sz w:val="${SIZE.body}"/><w:szCs w:val="${SIZE.body}"/></w:rPr>`
  return [
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:styles ${space}>`,
    `<w:docDefaults><w:rPrDefault>${normal}</w:rPrDefault><w:pPrDefault/></w:docDefaults>`,
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>',
    `<w:qFormat/>${normal}</w:style>`,
    ...keys.map((key) => styleXml(STYLE[key], ...STYLES[key])),
    '</w:styles>',
  ].join('')
}

function styleXml(id: StyleId, name: string, stand: Stand): string {
  const { use, size, align, line = LINE, before = 0, after = 0, indent } = stand
  const paragraph = [
    stand.keepNext === true ? '<w:keepNext/>' : '',
    stand.keepLines === true ? '<w:keepLines/>' : '',
    '<w:widowControl/>',
    '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>',
    '<w:snapToGrid w:val="0"/>',
    `<w:spacing w:before="${before}" w:after="${after}" w:line="${line}" w:lineRule="exact"/>`,
    indent === undefined ? '' : `<w:ind ${indent}/>`,
    `<w:jc w:val="${align}"/>`,
  ]
  const run = [
    fontXml(use),
    '<w:color w:val="000000"/>',
    size === SIZE.body ? `<w:spacing w:val="${CLOSER}"/>` : '',
    `<w:sz w:val="${size}"/><w:szCs w:val="${size}"/>`,
  ]
  return [
    `<w:style w:type="paragraph" w:customStyle="1" w:styleId="${id}"><w:name w:val="${name}"/>`,
    '<w:basedOn w:val="Normal"/><w:qFormat/>',
    `<w:pPr>${paragraph.join('')}</w:pPr><w:rPr>${run.join('')}</w:rPr></w:style>`,
  ].join('')
}

function fontXml(use: TypefaceUse): string {
  const { name } = TYPEFACES[use]
  return `<w:rFonts w:ascii="${name}" w:hAnsi="${name}" w:eastAsia="${name}" w:cs="${name}" w:hint="eastAsia"/>`
}
