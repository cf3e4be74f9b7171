// Decisions of a meeting on their way to 拟立项清单, and what the list asks for before they are put forward together.
import type { Form, Play } from './play.ts'
import { named } from './yunling.ts'

/** What is pasted: one decision for each title, all led by 区农业农村局. */
export function minutesOf(...titles: readonly string[]): string {
  const decided = titles.map((title) => `由区农业农村局牵头，于10月20日前完成${title}。`)
  return ['纪要', '时间：2026年9月14日', ...decided].join('\n')
}

/** What all decisions of the list have in common, for this leader to approve. */
export function inCommon(approver: string): Form {
  return {
    source: '区政府会议',
    approver: named(approver),
    copies: '1',
    seal: 'yes',
    electronic: 'yes',
    signature: 'no',
    not_secret: 'yes',
  }
}

/** 蒋小棠 pastes the decisions and puts all of them forward to this leader. */
export async function putForward(
  play: Play,
  approver: string,
  ...titles: readonly string[]
): Promise<void> {
  await play.say('蒋小棠', minutesOf(...titles))
  await play.tap('蒋小棠', '拟立项清单', '一并呈请立项', inCommon(approver))
}
