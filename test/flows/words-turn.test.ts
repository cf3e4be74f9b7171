// 签收, 批办, 汇总, 审签, 报送, 审核: a word brings the card to whose turn it is, and never does what the card is for.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { instantOf } from '../../src/domain/time.ts'
import { buttonsOf, type Form, openPlay, type Play } from '../kit/play.ts'
import {
  ALL_READY,
  instruction,
  matterAt,
  onward,
  REPORT,
  type Stop,
  type Travelling,
} from '../kit/roads.ts'

let play: Play

beforeAll(async () => {
  play = await openPlay()
})
afterAll(() => play.close())

const NOT_YOURS = '目前没有待您办理的该项工作。可发送“我的待办”查看您的事项。'
const OLD = '本卡片已更新，请看最新卡片。'

async function statusOf({ number }: Travelling): Promise<string> {
  const [row] = await play.product.database.sql<{ status: string }[]>`
    select a.status from assignment a join matter m on m.id = a.matter_id
    where m.number_serial = ${Number.parseInt(number, 10)} and a.kind = 'lead'`
  return row?.status ?? ''
}

describe.each([
  ['签收', '待签收', '交办通知', 'officer', '签收并呈批'],
  ['批办', '待批办', '领导批办', 'head', '批办'],
  ['汇总', '汇总中', '汇总材料', 'officer', '呈领导审签'],
  ['审签', '待审签', '请审签', 'head', '同意审签'],
  ['报送', '已审签', '报送材料', 'officer', '报送'],
] as const)('%s', (word, stop, title, part, button) => {
  let matter: Travelling

  beforeAll(async () => {
    matter = await matterAt(play, stop as Stop, { title: `供热管网${word}`, lead: 'D07' })
  })

  test('该办的人说了，得到新的卡片，旧的只指路，事项没有动', async () => {
    const who = matter[part]
    const before = await statusOf(matter)
    const old = play.card(who, title, matter.title).messageId
    expect((await play.say(who, `${word} ${matter.number}`)).toSelf).toEqual([title])
    const fresh = play.card(who, title, matter.title)
    expect(fresh.messageId).not.toBe(old)
    expect(buttonsOf(fresh)).toContain(button)
    const left = play
      .person(who)
      .messages()
      .find((one) => one.messageId === old)
    expect(JSON.stringify(left?.card)).toContain(OLD)
    expect(await statusOf(matter)).toBe(before)
  })

  test('在群里说，卡片只到私聊', async () => {
    const heard = await play.say(matter[part], `${word} ${matter.number}`, {
      chatId: 'oc_test_d07',
      mentionBot: true,
    })
    expect(heard).toMatchObject({ toSelf: [title], toGroup: ['已将卡片发至您的私聊。'] })
  })

  test('不该他办的人说了，只答没有待办', async () => {
    const other = part === 'head' ? matter.officer : matter.head
    expect((await play.say(other, `${word} ${matter.number}`)).toSelf).toEqual([NOT_YOURS])
    expect((await play.say(matter.approver, `${word} ${matter.number}`)).toSelf).toEqual([
      NOT_YOURS,
    ])
  })

  test('新的那张照样办得成', async () => {
    const filled: Readonly<Record<string, Form>> = {
      批办: instruction(matter.handler),
      汇总: REPORT,
      报送: ALL_READY,
    }
    const done = await play.tap(matter[part], title, button, filled[word], matter.title)
    expect(done.toast?.type).toBe('success')
  })
})

describe('审核', () => {
  test('经办人、督查室主任和同事都可调出，谁先审核都算', async () => {
    const form = { co: ['D04'] }
    const matter = await matterAt(play, '已报送', { title: '危桥改造', lead: 'D08', form })
    expect((await play.say('毕子衡', `审核 ${matter.number}`)).toSelf).toEqual(['审核反馈材料'])
    await play.say('毕子衡', '我的待办')
    expect(play.says('毕子衡', '我的待办')).toContain('您目前没有待办事项。')
    await play.tap('金穗', '交办通知', '签收并呈批', {}, matter.title)
    expect(buttonsOf(play.card('毕子衡', '审核反馈材料'))).toContain('通过')
    const passed = await play.tap('温如松', '审核反馈材料', '通过')
    expect(passed.toast?.type).toBe('success')
    expect(buttonsOf(play.card('毕子衡', '审核反馈材料'))).toEqual([])
    expect(play.says('毕子衡', '审核反馈材料')).toContain('温如松主任')
  })
})

