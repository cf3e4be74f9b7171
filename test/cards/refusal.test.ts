// Refusals, word for word (conversation §4).
import { expect, test } from 'vitest'
import { refusalText, refusalToast } from '../../cards/refusal.ts'
import { decide } from '../../src/domain/decide.ts'
import { leadOf, type Matter } from '../../src/domain/matter.ts'
import type { Person } from '../../src/domain/organisation.ts'
import type { Refusal } from '../../src/domain/refusal.ts'
import { Course, DISTRICT, on, P, upTo } from './course.ts'

const MATTER = upTo('signed')
const CONTEXT = { organisation: DISTRICT, matter: MATTER }

function person(id: string): Person {
  const found = DISTRICT.people.find((held) => held.openId === id)
  if (found === undefined) throw new Error(id)
  return found
}

const FIXED: readonly (readonly [Refusal, string])[] = [
  [{ reason: 'unsigned' }, '未经主要领导审签，不能报送。'],
  [
    {
      reason: 'superiorNeedsLeaders',
      viceMayor: person('ou_test_p03'),
      mayor: person('ou_test_p01'),
    },
    '该事项为上级交办，须经陆明舟副区长、沈维岳区长审核同意。',
  ],
  [{ reason: 'otherStanding', standing: 'head' }, '本卡片由主要领导办理。'],
  [{ reason: 'notYours' }, '您无权办理此事项。'],
  [{ reason: 'textChanged' }, '您已改动文字，请点“修改后审签”。'],
  [
    {
      reason: 'docket',
      gaps: [{ gap: 'points', missing: ['deadline', 'copies'] }],
    },
    '三要素不全：缺少办结时间、报送份数。',
  ],
  [
    { reason: 'docket', gaps: [{ gap: 'choices', missing: ['category', 'lead', 'approver'] }] },
    '请选择：类别、牵头单位、阅批领导。',
  ],
  [{ reason: 'docket', gaps: [{ gap: 'pastDeadline' }] }, '办结时间早于现在。'],
  [{ reason: 'docket', gaps: [{ gap: 'superiorDeadline' }] }, '上级时限须晚于本级办结时间。'],
  [{ reason: 'docket', gaps: [{ gap: 'secrecyNotDenied' }] }, '请确认不涉及国家秘密、工作秘密。'],
  [
    { reason: 'report', findings: [{ finding: 'noProblem' }] },
    '“存在问题和不足”尚未填写。督查反馈要求有喜报喜、有忧报忧。确无问题的，请写明核查方式和依据。',
  ],
  [{ reason: 'checklist', missing: ['sealed'] }, '材料未备齐：尚未加盖公章。'],
  [{ reason: 'secrecyMark' }, '文件含密级标志，不能在本平台流转。'],
  [{ reason: 'stranger' }, '您不在本系统的人员名单中，请联系区政府督查室。'],
]

test.each(FIXED)('固定用语：%o', (refusal, sentence) => {
  expect(refusalText(refusal, CONTEXT)).toBe(sentence)
})

test('立项要素缺失一次说全，按规定次序连成一段', () => {
  const gaps = [
    { gap: 'secrecyNotDenied' },
    { gap: 'superiorDeadline' },
    { gap: 'pastDeadline' },
    { gap: 'choices', missing: ['category', 'lead'] },
    {
      gap: 'points',
      missing: ['content', 'deadline', 'copies', 'seal', 'electronic', 'signature'],
    },
  ] as const
  expect(refusalText({ reason: 'docket', gaps }, CONTEXT)).toBe(
    '三要素不全：缺少督查内容、办结时间、报送份数、加盖公章、电子稿、领导签字。' +
      '请选择：类别、牵头单位。办结时间早于现在。上级时限须晚于本级办结时间。' +
      '请确认不涉及国家秘密、工作秘密。',
  )
})

test('空白的立项卡呈请时，所缺各项一次说全', () => {
  const course = new Course({})
  const command = { action: 'propose', docket: {} } as const
  const at = on('2026-09-14', '09:00')
  const request = { command, assignmentId: null, actor: P.clerk, turn: 1, at, sourceEventId: 'e' }
  const outcome = decide(course.matter, request, DISTRICT)
  expect(outcome.ok ? '' : refusalText(outcome.refusal, CONTEXT)).toBe(
    '三要素不全：缺少督查内容、办结时间、报送份数、加盖公章、电子稿、领导签字。' +
      '请选择：类别、牵头单位、阅批领导。请填写：事项名称、任务来源。' +
      '请确认不涉及国家秘密、工作秘密。',
  )
})

test('报送材料未备齐的各项一次说全', () => {
  const missing = ['copiesReady', 'sealed', 'electronicReady', 'wetSigned'] as const
  expect(refusalText({ reason: 'checklist', missing }, CONTEXT)).toBe(
    '材料未备齐：份数未备齐、尚未加盖公章、电子稿未备好、领导尚未签字。',
  )
})

/** What is said to who comes late, by the act that ended the turn. */
function late(matter: Matter, actor: string, turn: number): Refusal {
  const assignmentId = leadOf(matter)?.id ?? null
  const command = { action: 'amendAndSignOff', edit: {}, opinion: '' } as const
  const at = on('2026-09-17', '15:10')
  const outcome = decide(
    matter,
    { command, assignmentId, actor, turn, at, sourceEventId: 'late' },
    DISTRICT,
  )
  if (outcome.ok) throw new Error('not refused')
  return outcome.refusal
}

