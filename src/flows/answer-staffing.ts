// 请确认 for changes of people: the asker's own tap, then the second one's; judged anew each time.
import {
  awaitingSecondZh,
  endedNotices,
  leftBehind,
  staffingNotices,
  staffingRefusalText,
} from '../../cards/staffing-words.ts'
import { CANCELLED_TOAST, type Toast } from '../../cards/toast.ts'
import { type StaffingRefusal, staffingFault } from '../domain/decide-staffing.ts'
import {
  activePerson,
  DELEGATION_SCOPES,
  type OpenId,
  type Organisation,
  peopleWith,
} from '../domain/organisation.ts'
import {
  STAFFING_ZH,
  type Staffing,
  type StaffingCommand,
  secondOf,
  secondsFor,
} from '../domain/staffing.ts'
import { type StaffingChange, staffingChange } from '../domain/staffing-change.ts'
import type { FormValues } from '../lark/form-values.ts'
import type { NewMessage } from '../store/save-decision.ts'
import { loadStaffing, saveStaffing } from '../store/staffing.ts'
import type { TapAnswer } from './answer-tap.ts'
import { drawStaffing, workOf } from './draw-staffing.ts'
import { toSeconds } from './follow-seconds.ts'
import { neutral, type OwnWord } from './own-word.ts'
import { realign } from './realign.ts'
import { answerMessage } from './reissue.ts'
import type { World } from './world.ts'

/** How often somebody else may change the organisation first. */
const ATTEMPTS = 8

export async function answerStaffing(world: World, word: OwnWord): Promise<TapAnswer> {
  const { row, button } = word
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const organisation = await world.organisations.latest()
    const staffing = await loadStaffing(world.sql, row.subject.staffingId ?? '')
    if (staffing === null) return neutral(organisation)
    const judged = judge({ ...word, organisation }, staffing)
    if ('toast' in judged) return shown(world, word, staffing, judged.toast)
    const saved = await save(world, { ...word, organisation }, judged)
    if (saved === 'conflict') continue
    world.wake()
    if (judged.row.stage === 'done') world.later(() => realign(world, world.clock.now()))
    const now = (await loadStaffing(world.sql, staffing.id)) ?? judged.row
    return shown(world, word, now, button.action === 'cancel' ? CANCELLED_TOAST : judged.said)
  }
  throw new Error(`the organisation was always changed by somebody else first: ${row.id}`)
}

/** What the tap comes to: the staffing as it is to be, or only something to say. */
interface Judged {
  readonly row: Staffing
  readonly before: Staffing['stage']
  readonly actingFor: OpenId | null
  readonly said: Toast
}

const OVER: Toast = { type: 'info', content: '该变动已经办理，无需重复操作。' }

function judge(word: OwnWord, staffing: Staffing): Judged | { readonly toast: Toast } {
  const { row, button, tap, organisation, at } = word
  const before = row.subject.second === true ? 'awaitingSecond' : 'asked'
  if (staffing.stage !== before) return { toast: OVER }
  const asked = { ...staffing, facts: withScope(staffing.facts, tap.form, before) }
  const given = capacity(asked, before, word)
  if ('reason' in given) return { toast: refusal(given) }
  const ended = { endedAt: at, decidedBy: null }
  if (button.action === 'cancel') {
    const dropped = { ...staffing, stage: 'dropped', ...ended } as const
    return { row: dropped, before, ...given, said: CANCELLED_TOAST }
  }
  const asker = activePerson(organisation, staffing.by)
  if (asker === undefined) return { toast: refusal({ reason: 'askerLeft' }) }
  const fault: StaffingRefusal | null =
    button.action === 'confirmStaffing'
      ? staffingFault(organisation, asked.facts, asker, at)
      : { reason: 'notYourRight' }
  if (fault !== null) return { toast: refusal(fault) }
  if (before === 'asked' && secondOf(asked, organisation) !== null) {
    const said: Toast = { type: 'success', content: awaitingSecondZh(asked, organisation) }
    return { row: { ...asked, stage: 'awaitingSecond' }, before, ...given, said }
  }
  const done = { ...asked, stage: 'done', endedAt: at, decidedBy: tap.openId } as const
  return { row: done, before, ...given, said: DONE_TOAST }
}

