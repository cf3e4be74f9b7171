// 催办通知单 as the office would send it: the text, and by when the department is to answer.
import { chaseNotice } from '../../cards/chase.ts'
import { addWorkdays } from '../domain/calendar.ts'
import type { CommandOf } from '../domain/command.ts'
import type { Assignment, Matter } from '../domain/matter.ts'
import { activePerson, type Organisation } from '../domain/organisation.ts'
import { dayOf, type Instant, instantOf } from '../domain/time.ts'

/** To be looked at and given by 督查室; until the next working day. */
export function draftedChase(
  matter: Matter,
  assignment: Assignment,
  organisation: Organisation,
  at: Instant,
): CommandOf<'chase'> {
  const { calendar, rules } = organisation
  const deadline = instantOf(addWorkdays(calendar, dayOf(at), 1), rules.defaultDeadlineTime)
  const officer = activePerson(organisation, matter.officer)
  const text = chaseNotice({ matter, assignment, organisation, officer, deadline })
  return { action: 'chase', text, deadline }
}
