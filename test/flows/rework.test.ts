// Back to work, over signed HTTP: 退回重新整理, 退回部门, and 重新办理 after a leader's 批示 or a second 不满意.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { standingOf, told, waitingCards } from '../kit/desks.ts'
import { buttonsOf, openPlay, type Play, prefillOf } from '../kit/play.ts'
import {
  ALL_READY,
  instruction,
  matterAt,
  onward,
  proposalAnswered,
  SUGGESTION,
} from '../kit/roads.ts'
import { named } from '../kit/yunling.ts'

let play: Play

beforeAll(async () => {
  play = await openPlay({ seed: 23 })
})
afterAll(() => play.close())

const REVIEW = '审核反馈材料'
const BOTH_REVIEW = { 温如松: [REVIEW], 蒋小棠: [REVIEW] }
const BOTH_CONSOLIDATE = { 温如松: ['汇总反馈'], 蒋小棠: ['汇总反馈'] }

test('退回重新整理：部门照意见重写，主要领导看到改了什么，重新审签后才能报送', async () => {
  const matter = await matterAt(play, '已报送', { title: '危房改造' })
  const { title } = matter
  expect(waitingCards(play, matter)).toEqual(BOTH_REVIEW)
  const back = { opinion: '数字与上月不符。', rework_deadline: '2026-09-24 17:30' }
  const returns = (form: object) => told(play, '蒋小棠', REVIEW, '退回重新整理', { ...form }, title)
  expect(await returns({})).toContain('须写明理由和要求')
  expect(await returns({ opinion: back.opinion })).toBe('error 请填写补正时限。')
  expect(await returns({ ...back, rework_deadline: '2026-09-14 08:00' })).toMatch(/^error/)
  expect(await returns(back)).toBe(
    'success 已退回重新整理：危房改造（云政督〔2026〕1号）。已请禾苗修改完善。',
  )
  expect(await standingOf(play, matter)).toBe('办理中／汇总中')
  expect(waitingCards(play, matter)).toEqual({ 禾苗: ['汇总材料'] })
  expect(play.says('温如松', REVIEW, title)).toContain('意见：数字与上月不符。')
  const compile = play.says('禾苗', '汇总材料', title)
  expect(compile).toContain('第1版退回意见：数字与上月不符。\\n对应要求：数字准确，有据可查。')
  expect(compile).toContain('9月24日')
  const fresh = { achievements: '已完成改造46户，占年度任务的八成。' }
  await told(play, '禾苗', '汇总材料', '呈领导审签', fresh, title)
  expect(waitingCards(play, matter)).toEqual({ 田守稼: ['请审签'] })
  const signing = play.says('田守稼', '请审签', title)
  for (const part of ['（第2版）', '此前退回意见：数字与上月不符。', `增加：${fresh.achievements}`])
    expect(signing).toContain(part)
  await told(play, '田守稼', '请审签', '同意审签', {}, title)
  await told(play, '禾苗', '报送材料', '报送', ALL_READY, title)
  expect(waitingCards(play, matter)).toEqual(BOTH_REVIEW)
  expect(play.says('蒋小棠', REVIEW, title)).toContain(fresh.achievements)
})

test('退回部门：须有牵头单位、意见和补正时限；没交材料的配合单位从原处接着办', async () => {
  const form = { co: ['D04'] }
  const matter = await matterAt(play, '待汇总反馈', { title: '秸秆禁烧', form })
  const { title } = matter
  const back = { departments: ['D09', 'D04'], opinion: '缺现场照片。' }
  const returns = (typed: object) =>
    told(play, '温如松', '汇总反馈', '退回部门', { ...typed }, title)
  expect(await returns({ ...back, departments: ['D04'] })).toBe(
    'error 请选择退回的部门，其中须有牵头单位。',
  )
  expect(await returns({ ...back, opinion: '' })).toContain('须写明理由和要求')
  expect(await returns(back)).toBe('error 请填写补正时限。')
  expect(await returns({ ...back, rework_deadline: '2026-09-25 17:30' })).toBe(
    'success 已退回部门：秸秆禁烧（云政督〔2026〕2号）。已请区农业农村局、区财政局重新办理。',
  )
  expect(await standingOf(play, matter)).toBe('办理中／汇总中')
  expect(waitingCards(play, matter)).toEqual({ 禾苗: ['汇总材料'], 金穗: ['交办通知'] })
  expect(play.says('禾苗', '汇总材料', title)).toContain('第1版退回意见：缺现场照片。')
  const handover = play.says('金穗', '交办通知', title)
  for (const part of ['缺现场照片。', '9月25日']) expect(handover).toContain(part)
  expect(play.says('蒋小棠', '汇总反馈', title)).toContain('温如松主任')
  await told(play, '金穗', '交办通知', '签收并呈批', {}, title)
  expect(play.says('钱守诚', '领导批办', title)).toContain('缺现场照片。')
  await told(play, '钱守诚', '领导批办', '批办', instruction('金穗'), title)
  expect(play.says('金穗', '办理任务', title)).toContain('缺现场照片。')
  await onward(play, matter, '汇总中', '待汇总反馈')
  expect(waitingCards(play, matter)).toEqual(BOTH_CONSOLIDATE)
})

