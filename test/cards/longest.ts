// Matters filled to the brim, in a district of sixty departments: the cards' limits are met here or nowhere.
import type { Typed } from '../../cards/view.ts'
import type { Docket, Matter, ReportText } from '../../src/domain/matter.ts'
import type { Department, Organisation, Person } from '../../src/domain/organisation.ts'
import { DISTRICT, on, P, progress, upTo } from './course.ts'
import { cardOn, type DecisionKind, M27, PLACES, step } from './decision-cases.ts'

/** So many characters of prose with an end to every sentence. */
export function prose(length: number): string {
  return '农村沼气池建设进度按村逐户核实，数据以台账为准。'.repeat(50).slice(0, length)
}

export const FULL_DOCKET: Partial<Docket> = {
  ...M27,
  title: prose(100),
  source: prose(100),
  sourceDocument: prose(100),
  content: prose(1000),
  coTask: prose(1000),
  formatNote: prose(200),
  superiorOrgan: prose(100),
  proposalNumber: prose(50),
  proposers: prose(200),
  urgency: 'immediate',
}

const FULL_REPORT: ReportText = {
  achievements: prose(1000),
  problems: prose(999),
  nextSteps: prose(998),
  noProblemConfirmed: true,
  verification: prose(1000),
  replyClass: null,
  replyContact: '',
}

const OPINION = prose(1000)

/** Everything that can be typed into the card, at its longest: it all comes back after a refusal. */
const FULL_TYPED: Partial<Record<DecisionKind, Typed>> = {
  docket: { opinion: OPINION },
  handover: { suggestion: OPINION },
  instruct: { opinion: OPINION },
  handle: { achievement: OPINION, problem: OPINION, onsite: OPINION },
  signoff: {
    achievements: prose(997),
    problems: prose(996),
    next_steps: prose(995),
    opinion: OPINION,
  },
  review: { opinion: OPINION },
  consolidate: { summary: prose(1000), opinion: OPINION },
}

/** The card of that kind on the fullest matter that can lead to it. */
export function fullCard(kind: DecisionKind) {
  return cardOn(kind, fullMatter(kind), FULL_TYPED[kind] ?? null)
}

function fullMatter(kind: DecisionKind): Matter {
  const { before } = PLACES[kind]
  switch (kind) {
    case 'draft':
    case 'docket':
    case 'handover':
      return upTo(before, FULL_DOCKET)
    case 'instruct':
      return step(upTo('approved', FULL_DOCKET), P.officer, {
        action: 'acknowledge',
        suggestion: OPINION,
      })
    case 'handle':
      return reported(upTo('instructed', FULL_DOCKET))
    case 'compile':
      return compiled()
    case 'signoff':
      return presented()
    default:
      return reportedUpTo(kind)
  }
}

/** Ten entries of progress, each as long as its fields. */
function reported(matter: Matter): Matter {
  return Array.from({ length: 10 }, (_, index) => index).reduce(
    (held, index) =>
      step(held, P.handler, progress(prose(1000)), on('2026-09-15', `10:${10 + index}`)),
    matter,
  )
}

function compiled(): Matter {
  const returned = step(
    step(upTo('finished', FULL_DOCKET), P.officer, { action: 'presentReport', edit: FULL_REPORT }),
    P.head,
    { action: 'returnReport', edit: {}, opinion: OPINION },
  )
  return step(returned, P.officer, {
    action: 'draftReport',
    edit: { ...FULL_REPORT, problems: `恳请批准。${prose(900)}` },
  })
}

function presented(): Matter {
  const edit = { ...FULL_REPORT, achievements: `另起一段。${prose(995)}` }
  return step(compiled(), P.officer, { action: 'presentReport', edit })
}

function reportedUpTo(kind: DecisionKind): Matter {
  const signed = step(presented(), P.head, { action: 'signOff', edit: {}, opinion: OPINION })
  if (kind === 'submit') return signed
  const checklist = { copiesReady: true, sealed: true, electronicReady: true, wetSigned: true }
  const submitted = step(signed, P.officer, { action: 'submit', checklist })
  if (kind === 'review') return submitted
  const passed = step(submitted, P.clerk, { action: 'pass' })
  if (kind === 'consolidate') return passed
  return step(passed, P.clerk, {
    action: 'feedBack',
    summary: prose(1000),
    leaders: [P.approver, P.mayor],
  })
}

/** The example district grown to `count` departments, each with a head and an officer, no two names alike. */
export function districtOf(count: number): Organisation {
  const missing = Array.from({ length: count - DISTRICT.departments.length }, (_, index) => index)
  const departments = missing.map(
    (index): Department => ({
      id: `X${index}`,
      name: `云岭区第${index}专项工作管理服务局`,
      shortName: `区第${index}专项工作局`,
      kind: 'dept',
      chatId: null,
      sealName: null,
    }),
  )
  const people = departments.map(
    ({ id }): Person => ({
      openId: `ou_${id}`,
      name: '万新',
      title: '局长',
      departmentId: id,
      roles: ['DEPT_HEAD', 'DEPT_SUPERVISION_OFFICER'],
      portfolio: [],
      active: true,
    }),
  )
  return {
    ...DISTRICT,
    departments: [...DISTRICT.departments, ...departments],
    people: [...DISTRICT.people, ...people].map((person) =>
      person.openId === P.approver
        ? { ...person, portfolio: [...person.portfolio, ...departments.map(({ id }) => id)] }
        : person,
    ),
  }
}
