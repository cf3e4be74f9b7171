// What people do on a day: some are away, some are late, some tap twice or on old cards; words now and then.
import type { Instant } from '../../src/domain/time.ts'
import { labelOf, type Part, partsOf } from '../../src/local-feishu/card-parts.ts'
import { type Dice, shuffled } from '../../src/local-feishu/dice.ts'
import type { LocalPerson, SeenMessage } from '../../src/local-feishu/person.ts'
import type { TapResult } from '../../src/local-feishu/tap.ts'
import { type District, oneOf } from './district.ts'
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
  /** Every answer that a tap got. */
  readonly answers: TapResult[]
}

/** Everybody who is in looks at what they have. */
export async function workingHour(
  district: District,
  people: readonly LocalPerson[],
  at: Instant,
  dice: Dice,
  deeds: Deeds,
): Promise<void> {
  for (const [index, person] of shuffled([...people.entries()], dice)) {
    if (dice.next() < 0.15) continue
    const diligence = DILIGENCE[index % DILIGENCE.length] ?? 0.5
    for (const message of open(person)) {
      if (dice.next() > diligence) continue
      await answer(district, person, message, at, dice, deeds)
    }
  }
}

function open(person: LocalPerson): SeenMessage[] {
  return person
    .messages()
    .slice(-LOOKS_BACK)
    .filter((one) => one.senderType === 'app' && !one.recalled && one.card !== undefined)
    .filter((one) => !PASSED_OVER.has(one.title ?? ''))
    .filter((one) => buttonsIn(one).length > 0)
}

function buttonsIn(message: SeenMessage): Part[] {
  return partsOf(message.card ?? {}).filter(
    ({ tag, node }) => tag === 'button' && node.disabled !== true && Array.isArray(node.behaviors),
  )
}

async function answer(
  district: District,
  person: LocalPerson,
  message: SeenMessage,
  at: Instant,
  dice: Dice,
  deeds: Deeds,
): Promise<void> {
  const buttons = buttonsIn(message)
  const pressed = weighed(buttons, dice)
  if (pressed === undefined) return
  const filled = filledFor(partsOf(message.card ?? {}), pressed, at, dice)
  const label = labelOf(pressed.node)
  const nth = buttons.filter((one) => labelOf(one.node) === label).indexOf(pressed) + 1
  const how = pressed.form === undefined ? { nth } : { form: filled, nth }
  district.clock.forward(1_000)
  // Made on the card as it is now, and sent when it is another one: a slow line, a forwarded copy.
  const late = dice.next() < 0.03 ? person.prepareTap(message.messageId, label, how) : null
  const tap = () => person.tap(message.messageId, label, how)
  const first = tap()
  const twice = dice.next() < 0.06
  deeds.answers.push(...(twice ? await Promise.all([first, tap()]) : [await first]))
  if (late !== null) deeds.answers.push(await late.send())
}

function weighed(buttons: readonly Part[], dice: Dice): Part | undefined {
  const weights = buttons.map((one) => WEIGHTS[labelOf(one.node)] ?? 1)
  let left = dice.next() * weights.reduce((sum, weight) => sum + weight, 0)
  return buttons.find((_, index) => {
    left -= weights[index] ?? 0
    return left <= 0
  })
}

/** Words that somebody sends now and then, about one of the matters there are. */
export async function someWords(
  district: District,
  person: LocalPerson,
  numbers: readonly number[],
  dice: Dice,
): Promise<void> {
  const number = oneOf(numbers, dice)
  if (number === undefined) return
  const words = oneOf(
    [
      '我的待办',
      '帮助',
      `查 ${number}号`,
      `进展 ${number}号 已完成摸底${Math.ceil(dice.next() * 200)}户`,
      `延期 ${number}号 到12月30日 原因：连续降雨`,
      `催办 ${number}号 请于今日反馈`,
      `撤回 ${number}号`,
      `审签 ${number}号`,
      `撤销 ${number}号 原因：与另一事项重复`,
      `重新办理 ${number}号 原因：群众仍有反映`,
      `更正 ${number}号 来源改为区政府常务会议 原因：笔误`,
      '超期',
      '统计',
    ],
    dice,
  )
  district.clock.forward(1_000)
  await person.say(words ?? '帮助')
}
