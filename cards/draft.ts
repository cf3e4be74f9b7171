// 督查立项: where a 经办人 writes a matter down, point by point, and puts it to a leader.
import { givenBackBy } from '../src/domain/check.ts'
import type { Matter } from '../src/domain/matter.ts'
import {
  approversFor,
  departmentOf,
  hasRole,
  type OpenId,
  peopleWith,
  personOf,
} from '../src/domain/organisation.ts'
import { decisionCard, type Look } from './decision-frame.ts'
import { draftFields } from './draft-fields.ts'
import { type Card, type Element, plain } from './element.ts'
import { quoted } from './fitting.ts'
import { typedText } from './form-fields.ts'
import { factElements, originFacts, pointElements } from './matter-facts.ts'
import { missedRequirement } from './missed-requirement.ts'
import { personZh, whyLine } from './phrases.ts'
import type { CardView } from './view.ts'

export function draftCard(view: CardView): Card {
  return decisionCard(view, {
    said: (look) => said(view, look),
    fields: () => draftFields(view, approverOptions(view)),
    buttons: [
      { action: 'propose', type: 'primary' },
      { action: 'saveDraft' },
      { action: 'deleteDraft' },
    ],
    reason: whyLine(
      isToCheck(view)
        ? '您是督查室主任，督查立项经您核稿后，呈区政府领导阅批。'
        : '您是本事项经办人，写明督查内容、办结时间、材料格式后，呈区政府领导阅批立项。',
    ),
  })
}

/** Whether it came to be checked (核稿), also once that is done. */
function isToCheck({ matter, organisation, card: row }: CardView): boolean {
  if (matter.checkAsked !== null) return row.recipient !== matter.checkAsked.by
  const person = personOf(organisation, row.recipient)
  const isChief = person !== undefined && hasRole(person, 'SUPERVISION_CHIEF')
  return isChief && row.recipient !== matter.officer
}

function said(view: CardView, { live, room }: Look): readonly Element[] {
  const { matter } = view
  return live
    ? [...returned(matter, room), ...givenBack(view), ...notUnderstood(view, room)]
    : facts(view, room)
}

/** Why the leader sent the draft back. */
function returned({ returnOpinion }: Matter, room: number): readonly Element[] {
  if (returnOpinion === '') return []
  return [plain(`退回意见：${quoted(returnOpinion, room)}\n${missedRequirement(returnOpinion)}`)]
}

/** Who checked the draft and wants it changed (核稿). */
function givenBack({ matter, organisation }: CardView): readonly Element[] {
  const by = matter.checkAsked === null ? givenBackBy(matter) : null
  if (by === null) return []
  return [plain(`${personZh(organisation, by)}核稿后退您修改，改好请再呈请立项。`)]
}

/** What stood behind the word 立项 and could not be read is said, never guessed. */
function notUnderstood({ card: row }: CardView, room: number): readonly Element[] {
  const words = row.subject.notUnderstood ?? []
  if (words.length === 0) return []
  const listed = words.map((word) => `“${quoted(word, room)}”`).join('、')
  return [plain(`未能识别：${listed}，请在表中补填。`)]
}

function facts(view: CardView, room: number): readonly Element[] {
  const { matter, organisation } = view
  const approver = matter.approver === null ? '' : personZh(organisation, matter.approver)
  return [
    ...pointElements(view, null, room),
    ...factElements([...originFacts(matter, organisation), ['阅批领导', approver]]),
    ...(matter.coTask === '' ? [] : [plain(`配合任务：${quoted(matter.coTask, room)}`)]),
  ]
}

/** 区长 and the 副区长; once the lead is known only those who may approve it. */
function approverOptions({ matter, organisation, typed }: CardView): OpenId[] {
  const chosen = typedText(typed, 'lead') ?? matter.lead ?? ''
  const lead = departmentOf(organisation, chosen)?.id
  const people =
    lead === undefined
      ? peopleWith(organisation, 'DISTRICT_VICE_MAYOR', 'DISTRICT_MAYOR')
      : approversFor(organisation, lead)
  return people.map((person) => person.openId)
}
