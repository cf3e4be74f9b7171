// 请确认 for changes of people: the asker's own tap, then the second one's; judged anew each time.
import { randomUUID } from 'node:crypto'
import { leftBehind, staffingCard, staffingRefusalText } from '../../cards/staffing.ts'
import { CANCELLED_TOAST, type Toast } from '../../cards/toast.ts'
import type { CardRow } from '../../cards/view.ts'
import {
  activePerson,
  DELEGATION_SCOPES,
  hasRole,
  type OpenId,
  type Organisation,
  peopleWith,
} from '../domain/organisation.ts'
import {
  STAFFING_ZH,
  type Staffing,
  type StaffingCommand,
  secondOf,
  staffingFault,
} from '../domain/staffing.ts'
import { staffingChange } from '../domain/staffing-change.ts'
import type { FormValues } from '../lark/form-values.ts'
import { waitingCards } from '../store/lists.ts'
import type { NewMessage } from '../store/save-decision.ts'
import { loadStaffing, saveStaffing } from '../store/staffing.ts'
import { align } from './align.ts'
import type { TapAnswer } from './answer-tap.ts'
import { neutral, type OwnWord } from './own-word.ts'
import { answerMessage } from './reissue.ts'
import type { World } from './world.ts'

export async function answerStaffing(world: World, word: OwnWord): Promise<TapAnswer> {
  const { row, organisation, button, tap } = word
  const staffing = await loadStaffing(world.sql, row.subject.staffingId ?? '')
  if (staffing === null) return neutral(organisation)
  const waits = row.subject.second === true ? 'awaitingSecond' : 'asked'
  if (staffing.stage !== waits)
    return shown(world, word, staffing, { type: 'info', content: '该变动已经办理，无需重复操作。' })
  if (button.action === 'cancel') return move(world, word, staffing, 'dropped', CANCELLED_TOAST)
  if (button.action !== 'confirmStaffing') return neutral(organisation)
  const asked = { ...staffing, facts: withScope(staffing.facts, tap.form) }
  return row.subject.second === true ? second(world, word, asked) : first(world, word, asked)
}

function withScope(command: StaffingCommand, form: FormValues): StaffingCommand {
  const given = form.scope
  if (command.kind !== 'delegate' || given === undefined || typeof given === 'boolean')
    return command
  const chosen = typeof given === 'string' ? [given] : given
  return { ...command, scope: DELEGATION_SCOPES.filter((scope) => chosen.includes(scope)) }
}

/** Whoever asked confirms; it holds now, or goes to the second one. */
async function first(world: World, word: OwnWord, staffing: Staffing): Promise<TapAnswer> {
  const { organisation, tap, at } = word
  const actor = activePerson(organisation, tap.openId)
  const fault =
    actor === undefined || staffing.by !== tap.openId
      ? ({ reason: 'notYourRight' } as const)
      : staffingFault(organisation, staffing.facts, actor, at)
  if (fault !== null)
    return shown(world, word, staffing, { type: 'error', content: staffingRefusalText(fault) })
  return secondOf(staffing, organisation) === null
    ? move(world, word, staffing, 'done', DONE_TOAST)
    : move(world, word, staffing, 'awaitingSecond', SECOND_TOAST)
}

async function second(world: World, word: OwnWord, staffing: Staffing): Promise<TapAnswer> {
  const { organisation, tap, at } = word
  const actor = activePerson(organisation, tap.openId)
  const role = secondOf(staffing, organisation)
  const asker = activePerson(organisation, staffing.by)
  const refusal = (reason: 'ownRequest' | 'notYourRight'): Toast => ({
    type: 'error',
    content: staffingRefusalText({ reason }),
  })
  if (tap.openId === staffing.by) return shown(world, word, staffing, refusal('ownRequest'))
  if (actor === undefined || role === null || !hasRole(actor, role) || asker === undefined)
    return shown(world, word, staffing, refusal('notYourRight'))
  const fault = staffingFault(organisation, staffing.facts, asker, at)
  if (fault !== null)
    return shown(world, word, staffing, { type: 'error', content: staffingRefusalText(fault) })
  return move(world, word, staffing, 'done', DONE_TOAST)
}

