// What people say in words: about a matter that is theirs, or about themselves and their colleagues.
import { addDays, type Day, dayOf, instantOf, shortDateZh } from '../../src/domain/time.ts'
import type { Dice } from '../../src/local-feishu/dice.ts'
import { named, yunling } from '../kit/yunling.ts'
import { type District, oneOf } from './district.ts'

/** What somebody could have in mind now. */
interface Mind {
  /** `27号`, one of the latest. */
  readonly number: string
  readonly head: string
  readonly officer: string
  /** Somebody of the same department who is neither. */
  readonly colleague: string
  /** Of some other department, for 改派. */
  readonly elsewhere: string
  readonly soon: string
  readonly later: string
  readonly dice: Dice
}

interface Saying {
  /** Of a hundred words so many are these. */
  readonly often: number
  readonly by: (mind: Mind) => string
  readonly words: (mind: Mind) => string
}

const ANYBODY = (mind: Mind) => oneOf(yunling.people, mind.dice)?.name ?? '蒋小棠'

const SAYINGS: readonly Saying[] = [
  { often: 6, by: ANYBODY, words: () => '我的待办' },
  { often: 3, by: ANYBODY, words: () => '帮助' },
  { often: 4, by: ANYBODY, words: ({ number }) => `查 ${number}` },
  { often: 2, by: () => '陆明舟', words: () => '超期' },
  { often: 2, by: () => '罗思远', words: () => '统计' },
  { often: 1, by: ANYBODY, words: () => '提醒设置' },
  { often: 1, by: ANYBODY, words: () => '意见反馈 卡片上的字太小' },
  {
    often: 12,
    by: ({ officer }) => officer,
    words: ({ number, dice }) => `进展 ${number} 已完成摸底${Math.ceil(dice.next() * 200)}户`,
  },
  {
    often: 8,
    by: ({ officer }) => officer,
    words: ({ number, later }) => `延期 ${number} 到${later} 原因：连续降雨`,
  },
  { often: 3, by: ({ officer }) => officer, words: ({ number }) => `改派 ${number}` },
  { often: 6, by: () => '毕子衡', words: ({ number }) => `催办 ${number} 请于今日反馈` },
  { often: 4, by: ({ officer }) => officer, words: ({ number }) => `撤回 ${number}` },
  { often: 2, by: ({ head }) => head, words: ({ number }) => `改批 ${number}` },
  { often: 2, by: ({ head }) => head, words: ({ number }) => `审签 ${number}` },
  {
    often: 8,
    by: () => '温如松',
    words: ({ number }) => `更正 ${number} 来源改为区政府常务会议 原因：笔误`,
  },
  {
    often: 6,
    by: () => '温如松',
    words: ({ number, later }) => `更正 ${number} 办结时间改为${later} 原因：原时限写错`,
  },
  {
    often: 2,
    by: () => '温如松',
    words: ({ number, elsewhere }) => `改派 ${number} 到${elsewhere} 原因：职责调整`,
  },
  {
    often: 2,
    by: () => '罗思远',
    words: ({ number, later }) => `特批延期 ${number} 到${later} 原因：汛期抢险`,
  },
  {
    often: 2,
    by: () => '韩秉文',
    words: ({ number }) => `撤销 ${number} 原因：与另一事项重复`,
  },
  {
    often: 6,
    by: () => '蒋小棠',
    words: ({ number }) => `重新办理 ${number} 原因：群众仍有反映`,
  },
  {
    often: 6,
    by: ({ head }) => head,
    words: ({ colleague, soon, later }) => `委托 ${colleague} ${soon}至${later} 授权书〔2026〕3号`,
  },
  { often: 1, by: ({ head }) => head, words: () => '撤销委托' },
  {
    often: 8,
    by: ({ officer }) => officer,
    words: ({ colleague, soon, later }) => `交接 全部 给${colleague} ${soon}至${later}`,
  },
  {
    often: 2,
    by: ({ colleague }) => colleague,
    words: ({ number, officer }) => `转办 ${number} 给${officer}`,
  },
]

/** Somebody says something; what the bot makes of it is answered with the other cards. */
export async function someWords(district: District, dice: Dice): Promise<void> {
  const mind = await mindNow(district, dice)
  if (mind === null) return
  let left = dice.next() * SAYINGS.reduce((sum, { often }) => sum + often, 0)
  const saying = SAYINGS.find(({ often }) => {
    left -= often
    return left <= 0
  })
  if (saying !== undefined) await says(district, saying.by(mind), saying.words(mind))
}

export async function says(district: District, name: string, words: string): Promise<void> {
  district.clock.forward(1_000)
  await district.feishu.person(named(name)).say(words)
  await district.still()
}

async function mindNow({ sql, clock }: District, dice: Dice): Promise<Mind | null> {
  const rows = await sql<{ serial: number; lead: string }[]>`
    select number_serial as serial, lead from matter where number_serial is not null
    order by number_serial desc limit 15`
  const about = oneOf(rows, dice)
  if (about === undefined) return null
  const own = yunling.people.filter(({ departmentId }) => departmentId === about.lead)
  const nameOf = (role: 'DEPT_HEAD' | 'DEPT_SUPERVISION_OFFICER') =>
    own.find(({ roles }) => roles.includes(role))?.name ?? '蒋小棠'
  const officer = nameOf('DEPT_SUPERVISION_OFFICER')
  const others = own.filter(({ roles }) => roles.includes('UNDERTAKER'))
  const today = dayOf(clock.now())
  return {
    number: `${about.serial}号`,
    head: nameOf('DEPT_HEAD'),
    officer,
    colleague: oneOf(others, dice)?.name ?? officer,
    elsewhere: oneOf(yunling.departments.slice(1), dice)?.shortName ?? '区住建局',
    soon: said(addDays(today, 1)),
    later: said(addDays(today, 5 + Math.floor(dice.next() * 20))),
    dice,
  }
}

const said = (day: Day) => shortDateZh(instantOf(day, '12:00'))

/** Said on each of these Mondays, until the two who confirm it have done so. */
const INSISTED = 3

interface Leaving {
  readonly on: Day
  readonly words: string
}

/** Those who leave in the course of the year, and who comes in their place. */
const LEAVING: readonly Leaving[] = [
  { on: '2026-03-09', words: '任职 区卫健局 叶长青 督查工作人员' },
  { on: '2026-04-13', words: '停用 杜若' },
  { on: '2026-06-08', words: '停用 闻道' },
  { on: '2026-07-13', words: '任职 区教体局 简书 主要领导' },
  { on: '2026-09-07', words: '停用 施工' },
]

/** What is said that day of those who come and go. */
export function leavingOn(day: Day): string[] {
  const mondays = ({ on }: Leaving) =>
    Array.from({ length: INSISTED }, (_, week) => addDays(on, 7 * week))
  return LEAVING.filter((one) => mondays(one).includes(day)).map(({ words }) => words)
}
