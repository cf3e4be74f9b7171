// 催办通知: the office's own word about what has not come in yet, with the text exactly as it was sent.
import {
  effectiveDeadline,
  isFinalAssignment,
  isHandedIn,
  isOverdue,
} from '../src/domain/deadline.ts'
import type { Assignment, Matter } from '../src/domain/matter.ts'
import {
  departmentOf,
  hasRole,
  type Organisation,
  type Person,
  personOf,
} from '../src/domain/organisation.ts'
import { CARD_TITLE_ZH } from '../src/domain/terms.ts'
import { type Instant, momentZh } from '../src/domain/time.ts'
import { type AssignmentView, isSparedRed } from './decision-frame.ts'
import { type Card, card, type Element, header, labelledLine, note, plain } from './element.ts'
import { type ButtonType, button, buttonRow } from './element-button.ts'
import { quoted } from './fitting.ts'
import { closeMomentZh } from './matter-facts.ts'
import { matterName, personZh, SUPERSEDED_ZH, summaryZh, whyLine } from './phrases.ts'
import { carried } from './view.ts'

export function chaseCard(view: AssignmentView): Card {
  const { matter, assignment, card: row } = view
  const live = isOpen(view)
  const late = live && isOverdue(assignment, view.at) && !isSparedRed(view)
  const colour = late ? 'red' : 'orange'
  return card({
    header: header(CARD_TITLE_ZH.chase, live ? colour : 'grey', { subtitle: matterName(matter) }),
    summary: summaryZh(matter, CARD_TITLE_ZH.chase),
    elements: row.superseded ? [plain(SUPERSEDED_ZH)] : elements(view),
  })
}

function isOpen({ matter, assignment, card: row }: AssignmentView): boolean {
  return (
    matter.status === 'handling' &&
    !isFinalAssignment(assignment.status) &&
    !isHandedIn(assignment.status) &&
    assignment.chases.at(-1)?.position === row.turn
  )
}

function elements(view: AssignmentView): readonly Element[] {
  const { organisation, assignment, card: row } = view
  const chase = assignment.chases.find((held) => held.position === row.turn)
  if (chase === undefined) return [plain(SUPERSEDED_ZH)]
  const said = [
    plain(quoted(chase.text, TEXT_ROOM)),
    ...(chase.deadline === null ? [] : [labelledLine('请于', closeMomentZh(chase.deadline))]),
    note(`${personZh(organisation, chase.by)} ${momentZh(chase.at)} 催办（第${chase.position}次）`),
  ]
  if (row.subject.known !== undefined) return [...said, note('已知悉。')]
  if (!isOpen(view)) return [...said, note('该事项已有新的进展，本通知无需办理。')]
  return [...said, buttonRow(buttons(view)), note(whyLine('区政府督查室对未报送的事项直接催办。'))]
}

/** UTF-16 units, as much as a chase may say. */
const TEXT_ROOM = 500

function buttons(view: AssignmentView) {
  const { organisation, card: row } = view
  const press = (text: string, a: string, type?: ButtonType) =>
    button({ text, value: carried(view, a), type })
  const person = personOf(organisation, row.recipient)
  const known = press('已知悉', 'known', 'primary')
  if (person !== undefined && hasRole(person, 'DEPT_HEAD', 'OFFICE_DIRECTOR')) return [known]
  return [known, press('报进展', 'progress'), press('申请延期', 'extension')]
}

/** The text of a 催办通知单 as the office would send it (conversation §5); shown before it is sent. */
export function chaseNotice(given: {
  readonly matter: Matter
  readonly assignment: Assignment
  readonly organisation: Organisation
  readonly officer: Person | undefined
  readonly deadline: Instant
}): string {
  const { matter, assignment, organisation, officer, deadline } = given
  const department = departmentOf(organisation, assignment.departmentId)
  const name = department?.shortName ?? assignment.departmentId
  const office = organisation.departments.find((held) => held.kind === 'office')
  const asked = [
    matter.seal === true ? '加盖公章' : '',
    matter.signature === true ? '主要领导签字' : '',
  ].filter((word) => word !== '')
  const paper = asked.length === 0 ? '书面材料' : `${asked.join('、')}的书面材料`
  const copies = (matter.copies ?? 0) > 0 ? `一式${matter.copies}份` : ''
  const electronic = matter.electronic === true ? '及电子稿' : ''
  const contact = officer === undefined ? '' : `（联系人：${officer.name}）`
  return `${name}：${office?.name.replace(organisation.district, '区') ?? '区政府办公室'}交办的${matterName(matter)}事项，应于${closeMomentZh(effectiveDeadline(assignment))}前反馈，截至目前未收到材料。请于${closeMomentZh(deadline)}前将${paper}${copies}${electronic}报区政府督查室${contact}。因客观原因不能按期办结的，请书面说明。`
}
