// The self-check on the platform's side: reach, clock, credentials, permissions, events, long connection.
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { reportOf } from '../../src/connect/finding.ts'
import { TASKS } from '../../src/local-feishu/scopes.ts'
import { installedFor } from '../../src/store/installation.ts'
import { freshDatabase } from '../kit/postgres.ts'
import { LONG_APP } from '../kit/product.ts'
import { type Checkup, openCheckup } from './checkup.ts'

const database = await freshDatabase()
let checkup: Checkup
beforeEach(async () => {
  checkup = await openCheckup(database)
})
afterEach(() => checkup.close())
afterAll(() => database.drop())

describe('平台', () => {
  test('连不上', async () => {
    checkup.environment.LARK_BASE_URL = 'http://127.0.0.1:9'
    expect(await checkup.found()).toEqual(['✗ 连不上开放平台 http://127.0.0.1:9。'])
  })

  test.each([
    [130_000, '! 本机时钟比开放平台快130秒。'],
    [-600_000, '✗ 本机时钟比开放平台慢600秒，时限和签名会出错。'],
  ])('时钟相差 %d 毫秒', async (ahead, said) => {
    expect(await checkup.found(ahead)).toEqual([said])
  })

  test('密钥不对', async () => {
    checkup.environment.LARK_APP_SECRET = 'wrong'
    expect(await checkup.found()).toEqual(['✗ LARK_APP_ID 与 LARK_APP_SECRET 不对应。'])
  })

  test('应用被停用', async () => {
    checkup.feishu.setAppEnabled(false)
    expect(await checkup.found()).toEqual(['✗ 应用已被停用，取不到访问凭证。'])
  })

  test('本机地址不在白名单', async () => {
    checkup.feishu.faults.always({ endpoint: 'token' }, { kind: 'refused', code: 99991401 })
    expect(await checkup.found()).toEqual(['✗ 本机的公网地址不在应用的IP白名单内。'])
  })

  test('没有开机器人能力', async () => {
    checkup.feishu.settings.bot = false
    expect(await checkup.found()).toEqual(['✗ 应用没有开启机器人能力。'])
  })

  test('没见过的拒绝也报出错误码', async () => {
    checkup.feishu.faults.always({ endpoint: 'token' }, { kind: 'refused', code: 20001 })
    expect(await checkup.found()).toEqual(['✗ 开放平台拒绝了请求（错误码20001）。'])
  })

  test('没有发布版本', async () => {
    checkup.feishu.settings.published = false
    expect(await checkup.found()).toEqual([
      '✗ 应用尚未在本企业启用（状态0）。',
      '✗ 应用没有已发布的版本，权限和订阅都没有生效。',
    ])
  })

  test.each([
    [212100, '✗ 应用还没有在本企业安装。'],
    [40004, '✗ 查不到权限授予情况（错误码40004）。'],
  ])('查权限时被拒绝（%d）', async (code, said) => {
    checkup.feishu.faults.always({ endpoint: 'granted_scopes' }, { kind: 'refused', code })
    expect(await checkup.found()).toEqual([said])
  })

  test('缺权限；更宽的权限可以代替', async () => {
    checkup.feishu.revokeScope('im:message:send_as_bot')
    expect(await checkup.found()).toEqual([])
    checkup.feishu.revokeScope('im:message')
    checkup.feishu.revokeScope('im:message:readonly')
    expect(await checkup.found()).toEqual(['✗ 缺2项权限。'])
  })

  test('开了任务镜像而没有任务权限；有任务没建成的也提示', async () => {
    checkup.environment.TASK_MIRROR = 'on'
    expect(await checkup.found()).toEqual(['✗ 缺1项权限。'])
    expect(reportOf(await checkup.examine()).join('\n')).toContain('开通 task:task:write：')
    checkup.feishu.grantScope(TASKS)
    expect(await checkup.found()).toEqual([])
    const own = await freshDatabase()
    try {
      await installedFor(own.sql, LONG_APP.appId, checkup.clock.now())
      checkup.environment.DATABASE_URL = own.url
      await own.sql`
        insert into mirrored_task
          (matter_id, kind, recipient, turn, due_at, created_at, given_up_at, given_up_reason)
        select gen_random_uuid(), 'instruct', 'ou_x', 1, at, at, at, '1470400'
        from (select '2026-09-14'::timestamptz as at) one`
      expect(await checkup.found()).toEqual(['! 有1项待办没有飞书任务，或任务没有更新；卡片照常。'])
    } finally {
      await own.drop()
    }
  })

  test('缺事件订阅', async () => {
    checkup.feishu.deliveries.setWanted('im.message.receive_v1', false)
    expect(await checkup.found()).toEqual(['✗ 缺1个事件订阅：im.message.receive_v1。'])
  })

  test('没有权限查看订阅时，请人工核对', async () => {
    checkup.feishu.revokeScope('application:application:self_manage')
    expect(await checkup.found()).toEqual([
      '✗ 缺1项权限。',
      '! 没有权限查看本应用的版本，订阅的事件也请人工核对。',
    ])
  })

  test('版本读不出来', async () => {
    checkup.feishu.faults.always({ endpoint: 'app_version' }, 'http500')
    expect(await checkup.found()).toEqual(['! 查不到订阅的事件，请人工核对。'])
  })

  test('长连接建立不了：连接数已满', async () => {
    const dialled = await Promise.all(Array.from({ length: 50 }, dial))
    expect(await checkup.found()).toEqual(['✗ 长连接建立不了（错误码1000040350）。'])
    for (const socket of dialled) socket.close()
  })

  test('用 webhook 时不查长连接，订阅方式的提示换成请求地址', async () => {
    Object.assign(checkup.environment, {
      LARK_TRANSPORT: 'webhook',
      LARK_ENCRYPT_KEY: LONG_APP.encryptKey,
      LARK_VERIFICATION_TOKEN: LONG_APP.verificationToken,
    })
    const report = reportOf(await checkup.examine()).join('\n')
    expect(report).toContain('/lark/webhook')
    expect(report).not.toContain('长连接')
  })
})

async function dial(): Promise<WebSocket> {
  const response = await fetch(`${checkup.feishu.baseUrl}/callback/ws/endpoint`, {
    method: 'POST',
    body: JSON.stringify({ AppID: LONG_APP.appId, AppSecret: LONG_APP.appSecret }),
  })
  const { data } = (await response.json()) as { data: { URL: string } }
  const socket = new WebSocket(data.URL)
  await new Promise((resolve) => socket.once('open', resolve))
  return socket
}
