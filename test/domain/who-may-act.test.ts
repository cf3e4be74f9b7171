// Every status, every action, every person of the district: what is not granted is refused.
import { describe, expect, test } from 'vitest'
import { isMatterAction } from '../../src/domain/command.ts'
import { decide } from '../../src/domain/decide.ts'
import { filesHeld } from '../../src/domain/erasure.ts'
import type { Assignment, Matter } from '../../src/domain/matter.ts'
import type { Person } from '../../src/domain/organisation.ts'
import {
  ACTION_ZH,
  type Action,
  ASSIGNMENT_STATUS_ZH,
  type AssignmentAction,
  type AssignmentStatus,
  MATTER_STATUS_ZH,
  type MatterAction,
  type MatterStatus,
  type Standing,
} from '../../src/domain/terms.ts'
import { MINUTE_MS } from '../../src/domain/time.ts'
import {
  ASSIGNMENT_TRANSITIONS,
  assignmentRow,
  matterRow,
  standingsFor,
} from '../../src/domain/transitions.ts'
import { matterAt } from '../kit/given.ts'
import { ACTIONS, sensible } from '../kit/sensible.ts'
import { yunling } from '../kit/yunling.ts'
import { everyState, part, submittedByBoth } from './every-state.ts'

const ASSIGNMENT_ACTIONS = Object.keys(ASSIGNMENT_TRANSITIONS) as AssignmentAction[]

/** The matter is with the office and its leaders: the departments' parts rest. */
const PARTS_REST = [
  'awaitingBulletin',
  'awaitingViceMayor',
  'awaitingMayor',
  'awaitingReportUp',
  'closed',
] as const satisfies readonly MatterStatus[]

describe('谁在什么状态下可以办什么', () => {
  test('表里的每个状态都由真实的办理到过', () => {
    const acts = everyState().flatMap(({ matter }) => matter.history)
    const seen = new Set(acts.flatMap((act) => [act.from, act.to]))
    const all = [...Object.values(ASSIGNMENT_STATUS_ZH), ...Object.values(MATTER_STATUS_ZH)]
    expect(all.filter((status) => !seen.has(status))).toEqual([])
  })

  test.each(everyState())('$name：表外的人和事一律不准，表内的都准', ({ matter, department }) => {
    for (const action of ACTIONS) {
      const allowed = yunling.people.filter((person) =>
        isGranted(matter, department, person, action),
      )
      const admitted = yunling.people.filter((person) => isDone(matter, department, person, action))
      expect(names(admitted), ACTION_ZH[action]).toEqual(names(allowed))
    }
  })

  test.each(PARTS_REST)('%s：交办件不再走动', (status) => {
    const matter: Matter = { ...submittedByBoth(), status }
    for (const department of ['D09', 'D04'])
      for (const action of ASSIGNMENT_ACTIONS.filter((one) => assignmentRow(one).to.length > 0))
        expect(yunling.people.filter((one) => isDone(matter, department, one, action))).toEqual([])
  })

  test.each(['redirected', 'cancelled'])('交办件%s之后，谁也不能再办', (status) => {
    const before = matterAt('submitted')
    const assignments = before.assignments.map((held) => ({
      ...held,
      status: status as AssignmentStatus,
    }))
    for (const action of ASSIGNMENT_ACTIONS)
      expect(
        yunling.people.filter((one) => isDone({ ...before, assignments }, 'D09', one, action)),
      ).toEqual([])
  })
})