/** Whether it is this person's to tap: the asker's own card, or the second one's, as himself or for somebody. */
function capacity(
  staffing: Staffing,
  before: Staffing['stage'],
  { tap, organisation, at }: OwnWord,
): { readonly actingFor: OpenId | null } | StaffingRefusal {
  if (before === 'asked')
    return staffing.by === tap.openId ? { actingFor: null } : { reason: 'notYourRight' }
  if (staffing.by === tap.openId) return { reason: 'ownRequest' }
  const second = secondsFor(staffing, organisation, at).find(
    ({ person }) => person.openId === tap.openId,
  )
  return second === undefined ? { reason: 'notYourRight' } : { actingFor: second.actingFor }
}

function refusal(fault: StaffingRefusal): Toast {
  return { type: 'error', content: staffingRefusalText(fault) }
}

/** Whoever asks chooses what is given away; the second one confirms exactly that. */
function withScope(
  command: StaffingCommand,
  form: FormValues,
  before: Staffing['stage'],
): StaffingCommand {
  const given = form.scope
  if (command.kind !== 'delegate' || before !== 'asked') return command
  if (given === undefined || typeof given === 'boolean') return command
  const chosen = typeof given === 'string' ? [given] : given
  const scope = DELEGATION_SCOPES.filter((one) => one !== 'WORK' && chosen.includes(one))
  return { ...command, scope }
}

const DONE_TOAST: Toast = { type: 'success', content: '已确认，即时生效，有关卡片随即转移。' }

async function save(
  world: World,
  word: OwnWord,
  { row, before, actingFor }: Judged,
): Promise<'saved' | 'duplicate' | 'conflict'> {
  const { tap, organisation, at, mayWrite } = word
  const holds = row.stage === 'done'
  const asker = activePerson(organisation, row.by)
  const change =
    holds && asker !== undefined ? staffingChange(organisation, row.facts, at, asker) : null
  const messages = await entailed(world, row, change, organisation, at)
  mayWrite()
  return saveStaffing(world.sql, {
    appId: world.appId,
    eventKey: tap.eventId,
    at,
    organisation,
    staffing: { row, before },
    change,
    deed: {
      actor: tap.openId,
      actingFor,
      action:
        row.stage === 'dropped' ? '取消' : `${holds ? '确认' : '提出'}${STAFFING_ZH[row.kind]}`,
      details: { staffing: row.id, facts: JSON.stringify(row.facts) },
      sourceEventId: tap.eventId,
    },
    messages,
  })
}

async function entailed(
  world: World,
  row: Staffing,
  change: StaffingChange | null,
  organisation: Organisation,
  at: number,
): Promise<NewMessage[]> {
  if (row.stage === 'awaitingSecond') return toSeconds(row, organisation, at)
  if (row.stage !== 'done') return []
  const { facts } = row
  const ended = change !== null && 'openId' in facts ? change.ended : []
  const told = [
    ...staffingNotices(row, organisation),
    ...('openId' in facts ? endedNotices(ended, facts.openId, organisation) : []),
    ...(await ofLeaving(world, facts, organisation, at)),
  ]
  return told.map(({ to, text }) =>
    answerMessage({ type: 'person', id: to }, 'text', { text }, { priority: 1 }),
  )
}

/** When somebody leaves, 督查室 hears what waited for him (process §6). */
async function ofLeaving(
  world: World,
  facts: StaffingCommand,
  organisation: Organisation,
  at: number,
): Promise<{ readonly to: OpenId; readonly text: string }[]> {
  if (facts.kind !== 'deactivate') return []
  const work = await workOf(world, facts.openId)
  const text = leftBehind(facts.openId, work, organisation, at)
  return peopleWith(organisation, 'SUPERVISION_CHIEF').map(({ openId }) => ({ to: openId, text }))
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
