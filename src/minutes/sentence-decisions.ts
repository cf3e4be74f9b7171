// The decisions of one sentence: who leads, who helps, by when – each with its own words, or none at all.
import type { DepartmentId } from '../domain/organisation.ts'
import type { Instant } from '../domain/time.ts'
import { trimSigns } from '../lark/fold.ts'
import type { Span } from '../lark/spans.ts'
import { type Deadline, deadlinesIn } from './deadlines.ts'
import { clauseAt, type Marked, pieceOf } from './marked.ts'
import { type Lead, type Roles, rolesIn } from './roles.ts'
import { looseWords, taskIn } from './task-words.ts'

/** What was decided, as far as it is plain. `rest`: words of the sentence that no field holds. */
export interface Decision {
  readonly lead: DepartmentId
  readonly co: readonly DepartmentId[]
  readonly deadline: Instant
  readonly assumed: string | null
  /** What is to be done, in the words of the minutes, without who and when. */
  readonly task: readonly string[]
  readonly rest: readonly string[]
}

/** Why a sentence that gives a part or sets a time became no draft. */
export type Unread = 'lead' | 'leads' | 'deadline' | 'noDeadline' | 'noLead' | 'several'

export interface SentenceRead {
  readonly decisions: readonly Decision[]
  readonly unread: Unread | null
  /** For the sentence behind it: 由A牵头。9月底前完成。 */
  readonly openLead: Lead | null
}

/**
 * Reads one sentence, from its decision on. Two decisions are two only where each has its own lead
 * and its own time; whatever could be meant in two ways is left to people.
 */
export function decisionsIn(sentence: Marked, now: Instant, carried: Lead | null): SentenceRead {
  const roles = rolesIn(sentence)
  const deadlines = deadlinesIn(sentence, now)
  const leads = distinct(roles.leads)
  if (leads.length === 0) return withoutLead(sentence, roles, deadlines, carried)
  const parts = partsOf(sentence, leads, deadlines)
  const own = parts.map((part) => part.deadlines.length)
  if (own.every((count) => count > 0)) return all(parts.map((part) => readPart(part, sentence)))
  const strong = parts.filter(({ lead }) => lead.isStrong)
  const [main] = strong
  if (parts.length > 1 && strong.length === 1 && main) return mainAndOthers(main, parts, sentence)
  const [single] = parts
  if (parts.length === 1 && single) {
    const isOpen = single.lead.id !== null && deadlines.length === 0 && !hasLoose(roles)
    return {
      decisions: [],
      unread: single.lead.id === null ? 'lead' : 'noDeadline',
      openLead: isOpen ? { ...single.lead, with: coOf(single, sentence) } : null,
    }
  }
  return nothing(leads.some(({ id }) => id === null) ? 'lead' : 'several')
}

/** A lead, the part of the sentence that is about it, and the deadlines in there. */
interface Part extends Span {
  readonly lead: Lead
  readonly deadlines: readonly Deadline[]
}

/** The same department named twice in a row is one lead. */
function distinct(leads: readonly Lead[]): Lead[] {
  return leads.filter((lead, index) => {
    const before = leads.slice(0, index).findLast(({ isStrong }) => isStrong) ?? leads[index - 1]
    return lead.id === null || before?.id !== lead.id
  })
}

/** Each lead from the clause it stands in to the clause of the next one. */
function partsOf(
  { marked }: Marked,
  leads: readonly Lead[],
  deadlines: readonly Deadline[],
): Part[] {
  const begins = leads.map((lead, index) => {
    if (index === 0) return 0
    const from = clauseAt(marked, lead).from
    const previous = leads[index - 1]
    const isFree = previous === undefined || previous.to <= from
    return isFree ? withTimeBefore(marked, from, previous?.to ?? 0, deadlines) : lead.from
  })
  return leads.map((lead, index) => {
    const [from, to] = [begins[index] ?? 0, begins[index + 1] ?? marked.length]
    const inside = deadlines.filter((deadline) => deadline.from >= from && deadline.to <= to)
    return { lead, from, to, deadlines: inside }
  })
}

