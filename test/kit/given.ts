// Given a matter, when somebody gives a command, then it stands like this – or it is refused, and nothing has changed.
import { expect } from 'vitest'
import {
  type AssignmentCommand,
  isMatterAction,
  type MatterCommand,
  type Request,
} from '../../src/domain/command.ts'
import { decide } from '../../src/domain/decide.ts'
import type { Decided } from '../../src/domain/decided.ts'
import {
  type Assignment,
  type Docket,
  instructionOf,
  leadOf,
  type Matter,
} from '../../src/domain/matter.ts'
import { newMatter } from '../../src/domain/new-matter.ts'
import {
  type DepartmentId,
  handlersOf,
  headOf,
  type OpenId,
  type Organisation,
  officersOf,
} from '../../src/domain/organisation.ts'
import type { Refusal, Refused } from '../../src/domain/refusal.ts'
import { ASSIGNMENT_STATUS_ZH, MATTER_STATUS_ZH } from '../../src/domain/terms.ts'
import { type Instant, instantOf, MINUTE_MS } from '../../src/domain/time.ts'
import { biogas, goodReply, goodReport, MONDAY, named, yunling } from './yunling.ts'

export type Command = MatterCommand | AssignmentCommand
type StatusZh =
  | (typeof MATTER_STATUS_ZH)[keyof typeof MATTER_STATUS_ZH]
  | (typeof ASSIGNMENT_STATUS_ZH)[keyof typeof ASSIGNMENT_STATUS_ZH]

interface Situation {
  readonly matter: Matter
  readonly organisation: Organisation
  readonly actor: OpenId
  readonly at: Instant
  /** Whose part is acted on; null = the lead's. */
  readonly department: DepartmentId | null
  /** The turn of the card; `present` = a fresh card, null = words. */
  readonly turn: number | null | 'present'
}

export interface Given {
  readonly matter: Matter
  /** The assignment that commands go to. */
  readonly assignment: Assignment
  /** Who acts, by name. */
  by(name: string): Given
  on(day: string, time?: string): Given
  /** The part of another department than the lead. */
  of(department: DepartmentId): Given
  /** By the card of this turn; null = by words. */
  withTurn(turn: number | null): Given
  when(command: Command): Outcome
}

export interface Outcome {
  /** What the command was about has this status now; `check` sees the matter and what was appended. */
  thenIs(status: StatusZh, check?: (matter: Matter, decided: Decided) => void): Given
  thenRefused(reason: Refusal['reason'], facts?: Record<string, unknown>): Given
}

/** The matter, with its next ten minutes and nobody acting yet. */
export function given(matter: Matter, organisation: Organisation = yunling): Given {
  const at = (matter.history.at(-1)?.at ?? matter.createdAt) + 10 * MINUTE_MS
  const actor = matter.officer
  return situation({ matter, organisation, actor, at, department: null, turn: 'present' })
}

function situation(held: Situation): Given {
  return {
    matter: held.matter,
    get assignment() {
      const found = assignmentIn(held)
      if (found === undefined) throw new Error('nothing was handed over yet')
      return found
    },
    by: (name) => situation({ ...held, actor: named(name) }),
    on: (day, time = '10:00') => situation({ ...held, at: instantOf(day, time) }),
    of: (department) => situation({ ...held, department }),
    withTurn: (turn) => situation({ ...held, turn }),
    when: (command) => outcome(held, command),
  }
}

function assignmentIn({ matter, department }: Situation): Assignment | undefined {
  if (department === null) return leadOf(matter)
  return matter.assignments.find((assignment) => assignment.departmentId === department)
}

function outcome(held: Situation, command: Command): Outcome {
  const before = structuredClone(held.matter)
  const decided = decide(held.matter, requestOf(held, command), held.organisation)
  expect(held.matter).toEqual(before)
  return {
    thenIs(status, check) {
      const done = expectDone(decided)
      const now = { ...held, matter: done.matter }
      expect(isMatterAction(command.action) ? matterZh(now) : assignmentZh(now)).toBe(status)
      check?.(done.matter, done)
      return situation({ ...now, at: held.at + 10 * MINUTE_MS, turn: 'present' })
    },
    thenRefused(reason, facts = {}) {
      expect(decided).toMatchObject({ ok: false, refusal: { reason, ...facts } })
      return situation(held)
    },
  }
}

function requestOf(held: Situation, command: Command): Request {
  const assignment = isMatterAction(command.action) ? undefined : assignmentIn(held)
  return {
    command,
    assignmentId: assignment?.id ?? null,
    actor: held.actor,
    turn: held.turn === 'present' ? (assignment ?? held.matter).turn : held.turn,
    at: held.at,
    sourceEventId: `event-${held.matter.auditSeq + 1}`,
  }
}

function expectDone(decided: Decided | Refused): Decided {
  if (!decided.ok) throw new Error(`refused: ${JSON.stringify(decided.refusal)}`)
  return decided
}

const matterZh = ({ matter }: Situation) => MATTER_STATUS_ZH[matter.status]

function assignmentZh(held: Situation) {
  const assignment = assignmentIn(held)
  return assignment === undefined ? null : ASSIGNMENT_STATUS_ZH[assignment.status]
}

export const everythingReady = {
  copiesReady: true,
  sealed: true,
  electronicReady: true,
  wetSigned: true,
} as const

/** `2026-09-23`, a day for 补正时限. */
export const REWORK_BY = instantOf('2026-09-23', '17:30')

type Taken = readonly [actor: OpenId, command: Command][]

