// Old cards, second taps, strangers: who hears what when a tap can have no effect (process §7.4–5, conversation §1, §4).
import { describe, expect, test } from 'vitest'
import type { Docket } from '../../src/domain/matter.ts'
import type { Organisation } from '../../src/domain/organisation.ts'
import { docketed, finished, given, passed, presented, proposed, signedOff } from '../kit/given.ts'
import { biogas, named, yunling } from '../kit/yunling.ts'

const approve = { action: 'approve', opinion: '' } as const
const sign = { action: 'signOff', edit: {}, opinion: '' } as const
const opinion = '请补充办理依据。'

describe('过时的卡片', () => {
  test('别人先办了，说明谁在什么时候办的', () => {
    const { turn } = given(presented()).assignment
    given(signedOff())
      .by('田守稼')
      .withTurn(turn)
      .when({ action: 'returnReport', edit: {}, opinion })
      .thenRefused('overtaken', {
        act: { action: '同意审签', actor: named('田守稼') },
        again: false,
      })
  })

  test('同一人又点了同一下，不责怪，只告知', () => {
    const { turn } = given(presented()).assignment
    given(signedOff())
      .by('田守稼')
      .withTurn(turn)
      .when(sign)
      .thenRefused('overtaken', { act: { action: '同意审签' }, again: true })
  })

  test('不归他办的人拿着转来的旧卡片，也只知道结果', () => {
    const { turn } = given(presented()).assignment
    given(signedOff())
      .by('禾苗')
      .withTurn(turn)
      .when(sign)
      .thenRefused('overtaken', { act: { actor: named('田守稼') }, again: false })
  })

  test('督查室两人都有审核卡片，先办的算', () => {
    const { turn } = given(signedOff()).assignment
    given(passed())
      .by('温如松')
      .withTurn(turn + 1)
      .when({ action: 'pass' })
      .thenRefused('overtaken', { act: { action: '通过', actor: named('蒋小棠') }, again: false })
  })

  test('退回再呈之后，上一轮的审签卡片不算数', () => {
    const { matter, assignment } = given(presented())
    given(matter)
      .by('田守稼')
      .when({ action: 'returnReport', edit: {}, opinion })
      .thenIs('汇总中')
      .by('禾苗')
      .when({ action: 'presentReport', edit: {} })
      .thenIs('待审签')
      .by('田守稼')
      .withTurn(assignment.turn)
      .when(sign)
      .thenRefused('overtaken', { act: { action: '退回修改' }, again: false })
  })

  test('牵头通过后，配合单位的旧卡片说的是自动转的', () => {
    const co = docketed().assignments.find((held) => held.departmentId === 'D04')
    given(passed())
      .of('D04')
      .by('金穗')
      .withTurn(co?.turn ?? 0)
      .when({ action: 'acknowledge', suggestion: '' })
      .thenRefused('overtaken', { act: { action: '自动', to: '未提供' }, again: false })
  })

  test('从没有过的轮次，什么也改不了', () => {
    given(presented()).by('田守稼').withTurn(99).when(sign).thenRefused('overtaken', { act: null })
  })

  test('没有卡片、用文字说的，看现在的状态', () => {
    given(finished())
      .by('谷雨')
      .withTurn(null)
      .when({ action: 'withdrawFinish' })
      .thenIs('办理中')
      .by('田守稼')
      .withTurn(null)
      .when(sign)
      .thenRefused('wrongStatus', { status: '办理中', last: { action: '撤回办理完毕' } })
  })
})

describe('草稿又回到经办人手里', () => {
  const returned = given(proposed()).by('佟雅宁').when({ action: 'returnDraft', opinion })
  const { turn } = proposed()

  test('副区长退回之后又点了一下，告知已退回', () => {
    given(returned.thenIs('拟立项').matter)
      .by('佟雅宁')
      .withTurn(turn)
      .when({ action: 'returnDraft', opinion })
      .thenRefused('overtaken', { act: { action: '退回修改' }, again: true })
      .when(approve)
      .thenRefused('overtaken', { act: { action: '退回修改' }, again: false })
  })

  test('经办人撤回了呈请，副区长再点同意，告知已撤回', () => {
    const { matter } = given(proposed())
      .by('蒋小棠')
      .when({ action: 'withdrawProposal' })
      .thenIs('拟立项')
    given(matter)
      .by('佟雅宁')
      .withTurn(turn)
      .when(approve)
      .thenRefused('overtaken', { act: { action: '撤回呈请', actor: named('蒋小棠') } })
  })

  test('没呈给他的人，仍只得一句中性的话', () => {
    const { matter } = returned.thenIs('拟立项')
    for (const name of ['顾怀清', '沈维岳', '禾苗', '田守稼'])
      given(matter).by(name).withTurn(turn).when(approve).thenRefused('notYours')
    given(matter).by('佟雅宁').when(approve).thenRefused('notYours')
  })
})

describe('不相干的人', () => {
  const internal: Partial<Docket> = { ...biogas, classification: 'internal' }

  test('不在名单里，或已离岗', () => {
    const gone: Organisation = {
      ...yunling,
      people: yunling.people.map((one) =>
        one.name === '佟雅宁' ? { ...one, active: false } : one,
      ),
    }
    given(proposed(), gone).by('佟雅宁').when(approve).thenRefused('stranger')
    const none: Organisation = { ...yunling, people: [] }
    given(proposed(), none).by('佟雅宁').when(approve).thenRefused('stranger')
  })

  test('与事项无关，旧卡片新卡片都一样，什么也不说', () => {
    const held = given(presented(internal)).by('尹若溪')
    held.when(sign).thenRefused('notYours')
    held.withTurn(1).when(sign).thenRefused('notYours')
  })

  test('有关的人点了不归他办的，告知由谁办理', () => {
    given(presented()).by('禾苗').when(sign).thenRefused('otherStanding', { standing: 'head' })
    given(presented()).by('金穗').when(sign).thenRefused('otherStanding', { standing: 'head' })
  })

  test('拒绝的不留痕迹', () => {
    const { matter } = given(presented()).by('尹若溪').when(sign).thenRefused('notYours')
    expect(matter).toEqual(presented())
  })

  test('说的不是这件事项的交办件，找不到', () => {
    given(docketed()).of('D05').by('蒋小棠').when({ action: 'pass' }).thenRefused('matterUnknown')
  })

  test('还没有交办件的，按事项现在的状态答复', () => {
    const chase = { action: 'chase', text: '请于今日反馈', deadline: null } as const
    const held = given(proposed())
    held.by('蒋小棠').when(chase).thenRefused('wrongStatus', { status: '待阅批' })
    held.by('佟雅宁').when(chase).thenRefused('otherStanding', { standing: 'supervision' })
    held.by('谷雨').when(chase).thenRefused('notYours')
  })
})