/** 9月25日前，由区财政局…: the time stands in a clause of its own before the lead. */
function withTimeBefore(
  marked: string,
  from: number,
  floor: number,
  deadlines: readonly Deadline[],
): number {
  const before = deadlines.findLast(({ to }) => to <= from)
  if (!before || before.from < floor) return from
  const clause = clauseAt(marked, before)
  const around = marked.slice(clause.from, before.from) + marked.slice(before.to, from)
  return /^[\s,于在并须要]*$/.test(around) ? clause.from : from
}

function readPart(part: Part, sentence: Marked): Decision[] | Unread {
  const { lead } = part
  if (lead.id === null) return 'lead'
  const id = lead.id
  const [first] = part.deadlines
  if (!first) return 'noDeadline'
  if (first.at === null || part.deadlines.some(({ at }) => at === null))
    return part.deadlines.length === 1 ? 'deadline' : 'several'
  const piece = pieceOf(sentence, part.from, part.to)
  const deadlines = deadlinesFrom(part.deadlines, part.from)
  const roles = rolesIn(piece)
  if (roles.leads.some((other) => other.id === null)) return 'leads'
  if (mayBeAnothers(piece, roles, lead, deadlines)) return 'several'
  const co = coIn(roles, lead)
  const rest = looseWords(piece, roles)
  const isOneTime = deadlines.every(({ at }) => at === first.at)
  const whole = { from: 0, to: piece.marked.length, at: first.at, assumed: first.assumed }
  const steps = isOneTime ? [whole] : stepsOf(piece, deadlines)
  if (steps === null) return 'several'
  return steps.map((step, index) => ({
    lead: id,
    co,
    deadline: step.at,
    assumed: step.assumed,
    task: taskIn(piece, roles, step.from, step.to, deadlines),
    rest: index === 0 ? rest : [],
  }))
}

/** Another department stands where a task of its own begins: 区住建局9月20日、区财政局9月25日前报送. */
function mayBeAnothers(
  piece: Marked,
  { subjects }: Roles,
  { isStrong }: Lead,
  deadlines: readonly Deadline[],
): boolean {
  return subjects.some((subject) => {
    const clause = clauseAt(piece.marked, subject)
    const isTimed = deadlines.some(({ from, to }) => from >= clause.from && to <= clause.to)
    return !isStrong || isTimed
  })
}

interface Step extends Span {
  readonly at: Instant
  readonly assumed: string | null
}

/**
 * 9月20日前制定方案，10月底前完成整治: one lead, two times. Plain only where each later time opens its clause
 * and says itself what is to be done by then; 并于10月5日前报告结果 is no step of its own.
 */
function stepsOf(piece: Marked, deadlines: readonly Deadline[]): Step[] | null {
  const steps: Step[] = []
  for (const deadline of deadlines) {
    if (deadline.at === null) return null
    const clause = clauseAt(piece.marked, deadline)
    const last = steps.at(-1)
    if (!last) {
      steps.push({ from: 0, to: piece.marked.length, at: deadline.at, assumed: deadline.assumed })
      continue
    }
    const opens = OPENS.test(piece.folded.slice(clause.from, deadline.from))
    const action = piece.folded.slice(deadline.to, clause.to)
    if (!opens) return null
    if (REPORTS_ONLY.test(action)) continue
    if (trimSigns(action.replace(BARE, '')).length < 2) return null
    steps.splice(-1, 1, { ...last, to: clause.from })
    steps.push({
      from: clause.from,
      to: piece.marked.length,
      at: deadline.at,
      assumed: deadline.assumed,
    })
  }
  return steps
}

const OPENS = /^\s*(?:并|再|且|同时|确保|力争|务必|最终|之后|然后|,)*\s*(?:于|在)?\s*$/
const REPORTS_ONLY = new RegExp(
  '^\\s*(?:将|把)?[^,;。]{0,12}(?:情况|结果|进展|报告|书面)[^,;。]{0,4}(?:报|反馈|上报|报送|书面)|' +
    '^\\s*(?:报送?|反馈|上报|书面报告)[^,;。]{0,12}(?:情况|结果|进展|报告)',
)
const BARE =
  /(?:全部|全面|基本|务必|确保|任务|工作|相关|完成|办结|到位|落实|整改|报送|上报|反馈|报)/g

