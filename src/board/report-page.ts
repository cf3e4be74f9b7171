// 反馈材料 in the page: written here where a card's inputs are too short, with the evidence, the gate and the versions
// beside it. Signing stays the tap on the card; who signs reads here the very text, with its hash (process §2).
import { html } from 'hono/html'
import { titleZh } from '../../cards/matter-facts.ts'
import { spokenZh } from '../../cards/phrases.ts'
import { reportPrefill } from '../../cards/prefill.ts'
import { findingText } from '../../cards/refusal-gaps.ts'
import { SECTIONS } from '../../cards/report-text.ts'
import { type Amendment, amendedText } from '../domain/amendment.ts'
import { mayAct } from '../domain/decide.ts'
import { workingText } from '../domain/decide-report.ts'
import {
  type Assignment,
  countedProgress,
  instructionOf,
  latestReport,
  type Matter,
  type ReportText,
} from '../domain/matter.ts'
import { departmentOf, headOf } from '../domain/organisation.ts'
import {
  EMPTY_REPORT,
  gateFindings,
  gateWarnings,
  isReply,
  reportTitle,
  SECTION_MAX,
  sameReport,
  textHash,
} from '../domain/report.ts'
import type { Asker } from '../domain/shown-within.ts'
import { REPLY_CLASS_ZH } from '../domain/terms.ts'
import { maySeePapers } from '../domain/visibility.ts'
import { type Html, page, pair, postForm } from './page-frame.ts'
import { progressEntries, reportPaper, versionsOf } from './part-section.ts'
import type { Visitor } from './session.ts'

/** The department's part, for those who may read its papers; null for everybody else. */
export function partFor(
  { person, organisation, at }: Visitor,
  matter: Matter,
  id: string,
): Assignment | null {
  const part = matter.assignments.find((held) => held.id === id)
  return part !== undefined && maySeePapers(person, part, organisation, at) ? part : null
}

export function mayWrite(
  { person, organisation, at }: Visitor,
  matter: Matter,
  part: Assignment,
): boolean {
  return mayAct({ matter, assignment: part, organisation, actor: person, at }, 'draftReport')
}

export function mayAmend(
  { person, organisation, at }: Visitor,
  matter: Matter,
  part: Assignment,
): boolean {
  return mayAct({ matter, assignment: part, organisation, actor: person, at }, 'amendAndSignOff')
}

export function addressOf(matter: Pick<Matter, 'id'>, part: Pick<Assignment, 'id'>): string {
  return `/board/matters/${matter.id}/report/${part.id}`
}

/** What was typed and not saved, with the text that it was written on and why it was not taken. */
export interface Unsaved {
  readonly text: ReportText
  readonly why: string
}

/** Whose report it is: what the gate asks depends on it. */
interface Written {
  readonly matter: Matter
  readonly part: Assignment
}

interface Scene extends Written {
  readonly visitor: Visitor
}

export function reportPage(
  scene: Scene,
  amendment: Amendment | null = null,
  unsaved: Unsaved | null = null,
): Html {
  const { visitor, matter, part } = scene
  const title = titleOf(scene)
  const main = mayWrite(visitor, matter, part)
    ? writing(scene, unsaved)
    : reading(scene, amendment, unsaved)
  return page(
    visitor,
    title,
    '/board/matters',
    html`<p class="no-print"><a href="/board/matters/${matter.id}">返回事项：${titleZh(matter)}</a></p>
<div class="columns"><div class="wide stack">${main}</div>
<aside class="slim stack no-print" aria-label="依据"><section class="sheet"><h2>督查内容</h2><p class="whole">${part.task}</p>${instructionOf(part) === undefined ? '' : html`<dl class="points">${pair('批办意见', instructionOf(part)?.opinion ?? '')}</dl>`}${part.returnOpinion === '' ? '' : html`<p class="notice bad whole">退回意见：${part.returnOpinion}</p>`}</section>
<section class="sheet"><h2>办理进展 <small>${countedProgress(part).length}条</small></h2>${countedProgress(part).length === 0 ? html`<p class="soft">暂无进展。</p>` : progressEntries(visitor, countedProgress(part))}</section>
<section class="sheet">${versionsOf(askerOf(scene), part) || html`<p class="soft">还没有呈签过的版本。</p>`}</section></aside></div>`,
  )
}

/** What the officer's form begins with: what was saved, else the last version, else what chat has gathered. */
export function startingText({ visitor, part, matter }: Scene): ReportText {
  const kept = workingText(part)
  return sameReport(kept, EMPTY_REPORT) ? reportPrefill(part, visitor.organisation, matter) : kept
}

function writing(scene: Scene, unsaved: Unsaved | null): Html {
  const { visitor, matter, part } = scene
  const text = unsaved?.text ?? startingText(scene)
  const head = headOf(visitor.organisation, part.departmentId)
  const to = head === undefined ? '主要领导' : spokenZh(visitor.organisation, head.openId)
  return html`<form class="sheet" method="post" action="${addressOf(matter, part)}/save" data-report data-check="${addressOf(matter, part)}/check">
<h1>${titleOf(scene)}</h1><p class="soft">主送：${visitor.organisation.governmentName}</p>
${unsaved === null ? '' : html`<p class="notice bad" role="alert">${unsaved.why}</p>`}
${hidden(visitor, textHash(workingText(part)))}${sectionFields(text)}${verificationFields(text)}${replyFields(scene, text)}
<section aria-label="检查结果"><h3>检查结果</h3><ul class="findings" data-findings aria-live="polite">${findingItems(scene, text)}</ul></section>
<div data-moved hidden class="notice bad" role="alert"></div>
<p class="soft small state" role="status" data-state>文字停顿后自动保存。</p>
<div class="buttons"><button class="button">保存</button><button class="button first" formaction="${addressOf(matter, part)}/present">呈${to}审签</button></div></form>`
}

