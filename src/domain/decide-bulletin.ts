// 通报: drafted by the office, signed by its leader, by the approving leader too where it criticises (process §1.1).
import { canBeSigned } from './bulletin.ts'
import type { CommandOf } from './command.ts'
import { needsLeaders } from './decide-clearance.ts'
import { chosenReaders, fedBack } from './decide-feedback.ts'
import { type Decided, type Deed, decided, moveMatter, noteOnMatter } from './decided.ts'
import { canonicalJson, idFrom, sha256Hex } from './hash.ts'
import type { Matter } from './matter.ts'
import { departmentOf } from './organisation.ts'
import { type Bulletin, openBulletin } from './outcome.ts'
import { type Refused, refused } from './refusal.ts'
import { carriesSecrecyMark } from './secrecy.ts'
import { type Capacity, capacityFor, type Scene } from './standing.ts'
import { MATTER_ACTION_ZH } from './terms.ts'

type BulletinCommand = CommandOf<'draftBulletin' | 'issueBulletin' | 'returnBulletin'>

export function decideOnBulletin(
  scene: Scene,
  command: BulletinCommand,
  deed: Deed,
): Decided | Refused {
  switch (command.action) {
    case 'draftBulletin':
      return draftBulletin(scene, command, deed)
    case 'issueBulletin':
      return issueBulletin(scene, command.opinion, deed)
    case 'returnBulletin':
      return returnBulletin(scene, command.opinion, deed)
    default:
      return command satisfies never
  }
}

function draftBulletin(
  scene: Scene,
  command: CommandOf<'draftBulletin'>,
  deed: Deed,
): Decided | Refused {
  const { matter, organisation, at } = scene
  if (matter.superior) return needsLeaders(scene)
  const { critical, alsoFeedback } = command
  const scope = [...new Set(command.scope)]
  const known = scope.every((id) => departmentOf(organisation, id) !== undefined)
  if (scope.length === 0 || !known) return refused({ reason: 'scopeMissing' })
  const chosen = alsoFeedback ? chosenReaders(organisation, command.leaders) : []
  if (chosen === null) return refused({ reason: 'leadersMissing' })
  const summary = (command.summary ?? matter.summary).trim()
  if (summary === '') return refused({ reason: 'summaryMissing' })
  if (carriesSecrecyMark(summary)) return refused({ reason: 'secrecyMark' })
  const position = matter.bulletins.length + 1
  const content = canonicalJson({ title: matter.title, scope, critical, summary })
  const bulletin: Bulletin = {
    id: idFrom(matter.id, 'bulletin', position),
    matterId: matter.id,
    position,
    summary,
    scope,
    critical,
    alsoFeedback,
    leaders: chosen,
    content,
    contentHash: sha256Hex(content),
    by: deed.actor,
    at,
    ...UNSIGNED,
  }
  const details = { summary, scope: scope.join(','), critical: critical ? 'yes' : 'no' }
  const entry = {
    action: MATTER_ACTION_ZH.draftBulletin,
    details,
    contentHash: bulletin.contentHash,
  }
  const put = { ...matter, bulletins: [...matter.bulletins, bulletin], returnOpinion: '' }
  const moved = moveMatter(put, 'awaitingBulletin', deed, entry, true)
  // Nobody signs what he drafted, so somebody else must be there for each signature.
  if (!canBeSigned(moved, organisation, at)) return refused({ reason: 'putByAnother' })
  return decided(moved, matter)
}

const UNSIGNED = {
  issuedBy: null,
  issuedFor: null,
  consentedBy: null,
  consentedFor: null,
  issuedAt: null,
  returnedAt: null,
} as const