test('领导批示后重新办理：批示就是要求，两位同事谁先办都算', async () => {
  const matter = await matterAt(play, '已办结', { title: '渡口安全' })
  const { title } = matter
  await told(play, '佟雅宁', '督查结果', '批示', { instruction: '请再核夜间值守。' }, title)
  expect(waitingCards(play, matter)).toEqual({ 温如松: ['批示办理'], 蒋小棠: ['批示办理'] })
  expect(prefillOf(play.card('蒋小棠', '批示办理', title))).toEqual({
    departments: ['D09'],
    reason: '请再核夜间值守。',
  })
  const redo = (form: object) => told(play, '蒋小棠', '批示办理', '重新办理', { ...form }, title)
  expect(await redo({})).toBe('error 请填写补正时限。')
  expect(await redo({ rework_deadline: '2026-10-15 17:30', reason: '' })).toContain('须写明原因')
  expect(await redo({ rework_deadline: '2026-10-15 17:30' })).toBe(
    'success 已重新办理：渡口安全（云政督〔2026〕3号）。已请区农业农村局重新办理。',
  )
  expect(await standingOf(play, matter)).toBe('办理中／汇总中')
  expect(waitingCards(play, matter)).toEqual({ 禾苗: ['汇总材料'] })
  expect(play.says('禾苗', '汇总材料', title)).toContain('第1版退回意见：请再核夜间值守。')
  for (const [name, card] of [
    ['温如松', '批示办理'],
    ['佟雅宁', '督查结果'],
  ] as const)
    expect(play.says(name, card, title)).toContain('蒋小棠 9月14日')
})

test('领导批示已有安排的，点已办理：事项仍是办结，部门不知道批示', async () => {
  const matter = await matterAt(play, '已办结', { title: '桥头绿化' })
  const { title } = matter
  await told(play, '佟雅宁', '督查结果', '批示', { instruction: '此件甚好，请推广。' }, title)
  expect(await told(play, '温如松', '批示办理', '已办理', {}, title)).toBe(
    'success 已登记办理：桥头绿化（云政督〔2026〕4号）。',
  )
  expect(await standingOf(play, matter)).toBe('已办结／已通过')
  expect(waitingCards(play, matter)).toEqual({})
  expect(play.says('蒋小棠', '批示办理', title)).toContain('✓ 温如松主任')
  const others = play.shown.filter(({ to }) => ['禾苗', '田守稼', '谷雨'].includes(to))
  expect(JSON.stringify(others)).not.toContain('此件甚好')
})

test('代表委员再次不满意：只由阅批领导定，定了重新办理，部门照意见再办', async () => {
  const put = await matterAt(play, '汇总中', { title: '乡道亮化', form: SUGGESTION })
  const matter = await proposalAnswered(play, put)
  const { title } = matter
  const leaders = [named('佟雅宁')]
  const bad = { satisfaction: 'dissatisfied', note: '管护没有答清。' }
  const records = () =>
    told(
      play,
      '蒋小棠',
      '代表委员意见',
      '登记',
      { ...bad, rework_deadline: '2026-10-09 17:30' },
      title,
    )
  await told(play, '蒋小棠', '汇总反馈', '反馈领导', { summary: '已答复。', leaders }, title)
  await told(play, '佟雅宁', '督查结果', '已阅', {}, title)
  expect(await records()).toContain('已请区农业农村局重新办理。')
  await onward(play, matter, '汇总中', '待汇总反馈')
  await told(play, '蒋小棠', '汇总反馈', '反馈领导', { leaders }, title)
  await told(play, '佟雅宁', '督查结果', '已阅', {}, title)
  expect(await records()).toContain('再次不满意，已呈佟雅宁副区长决定。')
  expect(waitingCards(play, matter)).toEqual({ 佟雅宁: ['请确认'] })
  expect(play.says('佟雅宁', '请确认', title)).toContain('管护没有答清。')
  const again = { rework_deadline: '2026-10-20 17:30' }
  expect(await told(play, '佟雅宁', '请确认', '确认重新办理', again, title)).toBe(
    'success 已同意重新办理：乡道亮化（云政督〔2026〕5号）。已请区农业农村局重新办理。',
  )
  expect(await standingOf(play, matter)).toBe('办理中／汇总中')
  expect(waitingCards(play, matter)).toEqual({ 禾苗: ['汇总材料'] })
  const compile = play.says('禾苗', '汇总材料', title)
  expect(compile).toContain('代表委员对答复不满意：管护没有答清。')
  expect(compile).toContain('10月20日')
  expect(buttonsOf(play.card('佟雅宁', '请确认', title))).toEqual([])
  for (const name of ['蒋小棠', '温如松'])
    expect(play.lines(name).at(-1)).toContain(
      '代表委员对“乡道亮化”（云政督〔2026〕5号）再次不满意，佟雅宁副区长已决定重新办理，已请区农业农村局补正，补正时限10月20日17:30。',
    )
})
