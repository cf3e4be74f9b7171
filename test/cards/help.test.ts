// 帮助: to each role what they can do now, with examples that work.
import { expect, test } from 'vitest'
import type { Card } from '../../cards/element.ts'
import { helpCard } from '../../cards/help.ts'
import { askingFault, staffingWordsOf } from '../../src/domain/decide-staffing.ts'
import type { OpenId } from '../../src/domain/organisation.ts'
import type { StaffingCommand } from '../../src/domain/staffing.ts'
import { instantOf } from '../../src/domain/time.ts'
import { parseWord } from '../../src/lark/words.ts'
import { named } from '../kit/yunling.ts'
import { DISTRICT, P } from './course.ts'
import { expectGolden, textOf } from './golden.ts'

function help(openId: string, waiting = 2): Card {
  const person = DISTRICT.people.find((held) => held.openId === openId)
  if (person === undefined) throw new Error(openId)
  return helpCard(person, DISTRICT, waiting)
}

function examplesIn(card: Card): string[] {
  return [...textOf(card).matchAll(/- \*\*(.+?)\*\*：/g)].flatMap((found) => found[1] ?? [])
}

test.each([
  ['督查工作人员', P.officer, 'help-officer'],
  ['督查室', P.clerk, 'help-supervision'],
  ['区领导', P.mayor, 'help-leader'],
] as const)('给%s的帮助', async (_, openId, name) => {
  await expectGolden(help(openId), name)
})

test('按职责给出各自的指令，不给别人的', () => {
  expect(examplesIn(help(P.head))).toEqual([
    '批办 27号',
    '改批 27号',
    '审签 27号',
    '撤回 27号',
    '委托 许广厦 9月15日至9月19日 授权书〔2026〕3号',
    '撤销委托',
    '我的待办',
    '查 27号',
    '意见反馈 提醒太早',
    '帮助',
  ])
  expect(examplesIn(help(P.handler))).not.toContain('签收 27号')
  expect(examplesIn(help(P.officer))).toContain('签收 27号')
  expect(examplesIn(help(P.officer))).not.toContain('审签 27号')
})

/** Who may use each word about people (conversation §3). */
const PEOPLE_WORDS = {
  委托: ['沈维岳', '佟雅宁', '韩秉文', '罗思远', '温如松', '田守稼'],
  登记委托: ['温如松', '蒋小棠'],
  撤销委托: ['沈维岳', '佟雅宁', '韩秉文', '罗思远', '温如松', '蒋小棠', '田守稼'],
  交接: ['温如松', '蒋小棠', '许广厦', '禾苗', '谷雨'],
  任职: ['温如松'],
  停用: ['温如松'],
  添加承办人: ['禾苗'],
} as const

const ASKERS = [
  ...['沈维岳', '佟雅宁', '韩秉文', '罗思远', '温如松', '蒋小棠'],
  ...['许广厦', '田守稼', '禾苗', '谷雨'],
]

test.each(Object.entries(PEOPLE_WORDS))('%s，只写给能用的人', (word, who) => {
  const offered = ASKERS.filter((name) =>
    examplesIn(help(named(name))).some((example) => example.split(' ')[0] === word),
  )
  expect(offered).toEqual(who)
})

test.each(DISTRICT.people.map((person) => [person.name, person] as const))(
  '%s：帮助里没有写的人员变动，说了就答为何不能；写了的不会答无权',
  (_, person) => {
    const able = staffingWordsOf(person)
    const asked = asksOf(person.openId)
    for (const [word, { command, denied }] of Object.entries(asked)) {
      const reason = askingFault(
        DISTRICT,
        command,
        person,
        instantOf('2026-09-14', '09:00'),
      )?.reason
      const isTheirs = able.some((one) => one === word)
      expect([word, reason === denied]).toEqual([word, !isTheirs])
    }
  },
)

const LEAD = { principal: P.head, delegate: P.officer } as const
const CO = { principal: P.coHead, delegate: P.coOfficer } as const
const HEAD_OF_D07 = { department: 'D07', post: 'head' } as const

/** Each change as this person would ask for it, and what tells that it is not his to ask. */
function asksOf(by: OpenId): Record<string, { command: StaffingCommand; denied: string }> {
  const other = by === P.handler ? P.officer : P.handler
  const days = { scope: [], from: '2026-09-15', to: '2026-09-19', authorization: '' } as const
  const notTheirs = (command: StaffingCommand) => ({ command, denied: 'notYourRight' })
  return {
    delegate: {
      command: { kind: 'delegate', principal: by, delegate: other, ...days },
      denied: 'scopeMissing',
    },
    register: notTheirs({ kind: 'delegate', ...(by === P.head ? CO : LEAD), ...days }),
    handOver: {
      command: { kind: 'handOver', from: by, to: other, since: '2026-09-15', until: null },
      denied: 'officerOnly',
    },
    appoint: notTheirs({ kind: 'appoint', openId: other, name: '', ...HEAD_OF_D07 }),
    deactivate: notTheirs({ kind: 'deactivate', openId: other }),
    addUndertaker: notTheirs({ kind: 'addUndertaker', openId: 'ou_new', name: '新人', title: '' }),
  }
}

test.each(DISTRICT.people.map((person) => [person.name, person.openId]))(
  '给%s的每个例子都是能用的指令',
  (_, openId) => {
    const examples = examplesIn(help(openId))
    expect(examples.length).toBeGreaterThan(3)
    for (const example of examples) {
      expect([example, parseWord(example).word]).not.toEqual([example, 'free'])
    }
  },
)

test('写明待办数量', () => {
  expect(textOf(help(P.officer, 3))).toContain('您有3项待办，发送“我的待办”查看。')
  expect(textOf(help(P.officer, 0))).toContain('您目前没有待办事项。')
})
