// The papers of a matter as people get them: privately, once each, and saying what was signed.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { reportHashOf } from '../../src/documents/make-document.ts'
import { unzipped } from '../../src/documents/unzip.ts'
import type { LogFacts } from '../../src/ports.ts'
import { silent } from '../kit/databases.ts'
import { openPlay, type Play } from '../kit/play.ts'
import { CANARY, matterAt, onward, REPORT, type Travelling } from '../kit/roads.ts'
import { yunling } from '../kit/yunling.ts'

let play: Play
let matter: Travelling

/** What the bot logs as an error. */
const errors: string[] = []
const log = {
  ...silent,
  error: (event: string, facts?: LogFacts) => void errors.push(`${event} ${JSON.stringify(facts)}`),
}

beforeAll(async () => {
  play = await openPlay({ seed: 21, log })
  matter = await matterAt(play, '已办结', { title: '农村沼气建设工作' })
})
afterAll(() => play.close())

interface Received {
  readonly name: string
  readonly words: string
  readonly bytes: Uint8Array
}

/** The files somebody has from the bot, oldest first, as the platform keeps them. */
async function files(name: string): Promise<Received[]> {
  const kept = await play.product.database.sql<{ name: string; key: string }[]>`
    select file_name as name, file_key as key from document order by created_at`
  const person = play.person(name)
  const seen = person
    .messages()
    .filter((one) => one.senderType === 'app' && one.msgType === 'file')
    .map((one) => one.text ?? '')
  return seen.map((name, index) => {
    const before = seen.slice(0, index).filter((one) => one === name).length
    const key = kept.filter((one) => one.name === name)[before]?.key ?? ''
    const bytes = play.product.feishu.fileOf(key)?.bytes
    if (bytes === undefined) throw new Error(`no file ${name}`)
    const words = unzipped(bytes, 'word/document.xml').replace(/<[^>]*>/gu, '')
    return { name, words, bytes }
  })
}

const kinds = async (name: string) => (await files(name)).map((file) => file.name.split('　')[0])

describe('一个事项的全程', () => {
  test('牵头单位督查工作人员收到通知单和情况报告，编号已经填好', async () => {
    expect(await kinds(matter.officer)).toEqual(['督查（交办）通知单', '情况报告'])
    const [notice] = await files(matter.officer)
    expect(notice?.words).toContain('督查编号：云政督〔2026〕1号')
    expect(notice?.words).toContain(CANARY.approval)
  })

  test('情况报告的文件读回来，就是主要领导审签的校验码', async () => {
    const [, report] = await files(matter.officer)
    const [signed] = await play.product.database.sql`select content_hash from sign_off`
    expect(reportHashOf(report?.bytes ?? new Uint8Array())).toBe(signed?.content_hash)
    expect(report?.words).toContain(CANARY.report)
    expect(report?.words).toContain('云岭区农业农村局2026年9月14日')
  })

  test('其他人没有文件，群里没有文件', async () => {
    const others = yunling.people.filter(({ name }) => name !== matter.officer)
    for (const { name } of others) expect(await kinds(name)).toEqual([])
    const groups = yunling.departments.flatMap(({ chatId }) => chatId ?? [])
    const shown = groups.flatMap((chatId) => {
      const member = yunling.people.find(
        ({ departmentId }) =>
          yunling.departments.find(({ id }) => id === departmentId)?.chatId === chatId,
      )
      return play.person(member?.name ?? '').messages(chatId)
    })
    expect(shown.length).toBeGreaterThan(0)
    expect(shown.filter(({ msgType }) => msgType === 'file')).toEqual([])
  })

  test('字节存档在先，与发出的一致', async () => {
    const kept = await play.product.database.sql<{ bytes: Buffer }[]>`
      select bytes from document order by created_at`
    const sent = (await files(matter.officer)).map(({ bytes }) => Buffer.from(bytes))
    expect(kept.map(({ bytes }) => bytes)).toEqual(sent)
  })

  test('再点一次、再说一遍，都不会再来一份', async () => {
    await play.wait(60_000)
    expect(await kinds(matter.officer)).toHaveLength(2)
    expect(play.product.feishu.counters().requests.file).toBe(2)
  })
})

test('撤回审签后重新审签，是新的一份', async () => {
  const { officer, head } = await matterAt(play, '已审签', {
    title: '义务教育质量监测',
    lead: 'D02',
  })
  await play.say(head, '撤回 2号')
  await play.tap(head, '请确认', '确认撤回', undefined, '义务教育质量监测')
  await play.tap(
    head,
    '请审签',
    '修改后审签',
    { ...REPORT, problems: '管护力量仍显不足。' },
    '义务教育质量监测',
  )
  const reports = (await files(officer)).filter((file) => file.name.startsWith('情况报告'))
  expect(reports).toHaveLength(2)
  expect(reports[1]?.words).toContain('管护力量仍显不足。')
})

test('文件做出来若与审签的不一致，就不发，告知督查室主任，日志记一行', async () => {
  const { sql } = play.product.database
  const travelling = await matterAt(play, '待审签', { title: '城市道路修缮', lead: 'D08' })
  await sql`create function spoil() returns trigger language plpgsql as $$
    begin
      if new.kind = 'report' then
        new.facts := jsonb_set(new.facts, '{text,problems}', '"没有问题。"');
      end if;
      return new;
    end $$`
  await sql`create trigger spoiled before insert on document for each row execute function spoil()`
  await onward(play, travelling, '待审签', '已审签')
  await sql`drop trigger spoiled on document`
  expect(await kinds(travelling.officer)).toEqual(['督查（交办）通知单'])
  await play.wait(60_000)
  expect(play.lines('温如松').at(-1)).toContain('有一条消息未能送达：文件')
  const [kept] = await sql`select id from document where kind = 'report' and bytes is null`
  const facts = { document: kept?.id, kind: 'report', code: 'Error' }
  expect(errors.filter((line) => line.startsWith('document_not_made'))).toEqual([
    `document_not_made ${JSON.stringify(facts)}`,
  ])
})
