// The papers of 区政府办公室: what is handed over, chased, extended, reported up and made known.
import type {
  BriefFacts,
  BulletinFacts,
  ChaseFacts,
  ExtensionSlipFacts,
  NoticeFacts,
} from '../domain/document-facts.ts'
import { DOCUMENT_ZH } from '../domain/document-facts.ts'
import { heading, pair, type Sheet, text, wide } from './sheet.ts'

/** 督查（交办）通知单. It has no document number of its own: the number is the matter's 督查编号. */
export function noticeSheet(facts: NoticeFacts): Sheet {
  const { department, isLead, source, sourceDocument, title, signature, date, contact } = facts
  const basis = sourceDocument === '' ? source : `${source}（${sourceDocument}）`
  const task = isLead ? '牵头办理' : '配合办理'
  return {
    urgency: facts.urgency,
    title: DOCUMENT_ZH.notice,
    whole: [],
    reference: reference(facts.number),
    addressee: department,
    parts: [
      text(
        `根据${basis}，经区政府领导批示同意，现将“${title}”交由你单位${task}。请按下列要求办理，并按时反馈办理情况。`,
      ),
      heading('一、督查内容'),
      text(facts.content),
      heading('二、办结时间'),
      text(
        `请于${facts.deadline}反馈。确因客观原因不能按期办结的，请在到期前书面说明原因，经同意后方可延期。`,
      ),
      heading('三、材料格式'),
      text(formatText(facts)),
      heading('四、责任单位'),
      text(unitsText(facts)),
      ...(facts.approval === ''
        ? []
        : [heading('五、领导批示'), text(`${facts.leader}批示：${facts.approval}`)]),
    ],
    signature: { name: signature, date },
    note: `联系人：${contact}`,
  }
}

export function chaseSheet(facts: ChaseFacts): Sheet {
  const { department, signature, date, contact, deadline } = facts
  // The drafted text begins with whom it is to; the paper says that in its own place.
  const words = facts.text.startsWith(`${department}：`)
    ? facts.text.slice(department.length + 1).trim()
    : facts.text
  // Usually the text names the day itself.
  const day = /\d+月\d+日/u.exec(deadline)?.[0]
  const due = day === undefined || words.includes(day) ? [] : [text(`请于${deadline}反馈。`)]
  return {
    title: DOCUMENT_ZH.chase,
    whole: [],
    reference: reference(facts.number),
    addressee: department,
    parts: [text(words), ...due],
    signature: { name: signature, date },
    note: `联系人：${contact}`,
  }
}

export function extensionSheet(facts: ExtensionSlipFacts): Sheet {
  return {
    title: DOCUMENT_ZH.extension,
    whole: [],
    reference: reference(facts.number),
    addressee: null,
    parts: [
      {
        part: 'table',
        rows: [
          wide('督查事项', facts.title),
          wide('申请单位', facts.department),
          pair('原办结时间', facts.from, '申请延至', facts.to),
          wide('原因类别', facts.reasonKind),
          wide('申请理由', facts.reason, 1200),
          wide('目前进展', facts.progress, 1200),
          wide('申请单位\n意见', signedBy('同意申请。', facts.head, facts.headAt), 900),
          wide('审批意见', decision(facts), 900),
        ],
      },
    ],
    signature: null,
  }
}

/** 督查专报 to the superior organ: it speaks for the government, in whose name it is signed. */
export function briefSheet(facts: BriefFacts): Sheet {
  return {
    title: facts.heading,
    whole: [facts.signature],
    addressee: facts.addressee,
    parts: [text(facts.summary)],
    signature: { name: facts.signature, date: facts.date },
  }
}

export function bulletinSheet(facts: BulletinFacts): Sheet {
  return {
    title: facts.heading,
    whole: [facts.signature],
    reference: reference(facts.number),
    addressee: facts.addressees.join('、'),
    parts: [text(facts.summary)],
    signature: { name: facts.signature, date: facts.date },
  }
}

/** What the matter demands of the material (process §1.3). */
function formatText(facts: NoticeFacts): string {
  const { copies, seal, headSigns, electronic, formatNote } = facts
  const asked = [
    copiesText(copies),
    seal ? '加盖公章' : '',
    headSigns ? '由主要领导签字' : '',
    electronic ? '同时报送电子稿' : '',
  ].filter((part) => part !== '')
  return [asked.length === 0 ? '' : `${asked.join('，')}。`, formatNote]
    .filter((line) => line !== '')
    .join('\n')
}

function copiesText(copies: number | null): string {
  if (copies === null) return ''
  return copies === 0 ? '不需报送纸质材料' : `书面材料一式${copies}份`
}

function unitsText({ lead, co }: NoticeFacts): string {
  return [`牵头单位：${lead}`, ...(co.length === 0 ? [] : [`配合单位：${co.join('、')}`])].join(
    '\n',
  )
}

function decision({ outcome, opinion, decidedBy, decidedAt }: ExtensionSlipFacts): string {
  return signedBy(opinion === '' ? `${outcome}。` : `${outcome}。${opinion}`, decidedBy, decidedAt)
}

function signedBy(words: string, name: string, date: string): string {
  return name === '' ? '' : `${words}\n${name}　${date}`
}

function reference(number: string | null): string {
  return `督查编号：${number ?? ''}`
}
