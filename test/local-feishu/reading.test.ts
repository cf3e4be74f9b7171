// Reading: messages, files, groups, people – paged, filtered and refused as the platform does.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { asList, asObjects } from '../../src/local-feishu/json.ts'
import {
  card,
  GROUP,
  GU,
  MA,
  openStage,
  pushesOf,
  SHI,
  type Stage,
  sendCard,
  sendText,
  tokenOf,
  words,
} from './stage.ts'

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
})
afterEach(() => stage.close())

/** The smallest picture: a PNG header with its size. */
function png(width = 1, height = 1): Uint8Array<ArrayBuffer> {
  const bytes = Buffer.alloc(24)
  bytes.write('89504e470d0a1a0a', 'hex')
  bytes.writeUInt32BE(width, 16)
  bytes.writeUInt32BE(height, 20)
  return new Uint8Array(bytes)
}

function form(parts: Record<string, string | Blob | undefined>): FormData {
  const made = new FormData()
  for (const [name, part] of Object.entries(parts)) {
    if (part !== undefined) made.append(name, part)
  }
  return made
}

async function download(messageId: string, key: string, type: string): Promise<Response> {
  const token = await tokenOf(stage.feishu)
  return fetch(
    `${stage.feishu.baseUrl}/open-apis/im/v1/messages/${messageId}/resources/${key}?type=${type}`,
    { headers: { authorization: `Bearer ${token}` } },
  )
}

describe('messages', () => {
  test('a text can be read back, a card of schema 2.0 cannot', async () => {
    const text = String((await sendText(stage, MA, '您好')).data.message_id)
    const shown = await sendCard(stage, MA, card(words('请审签')))
    const [textItem] = asObjects((await stage.api('GET', `/im/v1/messages/${text}`)).data.items)
    const [cardItem] = asObjects((await stage.api('GET', `/im/v1/messages/${shown}`)).data.items)
    expect(textItem).toMatchObject({ message_id: text, body: { content: '{"text":"您好"}' } })
    expect(cardItem).toMatchObject({ msg_type: 'interactive' })
    expect(JSON.stringify(cardItem)).not.toContain('请审签')
  })

  test('a group’s messages come in pages, oldest first, recalled ones marked', async () => {
    const ma = stage.feishu.person(MA)
    const ids = [await ma.say('一', { chatId: GROUP }), await ma.say('二', { chatId: GROUP })]
    ids.push(String((await sendText(stage, GROUP, '三')).data.message_id))
    await ma.recall(String(ids[0]))
    const path = `/im/v1/messages?container_id_type=chat&container_id=${GROUP}&page_size=2`
    const first = await stage.api('GET', path)
    expect(first.data).toMatchObject({ has_more: true })
    expect(first.data.items).toMatchObject([
      { message_id: ids[0], deleted: true },
      { message_id: ids[1], deleted: false },
    ])
    const second = await stage.api('GET', `${path}&page_token=${String(first.data.page_token)}`)
    expect(second.data).toMatchObject({ has_more: false, items: [{ message_id: ids[2] }] })
    await stage.feishu.removeBot(GROUP)
    expect((await stage.api('GET', path)).code).toBe(230002)
  })
})

describe('files', () => {
  test('what a person sent can be fetched by message and key together', async () => {
    const ma = stage.feishu.person(MA)
    const bytes = new TextEncoder().encode('摸底情况')
    const id = await ma.sendFile('摸底情况.docx', bytes)
    const other = await ma.say('您好')
    const [push] = pushesOf(stage.app, 'im.message.receive_v1')
    const key = /file_v3_\w+/.exec(JSON.stringify(push))?.[0] ?? ''
    const good = await download(id, key, 'file')
    expect(new Uint8Array(await good.arrayBuffer())).toEqual(bytes)
    expect(good.headers.get('content-disposition')).toContain(encodeURIComponent('摸底情况.docx'))
    expect(await (await download(other, key, 'file')).json()).toMatchObject({ code: 234003 })
    expect(await (await download(id, key, 'image')).json()).toMatchObject({ code: 234001 })
  })

  test('what the bot uploads it can send, as what it is', async () => {
    const file = await stage.api(
      'POST',
      '/im/v1/files',
      form({ file_type: 'stream', file_name: '报告.docx', file: new Blob(['x']) }),
    )
    const image = await stage.api(
      'POST',
      '/im/v1/images',
      form({ image_type: 'message', image: new Blob([png()]) }),
    )
    const send = (msgType: string, content: object) =>
      stage.api('POST', '/im/v1/messages?receive_id_type=open_id', {
        receive_id: MA,
        msg_type: msgType,
        content: JSON.stringify(content),
      })
    expect((await send('file', { file_key: file.data.file_key })).code).toBe(0)
    expect((await send('image', { image_key: image.data.image_key })).code).toBe(0)
    expect((await send('image', { image_key: file.data.file_key })).code).toBe(230055)
    await stage.feishu.person(MA).sendImage(png())
    const [push] = pushesOf(stage.app, 'im.message.receive_v1')
    const theirs = /img_v3_\w+/.exec(JSON.stringify(push))?.[0]
    expect((await send('image', { image_key: theirs })).code).toBe(230017)
  })

  test.each([
    ['an empty file', 'files', { file_type: 'stream', file_name: 'a', file: new Blob([]) }, 234010],
    [
      'an unknown kind',
      'files',
      { file_type: 'exe', file_name: 'a', file: new Blob(['x']) },
      234001,
    ],
    ['a file without name', 'files', { file_type: 'pdf', file: new Blob(['x']) }, 234001],
    ['no file', 'files', { file_type: 'pdf', file_name: 'a' }, 234001],
    ['a text as image', 'images', { image_type: 'message', image: new Blob(['x']) }, 234011],
    [
      'a huge picture',
      'images',
      { image_type: 'message', image: new Blob([png(12_001, 1)]) },
      234039,
    ],
    [
      'more than 10 MB',
      'images',
      { image_type: 'message', image: new Blob([png(), new Uint8Array(10 * 1024 * 1024)]) },
      234006,
    ],
    [
      'more than 30 MB',
      'files',
      { file_type: 'pdf', file_name: 'a', file: new Blob([new Uint8Array(30 * 1024 * 1024 + 1)]) },
      234006,
    ],
  ] satisfies [string, string, Record<string, string | Blob>, number][])(
    '%s is not taken',
    async (_, kind, parts, code) => {
      const answer = await stage.api('POST', `/im/v1/${kind}`, form(parts))
      expect([answer.status, answer.code]).toEqual([400, code])
    },
  )
})

