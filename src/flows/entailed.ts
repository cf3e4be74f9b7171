// Cards that a decision brings besides those its matter is wanted to have, written in the same transaction.
import type { Decided } from '../domain/decided.ts'
import { followUpDraft } from '../domain/follow-up-draft.ts'
import { idFrom } from '../domain/hash.ts'
import type { Matter } from '../domain/matter.ts'
import type { Organisation } from '../domain/organisation.ts'
import { isPetition } from '../domain/petition.ts'
import { ACTION_ZH } from '../domain/terms.ts'
import type { NewMessage } from '../store/save-decision.ts'
import { answerMessage } from './reissue.ts'

/** 转立新项: a 督查立项 card prefilled from the 批示, for whoever chose it; the new matter begins with its first tap. */
export function entailedCards({ matter, acts }: Decided, organisation: Organisation): NewMessage[] {
  return acts
    .filter((act) => act.action === ACTION_ZH.docketInstruction && act.actor !== 'system')
    .flatMap(({ actor, at, details }) => {
      const asked = matter.petitions.find((held) => String(held.position) === details.petition)
      return asked !== undefined && isPetition(asked, 'instruction')
        ? [
            draftFor(
              actor,
              matter,
              asked.position,
              followUpDraft(matter, asked.facts, organisation, at),
            ),
          ]
        : []
    })
}

function draftFor(
  to: string,
  matter: Matter,
  position: number,
  prefill: ReturnType<typeof followUpDraft>,
): NewMessage {
  const matterId = idFrom(matter.id, 'follow-up', position)
  const more = { matterId, turn: 1, waiting: true, settled: false }
  return answerMessage({ type: 'person', id: to }, 'draft', { prefill: { ...prefill } }, more)
}
