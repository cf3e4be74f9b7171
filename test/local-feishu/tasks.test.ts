// Tasks: made once for a token, changed field by field, completed once, read; and what people do with them.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { MINUTE_MS } from '../../src/domain/time.ts'
import { asObject } from '../../src/local-feishu/json.ts'
import { TASKS } from '../../src/local-feishu/scopes.ts'
import { APP, type ApiAnswer, MA, openStage, SHI, type Stage } from './stage.ts'

const TOKEN = 'daa2237f-8310-4707-a83b-52c8a81e0fb7'
const DUE = Date.parse('2026-09-18T09:30:00Z')

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
  stage.feishu.grantScope(TASKS)
})
afterEach(() => stage.close())

function create(more: object = {}): Promise<ApiAnswer> {
  const members = [{ id: MA, type: 'user', role: 'assignee' }]
  return stage.api('POST', '/task/v2/tasks', { summary: '请审签', members, ...more })
}
const taskOf = (answer: ApiAnswer) => asObject(answer.data.task) ?? {}
const guidOf = (answer: ApiAnswer) => String(taskOf(answer).guid)

function patch(guid: string, task: object, fields: readonly string[]): Promise<ApiAnswer> {
  return stage.api('PATCH', `/task/v2/tasks/${guid}`, { task, update_fields: fields })
}

describe('making one', () => {
  test('the assignee has it, with its moment to the second, and the app is its creator', async () => {
    const due = { timestamp: String(DUE + 789), is_all_day: false }
    const origin = {
      platform_i18n_name: { zh_cn: '督办' },
      href: { url: 'https://duban.example.cn/board', title: '督查看板' },
    }
    const answer = await create({ due, origin, description: '在卡片上办理。', extra: 'x' })
    expect([answer.status, answer.code]).toEqual([200, 0])
    expect(taskOf(answer)).toMatchObject({
      summary: '请审签',
      description: '在卡片上办理。',
      due: { timestamp: String(DUE), is_all_day: false },
      creator: { id: APP.appId, type: 'app' },
      members: [{ id: MA, type: 'user', role: 'assignee' }],
      completed_at: '0',
      status: 'todo',
      origin,
    })
    expect(stage.feishu.person(MA).tasks()).toMatchObject([
      { guid: guidOf(answer), summary: '请审签' },
    ])
    expect(stage.feishu.person(SHI).tasks()).toEqual([])
    const read = await stage.api('GET', `/task/v2/tasks/${guidOf(answer)}`)
    expect(taskOf(read)).toEqual(taskOf(answer))
  })

  test.each([
    ['without a title', { summary: '' }, 1470400],
    ['with a title of 3001 characters', { summary: '督'.repeat(3_001) }, 1470400],
    ['with a description of 3001 characters', { description: '督'.repeat(3_001) }, 1470400],
    ['with a due that has no timestamp', { due: { is_all_day: true } }, 1470400],
    ['with a due that is a number', { due: { timestamp: DUE } }, 1470400],
    ['with a due in words', { due: { timestamp: 'tomorrow' } }, 1470400],
    ['with a token of nine characters', { client_token: '123456789' }, 1470400],
    ['with an origin that is no address', { origin: { href: { url: 'duban' } } }, 1470400],
    ['for a role that is none', { members: [{ id: MA, role: 'owner' }] }, 1470400],
    ['for nobody', { members: [{ role: 'assignee' }] }, 1470400],
    ['for somebody who is not here', { members: [{ id: 'ou_gone', role: 'assignee' }] }, 1470500],
  ])('%s is refused', async (_, more, code) => {
    const answer = await create(more)
    expect([answer.status, answer.code]).toEqual([code === 1470500 ? 500 : 400, code])
    expect(stage.feishu.person(MA).tasks()).toEqual([])
  })

  test('the same token makes one task within five minutes, and another after that', async () => {
    const first = await create({ client_token: TOKEN })
    stage.clock.advance(5 * MINUTE_MS - 1)
    const again = await create({ client_token: TOKEN, summary: '别的' })
    expect(taskOf(again)).toEqual(taskOf(first))
    stage.clock.advance(1)
    expect(guidOf(await create({ client_token: TOKEN }))).not.toBe(guidOf(first))
    expect(stage.feishu.person(MA).tasks()).toHaveLength(2)
  })

  test('a refused one leaves its token unused', async () => {
    await create({ client_token: TOKEN, summary: '' })
    expect((await create({ client_token: TOKEN })).code).toBe(0)
  })

  test('without the scope nothing is made', async () => {
    stage.feishu.revokeScope(TASKS)
    expect((await create()).code).toBe(99991672)
  })

  test('the eleventh in a second is turned away, by a window of its own', async () => {
    for (let i = 0; i < 10; i += 1) expect((await create()).code).toBe(0)
    const over = await create()
    expect([over.status, over.code]).toEqual([429, 99991400])
    expect(over.headers.get('x-ogw-ratelimit-limit')).toBe('10')
    stage.clock.advance(1_000)
    expect((await create()).code).toBe(0)
  })
})