/** One leads by name; the others are told something without a time of their own. */
function mainAndOthers(main: Part, parts: readonly Part[], sentence: Marked): SentenceRead {
  const others = parts.filter((part) => part !== main)
  const timed = others.filter(({ deadlines }) => deadlines.length > 0)
  const general = timed.filter(({ lead, deadlines }) =>
    deadlines.every(({ from }) => clauseAt(sentence.marked, lead).to <= from),
  )
  const times = [...main.deadlines, ...general.flatMap(({ deadlines }) => deadlines)]
  const isPlain = timed.length === general.length && times.length > 0
  if (!isPlain || main.lead.id === null || others.some(({ from }) => from < main.from)) {
    return nothing(main.lead.id === null ? 'lead' : 'several')
  }
  if (new Set(times.map(({ at }) => at)).size !== 1) return nothing('several')
  const [time] = times
  if (!time || time.at === null) return nothing('deadline')
  const roles = rolesIn(sentence)
  const ownRoles = rolesIn(pieceOf(sentence, main.from, main.to))
  const clauses = others.map(({ lead }) => clauseAt(sentence.marked, lead))
  const decision: Decision = {
    lead: main.lead.id,
    co: coIn(ownRoles, main.lead),
    deadline: time.at,
    assumed: time.assumed,
    task: taskIn(sentence, roles, 0, sentence.marked.length, [...times, ...clauses]),
    rest: [
      ...looseWords(sentence, ownRoles),
      ...clauses.map(({ from, to }) => trimSigns(sentence.text.slice(from, to))),
    ],
  }
  return { decisions: [decision], unread: null, openLead: null }
}

/** A time without a lead belongs to the lead of the sentence before, if nobody else is named. */
function withoutLead(
  sentence: Marked,
  roles: Roles,
  deadlines: readonly Deadline[],
  carried: Lead | null,
): SentenceRead {
  if (deadlines.length === 0) return nothing(null)
  if (carried?.id == null || hasLoose(roles) || NAMES_SOMEBODY.test(sentence.marked)) {
    return nothing('noLead')
  }
  const lead = { ...carried, id: carried.id, from: 0, to: 0 }
  const whole = { lead, from: 0, to: sentence.marked.length, deadlines }
  return all([readPart(whole, sentence)])
}

/** Some body, known or not, that the time could be meant for. */
const NAMES_SOMEBODY =
  /\uE000|街道|[乡镇]|公司|集团|管委会|指挥部|部门|单位|各[级地村科]|中心|[^\u4e00]{1,6}[局委办院](?=[要须应于负会牵配、,]|$)|该局|上述|区政府|专班/

function all(read: readonly (Decision[] | Unread)[]): SentenceRead {
  const unread = read.find((one) => typeof one === 'string') ?? null
  return {
    decisions: read.flatMap((one) => (typeof one === 'string' ? [] : one)),
    unread: typeof unread === 'string' ? unread : null,
    openLead: null,
  }
}

function nothing(unread: Unread | null): SentenceRead {
  return { decisions: [], unread, openLead: null }
}

function hasLoose({ unclear }: Roles): boolean {
  return unclear.length > 0
}

function coOf(part: Part, sentence: Marked): DepartmentId[] {
  return coIn(rolesIn(pieceOf(sentence, part.from, part.to)), part.lead)
}

function coIn(roles: Roles, lead: Lead): DepartmentId[] {
  const ids = [...lead.with, ...roles.helpers.flatMap((helper) => helper.ids)]
  return [...new Set(ids)].filter((id) => id !== lead.id)
}

function deadlinesFrom(deadlines: readonly Deadline[], from: number): Deadline[] {
  return deadlines.map((one) => ({ ...one, from: one.from - from, to: one.to - from }))
}
