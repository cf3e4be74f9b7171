// 查: by number and by words, in private and in groups – only what the asker may see, and in groups hardly that.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { instantOf, MINUTE_MS } from '../../src/domain/time.ts'
import { openPlay, type Play } from '../kit/play.ts'
import { CANARY, matterAt } from '../kit/roads.ts'

let play: Play

const OWN_GROUP = { chatId: 'oc_test_d09', mentionBot: true }
const FOREIGN_GROUP = { chatId: 'oc_test_d00', mentionBot: true }
const LIVE_TITLE = '厕所革命<at id=all></at>[点我](https://x.example)'

/** 1号 is under way at 区农业农村局, 2号 is 内部, 3号 has a title that tries to be markup, 4号 to 9号 sound alike. */
beforeAll(async () => {
  play = await openPlay()
  await matterAt(play, '办理中', { title: '农村沼气建设工作' })
  await matterAt(play, '办理中', { title: '涉稳风险排查', form: { classification: 'internal' } })
  await matterAt(play, '办理中', { title: LIVE_TITLE })
  for (const word of ['一', '二', '三', '四', '五', '六'])
    await matterAt(play, '待签收', { title: `高标准农田第${word}片区` })
})
afterAll(() => play.close())

const unknown = (said: string) =>
  `未找到“${said}”对应的督查事项，请核对编号，或发送“我的待办”查看您的事项。`

describe('私聊', () => {
  test.each([
    '查 1号',
    '查1号',
    '1号',
    '1号进展',
    '查 沼气',
    '查 云政督〔2026〕1号',
    '查 云政督[2026]1号',
    '〔2026〕1号进展如何',
    '（2026）1号',
    '２０２６年１号',
  ])('“%s”得到督查事项卡', async (words) => {
    expect((await play.say('禾苗', words)).toSelf).toEqual(['督查事项'])
    expect(play.says('禾苗', '督查事项')).toContain('农村沼气建设工作')
  })

  test('卡片写明此刻可以做什么，部门的人看得到批办意见', async () => {
    await play.say('田守稼', '查 1号')
    expect(play.says('田守稼', '督查事项')).toContain('改批 1号')
    expect(play.says('田守稼', '督查事项')).toContain(CANARY.opinion)
  })

  test('督查室看得到事项，看不到部门未报送的批办意见', async () => {
    await play.say('毕子衡', '查 1号')
    expect(play.says('毕子衡', '督查事项')).toContain(CANARY.content)
    expect(play.says('毕子衡', '督查事项')).not.toContain(CANARY.opinion)
  })

  test.each([
    ['查 〔2025〕1号', '1号'],
    ['查 京政督〔2026〕1号', '1号'],
    ['查 999号', '999号'],
  ])('“%s”没有这个事项', async (words, said) => {
    expect((await play.say('禾苗', words)).toSelf).toEqual([unknown(said)])
  })

  test('无权看的事项，答复与没有这个事项一字不差', async () => {
    expect((await play.say('孟知行', '查 1号')).toSelf).toEqual([unknown('1号')])
    const words = '未找到与“沼气”有关的督查事项，请换个说法，或发送“查 27号”按编号查询。'
    expect((await play.say('孟知行', '查 沼气')).toSelf).toEqual([words])
    expect((await play.say('禾苗', '查 沼氣池')).toSelf).toEqual([words.replace('沼气', '沼氣池')])
  })

  test('说法不明的，最多列五件供选择，只列本人看得到的', async () => {
    const { toSelf } = await play.say('禾苗', '查 高标准农田')
    const lines = toSelf.join('').split('\n')
    expect(lines[0]).toBe('符合的事项不止一项，请写明完整编号（共6项，仅列前5项）：')
    expect(lines.slice(1)).toHaveLength(5)
    expect((await play.say('孟知行', '查 高标准农田')).toSelf.join('')).toContain('未找到')
  })

  test('回复卡片时不写编号，说的就是那张卡片的事项', async () => {
    const { messageId } = play.card('谷雨', '办理任务', '农村沼气建设工作')
    expect((await play.say('谷雨', '进展如何', { replyTo: messageId })).toSelf).toEqual([
      '督查事项',
    ])
    expect(play.says('谷雨', '督查事项')).toContain('农村沼气建设工作')
  })

  test('不回复卡片也不写编号，请其写明', async () => {
    expect((await play.say('谷雨', '查')).toSelf).toEqual([
      '请写明督查编号，例如：查 27号。也可以直接回复该事项的卡片。',
    ])
  })
})

