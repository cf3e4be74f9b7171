// 上报审核: the whole 督查专报 in front of 分管副区长 and then 区长, who agree to exactly this text (invariant 2).
import { otherPost, postAwaited } from '../src/domain/brief.ts'
import { leadOf } from '../src/domain/matter.ts'
import { type Brief, type Clearance, latestBrief, liveClearance } from '../src/domain/outcome.ts'
import { momentZh } from '../src/domain/time.ts'
import { briefBehind, briefChanges, briefElements } from './brief-text.ts'
import { decisionCard, type Look } from './decision-frame.ts'
import { type Card, collapsible, type Element, labelledLine, plain } from './element.ts'
import type { Confirm } from './element-button.ts'
import { visibleText } from './escape.ts'
import { quoted } from './fitting.ts'
import { choiceField, textField, timeField, typedText } from './form-fields.ts'
import {
  closeMomentZh,
  delegationPrefix,
  departmentFacts,
  factElements,
  titleZh,
} from './matter-facts.ts'
import { actorZh, basisLine, spokenZh } from './phrases.ts'
import { releasedReport, reportElements } from './report-text.ts'
import { reworkChoices } from './rework-choices.ts'
import type { CardView } from './view.ts'

export function clearCard(view: CardView): Card {
  const brief = latestBrief(view.matter)
  return decisionCard(view, {
    said: (look) => said(view, look),
    fields: () => clearFields(view, brief),
    buttons: [
      { action: 'clear', type: 'primary', confirm: clearing(view, brief) },
      { action: 'amendAndClear', confirm: amending(brief) },
      { action: 'returnBrief', type: 'danger' },
    ],
    reason: basisLine('上级交办事项的办结情况，由区政府分管副区长和区长审核后上报。'),
  })
}

function said(view: CardView, { live, room, act }: Look): readonly Element[] {
  const { matter, organisation } = view
  const brief = briefBehind(matter, act)
  if (brief === undefined) return []
  const other = live ? otherVote(view) : undefined
  return [
    ...(live ? [plain(greeting(view, brief))] : []),
    ...(other === undefined ? [] : remark(view, other, room)),
    ...briefChanges(matter, brief, room, live && isSecondLook(view)),
    ...briefElements(brief, room),
    ...factElements([
      ...departmentFacts(matter, organisation),
      ['上级文号', matter.sourceDocument],
    ]),
    ...(live ? reportPanel(view, room) : []),
  ]
}

/** The sentence a secretary would write on top (conversation §5, 上报). */
function greeting(view: CardView, brief: Brief): string {
  const { matter, organisation, card: row } = view
  const post = postAwaited(matter) ?? 'viceMayor'
  const hello = `${spokenZh(organisation, row.recipient)}：${delegationPrefix(view, post, 'DECIDE')}`
  const { superiorDeadline } = matter
  const due = superiorDeadline === null ? '' : `上报时限${closeMomentZh(superiorDeadline)}。`
  const other = otherVote(view)
  const name = `“${titleZh(matter)}”办理情况`
  const organ = visibleText(brief.addressee)
  if (other === undefined)
    return `${hello}${name}已汇总成稿，现呈您审核，同意后送区长审核，上报${organ}。${due}`
  const who = actorZh({ actor: other.by, actingFor: other.actingFor }, organisation)
  return post === 'mayor'
    ? `${hello}${name}，${who}已于${momentZh(other.at)}审核同意。现呈您审核，同意后上报${organ}。${due}`
    : `${hello}${name}，${who}已于${momentZh(other.at)}修改后同意上报，改动见下。请您再次审核，同意后即上报${organ}。${due}`
}

/** The other leader's word on the very text that is shown. */
function otherVote({ matter }: CardView): Clearance | undefined {
  const post = postAwaited(matter)
  return post === null ? undefined : liveClearance(matter, otherPost(post))
}

/** After a change by 区长 it is the change that 分管副区长 is asked about. */
function isSecondLook(view: CardView): boolean {
  return postAwaited(view.matter) === 'viceMayor' && otherVote(view) !== undefined
}

function remark({ organisation }: CardView, vote: Clearance, room: number): readonly Element[] {
  if (vote.opinion === '') return []
  const who = actorZh({ actor: vote.by, actingFor: vote.actingFor }, organisation)
  return [labelledLine('审核意见', `${quoted(vote.opinion, room)}（${who}）`)]
}

function reportPanel({ matter }: CardView, room: number): readonly Element[] {
  const lead = leadOf(matter)
  const report = lead === undefined ? undefined : releasedReport(lead)
  return report === undefined ? [] : [collapsible('牵头单位材料全文', reportElements(report, room))]
}

function clearFields(view: CardView, brief: Brief | undefined): readonly Element[] {
  const { typed } = view
  const text = brief?.summary ?? ''
  const changed = (typedText(typed, 'summary') ?? text).trim() !== text
  return [
    collapsible(
      '修改文字（改动后请点“修改后同意上报”）',
      [textField(view, { name: 'summary', label: '上报文字', present: text, rows: 8 })],
      changed,
    ),
    textField(view, {
      name: 'opinion',
      label: '审核意见',
      present: '',
      rows: 2,
      placeholder: '退回请写明意见',
    }),
    ...choiceField(view, {
      name: 'return_to',
      label: '退回去向（退回时选择；退配合单位的，牵头单位一并补正）',
      options: [{ text: '督查室', value: 'office' }, ...reworkChoices(view)],
      present: null,
    }),
    ...timeField(view, {
      name: 'rework_deadline',
      label: '补正时限（退回部门时填写）',
      present: null,
    }),
  ]
}

/** Title, version and consequence (conversation §1.3). */
function clearing(view: CardView, brief: Brief | undefined): Confirm | undefined {
  if (brief === undefined) return undefined
  const text = `确认同意上报《${visibleText(brief.title)}》第${brief.briefVersion}版？${consequence(view)}`
  return { title: '同意上报', text }
}

function amending(brief: Brief | undefined): Confirm | undefined {
  if (brief === undefined) return undefined
  const then = '改动后须由另一位领导审核同意该版；未改动即同原文。'
  const text = `确认按您修改后的文字同意上报《${visibleText(brief.title)}》？改动后形成第${brief.briefVersion + 1}版。${then}`
  return { title: '修改后同意上报', text }
}

function consequence(view: CardView): string {
  return otherVote(view) === undefined ? '同意后送区长审核。' : '同意后由区政府督查室上报。'
}
