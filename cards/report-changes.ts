// What changed between two versions of a report, sentence by sentence.
import type { ReportText } from '../src/domain/matter.ts'

export interface Change {
  readonly heading: string
  readonly removed: readonly string[]
  readonly added: readonly string[]
}

/** One entry for each part of the report, in order; both lists are empty where nothing changed. */
export function changesBetween(before: ReportText, after: ReportText): readonly Change[] {
  return PARTS.map(([heading, read]) => {
    const old = sentences(read(before))
    const now = sentences(read(after))
    const kept = commonLengths(old, now)
    return { heading, ...apart(old, now, kept) }
  })
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
