// 清除附件: the bytes and the name are gone from everything of ours, the hash and the reason stay (process §9).
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buttonsOf, openPlay, type Play } from '../kit/play.ts'
import { matterAt, type Travelling } from '../kit/roads.ts'

let play: Play
let matter: Travelling

const CONFIRM = '请确认'
const SECRET = '住户名单涂改版.xlsx'
const bytes = Buffer.from('不该发的内容')

beforeAll(async () => {
  play = await openPlay()
  matter = await matterAt(play, '办理中', { title: '住户核查', lead: 'D07' })
  const { messageId } = play.card(matter.handler, '办理任务', matter.title)
  for (const name of ['现场照片.docx', SECRET]) {
    await play.does(matter.handler, (person) =>
      person.sendFile(name, name === SECRET ? bytes : Buffer.from('照片'), { replyTo: messageId }),
    )
    await play.tap(matter.handler, '记入进展', '记入', undefined, name)
  }
  await play.wait(60_000)
})
afterAll(() => play.close())

async function stored() {
  const { sql } = play.product.database
  return sql<{ name: string; bytes: Buffer | null; sha256: string | null; erased: boolean }[]>`
    select name, bytes, sha256, erased_at is not null as erased from attachment order by erased_at nulls first`
}

test('哪一份说不清的，列出来选；只有督查室主任能提', async () => {
  expect(await stored()).toHaveLength(2)
  const listed = await play.say('温如松', `清除附件 ${matter.number}`)
  expect(listed.toSelf.join('')).toMatch(/附件不止一件.*1\. （区住建局.*2\. （区住建局/s)
  expect(listed.toSelf.join('')).not.toContain('住户名单')
  const officer = await play.say('蒋小棠', `清除附件 ${matter.number} 住户名单`)
  expect(officer.toSelf.join('')).toContain('区政府督查室主任办理')
  const none = await play.say('温如松', `清除附件 ${matter.number} 会议纪要`)
  expect(none.toSelf.join('')).toContain('未找到该附件')
})

test('提出、再由区政府办领导确认；之前什么也没动', async () => {
  await play.say('温如松', `清除附件 ${matter.number} 住户名单 原因：误传居民信息`)
  expect(play.says('温如松', CONFIRM)).toContain(SECRET)
  await play.tap('温如松', CONFIRM, '确认清除')
  expect((await stored()).every(({ erased }) => !erased)).toBe(true)
  for (const name of ['韩秉文', '罗思远'])
    expect(buttonsOf(play.card(name, CONFIRM))).toEqual(['确认清除', '取消'])
  const done = await play.tap('罗思远', CONFIRM, '确认清除')
  expect(done.toast?.content).toMatch(/^已清除附件：住户核查/)
  expect(buttonsOf(play.card('韩秉文', CONFIRM))).toEqual([])
})

test('字节和文件名哪里都没有了，校验码和原因还在', async () => {
  const gone = (await stored()).find(({ erased }) => erased)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  expect(gone).toEqual({ name: '（已清除）', bytes: null, sha256, erased: true })
  const { sql } = play.product.database
  const tables = await sql<{ name: string }[]>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE'`
  for (const { name } of tables) {
    const rows = await sql<{ row: string }[]>`select to_jsonb(t)::text as row from ${sql(name)} t`
    expect(rows.filter(({ row }) => row.includes('住户名单')).map(() => name)).toEqual([])
  }
  const reasons =
    await sql`select details from audit_entry where details->>'reason' = '误传居民信息'`
  expect(reasons).toHaveLength(2)
  for (const name of ['温如松', '罗思远', matter.handler])
    expect(
      JSON.stringify(
        play
          .person(name)
          .messages()
          .filter((one) => one.senderType === 'app'),
      ),
    ).not.toContain('住户名单')
  expect(play.says(matter.handler, '记入进展', '（已清除）')).toContain('（已清除）')
})

test('正在取的文件取回来也不再存下；另一份还在', async () => {
  const [kept] = await stored()
  expect(kept).toMatchObject({ name: '现场照片.docx', erased: false })
  expect(kept?.bytes).not.toBeNull()
})
