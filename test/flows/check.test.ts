// 核稿 over signed HTTP, with `chiefReview` on: 督查室主任 takes an officer's step in its place, or gives it back.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { standingOf, told, waitingCards } from '../kit/desks.ts'
import { buttonsOf, type Form, openPlay, type Play, prefillOf } from '../kit/play.ts'
import {
  FROM_ABOVE,
  matterAt,
  onward,
  proposalAnswered,
  SUGGESTION,
  type Travelling,
} from '../kit/roads.ts'
import { named, yunlingFile } from '../kit/yunling.ts'

let play: Play

beforeAll(async () => {
  const rules = { ...yunlingFile.rules, chiefReview: true }
  play = await openPlay({ seed: 24, file: { ...yunlingFile, rules } })
})
afterAll(() => play.close())

const CHIEF = '温如松'
const OFFICER = '蒋小棠'

/** Put up by its officer, checked, and on to where its result is awaited. */
async function consolidating(title: string, form: Form = {}, lead = 'D09'): Promise<Travelling> {
  const matter = await matterAt(play, '待阅批', { title, lead, form })
  await told(play, CHIEF, '督查立项', '呈请立项', {}, title)
  return onward(play, matter, '待阅批', '待汇总反馈')
}

describe('呈请立项', () => {
  const title = '农村改厕'
  let matter: Travelling

  test('经办人呈请，先到督查室主任，阅批领导还没有卡片', async () => {
    matter = await matterAt(play, '待阅批', { title })
    expect(play.card(OFFICER, '督查立项', title).toast?.content).toBe(
      '“呈请立项”已送温如松主任核稿：农村改厕。',
    )
    expect(waitingCards(play, matter)).toEqual({ [CHIEF]: ['督查立项'] })
    const card = play.says(CHIEF, '督查立项', title)
    expect(card).toContain(
      '核稿：蒋小棠已于9月14日 09:02填报，拟“呈请立项”，请您核定，点选后即行办理。',
    )
    expect(card).toContain('您是督查室主任，督查立项经您核稿后')
    expect(buttonsOf(play.card(CHIEF, '督查立项', title))).toEqual([
      '呈请立项',
      '存为草稿',
      '删除草稿',
    ])
    expect(play.says(OFFICER, '督查立项', title)).toContain('蒋小棠 9月14日 09:02 呈请立项，送核稿')
  })

  test('主任存为草稿，退给经办人，经办人知道是谁退的', async () => {
    expect(await told(play, CHIEF, '督查立项', '存为草稿', { title: '农村改厕推进' }, title)).toBe(
      'success 已存为草稿：农村改厕推进。已退经办人蒋小棠修改。',
    )
    expect(waitingCards(play, matter)).toEqual({ [OFFICER]: ['督查立项'] })
    expect(play.says(OFFICER, '督查立项', title)).toContain('温如松主任核稿后退您修改')
    expect(prefillOf(play.card(OFFICER, '督查立项', title)).title).toBe('农村改厕推进')
  })

  test('改好再呈，主任点呈请立项才到阅批领导；卡片写明经办人和核稿人', async () => {
    expect(
      await told(play, OFFICER, '督查立项', '呈请立项', { content: '核查改厕实效。' }, title),
    ).toContain('已送温如松主任核稿：')
    expect(play.says(CHIEF, '督查立项', title)).not.toContain('退您修改')
    expect(await told(play, CHIEF, '督查立项', '呈请立项', {}, title)).toBe(
      'success 已呈请立项：农村改厕推进。已送佟雅宁副区长阅批。',
    )
    expect(waitingCards(play, matter)).toEqual({ 佟雅宁: ['立项阅批'] })
    expect(play.says('佟雅宁', '立项阅批', title)).toContain('蒋小棠（温如松主任核稿）')
    expect(play.says('佟雅宁', '立项阅批', title)).toContain('核查改厕实效。')
  })
})

