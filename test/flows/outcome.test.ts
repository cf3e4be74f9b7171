// What comes of a matter, over signed HTTP: past both leaders and up, published, instructed on, judged by its proposers.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DAY_MS } from '../../src/domain/time.ts'
import { told } from '../kit/desks.ts'
import { buttonsOf, type Form, openPlay, type Play, prefillOf } from '../kit/play.ts'
import { ALL_READY, FROM_ABOVE, matterAt, REPORT, type Travelling } from '../kit/roads.ts'
import { named } from '../kit/yunling.ts'

let play: Play

beforeAll(async () => {
  play = await openPlay({ seed: 9 })
})
afterAll(() => play.close())

const TEXT = '污水外溢点已全部封堵，管网改造完成八成。'
const CHANGED = '污水外溢点已全部封堵，管网改造完成九成。'
const REMARK = '此为领导间意见。'
const REPLY: Form = { ...REPORT, class: 'B', contact: '禾苗，0871-6543210' }

const toast = (...tap: Parameters<Play['tap']>) => told(play, ...tap)

async function statusOf({ number }: Travelling): Promise<string> {
  const [row] = await play.product.database.sql`
    select status from matter where number_serial = ${Number.parseInt(number, 10)}`
  return String(row?.status)
}

/** The department's material once more, up to the office's table. */
async function again({ title }: Travelling, report: Form): Promise<void> {
  for (const [who, card, button, form] of [
    ['房一鸣', '汇总材料', '呈领导审签', report],
    ['马建业', '请审签', '同意审签', {}],
    ['房一鸣', '报送材料', '报送', ALL_READY],
    ['温如松', '审核反馈材料', '通过', {}],
  ] as const)
    expect(await toast(who, card, button, form, title)).toMatch(/^success/)
}

describe('上级交办', () => {
  let matter: Travelling

  beforeAll(async () => {
    matter = await matterAt(play, '待汇总反馈', {
      title: '沿河路污水外溢',
      lead: 'D07',
      form: FROM_ABOVE,
    })
  })

  test('呈区领导审核后，只有分管副区长有卡片；改了字点同意上报，不行，字还在', async () => {
    const { title } = matter
    expect(buttonsOf(play.card('蒋小棠', '汇总反馈', title))).toEqual(['呈区领导审核', '退回部门'])
    expect(await toast('蒋小棠', '汇总反馈', '呈区领导审核', { summary: TEXT }, title)).toBe(
      `success 已呈区领导审核：${title}（云政督〔2026〕${matter.number}）。已送陆明舟副区长审核。`,
    )
    expect(() => play.card('沈维岳', '上报审核', title)).toThrow()
    const refused = await toast('陆明舟', '上报审核', '同意上报', { summary: CHANGED }, title)
    expect(refused).toBe('error 您已改动文字，请点“修改后同意上报”。')
  })

  test('退回部门：补正时限、两票作废，部门补正后再走一遍', async () => {
    const { title } = matter
    const back = { opinion: '请补充资金数据。', return_to: 'D07' }
    expect(await toast('陆明舟', '上报审核', '退回', back, title)).toBe('error 请填写补正时限。')
    const dated = { ...back, rework_deadline: '2026-09-25 17:30' }
    expect(await toast('陆明舟', '上报审核', '退回', dated, title)).toContain('已请区住建局补正。')
    expect(play.says('房一鸣', '汇总材料', title)).toContain('请补充资金数据。')
    await again(matter, {})
    expect(prefillOf(play.card('蒋小棠', '汇总反馈', title)).summary).toBe(TEXT)
    expect(await toast('蒋小棠', '汇总反馈', '呈区领导审核', {}, title)).toMatch(/^success/)
    expect(await toast('陆明舟', '上报审核', '同意上报', { opinion: REMARK }, title)).toContain(
      '已送沈维岳区长审核。',
    )
  })

  test('区长修改后同意，分管副区长看改动再点一次，即待上报；上报登记办结', async () => {
    const { title } = matter
    expect(play.says('沈维岳', '上报审核', title)).toContain(REMARK)
    const amended = await toast('沈维岳', '上报审核', '修改后同意上报', { summary: CHANGED }, title)
    expect(amended).toContain('已送陆明舟副区长审核。')
    expect(await statusOf(matter)).toBe('awaitingViceMayor')
    expect(play.says('陆明舟', '上报审核', title)).toContain(`增加：${CHANGED}`)
    expect(await toast('陆明舟', '上报审核', '同意上报', {}, title)).toContain('由区政府督查室上报')
    const number = { document_number: '云州政督收〔2026〕118号' }
    expect(await toast('蒋小棠', '上报登记', '已上报', {}, title)).toBe(
      'error 请填写上级收文回执或文号。',
    )
    expect(await toast('蒋小棠', '上报登记', '已上报', number, title)).toContain('该事项已办结。')
    expect(buttonsOf(play.card('温如松', '上报登记', title))).toEqual([])
    expect(await statusOf(matter)).toBe('closed')
  })

  test('重新办理之后，从前的上报不作数：数据库也不许凭它办结', async () => {
    await play.say('蒋小棠', `重新办理 ${matter.number}`)
    const redo = { reason: '市政府督查室要求再核。', rework_deadline: '2026-09-28 17:30' }
    expect(await toast('蒋小棠', '请确认', '确认重新办理', redo)).toContain('重新办理。')
    const close = () => play.product.database.sql`
      update matter set status = 'closed' where title = ${matter.title}`
    await expect(close()).rejects.toMatchObject({ code: 'DB003' })
    await again(matter, {})
    await expect(close()).rejects.toMatchObject({ code: 'DB003' })
    const summary = { summary: `${CHANGED}已复核。` }
    expect(await toast('蒋小棠', '汇总反馈', '呈区领导审核', summary, matter.title)).toMatch(
      /^success/,
    )
    for (const leader of ['陆明舟', '沈维岳'])
      expect(await toast(leader, '上报审核', '同意上报', {}, matter.title)).toMatch(/^success/)
    await expect(close()).rejects.toMatchObject({ code: 'DB003' })
    const number = { document_number: '云州政督收〔2026〕131号' }
    expect(await toast('蒋小棠', '上报登记', '已上报', number, matter.title)).toContain(
      '该事项已办结。',
    )
  })

  test('领导之间的意见，部门一条也没收到过', () => {
    for (const name of ['房一鸣', '马建业', '施工']) {
      const got = JSON.stringify(play.person(name).messages())
      expect(got).not.toContain(REMARK)
    }
  })
})