describe('汇总', () => {
  test('办理中由督查工作人员说“汇总”，转入汇总中，汇总材料随即送到', async () => {
    const matter = await matterAt(play, '办理中', { title: '农技推广', lead: 'D09' })
    expect((await play.say(matter.handler, `汇总 ${matter.number}`)).toSelf).toEqual([NOT_YOURS])
    expect(await statusOf(matter)).toBe('handling')
    expect((await play.say(matter.officer, `汇总 ${matter.number}`)).toSelf).toEqual(['汇总材料'])
    expect(await statusOf(matter)).toBe('compiling')
    expect(buttonsOf(play.card(matter.handler, '办理任务', matter.title))).toEqual([])
  })
})

describe('不写编号', () => {
  test('只有一件待办的，就是那件', async () => {
    await matterAt(play, '待签收', { title: '校园食堂检查', lead: 'D02' })
    expect((await play.say('孟知行', '签收')).toSelf).toEqual(['交办通知'])
    expect(buttonsOf(play.card('孟知行', '交办通知'))).toContain('签收并呈批')
  })

  test('有几件的，请其选', async () => {
    await matterAt(play, '待签收', { title: '学前教育普惠', lead: 'D02' })
    const { toSelf } = await play.say('孟知行', '签收')
    expect(toSelf.join('')).toMatch(/^符合的事项不止一项.*校园食堂检查.*学前教育普惠/s)
  })

  test('一件也没有的，说没有；材料已经备好之类的话不当指令', async () => {
    expect((await play.say('孟知行', '审签')).toSelf).toEqual([NOT_YOURS])
    expect((await play.say('孟知行', '报送材料已经备好')).toSelf.join('')).toContain('未能识别')
  })
})

describe('改批', () => {
  test('调出领导批办，已填好原批办，原承办人照旧在办', async () => {
    const matter = await matterAt(play, '办理中', { title: '水库除险', lead: 'D09' })
    expect((await play.say(matter.head, `改批 ${matter.number}`)).toSelf).toEqual(['领导批办'])
    const card = play.card(matter.head, '领导批办', matter.title)
    expect(buttonsOf(card)).toEqual(['改批'])
    expect(JSON.stringify(card.card)).toContain('批办暗记丁')
    await play.say(matter.head, '我的待办')
    expect(play.says(matter.head, '我的待办')).not.toContain(matter.title)
    await play.say(matter.handler, `进展 ${matter.number} 已开工`)
    expect(buttonsOf(play.card(matter.handler, '办理任务', matter.title))).toContain('报进展')
  })

  test('改批后换人：原承办人的卡片收住，新的得到自己的，旧批办留存', async () => {
    const changed = await play.tap(
      '田守稼',
      '领导批办',
      '改批',
      { mode: 'officer', handlers: ['ou_test_p27'], opinion: '请局办公室直接办理' },
      '水库除险',
    )
    expect(changed.toast?.content).toMatch(/^已改批：水库除险/)
    expect(buttonsOf(play.card('谷雨', '办理任务', '水库除险'))).toEqual([])
    expect(buttonsOf(play.card('禾苗', '办理任务', '水库除险'))).toContain('报进展')
    expect(play.says('禾苗', '办理任务', '水库除险')).toContain('请局办公室直接办理')
    const kept = await play.product.database.sql`
      select i.opinion from instruction i join assignment a on a.id = i.assignment_id
      join matter m on m.id = a.matter_id where m.title = '水库除险' order by i.position`
    expect(kept).toHaveLength(2)
  })

  test('调出的改批卡，事项往下走了也随之收住', async () => {
    await play.say('田守稼', '改批', {
      replyTo: play.card('田守稼', '领导批办', '水库除险').messageId,
    })
    expect(buttonsOf(play.card('田守稼', '领导批办', '水库除险'))).toEqual(['改批'])
    await play.tap('禾苗', '办理任务', '报进展', { achievement: '已放水' }, '水库除险')
    expect(buttonsOf(play.card('田守稼', '领导批办', '水库除险'))).toEqual(['改批'])
    await play.tap('禾苗', '办理任务', '办理完毕', undefined, '水库除险')
    expect(buttonsOf(play.card('田守稼', '领导批办', '水库除险'))).toEqual([])
  })

  test('不是主要领导的，不能改批', async () => {
    const matter = await matterAt(play, '办理中', { title: '耕地保护', lead: 'D09' })
    expect((await play.say('禾苗', `改批 ${matter.number}`)).toSelf).toEqual([NOT_YOURS])
  })
})

