// Minutes to matters, all the way: read, corrected, put forward together, approved together, handed over as one list.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { MINUTE_MS } from '../../src/domain/time.ts'
import { buttonsOf, type Form, openPlay, type Play, prefillOf } from '../kit/play.ts'
import { named } from '../kit/yunling.ts'

let play: Play

beforeEach(async () => {
  play = await openPlay()
})
afterEach(() => play.close())

const OFFICER = '蒋小棠'
const MAYOR = '沈维岳'

const MINUTES = `云岭区人民政府第42次常务会议纪要
〔2026〕18号
时间：2026年9月14日上午
一、关于老旧小区改造资金问题
会议决定，由区住建局牵头，区财政局配合，于9月30日前完成23个老旧小区改造资金的拨付方案。
二、关于校园食堂安全工作
会议要求，由区教体局牵头，区卫健局配合，于10月15日前完成全区学校食堂食品安全排查。
三、关于征收工作
由东城街道牵头，10月底前完成征收。
四、关于内涝治理
由区住建局牵头，于10月20日前完成积水点整治。`

const COMMON = {
  approver: named(MAYOR),
  copies: '2',
  seal: 'yes',
  electronic: 'yes',
  signature: 'no',
  not_secret: 'yes',
}

test('粘贴纪要、逐项核对、一并呈请、批量同意、一次交办', async () => {
  await play.say(OFFICER, `纪要\n${MINUTES}`)
  const list = play.says(OFFICER, '拟立项清单')
  expect(list).toContain('老旧小区改造资金')
  expect(list).toContain('未能识别1处')
  expect(list).toContain('东城街道')
  expect(prefillOf(play.card(OFFICER, '拟立项清单'))).toMatchObject({
    source: '云岭区人民政府第42次常务会议',
    source_document: '〔2026〕18号',
  })
  const lacking = await play.tap(OFFICER, '拟立项清单', '一并呈请立项')
  expect(lacking.toast?.content).toContain('第1、2、3项：三要素不全：缺少报送份数')
  const put = await play.tap(OFFICER, '拟立项清单', '一并呈请立项', COMMON)
  expect(put.toast?.content).toContain('已将3项一并呈请立项')
  expect(play.lines(MAYOR)).toEqual(['批量立项'])
  expect(play.says(OFFICER, '拟立项清单')).toContain('已将3项一并呈请立项')
  const agreed = await play.tap(MAYOR, '批量立项', '全部同意', { opinion: '请抓紧办理' })
  expect(agreed.toast?.content).toContain('已同意立项3项')
  expect(buttonsOf(play.card(MAYOR, '批量立项'))).toEqual([])
  expect(cardsOf('房一鸣')).toEqual(['我的待办'])
  expect(
    play
      .lines('房一鸣')
      .filter((line) => line.endsWith('.docx'))
      .toSorted(),
  ).toEqual([
    '督查（交办）通知单　内涝治理（云政督〔2026〕3号）.docx',
    '督查（交办）通知单　老旧小区改造资金（云政督〔2026〕1号）.docx',
  ])
  expect(play.says('房一鸣', '我的待办')).toContain('以下2项督查事项已经区政府领导批准立项')
})

/** What somebody has got, without the papers. */
function cardsOf(name: string): string[] {
  return play.lines(name).filter((line) => !line.endsWith('.docx'))
}

/** The list of {@link MINUTES}, put forward to 区长. */
async function proposed(): Promise<void> {
  await play.say(OFFICER, `纪要\n${MINUTES}`)
  await play.tap(OFFICER, '拟立项清单', '一并呈请立项', COMMON)
}

/** One tap on the n-th button of that label. */
async function tapNth(name: string, title: string, button: string, nth: number, form?: Form) {
  play.product.clock.forward(MINUTE_MS)
  const { messageId } = play.card(name, title)
  const how = form === undefined ? { nth } : { nth, form }
  const result = await play.person(name).tap(messageId, button, how)
  await play.product.settle()
  return result
}