describe('通报', () => {
  test('点名批评的，办公室和阅批领导都签才印发；部门收到督查通报，领导收到督查结果', async () => {
    const matter = await matterAt(play, '待汇总反馈', { title: '秸秆禁烧', lead: 'D09' })
    const { title } = matter
    const bulletin = {
      summary: '个别村组仍有焚烧。',
      scope: ['D09', 'D08'],
      critical: 'yes',
      also_feedback: 'yes',
      leaders: [named('佟雅宁')],
    }
    expect(await toast('蒋小棠', '汇总反馈', '通报', bulletin, title)).toContain(
      '已送区政府办领导和阅批领导签发。',
    )
    expect(await toast('韩秉文', '通报签发', '签发', {}, title)).toContain('待另一位领导签发')
    expect(buttonsOf(play.card('罗思远', '通报签发', title))).toEqual([])
    expect(() => play.card('禾苗', '督查通报', title)).toThrow()
    expect(await toast('佟雅宁', '通报签发', '签发', {}, title)).toContain('该事项已办结。')
    for (const name of ['禾苗', '田守稼', '段小桥', '路向东'])
      expect(play.says(name, '督查通报', title)).toContain('个别村组仍有焚烧。')
    expect(buttonsOf(play.card('佟雅宁', '督查结果', title))).toEqual(['已阅', '批示'])
  })

  test('领导批示转督查室；转立新项来一张预填的督查立项，可以接着呈请', async () => {
    const title = '秸秆禁烧'
    const said = { instruction: '请研究长效办法。' }
    expect(await toast('佟雅宁', '督查结果', '批示', said, title)).toContain(
      '批示已转区政府督查室办理。',
    )
    expect(play.says('温如松', '批示办理', title)).toContain('请研究长效办法。')
    expect(await toast('蒋小棠', '批示办理', '转立新项', {}, title)).toContain('已预填')
    const draft = play.card('蒋小棠', '督查立项', '请研究长效办法。')
    expect(prefillOf(draft)).toMatchObject({
      title: '秸秆禁烧后续办理',
      content: '请研究长效办法。',
      source: '佟雅宁副区长批示',
      lead: 'D09',
      approver: named('佟雅宁'),
    })
    expect(buttonsOf(play.card('温如松', '批示办理', title))).toEqual([])
    expect(
      await toast('蒋小棠', '督查立项', '存为草稿', { urgency: 'urgent' }, '请研究长效办法。'),
    ).toMatch(/^success/)
  })

  test('重新办理由文字发起：缺原因和时限的在请确认上补', async () => {
    const matter = await matterAt(play, '已办结', { title: '渡口安全', lead: 'D09' })
    await play.say('蒋小棠', `重新办理 ${matter.number}`)
    expect(buttonsOf(play.card('蒋小棠', '请确认'))).toEqual(['确认重新办理', '取消'])
    expect(await toast('蒋小棠', '请确认', '确认重新办理', {})).toContain('须写明原因')
    const filled = { reason: '佟副区长批示再核。', rework_deadline: '2026-10-15 17:30' }
    expect(await toast('蒋小棠', '请确认', '确认重新办理', filled)).toContain(
      '已请区农业农村局重新办理。',
    )
    expect(await statusOf(matter)).toBe('handling')
    expect(play.says('禾苗', '汇总材料', '渡口安全')).toContain('佟副区长批示再核。')
  })
})

