// 报进展 and how one corrects oneself (process §1.2 step 4, §9).
import { describe, expect, test } from 'vitest'
import type { CommandOf } from '../../src/domain/command.ts'
import { countedProgress } from '../../src/domain/matter.ts'
import { closed, finished, type Given, given, instructed, presented } from '../kit/given.ts'
import { named } from '../kit/yunling.ts'

function report(
  progress: Partial<CommandOf<'reportProgress'>['progress']>,
  names: readonly string[] = [],
): CommandOf<'reportProgress'> {
  return {
    action: 'reportProgress',
    progress: { achievement: '', problem: '', onsite: '', ...progress },
    files: names.map((name) => ({ kind: 'file', fileKey: name, messageId: 'om_1', name })),
    sourceMessageId: 'om_1',
  }
}

/** 谷雨 reported at 10:00; his entry's id goes with it. */
function reported(): { held: Given; progressId: string } {
  const held = given(instructed())
    .by('谷雨')
    .on('2026-09-15', '10:00')
    .when(report({ achievement: '已完成摸底120户。' }))
    .thenIs('办理中')
  return { held, progressId: held.assignment.progress[0]?.id ?? '' }
}

const correct = (action: 'withdrawProgress' | 'voidProgress' | 'markRecalled', id: string) => ({
  action,
  progressId: id,
})

describe('报进展', () => {
  test('成效、问题、现场督查情况和附件，记下时间和来源', () => {
    given(instructed())
      .by('谷雨')
      .on('2026-09-15')
      .when(report({ achievement: ' 已摸底120户。 ', onsite: '查看3个村。' }, ['台账.xlsx']))
      .thenIs('办理中', ({ assignments: [lead] }, { acts }) => {
        expect(lead?.progress).toMatchObject([
          {
            by: named('谷雨'),
            achievement: '已摸底120户。',
            problem: '',
            onsite: '查看3个村。',
            sourceMessageId: 'om_1',
            files: [{ name: '台账.xlsx' }],
          },
        ])
        expect(acts).toMatchObject([{ action: '报进展', from: '办理中', to: '办理中', turn: null }])
      })
  })

  test('空的不记，只有附件可以', () => {
    given(instructed())
      .by('谷雨')
      .when(report({ achievement: ' \n' }))
      .thenRefused('progressEmpty')
      .when(report({}, ['现场照片.jpg']))
      .thenIs('办理中')
  })

  test.each([
    ['成效', report({ achievement: '见秘密★件' })],
    ['问题', report({ problem: '机密★' })],
    ['现场督查情况', report({ onsite: '绝密★' })],
    ['文件名', report({ achievement: '已办' }, ['台账（秘密★5年）.pdf'])],
  ])('%s带密级标志的不收', (_, command) => {
    given(instructed()).by('谷雨').when(command).thenRefused('secrecyMark')
  })

  test('督查工作人员也可以报，汇总中还可以补报', () => {
    given(instructed())
      .by('禾苗')
      .when(report({ achievement: '已报账。' }))
      .thenIs('办理中')
    given(finished())
      .by('谷雨')
      .when(report({ achievement: '补一条。' }))
      .thenIs('汇总中')
  })

  test('呈审签之后不能再报', () => {
    given(presented())
      .by('谷雨')
      .when(report({ achievement: '补一条。' }))
      .thenRefused('wrongStatus', { status: '待审签' })
  })

  test.each([
    ['田守稼', 'otherStanding'],
    ['蒋小棠', 'otherStanding'],
    ['金穗', 'otherStanding'],
    ['闻道', 'notYours'],
  ] as const)('%s不能替承办人报', (name, reason) => {
    given(instructed())
      .by(name)
      .when(report({ achievement: '已办。' }))
      .thenRefused(reason)
  })

  test('报了多条不影响别人手里的卡片', () => {
    const { held } = reported()
    expect(held.assignment.turn).toBe(given(instructed()).assignment.turn)
  })
})

