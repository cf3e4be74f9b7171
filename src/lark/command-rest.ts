// What stands behind the name of a command: a matter's number, words, and a reason (conversation §3).
import { fold, trimSigns, trimSignsStart } from './fold.ts'
import { type NumberRef, numberAt } from './numbers.ts'

/** 27号 办结时间改为9月21日 原因：写错: the number, if there is one, and what follows it. */
export function readNumbered(rest: string): {
  readonly number: NumberRef | null
  readonly text: string
} {
  const said = trimSignsStart(rest)
  const found = numberAt(fold(said))
  if (found === null) return { number: null, text: said.trim() }
  return { number: found.number, text: trimSignsStart(said.slice(found.length)).trim() }
}

/** 原因：… up to the end; without the label everything is the reason, where nothing else is said. */
export function readReason(text: string): string {
  const label = /(?:原因|理由)\s*(?:是|为|:)?\s*/.exec(fold(text))
  return trimSigns(label === null ? text : text.slice(label.index + label[0].length))
}
