// 不同意 to what a department asks for, over signed HTTP: nothing moves, the opinion comes back, and it may ask again.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { told } from '../kit/desks.ts'
import { buttonsOf, openPlay, type Play, prefillOf } from '../kit/play.ts'
import { matterAt } from '../kit/roads.ts'

let play: Play

beforeAll(async () => {
  play = await openPlay({ seed: 6 })
})
afterAll(() => play.close())

const toast = (...tap: Parameters<Play['tap']>) => told(play, ...tap)

const REFUSED = '非客观原因，请按原时限办结。'

test('延期不同意：须写意见，时限不变，各人卡片写明，之后可以再报', async () => {
  const { title, number } = await matterAt(play, '办理中', { title: '不延甲' })
  await play.say('谷雨', `延期 ${number} 到9月28日 原因：连续降雨`)
  const asked = { reason_kind: 'weather', progress: '已完成八成。' }
  await play.tap('禾苗', '申请延期', '呈领导同意', asked, title)
  await play.tap('田守稼', '对外申请', '同意申请', {}, title)
  expect(await toast('罗思远', '延期审批', '不同意', {}, title)).toBe(
    'error “不同意”须写明理由和要求。请填写意见后再点“不同意”。',
  )
  expect(await toast('罗思远', '延期审批', '不同意', { opinion: REFUSED }, title)).toContain(
    `success 未同意延期：${title}`,
  )
  for (const [name, card] of [
    ['温如松', '延期审批'],
    ['禾苗', '申请延期'],
    ['田守稼', '对外申请'],
  ] as const) {
    expect(play.says(name, card, title)).toContain('不同意')
    expect(buttonsOf(play.card(name, card, title))).toEqual([])
  }
  expect(play.says('禾苗', '申请延期', title)).toContain(REFUSED)
  await play.say('温如松', `查 ${number}`)
  expect(play.says('温如松', '督查事项', title)).toContain('2026年9月21日（星期一）17:30')
  const task = play.says('谷雨', '办理任务', title)
  expect(task).toContain('2026年9月21日（星期一）17:30前')
  expect(task).toContain('未同意（拟延至9月28日17:30）')
  await play.say('谷雨', `延期 ${number} 到9月24日 原因：连续降雨`)
  expect(prefillOf(play.card('禾苗', '申请延期', title)).to).toContain('2026-09-24')
})

test('改派不同意：须写意见，意见回到交办通知，仍由原单位签收办理', async () => {
  const { title, number } = await matterAt(play, '待签收', { title: '不改派甲' })
  const reason = { question: '此项属住建部门职责。' }
  await play.tap('禾苗', '交办通知', '申请改派', reason, title)
  await play.tap('田守稼', '对外申请', '同意申请', {}, title)
  expect(await toast('温如松', '改派审批', '不同意', {}, title)).toBe(
    'error “不同意”须写明理由和要求。请填写意见后再点“不同意”。',
  )
  const opinion = '职责分工已明确由你局牵头。'
  expect(await toast('温如松', '改派审批', '不同意', { opinion }, title)).toContain(
    `success 未同意改派：${title}`,
  )
  expect(buttonsOf(play.card('温如松', '改派审批', title))).toEqual([])
  expect(play.says('田守稼', '对外申请', title)).toContain(opinion)
  expect(play.says('禾苗', '交办通知', title)).toContain(opinion)
  expect(() => play.card('房一鸣', '交办通知', title)).toThrow()
  expect(await toast('禾苗', '交办通知', '签收并呈批', {}, title)).toMatch(/^success/)
  await play.say('温如松', `查 ${number}`)
  expect(play.says('温如松', '督查事项', title)).toContain('区农业农村局')
})
