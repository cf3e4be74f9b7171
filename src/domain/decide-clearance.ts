// A superior-assigned matter on its way up: put to 分管副区长 and 区长, cleared or returned, reported (process §1.1).
import { briefText, clearersOf, isBarredFrom, nextBrief, otherPost, postAwaited } from './brief.ts'
import type { CommandOf } from './command.ts'
import { type Decided, type Deed, decided, moveMatter } from './decided.ts'
import { idFrom } from './hash.ts'
import { leadOf, type Matter } from './matter.ts'
import { mayorOf, viceMayorFor } from './organisation.ts'
import { type Brief, type Clearance, latestBrief, liveClearance, type ReportUp } from './outcome.ts'
import { type Refused, refused } from './refusal.ts'
import { reworkBarred, reworked } from './rework.ts'
import { carriesSecrecyMark } from './secrecy.ts'
import type { Scene } from './standing.ts'
import { MATTER_ACTION_ZH, type MatterStatus } from './terms.ts'

type ClearanceCommand = CommandOf<
  'presentBrief' | 'clear' | 'amendAndClear' | 'returnBrief' | 'reportUp'
>

export function decideOnClearance(
  scene: Scene,
  command: ClearanceCommand,
  deed: Deed,
): Decided | Refused {
  switch (command.action) {
    case 'presentBrief':
      return presentBrief(scene, command, deed)
    case 'clear':
    case 'amendAndClear':
      return clear(scene, command, deed)
    case 'returnBrief':
      return returnBrief(scene, command, deed)
    case 'reportUp':
      return reportUp(scene, command, deed)
    default:
      return command satisfies never
  }
}

/** What is reported up goes past both leaders, who are named (conversation §4). */
export function needsLeaders({ matter, organisation }: Scene): Refused {
  const lead = leadOf(matter)
  return refused({
    reason: 'superiorNeedsLeaders',
    viceMayor: (lead && viceMayorFor(organisation, lead.departmentId)) ?? null,
    mayor: mayorOf(organisation) ?? null,
  })
}

function presentBrief(
  scene: Scene,
  command: CommandOf<'presentBrief'>,
  deed: Deed,
): Decided | Refused {
  const { matter, organisation, at } = scene
  if (!matter.superior) return refused({ reason: 'notSuperior' })
  const summary = briefText(command.summary, matter)
  const fault = textFault(summary)
  if (fault !== null) return fault
  const brief = nextBrief(matter, organisation, summary, deed.actor, at)
  const action = MATTER_ACTION_ZH.presentBrief
  const entry = { action, details: versionOf(brief), contentHash: brief.contentHash }
  const put: Matter = {
    ...matter,
    briefs: [...matter.briefs, brief],
    clearances: voidedVotes(matter, at),
    returnOpinion: '',
  }
  const moved = moveMatter(put, 'awaitingViceMayor', deed, entry, true)
  for (const post of ['viceMayor', 'mayor'] as const)
    if (clearersOf(moved, organisation, post, at).length === 0) return blocked(scene, post)
  return decided(moved, matter)
}

/** Nobody is left to clear it: the post is vacant, or its holder would judge what he puts up himself. */
function blocked(scene: Scene, post: Clearance['post']): Refused {
  const { organisation, at, matter } = scene
  const vacant = clearersOf(matter, organisation, post, at).length === 0
  return vacant ? needsLeaders(scene) : refused({ reason: 'putByAnother' })
}

/** 同意上报 of the shown text, or of the leader's own, which then is a new version that the other one has to see. */
function clear(
  scene: Scene,
  command: CommandOf<'clear' | 'amendAndClear'>,
  deed: Deed,
): Decided | Refused {
  const { matter, organisation, actor, at } = scene
  const post = postAwaited(matter)
  const shown = latestBrief(matter)
  if (post === null || shown === undefined) return refused({ reason: 'matterUnknown' })
  if (isBarredFrom(matter, post, actor.openId)) return refused({ reason: 'twoLeaders' })
  const summary = briefText(command.summary, matter)
  const isChanged = summary !== shown.summary
  if (!isChanged) return vote(matter, shown, post, command, deed)
  if (command.action === 'clear') return refused({ reason: 'briefChanged' })
  const fault = textFault(summary)
  if (fault !== null) return fault
  const amended = nextBrief(matter, organisation, summary, deed.actor, at)
  const held = {
    ...matter,
    briefs: [...matter.briefs, amended],
    clearances: voidedVotes(matter, at),
  }
  return vote(held, amended, post, command, deed, matter)
}

