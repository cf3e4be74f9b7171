// 更正: what of a docketed matter can be corrected, by whose word, and what that changes (process §1.1).
import { docketGaps } from './docket.ts'
import { settledCoDeadline } from './hand-over.ts'
import type { Docket, Matter } from './matter.ts'
import { type DepartmentId, departmentZh, type Organisation } from './organisation.ts'
import type { Changed } from './petition.ts'
import type { DocketGap } from './refusal.ts'
import { URGENCY_ZH } from './terms.ts'
import { deadlineZh, type Instant } from './time.ts'

interface Correctable {
  readonly zh: string
  /** Not a mere typing error: the approving leader decides it, too. */
  readonly byLeader: boolean
  /** One of the three points, or a department's own: it is acknowledged again. */
  readonly isPoint: boolean
}

/** The lead is changed by 改派, the nature of a matter not at all. */
const CORRECTABLE = {
  title: { zh: '标题', byLeader: true, isPoint: false },
  content: { zh: '督查内容', byLeader: true, isPoint: true },
  deadline: { zh: '办结时间', byLeader: true, isPoint: true },
  co: { zh: '配合单位', byLeader: true, isPoint: false },
  coTask: { zh: '配合任务', byLeader: true, isPoint: true },
  coDeadline: { zh: '配合时限', byLeader: true, isPoint: true },
  superiorDeadline: { zh: '上级时限', byLeader: true, isPoint: false },
  superiorOrgan: { zh: '交办机关', byLeader: false, isPoint: false },
  source: { zh: '任务来源', byLeader: false, isPoint: false },
  sourceDocument: { zh: '来源文件', byLeader: false, isPoint: false },
  copies: { zh: '报送份数', byLeader: false, isPoint: true },
  seal: { zh: '加盖公章', byLeader: false, isPoint: true },
  electronic: { zh: '电子稿', byLeader: false, isPoint: true },
  signature: { zh: '领导签字', byLeader: false, isPoint: true },
  formatNote: { zh: '材料要求备注', byLeader: false, isPoint: true },
  urgency: { zh: '紧急程度', byLeader: false, isPoint: false },
  proposalNumber: { zh: '建议提案编号', byLeader: false, isPoint: false },
  proposers: { zh: '提出人', byLeader: false, isPoint: false },
} as const satisfies Partial<Record<keyof Docket, Correctable>>

export type CorrectableField = keyof typeof CORRECTABLE

const FIELDS = Object.keys(CORRECTABLE) as CorrectableField[]
/** 材料格式, the third point: it is everybody's. */
const FORMAT: readonly CorrectableField[] = [
  'copies',
  'seal',
  'electronic',
  'signature',
  'formatNote',
]

export function isCorrectable(field: string): field is CorrectableField {
  return Object.hasOwn(CORRECTABLE, field)
}

/** The fields that are different afterwards. */
export function changedFields(before: Docket, patch: Partial<Docket>): CorrectableField[] {
  const after = { ...before, ...patch }
  return FIELDS.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
}

/** A typing error is 督查室主任's to correct; the rest is the approving leader's, too. */
export function needsLeader(fields: readonly CorrectableField[]): boolean {
  return fields.some((field) => CORRECTABLE[field].byLeader)
}

export function touchesFormat(fields: readonly CorrectableField[]): boolean {
  return fields.some((field) => FORMAT.includes(field))
}

/** Old and new of everything that changes, in words for people and in the order of the form. */
export function changesIn(
  before: Docket,
  patch: Partial<Docket>,
  organisation: Organisation,
): Changed[] {
  const after = { ...before, ...patch }
  return changedFields(before, patch).map((field) => ({
    field: CORRECTABLE[field].zh,
    from: wordsOf(before, field, organisation),
    to: wordsOf(after, field, organisation),
  }))
}

/**
 * What was said, and what follows from it: texts without outer space, no department twice, and the
 * co-departments' deadline moves along unless it was said itself (process §4: the co-assignments follow).
 */
export function wholePatch(
  matter: Matter,
  said: Partial<Docket>,
  organisation: Organisation,
  at: Instant,
): Partial<Docket> {
  const trimmed = Object.fromEntries(
    Object.entries(said).map(([field, value]) => [
      field,
      typeof value === 'string' ? value.trim() : value,
    ]),
  ) as Partial<Docket>
  const co = said.co === undefined ? {} : { co: [...new Set(said.co)] }
  const patch: Partial<Docket> = { ...trimmed, ...co }
  const fields = changedFields(matter, patch)
  const moved = fields.includes('deadline') || (fields.includes('co') && matter.co.length === 0)
  if (!moved || patch.coDeadline !== undefined) return patch
  const coDeadline = settledCoDeadline({ ...matter, ...patch, coDeadline: null }, organisation, at)
  return coDeadline === null ? patch : { ...patch, coDeadline }
}

/** What is wrong with the corrected docket because of this correction; what was so before is no objection. */
export function correctionGaps(
  before: Matter,
  patch: Partial<Docket>,
  organisation: Organisation,
  at: Instant,
): DocketGap[] {
  const after = { ...before, ...patch }
  const fields: readonly string[] = changedFields(before, patch)
  const touches = (...names: readonly CorrectableField[]) =>
    names.some((name) => fields.includes(name))
  const added = addedDepartments(before, patch).map((id) => departmentZh(organisation, id))
  return docketGaps(after, organisation, at).filter((held) => {
    switch (held.gap) {
      case 'points':
        return held.missing.some((point) => fields.includes(point))
      case 'texts':
        return held.missing.some((text) => fields.includes(text))
      case 'pastDeadline':
        return touches('deadline')
      case 'pastCoDeadline':
        return touches('coDeadline')
      case 'superiorDeadline':
        return touches('deadline', 'superiorDeadline')
      case 'coDeadline':
        return touches('deadline', 'coDeadline', 'co')
      case 'leadIsCo':
        return touches('co')
      case 'coLacks':
        return added.includes(held.department)
      default:
        return false
    }
  })
}

export function addedDepartments(before: Docket, patch: Partial<Docket>): DepartmentId[] {
  return (patch.co ?? before.co).filter((id) => !before.co.includes(id))
}

export function removedDepartments(before: Docket, patch: Partial<Docket>): DepartmentId[] {
  return before.co.filter((id) => !(patch.co ?? before.co).includes(id))
}

/** `办结时间：2026年9月18日…→2026年9月21日…`, for the audit trail and for texts. */
export function changesZh(changes: readonly Changed[]): string {
  return changes.map(({ field, from, to }) => `${field}：${from}→${to}`).join('；')
}

function wordsOf(docket: Docket, field: CorrectableField, organisation: Organisation): string {
  switch (field) {
    case 'deadline':
    case 'coDeadline':
    case 'superiorDeadline': {
      const at = docket[field]
      return at === null ? NOTHING_ZH : deadlineZh(at)
    }
    case 'co':
      return docket.co.map((id) => departmentZh(organisation, id)).join('、') || NOTHING_ZH
    case 'copies':
      return docket.copies === null ? NOTHING_ZH : `${docket.copies}份`
    case 'seal':
    case 'electronic':
    case 'signature':
      return docket[field] === true ? '需要' : '不需要'
    case 'urgency':
      return URGENCY_ZH[docket.urgency]
    default:
      return docket[field] === '' ? NOTHING_ZH : docket[field]
  }
}

const NOTHING_ZH = '（无）'
