// Steps whose rules are not written yet.
import type { AssignmentCommand, MatterCommand } from './command.ts'
import type { Matter } from './matter.ts'
import { type Refused, refused } from './refusal.ts'
import { ACTION_ZH, MATTER_STATUS_ZH } from './terms.ts'

export function decideLater(matter: Matter, command: MatterCommand | AssignmentCommand): Refused {
  return refused({
    reason: 'wrongStatus',
    action: ACTION_ZH[command.action],
    status: MATTER_STATUS_ZH[matter.status],
    last: null,
  })
}
