// 帮助 and 立项 by words, and a draft's way to its proposal: cards come to whom they are for, and nothing is done yet.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MINUTE_MS } from '../../src/domain/time.ts'
import { buttonsOf, openPlay, type Play, prefillOf } from '../kit/play.ts'
import { docketForm, matterAt } from '../kit/roads.ts'

let play: Play

beforeAll(async () => {
  play = await openPlay()
})
afterAll(() => play.close())

const D09 = { lead: 'D09', approver: '佟雅宁' }

async function savedMatters(): Promise<number> {
  const [row] = await play.product.database.sql<{ count: number }[]>`
    select count(*)::int as count from matter`
  return row?.count ?? 0
}

describe('帮助', () => {
  test.each([
    ['蒋小棠', '督查室：立项、审核、反馈'],
    ['佟雅宁', '区领导：阅批、审核上报、阅看结果'],
    ['罗思远', '区政府办领导：掌握进度、签发通报'],
    ['田守稼', '部门主要领导：批办、审签'],
    ['禾苗', '督查工作人员：签收、汇总、报送'],
    ['许广厦', '分管领导：协调办理、受托审签'],
    ['谷雨', '承办人：办理、报进展'],
  ])('%s发送“帮助”，看到本人这一步', async (name, section) => {
    const { toSelf } = await play.say(name, '帮助')
    expect(toSelf).toEqual(['督办助手'])
    expect(play.says(name, '督办助手')).toContain(section)
  })

  test('群里提及并发送“？”，卡片发到私聊', async () => {
    const heard = await play.say('谷雨', '？', { chatId: 'oc_test_d09', mentionBot: true })
    expect(heard.toGroup).toEqual(['已将卡片发至您的私聊。'])
    expect(heard.toSelf).toEqual(['督办助手'])
  })
})

describe('立项', () => {
  test('单说“立项”，得到空白的督查立项卡，点击之前不生成事项', async () => {
    expect((await play.say('蒋小棠', '立项')).toSelf).toEqual(['督查立项'])
    const blank = play.card('蒋小棠', '督查立项')
    expect(prefillOf(blank)).toEqual({
      urgency: 'normal',
      cycle: 'none',
      classification: 'public',
      superior: 'no',
    })
    expect(buttonsOf(blank)).toEqual(['呈请立项', '存为草稿', '删除草稿'])
    expect(await savedMatters()).toBe(0)
  })

  test('带文字的，名称、牵头、配合、时限已填好', async () => {
    await play.say('蒋小棠', '立项 废弃矿井隐患整治，牵头区应急局，配合区自然资源局，12月5日前办结')
    expect(prefillOf(play.card('蒋小棠', '督查立项'))).toMatchObject({
      title: '废弃矿井隐患整治',
      lead: 'D11',
      co: ['D06'],
      deadline: '2026-12-05 17:30 +0800',
    })
  })

  test('没看懂的话写在卡上，不猜', async () => {
    await play.say('蒋小棠', '立项 老旧小区改造，牵头区某某局，12月5日前办结')
    expect(play.says('蒋小棠', '督查立项')).toContain('未能识别：“牵头区某某局”，请在表中补填。')
  })

  test.each(['禾苗', '佟雅宁', '罗思远'])('%s不在督查室，不能立项', async (name) => {
    expect((await play.say(name, '立项 沼气')).toSelf).toEqual([
      '立项由区政府督查室办理，如有事项需要督查，请联系区政府督查室。',
    ])
  })

  test('带密级标志的不收，什么也不存', async () => {
    const words = '立项 关于机密★10年文件的督查，牵头区应急局'
    expect((await play.say('蒋小棠', words)).toSelf).toEqual(['文件含密级标志，不能在本平台流转。'])
    expect((await play.say('蒋小棠', '查 绝密★文件')).toSelf).toEqual([
      '文件含密级标志，不能在本平台流转。',
    ])
    const kept = await play.product.database.sql`
      select from message where subject::text ~ '机密|绝密'`
    expect(kept).toHaveLength(0)
  })

  test('群里说“立项”，卡片只到本人私聊', async () => {
    const heard = await play.say('蒋小棠', '立项 防汛备汛，牵头区应急局', {
      chatId: 'oc_test_d00',
      mentionBot: true,
    })
    expect(heard).toMatchObject({ toSelf: ['督查立项'], toGroup: ['已将卡片发至您的私聊。'] })
  })
})

