// Numbers out of rounds, and the table they are told in.

/** What was measured, once per round; the rounds' median is held against the goal. */
export interface Figure {
  readonly what: string
  /** Absent for ratios and counts. */
  readonly unit?: 'MB' | 'ms' | 'kB'
  readonly values: readonly number[]
  readonly goal?: { readonly most?: number; readonly least?: number; readonly must: boolean }
  /** Which processes had which cores. */
  readonly cores: string
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

/** The value that this share of all lies at or below. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

/** A seeded shuffle, so that neither side always comes first. */
export function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  const keyed = items.map((item, index) => ({ item, key: Math.sin(seed * 7919 + index * 104_729) }))
  return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item)
}

export function isMet({ values, goal }: Figure): boolean {
  const value = median(values)
  if (goal?.most !== undefined && !(value <= goal.most)) return false
  return goal?.least === undefined || value >= goal.least
}

export function failsMust(figure: Figure): boolean {
  return figure.goal?.must === true && !isMet(figure)
}

export function table(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => {
    const { what, values, cores } = figure
    const spread = `${shown(Math.min(...values))}–${shown(Math.max(...values))}`
    const cells = [what, goalText(figure), shown(median(values)) + unitOf(figure), spread, cores]
    return `| ${cells.join(' | ')} |`
  })
  return ['| what | goal | median | min–max | cores |', '|---|---|---|---|---|', ...rows].join('\n')
}

function goalText(figure: Figure): string {
  const { goal } = figure
  if (goal === undefined) return '–'
  const sign = goal.most === undefined ? `≥ ${goal.least}` : `≤ ${goal.most}`
  const verdict = isMet(figure) ? '✓' : '✗'
  return `${goal.must ? 'must ' : ''}${sign}${unitOf(figure)} ${verdict}`
}

function unitOf({ unit }: Figure): string {
  return unit === undefined ? '' : ` ${unit}`
}

function shown(value: number): string {
  return value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)))
}
