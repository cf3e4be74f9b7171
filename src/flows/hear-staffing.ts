// 委托, 登记委托, 撤销委托, 交接, 任职, 停用 ask with a 请确认 card; 添加承办人 is done at once and shown to the head.
import { randomUUID } from 'node:crypto'
import { SENT_PRIVATELY } from '../../cards/answers.ts'
import {
  STAFFING_UNCLEAR,
  staffingRefusalText,
  undertakerAdded,
  undertakerAnswer,
} from '../../cards/staffing-words.ts'
import { askingFault, staffingFault } from '../domain/decide-staffing.ts'
import { headOf, type Person } from '../domain/organisation.ts'
import { STAFFING_ZH, type Staffing, type StaffingCommand } from '../domain/staffing.ts'
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
import type { NewMessage } from '../store/save-decision.ts'
import { saveStaffing } from '../store/staffing.ts'
import { type Heard, isSupervision, privateText, replyPrivately, textTo } from './hear.ts'
import { self } from './hear-cards.ts'
import { answerMessage } from './reissue.ts'
import type { World } from './world.ts'

type StaffingWord = Extract<Word, { readonly word: 'staffing' }>

/** How often somebody else may change the organisation first. */
const ATTEMPTS = 8

export async function hearStaffing(world: World, heard: Heard, word: StaffingWord): Promise<void> {
  const command = commandSaid(heard, word)
  if (command === null) return replyPrivately(world, heard, STAFFING_UNCLEAR)
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const organisation = attempt === 1 ? heard.organisation : await world.organisations.latest()
    const now = { ...heard, organisation }
    const asks = command.kind !== 'addUndertaker'
    const judge = asks ? askingFault : staffingFault
    const fault = judge(organisation, command, heard.person, heard.at)
    if (fault !== null) return replyPrivately(world, heard, staffingRefusalText(fault))
    const saved = asks ? await ask(world, now, command) : await add(world, now, command)
    if (saved === 'conflict') continue
    world.wake()
    return
  }
  throw new Error('the organisation was always changed by somebody else first')
}

/** The command stays on the server; the tap on the card only gives it, and is judged again. */
function ask(world: World, heard: Heard, command: StaffingCommand) {
  const { person, organisation, at, message } = heard
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
  return saveStaffing(world.sql, {
    appId: world.appId,
    eventKey: message.messageId,
    at,
    organisation,
    staffing: { row, before: null },
    change: null,
    deed: null,
    messages: [card, ...noticeIn(heard)],
  })
}

function add(
  world: World,
  heard: Heard,
  command: Extract<StaffingCommand, { readonly kind: 'addUndertaker' }>,
) {
  const { person, organisation, at, message } = heard
  const head = headOf(organisation, person.departmentId)
  const text = undertakerAdded(command, person.openId, organisation)
  const told =
    head === undefined
      ? []
      : [answerMessage({ type: 'person', id: head.openId }, 'text', { text }, { priority: 1 })]
  const { openId, name, title } = command
  return saveStaffing(world.sql, {
    appId: world.appId,
    eventKey: message.messageId,
    at,
    organisation,
    staffing: null,
    change: staffingChange(organisation, command, at, person),
    deed: {
      actor: person.openId,
      actingFor: null,
      action: STAFFING_ZH[command.kind],
      details: { person: openId, name, title },
      sourceEventId: message.messageId,
    },
    messages: [privateText(heard, undertakerAnswer(name)), ...told, ...noticeIn(heard)],
  })
}

function noticeIn(heard: Heard): NewMessage[] {
  return heard.inGroup ? [textTo(heard, SENT_PRIVATELY)] : []
}

function commandSaid(heard: Heard, { name, text }: StaffingWord): StaffingCommand | null {
  const { organisation, message, person, at } = heard
  const people = peopleNamed(text, message.mentions, organisation, person)
  if (people === null) return null
  const { from, to } = daysSaid(text, at, organisation)
  switch (name) {
    case '委托':
      return delegation(person, people[0], { from, to }, text)
    case '登记委托':
      return delegation(people[0], people[1], { from, to }, text)
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
    case '停用': {
      const [left] = people
      return left === undefined ? null : { kind: 'deactivate', openId: left.openId }
    }
    default:
      return undertaker(heard, people[0], text)
  }
}

function delegation(
  principal: Person | undefined,
  delegate: Person | undefined,
  { from, to }: ReturnType<typeof daysSaid>,
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
  const person = known ?? strangerMentioned(text, message.mentions, organisation)
  if (department === null || post === null || person === null) return null
  return { kind: 'appoint', openId: person.openId, name: person.name, department, post }
}

/** The title is what stands behind the name. */
function undertaker(
  { organisation, message }: Heard,
  known: Person | undefined,
  text: string,
): StaffingCommand | null {
  const added = known ?? strangerMentioned(text, message.mentions, organisation)
  if (added === null) return null
  const title = text.replace(`@${added.name}`, '').replace(added.name, '').trim()
  return { kind: 'addUndertaker', openId: added.openId, name: added.name, title }
}