test('别人已先审签的，说明何人于何时审签', () => {
  const turn = (leadOf(MATTER)?.turn ?? 0) - 1
  const refusal = late(MATTER, P.officer, turn)
  expect(refusalText(refusal, CONTEXT)).toBe('该事项已由田守稼局长于9月17日15:02审签。')
  expect(refusalToast(refusal, CONTEXT).type).toBe('error')
})

test('同一人重复点同一按钮，是提示而不是报错', () => {
  const act = MATTER.history.at(-1) ?? null
  expect(refusalToast({ reason: 'overtaken', act, again: true }, CONTEXT)).toEqual({
    type: 'info',
    content: '您已于9月17日15:02审签，无需重复操作。',
  })
  expect(refusalToast({ reason: 'alreadyFinished' }, CONTEXT).type).toBe('info')
})

const LATE: readonly (readonly [Parameters<typeof upTo>[0], string])[] = [
  ['proposed', '该事项已由蒋小棠于9月14日09:00呈请立项。'],
  ['approved', '该事项已由佟雅宁副区长于9月14日09:20同意立项。'],
  ['acknowledged', '该事项已由禾苗于9月14日10:05签收。'],
  ['instructed', '该事项已由田守稼局长于9月14日15:02批办。'],
  ['finished', '该事项已由谷雨科长于9月16日16:00报办理完毕。'],
  ['presented', '该事项已由禾苗于9月17日09:10呈领导审签。'],
  ['submitted', '该事项已由禾苗于9月18日10:00报送。'],
  ['passed', '该事项已于9月18日14:30自动转为待汇总反馈。'],
  ['closed', '该事项已由蒋小棠于9月18日16:00反馈领导。'],
]

test.each(LATE)('办到 %s 之后，过时的卡片说明经过', (stage, sentence) => {
  const matter = upTo(stage)
  const act = matter.history.findLast((held) => held.turn !== null) ?? null
  expect(refusalText({ reason: 'overtaken', act, again: false }, { ...CONTEXT, matter })).toBe(
    sentence,
  )
})

test('受托审签的，一并说明受何人委托', () => {
  const signed = MATTER.history.at(-1)
  if (signed === undefined) throw new Error('no act')
  const act = { ...signed, actor: 'ou_test_p35', actingFor: 'ou_test_p22' }
  expect(refusalText({ reason: 'overtaken', act, again: false }, CONTEXT)).toBe(
    '该事项已由许广厦副局长（受马建业局长委托）于9月17日15:02审签。',
  )
})

test('状态不符时，说明经过、现状和下一步', () => {
  const last = MATTER.history.at(-1) ?? null
  const refusal = { reason: 'wrongStatus', action: '退回修改', status: '已审签', last } as const
  expect(refusalText(refusal, CONTEXT)).toBe(
    '该事项已由田守稼局长于9月17日15:02审签。该事项现为“已审签”，不能办理“退回修改”。请发送“查 27号”查看最新情况。',
  )
})

const OWN_WORDS: readonly (readonly [Refusal, string])[] = [
  [
    { reason: 'opinionMissing', action: '退回修改' },
    '“退回修改”须写明理由和要求。请填写意见后再点“退回修改”。',
  ],
  [{ reason: 'instruction', missing: ['mode', 'handlers'] }, '请选择：办理方式、承办人。'],
  [{ reason: 'instruction', missing: ['opinion'] }, '请填写批办意见。'],
  [{ reason: 'instruction', missing: ['handlers', 'opinion'] }, '请选择：承办人。请填写批办意见。'],
  [
    { reason: 'instruction', missing: ['leaderHandler'] },
    '由部门领导协调处理的，承办人中须有一名分管领导。',
  ],
  [
    { reason: 'withdrawTooLate', minutes: 5 },
    '记入已超过5分钟，不能撤回。如记入有误，请使用“作废”或“更正归属”。',
  ],
  [{ reason: 'reworkDeadline', fault: 'missing' }, '请填写补正时限。'],
  [{ reason: 'tooLong', field: 'title', limit: 100 }, '“事项名称”超过100字，请精简后重新提交。'],
  [
    { reason: 'deadlinePassed', deadline: on('2026-09-14', '09:00') },
    '办结时间9月14日 09:00已过，不能立项。请退回修改，由经办人调整办结时间。',
  ],
  [
    {
      reason: 'docket',
      gaps: [{ gap: 'leadLacks', department: '区住建局', missing: ['head', 'viceMayor'] }],
    },
    '区住建局尚无主要领导、分管副区长，不能牵头办理，请另选牵头单位或先补充人员名单。',
  ],
  [
    {
      reason: 'docket',
      gaps: [{ gap: 'approver', allowed: [person('ou_test_p04'), person('ou_test_p01')] }],
    },
    '阅批领导应为佟雅宁副区长或沈维岳区长，请重新选择。',
  ],
]

test.each(OWN_WORDS)('其他拒绝也说明缘由和办法：%o', (refusal, sentence) => {
  expect(refusalText(refusal, CONTEXT)).toBe(sentence)
})
