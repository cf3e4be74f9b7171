// The cards around 核稿: with whoever checks, with who gets it back, and with the leader it then goes to.
import { test } from 'vitest'
import { renderCard } from '../../cards/render.ts'
import type { MatterCommand } from '../../src/domain/command.ts'
import { decide } from '../../src/domain/decide.ts'
import type { Matter } from '../../src/domain/matter.ts'
import type { OpenId } from '../../src/domain/organisation.ts'
import { DISTRICT, P, upTo, viewOf } from './course.ts'
import { AT, M27 } from './decision-cases.ts'
import { expectGolden } from './golden.ts'

const CHECKING = { ...DISTRICT, rules: { ...DISTRICT.rules, chiefReview: true } }
const PROPOSE: MatterCommand = { action: 'propose', docket: {} }

function after(matter: Matter, ...steps: readonly (readonly [OpenId, MatterCommand])[]): Matter {
  return steps.reduce((held, [actor, command]) => {
    const sourceEventId = `step-${held.history.length + 1}`
    const request = { command, assignmentId: null, actor, turn: null, at: AT, sourceEventId }
    const decided = decide(held, request, CHECKING)
    if (!decided.ok) throw new Error(JSON.stringify(decided.refusal))
    return decided.matter
  }, matter)
}

const draft = upTo('drafted', M27)
const save: MatterCommand = { action: 'saveDraft', docket: {} }
const bulletin: MatterCommand = {
  action: 'draftBulletin',
  summary: '沼气池建设已完成年度任务的80%。',
  scope: ['D09'],
  critical: false,
  alsoFeedback: false,
  leaders: [],
}

test.each([
  ['draft-to-check', 'draft', P.chief, after(draft, [P.clerk, PROPOSE])],
  ['draft-given-back', 'draft', P.clerk, after(draft, [P.clerk, PROPOSE], [P.chief, save])],
  ['docket-checked', 'docket', P.approver, after(draft, [P.clerk, PROPOSE], [P.chief, PROPOSE])],
  ['consolidate-to-check', 'consolidate', P.chief, after(upTo('passed', M27), [P.clerk, bulletin])],
] as const)('%s 的卡片与样张一致', async (name, kind, who, matter) => {
  await expectGolden(renderCard(viewOf(kind, matter, who, AT, { assignmentId: null })), name)
})
