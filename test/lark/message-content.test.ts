// Text, mentions and files of messages, as people's clients and the platform write them.
import { describe, expect, test } from 'vitest'
import { mentionsBot, withoutMention } from '../../src/lark/inbound.ts'
import { readContent } from '../../src/lark/message-content.ts'
import { POST } from './payloads.ts'

const BOT = 'ou_bot'

const mention = (number: number, name: string, open_id = `ou_${number}`) => ({
  key: `@_user_${number}`,
  id: { open_id },
  name,
})

const textOf = (text: string, mentions: readonly unknown[] = []) =>
  readContent('text', JSON.stringify({ text }), mentions)

describe('mentions', () => {
  test('@_user_1 does not eat the beginning of @_user_10', () => {
    const mentions = [mention(1, '甲'), mention(10, '癸')]
    expect(textOf('@_user_10 请 @_user_1 核实', mentions).text).toBe('@癸 请 @甲 核实')
  })

  test('a number typed right behind a mention stays', () => {
    expect(textOf('@_user_15个', [mention(1, '甲')]).text).toBe('@甲5个')
  })

  test('a name that looks like a key is not read as one', () => {
    const mentions = [mention(1, '@_user_2'), mention(2, '乙')]
    expect(textOf('@_user_1 @_user_2', mentions).text).toBe('@@_user_2 @乙')
  })

  test('a name with signs of a replacement pattern stays a name', () => {
    expect(textOf('@_user_1 好', [mention(1, "$& $1 $'")]).text).toBe("@$& $1 $' 好")
  })

  test('a key nobody stands behind stays as it was typed', () => {
    expect(textOf('@_user_3 好').text).toBe('@_user_3 好')
  })

  test('someone without an id is mentioned by name only', () => {
    const outsider = { key: '@_user_1', id: {}, name: '外单位' }
    const { mentions, text } = textOf('@_user_1', [outsider])
    expect(mentions).toEqual([{ key: '@_user_1', openId: null, name: '外单位' }])
    expect(text).toBe('@外单位')
  })

  test.each([[[null]], [['x']], [[{}]], [[{ key: '.*', name: 'x' }]], [[{ key: '' }]]])(
    '%j is no list of mentions',
    (given) => expect(textOf('a.*', given)).toMatchObject({ mentions: [], text: 'a.*' }),
  )

  test.each([
    ['listed', [{ key: '@_all', id: { open_id: '', union_id: '' }, name: '所有人' }]],
    ['not listed', []],
  ])('@所有人 is found, %s', (_, mentions) => {
    expect(textOf('@_all 请看', mentions)).toMatchObject({
      mentionsAll: true,
      mentions: [],
      text: '@所有人 请看',
    })
    expect(textOf('请看', []).mentionsAll).toBe(false)
    expect(textOf('user_@_allow', []).mentionsAll).toBe(false)
  })
})

describe('the bot’s own mention', () => {
  const said = textOf('@_user_1 添加承办人 @_user_2 农村能源科', [
    mention(1, '督办', BOT),
    mention(2, '谷雨'),
  ])

  test('calls it, and is taken out of the words', () => {
    expect(mentionsBot(said, BOT)).toBe(true)
    expect(withoutMention(said, BOT)).toBe('添加承办人 @谷雨 农村能源科')
  })

  test('may stand anywhere, or several times', () => {
    const twice = textOf('请@_user_1 查 27号 @_user_1', [mention(1, '督办', BOT)])
    expect(withoutMention(twice, BOT)).toBe('请查 27号')
  })

  test('is not that of a person of the same name', () => {
    const namesake = textOf('@_user_1 @_user_2 查', [mention(1, '督办'), mention(2, '督办', BOT)])
    expect(withoutMention(namesake, BOT)).toBe('@督办 查')
  })

  test('is not found as long as the bot does not know itself, nor in @所有人', () => {
    expect(mentionsBot(said, null)).toBe(false)
    expect(withoutMention(said, null)).toBe(said.text)
    const outsider = textOf('@_user_1', [{ key: '@_user_1', id: {}, name: '督办' }])
    expect(mentionsBot(outsider, null)).toBe(false)
    expect(mentionsBot(textOf('@_all'), BOT)).toBe(false)
  })

  test('where there is none, nothing is touched', () => {
    const plain = textOf(' 查 27号 ')
    expect(withoutMention(plain, BOT)).toBe(' 查 27号 ')
  })
})

describe('kinds of content', () => {
  test('rich text becomes lines, with its pictures and clips', () => {
    const { message } = POST.event as { message: { content: string; mentions: unknown[] } }
    const content = readContent('post', message.content, message.mentions)
    expect(content.text).toBe(
      '进展 27号\n@督办 已完成摸底，见 [台账](https://example.cn/t)[OK]\n120户',
    )
    expect(content.files).toEqual([
      { kind: 'image', key: 'img_v3_02ab-1g', name: null },
      { kind: 'media', key: 'file_v3_clip', name: null },
    ])
    expect(withoutMention(content, BOT)).toBe(
      '进展 27号\n已完成摸底，见 [台账](https://example.cn/t)[OK]\n120户',
    )
  })

  test('rich text may mention all, or somebody by id', () => {
    const line = [
      { tag: 'at', user_id: '@_all' },
      { tag: 'at', user_id: 'ou_x', user_name: '谷雨' },
      { tag: 'a', text: 'https://a.cn', href: 'https://a.cn' },
    ]
    const content = readContent('post', JSON.stringify({ content: [line] }), [])
    expect(content).toMatchObject({ mentionsAll: true, text: '@所有人@谷雨https://a.cn' })
  })

  test.each([
    ['image', { image_key: 'img_1' }, [{ kind: 'image', key: 'img_1', name: null }]],
    ['audio', { file_key: 'file_1', duration: 9 }, [{ kind: 'audio', key: 'file_1', name: null }]],
    [
      'media',
      { file_key: 'file_1', image_key: 'img_1', file_name: '现场.mp4' },
      [{ kind: 'media', key: 'file_1', name: '现场.mp4' }],
    ],
    ['file', { file_key: '../x', file_name: 'a' }, []],
    ['file', { file_name: 'a' }, []],
    ['folder', { file_key: 'file_1', file_name: '材料' }, []],
    ['sticker', { file_key: 'file_1' }, []],
    ['interactive', { title: '卡片' }, []],
  ])('%s with %j', (messageType, body, files) => {
    expect(readContent(messageType, JSON.stringify(body), [])).toMatchObject({ text: '', files })
  })

  test.each(['', '{', 'null', '[]', '{"text":7}', '{"title":{},"content":[1,[null,"x",[{}]]]}'])(
    'broken content %j has no text and no files',
    (content) => {
      for (const kind of ['text', 'post', 'file']) {
        expect(readContent(kind, content, [])).toMatchObject({ text: '', files: [] })
      }
    },
  )

  test('what Postgres cannot store is replaced inside the content too', () => {
    const { text } = readContent('text', '{"text":"a\\u0000b\\ud800"}', [])
    expect(text).toBe('a\ufffdb\ufffd')
  })

  test('a text stays as it was typed, line breaks, spaces and all', () => {
    const typed = ' 进展\r\n　１２０户\u00a0<at user_id="all"></at> '
    expect(textOf(typed).text).toBe(typed)
  })
})
