// 请确认 for 更正 and 撤销, as whoever typed the words is asked.

import { changedFields, needsLeader } from '../src/domain/correction.ts'
import { lookOver } from '../src/domain/decide-correction.ts'
import { filesHeld } from '../src/domain/erasure.ts'
import { hasRole, personOf } from '../src/domain/organisation.ts'
import { petitionsOf } from '../src/domain/petition.ts'
import type { ConfirmedCommand, ConfirmWords } from './confirm-words.ts'
import { askedElements, changeElements } from './correction-facts.ts'
import { type Element, labelledLine } from './element.ts'
import { erasureElements, fileNameZh } from './erasure-facts.ts'
import { quoted } from './fitting.ts'
import { textField } from './form-fields.ts'
import { matterName } from './phrases.ts'
import type { CardView } from './view.ts'

const CORRECTION: ConfirmWords = {
  button: '确认更正',
  question: (view, command) => `确认更正“${matterName(view.matter)}”？${effectZh(view, command)}`,
  said: correctionSaid,
  fields: reasonField,
  why: '您发送了“更正”，须由您本人确认后提出。',
}

const CANCELLATION: ConfirmWords = {
  button: '确认撤销',
  question: ({ matter }) =>
    `确认提请撤销“${matterName(matter)}”？经阅批领导同意后，该事项及各单位的交办件一并撤销，不再办理。`,
  said: (_view, command, room) =>
    command.action === 'proposeCancellation' && command.reason !== ''
      ? [labelledLine('撤销原因', quoted(command.reason, room))]
      : [],
  fields: reasonField,
  why: '您发送了“撤销”，须由您本人确认后提出。',
}

const ERASURE: ConfirmWords = {
  button: '确认清除',
  question: ({ matter }) =>
    `确认提请清除“${matterName(matter)}”的该附件？经区政府办主任或副主任确认后即清除，不能恢复。`,
  said: (view, command, room) => {
    if (command.action !== 'eraseAttachment') return []
    const { attachmentId, reason } = command
    const held = filesHeld(view.matter).find(({ file }) => file.id === attachmentId)
    // Once it is given the card rests, and must not keep a name that is to go.
    const rests = view.card.subject.given !== undefined
    const name = held === undefined || rests ? '' : fileNameZh(held.file)
    return erasureElements(view, { facts: { attachmentId, name, reason } }, room)
  },
  fields: reasonField,
  why: '您发送了“清除附件”，须由您本人确认后提出。',
}

export const CONFIRM_CORRECTIONS = {
  eraseAttachment: ERASURE,
  correct: CORRECTION,
  proposeCancellation: CANCELLATION,
} as const

function correctionSaid(
  view: CardView,
  command: ConfirmedCommand,
  room: number,
): readonly Element[] {
  if (command.action !== 'correct') return []
  const { matter, card: row } = view
  const act = matter.history.find(({ sourceEventId }) => sourceEventId === row.subject.given)
  const put = petitionsOf(matter.petitions, 'correction', null).find(
    ({ position }) => String(position) === act?.details.petition,
  )
  if (put !== undefined) return askedElements(put, room)
  const looked = lookOver(view, command)
  return [
    ...(looked.ok ? changeElements(looked.changes, room) : []),
    ...(command.document === undefined || command.document === ''
      ? []
      : [labelledLine('上级文号', quoted(command.document, room))]),
    ...(command.reason === '' ? [] : [labelledLine('更正原因', quoted(command.reason, room))]),
  ]
}

/** Who else has to say so. */
function effectZh(view: CardView, command: ConfirmedCommand): string {
  const { matter, organisation, card: row } = view
  if (command.action !== 'correct') return ''
  const looked = lookOver(view, command)
  const byLeader = looked.ok && needsLeader(changedFields(matter, looked.patch))
  const person = personOf(organisation, row.recipient)
  const byChief = person !== undefined && hasRole(person, 'SUPERVISION_CHIEF')
  const others = [...(byChief ? [] : ['督查室主任确认']), ...(byLeader ? ['阅批领导同意'] : [])]
  return others.length === 0 ? '确认后即更正。' : `须经${others.join('、')}后生效。`
}

/** Asked for where the words did not say it. */
function reasonField(view: CardView, command: ConfirmedCommand): readonly Element[] {
  if (!('reason' in command) || command.reason !== '') return []
  return [
    textField(view, {
      name: 'reason',
      label: '原因',
      present: '',
      rows: 2,
      placeholder: '写明为什么，随后报有权决定的同志',
    }),
  ]
}
