// 委托, 交接, 任职, 停用, 添加承办人 over signed HTTP: cards move to whoever decides now, and back.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { instantOf } from '../../src/domain/time.ts'
import { verifyAudit } from '../../src/store/audit.ts'
import { docketForm } from '../kit/main-circle.ts'
import { buttonsOf, openPlay, type Play } from '../kit/play.ts'
import { matterAt } from '../kit/roads.ts'
import { goodReport, named } from '../kit/yunling.ts'

let play: Play
beforeEach(async () => {
  play = await openPlay({ start: instantOf('2026-09-14', '09:00'), pair: true })
})
afterEach(() => play.close())

/** 农村沼气建设工作 as far as 待批办: 田守稼 has 领导批办. */
async function untilInstruction(): Promise<void> {
  await play.say('蒋小棠', '立项')
  await play.tap('蒋小棠', '督查立项', '呈请立项', { ...docketForm('2026-10-14') })
  await play.tap('佟雅宁', '立项阅批', '同意立项', { opinion: '请抓紧。' })
  await play.tap('禾苗', '交办通知', '签收并呈批', { suggestion: '' })
}

async function morning(day: string): Promise<void> {
  play.product.clock.set(instantOf(day, '09:10'))
  await play.product.ticks()
  await play.product.settle()
}

const waits = (name: string, title: string) =>
  play
    .person(name)
    .messages()
    .some((one) => one.title === title && buttonsOf(one).length > 0)

/** 农村沼气建设工作 on to 已审签 by 田守稼. */
async function untilSigned(): Promise<void> {
  await untilInstruction()
  const handlers = [named('谷雨')]
  await play.tap('田守稼', '领导批办', '批办', { mode: 'section', opinion: '请办理。', handlers })
  await play.tap('谷雨', '办理任务', '办理完毕')
  const { achievements, problems, nextSteps } = goodReport
  const report = { achievements, problems, next_steps: nextSteps }
  await play.tap('禾苗', '汇总材料', '呈领导审签', report)
  await play.tap('田守稼', '请审签', '同意审签', {})
}

test('委托到期前后，领导批办的卡片过去又回来，台账记着受谁委托', async () => {
  await untilInstruction()
  const deputy = '谷雨'
  await play.say('田守稼', `委托 ${deputy} 9月15日至9月16日 授权书〔2026〕3号`)
  expect(play.says('田守稼', '请确认')).toContain('授权书〔2026〕3号')
  const { toast } = await play.tap('田守稼', '请确认', '确认委托', { scope: ['INSTRUCT'] })
  expect(toast?.type).toBe('success')
  expect(waits('田守稼', '领导批办')).toBe(true)
  expect(waits(deputy, '领导批办')).toBe(false)
  await morning('2026-09-15')
  expect(waits(deputy, '领导批办')).toBe(true)
  expect(waits('田守稼', '领导批办')).toBe(false)
  expect(play.says('田守稼', '领导批办')).toContain('本件现由谷雨科长（受您委托，至9月16日')
  const cards = play.lines(deputy).filter((line) => line === '领导批办')
  await play.product.ticks()
  await play.product.settle()
  expect(play.lines(deputy).filter((line) => line === '领导批办')).toEqual(cards)
  await morning('2026-09-17')
  expect(waits('田守稼', '领导批办')).toBe(true)
  expect(waits(deputy, '领导批办')).toBe(false)
  expect(await verifyAudit(play.product.database.sql)).toBeNull()
})

test('登记委托由督查室主任确认，撤销委托后即回到本人', async () => {
  await untilInstruction()
  const deputy = '谷雨'
  await play.say('蒋小棠', `登记委托 田守稼 委托 ${deputy} 9月14日至9月20日 授权书〔2026〕4号`)
  await play.tap('蒋小棠', '请确认', '确认委托', { scope: ['INSTRUCT'] })
  expect(waits(deputy, '领导批办')).toBe(false)
  await play.tap('温如松', '请确认', '确认委托')
  expect(waits(deputy, '领导批办')).toBe(true)
  await play.say('田守稼', '撤销委托')
  await play.tap('田守稼', '请确认', '确认撤销委托')
  expect(waits('田守稼', '领导批办')).toBe(true)
  expect(waits(deputy, '领导批办')).toBe(false)
})

