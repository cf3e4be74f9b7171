// The demo's chats across restarts: nothing vanishes, no id comes twice, a torn line does no harm.
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { openJournal } from '../../src/local-feishu/journal.ts'
import { type LocalFeishu, openLocalFeishu } from '../../src/local-feishu/local-feishu.ts'
import { offsetClock } from '../../src/local-feishu/offset-clock.ts'

const folder = mkdtempSync(join(tmpdir(), 'duban-journal-'))
const path = join(folder, 'demo.jsonl')
afterEach(() => rmSync(path, { force: true }))

const APP = { appId: 'cli_demo', appSecret: 's', encryptKey: 'k', verificationToken: 't' }

async function open(seed: number): Promise<LocalFeishu & { journalClose(): void }> {
  const journal = openJournal(path)
  const feishu = await openLocalFeishu({
    clock: { now: () => 1_789_344_000_000 },
    seed,
    journal,
    app: APP,
    users: [
      { openId: 'ou_a', name: '谷雨' },
      { openId: 'ou_b', name: '禾苗' },
    ],
    chats: [{ chatId: 'oc_g', name: '工作群', members: ['ou_a', 'ou_b'] }],
  })
  return { ...feishu, journalClose: journal.close }
}

test('重开之后，会话、文件和两个人的私聊都在，编号不重复', async () => {
  const first = await open(1)
  const chat = first.person('ou_a').chatWithBot()
  await first.person('ou_a').say('进展')
  const file = await first.person('ou_a').sendFile('台账.txt', new TextEncoder().encode('一二三'))
  await first.person('ou_a').forward(file, 'ou_b')
  await first.person('ou_a').recall(file)
  const before = first.allMessages()
  await first.close()
  first.journalClose()

  const second = await open(1 + 1)
  expect(second.person('ou_a').chatWithBot()).toBe(chat)
  expect(second.allMessages()).toEqual(before)
  expect(
    second
      .person('ou_a')
      .messages()
      .map(({ recalled }) => recalled),
  ).toEqual([false, true])
  const key = JSON.parse(before[1]?.content ?? '{}').file_key
  expect(new TextDecoder().decode(second.fileOf(key)?.bytes)).toBe('一二三')
  const pair = second.allChats().find((one) => one.kind === 'p2p' && !one.bot)
  expect([...(pair?.members ?? [])]).toEqual(['ou_a', 'ou_b'])
  const id = await second.person('ou_a').say('又一条')
  expect(before.map((one) => one.id)).not.toContain(id)
  await second.close()
  second.journalClose()
})

test('写到一半断电，最后半行作废，其余照旧', () => {
  const journal = openJournal(path)
  journal.put('clock', 'ahead', 1)
  journal.put('clock', 'ahead', 2)
  journal.close()
  appendFileSync(path, '["clock","ahead",3')
  const again = openJournal(path)
  expect(again.get('clock', 'ahead')).toBe(2)
  again.close()
  expect(readFileSync(path, 'utf8')).toBe('["clock","ahead",2]\n')
})

test('演示时钟只往前走，走了多少记得住', () => {
  let kept = 0
  const clock = offsetClock({ now: () => 1_000 }, 50, (offset) => {
    kept = offset
  })
  expect(clock.now()).toBe(1_050)
  clock.forwardTo(5_000)
  expect([clock.now(), kept]).toEqual([5_000, 4_000])
  clock.forwardTo(2_000)
  expect([clock.now(), clock.offset()]).toEqual([5_000, 4_000])
})
