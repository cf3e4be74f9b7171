// 交接 over signed HTTP: by whose word somebody's work goes to a colleague, and what then reaches whom.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { instantOf } from '../../src/domain/time.ts'
import { verifyAudit } from '../../src/store/audit.ts'
import { waits } from '../kit/desks.ts'
import { docketForm } from '../kit/main-circle.ts'
import { putForward } from '../kit/minutes.ts'
import { buttonsOf, openPlay, type Play } from '../kit/play.ts'
import { matterAt } from '../kit/roads.ts'
import { named } from '../kit/yunling.ts'
import { morning, untilInstruction } from './biogas.ts'

let play: Play
beforeEach(async () => {
  play = await openPlay({ start: instantOf('2026-09-14', '09:00'), pair: true })
})
afterEach(() => play.close())

test('接手督查工作的，说延期同督查工作人员一样：卡片来填报，再说一次就把卡片再发来', async () => {
  await untilInstruction(play)
  const handlers = [named('禾苗')]
  await play.tap('田守稼', '领导批办', '批办', { mode: 'officer', opinion: '请办理。', handlers })
  await play.say('禾苗', '交接 全部 给谷雨')
  await play.tap('禾苗', '请确认', '确认交接')
  await play.tap('田守稼', '请确认', '确认交接')
  const word = '延期 1号 到10月20日 原因：连续降雨'
  expect((await play.say('谷雨', word)).toSelf).toEqual(['申请延期'])
  expect((await play.say('谷雨', word)).toSelf).toEqual(['申请延期'])
  expect(waits(play, '谷雨', '申请延期')).toBe(true)
})

test('接手承办人的工作的，说延期同承办人一样：告知由谁填报', async () => {
  const { number } = await matterAt(play, '办理中', { title: '管网改造', lead: 'D07' })
  await play.say('施工', '交接 全部 给许广厦')
  await play.tap('施工', '请确认', '确认交接')
  const { toSelf } = await play.say('许广厦', `延期 ${number} 到9月28日 原因：连续降雨`)
  expect(toSelf).toEqual([expect.stringContaining('请房一鸣在“申请延期”卡片上补全')])
  expect(waits(play, '房一鸣', '申请延期')).toBe(true)
})

test('交接后，承办人的卡片到接手人处，办理完毕记在原承办人名下', async () => {
  await untilInstruction(play)
  await play.tap('田守稼', '领导批办', '批办', {
    mode: 'section',
    opinion: '请办理。',
    handlers: [named('谷雨')],
  })
  await play.say('谷雨', '交接 全部 给禾苗')
  await play.tap('谷雨', '请确认', '确认交接')
  expect(waits(play, '禾苗', '办理任务')).toBe(true)
  const { toast } = await play.tap('禾苗', '办理任务', '办理完毕')
  expect(toast?.type).toBe('success')
  expect(waits(play, '禾苗', '汇总材料')).toBe(true)
})

test('督查工作人员交接，本人确认后还须主要领导确认；未确认前卡片不动', async () => {
  await play.say('蒋小棠', '立项')
  await play.tap('蒋小棠', '督查立项', '呈请立项', { ...docketForm('2026-10-14') })
  await play.tap('佟雅宁', '立项阅批', '同意立项', { opinion: '请抓紧。' })
  await play.say('禾苗', '交接 全部 给谷雨 9月14日至9月19日')
  expect(play.says('禾苗', '请确认')).toContain('须由您本人确认，再由本单位主要领导确认后生效')
  const own = await play.tap('禾苗', '请确认', '确认交接')
  expect(own.toast?.content).toBe('已提出，待本单位主要领导确认后生效。')
  expect(waits(play, '禾苗', '交办通知')).toBe(true)
  expect(waits(play, '谷雨', '交办通知')).toBe(false)
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
  expect(waits(play, '谷雨', '交办通知')).toBe(true)
  expect(waits(play, '禾苗', '交办通知')).toBe(false)
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
  await morning(play, '2026-09-15')
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

test('交接的请确认卡列出交出的每一项', async () => {
  await untilInstruction(play)
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
  await putForward(play, '佟雅宁', '沼气池清掏', '秸秆禁烧')
  await play.tap('佟雅宁', '批量立项', '全部同意')
  expect(play.says('谷雨', '我的待办')).toContain('以下2项督查事项已经区政府领导批准立项')
  expect(play.lines('谷雨')).not.toContain('交办通知')
  expect(play.lines('禾苗')).not.toContain('我的待办')
  await play.person('谷雨').tap(play.card('谷雨', '我的待办').messageId, '办理', { nth: 2 })
  await play.product.settle()
  expect(waits(play, '谷雨', '交办通知')).toBe(true)
})
