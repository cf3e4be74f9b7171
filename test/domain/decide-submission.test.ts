// 报送材料: nothing leaves a department unsigned or incomplete (process §1.2 step 8).
import { describe, expect, test } from 'vitest'
import { liveSignOff, liveSubmission } from '../../src/domain/matter.ts'
import {
  everythingReady,
  given,
  matterAt,
  partAt,
  passed,
  signedOff,
  submitted,
} from '../kit/given.ts'
import { biogas } from '../kit/yunling.ts'

const submit = { action: 'submit', checklist: everythingReady } as const
const withdraw = { action: 'withdrawSubmission' } as const

describe('报送', () => {
  test('报送的就是审签的那一版', () => {
    given(signedOff())
      .by('禾苗')
      .when(submit)
      .thenIs('已报送', ({ assignments: [lead] }, { acts }) => {
        const sent = lead && liveSubmission(lead)
        expect(sent?.contentHash).toBe(lead && liveSignOff(lead)?.contentHash)
        expect(acts).toMatchObject([
          { action: '报送', from: '已审签', to: '已报送', contentHash: sent?.contentHash },
        ])
      })
  })

  test.each(['docketed', 'acknowledged', 'instructed', 'finished', 'presented'] as const)(
    '未经主要领导审签，不能报送（%s）',
    (stage) => {
      given(matterAt(stage)).by('禾苗').when(submit).thenRefused('unsigned')
    },
  )

  test('撤回审签之后，不能报送', () => {
    given(signedOff())
      .by('田守稼')
      .when({ action: 'withdrawSignOff' })
      .thenIs('待审签')
      .by('禾苗')
      .when(submit)
      .thenRefused('unsigned')
  })

  test('状态虽写着已审签，没有作数的签，仍不能报送', () => {
    const { matter } = given(signedOff())
    const assignments = matter.assignments.map((held) => ({ ...held, signOffs: [] }))
    given({ ...matter, assignments })
      .by('禾苗')
      .when(submit)
      .thenRefused('unsigned')
  })

  test('报送过了再报，说的是已报送，不是没审签', () => {
    given(submitted()).by('禾苗').when(submit).thenRefused('wrongStatus', { status: '已报送' })
    given(passed()).by('禾苗').when(submit).thenRefused('wrongStatus', { status: '待汇总反馈' })
  })

  test.each(['田守稼', '谷雨', '蒋小棠'])('%s不能代为报送', (name) => {
    given(signedOff()).by(name).when(submit).thenRefused('otherStanding', { standing: 'officer' })
  })

  test('没备齐的一次说全', () => {
    const nothing = { copiesReady: false, sealed: false, electronicReady: false, wetSigned: false }
    given(signedOff())
      .by('禾苗')
      .when({ action: 'submit', checklist: nothing })
      .thenRefused('checklist', {
        missing: ['copiesReady', 'sealed', 'electronicReady', 'wetSigned'],
      })
      .when({ action: 'submit', checklist: { ...everythingReady, sealed: false } })
      .thenRefused('checklist', { missing: ['sealed'] })
  })

  test('只问该事项要求的', () => {
    const plain = { ...biogas, copies: 0, seal: false, electronic: true, signature: false }
    const nothing = { copiesReady: false, sealed: false, electronicReady: false, wetSigned: false }
    given(signedOff(plain))
      .by('禾苗')
      .when({ action: 'submit', checklist: nothing })
      .thenRefused('checklist', { missing: ['electronicReady'] })
      .when({ action: 'submit', checklist: { ...nothing, electronicReady: true } })
      .thenIs('已报送')
  })
})

describe('配合单位', () => {
  const part = partAt('signedOff', matterAt('docketed'), 'D04')
  const delivered = given(part).of('D04').by('金穗').when(submit).thenIs('已送牵头单位')

  test('材料送牵头单位，督查室不审', () => {
    delivered
      .by('蒋小棠')
      .when({ action: 'pass' })
      .thenRefused('wrongStatus', { status: '已送牵头单位' })
  })

  test('牵头单位没通过之前可以撤回', () => {
    delivered.by('金穗').when(withdraw).thenIs('已审签').when(submit).thenIs('已送牵头单位')
  })

  test('牵头单位通过之后，送出的不能再撤回', () => {
    const both = given(partAt('signedOff', submitted(), 'D04'))
      .of('D04')
      .by('金穗')
      .when(submit)
      .thenIs('已送牵头单位')
    given(both.matter)
      .by('蒋小棠')
      .when({ action: 'pass' })
      .thenIs('已通过')
      .of('D04')
      .by('金穗')
      .when(withdraw)
      .thenRefused('wrongStatus', { status: '待汇总反馈' })
  })
})

describe('撤回报送', () => {
  test('审核之前可以，签仍作数，不必再签', () => {
    given(submitted())
      .by('禾苗')
      .when(withdraw)
      .thenIs('已审签', ({ assignments: [lead] }, { acts }) => {
        expect(lead && liveSubmission(lead)).toBeUndefined()
        expect(lead && liveSignOff(lead)).toBeDefined()
        expect(acts).toMatchObject([{ action: '撤回报送', from: '已报送', to: '已审签' }])
      })
      .when(submit)
      .thenIs('已报送', ({ assignments: [lead] }) => expect(lead?.submissions).toHaveLength(2))
  })

  test('通过之后不能撤回', () => {
    given(passed()).by('禾苗').when(withdraw).thenRefused('wrongStatus')
  })
})
