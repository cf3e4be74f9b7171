// One matter, all the way round, over signed HTTP: from 立项 to 办结 in cards, every step in the right chat, once.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyAudit } from '../../src/store/audit.ts'
import { buttonsOf, openPlay, type Play } from '../kit/play.ts'
import { ALL_READY, docketForm } from '../kit/roads.ts'
import { faultsIn } from '../kit/shown.ts'
import { goodReport, named } from '../kit/yunling.ts'

let play: Play

beforeAll(async () => {
  play = await openPlay()
})
afterAll(() => play.close())

const TITLE = '农村沼气建设工作'
const DOCKET = docketForm({ title: TITLE, lead: 'D09', approver: '佟雅宁' }, { co: ['D04'] })

describe('云政督〔2026〕1号的一生', () => {
  test('督查室立项呈请，领导一次点击同意立项', async () => {
    await play.say('蒋小棠', '立项')
    const proposed = await play.tap('蒋小棠', '督查立项', '呈请立项', DOCKET)
    expect(proposed.toast).toMatchObject({ type: 'success' })

    const approved = await play.tap('佟雅宁', '立项阅批', '同意立项', {
      opinion: '请农业农村局抓紧办理。',
    })
    expect(approved.toast?.content).toContain('农村沼气建设工作（云政督〔2026〕1号）')
    expect(JSON.stringify(approved.card)).toContain('✓ 佟雅宁副区长 9月14日')
    expect(JSON.stringify(approved.card)).toContain('同意立项 云政督〔2026〕1号')
  })

  test('部门签收并呈批，主要领导批办', async () => {
    expect(play.says('禾苗', '交办通知')).toContain('请农业农村局抓紧办理。')
    expect(
      (await play.tap('禾苗', '交办通知', '签收并呈批', { suggestion: '拟由农村能源科办理' })).toast
        ?.type,
    ).toBe('success')
    const instructed = await play.tap('田守稼', '领导批办', '批办', {
      mode: 'section',
      opinion: '请农村能源科抓紧办理',
      handlers: [named('谷雨')],
    })
    expect(instructed.toast?.type).toBe('success')
  })

  test('承办人在群里报进展，群里只说可以说的，私聊里可以撤回', async () => {
    await play.say('谷雨', '进展 1号 已建成户用沼气池120座', {
      chatId: 'oc_test_d09',
      mentionBot: true,
    })
    expect(play.lines('谷雨', 'oc_test_d09')).toEqual([
      '督查事项',
      '已记入进展：农村沼气建设工作（云政督〔2026〕1号）。',
    ])
    expect(play.says('谷雨', '记入进展')).toContain('撤回')
    expect((await play.tap('谷雨', '办理任务', '办理完毕')).toast?.type).toBe('success')
  })

  test('汇总材料预填进展，过关后呈审签，审签绑定内容', async () => {
    expect(play.says('禾苗', '汇总材料')).toContain('已建成户用沼气池120座')
    const refused = await play.tap('禾苗', '汇总材料', '呈领导审签', {
      achievements: goodReport.achievements,
      problems: '无',
      next_steps: goodReport.nextSteps,
    })
    expect(refused.toast).toEqual({
      type: 'error',
      content:
        '“存在问题和不足”尚未填写。督查反馈要求有喜报喜、有忧报忧。确无问题的，请写明核查方式和依据。',
    })
    expect(JSON.stringify(refused.card)).toContain(goodReport.nextSteps)
    const presented = await play.tap('禾苗', '汇总材料', '呈领导审签', {
      achievements: goodReport.achievements,
      problems: goodReport.problems,
      next_steps: goodReport.nextSteps,
    })
    expect(presented.toast?.type).toBe('success')

    const changed = await play.tap('田守稼', '请审签', '同意审签', { problems: '改过的文字' })
    expect(changed.toast?.content).toBe('您已改动文字，请点“修改后审签”。')
    const signed = await play.tap('田守稼', '请审签', '同意审签', { problems: goodReport.problems })
    expect(signed.confirmText).toContain('第1版')
    expect(signed.toast?.type).toBe('success')
  })

  test('报送、审核、反馈领导，事项办结', async () => {
    const missing = await play.tap('禾苗', '报送材料', '报送', {
      copies_ready: 'yes',
      sealed: 'no',
      electronic_ready: 'yes',
      wet_signed: 'yes',
    })
    expect(missing.toast?.content).toContain('材料未备齐：尚未加盖公章')
    expect((await play.tap('禾苗', '报送材料', '报送', ALL_READY)).toast?.type).toBe('success')
    expect((await play.tap('温如松', '审核反馈材料', '通过')).toast?.type).toBe('success')
    const fed = await play.tap('蒋小棠', '汇总反馈', '反馈领导', {
      summary: '已建成120座，完成年度任务的80%。',
      leaders: [named('佟雅宁')],
    })
    expect(fed.toast?.type).toBe('success')
    expect((await play.tap('佟雅宁', '督查结果', '已阅')).toast?.type).toBe('success')
  })

  test('每张卡片都合平台规矩，每一步在该在的会话里恰好一条', () => {
    expect(faultsIn(play.shown)).toEqual([])
    const seen = play.lines
    expect(seen('蒋小棠')).toEqual(['督查立项', '审核反馈材料', '汇总反馈'])
    expect(seen('温如松')).toEqual(['审核反馈材料', '汇总反馈'])
    expect(seen('佟雅宁')).toEqual(['立项阅批', '督查结果'])
    const paper = (kind: string) => `${kind}　农村沼气建设工作（云政督〔2026〕1号）.docx`
    const notice = paper('督查（交办）通知单')
    const report = paper('情况报告')
    expect(seen('禾苗')).toEqual(['交办通知', notice, '汇总材料', '报送材料', report])
    expect(seen('田守稼')).toEqual(['领导批办', '请审签'])
    expect(seen('谷雨')).toEqual(['办理任务', '记入进展'])
    expect(seen('金穗')).toEqual(['交办通知', notice])
    for (const name of ['沈维岳', '毕子衡', '马建业', '钱守诚']) expect(seen(name)).toEqual([])
  })

  test('审计链完整，逐条可证', async () => {
    expect(await verifyAudit(play.product.database.sql)).toBeNull()
    const trail = await play.product.database.sql`
      select action, from_status, to_status, actor_open_id from audit_trail order by seq`
    expect(trail.map((entry) => `${entry.action} ${entry.to_status}`)).toMatchInlineSnapshot(`
      [
        "呈请立项 待阅批",
        "同意立项 办理中",
        "签收并呈批 已签收",
        "签收并呈批 待批办",
        "批办 办理中",
        "报进展 办理中",
        "办理完毕 汇总中",
        "呈领导审签 待审签",
        "同意审签 已审签",
        "报送 已报送",
        "通过 已通过",
        "自动 未提供",
        "自动 待汇总反馈",
        "反馈领导 已办结",
        "已阅 已办结",
      ]
    `)
  })

  test('办过的卡片都没有活按钮', () => {
    const live = ['蒋小棠', '温如松', '佟雅宁', '禾苗', '田守稼', '谷雨', '金穗'].flatMap((name) =>
      play
        .person(name)
        .messages()
        .filter((one) => one.title !== '记入进展' && buttonsOf(one).length > 0)
        .map((one) => `${name} ${one.title}`),
    )
    expect(live).toEqual([])
  })
})