test('反馈领导：经办人填的留在主任的卡片上，主任改定，点了才到领导、才办结', async () => {
  const matter = await consolidating('渡口安全')
  const { title } = matter
  const result = { summary: '已整改。', leaders: [named('佟雅宁'), named('沈维岳')] }
  expect(await told(play, OFFICER, '汇总反馈', '反馈领导', result, title)).toBe(
    'success “反馈领导”已送温如松主任核稿：渡口安全（云政督〔2026〕1号）。',
  )
  expect(await standingOf(play, matter)).toBe('待汇总反馈／已通过')
  expect(waitingCards(play, matter)).toEqual({ [CHIEF]: ['汇总反馈'] })
  expect(prefillOf(play.card(CHIEF, '汇总反馈', title))).toMatchObject(result)
  expect(play.says(CHIEF, '汇总反馈', title)).toMatch(/核稿：蒋小棠已于.+填报，拟“反馈领导”/)
  const mended = { summary: '已整改，渡口值守到人。' }
  expect(await told(play, CHIEF, '汇总反馈', '反馈领导', mended, title)).toContain('该事项已办结。')
  expect(waitingCards(play, matter)).toEqual({ 佟雅宁: ['督查结果'], 沈维岳: ['督查结果'] })
  expect(play.says('沈维岳', '督查结果', title)).toContain(mended.summary)
  expect(play.says(OFFICER, '汇总反馈', title)).toMatch(
    /✓ 蒋小棠 9月14日 \d\d:\d\d 反馈领导，送核稿/,
  )
})

test('主任不同意反馈，退回部门：经办人填的不作数，部门再办', async () => {
  const matter = await consolidating('桥头绿化')
  const { title } = matter
  const result = { summary: '已完成。', leaders: [named('佟雅宁')] }
  await told(play, OFFICER, '汇总反馈', '反馈领导', result, title)
  const back = { opinion: '缺成活率。', rework_deadline: '2026-09-25 17:30' }
  expect(await told(play, CHIEF, '汇总反馈', '退回部门', back, title)).toContain(
    '已请区农业农村局重新办理。',
  )
  expect(waitingCards(play, matter)).toEqual({ 禾苗: ['汇总材料'] })
  await onward(play, matter, '汇总中', '待汇总反馈')
  expect(waitingCards(play, matter)).toEqual({ [CHIEF]: ['汇总反馈'], [OFFICER]: ['汇总反馈'] })
  expect(play.says(CHIEF, '汇总反馈', title)).not.toContain('核稿：')
})

test('上级交办：呈区领导审核和上报登记，都经主任', async () => {
  const matter = await consolidating('沿河路污水外溢', FROM_ABOVE, 'D07')
  const { title } = matter
  const text = { summary: '污水外溢点已全部封堵。' }
  expect(await told(play, OFFICER, '汇总反馈', '呈区领导审核', text, title)).toContain(
    '已送温如松主任核稿：',
  )
  expect(await standingOf(play, matter)).toBe('待汇总反馈／已通过')
  expect(waitingCards(play, matter)).toEqual({ [CHIEF]: ['汇总反馈'] })
  expect(await told(play, CHIEF, '汇总反馈', '呈区领导审核', {}, title)).toContain(
    '已送陆明舟副区长审核。',
  )
  await told(play, '陆明舟', '上报审核', '同意上报', {}, title)
  await told(play, '沈维岳', '上报审核', '同意上报', {}, title)
  const number = { document_number: '云州政督收〔2026〕118号' }
  expect(await told(play, OFFICER, '上报登记', '已上报', number, title)).toContain(
    '已送温如松主任核稿：',
  )
  expect(await standingOf(play, matter)).toBe('待上报／已通过')
  expect(waitingCards(play, matter)).toEqual({ [CHIEF]: ['上报登记'] })
  expect(prefillOf(play.card(CHIEF, '上报登记', title))).toMatchObject(number)
  expect(await told(play, CHIEF, '上报登记', '已上报', {}, title)).toContain('该事项已办结。')
  expect(waitingCards(play, matter)).toEqual({})
})