test('接手督查工作的，说延期同督查工作人员一样：卡片来填报，再说一次就把卡片再发来', async () => {
  await untilInstruction()
  const handlers = [named('禾苗')]
  await play.tap('田守稼', '领导批办', '批办', { mode: 'officer', opinion: '请办理。', handlers })
  await play.say('禾苗', '交接 全部 给谷雨')
  await play.tap('禾苗', '请确认', '确认交接')
  await play.tap('田守稼', '请确认', '确认交接')
  const word = '延期 1号 到10月20日 原因：连续降雨'
  expect((await play.say('谷雨', word)).toSelf).toEqual(['申请延期'])
  expect((await play.say('谷雨', word)).toSelf).toEqual(['申请延期'])
  expect(waits('谷雨', '申请延期')).toBe(true)
})

test('接手承办人的工作的，说延期同承办人一样：告知由谁填报', async () => {
  const { number } = await matterAt(play, '办理中', { title: '管网改造', lead: 'D07' })
  await play.say('施工', '交接 全部 给许广厦')
  await play.tap('施工', '请确认', '确认交接')
  const { toSelf } = await play.say('许广厦', `延期 ${number} 到9月28日 原因：连续降雨`)
  expect(toSelf).toEqual([expect.stringContaining('请房一鸣在“申请延期”卡片上补全')])
  expect(waits('房一鸣', '申请延期')).toBe(true)
})

test('交接后，承办人的卡片到接手人处，办理完毕记在原承办人名下', async () => {
  await untilInstruction()
  await play.tap('田守稼', '领导批办', '批办', {
    mode: 'section',
    opinion: '请办理。',
    handlers: [named('谷雨')],
  })
  await play.say('谷雨', '交接 全部 给禾苗')
  await play.tap('谷雨', '请确认', '确认交接')
  expect(waits('禾苗', '办理任务')).toBe(true)
  const { toast } = await play.tap('禾苗', '办理任务', '办理完毕')
  expect(toast?.type).toBe('success')
  expect(waits('禾苗', '汇总材料')).toBe(true)
})

test('督查工作人员交接，本人确认后还须主要领导确认；未确认前卡片不动', async () => {
  await play.say('蒋小棠', '立项')
  await play.tap('蒋小棠', '督查立项', '呈请立项', { ...docketForm('2026-10-14') })
  await play.tap('佟雅宁', '立项阅批', '同意立项', { opinion: '请抓紧。' })
  await play.say('禾苗', '交接 全部 给谷雨 9月14日至9月19日')
  expect(play.says('禾苗', '请确认')).toContain('须由您本人确认，再由本单位主要领导确认后生效')
  const own = await play.tap('禾苗', '请确认', '确认交接')
  expect(own.toast?.content).toBe('已提出，待本单位主要领导确认后生效。')
  expect(waits('禾苗', '交办通知')).toBe(true)
  expect(waits('谷雨', '交办通知')).toBe(false)
  expect(buttonsOf(play.card('禾苗', '请确认'))).toEqual([])
  const asked = play.says('田守稼', '请确认')
  expect(asked).toContain('现有待办1项')
  expect(asked).toContain('呈送依据：督查工作人员的工作交接，须经主要领导同意。')
  // Neither whoever asked nor whoever takes it gives the head's word.
  const { messageId } = play.card('田守稼', '请确认')
  const copy = await play.person('田守稼').forward(messageId, named('谷雨'))
  const forged = await play.person('谷雨').tap(copy, '确认交接', { force: true })
  expect(forged.toast?.type).toBe('error')
  const { toast } = await play.tap('田守稼', '请确认', '确认交接')
  expect(toast?.type).toBe('success')
  expect(waits('谷雨', '交办通知')).toBe(true)
  expect(waits('禾苗', '交办通知')).toBe(false)
  expect(play.lines('谷雨').join()).toContain('禾苗的承办工作于9月14日至9月19日交由谷雨科长办理')
  const trail = await play.product.database.sql`
    select action, actor_open_id as actor from audit_trail where action like '%交接' order by seq`
  expect([...trail]).toEqual([
    { action: '提出交接', actor: named('禾苗') },
    { action: '确认交接', actor: named('田守稼') },
  ])
  expect(await verifyAudit(play.product.database.sql)).toBeNull()
})

