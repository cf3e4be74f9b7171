// 更正 and 撤销 by words and taps: who is asked, what everybody's cards say afterwards, and what is refused.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buttonsOf, openPlay, type Play } from '../kit/play.ts'
import { matterAt, onward, REPORT, type Travelling } from '../kit/roads.ts'

let play: Play

beforeAll(async () => {
  play = await openPlay()
})
afterAll(() => play.close())

const CONFIRM = '请确认'
const D07 = { chatId: 'oc_test_d07', mentionBot: true } as const

async function stored({ number }: Travelling): Promise<Record<string, unknown>> {
  const [row] = await play.product.database.sql`
    select m.title, m.status, m.source, m.co, a.status as part, a.deadline, m.deadline as due
    from matter m join assignment a on a.matter_id = m.id and a.kind = 'lead'
    where m.number_serial = ${Number.parseInt(number, 10)}`
  return row ?? {}
}

describe('更正', () => {
  let matter: Travelling

  beforeAll(async () => {
    matter = await matterAt(play, '办理中', { title: '老旧管网改造', lead: 'D07' })
  })

  test('办结时间：提出、主任确认、领导同意，各张卡片随之变，部门重新签收', async () => {
    const said = await play.say(
      '蒋小棠',
      `更正 ${matter.number} 办结时间改为9月28日 原因：原时限写错`,
    )
    expect(said.toSelf).toEqual([CONFIRM])
    const own = play.says('蒋小棠', CONFIRM)
    expect(own).toContain('2026年9月21日（星期一）17:30前 → 2026年9月28日（星期一）17:30前')
    expect(own).toContain('须经督查室主任确认、阅批领导同意后生效。')
    await play.tap('蒋小棠', CONFIRM, '确认更正')
    expect(buttonsOf(play.card('温如松', CONFIRM))).toEqual(['确认更正', '取消'])
    expect(play.says('温如松', CONFIRM)).toContain('蒋小棠')
    const confirmed = await play.tap('温如松', CONFIRM, '确认更正')
    expect(confirmed.toast?.content).toMatch(/^已确认更正：老旧管网改造/)
    expect(buttonsOf(play.card('温如松', CONFIRM))).toEqual([])
    expect((await stored(matter)).due).toEqual((await stored(matter)).deadline)
    const done = await play.tap(matter.approver, CONFIRM, '确认更正')
    expect(done.toast?.type).toBe('success')
    expect(buttonsOf(play.card(matter.approver, CONFIRM))).toEqual([])
    expect(play.says(matter.handler, '办理任务', matter.title)).toContain('已更正')
    const again = play.card(matter.officer, '交办通知', matter.title)
    expect(buttonsOf(again)).toEqual(['签收并呈批'])
    expect(JSON.stringify(again.card)).toContain('2026年9月28日（星期一）17:30前')
    const received = await play.tap(
      matter.officer,
      '交办通知',
      '签收并呈批',
      undefined,
      matter.title,
    )
    expect(received.toast?.content).toContain('已重新签收')
    expect(buttonsOf(play.card(matter.officer, '交办通知', matter.title))).toEqual([])
    const twice = await play
      .tap(matter.officer, '交办通知', '签收并呈批', undefined, matter.title)
      .catch(() => null)
    expect(twice).toBeNull()
    expect(play.lines(matter.head).join('\n')).toContain('已更正')
  })

  test('群里的卡片只写标题和时限的更正', async () => {
    const group = play.person('房一鸣').messages('oc_test_d07')
    const status = group.findLast((one) => JSON.stringify(one.card).includes(matter.title))
    expect(JSON.stringify(status?.card)).toContain('已更正 办结时间')
    await play.say('蒋小棠', `更正 ${matter.number} 来源改为区长专题会 原因：漏写`)
    await play.tap('蒋小棠', CONFIRM, '确认更正')
    await play.tap('温如松', CONFIRM, '确认更正')
    expect((await stored(matter)).source).toBe('区长专题会')
    expect(play.says(matter.handler, '办理任务', matter.title)).toContain('区长专题会')
    const now = play.person('房一鸣').messages('oc_test_d07')
    expect(JSON.stringify(now.map((one) => one.card))).not.toContain('区长专题会')
  })

  test('没写原因的，在卡片上补；补了才提得出去', async () => {
    await play.say('蒋小棠', `更正 ${matter.number} 份数改为3份`)
    const refused = await play.tap('蒋小棠', CONFIRM, '确认更正', {})
    expect(refused.toast).toEqual({
      type: 'error',
      content: '“更正”须写明原因，请填写后再确认。',
    })
    const put = await play.tap('蒋小棠', CONFIRM, '确认更正', { reason: '写错' })
    expect(put.toast?.content).toMatch(/^已提请更正/)
    const dropped = await play.tap('温如松', CONFIRM, '取消')
    expect(dropped.toast?.type).toBe('success')
    expect(buttonsOf(play.card('温如松', CONFIRM))).toEqual([])
  })

  test('本人取消的，什么也没提；再点只说已取消', async () => {
    await play.say('蒋小棠', `更正 ${matter.number} 份数改为3份 原因：写错`)
    const card = play.card('蒋小棠', CONFIRM)
    await play.tap('蒋小棠', CONFIRM, '取消')
    const again = await play
      .person('蒋小棠')
      .tap(card.messageId, '取消')
      .catch(() => null)
    expect(again).toBeNull()
    expect(buttonsOf(play.card('蒋小棠', CONFIRM))).toEqual([])
  })

  test('牵头单位不在更正之列，读不懂的不猜，部门提不了', async () => {
    const lead = await play.say('蒋小棠', `更正 ${matter.number} 牵头改为区财政局 原因：分工调整`)
    expect(lead.toSelf.join('')).toContain('改派')
    const unread = await play.say('蒋小棠', `更正 ${matter.number} 办结时间改为尽快`)
    expect(unread.toSelf.join('')).toContain('未能读懂：“办结时间改为尽快”')
    const officer = await play.say(matter.officer, `更正 ${matter.number} 份数改为3份`)
    expect(officer.toSelf.join('')).toContain('区政府督查室办理')
    const none = await play.say('蒋小棠', `更正 ${matter.number}`)
    expect(none.toSelf.join('')).toContain('没有可以更正的内容')
  })

  test('在群里说，卡片只到私聊', async () => {
    const heard = await play.say(matter.officer, `更正 ${matter.number} 份数改为3份`, D07)
    expect(heard.toGroup).toEqual(['未能办理，原因已发至您的私聊。'])
  })
})