describe('草稿', () => {
  test('存为草稿后卡片仍可用，内容还在，我的待办里有它', async () => {
    await play.say('毕子衡', '立项')
    const saved = await play.tap('毕子衡', '督查立项', '存为草稿', { title: '秋粮收购' })
    expect(saved.toast).toEqual({ type: 'success', content: '已存为草稿：秋粮收购。' })
    expect(prefillOf(play.card('毕子衡', '督查立项'))).toMatchObject({ title: '秋粮收购' })
    await play.say('毕子衡', '我的待办')
    expect(play.says('毕子衡', '我的待办')).toContain('秋粮收购')
    expect(await savedMatters()).toBe(1)
  })

  test('删除草稿，卡片写明结果；再点一次只是告知，什么也不发生', async () => {
    const draft = play.card('毕子衡', '督查立项').messageId
    const late = play
      .person('毕子衡')
      .prepareTap(draft, '呈请立项', { form: docketForm({ ...D09, title: '秋粮' }) })
    const again = play.person('毕子衡').prepareTap(draft, '删除草稿')
    const deleted = await play.tap('毕子衡', '督查立项', '删除草稿')
    expect(deleted.toast?.content).toBe('已删除草稿：秋粮收购。')
    expect(JSON.stringify(deleted.card)).toContain('毕子衡 9月14日')
    expect(JSON.stringify(deleted.card)).toContain('删除草稿')
    expect(buttonsOf(play.card('毕子衡', '督查立项'))).toEqual([])

    play.product.clock.forward(MINUTE_MS)
    const second = await again.send()
    expect(second.toast?.type).toBe('info')
    expect(second.toast?.content).toMatch(/^您已于9月14日\d\d:\d\d删除草稿，无需重复操作。$/)
    expect((await late.send()).toast).toMatchObject({ type: 'error' })
    await play.product.settle()
    expect(buttonsOf(play.card('毕子衡', '督查立项'))).toEqual([])
    expect(await savedMatters()).toBe(0)
    const trail = await play.product.database.sql`
      select action from audit_trail where actor_open_id = 'ou_test_p09' order by seq`
    expect(trail.map((entry) => entry.action)).toEqual(['存为草稿', '删除草稿'])
  })

  test('没填全的一次说全，填过的都还在', async () => {
    await play.say('毕子衡', '立项')
    const refused = await play.tap('毕子衡', '督查立项', '呈请立项', {
      title: '秋粮收购',
      content: '收购进度',
      seal: 'yes',
    })
    expect(refused.toast?.type).toBe('error')
    expect(refused.toast?.content).toContain('三要素不全：缺少办结时间、报送份数、电子稿、领导签字')
    expect(refused.toast?.content).toContain('请选择：类别、牵头单位、阅批领导。')
    expect(refused.toast?.content).toContain('请确认不涉及国家秘密、工作秘密。')
    expect(prefillOf(play.card('毕子衡', '督查立项'))).toMatchObject({
      title: '秋粮收购',
      content: '收购进度',
      seal: 'yes',
    })
  })

  test('退回修改的，经办人得到新的督查立项卡，写明退回意见', async () => {
    await matterAt(play, '待阅批', { title: '冬季供暖准备' })
    const returned = await play.tap('佟雅宁', '立项阅批', '退回修改', { opinion: '请补充小区名单' })
    expect(returned.toast?.content).toContain('已退回修改：冬季供暖准备')
    const fresh = play.card('蒋小棠', '督查立项')
    expect(JSON.stringify(fresh.card)).toContain('退回意见：请补充小区名单')
    expect(prefillOf(fresh)).toMatchObject({ title: '冬季供暖准备', lead: 'D09' })
    const proposed = await play.tap('蒋小棠', '督查立项', '呈请立项')
    expect(proposed.toast?.content).toBe('已呈请立项：冬季供暖准备。已送佟雅宁副区长阅批。')
  })
})

describe('撤回呈请', () => {
  test('回复卡片“撤回”只是问一句；取消之后什么也没变', async () => {
    await matterAt(play, '待阅批', { title: '校车安全' })
    const { messageId } = play.card('蒋小棠', '督查立项', '校车安全')
    expect((await play.say('蒋小棠', '撤回', { replyTo: messageId })).toSelf).toEqual(['请确认'])
    expect(buttonsOf(play.card('蒋小棠', '请确认'))).toEqual(['确认撤回', '取消'])
    expect(buttonsOf(play.card('佟雅宁', '立项阅批'))).toContain('同意立项')
    const cancelled = await play.tap('蒋小棠', '请确认', '取消')
    expect(cancelled.toast).toEqual({ type: 'info', content: '已取消，未作更改。' })
    expect(buttonsOf(play.card('蒋小棠', '请确认'))).toEqual([])
    expect(buttonsOf(play.card('佟雅宁', '立项阅批'))).toContain('同意立项')
  })

  test('确认之后退回拟立项，领导的卡片同时收住，经办人可以改了再呈', async () => {
    const { messageId } = play.card('蒋小棠', '督查立项', '校车安全')
    await play.say('蒋小棠', '撤回呈请', { replyTo: messageId })
    const question = play.card('蒋小棠', '请确认').messageId
    const cancel = play.person('蒋小棠').prepareTap(question, '取消')
    const confirmed = await play.tap('蒋小棠', '请确认', '确认撤回')
    expect(confirmed.confirmText).toContain('确认撤回呈请“校车安全”')
    expect(confirmed.toast?.content).toBe('已撤回呈请：校车安全。可修改后重新呈请。')
    expect(buttonsOf(play.card('佟雅宁', '立项阅批'))).toEqual([])
    expect(play.says('佟雅宁', '立项阅批')).toContain('撤回呈请')
    expect(buttonsOf(play.card('蒋小棠', '督查立项', '校车安全'))).toContain('呈请立项')

    expect((await cancel.send()).toast?.content).toMatch(/^您已于9月14日\d\d:\d\d撤回呈请/)
  })

  test('领导已经决定的，不能再撤回', async () => {
    await matterAt(play, '待签收', { title: '供水管网改造' })
    const { messageId } = play.card('蒋小棠', '督查立项', '供水管网改造')
    expect((await play.say('蒋小棠', '撤回', { replyTo: messageId })).toSelf).toEqual([
      '没有可以撤回的操作。下一步已经办理的，不能撤回。',
    ])
  })
})
