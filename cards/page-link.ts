// The way from a card to the page where long texts are written; none where nobody knows the pages' address.
import type { AssignmentView } from './decision-frame.ts'
import { type Element, markdown } from './element.ts'

/** `text` leads to the report of this part. The address is ours: nothing that people wrote stands in it. */
export function reportLink(
  { organisation, matter, assignment }: AssignmentView,
  text: string,
): readonly Element[] {
  const { pages } = organisation
  if (pages === undefined || pages === null) return []
  return [markdown(`[${text}](${pages}/board/matters/${matter.id}/report/${assignment.id})`)]
}
