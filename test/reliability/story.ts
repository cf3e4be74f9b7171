// What happens to one matter when several are under way: who taps and writes what, and what the trail then says.
import { addDays, dayOf } from '../../src/domain/time.ts'
import { named } from '../kit/yunling.ts'
import { type Doing, decide, type Step, write } from './people.ts'
import { pause, type Stage } from './stage.ts'

export interface Story {
  readonly title: string
  /** The lead's id, and who does what there. */
  readonly lead: string
  readonly approver: string
  readonly officer: string
  readonly head: string
  readonly handler: string
  readonly mode: 'section' | 'leader'
  /** Who of 督查室 looks at the material and gives the feedback. */
  readonly reviewer: string
  /** Words of progress, all different. */
  readonly progress: readonly string[]
}

const CASTS: readonly Pick<Story, 'lead' | 'approver' | 'officer' | 'head' | 'handler' | 'mode'>[] =
  [
    cast('D09', '佟雅宁', '禾苗', '田守稼', '谷雨'),
    cast('D07', '陆明舟', '房一鸣', '马建业', '施工'),
    { ...cast('D11', '顾怀清', '常宁', '安国平', '崔劲松'), mode: 'leader' },
    cast('D08', '陆明舟', '段小桥', '路向东', '闻道'),
    cast('D10', '佟雅宁', '杜若', '白芷兰', '叶长青'),
    cast('D02', '佟雅宁', '孟知行', '卓亚平', '简书'),
  ]

function cast(lead: string, approver: string, officer: string, head: string, handler: string) {
  return { lead, approver, officer, head, handler, mode: 'section' as const }
}

/** The n-th matter, from 0; up to a hundred have names of their own. */
export function storyOf(n: number): Story {
  const place = `${[...'东南西北中上下左右前'][n % 10]}${[...'林河山湖桥门井塘岭坡'][Math.floor(n / 10)]}路`
  const found = CASTS[n % CASTS.length]
  if (found === undefined) throw new Error('there are casts')
  return {
    ...found,
    title: `${place}积水整治`,
    reviewer: n % 2 === 0 ? '温如松' : '蒋小棠',
    progress: [`${place}已清掏雨水井12座`, `${place}已更换井盖9处`],
  }
}

export interface Telling extends Doing {
  /** Milliseconds that people take between two steps. */
  readonly breath: () => number
}

/** Milestones at which a telling can end. */
export type Milestone = 'handedOver' | 'handling' | 'compiling' | 'awaitingSignOff' | 'closed'

/** Plays the matter from the word 立项 to `end`. */
export async function tell(
  stage: Stage,
  story: Story,
  telling: Telling,
  end: Milestone = 'closed',
): Promise<void> {
  const step = async (who: string, card: string, button: string, form?: Step['form']) => {
    await pause(telling.breath())
    const given = form === undefined ? {} : { form }
    await decide(stage, { who, card, button, about: story.title, ...given }, telling)
  }
  await dockets(stage, story, telling, step)
  if (end === 'handedOver') return
  await step(story.officer, '交办通知', '签收并呈批', { suggestion: '拟由责任科室办理' })
  await step(story.head, '领导批办', '批办', {
    mode: story.mode,
    opinion: '请抓紧办理',
    handlers: [named(story.handler)],
  })
  if (end === 'handling') return
  await Promise.all([works(stage, story, telling, step), step('金穗', '交办通知', '签收并呈批')])
  if (end === 'compiling') return
  await step(story.officer, '汇总材料', '呈领导审签', REPORT)
  if (end === 'awaitingSignOff') return
  await finishes(story, step)
}

type Take = (who: string, card: string, button: string, form?: Step['form']) => Promise<void>

async function dockets(stage: Stage, story: Story, telling: Telling, step: Take): Promise<void> {
  const answer = { card: '督查立项', about: story.title }
  await write(stage, { who: '蒋小棠', text: `立项 ${story.title}`, answer }, telling)
  await step('蒋小棠', '督查立项', '呈请立项', docketForm(story))
  await step(story.approver, '立项阅批', '退回修改', { opinion: '请把督查内容写具体' })
  await step('蒋小棠', '督查立项', '呈请立项', { content: '易积水点位逐一整治，列出清单。' })
  await step(story.approver, '立项阅批', '同意立项', { opinion: '请抓紧办理' })
}

