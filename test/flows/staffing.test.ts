// 委托, 交接, 任职, 停用, 添加承办人 over signed HTTP: cards move to whoever decides now, and back.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DAY_MS, instantOf } from '../../src/domain/time.ts'
import { verifyAudit } from '../../src/store/audit.ts'
import { docketForm } from '../kit/main-circle.ts'
import { openPlay, type Play } from '../kit/play.ts'
import { named } from '../kit/yunling.ts'

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
    .some((one) => one.title === title && JSON.stringify(one.card).includes('"behaviors"'))

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
  await morning('2026-09-17')
  expect(waits('田守稼', '领导批办')).toBe(true)
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

test('任职和停用由督查室主任提、副主任确认，换了主要领导，待办即转', async () => {
  await untilInstruction()
  await play.say('温如松', '任职 区农业农村局 谷雨 主要领导')
  await play.tap('温如松', '请确认', '确认任职')
  const own = await play.tap('罗思远', '请确认', '确认任职')
  expect(own.toast?.type).toBe('success')
  expect(waits('谷雨', '领导批办')).toBe(true)
  await play.say('温如松', '停用 金穗')
  await play.tap('温如松', '请确认', '确认停用')
  await play.tap('罗思远', '请确认', '确认停用')
  const heard = await play.say('金穗', '我的待办')
  expect(heard.toSelf.join()).toContain('不在本系统的人员名单中')
})

test('添加承办人：批办时可选，主要领导看得到', async () => {
  const heard = await play.say('禾苗', '添加承办人 金穗 农村能源科副科长')
  expect(heard.toSelf.join()).toContain('添加')
  expect(play.lines('田守稼').join()).toContain('添加')
  play.product.clock.forward(DAY_MS)
})