const DONE_TOAST: Toast = { type: 'success', content: '已确认，即时生效，有关卡片随即转移。' }
const SECOND_TOAST: Toast = { type: 'success', content: '已提出，待第二人确认后生效。' }

async function move(
  world: World,
  word: OwnWord,
  staffing: Staffing,
  stage: Staffing['stage'],
  toast: Toast,
): Promise<TapAnswer> {
  const { tap, organisation, at, mayWrite } = word
  const ends = stage === 'done' || stage === 'dropped'
  const row: Staffing = {
    ...staffing,
    stage,
    endedAt: ends ? at : null,
    decidedBy: stage === 'done' ? tap.openId : null,
  }
  const holds = stage === 'done'
  mayWrite()
  const saved = await saveStaffing(world.sql, {
    appId: world.appId,
    eventKey: tap.eventId,
    at,
    staffing: { row, before: word.row.subject.second === true ? 'awaitingSecond' : 'asked' },
    change: holds ? staffingChange(organisation, staffing.facts, at) : null,
    deed: {
      actor: tap.openId,
      action: stage === 'dropped' ? '取消' : `${holds ? '确认' : '提出'}${STAFFING_ZH[row.kind]}`,
      details: { staffing: row.id, facts: JSON.stringify(staffing.facts) },
      sourceEventId: tap.eventId,
    },
    messages:
      stage === 'awaitingSecond' ? toSecond(row, organisation) : await told(world, row, word),
  })
  world.wake()
  const now = (await loadStaffing(world.sql, staffing.id)) ?? row
  if (saved === 'conflict')
    return shown(world, word, now, { type: 'info', content: '该变动已经办理，无需重复操作。' })
  if (holds) world.later(() => align(world, world.clock.now()))
  return shown(world, word, now, toast)
}

function toSecond(row: Staffing, organisation: Organisation): NewMessage[] {
  const role = secondOf(row, organisation)
  if (role === null) return []
  return peopleWith(organisation, role)
    .filter(({ openId }) => openId !== row.by)
    .map(({ openId }) =>
      answerMessage(
        { type: 'person', id: openId },
        'confirm',
        { staffingId: row.id, second: true },
        { id: randomUUID(), settled: false, waiting: true, priority: 1 },
      ),
    )
}

/** When somebody leaves, 督查室 hears what waits for whom (process §6). */
async function told(
  world: World,
  row: Staffing,
  { organisation, at }: OwnWord,
): Promise<NewMessage[]> {
  if (row.stage !== 'done' || row.facts.kind !== 'deactivate') return []
  const waiting = (await waitingCards(world.sql, row.facts.openId)).length
  const text = leftBehind(row.facts.openId, waiting, organisation, at)
  return peopleWith(organisation, 'SUPERVISION_CHIEF').map(({ openId }) =>
    answerMessage({ type: 'person', id: openId }, 'text', { text }, { priority: 1 }),
  )
}

async function shown(
  world: World,
  { row, tap }: OwnWord,
  staffing: Staffing,
  toast: Toast,
): Promise<TapAnswer> {
  const data = await drawStaffing(world, row, staffing, toast.type === 'error' ? tap.form : null)
  return { toast, card: { type: 'raw', data } }
}

/** The card of a row about a change of people, as it stands now. */
export async function drawStaffing(
  world: World,
  row: CardRow,
  staffing: Staffing,
  typed: FormValues | null = null,
): Promise<object> {
  const organisation = await world.organisations.latest()
  const openWork = await openWorkOf(world, staffing.facts)
  return staffingCard({ card: row, staffing, organisation, openWork, typed })
}

async function openWorkOf(world: World, command: StaffingCommand): Promise<number> {
  const from: OpenId | null = command.kind === 'handOver' ? command.from : null
  return from === null ? 0 : (await waitingCards(world.sql, from)).length
}
