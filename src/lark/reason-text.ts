// A reason behind a command: 原因：… (conversation §3).
import { fold, trimSigns } from './fold.ts'

/** 原因：… up to the end; without the label everything is the reason, where nothing else is said. */
export function readReason(text: string): string {
  const label = /(?:原因|理由)\s*(?:是|为|:)?\s*/.exec(fold(text))
  return trimSigns(label === null ? text : text.slice(label.index + label[0].length))
}

/** 现场照片.jpg 原因：误传: what is meant, and why it has to go. */
export function readErasure(text: string): { readonly name: string; readonly reason: string } {
  const label = /(?:^|[\s,;。])(?:原因|理由)/.exec(fold(text))
  if (label === null) return { name: trimSigns(text), reason: '' }
  const reason = readReason(text.slice(label.index))
  return { name: trimSigns(text.slice(0, label.index)), reason }
}
