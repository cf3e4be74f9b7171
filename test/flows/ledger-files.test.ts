// Files that people send and get in private: minutes and task lists come in, the ledger and its template go out.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { importMatters } from '../../src/ledger/import-matters.ts'
import { judgeFile } from '../../src/ledger/office-file.ts'
import { sheetRows } from '../../src/ledger/sheet-rows.ts'
import { buttonsOf, openPlay, type Play } from '../kit/play.ts'
import { matterAt } from '../kit/roads.ts'
import { named, yunling } from '../kit/yunling.ts'
import { docxOf, paragraph, rowsXml, xlsxOf, zipOf } from '../ledger/zip.ts'

let play: Play

beforeEach(async () => {
  play = await openPlay()
})
afterEach(() => play.close())

const OFFICER = '蒋小棠'
const text = (value: string) => new TextEncoder().encode(value)

/** Sends a file and waits until it has been read. */
async function send(name: string, file: string, bytes: Uint8Array) {
  const heard = await play.does(name, (person) => person.sendFile(file, bytes))
  await play.product.bot.settled()
  await play.product.settle()
  return heard
}

/** The rows of the newest file that somebody was sent. */
async function received(name: string) {
  const { sql } = play.product.bot
  const [file] = await sql<{ file_name: string; bytes: Buffer }[]>`
    select d.file_name, d.bytes from document d
    join message m on (m.subject->>'documentId')::uuid = d.id
    where m.recipient = ${named(name)} order by d.created_at desc limit 1`
  if (file === undefined) return null
  const judged = judgeFile('台账.xlsx', new Uint8Array(file.bytes))
  if (!judged.ok || judged.file.kind !== 'sheet') throw new Error(JSON.stringify(judged))
  const read = await sheetRows(judged.file.parts)
  if (!read.ok) throw new Error(read.fault)
  return { name: file.file_name, rows: read.rows }
}

const titlesIn = (file: Awaited<ReturnType<typeof received>>) => {
  const at = file?.rows[0]?.indexOf('事项') ?? -1
  return file?.rows.slice(1).map((row) => row[at])
}

describe('私下发来的纪要和任务分解表', () => {
  const SAID = '由区住建局牵头，区财政局配合，于9月30日前完成积水点整治。'

  test.each([
    ['会议纪要.txt', text(`时间：2026年9月14日\n${SAID}`)],
    ['会议纪要.docx', docxOf(`${paragraph('时间：2026年9月14日')}${paragraph(SAID)}`)],
    [
      '任务分解表.xlsx',
      xlsxOf(
        rowsXml([
          ['事项', '牵头单位', '办结时间'],
          ['积水点整治', '区住建局', '2026-09-30'],
        ]),
      ),
    ],
  ])('%s 成为拟立项清单', async (name, bytes) => {
    await send(OFFICER, name, bytes)
    const card = play.card(OFFICER, '拟立项清单')
    expect(JSON.stringify(card.card)).toContain('积水点整治')
    expect(buttonsOf(card)).toEqual(['修改', '删除', '一并呈请立项'])
    expect(play.lines(OFFICER)).toEqual(['拟立项清单'])
  })

  test.each([
    [
      '纪要.docx',
      zipOf([{ name: 'word/document.xml', bytes: new Uint8Array(40 << 20), declared: 9 }]),
      '文件解压后过大',
    ],
    ['纪要.docm', docxOf(''), '文件含宏'],
    ['纪要.pdf', text('%PDF'), '只能读取'],
    [
      '分解表.xlsx',
      xlsxOf('<sheetData><row r="1"><c r="B1"><f>1+1</f></c></row></sheetData>'),
      '表格含公式（B1）',
    ],
    [
      '分解表.xlsx',
      xlsxOf(
        rowsXml([
          ['事项', '牵头单位'],
          ['修路', '东城街道'],
        ]),
      ),
      'B2 牵头单位“东城街道”',
    ],
    ['分解表.xlsx', xlsxOf(rowsXml([['事项'], ['绝密★修路']])), '文件含密级标志'],
    ['空.txt', text('会议听取了汇报。'), '没有可列入清单的事项'],
  ])('%s 不收的，说清楚，别的什么也没有', async (name, bytes, said) => {
    await send(OFFICER, name, bytes)
    expect(play.says(OFFICER, '拟立项清单')).toContain(said)
    expect(buttonsOf(play.card(OFFICER, '拟立项清单'))).toEqual([])
    expect(await play.product.bot.sql`select from matter`).toHaveLength(0)
  })

  test('部门人员发来的文件不成清单', async () => {
    await send('房一鸣', '会议纪要.txt', text(SAID))
    expect(play.lines('房一鸣')).not.toContain('拟立项清单')
  })
})

describe('台账', () => {
  beforeEach(async () => {
    await matterAt(play, '办理中', { title: '甲事项' })
    await matterAt(play, '待阅批', { title: '乙事项' })
  })

  test('督查室看全部，部门看自己的，别的部门没有', async () => {
    await play.say(OFFICER, '台账')
    expect(titlesIn(await received(OFFICER))).toEqual(['甲事项', '乙事项'])
    await play.say('禾苗', '导出台账')
    expect(titlesIn(await received('禾苗'))).toEqual(['甲事项'])
    expect((await play.say('岳清', '台账')).toSelf).toEqual(['没有符合条件且您可以查看的事项。'])
  })

  test('按年度、单位、状态、类别筛选，认不出的说回来', async () => {
    await play.say(OFFICER, '台账 2026年 区农业农村局 待阅批')
    const file = await received(OFFICER)
    expect(titlesIn(file)).toEqual(['乙事项'])
    expect(file?.name).toMatch(/^督查台账_2026年_区农业农村局_待阅批_\d{8}\.xlsx$/)
    expect((await play.say(OFFICER, '台账 2025年')).toSelf).toEqual([
      '没有符合条件且您可以查看的事项。',
    ])
    expect((await play.say(OFFICER, '台账 第三类')).toSelf).toEqual([
      '没有符合条件且您可以查看的事项。',
    ])
    expect((await play.say(OFFICER, '台账 火星')).toSelf[0]).toContain('未能识别：“火星”')
  })

  test('导出的台账发回来，又是拟立项清单', async () => {
    await play.say(OFFICER, '台账')
    const file = await received(OFFICER)
    expect(importMatters(file?.rows ?? [], yunling)).toMatchObject({
      ok: true,
      drafts: [{ title: '甲事项' }, { title: '乙事项' }],
    })
  })

  test('群里不给；模板只给督查室', async () => {
    const chatId = yunling.departments.find(({ id }) => id === 'D09')?.chatId ?? ''
    const heard = await play.say('禾苗', '台账', { chatId, mentionBot: true })
    expect(heard.toGroup).toEqual(['台账和模板请私下发给我索取。'])
    await play.say(OFFICER, '立项模板')
    expect((await received(OFFICER))?.name).toBe('立项模板.xlsx')
    expect((await play.say('禾苗', '立项模板')).toSelf[0]).toContain('督查室')
  })
})
