// What people wrote, as pages show it beside other things: without what cannot be seen or turns the reading round.
import { visibleText } from '../../cards/escape.ts'

export function titleShown({ title }: { readonly title: string }): string {
  return visibleText(title).trim() || '未命名事项'
}