async function rowsOf(table: 'matter' | 'audit', status = '%') {
  const { sql } = play.product.bot
  return table === 'matter'
    ? sql`select number, status, title from matter where status like ${status} order by number_serial, title`
    : sql`select m.title, e.action, e.source_event_id from audit_entry e join matter m on m.id = e.matter_id order by m.title, e.seq`
}

describe('清单逐项核对', () => {
  test('修改：该项的督查立项卡片预填好，存为草稿后清单随之更新', async () => {
    await play.say(OFFICER, `纪要\n${MINUTES}`)
    await tapNth(OFFICER, '拟立项清单', '修改', 2, { source: '区政府会议' })
    expect(prefillOf(play.card(OFFICER, '督查立项'))).toMatchObject({
      title: '校园食堂安全工作',
      lead: 'D02',
      co: ['D10'],
      category: '3',
      deadline: '2026-10-15 17:30 +0800',
      source: '区政府会议',
    })
    await play.tap(OFFICER, '督查立项', '存为草稿', { title: '校园食品安全' })
    expect(play.says(OFFICER, '拟立项清单')).toContain('校园食品安全')
    expect(prefillOf(play.card(OFFICER, '拟立项清单'))).toMatchObject({ source: '区政府会议' })
    await play.tap(OFFICER, '拟立项清单', '一并呈请立项', COMMON)
    expect(await rowsOf('matter')).toHaveLength(3)
    expect(play.says(MAYOR, '批量立项')).toContain('校园食品安全')
  })

  test('再点修改，旧的督查立项卡片只指路，不会立成两件', async () => {
    await play.say(OFFICER, `纪要\n${MINUTES}`)
    await tapNth(OFFICER, '拟立项清单', '修改', 1)
    await tapNth(OFFICER, '拟立项清单', '修改', 1)
    const drafts = play
      .person(OFFICER)
      .messages()
      .filter((one) => one.title === '督查立项')
    expect(drafts.map((one) => buttonsOf(one).length > 0)).toEqual([false, true])
  })

  test('删除：未存的、已存为草稿的都从清单去掉', async () => {
    await play.say(OFFICER, `纪要\n${MINUTES}`)
    await tapNth(OFFICER, '拟立项清单', '修改', 1)
    await play.tap(OFFICER, '督查立项', '存为草稿')
    const gone = await tapNth(OFFICER, '拟立项清单', '删除', 1)
    expect(gone.toast?.content).toContain('已从清单删除：老旧小区改造资金')
    await tapNth(OFFICER, '拟立项清单', '删除', 1)
    expect(play.says(OFFICER, '拟立项清单')).not.toContain('校园食堂')
    await play.tap(OFFICER, '拟立项清单', '一并呈请立项', COMMON)
    expect(await rowsOf('matter')).toMatchObject([
      { title: '内涝治理', status: 'awaitingApproval' },
    ])
    expect(play.lines(MAYOR)).toEqual(['立项阅批'])
  })

  test('清单连点两次，只呈请一次', async () => {
    await play.say(OFFICER, `纪要\n${MINUTES}`)
    const { messageId } = play.card(OFFICER, '拟立项清单')
    const person = play.person(OFFICER)
    await Promise.all([1, 2, 3].map(() => person.tap(messageId, '一并呈请立项', { form: COMMON })))
    await play.product.settle()
    expect(await rowsOf('matter')).toHaveLength(3)
    expect(play.lines(MAYOR)).toEqual(['批量立项'])
  })

  test('别的科员、部门的人、群里，都不能用', async () => {
    expect((await play.say('房一鸣', `纪要\n${MINUTES}`)).toSelf).toHaveLength(1)
    expect(play.lines('房一鸣').at(-1)).not.toBe('拟立项清单')
    await play.say(OFFICER, `纪要\n${MINUTES}`)
    const { messageId } = play.card(OFFICER, '拟立项清单')
    const copy = await play.person(OFFICER).forward(messageId, named('毕子衡'))
    const other = await play
      .person('毕子衡')
      .tap(copy, '一并呈请立项', { form: COMMON, force: true })
    expect(other.toast?.type).toBe('error')
    expect(await rowsOf('matter')).toEqual([])
  })
})

