// Short ways for tests to a matter in any state, by the taps of those whose turn it is.
import type { Form, Play } from './play.ts'
import { named } from './yunling.ts'

/**
 * Words that stand where only some may read them. Whoever must not read such a paper must never have had
 * a message with its word in it.
 */
export const CANARY = {
  content: '内容暗记甲',
  approval: '批示暗记乙',
  suggestion: '建议暗记丙',
  opinion: '批办暗记丁',
  progress: '进展暗记戊',
  report: '材料暗记己',
  summary: '结果暗记庚',
} as const

/** Who plays which part in a matter that this department leads. */
interface Cast {
  readonly approver: string
  readonly head: string
  readonly officer: string
  readonly handler: string
}

const CASTS: Readonly<Record<string, Cast>> = {
  D02: { approver: '佟雅宁', head: '卓亚平', officer: '孟知行', handler: '简书' },
  D07: { approver: '陆明舟', head: '马建业', officer: '房一鸣', handler: '施工' },
  D08: { approver: '陆明舟', head: '路向东', officer: '段小桥', handler: '闻道' },
  D09: { approver: '佟雅宁', head: '田守稼', officer: '禾苗', handler: '谷雨' },
  D10: { approver: '佟雅宁', head: '白芷兰', officer: '杜若', handler: '叶长青' },
  D11: { approver: '顾怀清', head: '安国平', officer: '常宁', handler: '崔劲松' },
}

/** Where a road can end, in the order of the procedure. */
export const STOPS = [
  '待阅批',
  '待签收',
  '待批办',
  '办理中',
  '汇总中',
  '待审签',
  '已审签',
  '已报送',
  '待汇总反馈',
  '已办结',
] as const
export type Stop = (typeof STOPS)[number]

export interface Travelling extends Cast {
  readonly title: string
  readonly lead: string
  /** `3号`, once it is docketed. */
  readonly number: string
}

/** A matter of this title, led by the department, at this stop. `form` changes what the docket says. */
export async function matterAt(
  play: Play,
  stop: Stop,
  { title, lead = 'D09', form = {} }: { title: string; lead?: string; form?: Form },
): Promise<Travelling> {
  const cast = CASTS[lead]
  if (cast === undefined) throw new Error(`no cast for ${lead}`)
  const start: Travelling = { ...cast, title, lead, number: '' }
  await play.say('蒋小棠', '立项')
  return travel(play, start, STOPS.slice(0, STOPS.indexOf(stop) + 1), form)
}

/** The same matter, further down the road. */
export async function onward(
  play: Play,
  matter: Travelling,
  from: Stop,
  to: Stop,
): Promise<Travelling> {
  return travel(play, matter, STOPS.slice(STOPS.indexOf(from) + 1, STOPS.indexOf(to) + 1), {})
}

/** What the docket of a suggestion of 人大代表 says beside. */
export const SUGGESTION: Form = {
  category: '6',
  proposal_kind: 'suggestion',
  proposal_number: '第18号',
  proposers: '苗青等3名代表',
}

/** The same suggestion, at 汇总中, answered by its department and passed by 督查室: 待汇总反馈. */
export async function proposalAnswered(play: Play, matter: Travelling): Promise<Travelling> {
  const reply = { ...REPORT, class: 'B', contact: '禾苗，0871-6543210' }
  await play.tap(matter.officer, '汇总材料', '呈领导审签', reply, matter.title)
  return onward(play, matter, '待审签', '待汇总反馈')
}

async function travel(
  play: Play,
  start: Travelling,
  stops: readonly Stop[],
  form: Form,
): Promise<Travelling> {
  let matter = start
  for (const stop of stops) {
    const { who, card, button, filled } = stepTo(stop, matter, form)
    const about = stop === '待阅批' ? '' : matter.title
    const { toast } = await play.tap(who, card, button, filled, about)
    if (toast?.type !== 'success') throw new Error(`${stop}: ${toast?.content}`)
    const number = /〕(\d+号)/.exec(toast.content)?.[1]
    if (number !== undefined) matter = { ...matter, number }
  }
  return matter
}

interface Step {
  readonly who: string
  readonly card: string
  readonly button: string
  readonly filled?: Form
}

function stepTo(stop: Stop, matter: Travelling, form: Form): Step {
  const { approver, head, officer, handler } = matter
  switch (stop) {
    case '待阅批':
      return {
        who: '蒋小棠',
        card: '督查立项',
        button: '呈请立项',
        filled: docketForm(matter, form),
      }
    case '待签收':
      return press(approver, '立项阅批', '同意立项', { opinion: CANARY.approval })
    case '待批办':
      return press(officer, '交办通知', '签收并呈批', { suggestion: CANARY.suggestion })
    case '办理中':
      return press(head, '领导批办', '批办', instruction(handler))
    case '汇总中':
      return press(handler, '办理任务', '办理完毕')
    case '待审签':
      return press(officer, '汇总材料', '呈领导审签', REPORT)
    case '已审签':
      return press(head, '请审签', '同意审签')
    case '已报送':
      return press(officer, '报送材料', '报送', ALL_READY)
    case '待汇总反馈':
      return press('温如松', '审核反馈材料', '通过')
    case '已办结':
      return press('蒋小棠', '汇总反馈', '反馈领导', {
        summary: CANARY.summary,
        leaders: [named(approver)],
      })
    default:
      return stop satisfies never
  }
}

function press(who: string, card: string, button: string, filled?: Form): Step {
  return filled === undefined ? { who, card, button } : { who, card, button, filled }
}

export function docketForm(
  { title, lead, approver }: Pick<Travelling, 'title' | 'lead' | 'approver'>,
  form: Form = {},
): Form {
  return {
    title,
    category: '7',
    source: '区政府办公室',
    content: `督查落实情况。${CANARY.content}`,
    lead,
    deadline: '2026-09-21 17:30',
    copies: '1',
    seal: 'yes',
    electronic: 'yes',
    signature: 'yes',
    approver: named(approver),
    not_secret: 'yes',
    ...form,
  }
}

/** What makes it 上级交办, due above nine days after it is due here. */
export const FROM_ABOVE: Form = {
  superior: 'yes',
  superior_organ: '云州市人民政府督查室',
  superior_deadline: '2026-09-30 17:30',
}

export function instruction(...handlers: readonly string[]): Form {
  return { mode: 'section', opinion: CANARY.opinion, handlers: handlers.map(named) }
}

/** A report that passes the gate. */
export const REPORT: Form = {
  achievements: `已完成年度任务的80%。${CANARY.report}`,
  problems: '部分村组后续管护力量不足。',
  next_steps: '10月底前完成剩余任务。',
}

export const ALL_READY: Form = {
  copies_ready: 'yes',
  sealed: 'yes',
  electronic_ready: 'yes',
  wet_signed: 'yes',
}
