// What each paper says, fixed when it is wanted: names, dates and texts as they were, whatever changes later.
import type { ReportText } from './matter.ts'
import type { ReplyClass } from './terms.ts'

/** Papers that the bot sends as files, by what they are called on paper. */
export const DOCUMENT_ZH = {
  notice: '督查（交办）通知单',
  chase: '催办通知单',
  extension: '延期审批单',
  report: '情况报告',
  reply: '答复函',
  satisfaction: '征询意见表',
  brief: '督查专报',
  bulletin: '通报',
} as const
export type DocumentKind = keyof typeof DOCUMENT_ZH

/** Of every paper. The number may be allocated by the very save that wants the paper: then it is null here. */
interface About {
  readonly number: string | null
  readonly title: string
  /** Who signs, as the seal says it. */
  readonly signature: string
  /** 成文日期, `2026年9月18日`. */
  readonly date: string
}

export interface NoticeFacts extends About {
  readonly department: string
  readonly isLead: boolean
  /** 急件, 特急; empty for a 平件. */
  readonly urgency: string
  readonly source: string
  readonly sourceDocument: string
  readonly content: string
  readonly deadline: string
  readonly copies: number | null
  readonly seal: boolean
  readonly electronic: boolean
  readonly headSigns: boolean
  readonly formatNote: string
  readonly leader: string
  readonly approval: string
  readonly lead: string
  readonly co: readonly string[]
  readonly contact: string
}

export interface ChaseFacts extends About {
  readonly department: string
  readonly text: string
  /** By when to answer; empty where none was set. */
  readonly deadline: string
  readonly contact: string
}

export interface ExtensionSlipFacts extends About {
  readonly department: string
  readonly from: string
  readonly to: string
  readonly reasonKind: string
  readonly reason: string
  readonly progress: string
  readonly head: string
  readonly headAt: string
  readonly outcome: string
  readonly opinion: string
  readonly decidedBy: string
  readonly decidedAt: string
}

export interface ReportFacts extends About {
  /** The report's own title; `title` is the matter's. */
  readonly heading: string
  readonly addressee: string
  readonly text: ReportText
  readonly department: string
}

export interface ReplyFacts extends About {
  readonly department: string
  readonly proposers: string
  readonly proposalKind: string
  readonly proposalNumber: string
  readonly replyClass: ReplyClass | null
  readonly contact: string
  readonly text: ReportText
}

export interface SatisfactionFacts extends About {
  readonly department: string
  readonly proposers: string
  readonly proposalKind: string
  readonly proposalNumber: string
  readonly replyClass: ReplyClass | null
  readonly contact: string
}

export interface BriefFacts extends About {
  readonly heading: string
  readonly addressee: string
  readonly summary: string
}

export interface BulletinFacts extends About {
  readonly heading: string
  readonly addressees: readonly string[]
  readonly summary: string
}

export interface FactsOfDocument {
  readonly notice: NoticeFacts
  readonly chase: ChaseFacts
  readonly extension: ExtensionSlipFacts
  readonly report: ReportFacts
  readonly reply: ReplyFacts
  readonly satisfaction: SatisfactionFacts
  readonly brief: BriefFacts
  readonly bulletin: BulletinFacts
}

/** A kind and its facts, so that a switch over the kind knows them. */
export type DocumentSaying = {
  readonly [Kind in DocumentKind]: { readonly kind: Kind; readonly facts: FactsOfDocument[Kind] }
}[DocumentKind]
