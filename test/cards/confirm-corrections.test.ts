// 请确认 for 更正, 撤销 and 清除附件: to whoever typed the words, and to whoever's consent it takes.
import { describe, expect, test } from 'vitest'
import { confirmCard } from '../../cards/confirm.ts'
import { handleCard } from '../../cards/handle.ts'
import { handoverCard } from '../../cards/handover.ts'
import { statusCard } from '../../cards/status.ts'
import type { MatterCommand } from '../../src/domain/command.ts'
import { leadOf, type Matter } from '../../src/domain/matter.ts'
import type { OpenId } from '../../src/domain/organisation.ts'
import { BIOGAS, Course, on, P, upTo, viewOf } from './course.ts'
import { buttonsOf, expectGolden, textOf } from './golden.ts'

const AT = on('2026-09-16', '10:00')
const DIRECTOR = 'ou_test_p05'

const CORRECT: MatterCommand = {
  action: 'correct',
  reason: '原时限写错。',
  patch: { deadline: on('2026-09-28', '17:30') },
}
const TYPING: MatterCommand = {
  action: 'correct',
  reason: '',
  patch: { source: '区政府第18次常务会议' },
}
const CANCEL: MatterCommand = { action: 'proposeCancellation', reason: '与另一事项重复。' }

/** The card of whoever typed the words. */
function own(matter: Matter, person: OpenId, command: MatterCommand) {
  const subject = { action: command.action, command }
  return confirmCard(
    viewOf('confirm', matter, person, AT, { subject, assignmentId: null, turn: 0 }),
  )
}

/** The card of whoever is asked about the first petition. */
function asked(matter: Matter, person: OpenId) {
  return confirmCard(viewOf('confirm', matter, person, AT, { assignmentId: null, turn: 1 }))
}

function stepped(...steps: readonly (readonly [OpenId, MatterCommand])[]): Matter {
  const course = new Course()
  course.matter = upTo('instructed')
  for (const [person, command] of steps) course.matterStep(person, command, AT)
  return course.matter
}

const put = [P.clerk, CORRECT] as const
const confirmed = [P.chief, { action: 'confirmCorrection' }] as const
const consented = [P.approver, { action: 'consentToCorrection' }] as const

describe('本人确认', () => {
  test('更正：原来和改后都写明，弹窗说清还要谁同意', async () => {
    const card = own(upTo('instructed'), P.clerk, CORRECT)
    await expectGolden(card, 'confirm-correct')
    expect(buttonsOf(card)).toEqual(['确认更正', '取消'])
    expect(textOf(card)).toContain('须经督查室主任确认、阅批领导同意后生效。')
    expect(textOf(card)).toContain('→ 2026年9月28日（星期一）17:30前')
    expect(textOf(own(upTo('instructed'), P.chief, TYPING))).toContain('确认后即更正。')
  })

  test('没写原因的有地方补', async () => {
    const card = own(upTo('instructed'), P.clerk, TYPING)
    await expectGolden(card, 'confirm-correct-reason')
    expect(JSON.stringify(card)).toContain('"name":"reason"')
  })

  test('撤销', async () => {
    const card = own(upTo('instructed'), DIRECTOR, CANCEL)
    await expectGolden(card, 'confirm-cancel')
    expect(buttonsOf(card)).toEqual(['确认撤销', '取消'])
    expect(textOf(card)).toContain('与另一事项重复。')
  })

  test('没有权限了，或者事项走到头了，不再有按钮', () => {
    expect(buttonsOf(own(upTo('closed'), P.clerk, CORRECT))).toEqual([])
    expect(buttonsOf(own(upTo('instructed'), P.officer, CORRECT))).toEqual([])
  })
})

describe('请别人确认', () => {
  test('督查室主任、阅批领导各有一张，办过的只留结果', async () => {
    const card = asked(stepped(put), P.chief)
    await expectGolden(card, 'consent-correction')
    expect(buttonsOf(card)).toEqual(['确认更正', '取消'])
    const handedOn = stepped(put, confirmed)
    expect(buttonsOf(asked(handedOn, P.chief))).toEqual([])
    expect(textOf(asked(handedOn, P.chief))).toContain('温如松主任 9月16日 10:00 确认更正')
    await expectGolden(asked(handedOn, P.approver), 'consent-correction-leader')
    expect(buttonsOf(asked(handedOn, P.approver))).toEqual(['确认更正', '取消'])
    const done = asked(stepped(put, confirmed, consented), P.approver)
    await expectGolden(done, 'consent-correction-done')
    expect(buttonsOf(done)).toEqual([])
  })

  test('撤销请阅批领导同意，没有弹窗', async () => {
    const card = asked(stepped([DIRECTOR, CANCEL]), P.approver)
    await expectGolden(card, 'consent-cancellation')
    expect(buttonsOf(card)).toEqual(['同意撤销', '取消'])
    expect(JSON.stringify(card)).not.toContain('"confirm":{')
  })

  test('事项撤销了，还没有结果的更正随之了结', () => {
    const matter = stepped(put, [DIRECTOR, CANCEL], [P.approver, { action: 'cancel' }])
    const card = asked(matter, P.chief)
    expect(buttonsOf(card)).toEqual([])
    expect(textOf(card)).toContain('该项提请已不再办理。')
  })
})

describe('更正以后', () => {
  const matter = stepped(put, confirmed, consented)
  const assignment = leadOf(matter)

  test('办理任务和督查事项写明原来和改后', () => {
    const view = viewOf('handle', matter, P.handler, AT, { turn: assignment?.turn ?? 0 })
    if (view.assignment === null) throw new Error('nobody has the task')
    const card = handleCard({ ...view, assignment: view.assignment })
    expect(textOf(card)).toContain('已更正（9月16日 10:00）办结时间：')
    expect(textOf(statusCard(viewOf('status', matter, P.clerk, AT)))).toContain('已更正')
  })

  test('督查工作人员重新签收，只要点一下', async () => {
    const view = viewOf('handover', matter, P.officer, AT, { turn: assignment?.turn ?? 0 })
    if (view.assignment === null) throw new Error('nobody has the task')
    const card = handoverCard({ ...view, assignment: view.assignment })
    await expectGolden(card, 'handover-corrected')
    expect(buttonsOf(card)).toEqual(['签收并呈批'])
    expect(JSON.stringify(card)).not.toContain('"tag":"form"')
  })
})

test('超长的内容也放得下', async () => {
  const content = '逐村核实。'.repeat(1500)
  const course = new Course({ ...BIOGAS, content })
  course.matter = upTo('instructed', { ...BIOGAS, content })
  const command: MatterCommand = {
    action: 'correct',
    reason: '补充。'.repeat(300),
    patch: { content: `${content}并附名单。` },
  }
  course.matterStep(P.clerk, command, AT)
  await expectGolden(asked(course.matter, P.chief), 'consent-correction-longest')
})