describe('groups', () => {
  test('the bot reads its own groups only', async () => {
    const answer = await stage.api('GET', `/im/v1/chats/${GROUP}`)
    expect(answer.data).toMatchObject({ name: '农业农村局工作群', user_count: '2', bot_count: '1' })
    expect((await stage.api('GET', '/im/v1/chats/oc_nowhere')).code).toBe(232006)
    await stage.feishu.removeBot(GROUP)
    expect((await stage.api('GET', `/im/v1/chats/${GROUP}`)).code).toBe(232011)
  })

  test('members come in pages of uneven size, without the bot, each once', async () => {
    const people = Array.from({ length: 7 }, (_, index) => `ou_member_${index}`)
    for (const openId of people) stage.feishu.addUser({ openId, name: openId })
    stage.feishu.addChat({ chatId: 'oc_large', name: '大群', members: people })
    const sizes: number[] = []
    const seen: unknown[] = []
    let token = ''
    for (let more = true; more; ) {
      const { data } = await stage.api(
        'GET',
        `/im/v1/chats/oc_large/members?page_size=3&page_token=${token}`,
      )
      sizes.push(asList(data.items).length)
      seen.push(...asObjects(data.items).map((item) => item.member_id))
      token = String(data.page_token)
      more = data.has_more === true
    }
    expect(seen).toEqual(people)
    expect(sizes).toEqual([2, 4, 1])
  })
})

describe('people', () => {
  test('look-ups answer unknown addresses with an entry without id', async () => {
    const answer = await stage.api('POST', '/contact/v3/users/batch_get_id?user_id_type=open_id', {
      mobiles: ['13800000001', '13999999999'],
      emails: ['ma@example.cn'],
    })
    expect(answer.data.user_list).toEqual([
      { email: 'ma@example.cn', user_id: MA },
      { mobile: '13800000001', user_id: MA },
      { mobile: '13999999999' },
    ])
  })

  test('a person, a department’s people, and the departments below another', async () => {
    stage.feishu.addDepartment({ id: 'd-nongye', name: '农业农村局', parent: '0' })
    stage.feishu.addDepartment({ id: 'd-nengyuan', name: '农村能源科', parent: 'd-nongye' })
    const user = await stage.api('GET', `/contact/v3/users/${GU}?user_id_type=open_id`)
    expect(user.data.user).toMatchObject({
      open_id: GU,
      name: '谷雨',
      department_ids: ['od-d-nongye'],
    })
    expect(user.data.user).not.toHaveProperty('user_id')
    stage.feishu.grantScope('contact:user.employee_id:readonly')
    expect((await stage.api('GET', `/contact/v3/users/${GU}`)).data.user).toHaveProperty('user_id')
    const inside = await stage.api(
      'GET',
      '/contact/v3/users/find_by_department?department_id=od-d-nongye&page_size=1',
    )
    expect(inside.data).toMatchObject({ has_more: true, items: [{ open_id: SHI }] })
    const direct = await stage.api('GET', '/contact/v3/departments/0/children')
    expect(direct.data.items).toMatchObject([{ name: '农业农村局' }])
    const all = await stage.api('GET', '/contact/v3/departments/0/children?fetch_child=true')
    expect(all.data.items).toMatchObject([{ name: '农业农村局' }, { name: '农村能源科' }])
  })

  test('who is outside the contact range is not shown', async () => {
    stage.feishu.setAvailable(GU, false)
    expect((await stage.api('GET', `/contact/v3/users/${GU}`)).code).toBe(41050)
    expect((await stage.api('GET', '/contact/v3/users/ou_nobody')).code).toBe(99992351)
    const range = await stage.api('GET', '/contact/v3/scopes')
    expect(range.data.user_ids).toEqual([MA, SHI])
  })
})
