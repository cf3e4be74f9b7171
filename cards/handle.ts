// 办理任务: whoever works on the task reads the head's word, reports progress and says when it is done.
import { effectiveDeadline } from '../src/domain/deadline.ts'
import {
  type Act,
  type Assignment,
  countedProgress,
  hasFinished,
  type Instruction,
  instructionOf,
  type Progress,
} from '../src/domain/matter.ts'
import { hasRole, personOf } from '../src/domain/organisation.ts'
import { petitionsOf } from '../src/domain/petition.ts'
import { ASSIGNMENT_ACTION_ZH, PETITION_STAGE_ZH } from '../src/domain/terms.ts'
import { momentZh } from '../src/domain/time.ts'
import { type AssignmentView, decisionCard, type Look } from './decision-frame.ts'
import { type Card, type Element, hr, labelledLine, note, plain } from './element.ts'
import { quoted } from './fitting.ts'
import { textField } from './form-fields.ts'
import { instructionElements } from './instruction-shown.ts'
import {
  closeMomentZh,
  headZh,
  nearDeadlineZh,
  officeZh,
  pointElements,
  sentBackElements,
  titleZh,
} from './matter-facts.ts'
import { daysLeftZh, peopleZh, personZh, spokenZh, whyLine } from './phrases.ts'

export function handleCard(view: AssignmentView): Card {
  return decisionCard(view, {
    said: (look) => said(view, look),
    fields: () => [
      textField(view, { name: 'achievement', label: '成效', present: '', rows: 3 }),
      textField(view, { name: 'problem', label: '问题', present: '', rows: 2 }),
      textField(view, { name: 'onsite', label: '现场督查情况', present: '', rows: 2 }),
    ],
    buttons: [
      { action: 'reportProgress', type: 'primary' },
      { action: 'finish' },
      { action: 'proposeExtension' },
    ],
    reason: whyLine(reasonOf(view)),
    settledBy: ownFinish(view),
  })
}

/** 批办 named him, or 转办 did afterwards. */
function reasonOf(view: AssignmentView): string {
  const { matter, organisation, assignment, card: row } = view
  const given = matter.history.findLast(
    (act) =>
      act.assignmentId === assignment.id &&
      act.action === ASSIGNMENT_ACTION_ZH.passOn &&
      act.details.to === row.recipient,
  )
  const from = given?.details.from
  return from === undefined
    ? `${headZh(view)}批办时确定由您承办。`
    : `${personZh(organisation, from)}承办的该项工作已转由您承办。`
}

/** Who has said 办理完毕 is done, although others may still be at work. */
function ownFinish({ matter, assignment, card: row }: AssignmentView): Act | null {
  if (!hasFinished(assignment, row.recipient)) return null
  return (
    matter.history.findLast(
      (act) =>
        act.assignmentId === assignment.id &&
        act.actor === row.recipient &&
        act.action === ASSIGNMENT_ACTION_ZH.finish,
    ) ?? null
  )
}

function said(view: AssignmentView, { live, room, act }: Look): readonly Element[] {
  const { organisation, assignment } = view
  const instruction = instructionFor(assignment, act)
  return [
    ...(live ? [plain(greeting(view))] : unfinished(view)),
    ...(instruction === undefined ? [] : instructionElements(instruction, organisation, room)),
    ...sentBackElements(assignment, room),
    ...pointElements(view, assignment, room),
    ...extensionElements(view),
    ...passedOnElements(view, act),
    ...progressElements(view, act, room),
  ]
}

/** Where the wish for more time has come to, while it is open or came back without it. */
function extensionElements({ matter, assignment }: AssignmentView): Element[] {
  const last = petitionsOf(matter.petitions, 'extension', assignment.id).at(-1)
  if (last === undefined || last.stage === 'granted' || last.stage === 'dropped') return []
  const { to } = last.facts
  const until = to === null ? '' : `（拟延至${closeMomentZh(to)}）`
  return [labelledLine('延期申请', `${PETITION_STAGE_ZH[last.stage]}${until}`)]
}

