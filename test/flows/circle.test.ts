// One matter, all the way round, over signed HTTP: from 立项 to 办结 in cards, every step in the right chat, once.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MINUTE_MS } from '../../src/domain/time.ts'
import { validateCard } from '../../src/local-feishu/card-schema.ts'
import type { SeenMessage } from '../../src/local-feishu/person.ts'
import { verifyAudit } from '../../src/store/audit.ts'
import { openProduct, type Product } from '../kit/product.ts'
import { goodReport, named } from '../kit/yunling.ts'

let product: Product

beforeAll(async () => {
  product = await openProduct()
})
afterAll(() => product.close())

/** The newest card with this title in somebody's private chat. */
function card(name: string, title: string): SeenMessage {
  const found = product
    .person(name)
    .messages()
    .filter((one) => one.title === title)
    .at(-1)
  if (found === undefined) throw new Error(`${name} has no card ${title}`)
  return found
}

async function tap(
  name: string,
  title: string,
  button: string,
  form?: Record<string, unknown>,
) {
  product.clock.forward(MINUTE_MS)
  const result = await product
    .person(name)
    .tap(card(name, title).messageId, button, form === undefined ? {} : { form })
  await product.settle()
  return result
}

async function say(name: string, text: string, how = {}) {
  product.clock.forward(MINUTE_MS)
  const id = await product.person(name).say(text, how)
  await product.settle()
  return id
}

const docketForm = {
  title: '农村沼气建设工作',
  category: '7',
  source: '区政府办公室',
  source_document: '云政办督〔2026〕5号',
  content: '督查“农村沼气建设工作”的落实情况。',
  lead: 'D09',
  co: ['D04'],
  deadline: '2026-09-21 17:30',
  copies: '1',
  seal: 'yes',
  electronic: 'yes',
  signature: 'yes',
  approver: 'ou_test_p04',
  not_secret: 'yes',
}

describe('云政督〔2026〕1号的一生', () => {
  test('督查室立项呈请，领导一次点击同意立项', async () => {
    await say('蒋小棠', '立项')
    const proposed = await tap('蒋小棠', '督查立项', '呈请立项', docketForm)
    expect(proposed.toast).toMatchObject({ type: 'success' })

    const approved = await tap('佟雅宁', '立项阅批', '同意立项', {
      opinion: '请农业农村局抓紧办理。',
    })
    expect(approved.toast?.content).toContain('农村沼气建设工作（云政督〔2026〕1号）')
    expect(JSON.stringify(approved.card)).toContain('✓ 佟雅宁副区长 9月14日')
    expect(JSON.stringify(approved.card)).toContain('同意立项 云政督〔2026〕1号')
  })

  test('部门签收并呈批，主要领导批办', async () => {
    expect(JSON.stringify(card('禾苗', '交办通知').card)).toContain('请农业农村局抓紧办理。')
    expect(
      (await tap('禾苗', '交办通知', '签收并呈批', { suggestion: '拟由农村能源科办理' })).toast
        ?.type,
    ).toBe('success')
    const instructed = await tap('田守稼', '领导批办', '批办', {
      mode: 'section',
      opinion: '请农村能源科抓紧办理',
      handlers: [named('谷雨')],
    })
    expect(instructed.toast?.type).toBe('success')
  })

  test('承办人在群里报进展，群里只说可以说的，私聊里可以撤回', async () => {
    await say('谷雨', '进展 1号 已建成户用沼气池120座', { chatId: 'oc_test_d09', mentionBot: true })
    const inGroup = product
      .person('谷雨')
      .messages('oc_test_d09')
      .filter((one) => one.senderType === 'app')
    expect(inGroup.map((one) => one.title ?? one.text)).toEqual([
      '督查事项',
      '已记入进展：农村沼气建设工作（云政督〔2026〕1号）。',
    ])
    expect(JSON.stringify(card('谷雨', '记入进展').card)).toContain('撤回')
    expect((await tap('谷雨', '办理任务', '办理完毕')).toast?.type).toBe('success')
  })

  test('汇总材料预填进展，过关后呈审签，审签绑定内容', async () => {
    expect(JSON.stringify(card('禾苗', '汇总材料').card)).toContain('已建成户用沼气池120座')
    const refused = await tap('禾苗', '汇总材料', '呈领导审签', {
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
    const presented = await tap('禾苗', '汇总材料', '呈领导审签', {
      achievements: goodReport.achievements,
      problems: goodReport.problems,
      next_steps: goodReport.nextSteps,
    })
    expect(presented.toast?.type).toBe('success')

    const changed = await tap('田守稼', '请审签', '同意审签', { problems: '改过的文字' })
    expect(changed.toast?.content).toBe('您已改动文字，请点“修改后审签”。')
    const signed = await tap('田守稼', '请审签', '同意审签', { problems: goodReport.problems })
    expect(signed.confirmText).toContain('第1版')
    expect(signed.toast?.type).toBe('success')
  })

  test('报送、审核、反馈领导，事项办结', async () => {
    const missing = await tap('禾苗', '报送材料', '报送', {
      copies_ready: 'yes',
      sealed: 'no',
      electronic_ready: 'yes',
      wet_signed: 'yes',
    })
    expect(missing.toast?.content).toContain('材料未备齐：尚未加盖公章')
    const ready = { copies_ready: 'yes', sealed: 'yes', electronic_ready: 'yes', wet_signed: 'yes' }
    expect((await tap('禾苗', '报送材料', '报送', ready)).toast?.type).toBe('success')
    expect((await tap('温如松', '审核反馈材料', '通过')).toast?.type).toBe('success')
    const fed = await tap('蒋小棠', '汇总反馈', '反馈领导', {
      summary: '已建成120座，完成年度任务的80%。',
      leaders: [named('佟雅宁')],
    })
    expect(fed.toast?.type).toBe('success')
    expect((await tap('佟雅宁', '督查结果', '已阅')).toast?.type).toBe('success')
  })

  test('每张卡片都合平台规矩，每一步在该在的会话里恰好一条', () => {
    for (const message of product.feishu.allMessages()) {
      if (message.card === undefined || message.card === null) continue
      expect(validateCard(message.card)).toEqual([])
    }
    const seen = (name: string) =>
      product
        .person(name)
        .messages()
        .filter((one) => one.senderType === 'app')
        .map((one) => one.title)
    expect(seen('蒋小棠')).toEqual(['督查立项', '审核反馈材料', '汇总反馈'])
    expect(seen('温如松')).toEqual(['审核反馈材料', '汇总反馈'])
    expect(seen('佟雅宁')).toEqual(['立项阅批', '督查结果'])
    expect(seen('禾苗')).toEqual(['交办通知', '汇总材料', '报送材料'])
    expect(seen('田守稼')).toEqual(['领导批办', '请审签'])
    expect(seen('谷雨')).toEqual(['办理任务', '记入进展'])
    expect(seen('金穗')).toEqual(['交办通知'])
    for (const name of ['沈维岳', '毕子衡', '马建业', '钱守诚']) expect(seen(name)).toEqual([])
  })

  test('审计链完整，逐条可证', async () => {
    expect(await verifyAudit(product.database.sql)).toBeNull()
    const trail = await product.database.sql`
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
      ]
    `)
  })

  test('办过的卡片没有活按钮，重复点击只说明情况', async () => {
    const again = await product
      .person('佟雅宁')
      .tap(card('佟雅宁', '立项阅批').messageId, '同意立项')
      .catch((error: Error) => error.message)
    expect(again).toContain('同意立项')
  })
})