/** The main road of one matter, stage by stage: who takes which step. */
const ROAD = {
  drafted: (matter) => [[matter.officer, { action: 'saveDraft', docket: {} }]],
  proposed: (matter) => [[matter.officer, { action: 'propose', docket: {} }]],
  docketed: ({ approver }) => [[approver ?? '', { action: 'approve', opinion: '请抓紧落实。' }]],
  acknowledged: (matter, organisation) => [
    [officerIn(matter, organisation), { action: 'acknowledge', suggestion: '建议由科室办理。' }],
  ],
  instructed: (matter, organisation) => [
    [headIn(matter, organisation), instruction([handlerIn(matter, organisation)])],
  ],
  finished: (matter) => finishers(matter).map((handler) => [handler, { action: 'finish' }]),
  presented: (matter, organisation) => [
    [
      officerIn(matter, organisation),
      { action: 'presentReport', edit: { ...goodReport, ...goodReply } },
    ],
  ],
  signedOff: (matter, organisation) => [
    [headIn(matter, organisation), { action: 'signOff', edit: {}, opinion: '' }],
  ],
  submitted: (matter, organisation) => [
    [officerIn(matter, organisation), { action: 'submit', checklist: everythingReady }],
  ],
  passed: (matter) => [[matter.officer, { action: 'pass' }]],
  closed: (matter) => [
    [
      matter.officer,
      { action: 'feedBack', summary: '已完成年度任务的80%。', leaders: [matter.approver ?? ''] },
    ],
  ],
} as const satisfies Record<string, (matter: Matter, organisation: Organisation) => Taken>
export type Stage = keyof typeof ROAD
export const STAGES = Object.keys(ROAD) as Stage[]

/** A matter as it stands after a stage of the main road, every step taken by the real decision. */
export function matterAt(
  stage: Stage,
  docket: Partial<Docket> = biogas,
  organisation: Organisation = yunling,
): Matter {
  const blank = newMatter('m-27', named('蒋小棠'), docket, MONDAY)
  return STAGES.slice(0, STAGES.indexOf(stage) + 1).reduce(
    (matter, name) => walked(matter, ROAD[name](matter, organisation), organisation),
    blank,
  )
}

/** Another department's part taken on to a stage, on its own. */
export function partAt(
  stage: Extract<Stage, 'acknowledged' | 'instructed' | 'finished' | 'presented' | 'signedOff'>,
  matter: Matter,
  department: DepartmentId,
  organisation: Organisation = yunling,
): Matter {
  const part = (held: Matter) => ({ ...held, lead: department })
  const from = STAGES.indexOf('acknowledged')
  return STAGES.slice(from, STAGES.indexOf(stage) + 1).reduce(
    (held, name) => walked(held, ROAD[name](part(held), organisation), organisation, department),
    matter,
  )
}

const reach =
  (stage: Stage) =>
  (docket?: Partial<Docket>, organisation?: Organisation): Matter =>
    matterAt(stage, docket, organisation)

export const drafted = reach('drafted')
export const proposed = reach('proposed')
export const docketed = reach('docketed')
export const acknowledged = reach('acknowledged')
export const instructed = reach('instructed')
export const finished = reach('finished')
export const presented = reach('presented')
export const signedOff = reach('signedOff')
export const submitted = reach('submitted')
export const passed = reach('passed')
export const closed = reach('closed')

/** Two handlers, of whom 谷雨 has finished and 禾苗 has not. */
export function halfFinished(): Given {
  return given(acknowledged())
    .by('田守稼')
    .when(instruction([named('谷雨'), named('禾苗')]))
    .thenIs('办理中')
    .by('谷雨')
    .when({ action: 'finish' })
    .thenIs('办理中')
}

/** 批办 to these handlers, ② unless told. */
export function instruction(
  handlers: readonly OpenId[],
  mode: 'leader' | 'section' | 'officer' = 'section',
): Extract<Command, { action: 'instruct' | 'reinstruct' }> {
  return { action: 'instruct', mode, opinion: '请尽快核实。', handlers, innerDeadline: null }
}

function walked(
  matter: Matter,
  steps: Taken,
  organisation: Organisation,
  department: DepartmentId | null = null,
): Matter {
  return steps.reduce((held, [actor, command]) => {
    const at = (held.history.at(-1)?.at ?? held.createdAt) + 10 * MINUTE_MS
    const scene: Situation = { matter: held, organisation, actor, at, department, turn: 'present' }
    const done = expectDone(decide(held, requestOf(scene, command), organisation))
    return done.allocateNumber
      ? { ...done.matter, number: '云政督〔2026〕27号', numberSerial: 27 }
      : done.matter
  }, matter)
}

function finishers(matter: Matter): readonly OpenId[] {
  const part = matter.assignments.find((held) => held.departmentId === matter.lead)
  return (part && instructionOf(part)?.handlers) ?? []
}

function officerIn({ lead }: Matter, organisation: Organisation): OpenId {
  return officersOf(organisation, lead ?? '')[0]?.openId ?? ''
}

function headIn({ lead }: Matter, organisation: Organisation): OpenId {
  return headOf(organisation, lead ?? '')?.openId ?? ''
}

/** The department's first 科室 handler, or whoever can handle there at all. */
function handlerIn({ lead }: Matter, organisation: Organisation): OpenId {
  const handlers = handlersOf(organisation, lead ?? '')
  const ofSection = handlers.find(
    ({ roles }) => roles.includes('UNDERTAKER') && !roles.includes('DEPT_DEPUTY'),
  )
  return (ofSection ?? handlers[0])?.openId ?? ''
}
