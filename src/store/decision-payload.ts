// A decision as the database's function takes it: only what is new or was changed, as rows.
import { auditHash, type Decided } from '../domain/decided.ts'
import type { Matter } from '../domain/matter.ts'
import { DERIVED_KINDS } from '../domain/wanted-cards.ts'
import { dueRow } from './dues.ts'
import { iso, type JsonRow, toRow } from './rows.ts'
import type { Save } from './save-decision.ts'
import * as tables from './schema.ts'

/** What save_decision and, in a list, save_decisions read (migrations/0005_acts.sql and later). */
export function payloadOf(save: Save): JsonRow {
  const wants = save.wants?.map((want) => toRow(tables.message, want))
  return {
    app_id: save.appId,
    key: save.eventKey,
    at: iso(save.at),
    tapped: save.tapped,
    ...(wants === undefined ? {} : { wants, kinds: save.kinds ?? DERIVED_KINDS }),
    ...(save.dues === undefined ? {} : { dues: save.dues.map(dueRow) }),
    ...(save.change === null ? {} : changeOf(save.change.before, save.change.decided, save)),
    ...list(
      'messages',
      save.messages.map((message) => toRow(tables.message, message)),
    ),
    ...list('superseded', save.superseded),
    ...list('subjects', save.subjects),
    ...list(
      'judged_by',
      (save.judgedBy ?? []).map(({ id, wanted }) => ({ id, wanted })),
    ),
  }
}

function changeOf(before: Matter, decided: Decided, save: Save): JsonRow {
  const { matter } = decided
  const changed = decided.gone ? [] : changedOf(before.assignments, matter.assignments)
  const nested = <
    Key extends
      | 'instructions'
      | 'completions'
      | 'progress'
      | 'reports'
      | 'signOffs'
      | 'submissions'
      | 'chases',
  >(
    key: Key,
  ) =>
    changed.flatMap((now) => {
      const was = before.assignments.find((held) => held.id === now.id)
      return changedOf<{ readonly id: string }>(was?.[key] ?? [], now[key])
    })
  const rows = (table: Parameters<typeof toRow>[0], values: readonly object[]) =>
    values.map((value) => toRow(table, value))
  const progress = nested('progress') as Matter['assignments'][number]['progress'][number][]
  return {
    expected: before.version,
    gone: decided.gone,
    number_prefix: decided.allocateNumber ? save.numberPrefix : null,
    matter: toRow(tables.matter, { ...matter, version: before.version + 1 }),
    ...list('assignments', rows(tables.assignment, changed)),
    ...list('instructions', rows(tables.instruction, nested('instructions'))),
    ...list('completions', rows(tables.completion, nested('completions'))),
    ...list('progress', rows(tables.progress, progress)),
    ...list('attachments', rows(tables.attachment, newFiles(before, progress))),
    ...list('reports', rows(tables.report, nested('reports'))),
    ...list('sign_offs', rows(tables.signOff, nested('signOffs'))),
    ...list('submissions', rows(tables.submission, nested('submissions'))),
    ...list('chases', rows(tables.chase, nested('chases'))),
    ...matterLists(before, matter),
    ...list('feedback', rows(tables.feedback, changedOf(before.feedback, matter.feedback))),
    audit: auditRows(before, decided),
  }
}

/** What hangs on the matter itself and is only ever added, or marked as ended. */
function matterLists(before: Matter, matter: Matter): JsonRow {
  const changed = <Value extends { readonly id: string }>(
    name: string,
    table: Parameters<typeof toRow>[0],
    was: readonly Value[],
    now: readonly Value[],
  ) =>
    list(
      name,
      changedOf(was, now).map((value) => toRow(table, value)),
    )
  return {
    ...changed('briefs', tables.brief, before.briefs, matter.briefs),
    ...changed('clearances', tables.clearance, before.clearances, matter.clearances),
    ...changed('reports_up', tables.reportUp, before.reportsUp, matter.reportsUp),
    ...changed('bulletins', tables.bulletin, before.bulletins, matter.bulletins),
    ...changed('opinions', tables.delegatesOpinion, before.opinions, matter.opinions),
    ...changed('petitions', tables.petition, before.petitions, matter.petitions),
  }
}

function newFiles(
  before: Matter,
  progress: readonly Matter['assignments'][number]['progress'][number][],
) {
  const known = new Set(
    before.assignments.flatMap((held) => held.progress.map((entry) => entry.id)),
  )
  return progress.filter((entry) => !known.has(entry.id)).flatMap((entry) => entry.files)
}

function auditRows(before: Matter, { matter, acts }: Decided): JsonRow[] {
  let prevHash = before.auditHead
  return acts.map((act) => {
    // The last one's is what the chain now ends in.
    const isLast = act.seq === matter.auditSeq
    const hash = isLast ? matter.auditHead : auditHash(matter.id, act, prevHash)
    const row = toRow(tables.auditEntry, {
      ...act,
      matterId: matter.id,
      prevHash,
      hash,
    })
    prevHash = hash
    return row
  })
}

/** What is new or was replaced; unchanged values are the same objects, since nothing is ever mutated. */
function changedOf<Value extends { readonly id: string }>(
  before: readonly Value[],
  after: readonly Value[],
): Value[] {
  const was = new Map(before.map((value) => [value.id, value]))
  return after.filter((value) => was.get(value.id) !== value)
}

/** Empty lists are left out, so that the database does not even look at those tables. */
function list(name: string, values: readonly unknown[]): JsonRow {
  return values.length === 0 ? {} : { [name]: values }
}
