// 上级交办 past both leaders, over signed HTTP: amended, returned and reported up.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { standingOf, told, waitingCards } from '../kit/desks.ts'
import { type Form, openPlay, type Play, prefillOf } from '../kit/play.ts'
import { FROM_ABOVE, matterAt, onward, type Travelling } from '../kit/roads.ts'

let play: Play

beforeAll(async () => {
  play = await openPlay({ seed: 21 })
})
afterAll(() => play.close())

const TEXT = '污水外溢点已全部封堵，管网改造完成八成。'
const CHANGED = '污水外溢点已全部封堵，管网改造完成九成。'
const REMARK = '数据口径请再核。'

/** Put to both leaders, led by 区住建局. */
async function presented(title: string, form: Form = {}): Promise<Travelling> {
  const lead = { title, lead: 'D07', form: { ...FROM_ABOVE, ...form } }
  const matter = await matterAt(play, '待汇总反馈', lead)
  await told(play, '蒋小棠', '汇总反馈', '呈区领导审核', { summary: TEXT }, title)
  return matter
}

const taps = (name: string, button: string, form: Form, { title }: Travelling) =>
  told(play, name, '上报审核', button, form, title)

test('分管副区长修改后同意，区长审的是改过的文字；登记文号即办结，各人手上再无待办', async () => {
  const matter = await presented('沿河路污水外溢')
  const { title } = matter
  expect(await taps('陆明舟', '修改后同意上报', { summary: CHANGED }, matter)).toBe(
    'success 已修改后同意上报：沿河路污水外溢（云政督〔2026〕1号）。已送沈维岳区长审核。',
  )
  expect(await standingOf(play, matter)).toBe('待区长审核／已通过')
  expect(waitingCards(play, matter)).toEqual({ 沈维岳: ['上报审核'] })
  const shown = play.says('沈维岳', '上报审核', title)
  for (const part of [`删去：${TEXT}`, `增加：${CHANGED}`, '第2版']) expect(shown).toContain(part)
  expect(await taps('沈维岳', '同意上报', {}, matter)).toContain(
    '分管副区长、区长均已同意，由区政府督查室上报。',
  )
  expect(await standingOf(play, matter)).toBe('待上报／已通过')
  expect(waitingCards(play, matter)).toEqual({ 温如松: ['上报登记'], 蒋小棠: ['上报登记'] })
  expect(play.says('蒋小棠', '上报登记', title)).toContain(CHANGED)
  const number = { document_number: '云州政督收〔2026〕118号' }
  expect(await told(play, '温如松', '上报登记', '已上报', number, title)).toContain(
    '该事项已办结。',
  )
  expect(waitingCards(play, matter)).toEqual({})
  expect(play.says('蒋小棠', '上报登记', title)).toContain('温如松主任')
})

test('分管副区长退回督查室：意见只在督查室，改好再呈，还是先到分管副区长', async () => {
  const matter = await presented('河堤抢修')
  const { title } = matter
  expect(await taps('陆明舟', '退回', {}, matter)).toContain('须写明理由和要求')
  expect(await taps('陆明舟', '退回', { opinion: REMARK }, matter)).toBe(
    'error 请选择退回哪里：督查室，或承办部门。',
  )
  const back = { opinion: REMARK, return_to: 'office' }
  expect(await taps('陆明舟', '退回', back, matter)).toBe(
    'success 已退回：河堤抢修（云政督〔2026〕2号）。已退区政府督查室修改，原审核意见作废。',
  )
  expect(await standingOf(play, matter)).toBe('待汇总反馈／已通过')
  expect(waitingCards(play, matter)).toEqual({ 温如松: ['汇总反馈'], 蒋小棠: ['汇总反馈'] })
  for (const name of ['蒋小棠', '温如松']) {
    expect(play.says(name, '汇总反馈', title)).toContain(`退回意见：${REMARK}`)
    expect(prefillOf(play.card(name, '汇总反馈', title)).summary).toBe(TEXT)
  }
  expect(toDepartment()).not.toContain(REMARK)
  expect(await told(play, '温如松', '汇总反馈', '呈区领导审核', {}, title)).toContain(
    '已送陆明舟副区长审核。',
  )
  expect(waitingCards(play, matter)).toEqual({ 陆明舟: ['上报审核'] })
})

test('区长退回督查室：分管副区长同意过的也作废，两人要重新看', async () => {
  const matter = await presented('危桥加固')
  const { title } = matter
  await taps('陆明舟', '同意上报', {}, matter)
  const back = { opinion: REMARK, return_to: 'office' }
  expect(await taps('沈维岳', '退回', back, matter)).toContain('原审核意见作废')
  expect(await standingOf(play, matter)).toBe('待汇总反馈／已通过')
  expect(waitingCards(play, matter)).toEqual({ 温如松: ['汇总反馈'], 蒋小棠: ['汇总反馈'] })
  expect(play.says('温如松', '汇总反馈', title)).toContain(REMARK)
  expect(toDepartment()).not.toContain(REMARK)
  await told(play, '蒋小棠', '汇总反馈', '呈区领导审核', { summary: CHANGED }, title)
  expect(await standingOf(play, matter)).toBe('待分管副区长审核／已通过')
  expect(waitingCards(play, matter)).toEqual({ 陆明舟: ['上报审核'] })
  expect(await taps('陆明舟', '同意上报', {}, matter)).toContain('已送沈维岳区长审核。')
})

test('区长退回配合单位：牵头单位一并补正，都见到意见和补正时限，督查室审过再呈', async () => {
  const matter = await presented('燃气整治', { co: ['D04'] })
  const { title } = matter
  await taps('陆明舟', '同意上报', {}, matter)
  const back = { opinion: '请补充资金数据。', return_to: 'D04' }
  expect(await taps('沈维岳', '退回', back, matter)).toBe('error 请填写补正时限。')
  const dated = { ...back, rework_deadline: '2026-09-25 17:30' }
  expect(await taps('沈维岳', '退回', dated, matter)).toContain('已请区住建局、区财政局补正。')
  expect(await standingOf(play, matter)).toBe('办理中／汇总中')
  expect(waitingCards(play, matter)).toEqual({ 金穗: ['交办通知'], 房一鸣: ['汇总材料'] })
  for (const [name, card] of [
    ['房一鸣', '汇总材料'],
    ['金穗', '交办通知'],
  ] as const) {
    expect(play.says(name, card, title)).toContain(dated.opinion)
    expect(play.says(name, card, title)).toContain('9月25日')
  }
  for (const name of ['蒋小棠', '温如松'])
    expect(play.lines(name).at(-1)).toContain(
      '沈维岳区长已退回“燃气整治”（云政督〔2026〕4号）上报文字，已请区住建局、区财政局补正，补正时限9月25日17:30。意见：请补充资金数据。',
    )
  await onward(play, matter, '汇总中', '待汇总反馈')
  expect(waitingCards(play, matter)).toEqual({ 温如松: ['汇总反馈'], 蒋小棠: ['汇总反馈'] })
})

/** Whatever the lead's people ever had. */
function toDepartment(): string {
  const shown = play.shown.filter(({ to }) => ['房一鸣', '马建业', '施工'].includes(to))
  return JSON.stringify(shown)
}
