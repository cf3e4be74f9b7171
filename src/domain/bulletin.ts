// Who signs a 通报: a leader of the office who did not draft it, and the approving leader where it criticises by name.
import type { Matter } from './matter.ts'
import type { OpenId, Organisation } from './organisation.ts'
import { type Bulletin, openBulletin } from './outcome.ts'
import { decidersFor, freeAmong } from './standing.ts'
import type { Instant } from './time.ts'

export type SigningPart = 'office' | 'leader'

export interface Signer {
  readonly openId: OpenId
  /** The signatures that he could give, were they still open. */
  readonly parts: readonly SigningPart[]
  /** Whether one of them waits for him. */
  readonly waiting: boolean
}

/** Everybody who may sign the open 通报; where it criticises, the two signatures are two persons'. */
export function signersOf(matter: Matter, organisation: Organisation, at: Instant): Signer[] {
  const bulletin = openBulletin(matter)
  if (bulletin === undefined) return []
  const parts = partsOf(bulletin)
  const held = parts.map((part) => ({ part, people: peopleFor(matter, organisation, part, at) }))
  const people = [...new Set(held.flatMap(({ people }) => people))]
  return people.map((openId) => {
    const own = held.filter(({ people }) => people.includes(openId)).map(({ part }) => part)
    const waiting = own.some(
      (part) => signerOf(bulletin, part) === null && signerOf(bulletin, other(part)) !== openId,
    )
    return { openId, parts: own, waiting }
  })
}

/** Whether each signature that is still open can be somebody's who is not also the other one's only hand. */
export function canBeSigned(matter: Matter, organisation: Organisation, at: Instant): boolean {
  const bulletin = openBulletin(matter)
  if (bulletin === undefined) return false
  const [first, second] = partsOf(bulletin)
    .filter((part) => signerOf(bulletin, part) === null)
    .map((part) => peopleFor(matter, organisation, part, at))
  if (first === undefined) return true
  if (second === undefined) return first.length > 0
  return first.some((one) => second.some((another) => another !== one))
}

function partsOf({ critical }: Bulletin): SigningPart[] {
  return critical ? ['office', 'leader'] : ['office']
}

function signerOf(bulletin: Bulletin, part: SigningPart): OpenId | null {
  return part === 'office' ? bulletin.issuedBy : bulletin.consentedBy
}

function other(part: SigningPart): SigningPart {
  return part === 'office' ? 'leader' : 'office'
}

/** Delegates while a delegation holds; the principal where his delegate drafted it or has signed for the other. */
function peopleFor(
  matter: Matter,
  organisation: Organisation,
  part: SigningPart,
  at: Instant,
): OpenId[] {
  const bulletin = openBulletin(matter)
  if (bulletin === undefined) return []
  const standing = part === 'office' ? 'officeLeader' : 'approver'
  const barred = [bulletin.by, signerOf(bulletin, other(part))]
  const deciders = decidersFor(matter, null, organisation, standing, 'DECIDE', at)
  const free = freeAmong(deciders, organisation, ({ person }) => barred.includes(person.openId))
  return [...new Set(free.map(({ person }) => person.openId))]
}
