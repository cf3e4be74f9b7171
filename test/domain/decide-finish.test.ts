// 办理完毕 by each handler, and how it is taken back (process §1.2 step 4).
import { describe, expect, test } from 'vitest'
import { leadOf } from '../../src/domain/matter.ts'
import type { Organisation } from '../../src/domain/organisation.ts'
import {
  acknowledged,
  docketed,
  finished,
  given,
  instructed,
  instruction,
  partAt,
  presented,
} from '../kit/given.ts'
import { named, yunling } from '../kit/yunling.ts'

const finish = { action: 'finish' } as const
const withdrawFinish = { action: 'withdrawFinish' } as const
const both = instruction([named('谷雨'), named('禾苗')])

describe('办理完毕', () => {
  const twoHandlers = given(acknowledged()).by('田守稼').when(both).thenIs('办理中').matter

  test('与办理完毕一起写下的情况先记为进展，再办结承办', () => {
    given(instructed())
      .by('谷雨')
      .when({
        action: 'finish',
        progress: { achievement: '已建成150座', problem: '', onsite: '' },
      })
      .thenIs('汇总中', (matter, { acts }) => {
        expect(acts.map((act) => act.action)).toEqual(['报进展', '办理完毕'])
        expect(leadOf(matter)?.progress.at(-1)?.achievement).toBe('已建成150座')
      })
  })

  test('最后一人办理完毕，转入汇总', () => {
    given(twoHandlers)
      .by('谷雨')
      .when(finish)
      .thenIs('办理中', (_, { acts }) =>
        expect(acts).toMatchObject([{ action: '办理完毕', from: '办理中', to: '办理中' }]),
      )
      .by('禾苗')
      .when(finish)
      .thenIs('汇总中', (_, { acts }) =>
        expect(acts).toMatchObject([{ action: '办理完毕', from: '办理中', to: '汇总中' }]),
      )
  })

  test('同一人不必说两次', () => {
    given(twoHandlers)
      .by('谷雨')
      .when(finish)
      .thenIs('办理中')
      .when(finish)
      .thenRefused('alreadyFinished')
  })

  test('还有人没办完，督查工作人员说汇总，也就转入汇总', () => {
    given(twoHandlers).by('禾苗').when({ action: 'compile' }).thenIs('汇总中')
  })

  test.each([
    ['谷雨', 'otherStanding'],
    ['田守稼', 'otherStanding'],
    ['蒋小棠', 'otherStanding'],
  ] as const)('%s不能说汇总', (name, reason) => {
    given(twoHandlers).by(name).when({ action: 'compile' }).thenRefused(reason)
  })

  test('不是承办人，不能说办理完毕', () => {
    given(instructed()).by('禾苗').when(finish).thenRefused('otherStanding')
    given(instructed()).by('田守稼').when(finish).thenRefused('otherStanding')
  })

  test('配合单位走同样的步骤', () => {
    const part = partAt('finished', docketed(), 'D04')
    expect(part.assignments.map((held) => held.status)).toEqual(['awaitingReceipt', 'compiling'])
  })
})

describe('撤回办理完毕', () => {
  test('转入汇总之后撤回，回到办理中', () => {
    given(finished())
      .by('谷雨')
      .when(withdrawFinish)
      .thenIs('办理中', ({ assignments: [lead] }, { acts }) => {
        expect(acts).toMatchObject([{ action: '撤回办理完毕', from: '汇总中', to: '办理中' }])
        expect(lead?.completions[0]?.withdrawnAt).not.toBeNull()
      })
      .when(finish)
      .thenIs('汇总中')
  })

  test('还没转入汇总时撤回，别人的不受影响', () => {
    given(acknowledged())
      .by('田守稼')
      .when(both)
      .thenIs('办理中')
      .by('谷雨')
      .when(finish)
      .thenIs('办理中')
      .when(withdrawFinish)
      .thenIs('办理中')
      .by('禾苗')
      .when(finish)
      .thenIs('办理中')
      .by('谷雨')
      .when(finish)
      .thenIs('汇总中')
  })

  test('没说过办理完毕的，没有可撤的，状态照实说', () => {
    given(instructed())
      .by('谷雨')
      .when(withdrawFinish)
      .thenRefused('wrongStatus', { status: '办理中' })
  })

  test('呈领导审签之后不能撤回，退回汇总了也不能', () => {
    given(presented())
      .by('谷雨')
      .when(withdrawFinish)
      .thenRefused('wrongStatus', { status: '待审签' })
      .by('田守稼')
      .when({ action: 'returnReport', edit: {}, opinion: '再核一遍。' })
      .thenIs('汇总中')
      .by('谷雨')
      .when(withdrawFinish)
      .thenRefused('wrongStatus', { status: '汇总中' })
  })
})

describe('人员变动', () => {
  test('离岗的人什么也办不了', () => {
    const left: Organisation = {
      ...yunling,
      people: yunling.people.map((one) => (one.name === '谷雨' ? { ...one, active: false } : one)),
    }
    given(instructed(), left).by('谷雨').when(finish).thenRefused('stranger')
  })
})
