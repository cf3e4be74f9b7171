// The form of a paper, rule by rule, as GB/T 9704-2012 has it: read off the XML that Word and WPS read.
import { expect, test } from 'vitest'
import { helpCard } from '../../cards/help.ts'
import { drawSheet } from '../../src/documents/draw-sheet.ts'
import { makeDocument } from '../../src/documents/make-document.ts'
import { STYLE } from '../../src/documents/styles.ts'
import { TYPEFACES } from '../../src/documents/typefaces.ts'
import type { DocumentKind } from '../../src/domain/document-facts.ts'
import type { Person } from '../../src/domain/organisation.ts'
import { textOf } from '../cards/golden.ts'
import { hashOf, KINDS, opened, PAPERS, REPORT_TEXT, sayingOf } from '../kit/papers.ts'
import { yunling } from '../kit/yunling.ts'

async function made(kind: DocumentKind) {
  const document = await makeDocument(
    sayingOf(kind),
    kind === 'report' ? hashOf(PAPERS.report) : null,
  )
  return opened(document.bytes)
}

const report = await made('report')

/** The style with this id, as it stands in the file. */
function style(id: string): string {
  const found = new RegExp(`<w:style [^>]*w:styleId="${id}">.*?</w:style>`, 'su').exec(
    report.styles,
  )
  if (found === null) throw new Error(`no style ${id}`)
  return found[0]
}

/** The paragraphs of one style. */
function paragraphs(xml: string, id: string): string[] {
  return [...xml.matchAll(/<w:p[ >].*?<\/w:p>/gsu)]
    .map(([paragraph]) => paragraph)
    .filter((paragraph) => paragraph.includes(`<w:pStyle w:val="${id}"/>`))
}

const attributes = (xml: string, tag: string) =>
  Object.fromEntries(
    [
      ...(new RegExp(`<${tag} ([^>]*)/>`, 'u').exec(xml)?.[1] ?? '').matchAll(
        /w:(\w+)="([^"]*)"/gu,
      ),
    ].map(([, name, value]) => [name, value]),
  )

test.each(KINDS)(
  '%s：A4，天头37毫米、订口28毫米，版心156×225毫米，每面22行每行28字',
  async (kind) => {
    const { body } = await made(kind)
    // 210 × 297 mm, and 37, 35, 28, 26 mm, in twips.
    expect(attributes(body, 'w:pgSz')).toMatchObject({ w: '11906', h: '16838' })
    expect(attributes(body, 'w:pgMar')).toMatchObject({
      top: '2098',
      bottom: '1984',
      left: '1587',
      right: '1474',
    })
    const grid = attributes(body, 'w:docGrid')
    expect(grid).toMatchObject({ type: 'linesAndChars', linePitch: '579' })
    // A character's pitch is its 16 points and what the grid adds: 28 of them are the line.
    const pitch = 16 + Number(grid.charSpace) / 4096
    expect(Math.floor((11906 - 1587 - 1474) / 20 / pitch)).toBe(28)
    expect(Math.floor((16838 - 2098 - 1984) / Number(grid.linePitch))).toBe(22)
  },
)

test('行距固定28.95磅，字距使每行正好28字', () => {
  for (const id of [STYLE.body, STYLE.heading, STYLE.subheading, STYLE.addressee, STYLE.date]) {
    const held = style(id)
    expect(attributes(held, 'w:spacing')).toMatchObject({ line: '579', lineRule: 'exact' })
    expect(held).toContain('<w:spacing w:val="-5"/>')
    expect(held).toContain('<w:snapToGrid w:val="0"/>')
    // Chinese and Latin letters stand without a gap of their own.
    expect(held).toContain('<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>')
  }
  expect(Math.floor((11906 - 1587 - 1474) / (320 - 5))).toBe(28)
})

test.each([
  ['title', '44', '方正小标宋简体'],
  ['body', '32', '仿宋_GB2312'],
  ['heading', '32', '黑体'],
  ['bodyFirst', '32', '黑体'],
  ['subheading', '32', '楷体_GB2312'],
  ['bodySecond', '32', '楷体_GB2312'],
  ['addressee', '32', '仿宋_GB2312'],
  ['signature', '32', '仿宋_GB2312'],
  ['date', '32', '仿宋_GB2312'],
  ['number', '28', '宋体'],
] as const)('%s：%s半磅，%s', (key, size, font) => {
  const held = style(STYLE[key])
  expect(attributes(held, 'w:sz')).toEqual({ val: size })
  expect(attributes(held, 'w:rFonts')).toMatchObject({ eastAsia: font, ascii: font })
})

test('每种字体都写明替代字体', () => {
  for (const { name, instead } of Object.values(TYPEFACES)) {
    expect(report.fonts).toContain(
      `<w:font w:name="${name}"><w:altName w:val="${instead.join(',')}"/>`,
    )
    expect(instead.length).toBeGreaterThan(2)
  }
})

test('字体可能缺少时另行提示，文中不写', async () => {
  const { note, bytes } = await makeDocument(sayingOf('report'), hashOf(PAPERS.report))
  expect(note).toContain('方正小标宋简体、仿宋_GB2312、楷体_GB2312')
  expect(opened(bytes).body).not.toContain('相近字体')
})

test('收文件的人在帮助里看得到要装哪些字体', () => {
  const officer = yunling.people.find(({ name }) => name === '禾苗')
  const leader = yunling.people.find(({ name }) => name === '沈维岳')
  if (officer === undefined || leader === undefined) throw new Error('not in the district')
  const words = (person: Person) => textOf(helpCard(person, yunling, 0))
  for (const { name } of [TYPEFACES.title, TYPEFACES.body, TYPEFACES.second]) {
    expect(words(officer)).toContain(name)
    expect(words(leader)).not.toContain(name)
  }
})