describe('撤回、作废、更正归属', () => {
  test('五分钟之内可以撤回', () => {
    const { held, progressId } = reported()
    held
      .on('2026-09-15', '10:05')
      .when(correct('withdrawProgress', progressId))
      .thenIs('办理中', ({ assignments: [lead] }) =>
        expect(lead && countedProgress(lead)).toEqual([]),
      )
  })

  test('过了五分钟不能撤回，可以作废，作废的还在', () => {
    const { held, progressId } = reported()
    held
      .on('2026-09-15', '10:06')
      .when(correct('withdrawProgress', progressId))
      .thenRefused('withdrawTooLate', { minutes: 5 })
      .when(correct('voidProgress', progressId))
      .thenIs('办理中', ({ assignments: [lead] }) => {
        expect(lead && countedProgress(lead)).toEqual([])
        expect(lead?.progress).toHaveLength(1)
      })
  })

  test('更正归属：记明转到哪一件', () => {
    const { held, progressId } = reported()
    const refile = { action: 'refileProgress', target: 'm-28', targetNumber: '28号' } as const
    held
      .when({ ...refile, progressId })
      .thenIs('办理中', ({ assignments: [lead] }, { acts }) => {
        expect(lead?.progress[0]?.refiledTo).toBe('m-28')
        expect(acts).toMatchObject([{ action: '更正归属', details: { target: '28号' } }])
      })
      .when(correct('voidProgress', progressId))
      .thenRefused('progressGone')
  })

  test('过后撤回原消息，进展留着，注明已撤回', () => {
    const { held, progressId } = reported()
    held
      .on('2026-09-15', '11:00')
      .when(correct('markRecalled', progressId))
      .thenIs('办理中', ({ assignments: [lead] }) => {
        expect(lead?.progress[0]?.recalledAt).not.toBeNull()
        expect(lead && countedProgress(lead)).toHaveLength(1)
      })
  })

  test.each(['withdrawProgress', 'voidProgress', 'markRecalled'] as const)(
    '%s 只有本人可以，督查工作人员也不行',
    (action) => {
      const { held, progressId } = reported()
      held.by('禾苗').when(correct(action, progressId)).thenRefused('progressGone')
      held.by('田守稼').when(correct(action, progressId)).thenRefused('otherStanding')
      held.by('温如松').when(correct(action, progressId)).thenRefused('otherStanding')
    },
  )

  test('撤回过的不能再更正', () => {
    const { held, progressId } = reported()
    held
      .on('2026-09-15', '10:01')
      .when(correct('withdrawProgress', progressId))
      .thenIs('办理中')
      .when(correct('voidProgress', progressId))
      .thenRefused('progressGone')
  })

  test('改批之后不再承办的人，仍可更正自己写的进展，别的什么也看不到', () => {
    const { held, progressId } = reported()
    const moved = held
      .on('2026-09-15', '10:03')
      .by('田守稼')
      .when({
        action: 'reinstruct',
        mode: 'officer',
        opinion: '由办公室直接办理',
        handlers: [named('禾苗')],
        innerDeadline: null,
      })
      .thenIs('办理中')
    moved.by('谷雨').when(correct('voidProgress', progressId)).thenIs('办理中')
    moved.by('谷雨').when({ action: 'finish' }).thenRefused('notYours')
    moved.by('谷雨').when(correct('voidProgress', 'none')).thenRefused('notYours')
  })

  test('没有的进展无从更正', () => {
    given(instructed()).by('谷雨').when(correct('voidProgress', 'none')).thenRefused('progressGone')
  })

  test('办结之后，本人仍可作废自己的进展', () => {
    const { held, progressId } = reported()
    const [entry] = held.assignment.progress
    const done = closed()
    const assignments = done.assignments.map((one) =>
      one.kind === 'lead' && entry !== undefined ? { ...one, progress: [entry] } : one,
    )
    given({ ...done, assignments })
      .by('谷雨')
      .when(correct('voidProgress', progressId))
      .thenIs('已通过')
  })
})
