// What the office does with good material: the result to the leaders, or back to a department (process §1.1).
import type { CommandOf } from './command.ts'
import { needsLeaders } from './decide-clearance.ts'
import { type Decided, type Deed, decided, moveMatter, noteOnMatter } from './decided.ts'
import { idFrom } from './hash.ts'
import { readersIn } from './heir-of-result.ts'
import type { Matter } from './matter.ts'
import type { OpenId, Organisation } from './organisation.ts'
import { type Feedback, isUnread, passingOnOf } from './outcome.ts'
import { withNewPetition } from './petition.ts'
import { type Refused, refused } from './refusal.ts'
import { reworkBarred, reworked } from './rework.ts'
import { carriesSecrecyMark } from './secrecy.ts'
import type { Scene } from './standing.ts'
import { MATTER_ACTION_ZH, type MatterStatus } from './terms.ts'
import type { Instant } from './time.ts'

type FeedbackCommand = CommandOf<'feedBack' | 'sendBack' | 'read' | 'giveInstruction'>

export function decideOnFeedback(
  scene: Scene,
  command: FeedbackCommand,
  deed: Deed,
): Decided | Refused {
  switch (command.action) {
    case 'feedBack':
      return feedBack(scene, command, deed)
    case 'sendBack':
      return sendBack(scene, command, deed)
    case 'read':
      return read(scene, deed)
    case 'giveInstruction':
      return giveInstruction(scene, command.instruction, deed)
    default:
      return command satisfies never
  }
}

/** The chosen leaders, each once; null where none was chosen or one of them gets no results. */
export function chosenReaders(
  organisation: Organisation,
  leaders: readonly OpenId[],
): OpenId[] | null {
  const chosen = [...new Set(leaders)]
  const readers = readersIn(organisation)
  const all = chosen.length > 0 && chosen.every((leader) => readers.includes(leader))
  return all ? chosen : null
}

/** The matter with its result in front of these leaders, at its end – or waiting for 代表委员意见 (process §5). */
export function fedBack(
  matter: Matter,
  summary: string,
  leaders: readonly OpenId[],
  at: Instant,
): { readonly matter: Matter; readonly to: MatterStatus } {
  const to = matter.category === 6 ? 'awaitingOpinion' : 'closed'
  const given = leaders.map((leader) => fedBackTo(matter, leader, at))
  const closedAt = to === 'closed' ? at : null
  return { matter: { ...matter, summary, closedAt, feedback: [...matter.feedback, ...given] }, to }
}

function feedBack(scene: Scene, command: CommandOf<'feedBack'>, deed: Deed): Decided | Refused {
  const { matter, organisation } = scene
  if (matter.superior) return needsLeaders(scene)
  const leaders = chosenReaders(organisation, command.leaders)
  if (leaders === null) return refused({ reason: 'leadersMissing' })
  const summary = (command.summary ?? matter.summary).trim()
  if (summary === '') return refused({ reason: 'summaryMissing' })
  if (carriesSecrecyMark(summary)) return refused({ reason: 'secrecyMark' })
  const closed = fedBack(matter, summary, leaders, deed.at)
  const details = { summary, leaders: leaders.join(',') }
  const entry = { action: MATTER_ACTION_ZH.feedBack, details }
  const held = { ...closed.matter, returnOpinion: '' }
  return decided(moveMatter(held, closed.to, deed, entry, true), matter)
}

function fedBackTo(matter: Matter, leader: OpenId, at: Instant): Feedback {
  return {
    id: idFrom(matter.id, 'feedback', leader, matter.turn),
    matterId: matter.id,
    leader,
    at,
    readAt: null,
    instruction: '',
  }
}

function sendBack(
  { matter, at }: Scene,
  command: CommandOf<'sendBack'>,
  deed: Deed,
): Decided | Refused {
  const action = MATTER_ACTION_ZH.sendBack
  const opinion = command.opinion.trim()
  const rework = { ...command, opinion }
  const barred = reworkBarred(matter, rework, at)
  const isMeant = barred?.refusal.reason !== 'departmentsMissing'
  if (isMeant && opinion === '') return refused({ reason: 'opinionMissing', action })
  if (barred !== null) return barred
  const entry = { action, details: { opinion } }
  return decided(reworked({ ...matter, returnOpinion: '' }, rework, deed, entry), matter)
}

function read({ matter, actor, at }: Scene, deed: Deed): Decided | Refused {
  const action = MATTER_ACTION_ZH.read
  if (unread(matter, actor.openId) === undefined) return readBefore(matter, actor.openId, action)
  const feedback = matter.feedback.map((held) =>
    held.leader === actor.openId ? { ...held, readAt: held.readAt ?? at } : held,
  )
  return decided(noteOnMatter({ ...matter, feedback }, deed, { action }), matter)
}

/** 批示 on the result: the office deals with it (批示办理), whatever becomes of the matter meanwhile. */
function giveInstruction(
  { matter, actor, at }: Scene,
  instruction: string,
  deed: Deed,
): Decided | Refused {
  const action = MATTER_ACTION_ZH.giveInstruction
  const mine = unread(matter, actor.openId)
  if (mine === undefined) return readBefore(matter, actor.openId, action)
  const said = instruction.trim()
  if (said === '') return refused({ reason: 'instructionMissing' })
  if (carriesSecrecyMark(said)) return refused({ reason: 'secrecyMark' })
  const feedback = matter.feedback.map((held) => {
    if (held.leader !== actor.openId) return held
    const read = { ...held, readAt: held.readAt ?? at }
    return held.id === mine.id ? { ...read, instruction: said } : read
  })
  const asked = withNewPetition(
    { ...matter, feedback },
    {
      kind: 'instruction',
      assignmentId: null,
      stage: 'awaitingAnswer',
      by: deed.actor,
      at,
      facts: { leader: actor.openId, instruction: said },
    },
  )
  const details = { petition: String(asked.position), instruction: said }
  return decided(noteOnMatter(asked.matter, deed, { action, details }), matter)
}

/** The latest result that the leader has not answered. */
function unread(matter: Matter, leader: OpenId): Feedback | undefined {
  return matter.feedback.findLast((held) => held.leader === leader && isUnread(matter, held))
}

function readBefore(matter: Matter, leader: OpenId, action: string): Refused {
  const answers: readonly string[] = [MATTER_ACTION_ZH.read, MATTER_ACTION_ZH.giveInstruction]
  const passedOn = matter.feedback.flatMap((held) =>
    held.leader === leader && held.readAt === null ? (passingOnOf(matter, held) ?? []) : [],
  )
  const act =
    passedOn.at(-1) ??
    matter.history.findLast((held) => held.actor === leader && answers.includes(held.action))
  return refused({ reason: 'overtaken', act: act ?? null, again: act?.action === action })
}
