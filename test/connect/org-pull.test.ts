// npm run org:pull against the local platform: page by page, as far as the app may see, never over a file.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { pullOrganisation } from '../../src/connect/pull-organisation.ts'
import { type LocalFeishu, openLocalFeishu } from '../../src/local-feishu/local-feishu.ts'
import { silent } from '../kit/databases.ts'
import { givenClock, LONG_APP } from '../kit/product.ts'

const clock = givenClock()
let folder: string
let path: string
let feishu: LocalFeishu
let said: string[]

/** Two departments, one with a section and sixty people in it: more than a page. */
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'duban-pull-'))
  path = join(folder, 'organisation.json')
  said = []
  const crowd = Array.from({ length: 60 }, (_, at) => ({
    openId: `ou_clerk${at}`,
    name: `科员${at}`,
    jobTitle: '科员',
    departments: ['neng'],
  }))
  const users = [
    { openId: 'ou_tian', name: '田守稼', jobTitle: '局长', departments: ['nong'] },
    { openId: 'ou_jiang', name: '蒋小棠', departments: ['ban'] },
    ...crowd,
  ]
  const chats = [{ chatId: 'oc_nong', name: '农业农村局工作群', members: ['ou_tian'] }]
  feishu = await openLocalFeishu({ clock, seed: 4, app: LONG_APP, users, chats })
  feishu.addDepartment({ id: 'ban', name: '区政府办公室', parent: '0' })
  const nong = { id: 'nong', name: '区农业农村局', parent: '0' }
  feishu.addDepartment({ ...nong, leader: 'ou_tian', chatId: 'oc_nong' })
  feishu.addDepartment({ id: 'neng', name: '农村能源科', parent: 'nong' })
})
afterEach(async () => {
  await feishu.close()
  await rm(folder, { recursive: true, force: true })
})

const pull = (root = '0') =>
  pullOrganisation({
    environment: {
      LARK_APP_ID: LONG_APP.appId,
      LARK_APP_SECRET: LONG_APP.appSecret,
      LARK_BASE_URL: feishu.baseUrl,
      LARK_TRANSPORT: 'websocket',
    },
    root,
    path,
    say: (line) => said.push(line),
    clock,
    log: silent,
  })

const drafted = async () => JSON.parse(await readFile(path, 'utf8'))

test('部门、人员、负责人和群写成草稿，要补的逐条列出', async () => {
  expect(await pull()).toBe(0)
  const { departments, people } = await drafted()
  expect(departments).toMatchObject([
    { id: 'D01', name: '区政府办公室' },
    { id: 'D02', name: '区农业农村局', chatId: 'oc_nong' },
  ])
  expect(people).toHaveLength(62)
  expect(people.filter((one: { dept: string }) => one.dept === 'D02')).toHaveLength(61)
  expect(people).toContainEqual({
    id: 'P002',
    openId: 'ou_tian',
    name: '田守稼',
    title: '局长',
    dept: 'D02',
    roles: ['DEPT_HEAD'],
  })
  expect(said[0]).toContain('2个部门，62人')
  expect(said.join('\n')).toContain('请核对部门主要负责人（DEPT_HEAD）：田守稼')
  expect(said.at(-1)).toMatch(/按位置逐处指出（现在有\d+处）/)
})

test('可以只取某个部门以下', async () => {
  expect(await pull('od-nong')).toBe(0)
  expect((await drafted()).departments).toMatchObject([{ name: '农村能源科' }])
})

test('已有的文件不动', async () => {
  await writeFile(path, '{}')
  expect(await pull()).toBe(1)
  expect(await readFile(path, 'utf8')).toBe('{}')
  expect(said[0]).toContain('已经存在，没有改动')
})

test('看不到通讯录时说明原因，不写文件', async () => {
  feishu.revokeScope('contact:contact.base:readonly')
  feishu.revokeScope('contact:department.base:readonly')
  expect(await pull()).toBe(1)
  expect(said[0]).toContain('错误码99991672')
  await expect(drafted()).rejects.toThrow('ENOENT')
})

test('没有职务和层级权限时，能看到多少写多少', async () => {
  feishu.revokeScope('contact:user.employee:readonly')
  feishu.revokeScope('contact:department.organize:readonly')
  expect(await pull()).toBe(0)
  const { departments, people } = await drafted()
  expect(departments).toHaveLength(3)
  expect(new Set(people.map((one: { title: string }) => one.title))).toEqual(new Set(['']))
})
