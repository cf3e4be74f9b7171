// What stands behind 更正 27号 (conversation §3): which field, and what it is to be.
//
//   办结时间改为9月21日 原因：原时限写错
//   标题改为农村沼气建设与管护工作，来源：区政府常务会议，原因：漏字
//   增加配合单位区财政局、区住建局 · 去掉配合单位区财政局 · 上级时限改为10月20日 文号：云州政督函〔2026〕31号
//
// A piece begins with its label and ends where the next label begins. What cannot be read is named, never guessed.
import type { Docket } from '../domain/matter.ts'
import type { DepartmentId, Organisation } from '../domain/organisation.ts'
import type { Urgency } from '../domain/terms.ts'
import type { Instant } from '../domain/time.ts'
import { findDate } from './dates.ts'
import { mentionsIn } from './department-names.ts'
import { fold, trimSigns } from './fold.ts'

export interface CorrectionSaid {
  readonly patch: Partial<Docket>
  readonly reason: string
  /** With which the superior organ moved its deadline. */
  readonly document: string
  /** Pieces with a known label and a value that could not be read; without any piece, the whole text. */
  readonly notUnderstood: readonly string[]
}

type Label =
  | 'title'
  | 'content'
  | 'deadline'
  | 'coDeadline'
  | 'superiorDeadline'
  | 'coTask'
  | 'source'
  | 'sourceDocument'
  | 'document'
  | 'superiorOrgan'
  | 'copies'
  | 'seal'
  | 'electronic'
  | 'signature'
  | 'formatNote'
  | 'urgency'
  | 'proposalNumber'
  | 'proposers'
  | 'lead'
  | 'addCo'
  | 'removeCo'
  | 'co'
  | 'reason'

/** Longer names first where one begins with another. */
const LABELS: readonly (readonly [name: string, label: Label])[] = [
  ['(?:增加|新增|加上|补充)(?:配合|协办)(?:单位|部门)?', 'addCo'],
  ['(?:去掉|取消|删去|减去|不再由)(?:配合|协办)(?:单位|部门)?', 'removeCo'],
  ['牵头(?:单位|部门)?', 'lead'],
  ['配合(?:单位)?(?:办结)?(?:时限|时间)', 'coDeadline'],
  ['配合(?:任务|事项)', 'coTask'],
  ['配合(?:单位|部门)', 'co'],
  ['上级(?:办结)?(?:时限|时间)', 'superiorDeadline'],
  ['(?:办结|报送|完成)?(?:时限|时间)|期限', 'deadline'],
  ['(?:督查)?内容', 'content'],
  ['标题|事项名称', 'title'],
  ['来源文件|来文', 'sourceDocument'],
  ['(?:任务|交办)?来源', 'source'],
  ['(?:上级)?文号', 'document'],
  ['交办机关', 'superiorOrgan'],
  ['(?:报送)?份数', 'copies'],
  ['(?:加盖)?公章', 'seal'],
  ['电子稿', 'electronic'],
  ['领导签字', 'signature'],
  ['材料(?:要求|格式)?备注', 'formatNote'],
  ['紧急程度', 'urgency'],
  ['(?:建议|提案|议案)编号', 'proposalNumber'],
  ['提出人|提案人', 'proposers'],
  ['更正原因|原因|理由', 'reason'],
] as const

const NAMES = LABELS.map(([name], index) => `(?<l${index}>${name})`).join('|')
/** 由9月18日改为, 改为, 应为, ： – or nothing, where the value speaks for itself. */
const OPERATOR =
  '\\s*(?:(?:由|从)[^,;。]{1,40}?)?(?<operator>(?:应)?(?:改为|更正为|变更为|调整为|改成|改到|延长至|延长到|提前至|应为)|[:为是])?\\s*:?\\s*'
const PIECE = new RegExp(`(?<=^|[\\s,;。、])(?:将|把)?(?:${NAMES})${OPERATOR}`, 'g')

/** These are read without a word between label and value; a text needs one, or it is only talk about the field. */
const PLAIN: readonly Label[] = [
  'addCo',
  'removeCo',
  'co',
  'lead',
  'deadline',
  'coDeadline',
  'superiorDeadline',
  'copies',
  'reason',
]

interface Piece {
  readonly label: Label
  readonly value: string
  readonly whole: string
}

