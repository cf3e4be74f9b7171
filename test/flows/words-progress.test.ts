// Progress by words: recorded at once by 进展, offered for free replies and files, in private and in groups.
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MINUTE_MS } from '../../src/domain/time.ts'
import { buttonsOf, openPlay, type Play } from '../kit/play.ts'
import { matterAt } from '../kit/roads.ts'

let play: Play

beforeAll(async () => {
  play = await openPlay()
  await matterAt(play, '办理中', { title: '农村沼气建设工作', form: { co: ['D04'] } })
})
afterAll(() => play.close())

const GROUP = { chatId: 'oc_test_d09', mentionBot: true }
const NOT_YOURS = '目前没有待您办理的该项工作。可发送“我的待办”查看您的事项。'
const HELP_LINE =
  '未能识别您的意思。报进展请回复该事项的卡片，或发送“进展 27号 进展内容”；发送“帮助”查看可用指令。'
const PICTURE = Buffer.from('89504e470d0a1a0a0000000d494844520000000100000001', 'hex')

/** What is on record, the latest last: the words and how many files. */
async function recorded(): Promise<string[]> {
  const rows = await play.product.database.sql<{ said: string; files: number }[]>`
    select p.achievement as said, (select count(*)::int from attachment f where f.progress_id = p.id) as files
    from progress p where p.withdrawn_at is null order by p.at`
  return rows.map(({ said, files }) => (files === 0 ? said : `${said}+${files}`))
}

async function lastRecorded(): Promise<string | undefined> {
  return (await recorded()).at(-1)
}

describe('进展', () => {
  test('写明编号的，当即记入，答复写明事项并可撤回', async () => {
    expect((await play.say('谷雨', '进展 1号 已完成摸底120户')).toSelf).toEqual(['记入进展'])
    expect(play.says('谷雨', '记入进展')).toContain('已记入“农村沼气建设工作（云政督〔2026〕1号）”')
    expect(buttonsOf(play.card('谷雨', '记入进展'))).toEqual(['撤回'])
    expect(await recorded()).toEqual(['已完成摸底120户'])
  })

  test('只承办一件的，不写编号也知道是哪件', async () => {
    await play.say('谷雨', '进展 已开工30座')
    expect(await lastRecorded()).toBe('已开工30座')
  })

  test('督查工作人员也可以报', async () => {
    await play.say('禾苗', '报进展：1号，已协调水利站')
    expect(await lastRecorded()).toBe('已协调水利站')
  })

  test('只写“进展”没有内容的，不记', async () => {
    expect((await play.say('谷雨', '进展 1号：')).toSelf).toEqual([
      '请写明进展内容，例如：进展 27号 已完成摸底120户。',
    ])
    expect(await lastRecorded()).toBe('已协调水利站')
  })

  test.each([
    ['田守稼', NOT_YOURS],
    ['毕子衡', NOT_YOURS],
    ['金穗', NOT_YOURS],
  ])('%s不承办，不能报', async (name, answer) => {
    expect((await play.say(name, '进展 1号 已完成')).toSelf).toEqual([answer])
    expect(await lastRecorded()).toBe('已协调水利站')
  })

  test('看不到的事项，只说没有这个编号', async () => {
    expect((await play.say('孟知行', '进展 1号 已完成')).toSelf.join('')).toMatch(/^未找到“1号”/)
  })

  test('承办两件以上又没写编号的，请其选，不猜；回复卡片的知道是哪件', async () => {
    await matterAt(play, '办理中', { title: '秸秆综合利用' })
    const { toSelf } = await play.say('谷雨', '进展 已验收')
    expect(toSelf.join('').split('\n')).toEqual([
      '符合的事项不止一项，请写明完整编号：',
      expect.stringContaining('1号'),
      expect.stringContaining('2号'),
    ])
    expect(await lastRecorded()).toBe('已协调水利站')
    const { messageId } = play.card('谷雨', '办理任务', '秸秆综合利用')
    await play.say('谷雨', '进展 已验收', { replyTo: messageId })
    expect(await lastRecorded()).toBe('已验收')
    expect(play.says('谷雨', '记入进展')).toContain('秸秆综合利用')
  })

  test('带密级标志的不收、不存，群里也不复述', async () => {
    const heard = await play.say('谷雨', '进展 1号 依据市委文件（机密★3年）推进', GROUP)
    expect(heard.toGroup).toEqual(['文件含密级标志，不能在本平台流转。'])
    expect(await lastRecorded()).toBe('已验收')
    const kept = await play.product.database.sql`
      select from message where subject::text like '%机密%'`
    expect(kept).toHaveLength(0)
  })
})

