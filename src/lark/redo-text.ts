// What stands behind 重新办理 (conversation §3): the reason, by when, and who besides the lead.
import type { DepartmentId, Organisation } from '../domain/organisation.ts'
import type { Instant } from '../domain/time.ts'
import { findDates } from './dates.ts'
import { mentionsIn } from './department-names.ts'
import { fold } from './fold.ts'
import { readReason } from './reason-text.ts'

export interface RedoSaid {
  readonly reason: string
  readonly reworkDeadline: Instant | null
  readonly departments: readonly DepartmentId[]
}

/** 重新办理 27号 区农业农村局、区财政局 9月30日前 原因：…: what is not plain is left for the card to ask. */
export function readRedo(text: string, organisation: Organisation, at: Instant): RedoSaid {
  const { rules, calendar } = organisation
  const label = LABEL.exec(fold(text))
  const head = label === null ? text : text.slice(0, label.index)
  const dates = findDates(head, at, { time: rules.defaultDeadlineTime, calendar })
  const [date, other] = dates
  const departments = mentionsIn(fold(head), organisation)
    .map(({ id }) => id)
    .filter((id) => id !== null)
  const plain = date === undefined && departments.length === 0
  return {
    reason:
      label === null && !plain ? '' : readReason(label === null ? text : text.slice(label.index)),
    reworkDeadline: date !== undefined && other === undefined ? date.at : null,
    departments: [...new Set(departments)],
  }
}

const LABEL = /(?:原因|理由)\s*(?:是|为|:)?/
