// 委托, 登记委托, 撤销委托, 交接, 任职, 停用 ask with a 请确认 card; 添加承办人 is done at once and shown to the head.
import { randomUUID } from 'node:crypto'
import { STAFFING_UNCLEAR, staffingRefusalText, undertakerAdded } from '../../cards/staffing.ts'
import {
  activePerson,
  hasRole,
  headOf,
  type Organisation,
  type Person,
} from '../domain/organisation.ts'
import { type Staffing, type StaffingCommand, staffingFault } from '../domain/staffing.ts'
import { staffingChange } from '../domain/staffing-change.ts'
import { dayOf } from '../domain/time.ts'
import {
  daysSaid,
  departmentNamed,
  paperNamed,
  peopleNamed,
  postNamed,
  strangerMentioned,
} from '../lark/staffing-text.ts'
import type { Word } from '../lark/words.ts'
import { saveStaffing } from '../store/staffing.ts'
import { type Heard, isSupervision, privateText, replyPrivately } from './hear.ts'
import { self } from './hear-cards.ts'
import { answerMessage } from './reissue.ts'
import type { World } from './world.ts'

type StaffingWord = Extract<Word, { readonly word: 'staffing' }>

export async function hearStaffing(world: World, heard: Heard, word: StaffingWord): Promise<void> {
  if (word.name === '添加承办人') return addUndertaker(world, heard, word.text)
  const command = commandSaid(heard, word)
  if (command === null) return replyPrivately(world, heard, STAFFING_UNCLEAR)
  const { organisation, person, at, message } = heard
  // Which scope is chosen on the card; until then the fullest is judged.
  const whole =
    command.kind === 'delegate' && command.scope.length === 0
      ? { ...command, scope: ['DECIDE', 'INSTRUCT'] as const }
      : command
  const fault = staffingFault(organisation, whole, person, at)
  if (fault !== null && fault.reason !== 'scopeMissing')
    return replyPrivately(world, heard, staffingRefusalText(fault))
  const row: Staffing = {
    id: randomUUID(),
    kind: command.kind,
    stage: 'asked',
    facts: command,
    by: person.openId,
    at,
    endedAt: null,
    decidedBy: null,
  }
  const card = answerMessage(
    self(heard),
    'confirm',
    { staffingId: row.id },
    { settled: false, waiting: true },
  )
  await saveStaffing(world.sql, {
    appId: world.appId,
    eventKey: message.messageId,
    at,
    staffing: { row, before: null },
    change: null,
    deed: null,
    messages: [card],
  })
  world.wake()
}

function commandSaid(heard: Heard, { name, text }: StaffingWord): StaffingCommand | null {
  const { organisation, message, person, at } = heard
  const people = peopleNamed(text, message.mentions, organisation)
  const { from, to } = daysSaid(text, at)
  switch (name) {
    case '委托':
      return delegation(person, people[0], from, to, text)
    case '登记委托':
      return delegation(people[0], people[1], from, to, text)
    case '撤销委托': {
      const principal = isSupervision(person) ? (people[0] ?? person) : person
      return { kind: 'revoke', principal: principal.openId }
    }
    case '交接': {
      const [first, second] = people
      const [giver, taker] = second === undefined ? [person, first] : [first, second]
      if (giver === undefined || taker === undefined) return null
      const since = from ?? dayOf(at)
      return { kind: 'handOver', from: giver.openId, to: taker.openId, since, until: to }
    }
    case '任职':
      return appointment(heard, people[0], text)
    default: {
      const [left] = people
      return left === undefined ? null : { kind: 'deactivate', openId: left.openId }
    }
  }
}

function delegation(
  principal: Person | undefined,
  delegate: Person | undefined,
  from: string | null,
  to: string | null,
  text: string,
): StaffingCommand | null {
  if (principal === undefined || delegate === undefined || from === null) return null
  return {
    kind: 'delegate',
    principal: principal.openId,
    delegate: delegate.openId,
    scope: [],
    from,
    to: to ?? from,
    authorization: paperNamed(text),
  }
}

function appointment(
  { organisation, message }: Heard,
  known: Person | undefined,
  text: string,
): StaffingCommand | null {
  const department = departmentNamed(text, organisation)
  const post = postNamed(text)
  const person = known ?? strangerMentioned(message.mentions, organisation, null)
  if (department === null || post === null || person === null || person === undefined) return null
  return { kind: 'appoint', openId: person.openId, name: person.name, department, post }
}

async function addUndertaker(world: World, heard: Heard, text: string): Promise<void> {
  const { organisation, person, message, at } = heard
  const known = peopleNamed(text, message.mentions, organisation)[0]
  const added = known ?? strangerMentioned(message.mentions, organisation, null)
  if (!hasRole(person, 'DEPT_SUPERVISION_OFFICER'))
    return replyPrivately(world, heard, staffingRefusalText({ reason: 'notYourRight' }))
  if (added === undefined || added === null)
    return replyPrivately(world, heard, staffingRefusalText({ reason: 'nobodySuch', name: '' }))
  const title = text.replace(`@${added.name}`, '').replace(added.name, '').trim()
  const change = undertaker(organisation, person, added, title, at)
  const head = headOf(organisation, person.departmentId)
  const told =
    head === undefined
      ? []
      : [
          answerMessage({ type: 'person', id: head.openId }, 'text', {
            text: undertakerAdded(added.name, title, person.openId, organisation),
          }),
        ]
  const said = privateText(heard, `已将${added.name}添加为本单位承办人，批办时即可选择。`)
  await saveStaffing(world.sql, {
    appId: world.appId,
    eventKey: message.messageId,
    at,
    staffing: null,
    change,
    deed: {
      actor: person.openId,
      action: '添加承办人',
      details: { person: added.openId, name: added.name, title },
      sourceEventId: message.messageId,
    },
    messages: [said, ...told],
  })
  world.wake()
}

/** As an appointment to the officer's own department, with the title that was said. */
function undertaker(
  organisation: Organisation,
  officer: Person,
  added: Pick<Person, 'openId' | 'name'>,
  title: string,
  at: number,
) {
  const { openId, name } = added
  const department = officer.departmentId
  const change = staffingChange(
    organisation,
    { kind: 'appoint', openId, name, department, post: 'undertaker' },
    at,
  )
  const known = activePerson(organisation, openId)
  const people = change.people.map((one) =>
    title === '' || known?.departmentId === department ? one : { ...one, title },
  )
  return { ...change, people }
}