async function works(stage: Stage, story: Story, telling: Telling, step: Take): Promise<void> {
  const [inGroup = '', privately = ''] = story.progress
  const answer = (about: string) => ({ card: '记入进展', about })
  const chatId = `oc_test_${story.lead.toLowerCase()}`
  const who = story.handler
  const words = (text: string) => `进展 ${text}`
  await numbered(stage, story, async (number) => {
    await write(
      stage,
      { who, text: words(`${number} ${inGroup}`), chatId, answer: answer(inGroup) },
      telling,
    )
    await write(
      stage,
      { who, text: words(`${number} ${privately}`), answer: answer(privately) },
      telling,
    )
  })
  await step(who, '办理任务', '办理完毕')
}

/** The number as the handler reads it on the card. */
async function numbered(
  stage: Stage,
  { handler, title }: Story,
  use: (number: string) => Promise<void>,
): Promise<void> {
  for (;;) {
    const card = stage
      .person(handler)
      .messages()
      .find((one) => one.title === '办理任务' && JSON.stringify(one.card).includes(title))
    const number = /〕(\d+号)/.exec(JSON.stringify(card?.card ?? {}))?.[1]
    if (number !== undefined) return use(number)
    await pause(40)
  }
}

async function finishes({ officer, head, reviewer, approver }: Story, step: Take): Promise<void> {
  await step(head, '请审签', '退回修改', { opinion: '请补充数据' })
  await step(officer, '汇总材料', '呈领导审签', REPORT)
  await step(head, '请审签', '同意审签')
  await step(officer, '报送材料', '报送', READY)
  await step(reviewer, '审核反馈材料', '退回重新整理', {
    opinion: '问题写得过于笼统',
    rework_deadline: `${addDays(dayOf(Date.now()), 5)} 17:30`,
  })
  const problems = '老旧管网底数不清，夜间值守人手不足。'
  await step(officer, '汇总材料', '呈领导审签', { ...REPORT, problems })
  await step(head, '请审签', '修改后审签', { next_steps: '12月底前完成全部点位改造并复查。' })
  await step(officer, '报送材料', '报送', READY)
  await step(reviewer, '审核反馈材料', '通过')
  const leaders = [named(approver)]
  await step(reviewer, '汇总反馈', '反馈领导', { summary: '整治全部完成。', leaders })
  await step(approver, '督查结果', '已阅')
}

/** What the trail says of a story that was told to its end, by whose it is: the matter's own, or a department's. */
export function trailOf({ lead }: Story): Readonly<Record<string, readonly string[]>> {
  return {
    matter: [
      '呈请立项 待阅批',
      '退回修改 拟立项',
      '呈请立项 待阅批',
      '同意立项 办理中',
      '自动 待汇总反馈',
      '反馈领导 已办结',
      '已阅 已办结',
    ],
    [lead]: [
      '签收并呈批 已签收',
      '签收并呈批 待批办',
      '批办 办理中',
      '报进展 办理中',
      '报进展 办理中',
      '办理完毕 汇总中',
      '呈领导审签 待审签',
      '退回修改 汇总中',
      '呈领导审签 待审签',
      '同意审签 已审签',
      '报送 已报送',
      '退回重新整理 汇总中',
      '呈领导审签 待审签',
      '修改后审签 已审签',
      '报送 已报送',
      '通过 已通过',
    ],
    D04: ['签收并呈批 已签收', '签收并呈批 待批办', '自动 未提供'],
  }
}

export const REPORT = {
  achievements: '已完成12处积水点改造，占年度任务的80%。',
  problems: '部分路段管网老化，夜间值守人手不足。',
  next_steps: '12月底前完成剩余点位改造。',
}

export const READY = {
  copies_ready: 'yes',
  sealed: 'yes',
  electronic_ready: 'yes',
  wet_signed: 'yes',
}

function docketForm({ title, lead, approver }: Story): Step['form'] & object {
  return {
    title,
    category: '7',
    source: '区政府办公室',
    content: '易积水点位整治。',
    lead,
    co: ['D04'],
    deadline: `${addDays(dayOf(Date.now()), 20)} 17:30`,
    copies: '1',
    seal: 'yes',
    electronic: 'yes',
    signature: 'yes',
    approver: named(approver),
    not_secret: 'yes',
  }
}
