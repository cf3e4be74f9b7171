// What typed words can mean: one member for each (conversation §3).
import type { NumberRef } from './numbers.ts'

export type CardAction = 'acknowledge' | 'instruct' | 'compile' | 'signOff' | 'submit' | 'review'

export const STAFFING_NAMES = [
  '委托',
  '登记委托',
  '撤销委托',
  '交接',
  '任职',
  '停用',
  '添加承办人',
] as const

export type StaffingName = (typeof STAFFING_NAMES)[number]

export type Word =
  | { readonly word: 'help' }
  | { readonly word: 'docket'; readonly text: string }
  | { readonly word: 'todo' }
  | { readonly word: 'board' }
  /** 纪要 with the minutes behind it. */
  | { readonly word: 'minutes'; readonly text: string }
  /** 台账, with what narrows it. */
  | { readonly word: 'ledger'; readonly filter: string }
  /** 立项模板. */
  | { readonly word: 'template' }
  /** By number, by words out of the title, or – both null – the matter of the card replied to. */
  | {
      readonly word: 'look'
      readonly number: NumberRef | null
      readonly query: string | null
    }
  | {
      readonly word: 'progress'
      readonly number: NumberRef | null
      readonly text: string
    }
  | {
      readonly word: 'card'
      readonly action: CardAction
      readonly number: NumberRef | null
    }
  | { readonly word: 'reinstruct'; readonly number: NumberRef | null }
  /** `what` is the act named behind 撤回 (呈请, 办理完毕, 审签, 报送, 进展), if one was. */
  | {
      readonly word: 'withdraw'
      readonly number: NumberRef | null
      readonly what: string | null
    }
  | { readonly word: 'void'; readonly number: NumberRef | null }
  /** The number is where the progress belongs; `from` is where it was put, if that was said. */
  | {
      readonly word: 'refile'
      readonly from: NumberRef | null
      readonly number: NumberRef | null
    }
  /** 延期, 特批延期, 改派, 转办; `text` is what stands behind the number, here and below. */
  | {
      readonly word: 'extend' | 'extendSpecially' | 'redirect' | 'passOn'
      readonly number: NumberRef | null
      readonly text: string
    }
  /** 重新办理. */
  | { readonly word: 'redo'; readonly number: NumberRef | null; readonly text: string }
  /** 更正, 撤销, 清除附件. */
  | {
      readonly word: 'correct' | 'cancel' | 'erase'
      readonly number: NumberRef | null
      readonly text: string
    }
  /** 委托, 登记委托, 撤销委托, 交接, 任职, 停用, 添加承办人, with what stands behind. */
  | { readonly word: 'staffing'; readonly name: StaffingName; readonly text: string }
  /** 催办, with the words that are to be sent. */
  | {
      readonly word: 'chase'
      readonly number: NumberRef | null
      readonly text: string
    }
  /** 提醒设置, with what is to be set. */
  | { readonly word: 'settings'; readonly text: string }
  /** 意见反馈, with what somebody has to say of the bot or of the work with it. */
  | { readonly word: 'complaint'; readonly text: string }
  /** 超期, 临期 and 统计. */
  | { readonly word: 'overdue' | 'dueSoon' | 'figures' }
  | { readonly word: 'free'; readonly text: string }
