// Short answers to buttons that are no step of a life cycle.
import type { Toast } from './toast.ts'

/** 取消 on a card that asked for confirmation. */
export const CANCELLED_TOAST: Toast = { type: 'info', content: '已取消，未作任何变动。' }

/** 不记 on words that might have been progress. */
export const DROPPED_TOAST: Toast = { type: 'info', content: '好的，未记入进展。' }

/** 办理 on a line of 我的待办. */
export const REISSUED_TOAST: Toast = {
  type: 'success',
  content: '已将该事项的卡片重新发送给您，请查看最新消息。',
}

export function pageToast(page: number): Toast {
  return { type: 'info', content: `第${page}页` }
}
