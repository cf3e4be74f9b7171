// What the platform may do with tasks: it never makes two of one, never holds up a step, and is not asked for ever.
import { afterEach, expect, test } from 'vitest'
import type { MatterId } from '../../src/domain/matter.ts'
import type { WantedTask } from '../../src/domain/mirror.ts'
import { DAY_MS, HOUR_MS, instantOf, MINUTE_MS } from '../../src/domain/time.ts'
import { createMirror } from '../../src/flows/mirror.ts'
import type { Sender } from '../../src/flows/outbox.ts'
import { TASKS } from '../../src/local-feishu/scopes.ts'
import { mirroring } from '../../src/store/mirror.ts'
import { docketForm } from '../kit/main-circle.ts'
import { keptLog, openTasks, taskOf, unsent, waitingCards } from '../kit/mirrored.ts'
import { openPlay, type Play } from '../kit/play.ts'
import { named, yunling } from '../kit/yunling.ts'

let play: Play
let log: ReturnType<typeof keptLog>
afterEach(() => play.close())

async function open(options: { readonly mirrors?: boolean } = {}): Promise<void> {
  log = keptLog()
  play = await openPlay({ start: instantOf('2026-09-14', '09:00'), mirrors: true, log, ...options })
}

/** As far as 待签收 when it is taken in hand; the tap's own tasks are not sent yet. */
async function docketed(): Promise<void> {
  await play.say('蒋小棠', '立项')
  await play.tap('蒋小棠', '督查立项', '呈请立项', { ...docketForm('2026-10-14') })
  await tapOnly('佟雅宁', '立项阅批', '同意立项', { opinion: '请抓紧。' })
}

/** A tap of which nothing has been sent yet. */
async function tapOnly(name: string, title: string, button: string, form: object): Promise<void> {
  const { messageId } = play.card(name, title)
  const { toast } = await play.person(name).tap(messageId, button, { form: { ...form } })
  expect(toast?.type).toBe('success')
  await play.product.bot.settled()
}

/** The bodies of all such requests from now on that say this. */
function heardBy(endpoint: string, about: string): string[] {
  const bodies: string[] = []
  const where = ({ body }: { readonly body: object }) => {
    const text = JSON.stringify(body)
    if (text.includes(about)) bodies.push(text)
    return false
  }
  play.product.feishu.faults.always({ endpoint, where }, 'http500')
  return bodies
}

/** A process that dies when the platform has done what was asked and nobody has written it down yet. */
function dying(): Sender {
  const { bot } = play.product
  const killed = async (asked: Promise<unknown>): Promise<never> => {
    await asked
    throw new Error('killed')
  }
  const lark: typeof bot.lark = {
    ...bot.lark,
    createTask: (...asked) => killed(bot.lark.createTask(...asked)),
    completeTask: (...asked) => killed(bot.lark.completeTask(...asked)),
  }
  return createMirror(bot.world, { lark, instance: 'dying' })
}

const linesOf = (event: string) => log.lines.filter((line) => line.startsWith(event))

test('平台建了任务而答复丢了，再要时还是那一个', async () => {
  await open()
  for (let i = 0; i < 3; i += 1)
    play.product.feishu.faults.once({ endpoint: 'create_task' }, 'reset_after')
  await docketed()
  await play.product.settle()
  expect(openTasks(play.product)).toEqual(['交办通知→禾苗', '交办通知→金穗'])
  expect(play.product.feishu.counters().duplicatesSuppressed).toBe(3)
  expect(await unsent(play.product)).toEqual([])
})