describe('建议提案', () => {
  test('答复函须有类别和联系人；两次不满意呈阅批领导，取消即办结', async () => {
    const form = {
      category: '6',
      proposal_kind: 'suggestion',
      proposal_number: '第18号',
      proposers: '苗青等3名代表',
    }
    const matter = await matterAt(play, '汇总中', { title: '乡道亮化', lead: 'D09', form })
    const { title } = matter
    expect(await toast('禾苗', '汇总材料', '呈领导审签', REPORT, title)).toContain('答复函尚缺')
    await answer(title)
    expect(await statusOf(matter)).toBe('awaitingOpinion')
    const none = { satisfaction: 'none' }
    expect(await toast('蒋小棠', '代表委员意见', '登记', none, title)).toContain('方可登记未反馈')
    const bad = { satisfaction: 'dissatisfied', note: '管护没有答清。' }
    expect(await toast('蒋小棠', '代表委员意见', '登记', bad, title)).toBe('error 请填写补正时限。')
    const dated = { ...bad, rework_deadline: '2026-10-09 17:30' }
    expect(await toast('蒋小棠', '代表委员意见', '登记', dated, title)).toContain('重新办理。')
    expect(play.says('禾苗', '汇总材料', title)).toContain('代表委员对答复不满意：管护没有答清。')
    await answer(title)
    expect(await toast('蒋小棠', '代表委员意见', '登记', bad, title)).toContain(
      '再次不满意，已呈佟雅宁副区长决定。',
    )
    expect(buttonsOf(play.card('佟雅宁', '请确认', title))).toEqual(['确认重新办理', '取消'])
    expect(await toast('佟雅宁', '请确认', '确认重新办理', {}, title)).toBe(
      'error 请填写补正时限。',
    )
    expect(await toast('佟雅宁', '请确认', '取消', {}, title)).toContain('该事项已办结。')
    expect(play.lines('蒋小棠').at(-1)).toContain('佟雅宁副区长已决定不再重新办理，该事项已办结。')
    expect(await statusOf(matter)).toBe('closed')
  })

  test('满三十天没有反馈的，登记未反馈办结', async () => {
    const form = { category: '6', deadline: '2026-10-20 17:30' }
    const matter = await matterAt(play, '汇总中', { title: '桥头绿化', lead: 'D09', form })
    await answer(matter.title)
    // A card that waits long is sent afresh, for the platform takes taps on no card of thirty days.
    for (let week = 0; week < 5; week += 1) await play.wait(7 * DAY_MS)
    const none = { satisfaction: 'none' }
    expect(await toast('蒋小棠', '代表委员意见', '登记', none, matter.title)).toContain('已办结')
  })
})

async function answer(title: string): Promise<void> {
  for (const [who, card, button, form] of [
    ['禾苗', '汇总材料', '呈领导审签', REPLY],
    ['田守稼', '请审签', '同意审签', {}],
    ['禾苗', '报送材料', '报送', ALL_READY],
    ['温如松', '审核反馈材料', '通过', {}],
    ['蒋小棠', '汇总反馈', '反馈领导', { summary: '已答复。', leaders: [named('佟雅宁')] }],
  ] as const)
    expect(await toast(who, card, button, form, title)).toMatch(/^success/)
}