describe('群里', () => {
  test('提及机器人报进展，群里只答记入了哪件，不复述内容', async () => {
    const heard = await play.say('谷雨', '进展 1号 已完成管网铺设', GROUP)
    expect(heard.toGroup).toEqual(['已记入进展：农村沼气建设工作（云政督〔2026〕1号）。'])
    expect(heard.toSelf).toEqual(['记入进展'])
  })

  test('图文一起发，图片随进展记入，稍后取回存档', async () => {
    const heard = await play.does(
      '谷雨',
      (person) => person.sendPost('', ['进展 1号 现场照片如下'], { ...GROUP, images: [PICTURE] }),
      GROUP.chatId,
    )
    expect(heard.toGroup).toEqual(['已记入进展：农村沼气建设工作（云政督〔2026〕1号）。'])
    expect(await lastRecorded()).toBe('现场照片如下+1')
    await play.wait(MINUTE_MS)
    const [file] = await play.product.database.sql`
      select kind, bytes, sha256 from attachment order by fetch_at nulls first limit 1`
    expect(Buffer.from(file?.bytes).equals(PICTURE)).toBe(true)
    expect(file?.sha256).toBe(createHash('sha256').update(PICTURE).digest('hex'))
  })

  test('回复群里的督查事项卡，不写编号也知道是哪件；随口回复的，到私聊里问', async () => {
    const card = play
      .person('谷雨')
      .messages(GROUP.chatId)
      .find((one) => JSON.stringify(one.card ?? {}).includes('农村沼气建设工作'))
    const how = { ...GROUP, replyTo: card?.messageId ?? '' }
    const told = await play.say('谷雨', '进展 已完成回填', how)
    expect(told.toGroup).toEqual(['已记入进展：农村沼气建设工作（云政督〔2026〕1号）。'])
    expect(await lastRecorded()).toBe('已完成回填')
    const asked = await play.say('谷雨', '明天验收', how)
    expect(asked).toMatchObject({ toGroup: ['已将卡片发至您的私聊。'], toSelf: ['记入进展'] })
    expect(buttonsOf(play.card('谷雨', '记入进展'))).toEqual(['记入', '不记'])
  })

  test('没有提及机器人的、机器人发的、提及所有人的，都不理会', async () => {
    const quiet = (how: object) =>
      play.say('谷雨', '进展 1号 不该记入', { chatId: 'oc_test_d09', ...how })
    for (const how of [{}, { mentionAll: 'listed' }, { mentionAll: 'unlisted' }]) {
      const heard = await quiet(how)
      expect([...heard.toGroup, ...heard.toSelf]).toEqual([])
    }
    play.product.feishu.grantScope('im:message.group_msg')
    const heard = await quiet({})
    expect([...heard.toGroup, ...heard.toSelf]).toEqual([])
    play.product.feishu.revokeScope('im:message.group_msg')
    expect(await recorded()).not.toContain('不该记入')
  })

  test('提及了却说不明白的，群里十分钟内只提示一次', async () => {
    const first = await play.say('谷雨', '大家辛苦了', GROUP)
    expect(first.toGroup).toEqual([HELP_LINE])
    expect((await play.say('禾苗', '辛苦辛苦', GROUP)).toGroup).toEqual([])
  })
})