describe('changing one', () => {
  let guid: string
  beforeEach(async () => {
    guid = guidOf(await create({ description: '原文', due: { timestamp: String(DUE) } }))
  })

  test('only the named fields change; one that is named and not given is emptied', async () => {
    const due = { timestamp: String(DUE + 86_400_000) }
    const answer = await patch(guid, { summary: '新题', due, description: '不变' }, [
      'summary',
      'due',
    ])
    expect(taskOf(answer)).toMatchObject({
      summary: '新题',
      description: '原文',
      due: { timestamp: String(DUE + 86_400_000), is_all_day: false },
    })
    const emptied = taskOf(await patch(guid, {}, ['description', 'due']))
    expect([emptied.description, emptied.due]).toEqual(['', undefined])
  })

  test.each([
    ['no field', { summary: '新题' }, []],
    ['an empty title', {}, ['summary']],
    ['its origin', { origin: {} }, ['origin']],
    ['its members', { members: [] }, ['members']],
    ['a field that is none', { colour: 'red' }, ['colour']],
  ])('%s is refused, and nothing is changed', async (_, task, fields) => {
    const answer = await patch(guid, { description: '别的', ...task }, ['description', ...fields])
    const refused = fields.length === 0 ? await patch(guid, task, []) : answer
    expect([refused.status, refused.code]).toEqual([400, 1470400])
    if (fields.length > 0)
      expect(stage.feishu.person(MA).tasks()).toMatchObject([{ description: '原文' }])
  })

  test('it is completed once, and again only after it was opened again', async () => {
    const complete = (at: number) => patch(guid, { completed_at: String(at) }, ['completed_at'])
    expect(taskOf(await complete(DUE))).toMatchObject({ status: 'done', completed_at: String(DUE) })
    const twice = await complete(DUE + 1)
    expect([twice.code, twice.body.msg]).toEqual([
      1470400,
      "Invalid Param 'completed_at', cannot set non-zero completed_at for a completed task.",
    ])
    expect(taskOf(await complete(0))).toMatchObject({ status: 'todo', completed_at: '0' })
    expect((await complete(DUE + 1)).code).toBe(0)
  })

  test('one that is gone, or never was, is not found', async () => {
    stage.feishu.person(MA).deleteTask(guid)
    const gone = await patch(guid, { summary: '新题' }, ['summary'])
    expect([gone.status, gone.code]).toEqual([404, 1470404])
    expect((await stage.api('GET', `/task/v2/tasks/${guid}`)).code).toBe(1470404)
    expect((await stage.api('GET', `/task/v2/tasks/${TOKEN}`)).code).toBe(1470404)
    expect((await stage.api('GET', '/task/v2/tasks/nothing')).code).toBe(1470400)
  })
})

describe('ticking one', () => {
  test('the assignee completes it, where the app has not put its own way there', async () => {
    const guid = guidOf(await create())
    expect(stage.feishu.person(MA).tickTask(guid)).toBeNull()
    expect(stage.feishu.person(MA).tasks()).toMatchObject([{ completedAt: stage.clock.now() }])
  })

  test('else the client shows the tip, and the task stays as it is', async () => {
    const tip = { tip: { zh_cn: '请在卡片上办理' } }
    const guid = guidOf(await create({ custom_complete: { pc: tip, ios: tip, android: tip } }))
    expect(stage.feishu.person(MA).tickTask(guid)).toBe('请在卡片上办理')
    expect(stage.feishu.person(MA).tasks()).toMatchObject([{ completedAt: null }])
  })
})