/** Who has the work now that it was passed on. */
function passedOnElements({ organisation }: AssignmentView, act: Act | null): Element[] {
  const { from, to } = act?.details ?? {}
  if (act?.action !== ASSIGNMENT_ACTION_ZH.passOn || from === undefined || to === undefined)
    return []
  return [
    plain(`${personZh(organisation, from)}承办的部分已转由${personZh(organisation, to)}承办。`),
  ]
}

/** The 批办 this card was drawn for: after 改批 its recipient may have nothing to do with the new one. */
function instructionFor(assignment: Assignment, act: Act | null): Instruction | undefined {
  if (act === null) return instructionOf(assignment)
  const replaced = act.action === ASSIGNMENT_ACTION_ZH.reinstruct
  return assignment.instructions.findLast((held) =>
    replaced ? held.at < act.at : held.at <= act.at,
  )
}

/** A coordinating leader is asked, a section is told, an officer is reminded of his own work (process §3). */
function greeting(view: AssignmentView): string {
  const { matter, organisation, assignment, card: row, at } = view
  const name = titleZh(matter)
  const deadline = effectiveDeadline(assignment)
  const due = nearDeadlineZh(deadline)
  const left = daysLeftZh(deadline, at)
  const hello = `${spokenZh(organisation, row.recipient)}，您好。`
  const mode = instructionOf(assignment)?.mode
  if (mode === 'leader' && isDeputy(view))
    return `${hello}${headZh(view)}请您协调办理“${name}”事项，${officeZh(organisation)}要求于${due}报送情况。如有进展，烦请您方便时告知。`
  if (mode === 'officer')
    return `${hello}“${name}”由您直接办理，请于${due}报送材料，${left}。办理过程请随时记入，便于汇总。`
  return `${hello}${headZh(view)}批示，“${name}”请您具体办理，${officeZh(organisation)}要求于${due}报送材料，${left}。有进展请随时报，办完后请点“办理完毕”。`
}

function isDeputy({ organisation, card: row }: AssignmentView): boolean {
  const person = personOf(organisation, row.recipient)
  return person !== undefined && hasRole(person, 'DEPT_DEPUTY')
}

function unfinished({ organisation, assignment }: AssignmentView): readonly Element[] {
  if (assignment.status !== 'handling') return []
  const waiting = assignment.handlers.filter((handler) => !hasFinished(assignment, handler))
  return waiting.length === 0
    ? []
    : [plain(`待${peopleZh(organisation, waiting)}办理完毕后转入汇总材料。`)]
}

/** How many entries a card recalls; all of them are in 查. */
const RECENT = 5

/** A settled card does not go on telling what came after it. */
function progressElements(view: AssignmentView, act: Act | null, room: number): readonly Element[] {
  const counted = countedProgress(view.assignment).filter(
    (entry) => act === null || entry.at <= act.at,
  )
  if (counted.length === 0) return []
  const title =
    counted.length > RECENT ? `最近${RECENT}条进展（共${counted.length}条）` : '已记进展'
  const recent = counted.slice(-RECENT).map((entry) => plain(entryText(view, entry, room)))
  return [hr(), note(title), ...recent]
}

/** UTF-16 units. Enough to recognise an entry by. */
const ENTRY_ROOM = 160

function entryText({ organisation }: AssignmentView, entry: Progress, room: number): string {
  const parts = [
    ['成效', entry.achievement],
    ['问题', entry.problem],
    ['现场', entry.onsite],
  ] as const
  const texts = parts
    .filter(([, text]) => text !== '')
    .map(([label, text]) => `${label}：${quoted(text, Math.min(room, ENTRY_ROOM))}`)
  const files = entry.files.length === 0 ? [] : [`附件${entry.files.length}个`]
  const head = `${momentZh(entry.at)} ${personZh(organisation, entry.by)}`
  return [head, ...texts, ...files].join('\n')
}
