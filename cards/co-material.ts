// What co-departments have given, for whoever writes the whole, and who has not yet.

import type { Assignment, Report } from '../src/domain/matter.ts'
import { departmentZh } from '../src/domain/organisation.ts'
import { ASSIGNMENT_STATUS_ZH } from '../src/domain/terms.ts'
import type { AssignmentView } from './decision-frame.ts'
import { collapsible, type Element, note, plain } from './element.ts'
import { quoted, ROOM_MIN } from './fitting.ts'

import { releasedReport, SECTIONS, versionZh } from './report-text.ts'
import type { CardView } from './view.ts'

/**
 * For the lead's officer, to whom it was given: each co-department's delivered version, closed until
 * opened. Nobody else's card has it (process §1.2).
 */
export function coMaterialPanels(
  { matter, assignment, organisation }: AssignmentView,
  room: number,
): readonly Element[] {
  if (assignment.kind !== 'lead') return []
  const given = coAssignments(matter.assignments).flatMap((held) => {
    const report = releasedReport(held)
    return report === undefined
      ? []
      : [{ name: departmentZh(organisation, held.departmentId), report }]
  })
  const shown = room > ROOM_MIN ? PANELS_MAX : PANELS_MIN
  const panels = given
    .slice(0, shown)
    .map(({ name, report }) =>
      collapsible(`${name}配合材料`, [plain(coText(report, Math.min(room, CO_ROOM)))]),
    )
  const rest = given.slice(shown).map(({ name }) => name)
  return rest.length === 0 ? panels : [...panels, note(`另有${rest.join('、')}的配合材料已送达。`)]
}

/** UTF-16 units of each section: several departments must fit beside the lead's own text. */
const CO_ROOM = 500

/** Five of the card's 200 elements each. */
const PANELS_MAX = 15
/** How many are left where there is no room at all. */
const PANELS_MIN = 5

function coText(report: Report, room: number): string {
  const sections = SECTIONS.map(([key, heading]) => `${heading}\n${quoted(report[key], room)}`)
  return [versionZh(report), ...sections].join('\n')
}

/** Who has not given yet, with how far they are: 区财政局, 办理中. */
export function coOutstanding({
  matter,
  organisation,
}: CardView): readonly { readonly name: string; readonly status: string }[] {
  return coAssignments(matter.assignments)
    .filter((held) => held.status !== 'delivered' && held.status !== 'passed')
    .map((held) => ({
      name: departmentZh(organisation, held.departmentId),
      status: ASSIGNMENT_STATUS_ZH[held.status],
    }))
}

function coAssignments(assignments: readonly Assignment[]): readonly Assignment[] {
  return assignments.filter((held) => held.kind === 'co' && held.status !== 'redirected')
}
