// 催办 27号 by 督查室, over signed HTTP: shown before it is sent, and held back when the rules say so (process §3).
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayOf, instantOf } from '../../src/domain/time.ts'
import { told } from '../kit/desks.ts'
import { buttonsOf, openPlay, type Play } from '../kit/play.ts'
import { matterAt, onward } from '../kit/roads.ts'

let play: Play

beforeAll(async () => {
  play = await openPlay({ seed: 5, start: instantOf('2026-09-14', '09:00') })
})
afterAll(() => play.close())

const toast = (...tap: Parameters<Play['tap']>) => told(play, ...tap)

/** How often somebody has been shown 催办通知 about the matter. */
function chasesOf(name: string, about: string): number {
  return play
    .person(name)
    .messages()
    .filter((one) => one.title === '催办通知' && JSON.stringify(one.card).includes(about)).length
}

test('文字先给督查室看，发送后到督查工作人员，第二次起并送主要领导；已知悉记在卡片上', async () => {
  const { title, number } = await matterAt(play, '办理中', { title: '催办甲' })
  const { toSelf } = await play.say('蒋小棠', `催办 ${number} 请于今日反馈`)
  expect(toSelf).toEqual(['请确认'])
  expect(play.says('蒋小棠', '请确认', title)).toContain('请于今日反馈')
  expect(buttonsOf(play.card('蒋小棠', '请确认', title))).toEqual(['发送', '取消'])
  expect(chasesOf('禾苗', title)).toBe(0)
  expect(await toast('蒋小棠', '请确认', '发送', undefined, title)).toContain(
    `success 已催办：${title}`,
  )
  expect([chasesOf('禾苗', title), chasesOf('田守稼', title)]).toEqual([1, 0])
  expect(play.says('禾苗', '催办通知', title)).toContain('请于今日反馈')
  expect(buttonsOf(play.card('禾苗', '催办通知', title))).toEqual(['已知悉', '报进展', '申请延期'])
  expect(await toast('禾苗', '催办通知', '已知悉', undefined, title)).toMatch(/^success/)
  expect(play.says('禾苗', '催办通知', title)).toContain('已知悉。')
  expect(buttonsOf(play.card('禾苗', '催办通知', title))).toEqual([])

  play.product.clock.set(instantOf('2026-09-15', '09:00'))
  await play.say('蒋小棠', `催办 ${number}`)
  expect(play.says('蒋小棠', '请确认', title)).toContain('截至目前未收到材料')
  await play.tap('蒋小棠', '请确认', '发送', undefined, title)
  expect([chasesOf('禾苗', title), chasesOf('田守稼', title)]).toEqual([2, 1])
})

test('距上次不足4个工作小时的不催，午休和夜间不算；4个工作小时一到可以再催', async () => {
  const { title, number } = await matterAt(play, '办理中', { title: '催办乙' })
  play.product.clock.set(instantOf('2026-09-15', '10:59'))
  await play.say('温如松', `催办 ${number} 请报进度`)
  // The card waits on the table while somebody else is quicker.
  await play.say('蒋小棠', `催办 ${number} 请报数据`)
  const { clock } = play.product
  clock.set(instantOf('2026-09-15', '11:09'))
  expect(await toast('温如松', '请确认', '发送', undefined, title)).toMatch(/^success/)
  const tooSoon = '距上次催办不足4个工作小时。'
  expect(await toast('蒋小棠', '请确认', '发送', undefined, title)).toBe(`error ${tooSoon}`)
  // From 11:10: fifty minutes of the morning, and of the afternoon a minute less than is wanted.
  clock.set(instantOf('2026-09-15', '17:08'))
  const again = () => play.say('蒋小棠', `催办 ${number} 请报数据`)
  expect((await again()).toSelf).toEqual([expect.stringContaining(tooSoon)])
  expect((await again()).toSelf).toEqual(['请确认'])
  expect(dayOf(clock.now())).toBe('2026-09-15')
  expect(chasesOf('禾苗', title)).toBe(1)
})

test('延期期限内不催，过了延期后的时限才能催', async () => {
  const { title, number } = await matterAt(play, '办理中', {
    title: '催办丙',
    form: { deadline: '2026-09-18 17:30' },
  })
  await play.say('谷雨', `延期 ${number} 到9月22日 原因：连续降雨`)
  const asked = { reason_kind: 'weather', progress: '已完成八成。' }
  await play.tap('禾苗', '申请延期', '呈领导同意', asked, title)
  await play.tap('田守稼', '对外申请', '同意申请', {}, title)
  // An extension that is only asked for does not yet keep the office from its word.
  const again = () => play.say('蒋小棠', `催办 ${number} 请于今日反馈`)
  expect((await again()).toSelf).toEqual(['请确认'])
  await play.tap('温如松', '延期审批', '同意延期', {}, title)
  const extended = '该事项延期期限内，暂不催办。'
  expect(await toast('蒋小棠', '请确认', '发送', undefined, title)).toBe(`error ${extended}`)
  expect((await again()).toSelf).toEqual([expect.stringContaining(extended)])
  expect(chasesOf('禾苗', title)).toBe(0)
  play.product.clock.set(instantOf('2026-09-23', '09:00'))
  expect((await again()).toSelf).toEqual(['请确认'])
})

test('从已报送起不再催：看卡片的工夫报送了的也不发，答明原因', async () => {
  const matter = await matterAt(play, '已审签', {
    title: '催办丁',
    form: { deadline: '2026-09-30 17:30' },
  })
  const { title, number } = matter
  await play.say('蒋小棠', `催办 ${number} 请于今日反馈`)
  const { messageId } = play.card('蒋小棠', '请确认', title)
  const late = play.person('蒋小棠').prepareTap(messageId, '发送')
  await onward(play, matter, '已审签', '已报送')
  expect(buttonsOf(play.card('蒋小棠', '请确认', title))).toEqual([])
  const handedIn = '该事项已报送，无需催办。'
  expect((await late.send()).toast).toMatchObject({ type: 'error', content: handedIn })
  const { toSelf } = await play.say('蒋小棠', `催办 ${number} 请于今日反馈`)
  expect(toSelf).toEqual([expect.stringContaining(handedIn)])
  expect(chasesOf('禾苗', title)).toBe(0)
})
