// What is said after a tap on a card of several matters: how many, which not, and why.
import type { Matter, MatterId } from '../src/domain/matter.ts'
import type { Organisation } from '../src/domain/organisation.ts'
import type { Refusal } from '../src/domain/refusal.ts'
import { refusalText } from './refusal.ts'
import type { Toast } from './toast.ts'

interface RefusedRow {
  readonly matter: Matter
  readonly refusal: Refusal
}

/** Reasons that are about whoever taps, and not about a row. */
const OF_THE_PERSON: readonly Refusal['reason'][] = [
  'stranger',
  'notYours',
  'otherStanding',
  'ownRequest',
]

/** `已同意立项3项（云政督〔2026〕27号、28号…）。` `count`: how many were asked for. */
export function approvedAllToast(
  approved: readonly Matter[],
  refused: readonly unknown[],
  count: number,
): Toast {
  if (approved.length === 0)
    return { type: 'info', content: `这${count}项均已办理，无需再次阅批。` }
  const numbers = approved.map(({ number }) => number).filter((number) => number !== null)
  const [first] = numbers
  const last = numbers.at(-1)
  const said =
    first === undefined || last === undefined || first === last ? first : `${first}至${last}`
  const rest = refused.length > 0 ? `另有${refused.length}项未能立项，请在卡片上查看或退回。` : ''
  const content = `已同意立项${approved.length}项${said ? `（${said}）` : ''}，已交各单位办理。${rest}`
  return { type: 'success', content }
}

/** Why rows were refused, all of them at once; rows with the same reason together: 第1、3项：…. */
export function refusedRowsToast(
  refused: readonly RefusedRow[],
  numbers: ReadonlyMap<MatterId, number>,
  organisation: Organisation,
): Toast {
  const [first] = refused
  if (first !== undefined && OF_THE_PERSON.includes(first.refusal.reason)) {
    const context = { organisation, matter: null }
    return { type: 'error', content: refusalText(first.refusal, context) }
  }
  const byReason = new Map<string, number[]>()
  for (const { matter, refusal } of refused) {
    const text = refusalText(refusal, { organisation, matter })
    byReason.set(text, [...(byReason.get(text) ?? []), numbers.get(matter.id) ?? 0])
  }
  const lines = [...byReason].map(([text, rows]) => `第${rows.join('、')}项：${text}`)
  const shown = lines.slice(0, LINES_SHOWN).join('')
  const more = lines.length > LINES_SHOWN ? '其余见清单所示。' : ''
  return { type: 'error', content: `${shown}${more}` }
}

/** The card itself shows each row's own; the toast is read in passing. */
const LINES_SHOWN = 6
