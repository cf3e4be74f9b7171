// The self-check on the organisation file: holidays, people in the contacts, departments' groups.
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { reportOf } from '../../src/connect/finding.ts'
import { freshDatabase } from '../kit/postgres.ts'
import { named } from '../kit/yunling.ts'
import yunlingJson from '../kit/yunling-org.json' with { type: 'json' }
import { type Checkup, openCheckup, trouble } from './checkup.ts'

const GROUP = 'oc_test_d09'
const database = await freshDatabase()
let checkup: Checkup
beforeEach(async () => {
  checkup = await openCheckup(database)
})
afterEach(() => checkup.close())
afterAll(() => database.drop())

describe('组织文件和放假安排', () => {
  test('没有文件，也没有用过', async () => {
    delete checkup.environment.ORG_FILE
    expect(await checkup.found()).toEqual(['✗ 还没有组织文件。'])
  })

  test('文件读不到，或不是 JSON', async () => {
    checkup.environment.ORG_FILE = join(checkup.folder, 'nowhere.json')
    expect(await checkup.found()).toEqual([`✗ ORG_FILE ${checkup.environment.ORG_FILE} 读不到。`])
    await writeFile(checkup.environment.ORG_FILE, '{')
    expect(await checkup.found()).toEqual([
      `✗ ORG_FILE ${checkup.environment.ORG_FILE} 不是有效的 JSON。`,
    ])
    await rm(checkup.environment.ORG_FILE)
  })

  test('每处错误按位置指出', async () => {
    checkup.environment.ORG_FILE = await checkup.organisation({ district: '', people: [] })
    const [finding] = trouble(await checkup.examine())
    expect(finding?.what).toMatch(/有1处须改/)
    expect(finding?.steps).toEqual(['district：不能为空'])
  })

  test('缺今年的放假安排；年底缺明年的', async () => {
    const start = checkup.clock.now()
    checkup.clock.set(Date.parse('2031-03-03T04:00:00Z'))
    expect(await checkup.found()).toEqual(['✗ 没有2031年的放假安排，工作日会算错。'])
    checkup.clock.set(Date.parse('2031-11-20T04:00:00Z'))
    checkup.environment.ORG_FILE = await checkup.organisation({
      calendar: { 2031: { offDays: [], makeupWorkdays: [] } },
    })
    expect(await checkup.found()).toEqual(['! 还没有2032年的放假安排，跨年时限按周末推算。'])
    checkup.clock.set(start)
  })
})

describe('人员', () => {
  test('不在应用可用范围内', async () => {
    checkup.feishu.setAvailable(named('谷雨'), false)
    expect(await checkup.found()).toEqual(['✗ 不在应用可用范围内：谷雨。这些人用不了机器人。'])
  })

  test('离职', async () => {
    await checkup.feishu.resign(named('谷雨'))
    expect(await checkup.found()).toEqual(['✗ 已离职：谷雨。'])
  })

  test.each(['ou_of_another_app', '不是编号'])('查无此人：%s', async (openId) => {
    const { id } = yunlingJson.people.find(({ name }) => name === '蒋小棠') ?? { id: '' }
    checkup.environment.ORG_FILE = await checkup.with1('people', id, { openId })
    expect(await checkup.found()).toContain('✗ 查无此人：蒋小棠。')
  })

  test('姓名对不上', async () => {
    const { id } = yunlingJson.people.find(({ name }) => name === '谷雨') ?? { id: '' }
    checkup.environment.ORG_FILE = await checkup.with1('people', id, { name: '谷小雨' })
    expect(await checkup.found()).toEqual(['! 姓名与通讯录不一致：谷小雨。'])
  })

  test('问得太快时等一等再问', async () => {
    checkup.feishu.faults.once({ endpoint: 'user' }, { kind: 'status429', resetSeconds: 0.01 })
    expect(await checkup.found()).toEqual([])
  })

  test('平台一时答不上来', async () => {
    checkup.feishu.faults.once({ endpoint: 'user' }, 'http500')
    expect(await checkup.found()).toEqual([expect.stringMatching(/^! 这次没有查到：/)])
  })
})

describe('工作群', () => {
  const department = () => yunlingJson.departments.find(({ chatId }) => chatId === GROUP)
  const shortName = () => department()?.shortName ?? ''

  test('机器人不在群里', async () => {
    await checkup.feishu.removeBot(GROUP)
    expect(await checkup.found()).toEqual([`✗ 机器人不在${shortName()}的工作群里。`])
  })

  test('群已解散', async () => {
    await checkup.feishu.dissolve(GROUP)
    expect(await checkup.found()).toEqual([`✗ ${shortName()}的工作群已解散。`])
  })

  test.each([
    ['oc_nowhere', '的群号不存在。'],
    ['群一', '的群号格式不对。'],
  ])('群号写错：%s', async (chatId, said) => {
    checkup.environment.ORG_FILE = await checkup.with1('departments', department()?.id ?? '', {
      chatId,
    })
    expect(await checkup.found()).toEqual([`✗ ${shortName()}${said}`])
  })

  test('外部群', async () => {
    const chatId = 'oc_outside'
    checkup.feishu.addChat({ chatId, name: '外部群', members: [named('谷雨')], external: true })
    checkup.environment.ORG_FILE = await checkup.with1('departments', department()?.id ?? '', {
      chatId,
    })
    expect(await checkup.found()).toEqual([
      `✗ ${shortName()}的工作群是外部群，群里可能有外单位人员，督查事项不得发往外部群。`,
    ])
  })

  test('群里有组织文件以外的人', async () => {
    checkup.feishu.addUser({ openId: 'ou_guest', name: '来客' })
    await checkup.feishu.addMember(GROUP, 'ou_guest')
    expect(await checkup.found()).toEqual([`! ${shortName()}的工作群里有组织文件以外的人：来客。`])
  })

  test('群或成员一时查不到', async () => {
    checkup.feishu.faults.once({ endpoint: 'chat' }, 'http500')
    expect(await checkup.found()).toEqual([expect.stringMatching(/^! 这次没有查到.+的工作群。$/)])
    checkup.feishu.faults.once({ endpoint: 'members' }, 'http500')
    expect(await checkup.found()).toEqual([expect.stringMatching(/^! 查不到.+工作群的成员。$/)])
  })

  test('部门没有工作群', async () => {
    checkup.environment.ORG_FILE = await checkup.with1('departments', department()?.id ?? '', {
      chatId: undefined,
    })
    const said = reportOf(await checkup.examine()).join('\n')
    expect(said).toMatch(new RegExp(`没有工作群：.*${shortName()}`))
  })
})
