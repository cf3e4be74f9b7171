// What is said after a tap on 拟立项清单.
import type { OpenId, Organisation } from '../src/domain/organisation.ts'
import { clip } from './escape.ts'
import { titleZh } from './matter-facts.ts'
import { peopleZh } from './phrases.ts'
import type { Toast } from './toast.ts'

/** 修改: the 督查立项 card of the row comes as a message of its own. */
export const DRAFT_SENT_TOAST: Toast = {
  type: 'success',
  content: '已将该项的“督查立项”卡片发给您，修改后请点“存为草稿”，清单随之更新。',
}

/** The row was deleted, or put forward by itself, meanwhile. */
export const ROW_GONE_TOAST: Toast = {
  type: 'info',
  content: '该项已删除或已单独呈请，清单已更新。',
}

export const NOTHING_LEFT_TOAST: Toast = {
  type: 'info',
  content: '清单各项均已呈请或删除，无需再次呈请。',
}

/** 删除 of one row. */
export function rowRemovedToast(title: string): Toast {
  return {
    type: 'success',
    content: `已从清单删除：${clip(titleZh({ title }), 60)}。`,
  }
}

/** 一并呈请立项, where 督查室主任 checks each first (核稿). */
export function checkedAllToast(
  count: number,
  checkers: readonly OpenId[],
  organisation: Organisation,
): Toast {
  const content = `已将${count}项一并送${peopleZh(organisation, checkers)}核稿，核定后呈领导阅批。`
  return { type: 'success', content }
}

/** 一并呈请立项. `cards`: how many 批量立项 cards that made. */
export function proposedAllToast(count: number, cards: number): Toast {
  const how = cards > 1 ? `，分${cards}张批量立项卡片` : ''
  return { type: 'success', content: `已将${count}项一并呈请立项${how}，请候领导阅批。` }
}
