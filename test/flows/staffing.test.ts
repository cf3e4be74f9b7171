// 委托, 任职, 停用, 添加承办人 over signed HTTP: cards move to whoever decides now, and back.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { instantOf } from '../../src/domain/time.ts'
import { verifyAudit } from '../../src/store/audit.ts'
import { waits } from '../kit/desks.ts'
import { docketForm } from '../kit/main-circle.ts'
import { openPlay, type Play } from '../kit/play.ts'
import { named } from '../kit/yunling.ts'
import { morning, untilInstruction, untilSigned } from './biogas.ts'

let play: Play
beforeEach(async () => {
  play = await openPlay({ start: instantOf('2026-09-14', '09:00'), pair: true })
})
afterEach(() => play.close())

test('委托到期前后，领导批办的卡片过去又回来，台账记着受谁委托', async () => {
  await untilInstruction(play)
  const deputy = '谷雨'
  await play.say('田守稼', `委托 ${deputy} 9月15日至9月16日 授权书〔2026〕3号`)
  expect(play.says('田守稼', '请确认')).toContain('授权书〔2026〕3号')
  const { toast } = await play.tap('田守稼', '请确认', '确认委托', { scope: ['INSTRUCT'] })
  expect(toast?.type).toBe('success')
  expect(waits(play, '田守稼', '领导批办')).toBe(true)
  expect(waits(play, deputy, '领导批办')).toBe(false)
  await morning(play, '2026-09-15')
  expect(waits(play, deputy, '领导批办')).toBe(true)
  expect(waits(play, '田守稼', '领导批办')).toBe(false)
  expect(play.says('田守稼', '领导批办')).toContain('本件现由谷雨科长（受您委托，至9月16日')
  const cards = play.lines(deputy).filter((line) => line === '领导批办')
  await play.product.ticks()
  await play.product.settle()
  expect(play.lines(deputy).filter((line) => line === '领导批办')).toEqual(cards)
  await morning(play, '2026-09-17')
  expect(waits(play, '田守稼', '领导批办')).toBe(true)
  expect(waits(play, deputy, '领导批办')).toBe(false)
  expect(await verifyAudit(play.product.database.sql)).toBeNull()
})

test('登记委托由督查室主任确认，撤销委托后即回到本人', async () => {
  await untilInstruction(play)
  const deputy = '谷雨'
  await play.say('蒋小棠', `登记委托 田守稼 委托 ${deputy} 9月14日至9月20日 授权书〔2026〕4号`)
  await play.tap('蒋小棠', '请确认', '确认委托', { scope: ['INSTRUCT'] })
  expect(waits(play, deputy, '领导批办')).toBe(false)
  await play.tap('温如松', '请确认', '确认委托')
  expect(waits(play, deputy, '领导批办')).toBe(true)
  await play.say('田守稼', '撤销委托')
  await play.tap('田守稼', '请确认', '确认撤销委托')
  expect(waits(play, '田守稼', '领导批办')).toBe(true)
  expect(waits(play, deputy, '领导批办')).toBe(false)
})

test('调到别的单位的人，原单位的工作一件也带不走：接手的退回，承办的告知督查工作人员', async () => {
  await untilInstruction(play)
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
  expect(waits(play, '谷雨', '交办通知')).toBe(true)
  await play.say('温如松', '任职 区住建局 谷雨 承办人')
  await play.tap('温如松', '请确认', '确认任职')
  await play.tap('罗思远', '请确认', '确认任职')
  await play.product.ticks()
  await play.product.settle()
  expect(waits(play, '谷雨', '交办通知')).toBe(false)
  expect(waits(play, '禾苗', '交办通知')).toBe(true)
  expect(waits(play, '谷雨', '办理任务')).toBe(false)
  expect((await late.send()).toast?.type).toBe('error')
  expect(play.lines('禾苗').join()).toContain('没有在岗且未报办理完毕的承办人')
  expect(play.lines('禾苗').join()).toContain('交由谷雨科长办理的工作即行转回')
})

test('任职和停用由督查室主任提、副主任确认，换了主要领导，待办即转', async () => {
  await untilInstruction(play)
  await play.say('温如松', '任职 区农业农村局 谷雨 主要领导')
  await play.tap('温如松', '请确认', '确认任职')
  const own = await play.tap('罗思远', '请确认', '确认任职')
  expect(own.toast?.type).toBe('success')
  expect(waits(play, '谷雨', '领导批办')).toBe(true)
  expect(waits(play, '田守稼', '领导批办')).toBe(false)
  await play.say('温如松', '停用 金穗')
  await play.tap('温如松', '请确认', '确认停用')
  await play.tap('罗思远', '请确认', '确认停用')
  const heard = await play.say('金穗', '我的待办')
  expect(heard.toSelf.join()).toContain('不在本系统的人员名单中')
})

test('已审签未报送时换了主要领导：原审签即失效，报不出去，请新任重新审签', async () => {
  await untilSigned(play)
  await play.say('温如松', '任职 区农业农村局 谷雨 主要领导')
  await play.tap('温如松', '请确认', '确认任职')
  await play.tap('罗思远', '请确认', '确认任职')
  expect(waits(play, '谷雨', '请审签')).toBe(true)
  expect(waits(play, '禾苗', '报送材料')).toBe(false)
  const trail = await play.product.database.sql`
    select action, from_status, to_status, actor_open_id from audit_trail
    where to_status = '待审签' and actor_open_id = 'system'`
  expect([...trail]).toEqual([
    { action: '自动', from_status: '已审签', to_status: '待审签', actor_open_id: 'system' },
  ])
  expect(await verifyAudit(play.product.database.sql)).toBeNull()
})

test('主要领导停用而无人接任：督查室主任和经办人各收到一次提示，写明等谁办', async () => {
  await untilInstruction(play)
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
  await morning(play, '2026-09-15')
  expect(told('温如松')).toHaveLength(1)
})

test('两个实例同时办两项变动，都生效，链不断；同一张卡点两次只办一次', async () => {
  await untilInstruction(play)
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