/** Reads `text`, typed at `at` behind the number; `co` are the co-departments there are now. */
export function readCorrection(
  text: string,
  co: readonly DepartmentId[],
  organisation: Organisation,
  at: Instant,
): CorrectionSaid {
  const pieces = piecesIn(text)
  const movesSuperior = pieces.some(({ label }) => label === 'superiorDeadline')
  const read = pieces.map((piece) => ({
    piece,
    fields: fieldsOf(piece, co, movesSuperior, organisation, at),
  }))
  const failed = read.filter(({ fields }) => fields === null).map(({ piece }) => piece.whole)
  const fields = read.map((held) => held.fields ?? {})
  const joined = Object.assign({}, ...fields.map((held) => held.patch ?? {})) as Partial<Docket>
  const helping = coOf(co, fields)
  const before = trimSigns(text.slice(0, pieces.length === 0 ? text.length : startOf(text)))
  return {
    patch: { ...joined, ...(helping === null ? {} : { co: helping }) },
    reason: fields.findLast((held) => held.reason !== undefined)?.reason ?? '',
    document: fields.findLast((held) => held.document !== undefined)?.document ?? '',
    notUnderstood: [...(before === '' ? [] : [before]), ...failed],
  }
}

interface Fields {
  readonly patch?: Partial<Docket>
  readonly reason?: string
  readonly document?: string
  readonly add?: readonly DepartmentId[]
  readonly remove?: readonly DepartmentId[]
}

function startOf(text: string): number {
  return [...fold(text).matchAll(PIECE)].find(isPiece)?.index ?? text.length
}

function isPiece(match: RegExpExecArray): boolean {
  const label = labelOf(match)
  return label !== null && (match.groups?.operator !== undefined || PLAIN.includes(label))
}

function labelOf({ groups }: RegExpExecArray): Label | null {
  return LABELS.find((_, index) => groups?.[`l${index}`] !== undefined)?.[1] ?? null
}

function piecesIn(text: string): Piece[] {
  const found = [...fold(text).matchAll(PIECE)].filter(isPiece)
  return found.flatMap((match, index) => {
    const label = labelOf(match)
    if (label === null) return []
    const end = found[index + 1]?.index ?? text.length
    const begins = match.index + match[0].length
    const value = trimSigns(text.slice(begins, end))
    return [{ label, value, whole: trimSigns(text.slice(match.index, end)) }]
  })
}

/** What one piece says; null when its value cannot be read. */
function fieldsOf(
  { label, value }: Piece,
  co: readonly DepartmentId[],
  movesSuperior: boolean,
  organisation: Organisation,
  at: Instant,
): Fields | null {
  switch (label) {
    case 'deadline':
    case 'coDeadline':
    case 'superiorDeadline': {
      const { rules, calendar } = organisation
      const found = findDate(value, at, { time: rules.defaultDeadlineTime, calendar })
      return found && { patch: { [label]: found.at } }
    }
    case 'copies': {
      const digits = /^(\d{1,3})\s*份?$/.exec(fold(value))?.[1]
      return digits === undefined ? null : { patch: { copies: Number(digits) } }
    }
    case 'seal':
    case 'electronic':
    case 'signature': {
      const needed = yesOrNo(value)
      return needed === null ? null : { patch: { [label]: needed } }
    }
    case 'urgency': {
      const urgency = URGENCIES[value]
      return urgency === undefined ? null : { patch: { urgency } }
    }
    case 'lead':
    case 'addCo':
    case 'removeCo':
    case 'co':
      return departmentFields(label, value, co, organisation)
    case 'reason':
      return { reason: value }
    case 'document':
      return movesSuperior ? { document: value } : textField('sourceDocument', value)
    default:
      return textField(label, value)
  }
}

function textField(label: keyof Docket, value: string): Fields | null {
  return value === '' ? null : { patch: { [label]: value } }
}

const URGENCIES: Readonly<Record<string, Urgency>> = {
  特急: 'immediate',
  急件: 'urgent',
  平件: 'normal',
}

function yesOrNo(value: string): boolean | null {
  if (/^(?:不|无需|无须|不需要|否)/.test(value)) return false
  return /^(?:需要|需|要|须|是|加盖|有)/.test(value) ? true : null
}

function departmentFields(
  label: 'lead' | 'addCo' | 'removeCo' | 'co',
  value: string,
  co: readonly DepartmentId[],
  organisation: Organisation,
): Fields | null {
  const ids = mentionsIn(fold(value), organisation).map(({ id }) => id)
  const known = ids.filter((id) => id !== null)
  if (known.length === 0 || known.length < ids.length) return null
  switch (label) {
    case 'lead':
      return { patch: { lead: known[0] ?? null } }
    case 'addCo':
      return { add: known }
    case 'removeCo':
      return { remove: known }
    case 'co':
      return {
        add: known,
        remove: co.filter((id) => !known.includes(id)),
      }
    default:
      return label satisfies never
  }
}

function coOf(before: readonly DepartmentId[], fields: readonly Fields[]): DepartmentId[] | null {
  const add = fields.flatMap((held) => held.add ?? [])
  const remove = fields.flatMap((held) => held.remove ?? [])
  if (add.length === 0 && remove.length === 0) return null
  return [...new Set([...before, ...add])].filter((id) => !remove.includes(id))
}
