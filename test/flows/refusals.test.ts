// What is refused word for word (conversation §4), over signed HTTP: what, why, and what was typed is not lost.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buttonsOf, type Form, openPlay, type Play, prefillOf } from '../kit/play.ts'
import { ALL_READY, docketForm, FROM_ABOVE, matterAt } from '../kit/roads.ts'
import { named } from '../kit/yunling.ts'

let play: Play

beforeAll(async () => {
  play = await openPlay({ seed: 8 })
})
afterAll(() => play.close())

const D09 = { title: '', lead: 'D09', approver: '佟雅宁' } as const

/** 呈请立项 with this in the form: the toast, and what the card then holds of it. */
async function proposed(title: string, form: Form): Promise<{ toast: string; held: Form }> {
  await play.say('蒋小棠', '立项')
  const filled = docketForm({ ...D09, title }, form)
  const { toast } = await play.tap('蒋小棠', '督查立项', '呈请立项', filled)
  const held = prefillOf(play.card('蒋小棠', '督查立项'))
  return { toast: `${toast?.type} ${toast?.content}`, held }
}

describe('呈请立项', () => {
  test('办结时间早于现在的，不能呈请，填过的还在', async () => {
    const { toast, held } = await proposed('防汛备汛', { deadline: '2026-09-11 17:30' })
    expect(toast).toBe('error 办结时间早于现在。')
    expect(held).toMatchObject({ title: '防汛备汛', lead: 'D09' })
    expect(() => play.card('佟雅宁', '立项阅批', '防汛备汛')).toThrow()
  })

  test('上级时限不晚于本级办结时间的，不能呈请；晚一天即可', async () => {
    const above = { superior: 'yes', superior_organ: '云州市人民政府督查室' }
    const same = { ...above, superior_deadline: '2026-09-21 17:30' }
    const { toast } = await proposed('秸秆禁烧', same)
    expect(toast).toBe('error 上级时限须晚于本级办结时间。')
    const later = { ...above, superior_deadline: '2026-09-22 17:30' }
    expect((await proposed('秸秆禁烧', later)).toast).toMatch(/^success/)
  })
})

describe('报送', () => {
  const UNSIGNED = '未经主要领导审签，不能报送。'
  const asked = async (name: string, number: string) =>
    (await play.say(name, `报送 ${number}`)).toSelf.join()

  test('主要领导撤回审签之后，手里旧的报送材料卡片报不出去，说报送也不行', async () => {
    const { title, number } = await matterAt(play, '已审签', { title: '水库除险' })
    const { messageId } = play.card('禾苗', '报送材料', title)
    const prepared = play.person('禾苗').prepareTap(messageId, '报送', { form: { ...ALL_READY } })
    await play.say('田守稼', `撤回 ${number}`)
    const { toast } = await play.tap('田守稼', '请确认', '确认撤回', undefined, title)
    expect(toast?.content).toContain('已撤回审签')
    expect(buttonsOf(play.card('禾苗', '报送材料', title))).toEqual([])
    expect((await prepared.send()).toast?.content).toMatch(/^该事项已由田守稼局长于.+撤回审签。$/)
    await play.product.settle()
    expect(await asked('禾苗', number)).toBe(UNSIGNED)
  })

  test('没有审签就说“报送 27号”，答明原因；不归其报送的人仍只听说没有待办', async () => {
    const { number } = await matterAt(play, '办理中', { title: '燃气入户安检' })
    expect(await asked('禾苗', number)).toBe(UNSIGNED)
    for (const name of ['谷雨', '田守稼', '蒋小棠'])
      expect(await asked(name, number)).toContain('目前没有待您办理的该项工作。')
  })
})

describe('上级交办', () => {
  test('须经两位领导审核同意：卡片上说明，绕过卡片直接反馈领导也不行', async () => {
    const docket = { title: '污水外溢', lead: 'D07', form: FROM_ABOVE }
    const { title } = await matterAt(play, '待汇总反馈', docket)
    const both = '该事项为上级交办，须经陆明舟副区长、沈维岳区长审核同意。'
    expect(play.says('蒋小棠', '汇总反馈', title)).toContain(both)
    const { messageId } = play.card('蒋小棠', '汇总反馈', title)
    const filled = { summary: '已封堵。' }
    const tap = play.person('蒋小棠').prepareTap(messageId, '呈区领导审核', { form: filled })
    const forged = tap.payload as { event: { action: { value: { a: string }; form_value: Form } } }
    const { action } = forged.event
    action.value.a = 'feedBack'
    action.form_value = { ...action.form_value, leaders: [named('陆明舟')] }
    expect((await tap.send()).toast).toEqual({ type: 'error', content: both })
    await play.product.settle()
    expect(() => play.card('陆明舟', '督查结果', title)).toThrow()
  })
})
