// What follows in a matter by itself when posts change: another leader asked or told,
// a sign-off given anew (process §6).
import { type Decided, type Deed, decided, moveAssignment, noteOnMatter } from './decided.ts'
import { isSignedByFormer } from './former-head.ts'
import { idFrom } from './hash.ts'
import { readerNow } from './heir-of-result.ts'
import type { Matter } from './matter.ts'
import { activePerson, approversFor, type OpenId, type Organisation } from './organisation.ts'
import { PASSED_ON_ZH, presentFeedback } from './outcome.ts'
import { type Refused, refused } from './refusal.ts'
import { AUTOMATIC_ZH } from './terms.ts'
import type { Instant } from './time.ts'
import { AUTOMATIC_STEPS } from './transitions.ts'
import { voided } from './voided.ts'

/** The matter with all that, each with its entry 自动. Refused where nothing of it is called for. */
export function followPosts(
  matter: Matter,
  organisation: Organisation,
  at: Instant,
  sourceEventId: string,
): Decided | Refused {
  const deed: Deed = { actor: 'system', actingFor: null, at, sourceEventId }
  const asked = askedOfHead(askedOfLeader(matter, organisation, deed), organisation, deed)
  const after = putBeforeReaders(asked, organisation, deed)
  return after === matter ? refused({ reason: 'matterUnknown' }) : decided(after, matter)
}

/** A proposal whose leader has left, or gave up the portfolio, is put to whoever has it now. */
function askedOfLeader(matter: Matter, organisation: Organisation, deed: Deed): Matter {
  const successor = successorOf(matter, organisation)
  if (successor === null || successor === matter.approver) return matter
  const details = { why: '阅批领导变动', from: matter.approver ?? '', to: successor }
  const entry = { action: AUTOMATIC_ZH, details }
  return { ...noteOnMatter(matter, deed, entry), approver: successor }
}

function successorOf(matter: Matter, organisation: Organisation): OpenId | null {
  const { status, approver, lead } = matter
  if (status !== 'awaitingApproval' || approver === null || lead === null) return null
  const allowed = approversFor(organisation, lead)
  const chosen = activePerson(organisation, approver)
  if (chosen !== undefined && allowed.includes(chosen)) return null
  return allowed.find(({ openId }) => openId !== matter.proposedBy)?.openId ?? null
}

/** A result that a leader never read is put before whoever has his post now. What was read stays where it is. */
function putBeforeReaders(matter: Matter, organisation: Organisation, deed: Deed): Matter {
  return presentFeedback(matter)
    .filter(({ readAt }) => readAt === null)
    .reduce((held, copy) => {
      const reader = readerNow(held, organisation, copy.leader)
      if (reader === null || reader === copy.leader) return held
      const details = { why: PASSED_ON_ZH, from: copy.leader, to: reader }
      const noted = noteOnMatter(held, deed, { action: AUTOMATIC_ZH, details })
      const hasOne = noted.feedback.some(({ leader, at }) => leader === reader && at === copy.at)
      if (hasOne) return noted
      const id = idFrom(matter.id, 'feedback', reader, matter.turn, noted.history.length)
      return { ...noted, feedback: [...noted.feedback, { ...copy, id, leader: reader }] }
    }, matter)
}

/** The sign-offs of an old head are void, and the same versions wait for the head as he is now. */
function askedOfHead(matter: Matter, organisation: Organisation, deed: Deed): Matter {
  if (matter.status !== 'handling') return matter
  return matter.assignments
    .filter((held) => isSignedByFormer(held, organisation))
    .reduce((held, assignment) => {
      const entry = { action: AUTOMATIC_ZH, details: { why: '主要领导变动，须重新审签' } }
      const patch = { signOffs: voided(assignment, deed.at) }
      return moveAssignment(held, assignment, AUTOMATIC_STEPS.askAgain.to, deed, entry, patch)
    }, matter)
}
