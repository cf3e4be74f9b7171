// The task beside a card, as Feishu's task centre shows it: what is to be done, by when, and where it is done.

import type { Matter } from '../src/domain/matter.ts'
import { type MirroredTask, taskDue, type WantedTask } from '../src/domain/mirror.ts'
import type { Organisation } from '../src/domain/organisation.ts'
import { CARD_TITLE_ZH } from '../src/domain/terms.ts'
import { clip } from './escape.ts'
import { summaryZh } from './phrases.ts'

/** UTF-16 units, well within the platform's 3,000 characters; the task centre shows a line or two. */
const SUMMARY_SHOWN = 200

/**
 * `请审签：农村沼气建设工作（云政督〔2026〕27号）`. Feishu puts a task's title on the lock screen as it does a card's
 * summary, so of an 内部 matter it says no more than that (process §7.12), and the description the number and the act.
 */
export function mirroredTask(
  task: WantedTask,
  matter: Matter,
  organisation: Pick<Organisation, 'pages'>,
): MirroredTask {
  const title = CARD_TITLE_ZH[task.kind]
  const { pages } = organisation
  return {
    summary: clip(summaryZh(matter, title), SUMMARY_SHOWN),
    description: descriptionOf(matter, title),
    dueAt: taskDue(matter, task.assignmentId),
    assignee: task.recipient,
    origin: '督办',
    tip: `请在督办机器人发送的“${title}”卡片上办理。办理后，本任务自动完成。`,
    page:
      pages === undefined || pages === null
        ? null
        : { url: `${pages}/board/matters/${matter.id}`, title: '督查看板' },
  }
}

function descriptionOf(matter: Matter, title: string): string {
  const about =
    matter.classification === 'internal' ? [[title, matter.number].filter(Boolean).join('　')] : []
  return [
    ...about,
    `请在督办机器人发送的“${title}”卡片上办理；找不到卡片的，向机器人发送“我的待办”。`,
    '本任务只作提示，随卡片自动建立、自动完成。在这里勾选完成不是办理，不改变事项的任何状态。',
  ].join('\n')
}
