// 申请延期 over signed HTTP: asked for, granted, returned, too late, and what the office may still grant.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { instantOf } from '../../src/domain/time.ts'
import { prepared, told } from '../kit/desks.ts'
import { buttonsOf, openPlay, type Play, prefillOf } from '../kit/play.ts'
import { matterAt } from '../kit/roads.ts'

let play: Play

beforeAll(async () => {
  play = await openPlay({ seed: 4 })
})
afterAll(() => play.close())

const ASKED = {
  to: '2026-09-28 17:30',
  reason_kind: 'weather',
  reason: '连续降雨，无法施工。',
  progress: '已完成八成。',
}

const toast = (...tap: Parameters<Play['tap']>) => told(play, ...tap)

test('延期：承办人提出，督查人员填报，领导同意，区政府办先办者为准，时限改了历史还在', async () => {
  const matter = await matterAt(play, '办理中', { title: '延期甲' })
  const { title: about, number } = matter
  const said = await play.say('谷雨', `延期 ${number} 到9月28日 原因：连续降雨`)
  expect(said.toSelf).toEqual([expect.stringContaining('已提出延期申请：延期甲')])
  expect(said.toSelf[0]).toContain('请禾苗在“申请延期”卡片上补全')
  expect(prefillOf(play.card('禾苗', '申请延期', about))).toEqual({
    to: '2026-09-28 17:30 +0800',
    reason_kind: 'weather',
    reason: '连续降雨',
  })
  expect(play.says('谷雨', '办理任务', about)).toContain('待填报（拟延至9月28日17:30）')
  const blank = { to: '', reason: '', reason_kind: '', progress: '' }
  expect(await toast('禾苗', '申请延期', '呈领导同意', blank, about)).toBe(
    'error 请填写：延期至、原因类别、延期原因、目前进展。',
  )
  expect(await toast('禾苗', '申请延期', '呈领导同意', ASKED, about)).toContain(
    'success 已呈领导同意：延期甲',
  )
  const request = play.says('田守稼', '对外申请', about)
  for (const part of ['连续降雨，无法施工。', '已完成八成。', '天气灾害', '9月28日'])
    expect(request).toContain(part)
  expect(() => play.card('温如松', '延期审批', about)).toThrow()
  expect(await toast('田守稼', '对外申请', '同意申请', {}, about)).toContain('已报区政府办审批')
  expect(prefillOf(play.card('罗思远', '延期审批', about))).toEqual({
    to: '2026-09-28 17:30 +0800',
  })
  const late = prepared(play, '罗思远', '延期审批', '不同意', about, {
    form: { opinion: '不行。' },
  })
  const twice = prepared(play, '温如松', '延期审批', '同意延期', about)
  expect(await toast('温如松', '延期审批', '同意延期', {}, about)).toContain(
    'success 已同意延期：延期甲',
  )
  expect(await late()).toMatch(/^error 该事项已由温如松.*于.*同意延期。/)
  expect(await twice()).toMatch(/^info 您已于.*同意延期，无需重复操作。/)
  for (const [who, card] of [
    ['禾苗', '申请延期'],
    ['田守稼', '对外申请'],
  ] as const) {
    expect(play.says(who, card, about)).toContain('同意延期')
    expect(buttonsOf(play.card(who, card, about))).toEqual([])
  }
  expect(play.says('谷雨', '办理任务', about)).toContain('已同意延期，原时限9月21日')
  await play.say('温如松', `查 ${number}`)
  expect(play.says('温如松', '督查事项', about)).toContain('连续降雨，无法施工。')
})

test('延期被退回：换一张新卡片带着意见；时限一到，谁也不能再提、再报', async () => {
  const matter = await matterAt(play, '办理中', { title: '延期乙' })
  const { title: about, number } = matter
  const onCard = { achievement: '已完成八成。' }
  expect(await toast('谷雨', '办理任务', '申请延期', onCard, about)).toContain('success')
  expect(prefillOf(play.card('禾苗', '申请延期', about))).toEqual({ progress: '已完成八成。' })
  await play.tap('禾苗', '申请延期', '呈领导同意', ASKED, about)
  expect(await toast('田守稼', '对外申请', '退回', {}, about)).toContain('须写明理由')
  await play.tap('田守稼', '对外申请', '退回', { opinion: '写明剩余工作量。' }, about)
  expect(play.says('禾苗', '申请延期', about)).toContain('写明剩余工作量。（田局长）')
  expect(prefillOf(play.card('禾苗', '申请延期', about))).toMatchObject({
    reason: '连续降雨，无法施工。',
  })
  await play.tap('禾苗', '申请延期', '呈领导同意', ASKED, about)
  play.product.clock.set(instantOf('2026-09-21', '17:30'))
  const late = '时限已过，不能按“提前申请”办理延期。如确有特殊情况，请电话联系区政府督查室。'
  expect(await toast('田守稼', '对外申请', '同意申请', {}, about)).toBe(`error ${late}`)
  expect((await play.say('谷雨', `延期 ${number} 到9月28日`)).toSelf).toEqual([late])
  expect((await play.say('蒋小棠', `延期 ${number} 到9月28日`)).toSelf).toHaveLength(1)
  const refused = await play.say('蒋小棠', `特批延期 ${number} 到9月30日 原因：抢险`)
  expect(refused.toSelf).toEqual([expect.stringContaining('区政府办副主任')])
  const undated = await play.say('罗思远', `特批延期 ${number}`)
  expect(undated.toSelf[0]).toContain('请填写：延期至')
  const special = await play.say('罗思远', `特批延期 ${number} 到9月30日`)
  expect(special.toSelf).toEqual(['请确认'])
  expect(await toast('罗思远', '请确认', '确认特批', {}, about)).toBe('error 请填写：特批原因。')
  expect(await toast('罗思远', '请确认', '确认特批', { reason: '抢险。' }, about)).toContain(
    '时限延至9月30日17:30',
  )
  expect(play.says('谷雨', '办理任务', about)).toContain('2026年9月30日')
  const toOfficer = play.lines('禾苗').slice(-3)
  expect(toOfficer.join()).toContain('时限已延至9月30日17:30')
  const slip = toOfficer.find((line) => line.startsWith('延期审批单　延期乙'))
  expect(slip).toBeDefined()
  expect(play.lines('温如松')).toContain(slip)
  expect(play.lines('田守稼').slice(-3).join()).toContain('时限已延至9月30日17:30')
  expect(buttonsOf(play.card('田守稼', '对外申请', about))).toEqual([])
})
