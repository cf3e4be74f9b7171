// Feishu tasks beside the cards over signed HTTP: made when a card waits, changed with its deadline, completed by the act.
import { afterEach, expect, test } from 'vitest'
import { DAY_MS, instantOf } from '../../src/domain/time.ts'
import { docketForm, MAIN_CIRCLE, playMainCircle } from '../kit/main-circle.ts'
import { keptLog, openTasks, taskOf, unsent, waitingCards } from '../kit/mirrored.ts'
import { openPlay, type Play } from '../kit/play.ts'
import { openProduct, type Product, type ProductOptions } from '../kit/product.ts'
import { instruction, matterAt } from '../kit/roads.ts'
import { named, yunling } from '../kit/yunling.ts'

const START = { start: instantOf('2026-09-14', '09:00') }

const opened: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close()
})

async function play(options: ProductOptions = {}): Promise<Play> {
  const one = await openPlay({ ...START, mirrors: true, ...options })
  opened.push(one)
  return one
}

async function product(options: ProductOptions = {}): Promise<Product> {
  const one = await openProduct({ ...START, ...options })
  opened.push(one)
  return one
}

async function morning(one: Play, day: string): Promise<void> {
  one.product.clock.set(instantOf(day, '09:10'))
  await one.product.ticks()
  await one.product.settle()
}

/** 农村沼气建设工作 as far as 待批办: 田守稼 has 领导批办. */
async function untilInstruction(one: Play): Promise<void> {
  await one.say('蒋小棠', '立项')
  await one.tap('蒋小棠', '督查立项', '呈请立项', { ...docketForm('2026-10-14') })
  await one.tap('佟雅宁', '立项阅批', '同意立项', { opinion: '请抓紧。' })
  await one.tap('禾苗', '交办通知', '签收并呈批', { suggestion: '' })
}

