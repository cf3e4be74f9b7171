// A group without the bot, a person whom nothing reaches: 督查室 hears once what waits for whom, and nothing is lost.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { instantOf, MINUTE_MS } from '../../src/domain/time.ts'
import { buttonsOf, openPlay, type Play } from '../kit/play.ts'
import { matterAt } from '../kit/roads.ts'
import { named } from '../kit/yunling.ts'

const GROUP = 'oc_test_d09'
let play: Play
beforeEach(async () => {
  play = await openPlay({ start: instantOf('2026-09-14', '09:00'), pair: true })
})
afterEach(() => play.close())

/** The platform does as told and the app hears nothing of it: what it knows, it knows from refusals. */
function unannounced(type: string): void {
  play.product.feishu.deliveries.setWanted(type, false)
}

async function rounds(at: number = play.product.clock.now()): Promise<void> {
  play.product.clock.set(at)
  await play.product.settle()
  await play.product.ticks()
  await play.product.settle()
}

const told = (name: string, words: string) =>
  play.lines(name).filter((line) => line.includes(words))

const waits = (name: string, title: string) =>
  play
    .person(name)
    .messages()
    .some((one) => one.title === title && buttonsOf(one).length > 0)

const statusCards = () =>
  play
    .person('禾苗')
    .messages(GROUP)
    .filter((one) => one.title === '督查事项')
    .map((one) => JSON.stringify(one.card))

/** Two matters of 区农业农村局, each with its card in the group. */
async function twoInGroup(): Promise<void> {
  await matterAt(play, '待批办', { title: '农村沼气建设工作' })
  await matterAt(play, '待签收', { title: '秸秆禁烧' })
}

describe('机器人被移出工作群', () => {
  test.each(['事件告知', '没有事件，发送时才知道'])(
    '%s：督查室主任和该单位督查工作人员各收到一次，写明事项；重新添加后补发卡片',
    async (cause) => {
      await twoInGroup()
      if (cause !== '事件告知') unannounced('im.chat.member.bot.deleted_v1')
      await play.product.feishu.removeBot(GROUP)
      await play.tap('田守稼', '领导批办', '批办', {
        mode: 'section',
        opinion: '请办理。',
        handlers: [named('谷雨')],
      })
      await rounds()
      const words = '区农业农村局工作群已将机器人移出'
      for (const name of ['温如松', '禾苗']) {
        expect(told(name, words)).toHaveLength(1)
        expect(told(name, words).join()).toContain('涉及在办事项2项')
        expect(told(name, words).join()).toContain('农村沼气建设工作')
        expect(told(name, words).join()).toContain('请在群内重新添加机器人')
      }
      expect(told('蒋小棠', words)).toEqual([])
      // What decides goes on in private; the group's cards say nothing new, and nobody is told again.
      expect(waits('谷雨', '办理任务')).toBe(true)
      await play.tap('禾苗', '交办通知', '签收并呈批', { suggestion: '' }, '秸秆禁烧')
      await rounds()
      await rounds(instantOf('2026-09-15', '09:10'))
      expect(told('温如松', words)).toHaveLength(1)
      expect(told('温如松', '有一条消息未能送达')).toEqual([])
      await play.product.feishu.addBot(GROUP)
      await rounds()
      const [first, second, ...afresh] = statusCards()
      for (const old of [first, second]) expect(old).toContain('本卡片已更新，请看最新卡片。')
      expect(afresh).toHaveLength(2)
      expect(afresh.join()).toContain('待批办')
      expect(afresh.join()).toContain('办理中')
      // Removed once more: that is another time.
      await play.product.feishu.removeBot(GROUP)
      await rounds()
      expect(told('温如松', words)).toHaveLength(cause === '事件告知' ? 2 : 1)
    },
  )

  test('同一事件送来两次，群里的卡片只补发一次', async () => {
    await twoInGroup()
    await play.product.feishu.removeBot(GROUP)
    play.product.feishu.deliveries.next({ copies: 2 }, 'im.chat.member.bot.added_v1')
    await play.product.feishu.addBot(GROUP)
    await rounds()
    expect(statusCards()).toHaveLength(4)
  })

  test('移出的事件迟到，机器人已经回来：不再告诉谁', async () => {
    await twoInGroup()
    const { feishu, clock } = play.product
    const type = 'im.chat.member.bot.deleted_v1'
    const late = feishu.eventPayload(type, { chat_id: GROUP, external: false })
    unannounced(type)
    await feishu.removeBot(GROUP)
    clock.forward(MINUTE_MS)
    await feishu.addBot(GROUP)
    await rounds()
    expect(statusCards()).toHaveLength(4)
    await feishu.post(feishu.signed(late))
    await rounds()
    expect(told('温如松', '已将机器人移出')).toEqual([])
  })

  test.each(['事件告知', '没有事件，发送时才知道'])('群解散了，%s', async (cause) => {
    await twoInGroup()
    if (cause !== '事件告知') unannounced('im.chat.disbanded_v1')
    await play.product.feishu.dissolve(GROUP)
    await play.tap('禾苗', '交办通知', '签收并呈批', { suggestion: '' }, '秸秆禁烧')
    await rounds()
    expect(told('温如松', '区农业农村局工作群已解散')).toHaveLength(1)
    expect(told('温如松', '已解散').join()).toContain('如另建新群，请添加机器人')
    await rounds(instantOf('2026-09-15', '09:10'))
    expect(told('温如松', '区农业农村局工作群已解散')).toHaveLength(1)
  })

  test('不是哪个单位的群，移出了谁也不告诉', async () => {
    const { feishu } = play.product
    feishu.addChat({ chatId: 'oc_other', name: '闲聊', members: [named('温如松')] })
    await feishu.removeBot('oc_other')
    const before = play.lines('温如松')
    await rounds()
    expect(play.lines('温如松')).toEqual(before)
  })
})

