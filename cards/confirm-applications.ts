// What 请确认 asks before 特批延期, 改派 and 转办 given as words.

import { effectiveDeadline } from '../src/domain/deadline.ts'
import { departmentZh } from '../src/domain/organisation.ts'
import { deadlineZh } from '../src/domain/time.ts'
import type { ConfirmedCommand, ConfirmWords } from './confirm-words.ts'
import { type Element, labelledLine } from './element.ts'
import { quoted } from './fitting.ts'
import { textField } from './form-fields.ts'
import { closeMomentZh } from './matter-facts.ts'
import { matterName, peopleZh, personZh } from './phrases.ts'
import type { CardView } from './view.ts'

export const CONFIRM_APPLICATIONS = {
  grantSpecially: {
    button: '确认特批',
    question: (view, command) => specialQuestion(view, command),
    said: (view, command, room) =>
      command.action === 'grantSpecially'
        ? [...presentDeadline(view), ...reasonElements('特批原因', command.reason, room)]
        : [],
    fields: (view, command) => reasonField(view, command, '特批原因'),
    why: '您发送了“特批延期”，须由您本人确认后生效，并记入办理过程。',
  },
  redirect: {
    button: '确认改派',
    question: (view, command) => redirectQuestion(view, command),
    said: (view, command, room) =>
      command.action === 'redirect'
        ? [...presentDeadline(view), ...reasonElements('改派原因', command.reason, room)]
        : [],
    fields: (view, command) => reasonField(view, command, '改派原因（选填）'),
    why: '您发送了“改派”，须由您本人确认后生效，并报告阅批领导。',
  },
  passOn: {
    button: '确认转办',
    question: (view, command) => passOnQuestion(view, command),
    why: '您发送了“转办”，须由您本人确认后生效。',
  },
} as const satisfies Record<'grantSpecially' | 'redirect' | 'passOn', ConfirmWords>

function specialQuestion(view: CardView, command: ConfirmedCommand): string {
  if (command.action !== 'grantSpecially') return ''
  const to = command.to === null ? '' : `至${closeMomentZh(command.to)}`
  return `确认特批“${matterName(view.matter)}”（${placeZh(view)}）延期${to}？确认后按新的时限办理，并告知承办单位。`
}

function redirectQuestion(view: CardView, command: ConfirmedCommand): string {
  if (command.action !== 'redirect') return ''
  const to = departmentZh(view.organisation, command.department)
  return `确认将“${matterName(view.matter)}”由${placeZh(view)}改派${to}办理？确认后原承办单位不再办理，${to}重新签收，时限不变。`
}

function passOnQuestion(view: CardView, command: ConfirmedCommand): string {
  if (command.action !== 'passOn') return ''
  const { organisation, matter, assignment } = view
  const from = personZh(organisation, command.from)
  const to = personZh(organisation, command.to)
  const others = (assignment?.handlers ?? []).filter((held) => held !== command.from)
  const stay = others.length === 0 ? '' : `${peopleZh(organisation, others)}承办的部分不变。`
  return `确认将“${matterName(matter)}”由${from}转由${to}承办？确认后${to}收到办理任务。${stay}`
}

function placeZh({ organisation, assignment }: CardView): string {
  return assignment === null ? '承办单位' : departmentZh(organisation, assignment.departmentId)
}

function presentDeadline({ assignment }: CardView): readonly Element[] {
  return assignment === null
    ? []
    : [labelledLine('现时限', deadlineZh(effectiveDeadline(assignment)))]
}

function reasonElements(label: string, reason: string, room: number): readonly Element[] {
  return reason === '' ? [] : [labelledLine(label, quoted(reason, room))]
}

/** Where the words gave no reason, it can be written here. */
function reasonField(view: CardView, command: ConfirmedCommand, label: string): readonly Element[] {
  const given = command.action === 'redirect' || command.action === 'grantSpecially'
  return given && command.reason === ''
    ? [textField(view, { name: 'reason', label, present: '', rows: 2 })]
    : []
}
