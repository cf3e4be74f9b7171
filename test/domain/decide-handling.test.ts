// 签收并呈批, 批办, 改批: a department takes a task on, and its head says how it is done (process §1.2 steps 1–3).
import { describe, expect, test } from 'vitest'
import { instructionOf } from '../../src/domain/matter.ts'
import { instantOf } from '../../src/domain/time.ts'
import { acknowledged, docketed, finished, given, instructed, instruction } from '../kit/given.ts'
import { docketOf } from '../kit/matters.ts'
import { named } from '../kit/yunling.ts'

const finish = { action: 'finish' } as const
const both = instruction([named('谷雨'), named('禾苗')])

describe('签收并呈批', () => {
  test('接受任务、汇报任务：一次办理，台账两条', () => {
    given(docketed())
      .by('禾苗')
      .when({ action: 'acknowledge', suggestion: '建议由农村能源科办理。' })
      .thenIs('待批办', ({ assignments: [lead] }, { acts }) => {
        expect(acts).toMatchObject([
          { action: '签收并呈批', from: '待签收', to: '已签收', turn: null },
          { action: '签收并呈批', from: '已签收', to: '待批办', turn: 1 },
        ])
        expect(lead).toMatchObject({
          turn: 2,
          suggestion: '建议由农村能源科办理。',
          acknowledgedBy: named('禾苗'),
        })
      })
  })

  test('拟办建议可以不写，带密级标志的不收', () => {
    given(docketed())
      .by('禾苗')
      .when({ action: 'acknowledge', suggestion: '详见机密★件' })
      .thenRefused('secrecyMark')
      .when({ action: 'acknowledge', suggestion: '' })
      .thenIs('待批办')
  })

  test.each([
    ['田守稼', 'otherStanding'],
    ['谷雨', 'notYours'],
    ['金穗', 'otherStanding'],
    ['蒋小棠', 'otherStanding'],
    ['尹若溪', 'notYours'],
  ] as const)('%s不能代为签收', (name, reason) => {
    given(docketed()).by(name).when({ action: 'acknowledge', suggestion: '' }).thenRefused(reason)
  })

  test('配合单位各签各的', () => {
    given(docketed())
      .of('D04')
      .by('金穗')
      .when({ action: 'acknowledge', suggestion: '' })
      .thenIs('待批办', ({ assignments: [lead] }) => expect(lead?.status).toBe('awaitingReceipt'))
  })
})

