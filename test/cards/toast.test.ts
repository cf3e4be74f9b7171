// The toast that answers a tap: what was done, to which matter, who is next (process §9).
import { expect, test } from 'vitest'
import { BUSY_TOAST, PENDING_TOAST, successToast } from '../../cards/toast.ts'
import { leadOf } from '../../src/domain/matter.ts'
import { ACTION_ZH, type Action } from '../../src/domain/terms.ts'
import { BIOGAS, DISTRICT, on, P, upTo } from './course.ts'

const AT = on('2026-09-22', '09:00')
const NAME = '农村沼气建设工作（云政督〔2026〕27号）'

function toast(
  action: Action,
  stage: Parameters<typeof upTo>[0],
  docket = BIOGAS,
  organisation = DISTRICT,
): string {
  const matter = upTo(stage, docket)
  return successToast(action, matter, leadOf(matter) ?? null, organisation, AT).content
}

test.each([
  ['propose', 'proposed', '已呈请立项：农村沼气建设工作。已送佟雅宁副区长阅批。'],
  ['approve', 'approved', `已同意立项：${NAME}。已交区农业农村局办理，区财政局配合。`],
  ['acknowledge', 'acknowledged', `已签收并呈批：${NAME}。已送田守稼局长批办。`],
  ['instruct', 'instructed', `已批办：${NAME}。已交谷雨科长办理。`],
  ['reportProgress', 'reported', `已记入进展：${NAME}。`],
  ['finish', 'finished', `已报办理完毕：${NAME}。各承办人均已办理完毕，已转禾苗汇总。`],
  ['presentReport', 'presented', `已呈领导审签：${NAME}。已送田守稼局长审签。`],
  ['signOff', 'signed', `已同意审签：${NAME}。已转禾苗报送。`],
  ['submit', 'submitted', `已报送：${NAME}。已送区政府督查室审核。`],
  ['pass', 'passed', `已审核通过：${NAME}。该事项转入待汇总反馈。`],
  ['feedBack', 'closed', `已反馈领导：${NAME}。该事项已办结。`],
] as const)('%s 的提示写明事项和下一步', (action, stage, sentence) => {
  expect(toast(action, stage)).toBe(sentence)
})

test.each([
  ['propose', 'proposed', P.approver, P.mayor, 'DECIDE', '已送沈维岳区长阅批。'],
  ['acknowledge', 'acknowledged', P.head, P.handler, 'INSTRUCT', '已送谷雨科长批办。'],
  ['instruct', 'instructed', P.handler, P.officer, 'WORK', '已交禾苗办理。'],
  ['finish', 'finished', P.officer, P.handler, 'WORK', '已转谷雨科长汇总。'],
  ['signOff', 'signed', P.officer, P.handler, 'WORK', '已转谷雨科长报送。'],
  ['returnReport', 'presented', P.officer, P.handler, 'WORK', '已请谷雨科长修改完善。'],
] as const)(
  '%s：有人受托或接手的，说现在由谁办',
  (action, stage, principal, delegate, scope, said) => {
    const given = { principal, delegate, scope: [scope], writtenAuthorization: '' }
    const delegations = [{ ...given, from: '2026-09-14', to: '2026-09-30' } as const]
    expect(toast(action, stage, BIOGAS, { ...DISTRICT, delegations })).toContain(said)
  },
)

test('没有配合单位的，只说交牵头单位办理', () => {
  expect(toast('approve', 'approved', { ...BIOGAS, co: [] })).toBe(
    `已同意立项：${NAME}。已交区农业农村局办理。`,
  )
})

test('还有承办人未办完的，不说已转汇总', () => {
  expect(toast('finish', 'reported')).toBe(
    `已报办理完毕：${NAME}。待其他承办人办理完毕后转入汇总。`,
  )
})

test.each(Object.keys(ACTION_ZH) as Action[])('%s 的提示都写明事项名称', (action) => {
  expect(toast(action, 'submitted')).toContain(NAME)
})

test('系统繁忙和结果未知各有固定用语', () => {
  expect(BUSY_TOAST).toEqual({
    type: 'error',
    content: '系统暂时繁忙，您的操作未生效，请稍后重试。',
  })
  expect(PENDING_TOAST).toEqual({ type: 'info', content: '已收到，正在处理，请稍候。' })
})
