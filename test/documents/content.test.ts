// What papers say: the report exactly what was signed, the others what the act fixed.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SECTIONS } from '../../cards/report-text.ts'
import { REPORT_SECTIONS } from '../../src/documents/department-sheets.ts'
import { drawSheet } from '../../src/documents/draw-sheet.ts'
import { makeDocument, reportHashOf, sheetOf } from '../../src/documents/make-document.ts'
import { readReport } from '../../src/documents/read-report.ts'
import type { DocumentKind } from '../../src/domain/document-facts.ts'
import type { ReportText } from '../../src/domain/matter.ts'
import { editedReport } from '../../src/domain/report.ts'
import { hashOf, opened, PAPERS, REPORT_TEXT, sayingOf } from '../kit/papers.ts'

const FACTS = PAPERS.report

async function wordsOf(kind: DocumentKind): Promise<string[]> {
  const { body } = opened(await drawSheet(sheetOf(sayingOf(kind))))
  return [...body.matchAll(/<w:p[ >].*?<\/w:p>/gsu)].map(([one]) => one.replace(/<[^>]*>/gu, ''))
}

test('报告读回来就是审签的那份：同一校验码', async () => {
  const { bytes } = await makeDocument(sayingOf('report'), hashOf(FACTS))
  expect(readReport(bytes)).toEqual({
    title: FACTS.heading,
    addressee: FACTS.addressee,
    text: FACTS.text,
  })
  expect(reportHashOf(bytes)).toBe(hashOf(FACTS))
})

test('无问题的核查方式、答复类别和联系人也在校验之内', async () => {
  const text: ReportText = {
    ...REPORT_TEXT,
    problems: '',
    noProblemConfirmed: true,
    verification: '9月10日现场核查，逐户查看。\n未见问题。',
    replyClass: 'B',
    replyContact: '常宁，0000-1234567',
  }
  const facts = { ...FACTS, text }
  const { bytes } = await makeDocument(sayingOf('report', facts), hashOf(facts))
  expect(readReport(bytes).text).toEqual(text)
})

test.each([
  ['标题', { ...FACTS, heading: `${FACTS.heading}。` }],
  ['主送', { ...FACTS, addressee: '云岭区人民政府办公室' }],
  [
    '第一部分',
    { ...FACTS, text: { ...REPORT_TEXT, achievements: `${REPORT_TEXT.achievements} ` } },
  ],
  [
    '第二部分',
    { ...FACTS, text: { ...REPORT_TEXT, problems: REPORT_TEXT.problems.replace('47', '48') } },
  ],
  ['第三部分', { ...FACTS, text: { ...REPORT_TEXT, nextSteps: `${REPORT_TEXT.nextSteps}\n` } }],
  ['核查结论', { ...FACTS, text: { ...REPORT_TEXT, noProblemConfirmed: true } }],
  ['核查方式', { ...FACTS, text: { ...REPORT_TEXT, verification: '看' } }],
] as const)('%s改动一字，就不成其为这份文件', async (_, changed) => {
  const bytes = await drawSheet(sheetOf(sayingOf('report', changed)))
  expect(reportHashOf(bytes)).toBe(hashOf(changed))
  expect(reportHashOf(bytes)).not.toBe(hashOf(FACTS))
  await expect(makeDocument(sayingOf('report', changed), hashOf(FACTS))).rejects.toThrow('signed')
})

test('任何文字写进去，读出来都一样', async () => {
  const words = fc.string({
    unit: fc.constantFrom(...'一二、（(1).．：；，。“”<>&"\'\n\n 　\tAé①㎡𠮷年'),
    maxLength: 60,
  })
  await fc.assert(
    fc.asyncProperty(
      words,
      words,
      words,
      words,
      async (achievements, problems, nextSteps, verification) => {
        const text = editedReport(REPORT_TEXT, { achievements, problems, nextSteps, verification })
        const facts = { ...FACTS, text }
        const bytes = await drawSheet(sheetOf(sayingOf('report', facts)))
        expect(readReport(bytes).text).toEqual(text)
      },
    ),
    { numRuns: 60 },
  )
})

test('写着“一、工作开展及成效”的一行正文不会当成标题', async () => {
  const text = { ...REPORT_TEXT, nextSteps: '一、工作开展及成效\n照旧' }
  const bytes = await drawSheet(sheetOf(sayingOf('report', { ...FACTS, text })))
  expect(readReport(bytes).text).toEqual(text)
})

test('文件与卡片的三个部分同名同序', () => {
  expect(REPORT_SECTIONS).toEqual(SECTIONS)
})

test('不是 docx 的文件读不出来', () => {
  expect(() => readReport(new Uint8Array(100))).toThrow('not a zip file')
})

test.each(['notice', 'chase', 'extension', 'reply', 'satisfaction', 'brief', 'bulletin'] as const)(
  '%s',
  async (kind) => {
    const words = await wordsOf(kind)
    await expect(`${words.join('\n')}\n`).toMatchFileSnapshot(`golden/${kind}.txt`)
  },
)

test('通知单以督查编号行文，没有另外的文号', async () => {
  const words = (await wordsOf('notice')).join('\n')
  expect(words.match(/〔2026〕27号/gu)).toHaveLength(1)
  expect(words).toContain('督查编号：云政督〔2026〕27号')
})

test('文件名写明文种、事项和编号，不含文件系统不许的字', async () => {
  const facts = { ...PAPERS.brief, title: 'a/b\\c:d*e?f"g<h>i|j' }
  const { name } = await makeDocument(sayingOf('brief', facts), null)
  expect(name).toBe('督查专报　a b c d e f g h i j（云政督〔2026〕27号）.docx')
})
