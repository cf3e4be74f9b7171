// What people do on a day: some are away, some are late, some tap twice or on old cards; words now and then.
import { DAY_MS, type Instant } from '../../src/domain/time.ts'
import { labelOf, type Part, partsOf } from '../../src/local-feishu/card-parts.ts'
import { type Dice, diceFrom, shuffled } from '../../src/local-feishu/dice.ts'
import type { LocalPerson, SeenMessage } from '../../src/local-feishu/person.ts'
import type { PreparedTap, TapResult } from '../../src/local-feishu/tap.ts'
import type { District } from './district.ts'
import { filledFor } from './filled.ts'

/** How often a person does what waits for them when they look, by their place in the list of people. */
const DILIGENCE = [0.9, 0.75, 0.6, 0.35] as const

/** Cards looked at from the newest back; older ones are found through 我的待办 and fresh copies. */
const LOOKS_BACK = 25

/** Buttons with their weight; what is not named here has 1, and 0 is never pressed. */
const WEIGHTS: Readonly<Record<string, number>> = {
  存为草稿: 0,
  删除草稿: 0.02,
  退回修改: 0.15,
  不予立项: 0.03,
  有疑问: 0.05,
  申请改派: 0.03,
  报进展: 0.6,
  申请延期: 0.12,
  生成报告稿: 0.3,
  修改后审签: 0.15,
  退回重新整理: 0.15,
  退回部门: 0.1,
  退回补充: 0.1,
  提请协调: 0.05,
  退回: 0.12,
  不同意: 0.3,
  修改后同意上报: 0.15,
  取消: 0.3,
  批示: 0.25,
  转立新项: 0.1,
  通报: 0.3,
}

/** Cards that are answers and lists, not work. */
const PASSED_OVER: ReadonlySet<string> = new Set(['督查事项', '我的待办', '每日清单', '督办助手'])

export interface Deeds {
  readonly seed: number
  /** Every answer that a tap got. */
  readonly answers: TapResult[]
}

/** Everybody who is in looks at what they have. */
export async function workingHour(
  district: District,
  people: readonly LocalPerson[],
  dice: Dice,
  deeds: Deeds,
): Promise<void> {
  for (const [index, person] of shuffled([...people.entries()], dice)) {
    if (dice.next() < 0.15 || isAway(index, district.clock.now(), deeds)) continue
    const diligence = DILIGENCE[index % DILIGENCE.length] ?? 0.5
    for (const message of open(person)) {
      if (dice.next() > diligence) continue
      await answer(district, person, message, dice, deeds)
    }
  }
}

/** Some are away for a whole week, on leave or at a course, whether anybody stands in for them or not. */
function isAway(index: number, at: Instant, { seed }: Deeds): boolean {
  const week = Math.floor(at / (7 * DAY_MS))
  return diceFrom(seed + index * 1_000 + week).next() < 0.06
}

function open(person: LocalPerson): SeenMessage[] {
  return person
    .newest(LOOKS_BACK)
    .filter((one) => one.senderType === 'app' && !one.recalled && one.card !== undefined)
    .filter((one) => !PASSED_OVER.has(one.title ?? ''))
    .filter((one) => buttonsIn(one).length > 0)
}

/** Most cards lie in their chats for months and are looked at every day. */
const known = new WeakMap<object, readonly Part[]>()

function buttonsIn({ card = {} }: SeenMessage): readonly Part[] {
  const held = known.get(card)
  if (held !== undefined) return held
  const buttons = partsOf(card).filter(
    ({ tag, node }) => tag === 'button' && node.disabled !== true && Array.isArray(node.behaviors),
  )
  known.set(card, buttons)
  return buttons
}

async function answer(
  district: District,
  person: LocalPerson,
  message: SeenMessage,
  dice: Dice,
  deeds: Deeds,
): Promise<void> {
  const buttons = buttonsIn(message)
  const pressed = weighed(buttons, dice)
  if (pressed === undefined) return
  const filled = filledFor(partsOf(message.card ?? {}), pressed, district.clock.now(), dice)
  const label = labelOf(pressed.node)
  const nth = buttons.filter((one) => labelOf(one.node) === label).indexOf(pressed) + 1
  const how = pressed.form === undefined ? { nth } : { form: filled, nth }
  district.clock.forward(1_000)
  const tap = () => person.prepareTap(message.messageId, label, how)
  // Made on the card as it is now, and sent when it is another one: a slow line, a forwarded copy.
  const late = dice.next() < 0.03 ? tap() : null
  // A double tap: both are made before either is answered. Two at once: test/flows.
  const taps = dice.next() < 0.06 ? [tap(), tap()] : [tap()]
  for (const one of taps) await sent(district, one, deeds)
  // The network brings the same tap once more.
  if (dice.next() < 0.02) for (const one of taps) await sent(district, one, deeds)
  if (late !== null) await sent(district, late, deeds)
}

async function sent(district: District, tap: PreparedTap, deeds: Deeds): Promise<void> {
  deeds.answers.push(await tap.send())
  await district.still()
}

function weighed(buttons: readonly Part[], dice: Dice): Part | undefined {
  const weights = buttons.map((one) => WEIGHTS[labelOf(one.node)] ?? 1)
  let left = dice.next() * weights.reduce((sum, weight) => sum + weight, 0)
  return buttons.find((_, index) => {
    left -= weights[index] ?? 0
    return left <= 0
  })
}