test('交接须主要领导确认而主要领导已停用：当场说明，不留下无人可点的卡片', async () => {
  await play.say('温如松', '停用 田守稼')
  await play.tap('温如松', '请确认', '确认停用')
  await play.tap('罗思远', '请确认', '确认停用')
  const heard = await play.say('禾苗', '交接 全部 给谷雨')
  expect(heard.toSelf.join()).toContain('目前没有可以确认此项变动的人员')
})

test('主要领导委托了批办的，由受托人确认交接；受托人就是接手人的，仍由主要领导确认', async () => {
  await play.say('田守稼', '委托 谷雨 9月14日至9月20日')
  await play.tap('田守稼', '请确认', '确认委托', { scope: ['INSTRUCT'] })
  await play.say('禾苗', '交接 全部 给谷雨')
  await play.tap('禾苗', '请确认', '确认交接')
  expect(buttonsOf(play.card('田守稼', '请确认'))).toEqual(['确认交接', '取消'])
  expect(() => play.card('谷雨', '请确认')).toThrow()
})

test('调到别的单位的人，原单位的工作一件也带不走：接手的退回，承办的告知督查工作人员', async () => {
  await untilInstruction()
  await play.tap('田守稼', '领导批办', '批办', {
    mode: 'section',
    opinion: '请办理。',
    handlers: [named('谷雨')],
  })
  const late = play.person('谷雨').prepareTap(play.card('谷雨', '办理任务').messageId, '办理完毕')
  await play.say('禾苗', '交接 全部 给谷雨')
  await play.tap('禾苗', '请确认', '确认交接')
  await play.tap('田守稼', '请确认', '确认交接')
  await play.say('蒋小棠', '立项')
  const straw = { ...docketForm('2026-10-20'), title: '秸秆禁烧' }
  await play.tap('蒋小棠', '督查立项', '呈请立项', straw)
  await play.tap('佟雅宁', '立项阅批', '同意立项', { opinion: '请抓紧。' }, '秸秆禁烧')
  expect(waits('谷雨', '交办通知')).toBe(true)
  await play.say('温如松', '任职 区住建局 谷雨 承办人')
  await play.tap('温如松', '请确认', '确认任职')
  await play.tap('罗思远', '请确认', '确认任职')
  await play.product.ticks()
  await play.product.settle()
  expect(waits('谷雨', '交办通知')).toBe(false)
  expect(waits('禾苗', '交办通知')).toBe(true)
  expect(waits('谷雨', '办理任务')).toBe(false)
  expect((await late.send()).toast?.type).toBe('error')
  expect(play.lines('禾苗').join()).toContain('没有在岗且未报办理完毕的承办人')
  expect(play.lines('禾苗').join()).toContain('交由谷雨科长办理的工作即行转回')
})

test('任职和停用由督查室主任提、副主任确认，换了主要领导，待办即转', async () => {
  await untilInstruction()
  await play.say('温如松', '任职 区农业农村局 谷雨 主要领导')
  await play.tap('温如松', '请确认', '确认任职')
  const own = await play.tap('罗思远', '请确认', '确认任职')
  expect(own.toast?.type).toBe('success')
  expect(waits('谷雨', '领导批办')).toBe(true)
  expect(waits('田守稼', '领导批办')).toBe(false)
  await play.say('温如松', '停用 金穗')
  await play.tap('温如松', '请确认', '确认停用')
  await play.tap('罗思远', '请确认', '确认停用')
  const heard = await play.say('金穗', '我的待办')
  expect(heard.toSelf.join()).toContain('不在本系统的人员名单中')
})