describe('账号暂停', () => {
  const words = '田守稼局长的账号已暂停使用'
  const nudges = () =>
    play.lines('田守稼').filter((line) => ['每日清单', '工作提示'].includes(line)).length

  test.each(['暂停期间平台照收', '暂停期间平台拒收'])(
    '%s：督查室主任收到一次，写明等其办理的，又有待办次日再提示；不提醒；恢复后补齐，照常提醒',
    async (how) => {
      const { feishu } = play.product
      const head = named('田守稼')
      await matterAt(play, '待批办', { title: '农村沼气建设工作' })
      await feishu.setFrozen(head, true)
      if (how === '暂停期间平台拒收') feishu.setAvailable(head, false)
      await rounds()
      expect(told('温如松', words)).toHaveLength(1)
      expect(told('温如松', words).join()).toContain('农村沼气建设工作')
      expect(told('温如松', words).join()).toContain('请管理员恢复其账号')
      await matterAt(play, '待批办', { title: '秸秆禁烧' })
      await rounds()
      expect(told('温如松', words)).toHaveLength(1)
      for (const time of ['09:10', '09:20']) await rounds(instantOf('2026-09-15', time))
      const again = told('温如松', '现有待办2项')
      expect(again).toHaveLength(1)
      expect(again.join()).toContain('秸秆禁烧')
      expect(told('温如松', '有一条消息未能送达')).toEqual([])
      for (const day of ['2026-09-16', '2026-09-17']) await rounds(instantOf(day, '09:10'))
      expect(nudges()).toBe(0)
      feishu.setAvailable(head, true)
      await feishu.setFrozen(head, false)
      await rounds()
      const offered = play
        .person('田守稼')
        .messages()
        .filter((one) => one.title === '领导批办' && buttonsOf(one).length > 0)
      expect(offered).toHaveLength(2)
      await rounds(instantOf('2026-09-18', '09:10'))
      expect(nudges()).toBeGreaterThan(0)
      // Suspended once more: that is another time.
      const before = told('温如松', words).length
      await feishu.setFrozen(head, true)
      await rounds()
      expect(told('温如松', words)).toHaveLength(before + 1)
    },
  )

  test('资料有别的变动：没有暂停的、已离职的，都照旧', async () => {
    await matterAt(play, '待批办', { title: '农村沼气建设工作' })
    const { feishu } = play.product
    const renamed = (status: object) =>
      feishu.post(
        feishu.signed(
          feishu.eventPayload('contact.user.updated_v3', {
            object: { open_id: named('田守稼'), name: '田守稼', status },
            old_object: { name: '田守' },
          }),
        ),
      )
    await renamed({ is_frozen: false, is_resigned: false, is_exited: false })
    await rounds()
    expect(told('温如松', '田守稼局长')).toEqual([])
    await feishu.resign(named('田守稼'))
    await rounds()
    for (const status of [{ is_frozen: false }, { is_frozen: true }, {}]) await renamed(status)
    await rounds()
    expect(told('温如松', '田守稼局长已离职')).toHaveLength(1)
    expect(told('温如松', words)).toEqual([])
  })

  test('恢复的事件没有送来，本人说话后照常提醒', async () => {
    await matterAt(play, '待批办', { title: '农村沼气建设工作' })
    await play.product.feishu.setFrozen(named('田守稼'), true)
    await rounds()
    unannounced('contact.user.updated_v3')
    await play.product.feishu.setFrozen(named('田守稼'), false)
    await play.say('田守稼', '帮助')
    await rounds(instantOf('2026-09-15', '09:10'))
    expect(nudges()).toBeGreaterThan(0)
  })
})

