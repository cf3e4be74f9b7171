// The matters of the example district as they are handed over and taken up there, and the reminders about them.
import { dayOf, pickerTime } from '../../src/domain/time.ts'
import { docketOf } from './matters.ts'
import type { Form, Play } from './play.ts'
import { yunling } from './yunling.ts'
import matters from './yunling-matters.json' with { type: 'json' }

export type Example = (typeof matters.matters)[number]

/** In the order in which they are handed over. */
export const EXAMPLES: readonly Example[] = matters.matters.toSorted((one, other) =>
  one.handedOverOn.localeCompare(other.handedOverOn),
)

/** Category 6 says whose it is; the file has that in the title only. */
const PROPOSAL: Form = {
  proposal_kind: 'suggestion',
  proposal_number: '12',
  proposers: '区人大代表',
}

/** Proposed by the office and approved by the leader: from then on the departments have it. */
export async function handOver(play: Play, { id, title }: Example): Promise<void> {
  const docket = docketOf(id)
  await play.say('蒋小棠', '立项')
  const form = {
    title,
    category: String(docket.category),
    source: docket.source,
    source_document: docket.sourceDocument,
    content: docket.content,
    lead: docket.lead,
    co: docket.co,
    deadline: pickerTime(docket.deadline ?? 0),
    copies: String(docket.copies),
    seal: 'yes',
    electronic: 'yes',
    signature: 'yes',
    approver: docket.approver,
    ...(docket.superior === true
      ? {
          superior: 'yes',
          superior_organ: docket.superiorOrgan,
          superior_deadline: pickerTime(docket.superiorDeadline ?? 0),
        }
      : {}),
    ...(docket.category === 6 ? PROPOSAL : {}),
    not_secret: 'yes',
  }
  await press(play, '蒋小棠', '督查立项', '呈请立项', form)
  await press(play, nameOf(docket.approver ?? null), '立项阅批', '同意立项', { opinion: '' }, title)
}

/** The lead signs for it, and its head has it handled in the mode and by whom the file says, where it says so. */
export async function takeUp(play: Play, { title, lead, mode, handler }: Example): Promise<void> {
  if (handler === null) return
  await press(play, holderOf(lead, 'DEPT_SUPERVISION_OFFICER'), '交办通知', '签收并呈批', {}, title)
  const form = { mode, opinion: '请办理。', handlers: [handler] }
  await press(play, holderOf(lead, 'DEPT_HEAD'), '领导批办', '批办', form, title)
}

async function press(play: Play, ...tap: Parameters<Play['tap']>): Promise<void> {
  const { toast } = await play.tap(...tap)
  if (toast?.type !== 'success') throw new Error(`${tap[0]} ${tap[2]}: ${toast?.content}`)
}

function nameOf(openId: string | null): string {
  return yunling.people.find((one) => one.openId === openId)?.name ?? ''
}

function holderOf(departmentId: string, role: 'DEPT_HEAD' | 'DEPT_SUPERVISION_OFFICER'): string {
  const holds = yunling.people.find(
    (one) => one.departmentId === departmentId && one.roles.includes(role),
  )
  return holds?.name ?? ''
}

export interface Reminder {
  readonly to: string
  readonly day: string
  readonly text: string
}

/** 提前催办 of a matter as it stands in the chats of its lead's people. */
export function remindersOf(play: Play, { title, lead }: Example): readonly Reminder[] {
  return yunling.people
    .filter(({ departmentId }) => departmentId === lead)
    .flatMap(({ name }) =>
      play
        .person(name)
        .messages()
        .filter((one) => ['工作提示', '督促提醒', '办理提示'].includes(one.title ?? ''))
        .map(({ card, createdAt }) => ({ text: JSON.stringify(card), day: dayOf(createdAt) }))
        .filter(({ text }) => text.includes(title) && text.includes('提前提示一次'))
        .map((said) => ({ to: name, ...said })),
    )
}
