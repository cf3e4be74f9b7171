// Feishu tasks stand for the cards that wait for people, and for nothing else (interface §3, optional mirror).
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { actionsOn } from '../../src/domain/actions.ts'
import { effectiveDeadline, isFinalMatter } from '../../src/domain/deadline.ts'
import type { Matter } from '../../src/domain/matter.ts'
import { taskDue, wantedTasks } from '../../src/domain/mirror.ts'
import { activePerson } from '../../src/domain/organisation.ts'
import { CARD_TITLE_ZH } from '../../src/domain/terms.ts'
import { DAY_MS, instantOf } from '../../src/domain/time.ts'
import { maySeeMatter } from '../../src/domain/visibility.ts'
import { wantedCards } from '../../src/domain/wanted-cards.ts'
import { matterAt } from '../kit/given.ts'
import { assignmentFor, walk, walks } from '../kit/walk.ts'
import { named, yunling } from '../kit/yunling.ts'

const AT = instantOf('2026-09-14', '18:00')
const RUNS = Number(process.env.DUBAN_RUNS ?? 100)
const SEED = Number(process.env.DUBAN_SEED ?? 20_260_914)

function tasksOf(matter: Matter): string[] {
  return wantedTasks(wantedCards(matter, yunling, AT))
    .map(
      ({ kind, recipient }) => `${CARD_TITLE_ZH[kind]}→${activePerson(yunling, recipient)?.name}`,
    )
    .sort()
}

describe('每个状态谁有飞书任务', () => {
  test.each([
    ['drafted', ['督查立项→蒋小棠']],
    ['proposed', ['立项阅批→佟雅宁']],
    ['docketed', ['交办通知→禾苗', '交办通知→金穗']],
    ['acknowledged', ['领导批办→田守稼', '交办通知→金穗']],
    ['submitted', ['审核反馈材料→温如松', '审核反馈材料→蒋小棠', '交办通知→金穗']],
    ['passed', ['汇总反馈→温如松', '汇总反馈→蒋小棠']],
    ['closed', ['督查结果→佟雅宁']],
  ] as const)('%s', (stage, expected) => {
    expect(tasksOf(matterAt(stage))).toEqual([...expected].sort())
  })
})

test('任务的时限就是卡片的时限：延期、补正后随之改变，办结后没有', () => {
  const matter = matterAt('instructed')
  const [lead] = matter.assignments
  if (lead === undefined) throw new Error('no lead')
  expect(taskDue(matter, lead.id)).toBe(lead.deadline)
  const later = lead.deadline + 7 * DAY_MS
  const extended = { ...matter, assignments: [{ ...lead, extendedTo: later }] }
  expect(taskDue(extended, lead.id)).toBe(later)
  const reworked = { ...lead, extendedTo: later, reworkDeadline: AT + DAY_MS }
  expect(taskDue({ ...matter, assignments: [reworked] }, lead.id)).toBe(AT + DAY_MS)
  expect(taskDue(matter, null)).toBe(matter.deadline)
  expect(taskDue(matterAt('closed'), null)).toBeNull()
})

test(
  '谁该办，谁有任务，不多不少：每张等人的卡片一个，拿到任务的人看得到事项，也有按钮可按',
  () => {
    fc.assert(
      fc.property(walks, (given) => {
        for (const { after, request, outcome, organisation } of walk(given)) {
          if (!outcome.ok || outcome.gone) continue
          const { at } = request
          const cards = wantedCards(after, organisation, at)
          const tasks = wantedTasks(cards)
          const key = (one: object) => JSON.stringify(Object.entries(one).sort())
          expect(new Set(tasks.map(key)).size).toBe(tasks.length)
          expect(tasks).toHaveLength(cards.filter(({ waiting }) => waiting).length)
          if (!isFinalMatter(after.status) && after.auditSeq > 0) expect(tasks).not.toEqual([])
          for (const task of tasks) {
            const assignment = assignmentFor(after, {
              ...task,
              recipientType: 'person',
              waiting: true,
            })
            const buttons = actionsOn(task.kind, after, assignment, task.recipient, task.turn)
            expect(buttons, task.kind).not.toEqual([])
            const person = activePerson(organisation, task.recipient)
            expect(person && maySeeMatter(person, after, organisation, at)).toBe(true)
            const due = taskDue(after, task.assignmentId)
            if (isFinalMatter(after.status)) expect(due).toBeNull()
            else if (assignment !== null) expect(due).toBe(effectiveDeadline(assignment))
          }
        }
      }),
      { seed: SEED, numRuns: RUNS },
    )
  },
  30_000 + RUNS * 200,
)

test('办过的人没有任务：承办人报了办理完毕，他的任务就不再有', () => {
  const handler = named('谷雨')
  const has = (matter: Matter) =>
    wantedTasks(wantedCards(matter, yunling, AT)).some(({ recipient }) => recipient === handler)
  expect(has(matterAt('instructed'))).toBe(true)
  expect(has(matterAt('finished'))).toBe(false)
})
