// What leaves a department and what comes back to it, over signed HTTP: all but 申请延期, stale and double taps too.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { beginCycle } from '../../src/domain/decide-cycle.ts'
import { assignmentOf, leadOf } from '../../src/domain/matter.ts'
import { actByClock } from '../../src/flows/act.ts'
import { loadMatter } from '../../src/store/matters.ts'
import { prepared, told } from '../kit/desks.ts'
import { buttonsOf, openPlay, type Play, prefillOf } from '../kit/play.ts'
import { ALL_READY, CANARY, instruction, matterAt, REPORT } from '../kit/roads.ts'

let play: Play

beforeAll(async () => {
  play = await openPlay({ seed: 4 })
})
afterAll(() => play.close())

const toast = (...tap: Parameters<Play['tap']>) => told(play, ...tap)

test('有疑问转督查室，答复回到交办通知；签收后才答的，另发文字', async () => {
  const matter = await matterAt(play, '待签收', { title: '疑问甲' })
  const { title } = matter
  const about = title
  expect(await toast('禾苗', '交办通知', '有疑问', {}, about)).toBe('error 请填写：疑问内容。')
  const question = { question: '统计口径是否含在建项目？' }
  expect(await toast('禾苗', '交办通知', '有疑问', question, about)).toContain(
    'success 疑问已转区政府督查室：疑问甲',
  )
  expect(await toast('禾苗', '交办通知', '有疑问', question, about)).toContain('info 疑问已转')
  expect(play.says('禾苗', '交办通知', about)).toContain('待答复')
  expect(play.says('温如松', '部门疑问', about)).toContain('统计口径是否含在建项目？（禾苗）')
  expect(await toast('温如松', '部门疑问', '答复', {}, about)).toBe('error 请填写：答复内容。')
  const answer = { answer: '含在建项目。' }
  expect(await toast('温如松', '部门疑问', '答复', answer, about)).toContain('success 已答复')
  expect(play.says('禾苗', '交办通知', about)).toContain('含在建项目。')
  expect(buttonsOf(play.card('蒋小棠', '部门疑问', about))).toEqual([])
  expect(buttonsOf(play.card('禾苗', '交办通知', about))).toEqual([
    '签收并呈批',
    '有疑问',
    '申请改派',
  ])
  await play.tap('禾苗', '交办通知', '有疑问', { question: '要不要附照片？' }, about)
  await play.tap('禾苗', '交办通知', '签收并呈批', {}, about)
  await play.tap('蒋小棠', '部门疑问', '答复', { answer: '不用。' }, '要不要附照片')
  expect(play.lines('禾苗').at(-1)).toContain('答复：不用。')
})

test('改派：领导同意后督查室主任定去处，原单位不再看得到，阅批领导得知', async () => {
  const { title: about, number } = await matterAt(play, '待签收', { title: '改派甲' })
  expect(await toast('禾苗', '交办通知', '申请改派', {}, about)).toBe('error 请填写：改派理由。')
  const reason = { question: '此项属住建部门职责。' }
  expect(await toast('禾苗', '交办通知', '申请改派', reason, about)).toContain(
    'success 已拟改派申请',
  )
  expect(await toast('禾苗', '交办通知', '申请改派', reason, about)).toMatch(/^info 申请已呈/)
  expect(await toast('田守稼', '对外申请', '同意申请', {}, about)).toContain('success')
  expect(await toast('温如松', '改派审批', '同意改派', {}, about)).toBe(
    'error 请选择改派到哪个部门。',
  )
  const twice = prepared(play, '温如松', '改派审批', '同意改派', about, { form: { lead: 'D08' } })
  const late = prepared(play, '禾苗', '交办通知', '签收并呈批', about)
  expect(await toast('温如松', '改派审批', '同意改派', { lead: 'D07' }, about)).toContain(
    '已交区住建局办理',
  )
  expect(await twice()).toMatch(/^info 您已/)
  expect(play.lines('佟雅宁').at(-1)).toContain('由区农业农村局改派区住建局办理')
  expect(play.says('禾苗', '交办通知', about)).toContain('同意改派')
  expect(await late()).toBe('error 您无权办理此事项。')
  const hidden = await play.say('禾苗', `查 ${number}`)
  expect(hidden.toSelf.join()).toContain('未找到')
  expect(await toast('房一鸣', '交办通知', '签收并呈批', {}, about)).toContain('success')
})