test('从立项到已阅，每一步之后，任务中心里待办的正是等着人的卡片', async () => {
  const one = await product({ mirrors: true, pages: 'https://duban.example.cn' })
  const seen: string[][] = []
  const steps = await playMainCircle({
    now: one.clock.now,
    person: one.person,
    settle: async () => {
      await one.settle()
      expect(openTasks(one)).toEqual(await waitingCards(one))
      seen.push(openTasks(one))
    },
  })
  expect(steps).toEqual(MAIN_CIRCLE)
  expect(seen).toContainEqual(['交办通知→禾苗', '交办通知→金穗'])
  expect(seen).toContainEqual(['交办通知→金穗', '请审签→田守稼'])
  expect(seen.at(-1)).toEqual([])
  expect(one.feishu.counters().overLimit).toBe(0)
  expect(taskOf(one, '田守稼', '请审签')).toMatchObject({
    summary: '请审签：农村沼气建设工作（云政督〔2026〕1号）',
    completedAt: expect.any(Number),
    origin: {
      platform_i18n_name: { zh_cn: '督办' },
      href: { url: expect.stringMatching(/^https:\/\/duban.example.cn\/board\/matters\//) },
    },
  })
})

test('每人每张卡片只有一个任务，内容没变就不再打扰平台', async () => {
  const one = await play()
  await untilInstruction(one)
  const { requests } = one.product.feishu.counters()
  await one.say('禾苗', '查 1号')
  await one.product.ticks()
  await one.product.settle()
  const after = one.product.feishu.counters().requests
  expect([after.create_task, after.patch_task]).toEqual([requests.create_task, requests.patch_task])
  expect(one.person('田守稼').tasks()).toHaveLength(1)
})

test('同意延期后，任务的截止时间随之改变', async () => {
  const one = await play()
  const { title: about, number } = await matterAt(one, '办理中', { title: '延期甲' })
  const before = taskOf(one.product, '谷雨', about).due?.at
  await one.say('谷雨', `延期 ${number} 到9月28日 原因：连续降雨`)
  await one.tap('禾苗', '申请延期', '呈领导同意', { progress: '已完成八成。' }, about)
  await one.tap('田守稼', '对外申请', '同意申请', {}, about)
  expect(openTasks(one.product)).toEqual(await waitingCards(one.product))
  const { toast } = await one.tap('温如松', '延期审批', '同意延期', {}, about)
  expect(toast?.type).toBe('success')
  const task = taskOf(one.product, '谷雨', `办理任务：${about}`)
  expect(before).not.toBe(instantOf('2026-09-28', '17:30'))
  expect(task.due).toEqual({ at: instantOf('2026-09-28', '17:30'), isAllDay: false })
  expect(one.person('谷雨').tasks()).toHaveLength(1)
  expect(openTasks(one.product)).toEqual(await waitingCards(one.product))
})

test('委托期间，本人的任务完成、受委托人的新建；期满，本人的恢复、受委托人的完成', async () => {
  const one = await play()
  await untilInstruction(one)
  await one.say('田守稼', '委托 谷雨 9月15日至9月16日 授权书〔2026〕3号')
  await one.tap('田守稼', '请确认', '确认委托', { scope: ['INSTRUCT'] })
  const own = taskOf(one.product, '田守稼', '领导批办')
  expect(own.completedAt).toBeNull()
  await morning(one, '2026-09-15')
  expect(own.completedAt).not.toBeNull()
  const delegated = taskOf(one.product, '谷雨', '领导批办')
  expect(delegated.completedAt).toBeNull()
  await morning(one, '2026-09-17')
  expect([own.completedAt, delegated.completedAt]).toEqual([null, expect.any(Number)])
  expect(one.person('田守稼').tasks()).toHaveLength(1)
  await one.tap('田守稼', '领导批办', '批办', {
    mode: 'section',
    opinion: '请办理。',
    handlers: [named('谷雨')],
  })
  expect(own.completedAt).not.toBeNull()
})

test('换了主要领导，任务跟着卡片走', async () => {
  const one = await play()
  await untilInstruction(one)
  await one.say('温如松', '任职 区农业农村局 谷雨 主要领导')
  await one.tap('温如松', '请确认', '确认任职')
  await one.tap('罗思远', '请确认', '确认任职')
  await one.product.ticks()
  await one.product.settle()
  expect(openTasks(one.product)).toContain('领导批办→谷雨')
  expect(taskOf(one.product, '田守稼', '领导批办').completedAt).not.toBeNull()
  expect(openTasks(one.product)).toEqual(await waitingCards(one.product))
})

test('交接后，任务到接手人名下', async () => {
  const one = await play()
  const { title } = await matterAt(one, '办理中', { title: '交接甲' })
  await one.say('谷雨', '交接 全部 给禾苗')
  await one.tap('谷雨', '请确认', '确认交接')
  await one.product.ticks()
  await one.product.settle()
  expect(taskOf(one.product, '谷雨', title).completedAt).not.toBeNull()
  expect(taskOf(one.product, '禾苗', `办理任务：${title}`).completedAt).toBeNull()
  expect(openTasks(one.product)).toEqual(await waitingCards(one.product))
})

test('两名承办人，先办完的撤回了：已完成的任务恢复成待办，不另建一个', async () => {
  const one = await play()
  const { number, title, head } = await matterAt(one, '待批办', { title: '撤回甲', lead: 'D07' })
  await one.tap(head, '领导批办', '批办', instruction('施工', '许广厦'), title)
  await one.tap('施工', '办理任务', '办理完毕', undefined, title)
  const task = taskOf(one.product, '施工', title)
  expect(task.completedAt).not.toBeNull()
  await one.say('施工', `撤回 ${number}`)
  await one.tap('施工', '请确认', '确认撤回', undefined, title)
  expect(task.completedAt).toBeNull()
  expect(one.person('施工').tasks()).toHaveLength(1)
  expect(openTasks(one.product)).toEqual(await waitingCards(one.product))
})

test('在任务里勾选不是办理：客户端提示去卡片上办，事项和任务都不变', async () => {
  const one = await play()
  await untilInstruction(one)
  const { guid } = taskOf(one.product, '田守稼', '领导批办')
  expect(one.person('田守稼').tickTask(guid)).toContain('“领导批办”卡片上办理')
  await one.wait(DAY_MS)
  expect(taskOf(one.product, '田守稼', '领导批办').completedAt).toBeNull()
  expect(await waitingCards(one.product)).toContain('领导批办→田守稼')
})

test('老客户端让人勾掉了，事项照旧等着；办了以后也不当作差错', async () => {
  const log = keptLog()
  const one = await play({ log })
  await untilInstruction(one)
  const task = taskOf(one.product, '田守稼', '领导批办')
  // A client that knows nothing of custom completion.
  Object.assign(task, { customComplete: null })
  expect(one.person('田守稼').tickTask(task.guid)).toBeNull()
  one.product.feishu.faults.once({ endpoint: 'get_task' }, 'http502')
  expect(await waitingCards(one.product)).toContain('领导批办→田守稼')
  const handlers = [named('谷雨')]
  await one.tap('田守稼', '领导批办', '批办', { mode: 'section', opinion: '请办理。', handlers })
  expect(await unsent(one.product)).toEqual([])
  expect(log.lines.filter((line) => line.startsWith('task_given_up'))).toEqual([])
})

test('内部事项的任务，标题只说有一份督查待办', async () => {
  const one = await play()
  await matterAt(one, '待批办', { title: '内部甲', form: { classification: 'internal' } })
  for (const { openId } of yunling.people)
    for (const task of one.product.feishu.person(openId).tasks())
      if (!task.summary.startsWith('督查立项')) expect(JSON.stringify(task)).not.toContain('内部甲')
  expect(taskOf(one.product, '田守稼', '您有一份督查待办').description).toContain('领导批办')
})

test('不设就没有：不建一行，不发一个请求', async () => {
  const one = await product()
  expect(
    await playMainCircle({ now: one.clock.now, person: one.person, settle: one.settle }),
  ).toEqual(MAIN_CIRCLE)
  await one.ticks()
  expect(await one.database.sql`select from mirrored_task`).toHaveLength(0)
  const { requests } = one.feishu.counters()
  expect([requests.create_task, requests.patch_task, requests.get_task]).toEqual([
    undefined,
    undefined,
    undefined,
  ])
})