describe('批量立项', () => {
  test('每件有自己的编号和审计记录', async () => {
    await proposed()
    await play.tap(MAYOR, '批量立项', '全部同意')
    expect((await rowsOf('matter')).map((row) => [row.number, row.status])).toEqual([
      ['云政督〔2026〕1号', 'handling'],
      ['云政督〔2026〕2号', 'handling'],
      ['云政督〔2026〕3号', 'handling'],
    ])
    const entries = await rowsOf('audit')
    expect(entries.map((row) => row.action)).toEqual(
      Array.from({ length: 3 }, () => ['呈请立项', '同意立项']).flat(),
    )
    expect(new Set(entries.map((row) => row.source_event_id)).size).toBe(2)
  })

  test('退回须写意见；退回一项，其余照样同意', async () => {
    await proposed()
    const bare = await tapNth(MAYOR, '批量立项', '退回', 2)
    expect(bare.toast?.type).toBe('error')
    const back = await tapNth(MAYOR, '批量立项', '退回', 2, { opinion: '时限过长' })
    expect(back.toast?.content).toContain('校园食堂安全工作')
    expect(play.says(MAYOR, '批量立项')).toContain('时限过长')
    expect(buttonsOf(play.card(MAYOR, '批量立项'))).toEqual(['退回', '退回', '全部同意'])
    expect(play.says(OFFICER, '督查立项')).toContain('退回意见：时限过长')
    await play.tap(MAYOR, '批量立项', '全部同意')
    expect((await rowsOf('matter', 'handling')).map((row) => row.title)).toEqual([
      '老旧小区改造资金',
      '内涝治理',
    ])
    await play.tap(OFFICER, '督查立项', '呈请立项', { deadline: '2026-09-30 17:30' })
    expect(play.lines(MAYOR)).toEqual(['批量立项', '立项阅批'])
  })

  test('退回一项与全部同意同时点，谁先谁算', async () => {
    await proposed()
    const { messageId } = play.card(MAYOR, '批量立项')
    const mayor = play.person(MAYOR)
    await Promise.all([
      mayor.tap(messageId, '退回', { nth: 1, form: { opinion: '再议' } }),
      mayor.tap(messageId, '全部同意'),
      mayor.tap(messageId, '全部同意'),
    ])
    await play.product.settle()
    const rows = await rowsOf('matter')
    const handling = rows.filter((row) => row.status === 'handling')
    expect(handling.map((row) => row.number)).toEqual(
      handling.map((_, index) => `云政督〔2026〕${index + 1}号`),
    )
    expect(handling.length).toBeGreaterThanOrEqual(2)
    expect(buttonsOf(play.card(MAYOR, '批量立项'))).toEqual([])
    expect(play.lines('房一鸣').filter((line) => line === '我的待办')).toHaveLength(1)
  })

  test('经办人撤回一项，卡片随之更新，其余照样同意', async () => {
    await proposed()
    await play.say(OFFICER, '查 内涝治理')
    const status = play.card(OFFICER, '督查事项')
    await play.say(OFFICER, '撤回', { replyTo: status.messageId })
    await play.tap(OFFICER, '请确认', '确认撤回')
    expect(play.says(MAYOR, '批量立项')).toContain('撤回呈请')
    await play.tap(MAYOR, '批量立项', '全部同意')
    expect(await rowsOf('matter', 'handling')).toHaveLength(2)
    expect(await rowsOf('matter', 'drafting')).toHaveLength(1)
  })

  test('一项时限已过，其余同意，该项留在卡上', async () => {
    await play.say(OFFICER, `纪要\n${MINUTES.replace('9月30日前', '9月15日前')}`)
    await play.tap(OFFICER, '拟立项清单', '一并呈请立项', COMMON)
    play.product.clock.set(Date.parse('2026-09-16T09:00:00+08:00'))
    const agreed = await play.tap(MAYOR, '批量立项', '全部同意')
    expect(agreed.toast?.content).toContain('已同意立项2项')
    expect(agreed.toast?.content).toContain('另有1项未能立项')
    expect(buttonsOf(play.card(MAYOR, '批量立项'))).toEqual(['退回', '全部同意'])
    const again = await play.tap(MAYOR, '批量立项', '全部同意')
    expect(again.toast?.type).toBe('error')
  })

  test('部门一份清单，点办理得交办通知，签收后清单里不再有', async () => {
    await proposed()
    await play.tap(MAYOR, '批量立项', '全部同意', { opinion: '请抓紧' })
    expect(cardsOf('房一鸣')).toEqual(['我的待办'])
    expect(cardsOf('金穗')).toEqual(['我的待办'])
    await tapNth('房一鸣', '我的待办', '办理', 1)
    expect(cardsOf('房一鸣')).toEqual(['我的待办', '交办通知'])
    expect(play.says('房一鸣', '交办通知')).toContain('请抓紧')
    await play.tap('房一鸣', '交办通知', '签收并呈批')
    const stale = await tapNth('房一鸣', '我的待办', '办理', 1)
    expect(stale.toast?.content).toBe('该事项已无需您办理，列表已更新。')
    await tapNth('房一鸣', '我的待办', '办理', 1)
    await play.tap('房一鸣', '交办通知', '签收并呈批')
    expect(play.lines('房一鸣').filter((line) => line === '交办通知')).toHaveLength(2)
    expect(play.lines('马建业')).toEqual(['领导批办', '领导批办'])
  })

  test('十三项分两张卡片；别的领导点不动', async () => {
    const lines = Array.from(
      { length: 13 },
      (_, index) =>
        `${index + 1}. 由区住建局牵头，于10月${index + 10}日前完成第${index + 1}号积水点整治。`,
    )
    await play.say(OFFICER, `纪要\n时间：2026年9月14日\n${lines.join('\n')}`)
    await play.tap(OFFICER, '拟立项清单', '下一页', { copies: '3' })
    expect(play.says(OFFICER, '拟立项清单')).toContain('13. ')
    expect(prefillOf(play.card(OFFICER, '拟立项清单'))).toMatchObject({ copies: '3' })
    const put = await play.tap(OFFICER, '拟立项清单', '一并呈请立项', {
      ...COMMON,
      source: '区政府专题会议',
      approver: named('陆明舟'),
    })
    expect(put.toast?.content).toContain('已将13项一并呈请立项')
    expect(play.lines('陆明舟').toSorted()).toEqual(['批量立项', '立项阅批'])
    const { messageId } = play.card('陆明舟', '批量立项')
    const copy = await play.person('陆明舟').forward(messageId, named('佟雅宁'))
    const other = await play.person('佟雅宁').tap(copy, '全部同意', { force: true })
    expect(other.toast?.type).toBe('error')
    await play.tap('陆明舟', '批量立项', '全部同意')
    expect(await rowsOf('matter', 'handling')).toHaveLength(12)
  })

  test('阅批领导不分管其中一项的，逐项说明，什么也不呈', async () => {
    await play.say(OFFICER, `纪要\n${MINUTES}`)
    const form = { ...COMMON, approver: named('陆明舟') }
    const put = await play.tap(OFFICER, '拟立项清单', '一并呈请立项', form)
    expect(put.toast?.content).toContain('第2项：')
    expect(put.toast?.content).not.toContain('第1')
    expect(await rowsOf('matter')).toEqual([])
  })
})