test('改派一词由督查室主任确认后生效，不能派给已在办的单位', async () => {
  const { title: about, number } = await matterAt(play, '办理中', {
    title: '改派乙',
    form: { co: ['D04'] },
  })
  expect((await play.say('温如松', `改派 ${number} 到区财政局`)).toSelf[0]).toContain(
    '区财政局已在承办该事项',
  )
  expect((await play.say('蒋小棠', `改派 ${number} 到区住建局`)).toSelf[0]).toContain(
    '区政府督查室主任',
  )
  await play.say('温如松', `改派 ${number} 到区住建局`)
  expect(play.says('温如松', '请确认', about)).toContain('区住建局')
  const twice = prepared(play, '温如松', '请确认', '确认改派', about)
  expect(await toast('温如松', '请确认', '确认改派', undefined, about)).toContain('success 已改派')
  expect(buttonsOf(play.card('温如松', '请确认', about))).toEqual([])
  expect(await twice()).toMatch(/^info 您已于.*改派/)
  expect(play.says('谷雨', '办理任务', about)).toContain('改派')
  await play.say('温如松', `改派 ${number} 区财政局 到区交通局 原因：职责调整`)
  expect(await toast('温如松', '请确认', '确认改派', undefined, about)).toContain(
    '已交区交通局办理',
  )
  expect(play.says('段小桥', '交办通知', about)).toContain('区交通局督查工作人员')
})

test('转办：督查人员确认，原承办人的卡片说明转给了谁；督查人员自己的由主要领导转', async () => {
  const { title: about, number } = await matterAt(play, '办理中', { title: '转办甲' })
  expect((await play.say('谷雨', `转办 ${number} 给禾苗`)).toSelf).toEqual([
    expect.stringContaining('督查工作人员'),
  ])
  expect((await play.say('禾苗', `转办 ${number} 给张三`)).toSelf[0]).toContain('承办人名单')
  await play.say('禾苗', `转办 ${number} 给禾苗`)
  expect(await toast('禾苗', '请确认', '确认转办', undefined, about)).toContain('现由禾苗承办')
  expect(play.says('谷雨', '办理任务', about)).toContain('谷雨科长承办的部分已转由禾苗承办')
  expect(play.says('禾苗', '办理任务', about)).toContain('谷雨科长承办的该项工作已转由您承办')
  expect((await play.say('禾苗', `转办 ${number} 给谷雨`)).toSelf[0]).toContain('须由主要领导转办')
  await play.say('田守稼', `转办 ${number} 给谷雨`)
  expect(await toast('田守稼', '请确认', '确认转办', undefined, about)).toContain('success')
  expect(await toast('谷雨', '办理任务', '办理完毕', {}, about)).toContain('success')
})

