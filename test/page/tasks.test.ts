// The demo with TASK_MIRROR=on, the whole program in a process of its own: tasks come and go above the chats.
import { once } from 'node:events'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, dayOf } from '../../src/domain/time.ts'
import { PURPOSE_HEADER } from '../../src/local-feishu/page/guard.ts'
import { docketForm } from '../kit/main-circle.ts'
import { named } from '../kit/yunling.ts'
import { demoFolder, forget, runProgram } from './running-demo.ts'

let folder: string
let demo: Awaited<ReturnType<typeof runProgram>>
beforeAll(async () => {
  folder = await demoFolder()
  demo = await runProgram({ DATA_DIR: folder, TASK_MIRROR: 'on' })
})
afterAll(async () => {
  demo.child.kill('SIGTERM')
  await once(demo.child, 'exit')
  await forget(folder)
})

const pageOf = async (name: string) => (await fetch(`${demo.address}/?as=${named(name)}`)).text()

/** The words of somebody's 飞书任务; null while there are none. */
async function tasksOf(name: string): Promise<string | null> {
  const section = /<section id="task-list" ?(hidden)?>.*?<\/section>/s.exec(await pageOf(name))
  if (section === null || section[1] === 'hidden') return null
  return section[0].replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
}

/** Taps the newest card of somebody's chat with the bot, once it says this. */
async function tap(name: string, label: string, form: object): Promise<void> {
  await expect.poll(() => pageOf(name), { timeout: 30_000 }).toContain(`data-label="${label}"`)
  const message = [...(await pageOf(name)).matchAll(/data-message="(om_[^"]+)"/g)].at(-1)?.[1]
  const body = JSON.stringify({ as: named(name), message, label, nth: 1, form })
  const headers = { 'content-type': 'application/json', [PURPOSE_HEADER]: '1' }
  const answer = await fetch(`${demo.address}/demo/tap`, { method: 'POST', headers, body })
  expect(await answer.text()).toContain('success')
}

test('等谁办，谁的会话上方就有飞书任务；办完即划去', async () => {
  expect(await tasksOf('佟雅宁')).toBeNull()
  const said = new FormData()
  const chat = /data-chat="(oc_[^"]+)"/.exec(await pageOf('蒋小棠'))?.[1] ?? ''
  for (const [key, value] of Object.entries({ as: named('蒋小棠'), chat, text: '立项' }))
    said.set(key, value)
  await fetch(`${demo.address}/demo/say`, {
    method: 'POST',
    headers: { [PURPOSE_HEADER]: '1' },
    body: said,
  })
  await tap('蒋小棠', '呈请立项', docketForm(addDays(dayOf(Date.now()), 30)))
  await expect
    .poll(() => tasksOf('佟雅宁'), { timeout: 30_000 })
    .toMatch(/飞书任务 1项待办 立项阅批：农村沼气建设工作 截止 \d+月\d+日 17:30/)
  await tap('佟雅宁', '同意立项', { opinion: '请抓紧。' })
  await expect
    .poll(() => tasksOf('佟雅宁'), { timeout: 30_000 })
    .toMatch(/飞书任务 0项待办 立项阅批：农村沼气建设工作 已完成 /)
  await expect.poll(() => tasksOf('禾苗'), { timeout: 30_000 }).toContain('交办通知')
}, 120_000)