describe('人员离职', () => {
  test('通讯录事件：督查室主任收到一次，列出等其办理的；此后不再提醒；任职后卡片到接任者', async () => {
    await matterAt(play, '待批办', { title: '农村沼气建设工作' })
    await play.product.feishu.resign(named('田守稼'))
    await rounds()
    const words = '田守稼局长已离职或不在应用的可用范围内'
    expect(told('温如松', words)).toHaveLength(1)
    expect(told('温如松', words).join()).toContain('现有待办1项')
    expect(told('温如松', words).join()).toContain('农村沼气建设工作')
    expect(told('温如松', words).join()).toContain('领导批办')
    expect(told('温如松', words).join()).toContain('停用 田守稼')
    expect(told('罗思远', words)).toEqual([])
    // The head would be reminded courteously a day later, and have his list at 08:40.
    for (const day of ['2026-09-15', '2026-09-16', '2026-09-17'])
      await rounds(instantOf(day, '09:10'))
    const [kept] = await play.product.database.sql<
      { due: boolean; sent: number; parked: number }[]
    >`
      select count(*) > 1 as due, count(*) filter (where shown = wanted and message_id is not null)::int as sent,
        count(*) filter (where parked_at is not null)::int as parked
      from message where recipient = ${named('田守稼')} and kind in ('remind', 'todo')`
    expect(kept).toEqual({ due: true, sent: 0, parked: 0 })
    expect(told('温如松', words)).toHaveLength(1)
    await play.say('温如松', '任职 区农业农村局 谷雨 主要领导')
    await play.tap('温如松', '请确认', '确认任职')
    await play.tap('罗思远', '请确认', '确认任职')
    expect(waits('谷雨', '领导批办')).toBe(true)
  })

  test('没有事件，发送时才知道：又有待办到其名下的，次日再提示一次；停用后转至接任者', async () => {
    unannounced('contact.user.deleted_v3')
    await matterAt(play, '待阅批', { title: '农村沼气建设工作' })
    await play.product.feishu.resign(named('禾苗'))
    await play.tap('佟雅宁', '立项阅批', '同意立项', { opinion: '请抓紧。' })
    await rounds()
    const words = '禾苗已离职或不在应用的可用范围内'
    expect(told('温如松', words)).toHaveLength(1)
    expect(told('温如松', words).join()).toContain('农村沼气建设工作')
    await matterAt(play, '待签收', { title: '秸秆禁烧' })
    await rounds()
    expect(told('温如松', words)).toHaveLength(1)
    await rounds(instantOf('2026-09-15', '09:10'))
    await rounds(instantOf('2026-09-15', '09:20'))
    expect(told('温如松', words)).toHaveLength(2)
    expect(told('温如松', words).at(-1)).toContain('现有待办2项')
    expect(told('温如松', '有一条消息未能送达')).toEqual([])
    await play.say('温如松', '任职 区农业农村局 谷雨 督查工作人员')
    await play.tap('温如松', '请确认', '确认任职')
    await play.tap('罗思远', '请确认', '确认任职')
    await play.say('温如松', '停用 禾苗')
    await play.tap('温如松', '请确认', '确认停用')
    await play.tap('罗思远', '请确认', '确认停用')
    const offered = play
      .person('谷雨')
      .messages()
      .filter((one) => one.title === '交办通知' && buttonsOf(one).length > 0)
    expect(offered).toHaveLength(2)
    // What he was to file and never got: each paper once, and it is there when it is asked for.
    const papers = () =>
      play
        .person('谷雨')
        .messages()
        .filter((one) => one.msgType === 'file')
    await rounds()
    await rounds()
    expect(papers()).toHaveLength(2)
  })

  test('停用机器人的人又来说话：没送到的都补上', async () => {
    await matterAt(play, '待阅批', { title: '农村沼气建设工作' })
    play.person('禾苗').setStopped(true)
    await play.tap('佟雅宁', '立项阅批', '同意立项', { opinion: '请抓紧。' })
    await rounds()
    expect(told('温如松', '禾苗已停用机器人')).toHaveLength(1)
    expect(play.lines('禾苗')).not.toContain('交办通知')
    play.person('禾苗').setStopped(false)
    await play.say('禾苗', '帮助')
    await rounds()
    expect(waits('禾苗', '交办通知')).toBe(true)
  })

  test('唯一的督查室主任离职：告知区政府办领导', async () => {
    await play.product.feishu.resign(named('温如松'))
    await rounds()
    for (const name of ['韩秉文', '罗思远'])
      expect(told(name, '温如松主任已离职或不在应用的可用范围内')).toHaveLength(1)
  })

  test('名单外的人离职，谁也不告诉', async () => {
    const { feishu } = play.product
    feishu.addUser({ openId: 'ou_stranger_1', name: '外单位人员' })
    await feishu.resign('ou_stranger_1')
    const before = play.lines('温如松')
    await rounds()
    expect(play.lines('温如松')).toEqual(before)
  })
})
