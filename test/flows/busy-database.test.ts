// The database away, and an outcome that is not known yet: what whoever taps is told, and what then comes of it.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type DatabaseProxy, databaseProxy } from '../kit/database-proxy.ts'
import { buttonsOf, openPlay, type Play } from '../kit/play.ts'
import { matterAt } from '../kit/roads.ts'

let line: DatabaseProxy
let play: Play

beforeAll(async () => {
  play = await openPlay({
    by: async (url) => {
      line = await databaseProxy(url)
      return line.url(url)
    },
  })
})
afterAll(async () => {
  await line.pass()
  await play.close()
  await line.close()
})

/** 签收并呈批 on the card as it is now; nothing is waited for but its answer. */
async function signedFor(about: string) {
  const { messageId } = play.card('禾苗', '交办通知', about)
  return (await play.person('禾苗').tap(messageId, '签收并呈批')).toast
}

test('数据库不在：答系统暂时繁忙，卡片照旧；恢复后没有补做，再点即成', async () => {
  const { title } = await matterAt(play, '待签收', { title: '水库除险' })
  await line.refuse()
  expect(await signedFor(title)).toEqual({
    type: 'error',
    content: '系统暂时繁忙，您的操作未生效，请稍后重试。',
  })
  await line.pass()
  await play.product.settle()
  expect(buttonsOf(play.card('禾苗', '交办通知', title))).toContain('签收并呈批')
  expect(() => play.card('田守稼', '领导批办', title)).toThrow()
  expect((await signedFor(title))?.type).toBe('success')
  await play.product.settle()
  expect(play.lines('田守稼').filter((one) => one === '领导批办')).toHaveLength(1)
})

test('结果一时不知：先答已收到，随后办成一次，卡片自己更新', async () => {
  const { title } = await matterAt(play, '待签收', { title: '林长制落实' })
  const hangs = line.when('"app_id"', 'stall')
  expect(await signedFor(title)).toEqual({
    type: 'info',
    content: '已收到，正在处理，请稍候。',
  })
  await hangs
  await line.pass()
  await play.product.settle()
  expect(play.says('禾苗', '交办通知', title)).toContain('✓ 禾苗')
  expect(buttonsOf(play.card('禾苗', '交办通知', title))).not.toContain('签收并呈批')
  expect(play.says('田守稼', '领导批办', title)).toContain(title)
})
