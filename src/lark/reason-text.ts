// A reason behind a command: 原因：… (conversation §3).
import { fold, trimSigns } from './fold.ts'

/** 原因：… up to the end; without the label everything is the reason, where nothing else is said. */
export function readReason(text: string): string {
  const label = /(?:原因|理由)\s*(?:是|为|:)?\s*/.exec(fold(text))
  return trimSigns(label === null ? text : text.slice(label.index + label[0].length))
}