test('建议提案：通报送签前、满意登记前，都经主任', async () => {
  const title = '乡道亮化'
  const put = await matterAt(play, '待阅批', { title, form: SUGGESTION })
  await told(play, CHIEF, '督查立项', '呈请立项', {}, title)
  const matter = await proposalAnswered(play, await onward(play, put, '待阅批', '汇总中'))
  const bulletin = { summary: '已答复。', scope: ['D09'], critical: 'no', also_feedback: 'no' }
  expect(await told(play, OFFICER, '汇总反馈', '通报', bulletin, title)).toContain(
    '已送温如松主任核稿：',
  )
  expect(waitingCards(play, matter)).toEqual({ [CHIEF]: ['汇总反馈'] })
  expect(prefillOf(play.card(CHIEF, '汇总反馈', title))).toMatchObject(bulletin)
  expect(await told(play, CHIEF, '汇总反馈', '通报', {}, title)).toContain('已送区政府办领导签发。')
  expect(waitingCards(play, matter)).toEqual({ 韩秉文: ['通报签发'], 罗思远: ['通报签发'] })
  await told(play, '罗思远', '通报签发', '签发', {}, title)
  const pleased = { satisfaction: 'satisfied', note: '答得清楚。' }
  expect(await told(play, OFFICER, '代表委员意见', '登记', pleased, title)).toContain(
    '已送温如松主任核稿：',
  )
  expect(await standingOf(play, matter)).toBe('待代表委员意见／已通过')
  expect(waitingCards(play, matter)).toEqual({ [CHIEF]: ['代表委员意见'] })
  expect(prefillOf(play.card(CHIEF, '代表委员意见', title))).toMatchObject(pleased)
  expect(await told(play, CHIEF, '代表委员意见', '登记', {}, title)).toContain('该事项已办结。')
  expect(waitingCards(play, matter)).toEqual({})
})

const MINUTES = `云岭区人民政府第42次常务会议纪要
〔2026〕18号
一、关于老旧小区改造资金问题
会议决定，由区住建局牵头，区财政局配合，于9月30日前完成23个老旧小区改造资金的拨付方案。
二、关于校园食堂安全工作
会议要求，由区教体局牵头，于10月15日前完成全区学校食堂食品安全排查。
三、关于内涝治理
由区住建局牵头，于10月20日前完成积水点整治。`

const COMMON = {
  approver: named('沈维岳'),
  copies: '2',
  seal: 'yes',
  electronic: 'yes',
  signature: 'no',
  not_secret: 'yes',
}

test('一并呈请立项：逐件先到主任，已单独送核稿的不再送，核定后单独到领导', async () => {
  await play.say(OFFICER, `纪要\n${MINUTES}`)
  const list = play.card(OFFICER, '拟立项清单').messageId
  await play.person(OFFICER).tap(list, '修改', { nth: 3, form: COMMON })
  await play.product.settle()
  expect(await told(play, OFFICER, '督查立项', '呈请立项', {}, '内涝治理')).toContain(
    '已送温如松主任核稿：',
  )
  await play.person(OFFICER).tap(list, '修改', { nth: 1 })
  await play.product.settle()
  expect(play.says(OFFICER, '拟立项清单')).toContain('已单独办理')
  expect(await told(play, OFFICER, '拟立项清单', '一并呈请立项', COMMON)).toBe(
    'success 已将2项一并送温如松主任核稿，核定后呈领导阅批。',
  )
  expect(play.lines('沈维岳')).not.toContain('批量立项')
  for (const title of ['老旧小区改造资金', '校园食堂安全', '内涝治理'])
    expect(buttonsOf(play.card(CHIEF, '督查立项', title))).toContain('呈请立项')
  await told(play, CHIEF, '督查立项', '呈请立项', {}, '内涝治理')
  expect(buttonsOf(play.card('沈维岳', '立项阅批', '内涝治理'))).toContain('同意立项')
  expect(play.lines('沈维岳')).not.toContain('批量立项')
})
