// npm run setup as an administrator meets it: what is asked for and why, the QR code, .env, and what comes next.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type LocalFeishu, openLocalFeishu } from '../../src/local-feishu/local-feishu.ts'
import { LONG_APP } from '../kit/product.ts'

const SETUP = fileURLToPath(new URL('../../src/connect/setup.ts', import.meta.url))
const START = fileURLToPath(new URL('../../src/start.js', import.meta.url))

let folder: string
let feishu: LocalFeishu
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'duban-setup-'))
  const users = [{ openId: 'ou_admin', name: '管理员' }]
  feishu = await openLocalFeishu({ clock: { now: Date.now }, app: LONG_APP, users, chats: [] })
  feishu.registrations.setInterval(0.05)
})
afterEach(async () => {
  await feishu.close()
  await rm(folder, { recursive: true, force: true })
})

interface Run {
  readonly child: ChildProcess
  said(): string
  /** The exit code. */
  ended(): Promise<number>
}

function run(script: string, words: readonly string[] = [], environment = {}): Run {
  const { PATH = '', HOME = '' } = process.env
  const env = { PATH, HOME, LARK_BASE_URL: feishu.baseUrl, ...environment }
  const child = spawn(process.execPath, [script, ...words], { cwd: folder, env })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
  }
  const exit = once(child, 'close').then(([code]) => Number(code))
  return { child, said: () => said, ended: () => exit }
}

/** The page behind the address that stands under the QR code. */
async function scan({ said }: Run) {
  const address = /^http\S+\/page\/launcher\S+$/m
  await vi.waitUntil(() => address.test(said()), { timeout: 20_000 })
  return feishu.registrations.scan(address.exec(said())?.[0] ?? '')
}

const envFile = () => readFile(join(folder, '.env'), 'utf8')

describe('npm run setup', () => {
  test('扫码建成应用：只要所列权限，写好 .env，试通连接', async () => {
    const setup = run(SETUP)
    const page = await scan(setup)
    expect(page).toMatchObject({ appName: '督办', createOnly: true, minimal: true })
    expect(page.scopes).toEqual([
      'im:message:send_as_bot',
      'im:message.p2p_msg:readonly',
      'im:message.group_at_msg:readonly',
      'im:message:readonly',
      'im:resource',
      'im:chat:readonly',
      'contact:contact.base:readonly',
      'contact:user.base:readonly',
      'contact:user.employee:readonly',
      'contact:department.base:readonly',
      'contact:department.organize:readonly',
      'application:application:self_manage',
    ])
    expect(page.events).toContain('im.message.receive_v1')
    expect(page.callbacks).toEqual(['card.action.trigger'])
    for (const asked of [...page.scopes, ...page.events, ...page.callbacks])
      expect(setup.said()).toMatch(new RegExp(`${asked} +[^ ].*[\u4e00-\u9fff]`))
    expect(setup.said()).toMatch(/[▄█▀]{10}/)
    expect(await readdir(folder)).toEqual([])
    page.confirm()
    expect(await setup.ended()).toBe(0)
    expect((await stat(join(folder, '.env'))).mode & 0o777).toBe(0o600)
    expect((await envFile()).split('\n')).toEqual([
      `LARK_APP_ID=${LONG_APP.appId}`,
      `LARK_APP_SECRET=${LONG_APP.appSecret}`,
      'LARK_TRANSPORT=websocket',
      `DATA_DIR=.data/${LONG_APP.appId}`,
      'ORG_FILE=organisation.json',
      `LARK_BASE_URL=${feishu.baseUrl}`,
      '',
    ])
    expect(setup.said()).toContain('✓ 连接正常，机器人是“督办”。')
    expect(setup.said()).not.toContain(LONG_APP.appSecret)
  })

  test('.env 里开了任务镜像的，多要一项任务权限', async () => {
    await writeFile(join(folder, '.env'), 'TASK_MIRROR=on\n')
    const setup = run(SETUP)
    const page = await scan(setup)
    expect(page.scopes.at(-1)).toBe('task:task:write')
    expect(setup.said()).toMatch(/task:task:write +在飞书任务中/)
    page.confirm()
    expect(await setup.ended()).toBe(0)
  })

  test.each([
    ['取消', '已取消：没有建应用，没有改动任何内容。'],
    ['过期', '二维码已过期：没有建应用，没有改动任何内容。'],
  ])('%s时什么都不写', async (how, said) => {
    const setup = run(SETUP)
    const page = await scan(setup)
    if (how === '取消') page.deny()
    else feishu.registrations.expire()
    expect(await setup.ended()).toBe(1)
    expect(setup.said()).toContain(said)
    expect(await readdir(folder)).toEqual([])
  })

  test('已有应用时不动，除非要求替换；其余设置原样保留', async () => {
    const old = '# 我们的设置\nLARK_APP_ID=cli_old\nLARK_APP_SECRET=old\nPORT=8080\n'
    await writeFile(join(folder, '.env'), old)
    const refused = run(SETUP)
    expect(await refused.ended()).toBe(1)
    expect(refused.said()).toContain('已经配置了应用 cli_old，没有改动任何内容。')
    expect(await envFile()).toBe(old)
    const setup = run(SETUP, ['--replace'])
    const page = await scan(setup)
    page.confirm()
    expect(await setup.ended()).toBe(0)
    expect(await envFile()).toContain('# 我们的设置\nPORT=8080\n')
    expect(await envFile()).not.toContain('old')
    expect(setup.said()).toContain('替换了原有的 LARK_APP_ID、LARK_APP_SECRET。')
  })

  test('没有应用但已有的设置不覆盖，并说明', async () => {
    await writeFile(join(folder, '.env'), 'DATA_DIR=/var/lib/duban\n')
    const setup = run(SETUP)
    const page = await scan(setup)
    page.confirm()
    expect(await setup.ended()).toBe(0)
    expect(setup.said()).toContain('保留了原有的 DATA_DIR。')
    expect(await envFile()).toMatch(/^DATA_DIR=\/var\/lib\/duban\nLARK_APP_ID=/)
  })

  test('国际版 Lark 的企业也能建，并提醒长连接可能不支持', async () => {
    feishu.registrations.setBrand('lark')
    const setup = run(SETUP)
    const page = await scan(setup)
    page.confirm()
    expect(await setup.ended()).toBe(0)
    expect(setup.said()).toContain('国际版 Lark 可能不支持长连接')
  })

  test('环境变量优先于 .env，设在环境里的应用替换不了', async () => {
    const setup = run(SETUP, ['--replace'], { LARK_APP_ID: 'cli_other' })
    expect(await setup.ended()).toBe(1)
    expect(setup.said()).toContain('环境变量里设有 LARK_APP_ID')
  })
})

describe('npm start', () => {
  test('读取 .env；环境变量优先', async () => {
    await writeFile(join(folder, '.env'), 'LARK_APP_ID=cli_short\nLARK_APP_SECRET=x\nPORT=abc\n')
    const first = run(START)
    expect(await first.ended()).toBe(1)
    expect(first.said()).toContain('PORT is wrong')
    const second = run(START, [], { PORT: '0', LARK_TRANSPORT: 'websocket' })
    expect(await second.ended()).toBe(1)
    expect(second.said()).toContain('LARK_APP_ID is wrong')
  })
})
