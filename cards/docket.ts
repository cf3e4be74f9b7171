// 立项阅批: a proposal in front of the leader who decides it.
import { checkedDrafter } from '../src/domain/check.ts'
import type { Act, Matter } from '../src/domain/matter.ts'
import { departmentZh, hasRole, personOf, viceMayorFor } from '../src/domain/organisation.ts'
import { ACTION_ZH } from '../src/domain/terms.ts'
import { shortDateZh } from '../src/domain/time.ts'
import { decisionCard, type Look } from './decision-frame.ts'
import { type Card, type Element, labelledLine, plain } from './element.ts'
import { quoted } from './fitting.ts'
import { textField } from './form-fields.ts'
import {
  delegationPrefix,
  factElements,
  originFacts,
  pointElements,
  titleZh,
} from './matter-facts.ts'
import { basisLine, personZh, spokenZh } from './phrases.ts'
import type { CardView } from './view.ts'

export function docketCard(view: CardView): Card {
  return decisionCard(view, {
    said: (look) => said(view, look),
    fields: () => [
      textField(view, {
        name: 'opinion',
        label: '批示意见',
        present: '',
        rows: 2,
        placeholder: '同意立项的可写批示，原文转承办单位；退回或不予立项请写明意见',
      }),
    ],
    buttons: [
      { action: 'approve', type: 'primary' },
      { action: 'returnDraft', type: 'danger' },
      { action: 'refuse', type: 'danger' },
    ],
    reason: basisLine(basis(view)),
  })
}

function said(view: CardView, { live, room, act }: Look): readonly Element[] {
  const { matter, organisation } = view
  if (act !== null && isRewritten(matter, act)) return []
  return [
    ...(live ? [plain(proposal(view))] : []),
    ...pointElements(view, null, room),
    ...factElements([...originFacts(matter, organisation), ['经办人', drafterZh(view)]]),
    ...coTask(matter, room),
  ]
}

/** Who wrote it, and who checked it on its way (核稿). */
function drafterZh({ matter, organisation }: CardView): string {
  const proposer = personZh(organisation, matter.proposedBy ?? matter.officer)
  const drafter = checkedDrafter(matter)
  return drafter === null ? proposer : `${personZh(organisation, drafter)}（${proposer}核稿）`
}

/** Once it is back on the office's desk and changed, it is a draft again and no longer what was decided on. */
function isRewritten(matter: Matter, act: Act): boolean {
  const written: readonly string[] = [ACTION_ZH.saveDraft, ACTION_ZH.propose]
  return matter.history.some((later) => later.seq > act.seq && written.includes(later.action))
}

/** The sentence a secretary would write on top (conversation §5, 立项). */
function proposal(view: CardView): string {
  const { matter, organisation, card: row } = view
  const lead = matter.lead === null ? '' : departmentZh(organisation, matter.lead)
  const co = matter.co.map((id) => departmentZh(organisation, id)).join('、')
  const helped = co === '' ? '' : `、${co}配合`
  const due = matter.deadline === null ? '' : `，时限${shortDateZh(matter.deadline)}`
  const delegation = delegationPrefix(view, 'approver', 'DECIDE')
  return `${spokenZh(organisation, row.recipient)}：${delegation}现将“${titleZh(matter)}”督查立项建议呈上，拟由${lead}牵头${helped}${due}。妥否，请批示。`
}

function coTask(matter: Matter, room: number): readonly Element[] {
  return matter.coTask === '' ? [] : [labelledLine('配合任务', quoted(matter.coTask, room))]
}

/** The rule by which this leader decides (process §1.1). */
function basis({ matter, organisation, card: row }: CardView): string {
  const rule = '督查事项经区政府领导阅批后立项'
  const lead = matter.lead
  const leader = personOf(organisation, row.recipient)
  if (leader === undefined || lead === null) return `${rule}。`
  if (viceMayorFor(organisation, lead)?.openId === leader.openId)
    return `${rule}；牵头单位${departmentZh(organisation, lead)}由您分管。`
  return hasRole(leader, 'DISTRICT_MAYOR') ? `${rule}；本事项呈您阅批。` : `${rule}。`
}
