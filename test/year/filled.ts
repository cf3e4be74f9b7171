// How people of the district fill in a card's form: what its fields are called decides what is written.
import { addWorkdays } from '../../src/domain/calendar.ts'
import { addDays, dayOf, type Instant } from '../../src/domain/time.ts'
import { initialValue } from '../../src/local-feishu/card-fields.ts'
import type { Part } from '../../src/local-feishu/card-parts.ts'
import type { Dice } from '../../src/local-feishu/dice.ts'
import { yunling } from '../kit/yunling.ts'
import { oneOf } from './district.ts'

type Form = Record<string, unknown>

/** The form around a button, filled in for it. Fields that already say something mostly stay. */
export function filledFor(parts: readonly Part[], pressed: Part, at: Instant, dice: Dice): Form {
  const form: Form = {}
  for (const part of parts) {
    if (part.tag === 'button' || part.form === undefined || part.form !== pressed.form) continue
    const name = String(part.node.name)
    const value = valueFor(name, part, at, dice)
    if (value !== undefined) form[name] = value
  }
  return form
}

function valueFor(name: string, part: Part, at: Instant, dice: Dice): unknown {
  const present = initialValue(part)
  const isFilled = present !== undefined && present !== '' && present !== false
  if (isFilled && !ALWAYS.has(name)) return undefined
  if (part.tag === 'picker_datetime') return `${workdayIn(at, 5 + dice.next() * 10)} 17:30`
  if (part.tag === 'select_static') return choice(name, part, dice)
  if (part.tag === 'select_person') return optionsOf(part)[0]
  if (part.tag.startsWith('multi_select')) {
    const some = oneOf(optionsOf(part), dice)
    return some === undefined || OPTIONAL.has(name) ? undefined : [some]
  }
  return TEXTS[name]?.(dice)
}

/** Written anew whatever stands there. */
const ALWAYS: ReadonlySet<string> = new Set(['document_number'])

/** Mostly left alone. */
const OPTIONAL: ReadonlySet<string> = new Set(['co'])

function choice(name: string, part: Part, dice: Dice): string | undefined {
  const options = optionsOf(part)
  const wanted = CHOICES[name]?.(dice)
  if (wanted !== undefined && options.includes(wanted)) return wanted
  return options.includes('yes') ? 'yes' : oneOf(options, dice)
}

const CHOICES: Readonly<Record<string, (dice: Dice) => string>> = {
  mode: (dice) => oneOf(['section', 'leader', 'officer'], dice) ?? 'section',
  critical: (dice) => (dice.next() < 0.2 ? 'yes' : 'no'),
  also_feedback: (dice) => (dice.next() < 0.7 ? 'yes' : 'no'),
  satisfaction: (dice) => (dice.next() < 0.25 ? 'dissatisfied' : 'satisfied'),
  no_problem_confirmed: () => 'no',
  superior: () => 'no',
  urgency: (dice) => (dice.next() < 0.1 ? 'immediate' : 'normal'),
  classification: (dice) => (dice.next() < 0.1 ? 'internal' : 'public'),
  return_to: () => 'office',
  cycle: () => 'none',
}

const TEXTS: Readonly<Record<string, (dice: Dice) => string>> = {
  suggestion: () => '拟由业务科室办理。',
  question: () => '统计口径是否包括在建项目？',
  opinion: (dice) => oneOf(['请按要求办理。', '数据再核一遍。', '同意。'], dice) ?? '同意。',
  achievement: (dice) => `本周完成${Math.ceil(dice.next() * 90)}户，累计过半。`,
  problem: () => '个别点位进场受阻。',
  onsite: () => '现场查看三处，情况属实。',
  achievements: (dice) => `已完成年度任务的${40 + Math.ceil(dice.next() * 60)}%。`,
  problems: () => '后续管护力量不足，资金到位偏慢。',
  next_steps: () => '月底前完成剩余任务，逐点落实责任人。',
  contact: () => '谷雨 0871-0000000',
  summary: () => '按期完成，群众反映良好；管护机制尚待健全。',
  instruction: () => '请继续跟进。',
  reason: () => '连续降雨，无法施工。',
  progress: () => '已完成八成。',
  answer: () => '包括在建项目。',
  note: () => '电话征询。',
  document_number: (dice) => `云州政督收〔2026〕${Math.ceil(dice.next() * 900)}号`,
}

function optionsOf(part: Part): string[] {
  const { options } = part.node
  if (!Array.isArray(options)) return []
  return options.map((option) => String((option as { value?: unknown }).value))
}

/** The docket of a new matter: what a 经办人 types into 督查立项. */
export function newDocket(serial: number, at: Instant, dice: Dice): Form {
  const category = String(1 + Math.floor(dice.next() * 7))
  const led = yunling.departments.filter((one) => one.kind === 'dept')
  const lead = oneOf(led, dice)?.id ?? 'D09'
  const co = led.filter((one) => one.id !== lead && dice.next() < 0.1).map((one) => one.id)
  const portfolio = yunling.people.find((person) => person.portfolio.includes(lead))
  const days = 6 + Math.floor(dice.next() * 30)
  const deadline = workdayIn(at, days)
  const superior = category === '1' && dice.next() < 0.6
  return {
    title: `第${serial}件督查事项落实情况`,
    category,
    source: '区政府办公室',
    source_document: `云政办督〔2026〕${serial}号`,
    content: `督查第${serial}件事项的完成情况、存在问题和下一步安排。`,
    lead,
    ...(co.length > 0 ? { co } : {}),
    deadline: `${deadline} 17:30`,
    copies: '2',
    seal: 'yes',
    electronic: 'yes',
    signature: 'yes',
    approver: portfolio?.openId ?? 'ou_test_p01',
    urgency: oneOf(['normal', 'normal', 'normal', 'urgent', 'immediate'], dice),
    classification: dice.next() < 0.1 ? 'internal' : 'public',
    cycle: days > 25 ? 'monthly' : 'none',
    ...(superior
      ? {
          superior: 'yes',
          superior_organ: '云州市人民政府督查室',
          superior_deadline: `${addDays(deadline, 7)} 17:30`,
        }
      : {}),
    ...(category === '6'
      ? { proposal_kind: 'suggestion', proposal_number: `${serial}`, proposers: '林代表' }
      : {}),
    not_secret: 'yes',
  }
}

function workdayIn(at: Instant, days: number): string {
  return addWorkdays(yunling.calendar, addDays(dayOf(at), Math.max(1, Math.floor(days)) - 1), 1)
}