test('建好而没记下就断了电：重启后以同样的内容再要，得到同一个任务，其间改了的时限随后补上', async () => {
  await open()
  const asked = heardBy('create_task', '领导批办')
  await docketed()
  await play.product.settle()
  await play.say('罗思远', '特批延期 1号 到10月21日')
  await tapOnly('禾苗', '交办通知', '签收并呈批', { suggestion: '' })
  await dying().flush()
  await tapOnly('罗思远', '请确认', '确认特批', { reason: '抢险。' })
  play.product.clock.forward(31_000)
  await play.product.settle()
  expect(openTasks(play.product)).toEqual(await waitingCards(play.product))
  expect(asked).toHaveLength(2)
  expect(asked[1]).toBe(asked[0])
  expect(play.person('田守稼').tasks()).toHaveLength(1)
  const task = taskOf(play.product, '田守稼', '领导批办')
  expect(task.due?.at).toBe(instantOf('2026-10-21', '17:30'))
  expect(await unsent(play.product)).toEqual([])
})

test('过了平台记得的五分钟，说不清建没建：宁缺勿重，一行日志，事项照办', async () => {
  await open()
  await docketed()
  await dying().flush()
  play.product.clock.forward(6 * MINUTE_MS)
  await play.product.settle()
  expect(await unsent(play.product)).toEqual(['cannot_tell', 'cannot_tell'])
  expect(linesOf('task_given_up')).toHaveLength(2)
  expect(play.person('禾苗').tasks()).toHaveLength(1)
  const { toast } = await play.tap('禾苗', '交办通知', '签收并呈批', { suggestion: '' })
  expect(toast?.type).toBe('success')
  expect(openTasks(play.product)).toContain('领导批办→田守稼')
})

test.each(['没有回音', '发出后断了电'])(
  '完成的请求%s，而卡片又等着他：任务恢复成待办',
  async (how) => {
    await open()
    await docketed()
    await play.product.settle()
    const { bot, database, clock, feishu } = play.product
    const waiting = await database.sql<{ id: MatterId; tasks: WantedTask[] }[]>`
    select matter_id as id, jsonb_agg(jsonb_build_object('kind', kind, 'recipient', recipient,
      'assignmentId', assignment_id, 'turn', turn)) as tasks
    from mirrored_task where not done group by matter_id`
    const [{ id, tasks } = { id: '', tasks: [] }] = waiting
    const mirror = (wanted: readonly WantedTask[]) =>
      database.sql`select ${mirroring(database.sql, [{ matter: id, tasks: wanted }], clock.now())}`
    await mirror([])
    const mend = feishu.faults.always({ endpoint: 'patch_task' }, 'reset_after')
    if (how === '没有回音') await bot.mirror?.flush()
    mend()
    if (how !== '没有回音') await dying().flush()
    expect(openTasks(play.product)).toEqual([])
    await mirror(tasks)
    clock.forward(31_000)
    await play.product.settle()
    expect(openTasks(play.product)).toEqual(['交办通知→禾苗', '交办通知→金穗'])
    expect(await unsent(play.product)).toEqual([])
  },
)

test('没有任务权限：卡片一张不误，越试越少；开通后，等着的都有任务', async () => {
  await open()
  play.product.feishu.revokeScope(TASKS)
  await docketed()
  await play.product.settle()
  const { toast } = await play.tap('禾苗', '交办通知', '签收并呈批', { suggestion: '' })
  expect(toast?.type).toBe('success')
  expect(play.lines('田守稼')).toContain('领导批办')
  for (let hour = 0; hour < 24; hour += 1) {
    play.product.clock.forward(HOUR_MS)
    await play.product.settle()
  }
  expect(linesOf('tasks_paused').length).toBeLessThan(40)
  expect(linesOf('sending_paused')).toEqual([])
  expect(openTasks(play.product)).toEqual([])
  play.product.feishu.grantScope(TASKS)
  play.product.clock.forward(HOUR_MS)
  await play.product.settle()
  expect(openTasks(play.product)).toEqual(await waitingCards(play.product))
  expect(await unsent(play.product)).toEqual([])
})