/** Who holds what in 农村沼气建设工作, by name and not by the code. */
const HOLDERS: Record<string, Record<Standing, readonly string[]>> = {
  D09: {
    matterOfficer: ['温如松', '蒋小棠'],
    supervision: ['温如松', '蒋小棠', '毕子衡'],
    approver: ['佟雅宁'],
    officer: ['禾苗'],
    head: ['田守稼'],
    handler: ['谷雨'],
    author: ['谷雨'],
    reader: ['佟雅宁'],
    leadOfficer: ['禾苗'],
    chief: ['温如松'],
    officeLeader: ['韩秉文', '罗思远'],
    officeDeputy: ['罗思远'],
    viceMayor: ['佟雅宁'],
    mayor: ['沈维岳'],
  },
  D04: {
    matterOfficer: ['温如松', '蒋小棠'],
    supervision: ['温如松', '蒋小棠', '毕子衡'],
    approver: ['佟雅宁'],
    officer: ['金穗'],
    head: ['钱守诚'],
    handler: ['金穗'],
    author: [],
    reader: ['佟雅宁'],
    leadOfficer: ['禾苗'],
    chief: ['温如松'],
    officeLeader: ['韩秉文', '罗思远'],
    officeDeputy: ['罗思远'],
    viceMayor: ['佟雅宁'],
    mayor: ['沈维岳'],
  },
}

/** What the table grants, as far as it knows; what only some of those may do is said here. */
function isGranted(matter: Matter, department: string, person: Person, action: Action): boolean {
  const assignment = part(matter, department)
  const row = isMatterAction(action) ? matterRow(action) : assignmentRow(action)
  const status = isMatterAction(action) ? matter.status : assignment?.status
  if (status === undefined || !(row.from as readonly string[]).includes(status)) return false
  const instructed = (assignment?.instructions.length ?? 0) > 0
  const standings = standingsFor(row, status).filter(
    (standing) => instructed || standing !== 'handler',
  )
  const by = new Set(standings.flatMap((standing) => HOLDERS[department]?.[standing] ?? []))
  if (!by.has(person.name)) return false
  // None of these matters has anything put up that waits for a word.
  if (row.petition !== undefined && row.petition.optional !== true) return false
  if (action === 'eraseAttachment') return filesHeld(matter).length > 0
  if (isMatterAction(action)) return isGrantedByMatter(matter, person, action)
  if (row.to.length > 0 && matter.status !== 'handling') return false
  if ('kinds' in row && assignment !== undefined && !row.kinds?.includes(assignment.kind))
    return false
  return isGrantedByFacts(assignment, person, action)
}

/** What came from above goes up; what did not is fed back or published; a leader answers his own copy. */
function isGrantedByMatter(
  matter: Matter,
  { openId, name }: Person,
  action: MatterAction,
): boolean {
  switch (action) {
    case 'presentBrief':
      return matter.superior
    case 'feedBack':
    case 'draftBulletin':
      return !matter.superior
    case 'read':
    case 'giveInstruction':
      return matter.feedback.some((held) => held.leader === openId)
    case 'issueBulletin':
    case 'returnBulletin':
      return name !== '佟雅宁' || matter.bulletins.at(-1)?.critical === true
    default:
      return true
  }
}

/** 办理完毕 is said once and taken back by whoever said it; progress is corrected by who wrote it. */
function isGrantedByFacts(
  assignment: Assignment | undefined,
  { openId }: Person,
  action: AssignmentAction,
): boolean {
  const finished = assignment?.completions.some(
    (held) => held.handler === openId && held.withdrawnAt === null,
  )
  const wrote = assignment?.progress.some((entry) => entry.by === openId)
  switch (action) {
    case 'finish':
      return finished === false
    case 'reacknowledge':
      return assignment?.correctedAt != null
    case 'withdrawFinish':
      return finished === true && assignment?.reports.length === 0
    case 'passOn':
      // 区财政局 has nobody else to take it.
      return assignment?.departmentId !== 'D04'
    case 'withdrawProgress':
    case 'voidProgress':
    case 'refileProgress':
    case 'markRecalled':
      return wrote === true
    default:
      return true
  }
}

function isDone(matter: Matter, department: string, person: Person, action: Action): boolean {
  const assignment = part(matter, department) ?? null
  const at = (matter.history.at(-1)?.at ?? 0) + MINUTE_MS
  const actor = person.openId
  const command = sensible(action, { matter, assignment, organisation: yunling, actor, at })
  const request = {
    command,
    assignmentId: assignment?.id ?? null,
    actor,
    turn: null,
    at,
    sourceEventId: 'event-now',
  }
  return decide(matter, request, yunling).ok
}

function names(people: readonly Person[]): string[] {
  return people.map((person) => person.name)
}
