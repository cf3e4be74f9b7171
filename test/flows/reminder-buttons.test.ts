// The buttons of 工作提示, 督促提醒, 办理提示 and 催办通知, over signed HTTP: seen, reported on, more time asked for.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { instantOf } from '../../src/domain/time.ts'
import { buttonsOf, type Form, openPlay, type Play, prefillOf } from '../kit/play.ts'
import { CANARY, matterAt, type Travelling } from '../kit/roads.ts'
import { named } from '../kit/yunling.ts'

let play: Play
beforeEach(async () => {
  play = await openPlay({ seed: 7, start: instantOf('2026-09-14', '09:00') })
})
afterEach(() => play.close())

/** A matter due on the 21st that 区应急管理局 works on in this mode, on the morning of 提前催办. */
async function reminded(mode: string, handler: string): Promise<Travelling> {
  const matter = await matterAt(play, '待批办', { title: '废弃矿井整治', lead: 'D11' })
  const form: Form = { mode, opinion: CANARY.opinion, handlers: [named(handler)] }
  const { toast } = await play.tap(matter.head, '领导批办', '批办', form)
  expect(toast?.type).toBe('success')
  play.product.clock.set(instantOf('2026-09-18', '09:01'))
  await play.product.ticks()
  await play.product.settle()
  return matter
}

const ALL = ['已知悉', '报进展', '申请延期']

describe.each([
  ['部门领导协调处理', 'leader', '崔劲松', '工作提示'],
  ['相关科室具体办理', 'section', '崔劲松', '督促提醒'],
  ['督查人员直接办理', 'officer', '常宁', '办理提示'],
])('%s', (_, mode, handler, title) => {
  test('已知悉：记在卡片上，按钮收住，再点一次也只是这样', async () => {
    await reminded(mode, handler)
    const { messageId } = play.card(handler, title)
    expect(buttonsOf(play.card(handler, title))).toEqual(ALL)
    const again = play.person(handler).prepareTap(messageId, '已知悉')
    expect((await play.tap(handler, title, '已知悉')).toast).toEqual({
      type: 'success',
      content: '已知悉，谢谢。',
    })
    expect(play.says(handler, title)).toContain('已知悉。')
    expect(buttonsOf(play.card(handler, title))).toEqual([])
    expect((await again.send()).toast?.type).not.toBe('error')
    await play.product.settle()
    expect(play.lines(handler).filter((line) => line === title)).toHaveLength(1)
  })

  test('报进展：办理任务卡片送来，在那里记，提示不代替', async () => {
    await reminded(mode, handler)
    const { toast } = await play.tap(handler, title, '报进展')
    expect(toast?.content).toBe('已将卡片发给您，请看最新消息。')
    expect(play.lines(handler).at(-1)).toBe('办理任务')
    const form = { achievement: '已排查32处。' }
    const { toast: kept } = await play.tap(handler, '办理任务', '报进展', form)
    expect(kept?.content).toContain('废弃矿井整治')
  })

  test('申请延期：督查工作人员收到申请延期卡片，时限和原因由其填写', async () => {
    const { officer, title: about } = await reminded(mode, handler)
    const { toast } = await play.tap(handler, title, '申请延期')
    expect(toast?.type).toBe('success')
    const card = play.card(officer, '申请延期', about)
    expect(buttonsOf(card)).toEqual(['呈领导同意'])
    expect(prefillOf(card)).toEqual({})
  })
})

test('主要领导的工作提示只有已知悉', async () => {
  const { title, head } = await matterAt(play, '待审签', { title: '林长制落实' })
  play.product.clock.set(instantOf('2026-09-18', '09:01'))
  await play.product.ticks()
  await play.product.settle()
  expect(buttonsOf(play.card(head, '工作提示', title))).toEqual(['已知悉'])
  expect((await play.tap(head, '工作提示', '已知悉', undefined, title)).toast?.type).toBe('success')
})

describe('催办通知', () => {
  async function chased(): Promise<Travelling> {
    const matter = await matterAt(play, '办理中', { title: '林长制落实' })
    await play.say('蒋小棠', `催办 ${matter.number} 请于今日反馈`)
    await play.tap('蒋小棠', '请确认', '发送', undefined, matter.title)
    return matter
  }

  test('报进展：督查工作人员在送来的办理任务上记', async () => {
    const { officer, title } = await chased()
    const { toast } = await play.tap(officer, '催办通知', '报进展', undefined, title)
    expect(toast?.content).toBe('已将卡片发给您，请看最新消息。')
    const form = { achievement: '已完成八成。' }
    const { toast: kept } = await play.tap(officer, '办理任务', '报进展', form, title)
    expect(kept?.type).toBe('success')
  })

  test('已知悉：按钮收住；此后又有进展，同一份通知不再来', async () => {
    const { officer, title, number } = await chased()
    const notices = () => play.lines(officer).filter((line) => line === '催办通知')
    await play.tap(officer, '催办通知', '已知悉', undefined, title)
    expect(buttonsOf(play.card(officer, '催办通知', title))).toEqual([])
    await play.say(officer, `进展 ${number} 已完成八成`)
    expect(notices()).toHaveLength(1)
    expect(buttonsOf(play.card(officer, '催办通知', title))).toEqual([])
    play.product.clock.forward(24 * 3_600_000)
    await play.say('蒋小棠', `催办 ${number} 请于明日反馈`)
    await play.tap('蒋小棠', '请确认', '发送', undefined, title)
    expect(notices()).toHaveLength(2)
    expect(buttonsOf(play.card(officer, '催办通知', title))).toContain('已知悉')
  })

  test('申请延期：申请延期卡片送来', async () => {
    const { officer, title } = await chased()
    await play.tap(officer, '催办通知', '申请延期', undefined, title)
    expect(buttonsOf(play.card(officer, '申请延期', title))).toEqual(['呈领导同意'])
  })
})
