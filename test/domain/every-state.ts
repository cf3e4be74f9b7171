// A matter in every status that the tables know, taken there by real decisions.
import type { Assignment, Matter } from '../../src/domain/matter.ts'
import { ASSIGNMENT_STATUS_ZH, MATTER_STATUS_ZH } from '../../src/domain/terms.ts'
import { instantOf } from '../../src/domain/time.ts'
import {
  closed,
  everythingReady,
  given,
  matterAt,
  partAt,
  passed,
  proposed,
  STAGES,
} from '../kit/given.ts'
import {
  answered,
  briefPresented,
  bulletinDrafted,
  clearedOnce,
  clearedTwice,
  reportedUp,
} from '../kit/outcome.ts'
import { biogas } from '../kit/yunling.ts'

interface State {
  readonly name: string
  readonly matter: Matter
  readonly department: string
}

/** A matter in every status, lead's and co-department's, all taken there by real decisions. */
export function everyState(): State[] {
  const road = STAGES.map((stage) => ({ matter: matterAt(stage), department: 'D09' }))
  const docketed = matterAt('docketed')
  const co = (['acknowledged', 'instructed', 'finished', 'presented', 'signedOff'] as const).map(
    (stage) => ({ matter: partAt(stage, docketed, 'D04'), department: 'D04' }),
  )
  const refused = given(proposed())
    .by('佟雅宁')
    .when({ action: 'refuse', opinion: '已由市里督办。' })
    .thenIs('不予立项')
  const proposal = closed({ ...biogas, category: 6 })
  const others = [
    { matter: refused.matter, department: 'D09' },
    { matter: proposal, department: 'D09' },
    { matter: withProgress(), department: 'D09' },
    { matter: submittedByBoth(), department: 'D04' },
    { matter: passed(), department: 'D04' },
    { matter: closed(), department: 'D04' },
    { matter: docketed, department: 'D04' },
    { matter: redirected(docketed), department: 'D09' },
    { matter: cancelled(docketed), department: 'D09' },
    ...outcomes(),
  ]
  return [...road, ...co, ...others].map(({ matter, department }) => {
    const status = part(matter, department)?.status
    const ofPart = status === undefined ? '' : ` ${department}${ASSIGNMENT_STATUS_ZH[status]}`
    return { name: `${MATTER_STATUS_ZH[matter.status]}${ofPart}`, matter, department }
  })
}

export function part(matter: Matter, department: string): Assignment | undefined {
  return matter.assignments.find((held) => held.departmentId === department)
}

/** What comes after the material was passed; led by the department whose people are known here. */
function outcomes() {
  const superior = { ...biogas, ...FROM_ABOVE }
  return [
    briefPresented(superior),
    clearedOnce(superior, '佟雅宁'),
    clearedTwice(superior, '佟雅宁'),
    reportedUp(superior, '佟雅宁'),
    bulletinDrafted(),
    bulletinDrafted(true),
    answered(),
  ].map((matter) => ({ matter, department: 'D09' }))
}

const FROM_ABOVE = {
  superior: true,
  superiorOrgan: '云州市人民政府督查室',
  superiorDeadline: instantOf('2026-09-30', '17:30'),
} as const

function redirected(matter: Matter): Matter {
  const command = { action: 'redirect', department: 'D07', reason: '职责调整。' } as const
  return given(matter).by('温如松').when(command).thenIs('待签收').matter
}

function cancelled(matter: Matter): Matter {
  return given(matter)
    .by('罗思远')
    .when({ action: 'proposeCancellation', reason: '与另一事项重复。' })
    .thenIs('办理中')
    .by('佟雅宁')
    .when({ action: 'cancel' })
    .thenIs('已撤销').matter
}

function withProgress(): Matter {
  return given(matterAt('instructed'))
    .by('谷雨')
    .when({
      action: 'reportProgress',
      progress: { achievement: '已完成摸底120户。', problem: '', onsite: '' },
      files: [],
      sourceMessageId: null,
    })
    .thenIs('办理中').matter
}

export function submittedByBoth(): Matter {
  return given(partAt('signedOff', matterAt('submitted'), 'D04'))
    .of('D04')
    .by('金穗')
    .when({ action: 'submit', checklist: everythingReady })
    .thenIs('已送牵头单位').matter
}