test('标题里的指令和链接，在答复、群消息和告知里都不起作用', async () => {
  const group = OWN_GROUP
  await play.say('禾苗', '查 3号')
  const asked = await play.say('禾苗', '查 3号', group)
  const told = await play.say('谷雨', '进展 3号 <at id=all></at>[链接](https://x.example)', group)
  const taken = await play.say('谷雨', '撤回', { ...group, replyTo: told.messageId })
  for (const { toGroup } of [asked, told, taken]) expect(toGroup.join('')).toContain('厕所革命')
  play.person('谷雨').setStopped(true)
  await play.say('谷雨', '查 3号')
  await play.wait(MINUTE_MS)
  expect(play.lines('温如松').at(-1)).toContain('谷雨科长已停用机器人')
  expect(play.lines('温如松').at(-1)).toContain('厕所革命')
  play.person('谷雨').setStopped(false)
})

describe('群里', () => {
  test('本部门的群，答一句话：事项、状态、灯、时限', async () => {
    const heard = await play.say('谷雨', '查 1号', OWN_GROUP)
    expect(heard.toSelf).toEqual([])
    expect(heard.toGroup).toEqual([
      '农村沼气建设工作（云政督〔2026〕1号）：办理中，绿灯 正常，时限2026年9月21日（星期一）17:30前。',
    ])
  })

  test('内部事项在群里只有编号和灯，群卡片也是', async () => {
    const heard = await play.say('谷雨', '查 2号', OWN_GROUP)
    expect(heard.toGroup).toEqual(['云政督〔2026〕2号：绿灯 正常。'])
    const card = JSON.stringify(
      play
        .person('谷雨')
        .messages('oc_test_d09')
        .find((one) => JSON.stringify(one.card)?.includes('〔2026〕2号'))?.card,
    )
    expect(card).toContain('绿灯 正常')
    expect(card).toContain('您有一份督查待办')
    expect(card).not.toMatch(/涉稳|办理中|9月21日/)
  })

  test('别的群里问，卡片发到私聊，群里只说已发', async () => {
    const heard = await play.say('佟雅宁', '1号', FOREIGN_GROUP)
    expect(heard.toGroup).toEqual(['已将卡片发至您的私聊。'])
    expect(heard.toSelf).toEqual(['督查事项'])
  })

  test('有几件可选的，选项只发给本人', async () => {
    const heard = await play.say('禾苗', '查 高标准农田', OWN_GROUP)
    expect(heard.toGroup).toEqual(['已将卡片发至您的私聊。'])
    expect(heard.toSelf.join('')).toContain('符合的事项不止一项')
  })

  test('没有这个事项的，一个群十分钟内只答一次', async () => {
    const group = { chatId: 'oc_test_d02', mentionBot: true }
    const ask = async (words: string) => (await play.say('孟知行', words, group)).toGroup
    expect(await ask('查 1号')).toEqual([unknown('1号')])
    expect(await ask('查 1号')).toEqual([])
    expect(await ask('查 从没有过')).toEqual([])
    play.product.clock.forward(6 * MINUTE_MS)
    expect(await ask('查 998号')).toEqual([])
    play.product.clock.forward(2 * MINUTE_MS)
    expect(await ask('查 998号')).toEqual([unknown('998号')])
    expect((await play.say('孟知行', '查 998号')).toSelf).toEqual([unknown('998号')])
  })
})

test('跨年重号的，请其写明年份，写明的直接查到', async () => {
  play.product.clock.set(instantOf('2027-01-04', '09:00'))
  await matterAt(play, '待签收', {
    title: '春耕备耕',
    form: { deadline: '2027-03-01 17:30' },
  })
  const { toSelf } = await play.say('禾苗', '查 1号')
  expect(toSelf.join('').split('\n').slice(1)).toEqual([
    '1. 春耕备耕（云政督〔2027〕1号）',
    '2. 农村沼气建设工作（云政督〔2026〕1号）',
  ])
  await play.say('禾苗', '查 〔2027〕1号')
  expect(play.says('禾苗', '督查事项')).toContain('春耕备耕')
  await play.say('禾苗', '2026年1号')
  expect(play.says('禾苗', '督查事项')).toContain('农村沼气建设工作')
})