test('标题居中，回行对称，不拆单位名称', () => {
  const [title = ''] = paragraphs(report.body, STYLE.title)
  expect(attributes(style(STYLE.title), 'w:jc')).toEqual({ val: 'center' })
  const lines = title.split('<w:br/>').map((line) => line.replace(/<[^>]*>/gu, ''))
  expect(lines).toEqual([
    '云岭区人力资源和社会保障局关于困难企业',
    '稳岗补贴、失业保险扩围和高校毕业生就业',
    '见习补助资金发放使用管理落实情况的报告',
  ])
})

test('主送顶格，全角冒号', () => {
  const [addressee = ''] = paragraphs(report.body, STYLE.addressee)
  expect(addressee.replace(/<[^>]*>/gu, '')).toBe('云岭区人民政府：')
  expect(style(STYLE.addressee)).not.toContain('<w:ind ')
  expect(attributes(style(STYLE.addressee), 'w:jc')).toEqual({ val: 'left' })
})

test('正文首行缩进两字；自己打了空格的不再缩进', () => {
  for (const id of [STYLE.body, STYLE.heading, STYLE.subheading, STYLE.bodySecond])
    expect(attributes(style(id), 'w:ind')).toMatchObject({
      firstLineChars: '200',
      firstLine: '640',
    })
  const own = paragraphs(report.body, STYLE.body).find((one) => one.includes('自己缩进'))
  expect(attributes(own ?? '', 'w:ind')).toMatchObject({ firstLineChars: '0', firstLine: '0' })
})

test('层次：一、黑体，（一）楷体，1.（1）仿宋', () => {
  const text = (id: string) =>
    paragraphs(report.body, id).map((one) => one.replace(/<[^>]*>/gu, '').slice(0, 8))
  expect(text(STYLE.heading)).toEqual(['一、工作开展及成', '二、存在问题和不', '三、下一步工作安'])
  expect(text(STYLE.bodySecond)).toEqual(['（二）主要做法'])
  expect(text(STYLE.body)).toEqual(
    expect.arrayContaining(
      ['1.全面排查。今', '(1)分片包干。', '（一）加强组织领'].map((one) => one.slice(0, 8)),
    ),
  )
  // 段内的小标题只到句号为止是楷体。
  const [inline = ''] = paragraphs(report.body, STYLE.body)
  const [head = '', rest = ''] = inline.split('</w:r>')
  expect(head).toContain('楷体_GB2312')
  expect(head).toContain('（一）加强组织领导。')
  expect(rest).not.toContain('楷体')
})

test('署名和成文日期右空四字，上方留出盖章的位置，不与正文分页', () => {
  for (const id of [STYLE.signature, STYLE.date]) {
    expect(attributes(style(id), 'w:ind')).toEqual({ rightChars: '400', right: '1280' })
    expect(attributes(style(id), 'w:jc')).toEqual({ val: 'right' })
  }
  expect(attributes(style(STYLE.signature), 'w:spacing')).toMatchObject({ before: '1158' })
  expect(style(STYLE.signature)).toContain('<w:keepNext/><w:keepLines/>')
  const last = paragraphs(report.body, STYLE.body).at(-1)
  expect(last).toContain('<w:keepNext/>')
  const [date = ''] = paragraphs(report.body, STYLE.date)
  expect(date.replace(/<[^>]*>/gu, '')).toBe('2026年9月18日')
})

test('标题与下文同页，不留孤行', () => {
  for (const id of [STYLE.title, STYLE.heading, STYLE.subheading, STYLE.addressee])
    expect(style(id)).toContain('<w:keepNext/>')
  expect(style(STYLE.body)).toContain('<w:widowControl/>')
})

test('页码四号，两侧各一条一字线，单页居右空一字，双页居左空一字', () => {
  expect(report.settings).toContain('<w:evenAndOddHeaders/>')
  expect(report.body).toContain('<w:footerReference w:type="default" r:id="rId6"/>')
  expect(report.body).toContain('<w:footerReference w:type="even" r:id="rId7"/>')
  const sides = [
    [report.oddFooter, 'right', { right: '280' }],
    [report.evenFooter, 'left', { left: '280' }],
  ] as const
  for (const [footer, side, indent] of sides) {
    expect(attributes(footer, 'w:jc')).toEqual({ val: side })
    expect(attributes(footer, 'w:ind')).toEqual(indent)
    expect(footer).toMatch(/— <\/w:t>.*PAGE.* —<\/w:t>/su)
    expect(attributes(footer, 'w:sz')).toEqual({ val: '28' })
  }
  // The line of 4号 ends 25 mm above the page's edge: its dashes lie 7 mm below the text.
  expect(attributes(report.body, 'w:pgMar')).toMatchObject({ footer: '1417' })
})

test.each(KINDS)('%s：不画印章，不插图', async (kind) => {
  const { body } = await made(kind)
  expect(body).not.toMatch(/<w:drawing|<w:pict|<a:blip|mc:AlternateContent/u)
})

test('表格式样：固定列宽，行不跨页', async () => {
  const { body } = await made('extension')
  expect(body).toContain('<w:tblLayout w:type="fixed"/>')
  expect(body.match(/<w:cantSplit\/>/gu)).toHaveLength(8)
})

test('没有署名的表不留空署名', async () => {
  const { body } = await made('satisfaction')
  expect(paragraphs(body, STYLE.signature)).toEqual([])
})

test('空的部分不占行', async () => {
  const parts = [{ part: 'text', text: '' }] as const
  const sheet = { title: '通报', whole: [], addressee: null, parts, signature: null }
  const { body } = opened(await drawSheet(sheet))
  expect(paragraphs(body, STYLE.body)).toEqual([])
  expect(REPORT_TEXT.problems).not.toBe('')
})
