// Papers for tests: facts with names and titles of real length, and a docx opened up.
import { unzipped } from '../../src/documents/unzip.ts'
import type {
  DocumentKind,
  DocumentSaying,
  FactsOfDocument,
} from '../../src/domain/document-facts.ts'
import type { ReportText } from '../../src/domain/matter.ts'
import { contentHashOf, reportContent, reportTitle } from '../../src/domain/report.ts'

export const DEPARTMENT = '云岭区人力资源和社会保障局'
const TITLE = '困难企业稳岗补贴、失业保险扩围和高校毕业生就业见习补助资金发放使用管理落实情况'
const OFFICE = '云岭区人民政府办公室'

const LINE =
  '今年以来，我局认真落实区政府部署，组织各乡镇（街道）和相关单位开展全面排查，共出动检查人员326人次，检查点位118处，发现隐患47处，已整改41处，整改率87.2%，其余6处已明确责任单位、责任人和完成时限。'

export const REPORT_TEXT: ReportText = {
  achievements: [
    '（一）加强组织领导。成立由主要领导任组长的工作专班，实行“日调度、周通报、月总结”，先后召开专题会议6次。',
    '（二）主要做法',
    `1.全面排查。${LINE}`,
    `(1)分片包干。${LINE}`,
    `2.集中整治。${LINE}`,
    LINE,
    LINE,
  ].join('\n'),
  problems: [LINE, LINE].join('\n'),
  nextSteps: [LINE, '一是压实责任。', '　　二是自己缩进的一行；<标签>、& 和 "引号" 照原样。'].join(
    '\n',
  ),
  noProblemConfirmed: false,
  verification: '',
  replyClass: null,
  replyContact: '',
}

const ABOUT = { number: '云政督〔2026〕27号', title: TITLE, date: '2026年9月18日' }
const PROPOSAL = {
  ...ABOUT,
  title: '区人大代表第12号建议（增设学校周边过街设施）',
  signature: '云岭区交通运输局',
  department: '云岭区交通运输局',
  proposers: '宋知远、林晚舟代表',
  proposalKind: '建议',
  proposalNumber: '区人大建议〔2026〕12号',
  replyClass: 'A',
  contact: '常宁，0000-1234567',
} as const

export const PAPERS: { readonly [Kind in DocumentKind]: FactsOfDocument[Kind] } = {
  notice: {
    ...ABOUT,
    signature: OFFICE,
    department: DEPARTMENT,
    isLead: true,
    urgency: '特急',
    source: '区政府常务会议',
    sourceDocument: '区政府常务会议纪要〔2026〕8号',
    content: `督查“${TITLE}”：完成情况（附数据）、存在问题和不足、下一步安排。`,
    deadline: '2026年9月18日（星期五）17:30前',
    copies: 2,
    seal: true,
    electronic: true,
    headSigns: true,
    formatNote: '附资金拨付凭证复印件。',
    leader: '副区长佟雅宁',
    approval: '请人社局牵头，财政局、发改局配合，务必在时限内落实到企业，并报区政府。',
    lead: DEPARTMENT,
    co: ['云岭区财政局', '云岭区发展和改革局', '云岭区住房和城乡建设局'],
    contact: '蒋小棠，区政府督查室',
  },
  chase: {
    ...ABOUT,
    signature: OFFICE,
    department: DEPARTMENT,
    text: `${DEPARTMENT}：区政府办公室交办的“${TITLE}”事项（云政督〔2026〕27号），应于9月18日前反馈，截至目前未收到材料。请于9月21日17:30前将加盖公章、主要领导签字的书面材料一式2份及电子稿报区政府督查室（联系人：蒋小棠）。因客观原因不能按期办结的，请书面说明。`,
    deadline: '2026年9月21日（星期一）17:30前',
    contact: '蒋小棠，区政府督查室',
  },
  extension: {
    ...ABOUT,
    signature: OFFICE,
    department: DEPARTMENT,
    from: '2026年9月18日（星期五）17:30前',
    to: '2026年9月30日（星期三）17:30前',
    reasonKind: '涉及多部门协调',
    reason: LINE,
    progress: LINE,
    head: '局长安怀瑾',
    headAt: '2026年9月15日',
    outcome: '同意延期至2026年9月28日（星期一）17:30',
    opinion: '请抓紧与财政局对接，不再延期。',
    decidedBy: '区政府督查室主任温如松',
    decidedAt: '2026年9月16日',
  },
  report: {
    ...ABOUT,
    signature: DEPARTMENT,
    department: DEPARTMENT,
    heading: reportTitle(DEPARTMENT, TITLE),
    addressee: '云岭区人民政府',
    text: REPORT_TEXT,
  },
  reply: {
    ...PROPOSAL,
    text: { ...REPORT_TEXT, replyClass: 'A', replyContact: PROPOSAL.contact },
  },
  satisfaction: PROPOSAL,
  brief: {
    ...ABOUT,
    signature: '云岭区人民政府',
    heading: '云岭区人民政府关于困难企业稳岗补贴和失业保险扩围政策落实情况的报告',
    addressee: '云州市人民政府',
    summary: [LINE, LINE, LINE].join('\n'),
  },
  bulletin: {
    ...ABOUT,
    signature: OFFICE,
    heading: `${OFFICE}关于困难企业稳岗补贴、失业保险扩围落实情况的通报`,
    addressees: [DEPARTMENT, '云岭区财政局', '云岭区住房和城乡建设局', '云岭区发展和改革局'],
    summary: ['一、总体情况', LINE, '二、存在问题', LINE, LINE].join('\n'),
  },
}

export function sayingOf<Kind extends DocumentKind>(
  kind: Kind,
  facts: FactsOfDocument[Kind] = PAPERS[kind],
): DocumentSaying {
  return { kind, facts } as DocumentSaying
}

export function hashOf({ heading, addressee, text }: FactsOfDocument['report']): string {
  return contentHashOf(reportContent(heading, addressee, text))
}

export const KINDS = Object.keys(PAPERS) as DocumentKind[]

/** The parts of a docx as XML. */
export function opened(bytes: Uint8Array) {
  const part = (name: string) => unzipped(bytes, `word/${name}.xml`)
  return {
    body: part('document'),
    styles: part('styles'),
    fonts: part('fontTable'),
    settings: part('settings'),
    oddFooter: part('footer1'),
    evenFooter: part('footer2'),
  }
}
