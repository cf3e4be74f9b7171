// The self-check: nothing to find where all is well, and what it says of the configuration, the board and the database.
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { reportOf } from '../../src/connect/finding.ts'
import { startService } from '../../src/run-bot.ts'
import { silent } from '../kit/databases.ts'
import { freshDatabase } from '../kit/postgres.ts'
import { LONG_APP } from '../kit/product.ts'
import { type Checkup, openCheckup, trouble } from './checkup.ts'

const database = await freshDatabase()
let checkup: Checkup
beforeEach(async () => {
  checkup = await openCheckup(database)
})
afterEach(() => checkup.close())
afterAll(() => database.drop())

test('一切就绪时没有要处理的，报告说自检通过', async () => {
  const findings = await checkup.examine()
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
  Object.assign(checkup.environment, { PUBLIC_URL: address, DATABASE_URL: own.url })
  const BY_EYE = '! 重定向 URL 无法自动查看，请人工核对。'
  expect(await checkup.found()).toEqual([`! 从本机打不开 ${address}。`, BY_EYE])
  const config = readConfig({ ...checkup.environment, PORT: new URL(address).port })
  if (config.mode === 'fault') throw new Error(config.line)
  const service = await startService(config, checkup.clock, silent)
  try {
    const findings = await checkup.examine()
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
  checkup.feishu.revokeScope('im:chat:readonly')
  const report = reportOf(await checkup.examine()).join('\n')
  expect(report).toContain('缺1项权限。\n     1) 打开 ')
  expect(report).toContain(`/app/${LONG_APP.appId}/auth?q=im:chat:readonly`)
  expect(report).toContain('2) 开通 im:chat:readonly：得知机器人进群、退群')
  expect(report).toMatch(/有\d项须处理（标✗），\d+项请留意/)
})

describe('配置', () => {
  test('变量写错', async () => {
    checkup.environment.PORT = 'abc'
    expect(await checkup.found()).toEqual([expect.stringMatching(/^✗ 配置有误：PORT /)])
  })
  test('还没有连接飞书', async () => {
    checkup.environment = {}
    expect(await checkup.found()).toEqual(['✗ 还没有连接飞书应用。'])
  })
})

describe('数据库', () => {
  test('连不上', async () => {
    checkup.environment.DATABASE_URL = 'postgres://nobody@127.0.0.1:9/none'
    expect(await checkup.found()).toEqual(['✗ 数据库连不上（ECONNREFUSED）。'])
  })

  test('属于另一个应用', async () => {
    await database.sql`update installation set app_id = 'cli_other'`
    expect(await checkup.found()).toEqual(['✗ 数据库属于另一个应用（cli_other）。'])
    await database.sql`update installation set app_id = ${LONG_APP.appId}`
  })

  test('比本程序新', async () => {
    await database.sql`insert into migration (name, hash, applied_at) values ('9999_later.sql', 'x', now())`
    expect(await checkup.found()).toEqual([
      expect.stringMatching(/^✗ 数据库与本程序版本不符：.*9999_later/),
    ])
    await database.sql`delete from migration where name = '9999_later.sql'`
  })

  test('内置数据库没有运行不算毛病', async () => {
    delete checkup.environment.DATABASE_URL
    checkup.environment.DATA_DIR = join(checkup.folder, 'data')
    expect(await checkup.found()).toEqual([])
  })
})