function reading(scene: Scene, amendment: Amendment | null, unsaved: Unsaved | null): Html {
  const { visitor, matter, part } = scene
  const report = latestReport(part)
  if (report === undefined)
    return html`<section class="sheet"><h1>${titleOf(scene)}</h1><p class="soft">材料尚未呈签。</p></section>`
  const paper = html`<section class="sheet">${reportPaper(askerOf(scene), part, report)}</section>`
  if (!mayAmend(visitor, matter, part)) return paper
  return html`<p class="notice">审签在飞书的“请审签”卡片上进行，签的是与本页同一校验码的文字。需要改动较长文字的，可在下面写好保存，再到卡片上点“修改后审签”。</p>${paper}${amending(scene, amendment, unsaved)}`
}

/** The head's own changes: kept with his card, bound to this version, and nothing until he taps 修改后审签. */
function amending(scene: Scene, amendment: Amendment | null, unsaved: Unsaved | null): Html {
  const { visitor, matter, part } = scene
  const report = latestReport(part)
  const text = unsaved?.text ?? amendedText(report ?? EMPTY_REPORT, amendment)
  const kept =
    amendment === null
      ? ''
      : html`<p class="notice">您改动的文字已保存，尚未审签。</p><p class="no-print">${postForm(visitor, `${addressOf(matter, part)}/restore`, '放弃改动，恢复原文')}</p>`
  return html`<details class="sheet"${amendment !== null || unsaved !== null ? html` open` : ''}><summary>修改文字</summary>${kept}
<form class="stack" method="post" action="${addressOf(matter, part)}/amend">
${unsaved === null ? '' : html`<p class="notice bad" role="alert">${unsaved.why}</p>`}${hidden(visitor, report?.contentHash ?? '')}${sectionFields(text)}
<div class="buttons"><button class="button">保存改动</button></div></form></details>`
}

function sectionFields(text: ReportText): Html[] {
  const names = { achievements: 'achievements', problems: 'problems', nextSteps: 'next_steps' }
  return SECTIONS.map(
    ([key, heading]) =>
      html`<label class="field"><span>${heading}<small data-count="${names[key]}">${text[key].length}字</small></span><textarea name="${names[key]}" maxlength="${SECTION_MAX}">${text[key]}</textarea></label>`,
  )
}

function verificationFields(text: ReportText): Html {
  const choice = text.noProblemConfirmed ? 'yes' : 'no'
  const options = [
    ['no', '有问题和不足，已在上面写明'],
    ['yes', '经核查，确无问题和不足'],
  ].map(
    ([value = '', said = '']) =>
      html`<option value="${value}"${value === choice ? html` selected` : ''}>${said}</option>`,
  )
  return html`<label class="field"><span>是否确无问题和不足</span><select name="no_problem_confirmed">${options}</select></label>
<label class="field"><span>核查方式和依据<small>何时、何地、看到了什么；确无问题的必填</small></span><textarea class="short" name="verification" maxlength="${SECTION_MAX}">${text.verification}</textarea></label>`
}

/** Of a reply to a proposal (process §5). */
function replyFields({ matter, part }: Written, text: ReportText): Html | '' {
  if (!isReply(matter, part)) return ''
  const options = [['', '请选择'], ...Object.entries(REPLY_CLASS_ZH)].map(
    ([value = '', said = '']) =>
      html`<option value="${value}"${value === (text.replyClass ?? '') ? html` selected` : ''}>${said}</option>`,
  )
  return html`<label class="field"><span>办理结果分类</span><select name="class">${options}</select></label>
<label class="field"><span>联系人及电话</span><input name="contact" maxlength="100" value="${text.replyContact}"></label>`
}

function hidden({ formToken }: Visitor, base: string): Html {
  return html`<input type="hidden" name="token" value="${formToken}"><input type="hidden" name="base" value="${base}">`
}

function findingItems(scene: Written, text: ReportText): Html[] {
  return findingsOf(scene, text).map((said) => html`<li>${said}</li>`)
}

/** What the gate says of a text, in words; one line of praise when it says nothing. */
export function findingsOf({ matter, part }: Written, text: ReportText): string[] {
  const found = [...gateFindings(text, isReply(matter, part)), ...gateWarnings(text)].map(
    findingText,
  )
  return found.length === 0 ? ['未发现缺项，可以呈领导审签。'] : found
}

function titleOf({ visitor, matter, part }: Scene): string {
  const name = departmentOf(visitor.organisation, part.departmentId)?.name ?? part.departmentId
  return latestReport(part)?.title ?? reportTitle(name, matter.title)
}

function askerOf({ visitor, matter }: Scene): Asker {
  const { person, organisation, at } = visitor
  return { person, matter, organisation, at }
}
