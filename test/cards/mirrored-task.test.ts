// What the task beside a card says: the act and the matter; of an 内部 matter no more than a lock screen may show.
import { expect, test } from 'vitest'
import { mirroredTask } from '../../cards/mirrored-task.ts'
import type { WantedTask } from '../../src/domain/mirror.ts'
import { matterAt } from '../kit/given.ts'
import { named, yunling } from '../kit/yunling.ts'

const matter = matterAt('acknowledged')
const task: WantedTask = {
  kind: 'instruct',
  recipient: named('田守稼'),
  assignmentId: matter.assignments.find((held) => held.kind === 'lead')?.id ?? null,
  turn: 1,
}
const PAGES = { pages: 'https://duban.example.cn' }

test('标题是办什么、哪件事，说明写清在哪里办、勾选不算办理', () => {
  expect(mirroredTask(task, matter, { ...yunling, ...PAGES })).toEqual({
    summary: `领导批办：${matter.title}（${matter.number}）`,
    description:
      '请在督办机器人发送的“领导批办”卡片上办理；找不到卡片的，向机器人发送“我的待办”。\n本任务只作提示，随卡片自动建立、自动完成。在这里勾选完成不是办理，不改变事项的任何状态。',
    dueAt: matter.deadline,
    assignee: named('田守稼'),
    origin: '督办',
    tip: '请在督办机器人发送的“领导批办”卡片上办理。办理后，本任务自动完成。',
    page: { url: `https://duban.example.cn/board/matters/${matter.id}`, title: '督查看板' },
  })
})

test('没有网页地址，就没有链接', () => {
  expect(mirroredTask(task, matter, {}).page).toBeNull()
})

test('内部事项：标题只说有一份督查待办，说明只有事由种类和编号', () => {
  const internal = { ...matter, classification: 'internal' as const }
  const shown = mirroredTask(task, internal, { ...yunling, ...PAGES })
  expect(shown.summary).toBe('您有一份督查待办')
  expect(shown.description.split('\n')[0]).toBe(`领导批办　${matter.number}`)
  expect(JSON.stringify(shown)).not.toContain(matter.title)
  expect(mirroredTask(task, { ...internal, number: null }, {}).description).toMatch(/^领导批办\n/)
})

test('再长的标题也在平台的限度之内', () => {
  const { summary } = mirroredTask(task, { ...matter, title: '督'.repeat(5_000) }, {})
  expect([...summary].length).toBeLessThanOrEqual(200)
})