test('本人删了任务：不再另建，一行日志，卡片照常', async () => {
  await open()
  await docketed()
  await play.product.settle()
  play.person('禾苗').deleteTask(taskOf(play.product, '禾苗', '交办通知').guid)
  await play.say('罗思远', '特批延期 1号 到10月21日')
  await play.tap('罗思远', '请确认', '确认特批', { reason: '抢险。' })
  expect(linesOf('task_given_up')).toEqual([
    expect.stringContaining('"kind":"handover","reason":"1470404"'),
  ])
  await play.tap('禾苗', '交办通知', '签收并呈批', { suggestion: '' })
  play.person('金穗').deleteTask(taskOf(play.product, '金穗', '交办通知').guid)
  await play.tap('金穗', '交办通知', '签收并呈批', { suggestion: '' })
  expect(linesOf('task_given_up')).toHaveLength(1)
  expect(play.person('禾苗').tasks()).toEqual([])
  expect(openTasks(play.product)).toEqual(await waitingCards(play.product))
})

test('平台总不接受的任务，试到头就算了，别的任务照建', async () => {
  await open()
  const theirs = (body: object) => JSON.stringify(body).includes(named('金穗'))
  play.product.feishu.faults.always(
    { endpoint: 'create_task', where: ({ body }) => theirs(body) },
    { kind: 'refused', code: 1470400, msg: 'Invalid Param' },
  )
  await docketed()
  await play.product.settle()
  expect(openTasks(play.product)).toEqual(['交办通知→禾苗'])
  expect(await unsent(play.product)).toEqual(['1470400'])
  await play.tap('金穗', '交办通知', '签收并呈批', { suggestion: '' })
  expect(openTasks(play.product)).toEqual(await waitingCards(play.product))
})

test('任务接口整日不通，消息一条不耽误，日志里没有一个字的内容', async () => {
  await open()
  for (const endpoint of ['create_task', 'patch_task'])
    play.product.feishu.faults.always({ endpoint }, 'http502')
  await docketed()
  await play.product.settle()
  await play.tap('禾苗', '交办通知', '签收并呈批', { suggestion: '' })
  expect(play.lines('田守稼')).toContain('领导批办')
  await play.wait(DAY_MS)
  expect(play.product.feishu.counters().requests.create_task).toBeLessThan(500)
  play.product.feishu.faults.clear()
  const handlers = [named('谷雨')]
  await play.tap('田守稼', '领导批办', '批办', { mode: 'section', opinion: '请办理。', handlers })
  await play.wait(HOUR_MS)
  expect(openTasks(play.product)).toContain('办理任务→谷雨')
  expect(log.lines.filter((line) => line.includes('沼气') || line.includes('办理'))).toEqual([])
})

test('一下子几百个任务，两个实例一起建：每秒不过十个，一个不重', async () => {
  await open()
  await docketed()
  const { database, bot, clock, feishu } = play.product
  const kinds = ['instruct', 'handle', 'compile', 'signoff']
  await database.sql`
    insert into mirrored_task (matter_id, kind, recipient, turn, due_at, created_at)
    select m.id, kind, recipient, 9, m.created_at, m.created_at
    from matter m, unnest(${kinds}::text[]) kind, unnest(${yunling.people.map(({ openId }) => openId)}::text[]) recipient`
  const before = feishu.counters()
  const mirrors = ['one', 'other'].map((instance) =>
    createMirror(bot.world, { lark: bot.lark, instance }),
  )
  for (;;) {
    const flushed = await Promise.all(mirrors.map((mirror) => mirror.flush()))
    const next = flushed.flatMap(({ nextAt }) => nextAt ?? [])
    if (next.length === 0) break
    clock.set(Math.max(clock.now() + 1, Math.min(...next)))
  }
  const { overLimit, requests, peaks } = feishu.counters()
  const made = (requests.create_task ?? 0) - (before.requests.create_task ?? 0)
  expect(made).toBe(kinds.length * yunling.people.length + 2)
  expect(overLimit).toBe(0)
  expect(peaks['create_task/1000']).toBeLessThanOrEqual(10)
  expect(await unsent(play.product)).toEqual([])
})
