// What changed between two versions of a report, sentence by sentence.
import type { ReportText } from '../src/domain/matter.ts'
import { REPLY_CLASS_ZH } from '../src/domain/terms.ts'

export interface Change {
  readonly heading: string
  readonly removed: readonly string[]
  readonly added: readonly string[]
}

/** Which sentences one text lost and another gained. */
export function changedSentences(before: string, after: string): Omit<Change, 'heading'> {
  const old = sentences(before)
  const now = sentences(after)
  return apart(old, now, commonLengths(old, now))
}

/** `删去：…`, `增加：…`, a line for each sentence. */
export function changedLines({ removed, added }: Omit<Change, 'heading'>): string[] {
  return [...removed.map((text) => `删去：${text}`), ...added.map((text) => `增加：${text}`)]
}

/** One entry for each part of the report, in order; both lists are empty where nothing changed. */
export function changesBetween(before: ReportText, after: ReportText): readonly Change[] {
  const isReply = before.replyClass !== null || after.replyClass !== null
  return [...PARTS, ...(isReply ? [REPLY] : [])].map(([heading, read]) => ({
    heading,
    ...changedSentences(read(before), read(after)),
  }))
}

const PARTS: readonly (readonly [string, (report: ReportText) => string])[] = [
  ['工作开展及成效', (report) => report.achievements],
  ['存在问题和不足', (report) => report.problems],
  ['下一步工作安排', (report) => report.nextSteps],
  [
    '核查方式和依据',
    (report) => `${report.noProblemConfirmed ? '已确认无问题。' : ''}${report.verification}`,
  ],
]

/** `B类，联系人：禾苗 0871-…`; empty for a report that is no reply. */
export function replyZh({ replyClass, replyContact }: ReportText): string {
  return replyClass === null ? '' : `${REPLY_CLASS_ZH[replyClass]}，联系人：${replyContact}`
}

/** Class and contact of a reply to a proposal are signed with the rest (process §5). */
const REPLY: (typeof PARTS)[number] = ['答复函', (report) => replyZh(report)]

/** A Chinese paragraph is one long line, so a line is too coarse to show a changed figure. */
function sentences(text: string): readonly string[] {
  const found = text.match(/[^。；;\n]+[。；;]?/gu) ?? []
  return found.map((sentence) => sentence.trim()).filter((sentence) => sentence !== '')
}

/** `lengths[i][j]`: how many sentences of `old` from i on and of `now` from j on are common, in order. */
function commonLengths(old: readonly string[], now: readonly string[]): readonly number[][] {
  const lengths = Array.from({ length: old.length + 1 }, () =>
    new Array<number>(now.length + 1).fill(0),
  )
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = now.length - 1; j >= 0; j -= 1) {
      const longest = Math.max(at(lengths, i + 1, j), at(lengths, i, j + 1))
      const row = lengths[i]
      if (row !== undefined) row[j] = old[i] === now[j] ? at(lengths, i + 1, j + 1) + 1 : longest
    }
  }
  return lengths
}

function apart(
  old: readonly string[],
  now: readonly string[],
  lengths: readonly number[][],
): { removed: string[]; added: string[] } {
  const removed: string[] = []
  const added: string[] = []
  let [i, j] = [0, 0]
  while (i < old.length || j < now.length) {
    const [gone, come] = [old[i], now[j]]
    if (gone !== undefined && gone === come) {
      i += 1
      j += 1
    } else if (
      come === undefined ||
      (gone !== undefined && at(lengths, i + 1, j) >= at(lengths, i, j + 1))
    ) {
      removed.push(gone ?? '')
      i += 1
    } else {
      added.push(come)
      j += 1
    }
  }
  return { removed, added }
}

function at(lengths: readonly number[][], i: number, j: number): number {
  return lengths[i]?.[j] ?? 0
}
