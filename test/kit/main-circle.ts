// The main circle as anyone can play it: from 立项 to 已阅, whatever the bot runs on and whatever the day is.
import { addDays, dayOf, type Instant } from '../../src/domain/time.ts'
import type { LocalPerson, SeenMessage } from '../../src/local-feishu/person.ts'
import { goodReport, named } from './yunling.ts'

/** What the play needs of a product under test. */
export interface CircleStage {
  readonly now: () => Instant
  person(name: string): LocalPerson
  /** Waits until everything that can be delivered now is. */
  settle(): Promise<void>
}

/** The steps as they were answered: who, which button, and the toast's kind. */
export type PlayedStep = readonly [name: string, button: string, toast: string | undefined]

const READY = { copies_ready: 'yes', sealed: 'yes', electronic_ready: 'yes', wet_signed: 'yes' }

/** Plays 农村沼气建设工作 with 区农业农村局 in the lead and 区财政局 beside it, due in thirty days. */
export async function playMainCircle(stage: CircleStage): Promise<readonly PlayedStep[]> {
  const steps: PlayedStep[] = []
  const tap = async (name: string, title: string, button: string, form?: object) => {
    const { messageId } = cardOf(stage.person(name), title)
    const how = form === undefined ? {} : { form: { ...form } }
    const { toast } = await stage.person(name).tap(messageId, button, how)
    steps.push([name, button, toast?.type])
    await stage.settle()
  }
  await stage.person('蒋小棠').say('立项')
  await stage.settle()
  await tap('蒋小棠', '督查立项', '呈请立项', docketForm(addDays(dayOf(stage.now()), 30)))
  await tap('佟雅宁', '立项阅批', '同意立项', { opinion: '请农业农村局抓紧办理。' })
  await tap('禾苗', '交办通知', '签收并呈批', { suggestion: '拟由农村能源科办理' })
  await tap('田守稼', '领导批办', '批办', {
    mode: 'section',
    opinion: '请农村能源科抓紧办理',
    handlers: [named('谷雨')],
  })
  const inGroup = { chatId: 'oc_test_d09', mentionBot: true }
  await stage.person('谷雨').say('进展 1号 已建成户用沼气池120座', inGroup)
  await stage.settle()
  await tap('谷雨', '办理任务', '办理完毕')
  const { achievements, problems, nextSteps } = goodReport
  const report = { achievements, problems, next_steps: nextSteps }
  await tap('禾苗', '汇总材料', '呈领导审签', report)
  await tap('田守稼', '请审签', '同意审签', { problems })
  await tap('禾苗', '报送材料', '报送', READY)
  await tap('温如松', '审核反馈材料', '通过')
  const leaders = [named('佟雅宁')]
  await tap('蒋小棠', '汇总反馈', '反馈领导', { summary: '已建成120座。', leaders })
  await tap('佟雅宁', '督查结果', '已阅')
  return steps
}

/** Every step done. */
export const MAIN_CIRCLE: readonly PlayedStep[] = [
  ['蒋小棠', '呈请立项', 'success'],
  ['佟雅宁', '同意立项', 'success'],
  ['禾苗', '签收并呈批', 'success'],
  ['田守稼', '批办', 'success'],
  ['谷雨', '办理完毕', 'success'],
  ['禾苗', '呈领导审签', 'success'],
  ['田守稼', '同意审签', 'success'],
  ['禾苗', '报送', 'success'],
  ['温如松', '通过', 'success'],
  ['蒋小棠', '反馈领导', 'success'],
  ['佟雅宁', '已阅', 'success'],
]

/** A paper of this circle. */
const paper = (kind: string) => `${kind}　农村沼气建设工作（云政督〔2026〕1号）.docx`
const NOTICE = paper('督查（交办）通知单')

/** The cards and papers that each person then has, each once. */
export const CARDS_OF_CIRCLE: Readonly<Record<string, readonly string[]>> = {
  蒋小棠: ['督查立项', '审核反馈材料', '汇总反馈'],
  温如松: ['审核反馈材料', '汇总反馈'],
  佟雅宁: ['立项阅批', '督查结果'],
  禾苗: ['交办通知', NOTICE, '汇总材料', '报送材料', paper('情况报告')],
  田守稼: ['领导批办', '请审签'],
  谷雨: ['办理任务', '记入进展'],
  金穗: ['交办通知', NOTICE],
  毕子衡: [],
}

/** The titles of cards, and the names of files, that the bot has sent a person privately, oldest first. */
export function titlesOf(person: LocalPerson): (string | undefined)[] {
  return person
    .messages()
    .filter((one) => one.senderType === 'app')
    .map((one) => one.title ?? (one.msgType === 'file' ? one.text : undefined))
}

function cardOf(person: LocalPerson, title: string): SeenMessage {
  const found = person.messages().findLast((one) => one.title === title)
  if (found === undefined) throw new Error(`${person.name} has no card ${title}`)
  return found
}

/** 督查立项, filled in. `deadline`: a day. */
export function docketForm(deadline: string): object {
  return {
    title: '农村沼气建设工作',
    category: '7',
    source: '区政府办公室',
    source_document: '云政办督〔2026〕5号',
    content: '督查“农村沼气建设工作”的落实情况。',
    lead: 'D09',
    co: ['D04'],
    deadline: `${deadline} 17:30`,
    copies: '1',
    seal: 'yes',
    electronic: 'yes',
    signature: 'yes',
    approver: 'ou_test_p04',
    not_secret: 'yes',
  }
}
