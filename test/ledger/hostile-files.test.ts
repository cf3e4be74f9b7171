import { describe, expect, test } from 'vitest'
import { documentText } from '../../src/ledger/document-text.ts'
import { judgeFile } from '../../src/ledger/office-file.ts'
import { sheetRows } from '../../src/ledger/sheet-rows.ts'
import { docxOf, paragraph, rowsXml, sheetOf, xlsxOf, zipOf } from './zip.ts'

const MB = 1024 * 1024
const text = (value: string) => new TextEncoder().encode(value)
const zeros = (length: number) => new Uint8Array(length)

function faultOf(name: string, bytes: Uint8Array): string {
  const judged = judgeFile(name, bytes)
  return judged.ok ? judged.file.kind : judged.fault
}

async function sheetFaultOf(bytes: Uint8Array) {
  const judged = judgeFile('任务分解表.xlsx', bytes)
  if (!judged.ok) return judged.fault
  if (judged.file.kind !== 'sheet') return judged.file.kind
  const read = await sheetRows(judged.file.parts)
  return read.ok ? read.rows : read
}

describe('来路不明的文件，一律说清楚为什么不收', () => {
  test.each<[string, string, Uint8Array, string]>([
    ['五十兆的文件', '纪要.docx', zeros(50 * MB), 'tooBig'],
    ['改了扩展名的图片', '纪要.docx', text('\x89PNG\r\n…'), 'type'],
    ['表格叫文档', '纪要.docx', xlsxOf(rowsXml([['事项']])), 'type'],
    ['文档叫表格', '分解表.xlsx', docxOf(paragraph('会议纪要')), 'type'],
    ['可执行文件', '纪要.exe', text('MZ'), 'type'],
    ['没有扩展名', '纪要', text('会议纪要'), 'type'],
    ['旧版 Word', '纪要.doc', text('会议'), 'old'],
    ['旧版或加密的文档', '纪要.docx', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 1]), 'old'],
    ['启用宏的扩展名', '分解表.xlsm', xlsxOf(rowsXml([['事项']])), 'macro'],
    [
      '藏着宏',
      '分解表.xlsx',
      xlsxOf(rowsXml([['事项']]), [{ name: 'xl/vbaProject.bin', bytes: text('x') }]),
      'macro',
    ],
    [
      '加密的部件',
      '纪要.docx',
      docxOf('', [{ name: 'x', bytes: text('x'), encrypted: true }]),
      'encrypted',
    ],
    ['截断的压缩包', '纪要.docx', docxOf(paragraph('会议')).slice(0, 200), 'broken'],
    ['二进制冒充文本', '纪要.txt', zeros(100), 'type'],
    ['解开有一百兆', '纪要.docx', docxOf(' '.repeat(100 * MB)), 'bomb'],
    [
      '谎报大小的炸弹',
      '纪要.docx',
      zipOf([{ name: 'word/document.xml', bytes: zeros(100 * MB), declared: 10 }]),
      'bomb',
    ],
    [
      '部件互相重叠的炸弹',
      '纪要.docx',
      docxOf('', [
        { name: 'a', bytes: text('a') },
        { name: 'b', bytes: text('a'), sharesLast: true },
      ]),
      'bomb',
    ],
    [
      '同名部件',
      '纪要.docx',
      docxOf('', [{ name: 'word/document.xml', bytes: text('<x/>') }]),
      'bomb',
    ],
    [
      '成千上万个部件',
      '纪要.docx',
      docxOf(
        '',
        Array.from({ length: 1100 }, (_, index) => ({ name: `p${index}`, bytes: text('x') })),
      ),
      'bomb',
    ],
    [
      '外部实体',
      '纪要.docx',
      docxOf(
        paragraph('&x;'),
        [],
        '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
      ),
      'entity',
    ],
    [
      '一亿个笑',
      '分解表.xlsx',
      xlsxOf('', [
        { name: 'xl/sharedStrings.xml', bytes: text('<!DOCTYPE a [<!ENTITY b "c">]><sst/>') },
      ]),
      'entity',
    ],
  ])('%s', (_, name, bytes, fault) => {
    expect(faultOf(name, bytes)).toBe(fault)
  })

  test('解开以前就停下，不占内存', () => {
    const bomb = zipOf([{ name: 'word/document.xml', bytes: zeros(200 * MB), declared: 10 }])
    expect(bomb.length).toBeLessThan(MB)
    const before = process.memoryUsage().arrayBuffers
    expect(faultOf('纪要.docx', bomb)).toBe('bomb')
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(40 * MB)
  })

  test('含公式的单元格逐个指出', async () => {
    const cells =
      '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="C1"><f>HYPERLINK("x")</f></c></row></sheetData>'
    expect(await sheetFaultOf(xlsxOf(cells))).toEqual({
      ok: false,
      fault: 'formula',
      cells: ['C1'],
    })
  })

  test.each([
    ['十万行', rowsXml(Array.from({ length: 100_000 }, () => ['x'])), 'tooManyRows'],
    [
      '只有一行，却说是第一百万行',
      '<sheetData><row r="1048576"><c r="A1048576"/></row></sheetData>',
      'tooManyRows',
    ],
    ['一格远在天边', '<sheetData><row r="1"><c r="XFD1"><v>1</v></c></row></sheetData>', 'tooWide'],
    ['范围写得无边无际', '<dimension ref="A1:XFD1048576"/><sheetData/>', 'tooManyRows'],
  ])('%s', async (_, inside, fault) => {
    expect(await sheetFaultOf(xlsxOf(inside))).toEqual({ ok: false, fault })
  })

  test('不成样子的表格内容', async () => {
    expect(await sheetFaultOf(xlsxOf('<sheetData><row'))).toEqual({ ok: false, fault: 'broken' })
  })
})

describe('正常的文件照常读', () => {
  test('文本：UTF-8 与 GB 18030', () => {
    const gb = Uint8Array.from([0xbb, 0xe1, 0xd2, 0xe9])
    for (const bytes of [text('会议'), gb]) {
      expect(judgeFile('纪要.txt', bytes)).toEqual({
        ok: true,
        file: { kind: 'text', text: '会议' },
      })
    }
  })

  test('文档：段落成行，表格成列', async () => {
    const cell = (value: string) => `<w:tc>${paragraph(value)}</w:tc>`
    const table = `<w:tbl><w:tr>${cell('事项')}${cell('牵头单位')}</w:tr><w:tr>${cell('修路')}${cell('区交通局')}</w:tr></w:tbl>`
    const judged = judgeFile(
      '纪要.docx',
      docxOf(`${paragraph('会议纪要')}${paragraph('甲 &lt; 乙 &amp; 丙')}${table}`),
    )
    expect(
      judged.ok && judged.file.kind === 'document' ? await documentText(judged.file.parts) : judged,
    ).toBe('会议纪要\n甲 < 乙 & 丙\n事项\t牵头单位\n修路\t区交通局')
  })

  test('表格：第一张工作表的各行', async () => {
    expect(await sheetFaultOf(xlsxOf(rowsXml([['事项', '=1+1']])))).toEqual([['事项', '=1+1']])
    expect(sheetOf('')).toContain('worksheet')
  })
})
