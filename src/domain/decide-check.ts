// 核稿 as a step: an officer's act is kept until 督查室主任 takes it in its place (process §1.1).
import {
  awaitsCheck,
  type CheckAsked,
  checkerIn,
  checkersOf,
  isChecked,
  settlesCheck,
} from './check.ts'
import type { MatterCommand } from './command.ts'
import { type Decided, type Deed, decided, moveMatter } from './decided.ts'
import type { Matter } from './matter.ts'
import { type Refused, refused } from './refusal.ts'
import type { Scene } from './standing.ts'
import { MATTER_ACTION_ZH } from './terms.ts'

/** Takes the step, or keeps it for its check; while it waits, only who checks may act on it. */
export function checkedFirst(
  scene: Scene,
  command: MatterCommand,
  deed: Deed,
  take: (scene: Scene, deed: Deed) => Decided | Refused,
): Decided | Refused {
  const { matter, organisation, at } = scene
  if (awaitsCheck(matter, organisation, at, command.action)) {
    const capacity = checkerIn(scene)
    if (capacity === null) return refused({ reason: 'otherStanding', standing: 'chief' })
    const taken = take(scene, { ...deed, actingFor: capacity.actingFor })
    return unasked(taken)
  }
  const taken = take(scene, deed)
  if (taken.ok && isForCheck(scene, command, taken.matter))
    return decided(putUp(matter, command, deed), matter)
  return settlesCheck(command.action) ? unasked(taken) : taken
}

/** Once the step is taken nothing waits any more, also where nobody was left to check it. */
function unasked(taken: Decided | Refused): Decided | Refused {
  return taken.ok ? { ...taken, matter: { ...taken.matter, checkAsked: null } } : taken
}

/** A 不满意 that only goes back to work is no leader's business; without 督查室主任 nobody could check. */
function isForCheck(scene: Scene, command: MatterCommand, after: Matter): boolean {
  const { matter, organisation, at, actor } = scene
  if (!organisation.rules.chiefReview || !isChecked(command.action)) return false
  if (after.status === 'handling' || checkerIn(scene) !== null) return false
  const asked = { ...matter, checkAsked: askedBy(command, actor.openId, at) }
  return checkersOf(asked, organisation, at).length > 0
}

/** What was filled in, with an entry of the same name; nothing else has happened yet. */
function putUp(matter: Matter, command: MatterCommand, deed: Deed): Matter {
  const docket = command.action === 'propose' ? command.docket : {}
  const written: Matter = { ...matter, ...docket }
  const put: Matter = {
    ...written,
    co: [...new Set(written.co)],
    checkAsked: askedBy(command, deed.actor, deed.at),
  }
  const entry = { action: MATTER_ACTION_ZH[command.action], details: { check: 'asked' } }
  return moveMatter(put, null, deed, entry, true)
}

function askedBy(command: MatterCommand, by: string, at: number): CheckAsked {
  const asked = { action: command.action, by, at, facts: factsOf(command) }
  if (command.action !== 'propose' || command.batch === undefined) return asked
  const { id, of } = command.batch
  return { ...asked, batch: { id, of } }
}

/** The form's facts by the command's names; a docket's stand in the matter itself. */
function factsOf(command: MatterCommand): CheckAsked['facts'] {
  switch (command.action) {
    case 'presentBrief':
      return { summary: command.summary }
    case 'feedBack':
      return { summary: command.summary, leaders: command.leaders }
    case 'draftBulletin': {
      const { summary, scope, critical, alsoFeedback, leaders } = command
      return { summary, scope, critical, alsoFeedback, leaders }
    }
    case 'reportUp':
      return { documentNumber: command.documentNumber }
    case 'recordOpinion': {
      const { grade, note, reworkDeadline } = command
      return { grade, note, reworkDeadline }
    }
    default:
      return {}
  }
}
