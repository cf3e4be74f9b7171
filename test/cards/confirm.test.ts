// 请确认: what words would take back is asked once more, and the answer stays to be read.
import { expect, test } from 'vitest'
import { confirmCard } from '../../cards/confirm.ts'
import type { CardSubject } from '../../cards/view.ts'
import { leadOf, type Matter } from '../../src/domain/matter.ts'
import type { OpenId } from '../../src/domain/organisation.ts'
import { Course, on, P, type Stage, upTo, viewOf } from './course.ts'
import { buttonsOf, expectGolden, textOf } from './golden.ts'

type Action = 'withdrawProposal' | 'withdrawFinish' | 'withdrawSignOff' | 'withdrawSubmission'

const CASES: readonly (readonly [Action, Stage, OpenId])[] = [
  ['withdrawProposal', 'proposed', P.clerk],
  ['withdrawFinish', 'finished', P.handler],
  ['withdrawSignOff', 'signed', P.head],
  ['withdrawSubmission', 'submitted', P.officer],
]

const AT = on('2026-09-18', '11:00')

/** The card as it was when the words came, over the matter as it is now. */
function confirm(
  action: Action,
  then: Matter,
  now: Matter,
  person: OpenId,
  more: CardSubject = {},
) {
  const onMatter = action === 'withdrawProposal'
  return confirmCard(
    viewOf('confirm', now, person, AT, {
      subject: { action, ...more },
      ...(onMatter ? { assignmentId: null } : {}),
      turn: onMatter ? then.turn : (leadOf(then)?.turn ?? 0),
    }),
  )
}

function withdrawn(action: Action, matter: Matter, person: OpenId): Matter {
  const course = new Course()
  course.matter = matter
  return action === 'withdrawProposal'
    ? course.matterStep(person, { action }, AT).matter
    : course.leadStep(person, { action }, AT).matter
}

test.each(CASES)('%s 先请本人确认，弹窗写明事项和后果', async (action, stage, person) => {
  const matter = upTo(stage)
  const card = confirm(action, matter, matter, person)
  await expectGolden(card, `confirm-${action}`)
  expect(buttonsOf(card)).toEqual(['确认撤回', '取消'])
  expect(JSON.stringify(card)).toContain(`"a":"${action}"`)
  expect(JSON.stringify(card)).toContain('"confirm":{"title"')
  expect(textOf(card)).toMatch(/撤回后/)
})

test.each(CASES)('%s 确认后只留结果', async (action, stage, person) => {
  const matter = upTo(stage)
  const card = confirm(action, matter, withdrawn(action, matter, person), person)
  await expectGolden(card, `confirm-${action}-done`)
  expect(buttonsOf(card)).toEqual([])
  expect(textOf(card)).toContain('9月18日 11:00 撤回')
})

test('取消的，未作更改', () => {
  const matter = upTo('signed')
  const card = confirm('withdrawSignOff', matter, matter, P.head, { cancelled: true })
  expect(textOf(card)).toContain('已取消，未作更改。')
  expect(buttonsOf(card)).toEqual([])
})

test('下一步已经办理的，说明经过，不能再撤回', () => {
  const card = confirm('withdrawSignOff', upTo('signed'), upTo('submitted'), P.head)
  expect(textOf(card)).toContain('✓ 禾苗 9月18日 10:00 报送')
  expect(textOf(card)).toContain('下一步已经办理，不能再撤回审签。')
  expect(buttonsOf(card)).toEqual([])
})

test('还有别的承办人在办时撤回办理完毕，同样只留结果', () => {
  const course = new Course()
  course.matter = upTo('acknowledged')
  course
    .leadStep(
      P.head,
      {
        action: 'instruct',
        mode: 'section',
        opinion: '请尽快办理。',
        handlers: [P.handler, P.officer],
        innerDeadline: null,
      },
      on('2026-09-14', '15:02'),
    )
    .leadStep(P.handler, { action: 'finish' }, on('2026-09-16', '16:00'))
  const then = course.matter
  expect(buttonsOf(confirm('withdrawFinish', then, then, P.handler))).toEqual(['确认撤回', '取消'])
  const card = confirm(
    'withdrawFinish',
    then,
    withdrawn('withdrawFinish', then, P.handler),
    P.handler,
  )
  expect(buttonsOf(card)).toEqual([])
  expect(textOf(card)).toContain('谷雨科长 9月18日 11:00 撤回办理完毕')
})