test('待第二人确认时换了人：请确认的卡片转给现任，原来的人手里不再有按钮；谁都没有时告诉提出人', async () => {
  await play.say('禾苗', '交接 全部 给谷雨')
  await play.tap('禾苗', '请确认', '确认交接')
  const asked = () => play.card('田守稼', '请确认', '交由谷雨科长办理')
  expect(buttonsOf(asked())).toEqual(['确认交接', '取消'])
  // The head leaves: nobody can give the word now, and 禾苗 is told so, once.
  await play.say('温如松', '停用 田守稼')
  await play.tap('温如松', '请确认', '确认停用', undefined, '停用田守稼')
  await play.tap('罗思远', '请确认', '确认停用', undefined, '停用田守稼')
  await play.product.ticks()
  await play.product.settle()
  const told = () => play.lines('禾苗').filter((line) => line.includes('目前没有可以确认的'))
  expect(told()).toHaveLength(1)
  expect(buttonsOf(asked())).toEqual([])
  await morning('2026-09-15')
  expect(told()).toHaveLength(1)
  await play.say('温如松', '任职 区农业农村局 叶长青 主要领导')
  await play.tap('温如松', '请确认', '确认任职', undefined, '叶长青')
  await play.tap('罗思远', '请确认', '确认任职', undefined, '叶长青')
  await play.product.ticks()
  await play.product.settle()
  const { toast } = await play.tap('叶长青', '请确认', '确认交接')
  expect(toast?.type).toBe('success')
  expect(play.lines('谷雨').join()).toContain('交由谷雨科长办理')
})

test('已审签未报送时换了主要领导：原审签即失效，报不出去，请新任重新审签', async () => {
  await untilSigned()
  await play.say('温如松', '任职 区农业农村局 谷雨 主要领导')
  await play.tap('温如松', '请确认', '确认任职')
  await play.tap('罗思远', '请确认', '确认任职')
  expect(waits('谷雨', '请审签')).toBe(true)
  expect(waits('禾苗', '报送材料')).toBe(false)
  const trail = await play.product.database.sql`
    select action, from_status, to_status, actor_open_id from audit_trail
    where to_status = '待审签' and actor_open_id = 'system'`
  expect([...trail]).toEqual([
    { action: '自动', from_status: '已审签', to_status: '待审签', actor_open_id: 'system' },
  ])
  expect(await verifyAudit(play.product.database.sql)).toBeNull()
})

test('主要领导停用而无人接任：督查室主任和经办人各收到一次提示，写明等谁办', async () => {
  await untilInstruction()
  await play.say('温如松', '停用 田守稼')
  // Whoever asks and whoever confirms see before what waits for him and that nobody follows.
  for (const name of ['温如松', '罗思远']) {
    const asked = play.says(name, '请确认')
    expect(asked).toContain('现有待办1项')
    expect(asked).toContain('农村沼气建设工作')
    expect(asked).toContain('此项变动后区农业农村局没有在岗的主要领导')
    expect(asked).toContain('请同时发送“任职 区农业农村局 姓名 主要领导”')
    await play.tap(name, '请确认', '确认停用')
  }
  const told = (name: string) =>
    play.lines(name).filter((line) => line.includes('没有在岗的主要领导'))
  expect(told('蒋小棠')).toHaveLength(1)
  expect(told('温如松')).toHaveLength(1)
  expect(told('温如松').join()).toContain('任职 区农业农村局 姓名 主要领导')
  await morning('2026-09-15')
  expect(told('温如松')).toHaveLength(1)
})

