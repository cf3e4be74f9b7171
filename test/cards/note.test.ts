// 记入进展: asked first, then five minutes to take it back, then 作废 or 更正归属 (process §9).
import { expect, test } from 'vitest'
import { noteCard } from '../../cards/note.ts'
import type { CardSubject } from '../../cards/view.ts'
import type { AssignmentCommand } from '../../src/domain/command.ts'
import { leadOf, type Matter } from '../../src/domain/matter.ts'
import { BIOGAS, Course, on, P, upTo, viewOf } from './course.ts'
import { buttonsOf, expectGolden, textOf } from './golden.ts'

const REPLY: CardSubject = {
  text: '已完成摸底120户，<at id=all></at>**请知悉**',
  files: [{ kind: 'image', fileKey: 'img_1', messageId: 'om_1', name: '' }],
  sourceMessageId: 'om_1',
}

const REPORTED = upTo('reported')
const ENTRY = leadOf(REPORTED)?.progress[0]?.id ?? ''
const RECORDED: CardSubject = { ...REPLY, progressId: ENTRY }

/** The recorded entry, and what its author did about it afterwards. */
function after(command: AssignmentCommand, time: string): Matter {
  const course = new Course()
  course.matter = REPORTED
  return course.leadStep(P.handler, command, on('2026-09-15', time)).matter
}

function note(matter: Matter, time: string, subject: CardSubject) {
  return noteCard(viewOf('note', matter, P.handler, on('2026-09-15', time), { subject }))
}

test('回复卡片的话先问是否记入，主按钮只有记入', async () => {
  const card = note(upTo('instructed'), '11:29', REPLY)
  await expectGolden(card, 'note-asking')
  expect(buttonsOf(card)).toEqual(['记入', '不记'])
  expect(JSON.stringify(card).match(/"type":"primary"/g)).toHaveLength(1)
  expect(JSON.stringify(card)).toContain('"a":"keep"')
  expect(JSON.stringify(card)).toContain('"a":"drop"')
})

test('答不记的，不再有按钮', () => {
  const card = note(upTo('instructed'), '11:29', { ...REPLY, dropped: true })
  expect(textOf(card)).toContain('已按您的意思不记入进展。')
  expect(buttonsOf(card)).toEqual([])
})

test('事项已报送的，不再问是否记入', () => {
  const view = viewOf('note', upTo('submitted'), P.handler, on('2026-09-18', '11:00'), {
    subject: REPLY,
  })
  expect(textOf(noteCard(view))).toContain('该事项现为“已报送”，不能再记入进展。')
  expect(buttonsOf(noteCard(view))).toEqual([])
})

test('记入后五分钟内可以撤回', async () => {
  const card = note(REPORTED, '11:35', RECORDED)
  await expectGolden(card, 'note-recorded')
  expect(buttonsOf(card)).toEqual(['撤回'])
  expect(textOf(card)).toContain('✓ 已记入“农村沼气建设工作（云政督〔2026〕27号）” 9月15日 11:30')
})

test('五分钟后只能作废或更正归属', async () => {
  const card = note(REPORTED, '11:36', RECORDED)
  await expectGolden(card, 'note-later')
  expect(buttonsOf(card)).toEqual(['作废', '更正归属'])
  expect(JSON.stringify(card)).toContain('"name":"target"')
  expect(textOf(card)).toContain('正确的督查编号')
})

test('编号填错被退回时，填过的编号还在', () => {
  const view = viewOf('note', REPORTED, P.handler, on('2026-09-15', '12:00'), { subject: RECORDED })
  expect(JSON.stringify(noteCard({ ...view, typed: { target: '99号' } }))).toContain(
    '"default_value":"99号"',
  )
})

test.each([
  ['withdrawProgress', '11:33', '已撤回，不再计入进展 9月15日 11:33'],
  ['voidProgress', '14:00', '已作废，保留备查 9月15日 14:00'],
] as const)('%s 之后文字保留，不再有按钮', async (action, time, sentence) => {
  const card = note(after({ action, progressId: ENTRY }, time), '15:00', RECORDED)
  await expectGolden(card, `note-${action}`)
  expect(textOf(card)).toContain(sentence)
  expect(textOf(card)).toContain('已完成摸底120户。')
  expect(buttonsOf(card)).toEqual([])
})

test('转到别的事项的，不再计入本事项', () => {
  const command = {
    action: 'refileProgress',
    progressId: ENTRY,
    target: 'm-28',
    targetNumber: '云政督〔2026〕28号',
  } as const
  const card = note(after(command, '14:00'), '15:00', RECORDED)
  expect(textOf(card)).toContain('已更正归属，转入其他事项，不再计入本事项。')
  expect(buttonsOf(card)).toEqual([])
})

test('原消息五分钟后才撤回的，进展保留并注明', () => {
  const card = note(
    after({ action: 'markRecalled', progressId: ENTRY }, '14:00'),
    '15:00',
    RECORDED,
  )
  expect(textOf(card)).toContain('原消息已撤回 9月15日 14:00')
  expect(buttonsOf(card)).toEqual(['作废', '更正归属'])
})

test('内部事项的摘要不透露内容', () => {
  const matter = upTo('instructed', { ...BIOGAS, classification: 'internal' })
  expect(note(matter, '11:29', REPLY).config.summary.content).toBe('您有一份督查待办')
})