describe('两名承办人', () => {
  test('先办完的卡片收住，撤回后又可办；都办完才转入汇总', async () => {
    const matter = await matterAt(play, '待批办', { title: '燃气入户安检', lead: 'D07' })
    await play.tap(matter.head, '领导批办', '批办', instruction('施工', '许广厦'), matter.title)
    const handled = (name: string) => buttonsOf(play.card(name, '办理任务', matter.title))
    const first = await play.tap('施工', '办理任务', '办理完毕', undefined, matter.title)
    expect(first.toast?.content).toContain('待其他承办人办理完毕后转入汇总。')
    expect(handled('施工')).toEqual([])
    expect(handled('许广厦')).toEqual(['报进展', '办理完毕', '申请延期'])
    await play.say('施工', `撤回 ${matter.number}`)
    await play.tap('施工', '请确认', '确认撤回', undefined, matter.title)
    expect(handled('施工')).toEqual(['报进展', '办理完毕', '申请延期'])
    for (const name of ['许广厦', '施工'])
      await play.tap(name, '办理任务', '办理完毕', undefined, matter.title)
    expect(await statusOf(matter)).toBe('compiling')
    expect(buttonsOf(play.card('房一鸣', '汇总材料', matter.title))).toContain('呈领导审签')
  })
})

describe('撤回', () => {
  const NOTHING = '没有可以撤回的操作。下一步已经办理的，不能撤回。'

  test.each([
    ['办理完毕', '汇总中', 'handler', '办理任务', 'handling'],
    ['审签', '已审签', 'head', '请审签', 'awaitingSignOff'],
    ['报送', '已报送', 'officer', '报送材料', 'signedOff'],
  ] as const)(
    '撤回%s：先确认，后一步的卡片收住，自己的重新可办',
    async (what, stop, part, title, back) => {
      const matter = await matterAt(play, stop, { title: `医疗${what}试点`, lead: 'D10' })
      const who = matter[part]
      expect((await play.say(who, `撤回 ${matter.number}`)).toSelf).toEqual(['请确认'])
      const before = await statusOf(matter)
      await play.tap(who, '请确认', '取消', undefined, matter.title)
      expect(await statusOf(matter)).toBe(before)
      await play.say(who, `撤回${what} ${matter.number}`)
      const done = await play.tap(who, '请确认', '确认撤回', undefined, matter.title)
      expect(done.toast?.content).toMatch(new RegExp(`^已撤回${what}：医疗${what}试点`))
      expect(await statusOf(matter)).toBe(back)
      expect(buttonsOf(play.card(who, title, matter.title))).not.toEqual([])
    },
  )

  test('撤回审签后，原审签失效，未重新审签不能报送', async () => {
    const [row] = await play.product.database.sql`
      select count(*)::int as live from sign_off s join assignment a on a.id = s.assignment_id
      join matter m on m.id = a.matter_id where m.title = '医疗审签试点' and s.voided_at is null`
    expect(row?.live).toBe(0)
    expect(buttonsOf(play.card('杜若', '报送材料', '医疗审签试点'))).toEqual([])
  })

  test('下一步已经办了的，不能撤回；确认卡还在手里的也不行', async () => {
    const matter = await matterAt(play, '已审签', { title: '乡村医生培训', lead: 'D10' })
    await play.say(matter.head, `撤回 ${matter.number}`)
    await onward(play, matter, '已审签', '已报送')
    const confirm = play.card(matter.head, '请确认', matter.title)
    expect(buttonsOf(confirm)).toEqual([])
    expect(JSON.stringify(confirm.card)).toContain('下一步已经办理，不能再撤回审签。')
    expect((await play.say(matter.head, `撤回 ${matter.number}`)).toSelf).toEqual([NOTHING])
    expect((await play.say(matter.handler, `撤回 ${matter.number}`)).toSelf).toEqual([NOTHING])
  })

  test('没有办过什么的人，没有可撤回的', async () => {
    const matter = await matterAt(play, '待审签', { title: '疫苗接种', lead: 'D10' })
    for (const who of [matter.head, matter.officer, '金穗', '佟雅宁'])
      expect((await play.say(who, `撤回 ${matter.number}`)).toSelf.join('')).toMatch(
        /^(没有可以撤回的操作|未找到)/,
      )
  })
})

test('委托期间卡片到受托人手里，主要领导说一声也调得出；谁先批办，另一份收住', async () => {
  const matter = await matterAt(play, '待签收', { title: '物业服务整治', lead: 'D07' })
  play.product.clock.set(instantOf('2026-09-15', '09:00'))
  await play.tap('房一鸣', '交办通知', '签收并呈批', {}, matter.title)
  expect(play.says('许广厦', '领导批办', matter.title)).toContain('受马建业局长委托')
  expect((await play.say('马建业', `批办 ${matter.number}`)).toSelf).toEqual(['领导批办'])
  const done = await play.tap('许广厦', '领导批办', '批办', instruction('施工'), matter.title)
  expect(done.toast?.type).toBe('success')
  expect(buttonsOf(play.card('马建业', '领导批办', matter.title))).toEqual([])
  expect(play.says('马建业', '领导批办', matter.title)).toContain(
    '许广厦副局长（受马建业局长委托） 9月15日',
  )
})