describe('批办', () => {
  test('写明办理方式、意见、承办人', () => {
    given(acknowledged())
      .by('田守稼')
      .when({ ...both, innerDeadline: instantOf('2026-09-18', '12:00') })
      .thenIs('办理中', ({ assignments: [lead] }, { acts }) => {
        expect(lead && instructionOf(lead)).toMatchObject({
          position: 1,
          mode: 'section',
          opinion: both.opinion,
          handlers: both.handlers,
          innerDeadline: instantOf('2026-09-18', '12:00'),
          by: named('田守稼'),
          actingFor: null,
        })
        expect(acts).toMatchObject([
          { action: '批办', from: '待批办', to: '办理中', details: { mode: '相关科室具体办理' } },
        ])
      })
  })

  test('办理方式、承办人都没选，一次说全', () => {
    given(acknowledged())
      .by('田守稼')
      .when({ ...instruction([]), mode: null })
      .thenRefused('instruction', { missing: ['mode', 'handlers'] })
  })

  test('督查人员直接办理的，不选承办人就是督查工作人员', () => {
    given(acknowledged())
      .by('田守稼')
      .when(instruction([], 'officer'))
      .thenIs('办理中', ({ assignments: [lead] }) =>
        expect(lead && instructionOf(lead)?.handlers).toEqual([named('禾苗')]),
      )
  })

  test('部门领导协调处理的，承办人里要有一名分管领导', () => {
    const mines = acknowledged(docketOf('M05'))
    given(mines)
      .by('安国平')
      .when(instruction([named('常宁')], 'leader'))
      .thenRefused('instruction', { missing: ['leaderHandler'] })
      .when(instruction([named('崔劲松'), named('常宁')], 'leader'))
      .thenIs('办理中')
  })

  test('没有分管领导的部门，也能由部门领导协调处理', () => {
    const district = acknowledged(docketOf('M01'))
    given(district)
      .by('邵立群')
      .when(instruction([named('尹若溪')], 'leader'))
      .thenIs('办理中')
  })

  test.each(['金穗', '田守稼', '崔劲松'])('承办人名单里没有%s', (name) => {
    given(acknowledged())
      .by('田守稼')
      .when(instruction([named('谷雨'), named(name)]))
      .thenRefused('handlerUnknown')
  })

  test('同一人选两次只算一次', () => {
    given(acknowledged())
      .by('田守稼')
      .when(instruction([named('谷雨'), named('谷雨')]))
      .thenIs('办理中', ({ assignments: [lead] }) =>
        expect(lead && instructionOf(lead)?.handlers).toEqual([named('谷雨')]),
      )
  })

  test.each(['', ' \n'])('没有写批办意见的不收，改批也一样', (opinion) => {
    given(acknowledged())
      .by('田守稼')
      .when({ ...both, opinion })
      .thenRefused('instruction', { missing: ['opinion'] })
      .when(both)
      .thenIs('办理中')
      .when({ ...both, action: 'reinstruct', opinion })
      .thenRefused('instruction', { missing: ['opinion'] })
  })

  test('批办意见带密级标志的不收', () => {
    given(acknowledged())
      .by('田守稼')
      .when({ ...both, opinion: '按秘密★件要求办' })
      .thenRefused('secrecyMark')
  })

  test.each([
    ['禾苗', 'otherStanding'],
    ['钱守诚', 'otherStanding'],
    ['蒋小棠', 'otherStanding'],
    ['谷雨', 'notYours'],
  ] as const)('%s不能代主要领导批办', (name, reason) => {
    given(acknowledged()).by(name).when(both).thenRefused(reason)
  })

  test('签收之前没有批办', () => {
    given(docketed()).by('田守稼').when(both).thenRefused('wrongStatus', { status: '待签收' })
  })
})

describe('改批', () => {
  test('以新的为准，旧的留存', () => {
    given(instructed())
      .by('田守稼')
      .when({ ...instruction([named('禾苗')], 'officer'), action: 'reinstruct' })
      .thenIs('办理中', ({ assignments: [lead] }, { acts }) => {
        expect(lead?.instructions.map((held) => [held.position, held.handlers])).toEqual([
          [1, [named('谷雨')]],
          [2, [named('禾苗')]],
        ])
        expect(acts).toMatchObject([{ action: '改批', from: '办理中', to: '办理中' }])
      })
  })

  test('改批后，原承办人不再承办', () => {
    given(instructed())
      .by('田守稼')
      .when({ ...instruction([named('禾苗')]), action: 'reinstruct' })
      .thenIs('办理中')
      .by('谷雨')
      .when(finish)
      .thenRefused('notYours')
  })

  test('改批前说过的办理完毕不算，哪怕在同一时刻', () => {
    const { matter } = given(acknowledged())
      .by('田守稼')
      .when(both)
      .thenIs('办理中')
      .by('谷雨')
      .on('2026-09-15')
      .when(finish)
      .thenIs('办理中')
      .by('田守稼')
      .on('2026-09-15')
      .when({ ...instruction([named('谷雨')]), action: 'reinstruct' })
      .thenIs('办理中')
    given(matter).by('谷雨').on('2026-09-15').when(finish).thenIs('汇总中')
  })

  test('汇总之后不能再改批', () => {
    given(finished())
      .by('田守稼')
      .when({ ...both, action: 'reinstruct' })
      .thenRefused('wrongStatus', { status: '汇总中' })
  })
})