test('配合材料：退回补充、提请协调、已收，收后不能撤回', async () => {
  const { title: about, number } = await matterAt(play, '汇总中', {
    title: '配合甲',
    form: { co: ['D04'], co_task: '核对补助资金拨付情况。' },
  })
  expect(play.says('金穗', '交办通知', about)).toContain('核对补助资金拨付情况。')
  await play.tap('金穗', '交办通知', '签收并呈批', {}, about)
  await play.tap('钱守诚', '领导批办', '批办', instruction('金穗'), about)
  await play.tap('金穗', '办理任务', '办理完毕', {}, about)
  await play.tap('金穗', '汇总材料', '呈领导审签', REPORT, about)
  await play.tap('钱守诚', '请审签', '同意审签', {}, about)
  expect(play.says('禾苗', '汇总材料', about)).toContain('区财政局')
  await play.tap('金穗', '报送材料', '报送', ALL_READY, about)
  expect(play.says('禾苗', '配合材料', about)).toContain(CANARY.report)
  expect(await toast('禾苗', '配合材料', '退回补充', {}, about)).toContain('须写明理由')
  await play.tap('禾苗', '配合材料', '提请协调', { opinion: '口径与我局不一致。' }, about)
  await play.tap('蒋小棠', '部门疑问', '答复', { answer: '以财政口径为准。' }, about)
  expect(play.says('禾苗', '配合材料', about)).toContain('以财政口径为准。')
  expect(play.lines('金穗').at(-1)).toContain('以财政口径为准。')
  await play.tap('禾苗', '配合材料', '退回补充', { opinion: '缺拨付明细。' }, about)
  expect(play.says('金穗', '汇总材料', about)).toContain('缺拨付明细。')
  await play.tap('金穗', '汇总材料', '呈领导审签', { ...REPORT, next_steps: '补齐明细。' }, about)
  await play.tap('钱守诚', '请审签', '同意审签', {}, about)
  await play.tap('金穗', '报送材料', '报送', ALL_READY, about)
  await play.say('金穗', `撤回 ${number}`)
  expect(await toast('金穗', '请确认', '确认撤回', undefined, about)).toContain(
    'success 已撤回报送',
  )
  await play.tap('金穗', '报送材料', '报送', ALL_READY, about)
  expect(prefillOf(play.card('禾苗', '汇总材料', about)).achievements).toBeUndefined()
  expect(await toast('禾苗', '配合材料', '已收', {}, about)).toContain('success 已收配合材料')
  expect(prefillOf(play.card('禾苗', '汇总材料', about)).achievements).toContain(
    `区财政局：已完成年度任务的80%。${CANARY.report}`,
  )
  expect((await play.say('金穗', `撤回 ${number}`)).toSelf[0]).not.toBe('请确认')
})

test('阶段进展：到日子系统提出，督查人员填写，领导同意才到督查室', async () => {
  const { title: about, number } = await matterAt(play, '办理中', {
    title: '月报甲',
    form: { cycle: 'monthly', deadline: '2026-12-20 17:30' },
  })
  await play.say('谷雨', `进展 ${number} 本月建成30座`)
  await beginCycleOf(about)
  await beginCycleOf(about)
  expect(prefillOf(play.card('禾苗', '阶段进展', about)).achievement).toContain('本月建成30座')
  const blank = { achievement: '' }
  expect(await toast('禾苗', '阶段进展', '呈领导同意', blank, about)).toBe(
    'error 请填写：本期成效。',
  )
  const said = { achievement: '本月建成30座，累计120座。', problem: '雨天多。' }
  expect(await toast('禾苗', '阶段进展', '呈领导同意', said, about)).toContain('success')
  await play.say('温如松', `查 ${number}`)
  expect(play.says('温如松', '督查事项', about)).not.toContain('累计120座')
  const twice = prepared(play, '田守稼', '对外申请', '同意报送', about)
  expect(await toast('田守稼', '对外申请', '同意报送', {}, about)).toContain('已报区政府督查室')
  expect(await twice()).toMatch(/^info 您已于.*同意报送/)
  for (const name of ['温如松', '蒋小棠'])
    expect(play.lines(name).at(-1)).toContain('阶段进展：本月建成30座，累计120座。')
  await play.say('温如松', `查 ${number}`)
  expect(play.says('温如松', '督查事项', about)).toContain('累计120座')
  expect(play.says('禾苗', '阶段进展', about)).toContain('同意报送')
})

/** As the clock does it on the day that the rules name. */
async function beginCycleOf(title: string): Promise<void> {
  const { world } = play.product.bot
  const [row] = await world.sql<{ id: string }[]>`select id from matter where title = ${title}`
  const matter = row === undefined ? null : await loadMatter(world.sql, row.id)
  const lead = matter === null ? undefined : leadOf(matter)
  if (matter === null || lead === undefined) throw new Error(`no matter ${title}`)
  const at = world.clock.now()
  const eventKey = `cycle:${lead.id}`
  await actByClock(
    world,
    matter,
    await world.organisations.latest(),
    (held) => beginCycle(held, assignmentOf(held, lead.id) ?? lead, at, eventKey),
    at,
    { eventKey, tapped: null, messages: [], subjects: [] },
  )
  await play.product.settle()
}
