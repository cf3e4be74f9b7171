// The departments that a matter can be sent back to, as options.
import { departmentZh } from '../src/domain/organisation.ts'
import { ASSIGNMENT_KIND_ZH } from '../src/domain/terms.ts'
import type { Choice } from './element-field.ts'

import type { CardView } from './view.ts'

export function reworkChoices({ matter, organisation }: CardView): Choice[] {
  return matter.assignments
    .filter((held) => held.status !== 'redirected')
    .map((held) => ({
      text: `${departmentZh(organisation, held.departmentId)}（${ASSIGNMENT_KIND_ZH[held.kind]}）`,
      value: held.departmentId,
    }))
}