function vote(
  matter: Matter,
  brief: Brief,
  post: Clearance['post'],
  { action, opinion }: CommandOf<'clear' | 'amendAndClear'>,
  deed: Deed,
  before: Matter = matter,
): Decided {
  const said = opinion.trim()
  const given: Clearance = {
    id: idFrom(brief.id, 'clearance', post, matter.clearances.length),
    matterId: matter.id,
    briefVersion: brief.briefVersion,
    contentHash: brief.contentHash,
    post,
    by: deed.actor,
    actingFor: deed.actingFor,
    opinion: said,
    at: deed.at,
    voidedAt: null,
  }
  const details = { ...versionOf(brief), ...(said === '' ? {} : { opinion: said }) }
  const entry = { action: MATTER_ACTION_ZH[action], details, contentHash: brief.contentHash }
  const voted = { ...matter, clearances: [...matter.clearances, given] }
  return decided(moveMatter(voted, nextAfter(voted, post), deed, entry, true), before)
}

/** Once both have agreed to this very text it can go; else it is the other one's turn. */
function nextAfter(voted: Matter, post: Clearance['post']): MatterStatus {
  if (liveClearance(voted, otherPost(post)) !== undefined) return 'awaitingReportUp'
  return post === 'mayor' ? 'awaitingViceMayor' : 'awaitingMayor'
}

function returnBrief(
  { matter, actor, at }: Scene,
  command: CommandOf<'returnBrief'>,
  deed: Deed,
): Decided | Refused {
  const action = MATTER_ACTION_ZH.returnBrief
  const post = postAwaited(matter)
  if (post !== null && isBarredFrom(matter, post, actor.openId))
    return refused({ reason: 'twoLeaders' })
  const opinion = command.opinion.trim()
  const { returnTo, reworkDeadline } = command
  if (opinion === '') return refused({ reason: 'opinionMissing', action })
  if (returnTo === null) return refused({ reason: 'returnToMissing' })
  const contentHash = latestBrief(matter)?.contentHash ?? null
  const entry = { action, details: { opinion }, contentHash }
  const rid: Matter = { ...matter, clearances: voidedVotes(matter, at), returnOpinion: opinion }
  if (returnTo === 'office')
    return decided(moveMatter(rid, 'consolidating', deed, entry, true), matter)
  const rework = { departments: withLead(matter, returnTo), opinion, reworkDeadline }
  if (!matter.assignments.some((held) => held.departmentId === returnTo))
    return refused({ reason: 'returnToMissing' })
  return reworkBarred(matter, rework, at) ?? decided(reworked(rid, rework, deed, entry), matter)
}

/** What a co-department mends is the lead's to bring together again. */
function withLead(matter: Matter, department: string): string[] {
  const lead = leadOf(matter)?.departmentId
  return lead === undefined ? [department] : [...new Set([lead, department])]
}

/** Only what both leaders have cleared, exactly as they cleared it (invariant 2). */
function reportUp(scene: Scene, command: CommandOf<'reportUp'>, deed: Deed): Decided | Refused {
  const { matter, at } = scene
  const documentNumber = command.documentNumber.trim()
  if (documentNumber === '') return refused({ reason: 'documentNumberMissing' })
  if (carriesSecrecyMark(documentNumber)) return refused({ reason: 'secrecyMark' })
  const brief = latestBrief(matter)
  const votes = [liveClearance(matter, 'viceMayor'), liveClearance(matter, 'mayor')]
  const [first, second] = votes
  if (brief === undefined || first === undefined || second === undefined || first.by === second.by)
    return needsLeaders(scene)
  const reported: ReportUp = {
    id: idFrom(brief.id, 'report-up'),
    matterId: matter.id,
    briefVersion: brief.briefVersion,
    contentHash: brief.contentHash,
    documentNumber,
    by: deed.actor,
    at,
  }
  const closed: Matter = {
    ...matter,
    summary: brief.summary,
    reportsUp: [...matter.reportsUp, reported],
    closedAt: at,
  }
  const details = { ...versionOf(brief), documentNumber }
  const entry = { action: MATTER_ACTION_ZH.reportUp, details, contentHash: brief.contentHash }
  return decided(moveMatter(closed, 'closed', deed, entry, true), matter)
}

/** Votes end with the text they were given on. */
export function voidedVotes(matter: Matter, at: number): Clearance[] {
  return matter.clearances.map((held) =>
    held.voidedAt === null ? { ...held, voidedAt: at } : held,
  )
}

function textFault(summary: string): Refused | null {
  if (summary === '') return refused({ reason: 'summaryMissing' })
  return carriesSecrecyMark(summary) ? refused({ reason: 'secrecyMark' }) : null
}

function versionOf(brief: Brief): Record<string, string> {
  return { version: String(brief.briefVersion) }
}
