// The demo from outside: only on this machine, only under its own names, and never beside a real app.
import { request } from 'node:http'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { guard } from '../../src/local-feishu/page/guard.ts'
import { demoFolder, forget, type RunningDemo, runDemo, runProgram } from './running-demo.ts'

const DEMO_PATHS = ['/', '/demo/next', '/demo/live', '/demo/machine/trail', '/demo/client/main.js']

const REAL = {
  LARK_APP_ID: 'cli_a1b2c3d4e5f60001',
  LARK_APP_SECRET: 'secret',
  LARK_ENCRYPT_KEY: 'encrypt-key',
  LARK_VERIFICATION_TOKEN: 'verification-token',
  LARK_BASE_URL: 'http://127.0.0.1:9',
  ORG_FILE: 'src/local-feishu/demo-organisation.json',
}

describe('演示只在本机', () => {
  let folder: string
  let demo: RunningDemo

  beforeAll(async () => {
    folder = await demoFolder()
    demo = await runDemo(folder)
  })
  afterAll(async () => {
    await demo.stop()
    await forget(folder)
  })

  test.each([
    'evil.example',
    'evil.example:3000',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    '[::2]',
    '10.0.0.1:3000',
  ])('用别的名字 %s 打不开，哪怕它指到这里', async (host) => {
    for (const path of DEMO_PATHS) expect(await status(demo.address, path, { host })).toBe(421)
  })

  test('用自己的名字打得开', async () => {
    const { port } = new URL(demo.address)
    for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`]) {
      expect(await status(demo.address, '/', { host })).toBe(200)
    }
  })

  test.each(['tap', 'say', 'clock', 'reset', 'recall', 'forward'])(
    '别的网页替人按 %s，不算数',
    async (act) => {
      const headers = { 'content-type': 'text/plain', origin: 'https://evil.example' }
      expect(await status(demo.address, `/demo/${act}`, headers, 'POST')).toBe(403)
      expect(await status(demo.address, `/demo/${act}`, headers, 'OPTIONS')).toBe(403)
    },
  )

  test('不经回环地址来的一概不理', async () => {
    const app = new Hono().use(guard(() => false)).get('/', (c) => c.text('page'))
    expect((await app.request('http://localhost/')).status).toBe(403)
  })
})

describe('有真应用，就没有演示', () => {
  let folder: string

  beforeAll(async () => {
    folder = await demoFolder()
  })
  afterAll(() => forget(folder))

  test('设了 LARK_APP_ID：没有演示页面，也没有拨动时钟的地方', async () => {
    const { child, address } = await runProgram({ ...REAL, DATA_DIR: folder })
    for (const path of DEMO_PATHS) expect(await status(address, path)).toBe(404)
    const headers = { 'x-duban-demo': '1', 'content-type': 'application/json' }
    for (const act of ['clock', 'reset', 'tap']) {
      expect(await status(address, `/demo/${act}`, headers, 'POST')).toBe(404)
    }
    child.kill('SIGTERM')
    await new Promise((resolve) => child.once('exit', resolve))
  })

  test('真应用用过的数据目录，演示不开', async () => {
    await expect(runProgram({ DATA_DIR: folder })).rejects.toThrow(/used with a real app/)
  })

  test.each([
    [{ DATABASE_URL: 'postgres://duban@127.0.0.1:9/duban' }, /LARK_APP_ID/],
    [{ LARK_APP_SECRET: 'secret' }, /LARK_APP_ID/],
    [{ HOST: '0.0.0.0' }, /HOST/],
  ])('只剩一半配置或对外监听 %j：说明缺什么，不退成演示', async (environment, named) => {
    await expect(runProgram({ DATA_DIR: folder, ...environment })).rejects.toThrow(named)
  })
})

/** By the plain client, which sends the Host header it is told. */
function status(
  address: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  method = 'GET',
): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(`${address}${path}`, { method, headers, agent: false }, (answer) => {
      answer.resume()
      answer.destroy()
      resolve(answer.statusCode ?? 0)
    })
    sent.on('error', reject)
    sent.end()
  })
}
