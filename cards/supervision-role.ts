// Why a card of 督查室 came to this person (conversation §1.11).
import type { CardView } from './view.ts'

/** `您是本事项经办人`, `您是督查室主任`. */
export function supervisionRoleZh({ matter, card: row }: CardView): string {
  return row.recipient === matter.officer ? '您是本事项经办人' : '您是督查室主任'
}
