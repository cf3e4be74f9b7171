// The papers of a department: its report to the government, its reply to who made a proposal, and the form beside it.
import type { ReplyFacts, ReportFacts, SatisfactionFacts } from '../domain/document-facts.ts'
import { DOCUMENT_ZH } from '../domain/document-facts.ts'
import type { ReportText } from '../domain/matter.ts'
import { REPLY_CLASS_ZH } from '../domain/terms.ts'
import { heading, type Part, pair, type Sheet, text, wide } from './sheet.ts'

/** The three sections and their headings (process §2); a test holds them to those of the cards. */
export const REPORT_SECTIONS = [
  ['achievements', '一、工作开展及成效'],
  ['problems', '二、存在问题和不足'],
  ['nextSteps', '三、下一步工作安排'],
] as const satisfies readonly (readonly [keyof ReportText, string])[]

export const VERIFICATION_HEADING = '核查方式和依据'
export const CONFIRMATION = '经核查，确认无问题和不足。'
export const REPLY_CLASS_LABEL = '答复类别：'
export const REPLY_CONTACT_LABEL = '联系人及电话：'

/** 情况报告: exactly the text of the signed version, and nothing that was not signed but name and date. */
export function reportSheet(facts: ReportFacts): Sheet {
  const { heading, addressee, department, signature, date } = facts
  return {
    title: heading,
    whole: [department],
    addressee,
    parts: [...sections(facts.text), ...reply(facts.text)],
    signature: { name: signature, date },
  }
}

/** 答复函: the same text, addressed to who made the proposal, with its class and whom to ask (process §5). */
export function replySheet(facts: ReplyFacts): Sheet {
  const { department, title, proposers, proposalNumber, signature, date } = facts
  // Several names are a list.
  const you = /[、,，等]/u.test(proposers) ? '你们' : '您'
  const number = proposalNumber === '' ? '' : `（${proposalNumber}）`
  return {
    mark: facts.replyClass === null ? '' : REPLY_CLASS_ZH[facts.replyClass],
    title: `${department}关于${title}的答复函`,
    whole: [department],
    addressee: proposers,
    parts: [
      text(`${you}提出的“${title}”${number}收悉，现答复如下：`),
      ...sections(facts.text),
      text(`感谢${you}对政府工作的关心和支持。`),
    ],
    signature: { name: signature, date },
    note: `联系人及电话：${facts.contact}`,
  }
}

/** 征询意见表: goes along with the reply, is filled in by hand and comes back to 督查室. */
export function satisfactionSheet(facts: SatisfactionFacts): Sheet {
  const { department, title, proposers, proposalKind, proposalNumber, contact } = facts
  const choice = '□ 满意　　□ 基本满意　　□ 不满意'
  return {
    title: `${proposalKind}办理情况${DOCUMENT_ZH.satisfaction}`,
    whole: [],
    reference: `督查编号：${facts.number ?? ''}`,
    addressee: null,
    parts: [
      {
        part: 'table',
        rows: [
          wide(`${proposalKind}名称`, title),
          pair(`${proposalKind}编号`, proposalNumber, '提出人', proposers),
          pair('承办单位', department, '联系人\n及电话', contact),
          pair(
            '答复日期',
            facts.date,
            '答复类别',
            facts.replyClass === null ? '' : REPLY_CLASS_ZH[facts.replyClass],
          ),
          wide('对办理态度', choice),
          wide('对办理结果', choice),
          wide('具体意见\n和建议', '', 3400),
          pair('签名', '', '日期', '年　　月　　日'),
        ],
      },
      text('请填写后交区政府督查室。'),
    ],
    signature: null,
  }
}

function sections(report: ReportText): Part[] {
  return REPORT_SECTIONS.flatMap(([key, words]): Part[] => [
    heading(words),
    text(report[key]),
    ...(key === 'problems' ? verification(report) : []),
  ])
}

/** How it was checked that there are no problems stands with the problems that there are not (process §2). */
function verification({ noProblemConfirmed, verification: words }: ReportText): Part[] {
  if (!noProblemConfirmed && words === '') return []
  return [
    { part: 'subheading', text: VERIFICATION_HEADING },
    ...(noProblemConfirmed ? [text(CONFIRMATION, 'confirmation')] : []),
    text(words, 'verification'),
  ]
}

function reply({ replyClass, replyContact }: ReportText): Part[] {
  if (replyClass === null) return []
  return [
    text(`${REPLY_CLASS_LABEL}${REPLY_CLASS_ZH[replyClass]}`, 'replyClass'),
    ...(replyContact === '' ? [] : [text(`${REPLY_CONTACT_LABEL}${replyContact}`, 'replyContact')]),
  ]
}