/** One signature; with the last one it goes out. Two signatures are two persons', in any order. */
function issueBulletin(scene: Scene, opinion: string, deed: Deed): Decided | Refused {
  const { matter, actor, at } = scene
  const bulletin = openBulletin(matter)
  if (bulletin === undefined) return refused({ reason: 'matterUnknown' })
  if (bulletin.by === actor.openId) return refused({ reason: 'ownRequest' })
  const signature = signatureOf(scene, bulletin)
  if ('refusal' in signature) return signature
  const signed: Bulletin = { ...bulletin, ...signature.signed }
  const said = opinion.trim()
  const action = MATTER_ACTION_ZH.issueBulletin
  const details = said === '' ? {} : { opinion: said }
  const entry = { action, details, contentHash: bulletin.contentHash }
  const own = { ...deed, actingFor: signature.actingFor }
  if (signed.issuedBy === null || (signed.critical && signed.consentedBy === null))
    return decided(noteOnMatter(withBulletin(matter, signed), own, entry), matter)
  const issued = withBulletin(matter, { ...signed, issuedAt: at })
  const closed = fedBack(issued, bulletin.summary, bulletin.leaders, at)
  return decided(moveMatter(closed.matter, closed.to, own, entry, true), matter)
}

interface Signature {
  readonly signed: Partial<
    Pick<Bulletin, 'issuedBy' | 'issuedFor' | 'consentedBy' | 'consentedFor'>
  >
  readonly actingFor: Capacity['actingFor']
}

/**
 * Whose signature this is: the office's while that is open, else the approving leader's. Who could give either gives
 * the one that leaves the other to somebody else.
 */
function signatureOf(scene: Scene, bulletin: Bulletin): Signature | Refused {
  const { openId } = scene.actor
  const office = capacityFor(scene, ['officeLeader'], 'DECIDE')
  const leader = bulletin.critical ? capacityFor(scene, ['approver'], 'DECIDE') : null
  const own: Signature[] = []
  if (office !== null && bulletin.issuedBy === null && bulletin.consentedBy !== openId) {
    const { actingFor } = office
    own.push({ signed: { issuedBy: openId, issuedFor: actingFor }, actingFor })
  }
  if (leader !== null && bulletin.consentedBy === null && bulletin.issuedBy !== openId) {
    const { actingFor } = leader
    own.push({ signed: { consentedBy: openId, consentedFor: actingFor }, actingFor })
  }
  const leavesOther = ({ signed }: Signature) => {
    const after = withBulletin(scene.matter, { ...bulletin, ...signed })
    return canBeSigned(after, scene.organisation, scene.at)
  }
  const signature = own.find(leavesOther) ?? own[0]
  if (signature !== undefined) return signature
  if (office === null && leader === null)
    return refused({ reason: 'otherStanding', standing: 'officeLeader' })
  const action = MATTER_ACTION_ZH.issueBulletin
  const signedBy = scene.matter.history.filter(
    (act) => act.action === action && act.contentHash === bulletin.contentHash,
  )
  const given = signedBy.findLast((act) => act.actor === openId)
  const act = given ?? signedBy.at(-1) ?? null
  return refused({ reason: 'overtaken', act, again: given !== undefined })
}

function returnBulletin(scene: Scene, opinion: string, deed: Deed): Decided | Refused {
  const { matter, actor, at } = scene
  const bulletin = openBulletin(matter)
  if (bulletin === undefined) return refused({ reason: 'matterUnknown' })
  if (bulletin.by === actor.openId) return refused({ reason: 'ownRequest' })
  const standings = bulletin.critical
    ? (['officeLeader', 'approver'] as const)
    : (['officeLeader'] as const)
  const capacity = capacityFor(scene, standings, 'DECIDE')
  if (capacity === null) return refused({ reason: 'otherStanding', standing: 'officeLeader' })
  const action = MATTER_ACTION_ZH.returnBulletin
  const said = opinion.trim()
  if (said === '') return refused({ reason: 'opinionMissing', action })
  const returned = { ...withBulletin(matter, { ...bulletin, returnedAt: at }), returnOpinion: said }
  const entry = { action, details: { opinion: said }, contentHash: bulletin.contentHash }
  const own = { ...deed, actingFor: capacity.actingFor }
  return decided(moveMatter(returned, 'consolidating', own, entry, true), matter)
}

function withBulletin(matter: Matter, bulletin: Bulletin): Matter {
  const bulletins = matter.bulletins.map((held) => (held.id === bulletin.id ? bulletin : held))
  return { ...matter, bulletins }
}
