// What a check has found: in order, worth a look, or to be mended – and then what to click where.

export interface Finding {
  readonly verdict: 'ok' | 'look' | 'mend'
  /** One sentence, in Chinese. */
  readonly what: string
  /** In order; empty when there is nothing to do. */
  readonly steps: readonly string[]
}

export function fine(what: string): Finding {
  return { verdict: 'ok', what, steps: [] }
}

/** The bot runs; somebody should know. */
export function look(what: string, ...steps: readonly string[]): Finding {
  return { verdict: 'look', what, steps }
}

/** The bot, or a part of it, does not work like this. */
export function mend(what: string, ...steps: readonly string[]): Finding {
  return { verdict: 'mend', what, steps }
}

const MARKS = { ok: '✓', look: '!', mend: '✗' } as const

/** The report's lines: everything once, what needs hands numbered, a summary last. */
export function reportOf(findings: readonly Finding[]): string[] {
  let number = 0
  const lines = findings.flatMap(({ verdict, what, steps }) => {
    if (verdict === 'ok') return [`${MARKS.ok} ${what}`]
    number += 1
    return [
      `${MARKS[verdict]} ${number}. ${what}`,
      ...steps.map((step, at) => `     ${at + 1}) ${step}`),
    ]
  })
  const count = (verdict: Finding['verdict']) =>
    findings.filter((finding) => finding.verdict === verdict).length
  const summary =
    count('mend') === 0
      ? `自检通过${count('look') === 0 ? '' : `，另有${count('look')}项请留意`}。`
      : `有${count('mend')}项须处理（标✗），${count('look')}项请留意（标!）。处理后再次执行 npm run doctor。`
  return [...lines, '', summary]
}

/** Names for a sentence: the first few, and how many more. */
export function listed(names: readonly string[], most = 10): string {
  const shown = names.slice(0, most).join('、')
  return names.length > most ? `${shown}等${names.length}个` : shown
}