test('两个实例同时办两项变动，都生效，链不断；同一张卡点两次只办一次', async () => {
  await untilInstruction()
  await play.say('谷雨', '交接 全部 给禾苗 9月15日至9月16日')
  await play.say('田守稼', '委托 谷雨 9月15日至9月16日')
  const [work, decision] = [play.card('谷雨', '请确认'), play.card('田守稼', '请确认')]
  const both = await Promise.all([
    play.person('谷雨').tap(work.messageId, '确认交接'),
    play.person('田守稼').tap(decision.messageId, '确认委托', { form: { scope: ['INSTRUCT'] } }),
    play.person('谷雨').tap(work.messageId, '确认交接'),
  ])
  expect(both.map(({ toast }) => toast?.type).sort()).toEqual(['info', 'success', 'success'])
  await play.product.settle()
  const [kept] = await play.product.database.sql<{ given: number; entries: number }[]>`
    select (select count(*)::int from delegation
        where ${named('谷雨')} in (principal, delegate)) as given,
      (select audit_seq from organisation) as entries`
  expect(kept).toEqual({ given: 2, entries: 2 })
  expect(await verifyAudit(play.product.database.sql)).toBeNull()
})

test('添加承办人：只添加本单位的人，别的单位的人拉不走', async () => {
  const heard = await play.say('禾苗', '添加承办人 金穗 农村能源科副科长')
  expect(heard.toSelf.join()).toContain('不能直接添加')
  expect((await play.say('禾苗', '添加承办人 佟雅宁 科员')).toSelf.join()).toContain('不能直接添加')
  const own = await play.say('禾苗', '添加承办人 @禾苗')
  expect(own.toSelf.join()).toContain('已将禾苗添加为本单位承办人')
  expect(play.lines('田守稼').join()).toContain('禾苗添加为本单位承办人')
})

test('交接的请确认卡列出交出的每一项', async () => {
  await untilInstruction()
  await play.say('田守稼', '交接 全部 给谷雨')
  expect(play.lines('田守稼').at(-1)).toContain('领导外出请使用“委托”')
  await play.say('金穗', '交接 全部 给禾苗')
  expect(play.lines('金穗').at(-1)).toContain('只能委托或交接给本部门人员')
  const handlers = [named('谷雨')]
  await play.tap('田守稼', '领导批办', '批办', { mode: 'section', opinion: '请办。', handlers })
  await play.say('谷雨', '交接 全部 给禾苗 9月14日至9月20日')
  expect(play.says('谷雨', '请确认')).toContain('现有待办1项')
  expect(play.says('谷雨', '请确认')).toContain('农村沼气建设工作')
})

test('交接期间一次批量立项，交办清单到接手人处，交出的人不再收到', async () => {
  await play.say('禾苗', '交接 全部 给谷雨')
  await play.tap('禾苗', '请确认', '确认交接')
  await play.tap('田守稼', '请确认', '确认交接')
  const decided = (title: string) => `由区农业农村局牵头，于10月20日前完成${title}。`
  const minutes = ['时间：2026年9月14日', decided('沼气池清掏'), decided('秸秆禁烧')]
  await play.say('蒋小棠', `纪要\n${minutes.join('\n')}`)
  await play.tap('蒋小棠', '拟立项清单', '一并呈请立项', {
    source: '区政府会议',
    approver: named('佟雅宁'),
    copies: '1',
    seal: 'yes',
    electronic: 'yes',
    signature: 'no',
    not_secret: 'yes',
  })
  await play.tap('佟雅宁', '批量立项', '全部同意')
  expect(play.says('谷雨', '我的待办')).toContain('以下2项督查事项已经区政府领导批准立项')
  expect(play.lines('谷雨')).not.toContain('交办通知')
  expect(play.lines('禾苗')).not.toContain('我的待办')
  await play.person('谷雨').tap(play.card('谷雨', '我的待办').messageId, '办理', { nth: 2 })
  await play.product.settle()
  expect(waits('谷雨', '交办通知')).toBe(true)
})
