// 通报 over signed HTTP: returned by the office's leader, drafted again, signed; and about a proposal.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { standingOf, told, waitingCards } from '../kit/desks.ts'
import { openPlay, type Play, prefillOf } from '../kit/play.ts'
import { matterAt, proposalAnswered, SUGGESTION } from '../kit/roads.ts'
import { named } from '../kit/yunling.ts'

let play: Play

beforeAll(async () => {
  play = await openPlay({ seed: 22 })
})
afterAll(() => play.close())

test('退回：另一位领导不必再看，督查室照意见改好再送，签发后部门才见到', async () => {
  const matter = await matterAt(play, '待汇总反馈', { title: '秸秆禁烧' })
  const { title } = matter
  const bulletin = {
    summary: '个别村组仍有焚烧。',
    scope: ['D09', 'D08'],
    critical: 'no',
    also_feedback: 'yes',
    leaders: [named('佟雅宁')],
  }
  await told(play, '蒋小棠', '汇总反馈', '通报', bulletin, title)
  expect(waitingCards(play, matter)).toEqual({ 韩秉文: ['通报签发'], 罗思远: ['通报签发'] })
  expect(await told(play, '韩秉文', '通报签发', '退回', {}, title)).toContain('须写明理由和要求')
  const back = { opinion: '请写明整改要求。' }
  expect(await told(play, '韩秉文', '通报签发', '退回', back, title)).toBe(
    'success 已退回：秸秆禁烧（云政督〔2026〕1号）。已退区政府督查室修改。',
  )
  expect(await standingOf(play, matter)).toBe('待汇总反馈／已通过')
  expect(waitingCards(play, matter)).toEqual({ 温如松: ['汇总反馈'], 蒋小棠: ['汇总反馈'] })
  expect(play.says('罗思远', '通报签发', title)).toContain('韩秉文主任 9月14日 09:13 退回')
  for (const name of ['蒋小棠', '温如松']) {
    expect(play.says(name, '汇总反馈', title)).toContain('退回意见：请写明整改要求。')
    expect(prefillOf(play.card(name, '汇总反馈', title))).toMatchObject(bulletin)
  }
  const mended = '个别村组仍有焚烧，须在月底前整改。'
  await told(play, '温如松', '汇总反馈', '通报', { summary: mended }, title)
  expect(play.says('罗思远', '通报签发', title)).toContain(mended)
  expect(() => play.card('禾苗', '督查通报', title)).toThrow()
  expect(await told(play, '罗思远', '通报签发', '签发', {}, title)).toContain('该事项已办结。')
  expect(waitingCards(play, matter)).toEqual({ 佟雅宁: ['督查结果'] })
  for (const name of ['禾苗', '田守稼', '段小桥', '路向东']) {
    expect(play.says(name, '督查通报', title)).toContain(mended)
    expect(play.says(name, '督查通报', title)).not.toContain('请写明整改要求')
  }
})

test('建议提案的通报签发后，不是办结，是登记代表委员意见', async () => {
  const put = await matterAt(play, '汇总中', { title: '乡道亮化', form: SUGGESTION })
  const matter = await proposalAnswered(play, put)
  const { title } = matter
  const bulletin = { summary: '已答复代表。', scope: ['D09'], critical: 'no', also_feedback: 'no' }
  await told(play, '蒋小棠', '汇总反馈', '通报', bulletin, title)
  expect(await told(play, '罗思远', '通报签发', '签发', {}, title)).toBe(
    'success 已签发：乡道亮化（云政督〔2026〕2号）。通报已送有关部门。待登记代表委员意见。',
  )
  expect(await standingOf(play, matter)).toBe('待代表委员意见／已通过')
  expect(waitingCards(play, matter)).toEqual({
    温如松: ['代表委员意见'],
    蒋小棠: ['代表委员意见'],
  })
  expect(play.says('禾苗', '督查通报', title)).toContain('已答复代表。')
  const pleased = { satisfaction: 'satisfied', note: '' }
  expect(await told(play, '温如松', '代表委员意见', '登记', pleased, title)).toContain(
    '该事项已办结。',
  )
  expect(waitingCards(play, matter)).toEqual({})
})
