// The office's own words – 更正, 清除附件, 催办 – from whoever they are not for: refused as a tap would be.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPlay, type Play } from '../kit/play.ts'
import { instruction, matterAt, type Travelling } from '../kit/roads.ts'

let play: Play
let matter: Travelling

const NOT_YOURS = '您无权办理此事项。'

/** 施工 had it, until 改批 gave it to 许广厦. */
beforeAll(async () => {
  play = await openPlay()
  matter = await matterAt(play, '办理中', { title: '老旧管网改造', lead: 'D07' })
  await play.say(matter.head, `改批 ${matter.number}`)
  await play.tap(matter.head, '领导批办', '改批', instruction('许广厦'), matter.title)
})
afterAll(() => play.close())

/** What the bot answers to words in reply to an old card of theirs. */
async function inReply(name: string, title: string, words: string): Promise<readonly string[]> {
  const { messageId } = play.card(name, title, matter.title)
  return (await play.say(name, words, { replyTo: messageId })).toSelf
}

describe('改批后已看不到事项的原承办人，回复手里的旧卡片', () => {
  test.each([
    '更正 份数改为3份 原因：写错',
    '更正 改一改',
    '清除附件 现场照片',
    '清除附件',
    '催办',
    '催办 请于今日反馈',
  ])('说“%s”，只答无权办理', async (words) => {
    expect(await inReply('施工', '办理任务', words)).toEqual([NOT_YOURS])
  })
})

describe('看得到事项而不归他办的', () => {
  test.each([
    ['更正', '更正 份数改为3份 原因：写错', '本卡片由区政府督查室办理。'],
    ['更正', '更正 改一改', '本卡片由区政府督查室办理。'],
    ['清除附件', '清除附件', '本卡片由区政府督查室主任办理。'],
    ['催办', '催办', '本卡片由区政府督查室办理。'],
    ['催办', '催办 请于今日反馈', '本卡片由区政府督查室办理。'],
  ])('%s：说“%s”，答“%s”', async (_word, words, answer) => {
    expect(await inReply('房一鸣', '交办通知', words)).toEqual([answer])
  })
})

test('还没有立项的，回复卡片说催办，告知现在的状态', async () => {
  const draft = await matterAt(play, '待阅批', { title: '农村公路养护', lead: 'D08' })
  const { messageId } = play.card('蒋小棠', '督查立项', draft.title)
  const chased = async (name: string, words: string, replyTo: string) =>
    (await play.say(name, words, { replyTo })).toSelf.join('')
  for (const words of ['催办', '催办 请于今日反馈'])
    expect(await chased('蒋小棠', words, messageId)).toContain(
      '该事项现为“待阅批”，不能办理“催办”。',
    )
  const asked = play.card(draft.approver, '立项阅批', draft.title)
  expect(await chased(draft.approver, '催办', asked.messageId)).toBe('本卡片由区政府督查室办理。')
})
