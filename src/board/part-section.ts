// One department's part of a matter: where it stands, and its papers for those who may read them (process §1.2, §8).
import { html } from 'hono/html'
import { actorZh, deadlineLine, peopleZh, personZh } from '../../cards/phrases.ts'
import { changesBetween, replyZh } from '../../cards/report-changes.ts'
import { releasedReport, SECTIONS, signOffOf, versionZh } from '../../cards/report-text.ts'
import { datesZh, progressZh } from '../../cards/status-parts.ts'
import { assignmentLamp } from '../domain/deadline.ts'
import {
  type Assignment,
  countedProgress,
  instructionOf,
  type Progress,
  type Report,
} from '../domain/matter.ts'
import { departmentOf, departmentZh } from '../domain/organisation.ts'
import { type Asker, seesPapers, shownVersions } from '../domain/shown-within.ts'
import { ASSIGNMENT_KIND_ZH, ASSIGNMENT_STATUS_ZH, MODE_ZH } from '../domain/terms.ts'
import { dateZh, momentZh } from '../domain/time.ts'
import { isReleased } from '../domain/visibility.ts'
import type { Html } from './page-frame.ts'
import { lampWord } from './pictures.ts'

export function partSection(asker: Asker, held: Assignment): Html {
  const { matter, organisation, at } = asker
  const papers = seesPapers(asker, held)
  return html`<article class="part"><h3>${departmentZh(organisation, held.departmentId)} <span class="soft small">${ASSIGNMENT_KIND_ZH[held.kind]}</span> ${ASSIGNMENT_STATUS_ZH[held.status]} ${lampWord(assignmentLamp(held, organisation, at))}</h3>
<p class="soft small">时限${deadlineLine(matter, held, organisation)}</p><p class="soft small">${datesZh(held)}</p>
${papers ? insideOf(asker, held) : html`<p class="soft small">${progressZh(held)}</p>`}${versionsOf(asker, held)}${reportFor(asker, held)}${papers ? html`<p class="no-print"><a href="/board/matters/${matter.id}/report/${held.id}">反馈材料：书写、全文与版本</a></p>` : ''}</article>`
}

function insideOf(asker: Asker, held: Assignment): Html {
  const { organisation } = asker
  const instruction = instructionOf(held)
  const given =
    instruction === undefined
      ? ''
      : html`<details open><summary>批办意见</summary><p class="small soft">${actorZh({ actor: instruction.by, actingFor: instruction.actingFor }, organisation)} ${momentZh(instruction.at)}，${MODE_ZH[instruction.mode]}，承办人：${peopleZh(organisation, held.handlers)}</p><p class="whole">${instruction.opinion}</p></details>`
  const entries = countedProgress(held)
  const progress =
    entries.length === 0
      ? html`<p class="soft small">暂无进展</p>`
      : html`<details><summary>办理进展（${entries.length}条）</summary>${progressEntries(asker, entries)}</details>`
  return html`${given}${progress}`
}

export function progressEntries(
  { organisation }: Pick<Asker, 'organisation'>,
  entries: readonly Progress[],
): Html {
  return html`<ol class="timeline">${entries.toReversed().map((entry) => {
    const recalled = entry.recalledAt === null ? '' : '（原消息已撤回）'
    const said = [
      ['', entry.achievement],
      ['问题：', entry.problem],
      ['现场督查情况：', entry.onsite],
    ].filter(([, text]) => text !== '')
    const files = entry.files.map(({ name }) => name).join('、')
    return html`<li><span class="soft small">${momentZh(entry.at)} ${personZh(organisation, entry.by)}${recalled}</span>${said.map(([label, text]) => html`<p class="whole">${label}${text}</p>`)}${files === '' ? '' : html`<p class="soft small">附件：${files}</p>`}</li>`
  })}</ol>`
}

export function versionsOf(asker: Asker, held: Assignment): Html | '' {
  const versions = shownVersions(asker, held)
  if (versions.length === 0) return ''
  return html`<details><summary>历次版本（${versions.length}版）</summary>${versions
    .toReversed()
    .map((report) => {
      const before = versions.findLast((one) => one.reportVersion < report.reportVersion)
      return html`<div class="part"><p>${versionLine(asker, held, report)}</p>${before === undefined ? '' : changes(before, report)}</div>`
    })}</details>`
}

function versionLine({ organisation }: Asker, held: Assignment, report: Report): string {
  const made = `${versionZh(report)}，${momentZh(report.at)} ${personZh(organisation, report.by)}拟`
  const signed = held.signOffs
    .filter(({ reportVersion }) => reportVersion === report.reportVersion)
    .map((one) => {
      const who = actorZh({ actor: one.by, actingFor: one.actingFor }, organisation)
      return `${who} ${momentZh(one.at)} 审签${one.voidedAt === null ? '' : '（已失效）'}`
    })
  return [made, ...(signed.length === 0 ? ['未审签'] : signed)].join('；')
}

export function changes(before: Report, after: Report): Html {
  const changed = changesBetween(before, after).filter(
    ({ removed, added }) => removed.length + added.length > 0,
  )
  if (changed.length === 0)
    return html`<p class="soft small">与第${before.reportVersion}版文字相同。</p>`
  return html`<div class="small"><p class="soft">与第${before.reportVersion}版相比：</p>${changed.map(
    ({ heading, removed, added }) =>
      html`<p>${heading}</p>${removed.map((text) => html`<p><del>${text}</del></p>`)}${added.map((text) => html`<p><ins>${text}</ins></p>`)}`,
  )}</div>`
}

/** The text that counts: inside the department the latest version, outside what has been released. */
function reportFor(asker: Asker, held: Assignment): Html | '' {
  const inside = seesPapers(asker, held)
  const outside = isReleased(held) ? releasedReport(held) : undefined
  const report = inside ? held.reports.at(-1) : outside
  if (report === undefined) return ''
  return html`<details><summary>${inside ? '反馈材料全文' : '报送的反馈材料'}</summary>${reportPaper(asker, held, report)}</details>`
}

/** The whole text as it is signed, with the hash that the signature is bound to. */
export function reportPaper({ organisation }: Asker, held: Assignment, report: Report): Html {
  const signed = signOffOf(held, report)
  const name = departmentOf(organisation, held.departmentId)?.name ?? ''
  const verified = `${report.noProblemConfirmed ? '经核查，确认无问题和不足。' : ''}${report.verification}`
  return html`<div class="paper"><h2>${report.title}</h2><p>${report.addressee}：</p>
${SECTIONS.map(([key, heading]) => html`<h3>${heading}</h3><p class="whole">${report[key] || '（未填写）'}</p>`)}
${verified === '' ? '' : html`<h3>核查方式和依据</h3><p class="whole">${verified}</p>`}
${report.replyClass === null ? '' : html`<h3>答复函</h3><p class="whole">${replyZh(report)}</p>`}
${signed === undefined ? '' : html`<p>${name}　${dateZh(signed.at)}</p>`}</div>
<p class="soft small whole">${versionZh(report)}<br>SHA-256 ${report.contentHash}</p>`
}
