// 请确认 for whoever's consent is asked: 更正, 撤销, 清除附件 and what else waits for a second word (conversation §2).
import { actionsOn, petitionBehind } from '../src/domain/actions.ts'
import { mayAct } from '../src/domain/decide.ts'
import { actsOn } from '../src/domain/history.ts'
import type { Act } from '../src/domain/matter.ts'
import { activePerson, hasRole } from '../src/domain/organisation.ts'
import { isPetition, type Petition } from '../src/domain/petition.ts'
import { ACTION_ZH, type Action } from '../src/domain/terms.ts'
import { askedElements } from './correction-facts.ts'
import { decisionCard, type Look, supersededCard } from './decision-frame.ts'
import { type Card, type Element, labelledLine, plain } from './element.ts'
import { erasureElements } from './erasure-facts.ts'
import { quoted } from './fitting.ts'
import { timeField } from './form-fields.ts'
import { basisLine, deadlineLine, matterName, personZh, spokenZh, whyLine } from './phrases.ts'
import type { CardView } from './view.ts'

/** What was asked for and by whom, with the two answers; afterwards what was answered. */
export function consentCard(view: CardView): Card {
  const petition = petitionBehind(view.matter, 'confirm', view.card.turn)
  const asked = petition === null ? null : askedIn(view, petition)
  if (petition === null || asked === null) return supersededCard(view)
  return decisionCard(view, {
    said: (look) => said(view, petition, asked, look),
    ...(asked.fields === undefined ? {} : { fields: () => asked.fields ?? [] }),
    buttons: buttonsOf(asked),
    reason: asked.reason,
    settledBy: settling(view, petition),
  })
}

/** What stands on the card for one kind of petition. */
interface Asked {
  /** The first answer, where it is a 确认… button: its dialog says this. */
  readonly dialog: string
  readonly request: string
  readonly facts: (room: number) => readonly Element[]
  readonly fields?: readonly Element[]
  readonly reason: string
}

function askedIn(view: CardView, petition: Petition): Asked | null {
  const { matter, organisation } = view
  const name = matterName(matter)
  const who = personZh(organisation, petition.by)
  if (isPetition(petition, 'correction'))
    return {
      dialog: `确认更正“${name}”？更正后各卡片同时显示原内容和新内容。`,
      request: `${who}提请更正“${name}”，呈请您确认。`,
      facts: (room) => askedElements(petition, room),
      reason: isLeader(view)
        ? basisLine('标题、内容、时限、单位的更正，须经阅批领导同意。')
        : whyLine('立项后的更正由区政府督查室主任确认。'),
    }
  if (isPetition(petition, 'cancellation'))
    return {
      dialog: `同意撤销“${name}”？`,
      request: `${who}提请撤销“${name}”。同意后，该事项及各单位的交办件一并撤销，不再办理。妥否，请批示。`,
      facts: (room) => [
        labelledLine('撤销原因', quoted(petition.facts.reason, room)),
        labelledLine('办结时间', deadlineLine(matter, null, organisation)),
      ],
      reason: basisLine('撤销已立项的事项，须经阅批领导同意。'),
    }
  if (isPetition(petition, 'erasure'))
    return {
      dialog: `确认清除“${name}”的该附件？清除后不能恢复，只留校验码和原因。`,
      request: `${who}提请清除“${name}”中的一份附件，呈请您确认。`,
      facts: (room) => erasureElements(view, petition, room),
      reason: whyLine('清除附件须由督查室主任提出，区政府办主任或副主任确认。'),
    }
  if (isPetition(petition, 'redo')) {
    const note = petition.facts.note
    return {
      dialog: `确认重新办理“${name}”？牵头单位将按补正时限重新办理。`,
      request: `“${name}”答复后，代表委员再次表示不满意，呈请您决定：重新办理的，请选补正时限后点“确认重新办理”；点“取消”则该事项办结。`,
      facts: (room) => (note === '' ? [] : [labelledLine('具体意见', quoted(note, room))]),
      fields: timeField(view, { name: 'rework_deadline', label: '补正时限', present: null }),
      reason: basisLine('代表委员再次不满意的，由阅批领导决定是否重新办理。'),
    }
  }
  return null
}

function said(
  view: CardView,
  petition: Petition,
  asked: Asked,
  { live, room }: Look,
): readonly Element[] {
  const hello = `${spokenZh(view.organisation, view.card.recipient)}，您好。${asked.request}`
  const dropped = petition.stage === 'dropped' ? [plain('该项提请已不再办理。')] : []
  return [...(live ? [plain(hello)] : dropped), ...asked.facts(room)]
}

/** The first is the answer that does it. Only a 确认… button asks once more (conversation §1.3). */
function buttonsOf({ dialog }: Asked) {
  const consents = [
    'confirmCorrection',
    'consentToCorrection',
    'confirmErasure',
    'consentToRedo',
    'cancel',
  ] as const
  return [
    ...consents.map((action) => ({
      action,
      type: 'primary' as const,
      ...(isConfirming(action) ? { confirm: { title: ACTION_ZH[action], text: dialog } } : {}),
    })),
    { action: 'dropPetition' as const },
    { action: 'declinePetition' as const },
  ]
}

function isConfirming(action: Action): boolean {
  return ACTION_ZH[action].startsWith('确认')
}

/** Whoever has had his word sees what he said; whoever has none left, what was said last. */
function settling(view: CardView, petition: Petition): Act | null {
  const { matter, organisation, card: row, at } = view
  const actor = activePerson(organisation, row.recipient)
  const may =
    actor !== undefined &&
    actionsOn(row.kind, matter, null, row.recipient, row.turn).some((action) =>
      mayAct({ matter, assignment: null, petition, organisation, actor, at }, action),
    )
  if (may) return null
  const acts = actsOn(matter, petition)
  return acts.findLast((act) => act.actor === row.recipient) ?? acts.at(-1) ?? null
}

function isLeader({ organisation, card: row }: CardView): boolean {
  const person = activePerson(organisation, row.recipient)
  return person !== undefined && hasRole(person, 'DISTRICT_MAYOR', 'DISTRICT_VICE_MAYOR')
}