test('标题更正了，已审签的退回汇总中；报送之后不能再更正', async () => {
  const matter = await matterAt(play, '已审签', { title: '背街小巷整治', lead: 'D07' })
  await play.say('温如松', `更正 ${matter.number} 标题改为背街小巷环境整治 原因：漏字`)
  await play.tap('温如松', CONFIRM, '确认更正')
  await play.tap(matter.approver, CONFIRM, '确认更正')
  expect(await stored(matter)).toMatchObject({ title: '背街小巷环境整治', part: 'compiling' })
  expect(buttonsOf(play.card(matter.officer, '报送材料', '背街小巷'))).toEqual([])
  const compile = play.card(matter.officer, '汇总材料', '背街小巷环境整治')
  expect(buttonsOf(compile)).toContain('呈领导审签')
  await play.tap(matter.officer, '汇总材料', '呈领导审签', REPORT, '背街小巷环境整治')
  expect(play.says(matter.head, '请审签', '背街小巷环境整治')).toContain(
    '背街小巷环境整治落实情况的报告',
  )
  await onward(play, { ...matter, title: '背街小巷环境整治' }, '待审签', '已报送')
  const late = await play.say('温如松', `更正 ${matter.number} 标题改为背街整治 原因：简化`)
  expect(late.toSelf.join('')).toContain('区住建局已报送材料，标题、督查内容不能直接更正。')
})

describe('撤销', () => {
  test('提请后由阅批领导同意，事项和各交办件撤销，所有卡片收住', async () => {
    const matter = await matterAt(play, '办理中', {
      title: '重复立项的整治',
      lead: 'D07',
      form: { co: ['D04'] },
    })
    const refused = await play.say('温如松', `撤销 ${matter.number} 原因：重复`)
    expect(refused.toSelf.join('')).toContain('区政府办主任、副主任')
    await play.say('韩秉文', `撤销 ${matter.number}`)
    const blank = await play.tap('韩秉文', CONFIRM, '确认撤销', {})
    expect(blank.toast?.content).toBe('“撤销”须写明原因，请填写后再确认。')
    await play.tap('韩秉文', CONFIRM, '确认撤销', { reason: '与另一事项重复' })
    expect(play.says(matter.approver, CONFIRM)).toContain('与另一事项重复')
    expect(buttonsOf(play.card(matter.approver, CONFIRM))).toEqual(['同意撤销', '取消'])
    const done = await play.tap(matter.approver, CONFIRM, '同意撤销')
    expect(done.toast?.content).toMatch(/^已同意撤销：重复立项的整治/)
    expect(await stored(matter)).toMatchObject({ status: 'cancelled', part: 'cancelled' })
    expect(buttonsOf(play.card(matter.handler, '办理任务', matter.title))).toEqual([])
    expect(buttonsOf(play.card('金穗', '交办通知', matter.title))).toEqual([])
    expect(play.lines('韩秉文').join('\n')).toContain('已获同意，已生效')
    await play.say('蒋小棠', `查 ${matter.number}`)
    expect(play.says('蒋小棠', '督查事项', matter.title)).toContain('已撤销')
  })

  test('领导取消的，事项照旧，提请人得知', async () => {
    const matter = await matterAt(play, '办理中', { title: '照旧办理的整治', lead: 'D07' })
    await play.say('罗思远', `撤销 ${matter.number} 原因：情况变化`)
    await play.tap('罗思远', CONFIRM, '确认撤销')
    await play.tap(matter.approver, CONFIRM, '取消')
    expect(await stored(matter)).toMatchObject({ status: 'handling' })
    expect(play.lines('罗思远').join('\n')).toContain('未获同意')
  })
})
