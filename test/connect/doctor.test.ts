// The self-check against the local platform: nothing to find where all is well, and every failure it can name, named.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { readConfig } from '../../src/config.ts'
import { diagnose } from '../../src/connect/diagnose.ts'
import { type Finding, reportOf } from '../../src/connect/finding.ts'
import { type LocalFeishu, openLocalFeishu } from '../../src/local-feishu/local-feishu.ts'
import { TASKS } from '../../src/local-feishu/scopes.ts'
import { startService } from '../../src/run-bot.ts'
import { installedFor } from '../../src/store/installation.ts'
import { silent } from '../kit/databases.ts'
import { type FreshDatabase, freshDatabase } from '../kit/postgres.ts'
import { givenClock, LONG_APP, tenantOf } from '../kit/product.ts'
import { named, yunlingFile } from '../kit/yunling.ts'
import yunlingJson from '../kit/yunling-org.json' with { type: 'json' }

const GROUP = 'oc_test_d09'
const clock = givenClock()
let folder: string
let database: FreshDatabase
let feishu: LocalFeishu
let environment: Record<string, string>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'duban-doctor-'))
  database = await freshDatabase()
  await installedFor(database.sql, LONG_APP.appId, clock.now())
})
afterAll(async () => {
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(async () => {
  feishu = await openLocalFeishu({ clock, seed: 5, app: LONG_APP, ...tenantOf(yunlingFile) })
  feishu.useLongConnection()
  environment = {
    LARK_APP_ID: LONG_APP.appId,
    LARK_APP_SECRET: LONG_APP.appSecret,
    LARK_BASE_URL: feishu.baseUrl,
    LARK_TRANSPORT: 'websocket',
    DATABASE_URL: database.url,
    ORG_FILE: await organisation({}),
  }
})
afterEach(() => feishu.close())

/** A file with the test district in it, some of it changed. */
async function organisation(changed: object): Promise<string> {
  const path = join(folder, `organisation-${Math.random()}.json`)
  await writeFile(path, JSON.stringify({ ...yunlingJson, ...changed }))
  return path
}

/** The same with some fields of one person or department changed. */
function with1(list: 'people' | 'departments', id: string, changed: object): Promise<string> {
  const items: readonly { id: string }[] = yunlingJson[list]
  return organisation({
    [list]: items.map((one) => (one.id === id ? { ...one, ...changed } : one)),
  })
}

/** A second after the last look: two within one would come to the platform's limits, and wait them out. */
function examine(ahead = 0): Promise<Finding[]> {
  clock.forward(1_000)
  return diagnose({ environment, clock: { now: () => clock.now() + ahead }, log: silent })
}

/** What is not in order, as `✗ sentence`. */
async function found(ahead = 0): Promise<string[]> {
  return trouble(await examine(ahead)).map(
    ({ verdict, what }) => `${verdict === 'mend' ? '✗' : '!'} ${what}`,
  )
}

const UNSEEN = '! 卡片回调和订阅方式无法自动查看，请人工核对。'

/** Without what is there in good health too. */
function trouble(findings: readonly Finding[]): Finding[] {
  const usual = (what: string) => UNSEEN.endsWith(what) || what.startsWith('没有工作群')
  return findings.filter(({ verdict, what }) => verdict !== 'ok' && !usual(what))
}

test('一切就绪时没有要处理的，报告说自检通过', async () => {
  const findings = await examine()
  expect(trouble(findings)).toEqual([])
  const report = reportOf(findings).join('\n')
  for (const said of [
    '凭证有效，机器人是“督办”',
    '项权限都已开通',
    '7个事件都已订阅',
    '长连接可以建立',
  ])
    expect(report).toContain(said)
  expect(report).toMatch(/自检通过/)
})

test('看板从 PUBLIC_URL 打得开；程序没有运行时说打不开', async () => {
  const address = `http://127.0.0.1:${await freePort()}`
  // The running program applies its organisation; the other tests want none applied.
  const own = await freshDatabase()
  Object.assign(environment, { PUBLIC_URL: address, DATABASE_URL: own.url })
  const BY_EYE = '! 重定向 URL 无法自动查看，请人工核对。'
  expect(await found()).toEqual([`! 从本机打不开 ${address}。`, BY_EYE])
  const config = readConfig({ ...environment, PORT: new URL(address).port })
  if (config.mode === 'fault') throw new Error(config.line)
  const service = await startService(config, clock, silent)
  try {
    const findings = await examine()
    expect(reportOf(findings).join('\n')).toContain(`督查看板可以从 ${address} 打开。`)
  } finally {
    await service.stop()
    await own.drop()
  }
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

test('要处理的逐条编号，每条写明先后步骤，末尾汇总', async () => {
  feishu.revokeScope('im:chat:readonly')
  const report = reportOf(await examine()).join('\n')
  expect(report).toContain('缺1项权限。\n     1) 打开 ')
  expect(report).toContain(`/app/${LONG_APP.appId}/auth?q=im:chat:readonly`)
  expect(report).toContain('2) 开通 im:chat:readonly：得知机器人进群、退群')
  expect(report).toMatch(/有\d项须处理（标✗），\d+项请留意/)
})

describe('配置', () => {
  test('变量写错', async () => {
    environment.PORT = 'abc'
    expect(await found()).toEqual([expect.stringMatching(/^✗ 配置有误：PORT /)])
  })
  test('还没有连接飞书', async () => {
    environment = {}
    expect(await found()).toEqual(['✗ 还没有连接飞书应用。'])
  })
})

describe('平台', () => {
  test('连不上', async () => {
    environment.LARK_BASE_URL = 'http://127.0.0.1:9'
    expect(await found()).toEqual(['✗ 连不上开放平台 http://127.0.0.1:9。'])
  })

  test.each([
    [130_000, '! 本机时钟比开放平台快130秒。'],
    [-600_000, '✗ 本机时钟比开放平台慢600秒，时限和签名会出错。'],
  ])('时钟相差 %d 毫秒', async (ahead, said) => {
    expect(await found(ahead)).toEqual([said])
  })

  test('密钥不对', async () => {
    environment.LARK_APP_SECRET = 'wrong'
    expect(await found()).toEqual(['✗ LARK_APP_ID 与 LARK_APP_SECRET 不对应。'])
  })

  test('应用被停用', async () => {
    feishu.setAppEnabled(false)
    expect(await found()).toEqual(['✗ 应用已被停用，取不到访问凭证。'])
  })

  test('本机地址不在白名单', async () => {
    feishu.faults.always({ endpoint: 'token' }, { kind: 'refused', code: 99991401 })
    expect(await found()).toEqual(['✗ 本机的公网地址不在应用的IP白名单内。'])
  })

  test('没有开机器人能力', async () => {
    feishu.settings.bot = false
    expect(await found()).toEqual(['✗ 应用没有开启机器人能力。'])
  })

  test('没见过的拒绝也报出错误码', async () => {
    feishu.faults.always({ endpoint: 'token' }, { kind: 'refused', code: 20001 })
    expect(await found()).toEqual(['✗ 开放平台拒绝了请求（错误码20001）。'])
  })

  test('没有发布版本', async () => {
    feishu.settings.published = false
    expect(await found()).toEqual([
      '✗ 应用尚未在本企业启用（状态0）。',
      '✗ 应用没有已发布的版本，权限和订阅都没有生效。',
    ])
  })

  test.each([
    [212100, '✗ 应用还没有在本企业安装。'],
    [40004, '✗ 查不到权限授予情况（错误码40004）。'],
  ])('查权限时被拒绝（%d）', async (code, said) => {
    feishu.faults.always({ endpoint: 'granted_scopes' }, { kind: 'refused', code })
    expect(await found()).toEqual([said])
  })

  test('缺权限；更宽的权限可以代替', async () => {
    feishu.revokeScope('im:message:send_as_bot')
    expect(await found()).toEqual([])
    feishu.revokeScope('im:message')
    feishu.revokeScope('im:message:readonly')
    expect(await found()).toEqual(['✗ 缺2项权限。'])
  })

  test('开了任务镜像而没有任务权限；有任务没建成的也提示', async () => {
    environment.TASK_MIRROR = 'on'
    expect(await found()).toEqual(['✗ 缺1项权限。'])
    expect(reportOf(await examine()).join('\n')).toContain('开通 task:task:write：')
    feishu.grantScope(TASKS)
    expect(await found()).toEqual([])
    const own = await freshDatabase()
    try {
      await installedFor(own.sql, LONG_APP.appId, clock.now())
      environment.DATABASE_URL = own.url
      await own.sql`
        insert into mirrored_task
          (matter_id, kind, recipient, turn, due_at, created_at, given_up_at, given_up_reason)
        select gen_random_uuid(), 'instruct', 'ou_x', 1, at, at, at, '1470400'
        from (select '2026-09-14'::timestamptz as at) one`
      expect(await found()).toEqual(['! 有1项待办没有飞书任务，或任务没有更新；卡片照常。'])
    } finally {
      await own.drop()
    }
  })

  test('缺事件订阅', async () => {
    feishu.deliveries.setWanted('im.message.receive_v1', false)
    expect(await found()).toEqual(['✗ 缺1个事件订阅：im.message.receive_v1。'])
  })

  test('没有权限查看订阅时，请人工核对', async () => {
    feishu.revokeScope('application:application:self_manage')
    expect(await found()).toEqual([
      '✗ 缺1项权限。',
      '! 没有权限查看本应用的版本，订阅的事件也请人工核对。',
    ])
  })

  test('版本读不出来', async () => {
    feishu.faults.always({ endpoint: 'app_version' }, 'http500')
    expect(await found()).toEqual(['! 查不到订阅的事件，请人工核对。'])
  })

  test('长连接建立不了：连接数已满', async () => {
    const dialled = await Promise.all(Array.from({ length: 50 }, dial))
    expect(await found()).toEqual(['✗ 长连接建立不了（错误码1000040350）。'])
    for (const socket of dialled) socket.close()
  })

  test('用 webhook 时不查长连接，订阅方式的提示换成请求地址', async () => {
    Object.assign(environment, {
      LARK_TRANSPORT: 'webhook',
      LARK_ENCRYPT_KEY: LONG_APP.encryptKey,
      LARK_VERIFICATION_TOKEN: LONG_APP.verificationToken,
    })
    const report = reportOf(await examine()).join('\n')
    expect(report).toContain('/lark/webhook')
    expect(report).not.toContain('长连接')
  })
})

async function dial(): Promise<WebSocket> {
  const response = await fetch(`${feishu.baseUrl}/callback/ws/endpoint`, {
    method: 'POST',
    body: JSON.stringify({ AppID: LONG_APP.appId, AppSecret: LONG_APP.appSecret }),
  })
  const { data } = (await response.json()) as { data: { URL: string } }
  const socket = new WebSocket(data.URL)
  await new Promise((resolve) => socket.once('open', resolve))
  return socket
}

describe('组织文件和放假安排', () => {
  test('没有文件，也没有用过', async () => {
    delete environment.ORG_FILE
    expect(await found()).toEqual(['✗ 还没有组织文件。'])
  })

  test('文件读不到，或不是 JSON', async () => {
    environment.ORG_FILE = join(folder, 'nowhere.json')
    expect(await found()).toEqual([`✗ ORG_FILE ${environment.ORG_FILE} 读不到。`])
    await writeFile(environment.ORG_FILE, '{')
    expect(await found()).toEqual([`✗ ORG_FILE ${environment.ORG_FILE} 不是有效的 JSON。`])
    await rm(environment.ORG_FILE)
  })

  test('每处错误按位置指出', async () => {
    environment.ORG_FILE = await organisation({ district: '', people: [] })
    const [finding] = trouble(await examine())
    expect(finding?.what).toMatch(/有1处须改/)
    expect(finding?.steps).toEqual(['district：不能为空'])
  })

  test('缺今年的放假安排；年底缺明年的', async () => {
    const start = clock.now()
    clock.set(Date.parse('2031-03-03T04:00:00Z'))
    expect(await found()).toEqual(['✗ 没有2031年的放假安排，工作日会算错。'])
    clock.set(Date.parse('2031-11-20T04:00:00Z'))
    environment.ORG_FILE = await organisation({
      calendar: { 2031: { offDays: [], makeupWorkdays: [] } },
    })
    expect(await found()).toEqual(['! 还没有2032年的放假安排，跨年时限按周末推算。'])
    clock.set(start)
  })
})

describe('人员', () => {
  test('不在应用可用范围内', async () => {
    feishu.setAvailable(named('谷雨'), false)
    expect(await found()).toEqual(['✗ 不在应用可用范围内：谷雨。这些人用不了机器人。'])
  })

  test('离职', async () => {
    await feishu.resign(named('谷雨'))
    expect(await found()).toEqual(['✗ 已离职：谷雨。'])
  })

  test.each(['ou_of_another_app', '不是编号'])('查无此人：%s', async (openId) => {
    const { id } = yunlingJson.people.find(({ name }) => name === '蒋小棠') ?? { id: '' }
    environment.ORG_FILE = await with1('people', id, { openId })
    expect(await found()).toContain('✗ 查无此人：蒋小棠。')
  })

  test('姓名对不上', async () => {
    const { id } = yunlingJson.people.find(({ name }) => name === '谷雨') ?? { id: '' }
    environment.ORG_FILE = await with1('people', id, { name: '谷小雨' })
    expect(await found()).toEqual(['! 姓名与通讯录不一致：谷小雨。'])
  })

  test('问得太快时等一等再问', async () => {
    feishu.faults.once({ endpoint: 'user' }, { kind: 'status429', resetSeconds: 0.01 })
    expect(await found()).toEqual([])
  })

  test('平台一时答不上来', async () => {
    feishu.faults.once({ endpoint: 'user' }, 'http500')
    expect(await found()).toEqual([expect.stringMatching(/^! 这次没有查到：/)])
  })
})

describe('工作群', () => {
  const department = () => yunlingJson.departments.find(({ chatId }) => chatId === GROUP)
  const shortName = () => department()?.shortName ?? ''

  test('机器人不在群里', async () => {
    await feishu.removeBot(GROUP)
    expect(await found()).toEqual([`✗ 机器人不在${shortName()}的工作群里。`])
  })

  test('群已解散', async () => {
    await feishu.dissolve(GROUP)
    expect(await found()).toEqual([`✗ ${shortName()}的工作群已解散。`])
  })

  test.each([
    ['oc_nowhere', '的群号不存在。'],
    ['群一', '的群号格式不对。'],
  ])('群号写错：%s', async (chatId, said) => {
    environment.ORG_FILE = await with1('departments', department()?.id ?? '', { chatId })
    expect(await found()).toEqual([`✗ ${shortName()}${said}`])
  })

  test('外部群', async () => {
    const chatId = 'oc_outside'
    feishu.addChat({ chatId, name: '外部群', members: [named('谷雨')], external: true })
    environment.ORG_FILE = await with1('departments', department()?.id ?? '', { chatId })
    expect(await found()).toEqual([
      `✗ ${shortName()}的工作群是外部群，群里可能有外单位人员，督查事项不得发往外部群。`,
    ])
  })

  test('群里有组织文件以外的人', async () => {
    feishu.addUser({ openId: 'ou_guest', name: '来客' })
    await feishu.addMember(GROUP, 'ou_guest')
    expect(await found()).toEqual([`! ${shortName()}的工作群里有组织文件以外的人：来客。`])
  })

  test('群或成员一时查不到', async () => {
    feishu.faults.once({ endpoint: 'chat' }, 'http500')
    expect(await found()).toEqual([expect.stringMatching(/^! 这次没有查到.+的工作群。$/)])
    feishu.faults.once({ endpoint: 'members' }, 'http500')
    expect(await found()).toEqual([expect.stringMatching(/^! 查不到.+工作群的成员。$/)])
  })

  test('部门没有工作群', async () => {
    environment.ORG_FILE = await with1('departments', department()?.id ?? '', { chatId: undefined })
    const said = reportOf(await examine()).join('\n')
    expect(said).toMatch(new RegExp(`没有工作群：.*${shortName()}`))
  })
})

describe('数据库', () => {
  test('连不上', async () => {
    environment.DATABASE_URL = 'postgres://nobody@127.0.0.1:9/none'
    expect(await found()).toEqual(['✗ 数据库连不上（ECONNREFUSED）。'])
  })

  test('属于另一个应用', async () => {
    await database.sql`update installation set app_id = 'cli_other'`
    expect(await found()).toEqual(['✗ 数据库属于另一个应用（cli_other）。'])
    await database.sql`update installation set app_id = ${LONG_APP.appId}`
  })

  test('比本程序新', async () => {
    await database.sql`insert into migration (name, hash, applied_at) values ('9999_later.sql', 'x', now())`
    expect(await found()).toEqual([
      expect.stringMatching(/^✗ 数据库与本程序版本不符：.*9999_later/),
    ])
    await database.sql`delete from migration where name = '9999_later.sql'`
  })

  test('内置数据库没有运行不算毛病', async () => {
    delete environment.DATABASE_URL
    environment.DATA_DIR = join(folder, 'data')
    expect(await found()).toEqual([])
  })
})
