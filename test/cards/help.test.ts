// 帮助: to each role what they can do now, with examples that work.
import { expect, test } from 'vitest'
import type { Card } from '../../cards/element.ts'
import { helpCard } from '../../cards/help.ts'
import { parseWord } from '../../src/lark/words.ts'
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
    '我的待办',
    '查 27号',
    '意见反馈 提醒太早',
    '帮助',
  ])
  expect(examplesIn(help(P.handler))).not.toContain('签收 27号')
  expect(examplesIn(help(P.officer))).toContain('签收 27号')
  expect(examplesIn(help(P.officer))).not.toContain('审签 27号')
})

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
