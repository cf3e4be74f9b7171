// A person whom nothing reaches: 督查室 hears once what waits for whom, and nothing is lost.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { instantOf } from '../../src/domain/time.ts'
import { waits } from '../kit/desks.ts'
import { buttonsOf, openPlay, type Play } from '../kit/play.ts'
import { matterAt } from '../kit/roads.ts'
import { named } from '../kit/yunling.ts'
import { rounds, unannounced } from './unannounced.ts'

let play: Play
beforeEach(async () => {
  play = await openPlay({ start: instantOf('2026-09-14', '09:00'), pair: true })
})
afterEach(() => play.close())

const told = (name: string, words: string) =>
  play.lines(name).filter((line) => line.includes(words))

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
      await rounds(play)
      expect(told('温如松', words)).toHaveLength(1)
      expect(told('温如松', words).join()).toContain('农村沼气建设工作')
      expect(told('温如松', words).join()).toContain('请管理员恢复其账号')
      await matterAt(play, '待批办', { title: '秸秆禁烧' })
      await rounds(play)
      expect(told('温如松', words)).toHaveLength(1)
      for (const time of ['09:10', '09:20']) await rounds(play, instantOf('2026-09-15', time))
      const again = told('温如松', '现有待办2项')
      expect(again).toHaveLength(1)
      expect(again.join()).toContain('秸秆禁烧')
      expect(told('温如松', '有一条消息未能送达')).toEqual([])
      for (const day of ['2026-09-16', '2026-09-17']) await rounds(play, instantOf(day, '09:10'))
      expect(nudges()).toBe(0)
      feishu.setAvailable(head, true)
      await feishu.setFrozen(head, false)
      await rounds(play)
      const offered = play
        .person('田守稼')
        .messages()
        .filter((one) => one.title === '领导批办' && buttonsOf(one).length > 0)
      expect(offered).toHaveLength(2)
      await rounds(play, instantOf('2026-09-18', '09:10'))
      expect(nudges()).toBeGreaterThan(0)
      // Suspended once more: that is another time.
      const before = told('温如松', words).length
      await feishu.setFrozen(head, true)
      await rounds(play)
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
    await rounds(play)
    expect(told('温如松', '田守稼局长')).toEqual([])
    await feishu.resign(named('田守稼'))
    await rounds(play)
    for (const status of [{ is_frozen: false }, { is_frozen: true }, {}]) await renamed(status)
    await rounds(play)
    expect(told('温如松', '田守稼局长已离职')).toHaveLength(1)
    expect(told('温如松', words)).toEqual([])
  })

  test('恢复的事件没有送来，本人说话后照常提醒', async () => {
    await matterAt(play, '待批办', { title: '农村沼气建设工作' })
    await play.product.feishu.setFrozen(named('田守稼'), true)
    await rounds(play)
    unannounced(play, 'contact.user.updated_v3')
    await play.product.feishu.setFrozen(named('田守稼'), false)
    await play.say('田守稼', '帮助')
    await rounds(play, instantOf('2026-09-15', '09:10'))
    expect(nudges()).toBeGreaterThan(0)
  })
})

describe('人员离职', () => {
  test('通讯录事件：督查室主任收到一次，列出等其办理的；此后不再提醒；任职后卡片到接任者', async () => {
    await matterAt(play, '待批办', { title: '农村沼气建设工作' })
    await play.product.feishu.resign(named('田守稼'))
    await rounds(play)
    const words = '田守稼局长已离职或不在应用的可用范围内'
    expect(told('温如松', words)).toHaveLength(1)
    expect(told('温如松', words).join()).toContain('现有待办1项')
    expect(told('温如松', words).join()).toContain('农村沼气建设工作')
    expect(told('温如松', words).join()).toContain('领导批办')
    expect(told('温如松', words).join()).toContain('停用 田守稼')
    expect(told('罗思远', words)).toEqual([])
    // The head would be reminded courteously a day later, and have his list at 08:40.
    for (const day of ['2026-09-15', '2026-09-16', '2026-09-17'])
      await rounds(play, instantOf(day, '09:10'))
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
    expect(waits(play, '谷雨', '领导批办')).toBe(true)
  })

  test('没有事件，发送时才知道：又有待办到其名下的，次日再提示一次；停用后转至接任者', async () => {
    unannounced(play, 'contact.user.deleted_v3')
    await matterAt(play, '待阅批', { title: '农村沼气建设工作' })
    await play.product.feishu.resign(named('禾苗'))
    await play.tap('佟雅宁', '立项阅批', '同意立项', { opinion: '请抓紧。' })
    await rounds(play)
    const words = '禾苗已离职或不在应用的可用范围内'
    expect(told('温如松', words)).toHaveLength(1)
    expect(told('温如松', words).join()).toContain('农村沼气建设工作')
    await matterAt(play, '待签收', { title: '秸秆禁烧' })
    await rounds(play)
    expect(told('温如松', words)).toHaveLength(1)
    await rounds(play, instantOf('2026-09-15', '09:10'))
    await rounds(play, instantOf('2026-09-15', '09:20'))
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
    await rounds(play)
    await rounds(play)
    expect(papers()).toHaveLength(2)
  })

  test('停用机器人的人又来说话：没送到的都补上', async () => {
    await matterAt(play, '待阅批', { title: '农村沼气建设工作' })
    play.person('禾苗').setStopped(true)
    await play.tap('佟雅宁', '立项阅批', '同意立项', { opinion: '请抓紧。' })
    await rounds(play)
    expect(told('温如松', '禾苗已停用机器人')).toHaveLength(1)
    expect(play.lines('禾苗')).not.toContain('交办通知')
    play.person('禾苗').setStopped(false)
    await play.say('禾苗', '帮助')
    await rounds(play)
    expect(waits(play, '禾苗', '交办通知')).toBe(true)
  })

  test('唯一的督查室主任离职：告知区政府办领导', async () => {
    await play.product.feishu.resign(named('温如松'))
    await rounds(play)
    for (const name of ['韩秉文', '罗思远'])
      expect(told(name, '温如松主任已离职或不在应用的可用范围内')).toHaveLength(1)
  })

  test('名单外的人离职，谁也不告诉', async () => {
    const { feishu } = play.product
    feishu.addUser({ openId: 'ou_stranger_1', name: '外单位人员' })
    await feishu.resign('ou_stranger_1')
    const before = play.lines('温如松')
    await rounds(play)
    expect(play.lines('温如松')).toEqual(before)
  })
})