describe('随口回复和附件', () => {
  test('承办人回复卡片，先问一句；答记入才记入，之后可撤回', async () => {
    const { messageId } = play.card('谷雨', '办理任务', '农村沼气建设工作')
    const before = await recorded()
    const heard = await play.say('谷雨', '今天又建成5座', { replyTo: messageId })
    expect(heard.toSelf).toEqual(['记入进展'])
    expect(buttonsOf(play.card('谷雨', '记入进展'))).toEqual(['记入', '不记'])
    expect(await recorded()).toEqual(before)
    const kept = await play.tap('谷雨', '记入进展', '记入')
    expect(kept.toast?.content).toBe('已记入进展：农村沼气建设工作（云政督〔2026〕1号）。')
    expect(buttonsOf(play.card('谷雨', '记入进展'))).toEqual(['撤回'])
    expect(await recorded()).toEqual([...before, '今天又建成5座'])
  })

  test('答不记的不记；同时点了两下，只算先到的', async () => {
    const { messageId } = play.card('谷雨', '办理任务', '农村沼气建设工作')
    const before = await recorded()
    await play.say('谷雨', '好的收到', { replyTo: messageId })
    const asked = play.card('谷雨', '记入进展').messageId
    const late = play.person('谷雨').prepareTap(asked, '记入')
    const dropped = await play.tap('谷雨', '记入进展', '不记')
    expect(dropped.toast).toEqual({ type: 'info', content: '好的，不记入进展。' })
    const answer = await late.send()
    expect(answer.toast).toEqual({ type: 'info', content: '好的，不记入进展。' })
    expect(buttonsOf(play.card('谷雨', '记入进展'))).toEqual([])
    expect(await recorded()).toEqual(before)
  })

  test('两下“记入”只记一条', async () => {
    const { messageId } = play.card('谷雨', '办理任务', '农村沼气建设工作')
    await play.say('谷雨', '累计建成35座', { replyTo: messageId })
    const asked = play.card('谷雨', '记入进展').messageId
    const taps = [1, 2].map(() => play.person('谷雨').prepareTap(asked, '记入'))
    const answers = await Promise.all(taps.map((one) => one.send()))
    await play.product.settle()
    expect(answers.map((answer) => answer.toast?.type).sort()).toEqual(['info', 'success'])
    expect((await recorded()).filter((said) => said === '累计建成35座')).toHaveLength(1)
    expect(buttonsOf(play.card('谷雨', '记入进展'))).toEqual(['撤回'])
  })

  test('私聊发来的文件回复卡片，问过之后连同文件记入并取回', async () => {
    const { messageId } = play.card('谷雨', '办理任务', '农村沼气建设工作')
    const bytes = Buffer.from('施工进度一览')
    const heard = await play.does('谷雨', (person) =>
      person.sendFile('进度表.xlsx', bytes, { replyTo: messageId }),
    )
    expect(heard.toSelf).toEqual(['记入进展'])
    expect(play.says('谷雨', '记入进展')).toContain('附件1件：进度表.xlsx')
    await play.tap('谷雨', '记入进展', '记入')
    await play.wait(MINUTE_MS)
    const [file] = await play.product.database.sql`
      select name, bytes, sha256 from attachment where name = '进度表.xlsx'`
    expect(Buffer.from(file?.bytes).equals(bytes)).toBe(true)
    expect(file?.sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
  })

  test('没有回复卡片的文件，承办两件以上的请其选', async () => {
    const heard = await play.does('谷雨', (person) => person.sendImage(PICTURE))
    expect(heard.toSelf.join('')).toContain('符合的事项不止一项')
  })

  test('文件名带密级标志的不收、不存', async () => {
    const { messageId } = play.card('谷雨', '办理任务', '农村沼气建设工作')
    const heard = await play.does('谷雨', (person) =>
      person.sendFile('通知（秘密★1年）.pdf', Buffer.from('x'), { replyTo: messageId }),
    )
    expect(heard.toSelf).toEqual(['文件含密级标志，不能在本平台流转。'])
    const kept = await play.product.database.sql`
      select from message where subject::text like '%秘密%' union all
      select from attachment where name like '%秘密%'`
    expect(kept).toHaveLength(0)
  })

  test('不承办的人随口回复，或没有回复卡片的，只答一行', async () => {
    const { messageId } = play.card('田守稼', '领导批办', '农村沼气建设工作')
    expect((await play.say('田守稼', '抓紧办', { replyTo: messageId })).toSelf).toEqual([HELP_LINE])
    expect((await play.say('谷雨', '今天天气不错')).toSelf).toEqual([HELP_LINE])
    expect((await play.say('佟雅宁', '你好呀')).toSelf).toEqual([HELP_LINE])
  })

  test('原消息先撤回了，再点记入也不记', async () => {
    const { messageId } = play.card('谷雨', '办理任务', '农村沼气建设工作')
    const before = await recorded()
    const said = await play.say('谷雨', '说错了的话', { replyTo: messageId })
    await play.person('谷雨').recall(said.messageId)
    const kept = await play.tap('谷雨', '记入进展', '记入')
    expect(kept.toast).toEqual({ type: 'error', content: '原消息已撤回，未记入进展。' })
    expect(await recorded()).toEqual(before)
  })
})
