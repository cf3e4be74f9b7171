// Short answers to what people type; in groups nothing but what the status card may show.
import { expect, test } from 'vitest'
import {
  ambiguousAnswer,
  nothingFoundAnswer,
  recordedAnswer,
  refusedAnswer,
  SENT_PRIVATELY,
  statusAnswer,
  unknownNumberAnswer,
} from '../../cards/answers.ts'
import { BIOGAS, DISTRICT, on, STAGES, upTo } from './course.ts'

const MATTER = upTo('reported')
const INTERNAL = upTo('reported', { ...BIOGAS, classification: 'internal' })
const AT = on('2026-09-15', '12:00')

test('群内记入进展的答复只有事项名称，内部事项只有编号', () => {
  expect(recordedAnswer(MATTER, 'group')).toBe(
    '已记入进展：农村沼气建设工作（云政督〔2026〕27号）。',
  )
  expect(recordedAnswer(INTERNAL, 'group')).toBe('已记入进展：云政督〔2026〕27号。')
  expect(recordedAnswer(INTERNAL, 'private')).toContain('农村沼气建设工作')
})

test('群内查询的答复与群内卡片一样多', () => {
  expect(statusAnswer(MATTER, DISTRICT, AT)).toBe(
    '农村沼气建设工作（云政督〔2026〕27号）：办理中，绿灯 正常，时限2026年9月21日（星期一）17:30前。',
  )
  expect(statusAnswer(INTERNAL, DISTRICT, AT)).toBe('云政督〔2026〕27号：绿灯 正常。')
})

test.each(STAGES)('办到 %s，群内的答复不出现人名', (stage) => {
  const matter = upTo(stage)
  const act = matter.history.at(-1) ?? null
  const context = { organisation: DISTRICT, matter }
  const answers = [
    recordedAnswer(matter, 'group'),
    statusAnswer(matter, DISTRICT, AT),
    refusedAnswer({ reason: 'overtaken', act, again: false }, context, 'group'),
    refusedAnswer(
      { reason: 'wrongStatus', action: '报送', status: '待审签', last: act },
      context,
      'group',
    ),
  ].join('\n')
  for (const person of DISTRICT.people) expect(answers).not.toContain(person.name)
})

test('私聊中的拒绝说明缘由，群内只说原因已发至私聊', () => {
  const context = { organisation: DISTRICT, matter: MATTER }
  expect(refusedAnswer({ reason: 'unsigned' }, context, 'private')).toBe(
    '未经主要领导审签，不能报送。',
  )
  expect(refusedAnswer({ reason: 'unsigned' }, context, 'group')).toBe(
    '未能办理，原因已发至您的私聊。',
  )
  expect(refusedAnswer({ reason: 'stranger' }, context, 'group')).toBe(
    '您不在本系统的人员名单中，请联系区政府督查室。',
  )
})

test('编号不明确的，最多列五项供选择', () => {
  const matters = Array.from({ length: 7 }, (_, index) => ({
    title: `事项${index + 1}`,
    number: `云政督〔${2020 + index}〕27号`,
    classification: 'public' as const,
  }))
  expect(ambiguousAnswer(matters, 'group').split('\n')).toEqual([
    '符合的事项不止一项，请写明完整编号（共7项，仅列前5项）：',
    '1. 事项1（云政督〔2020〕27号）',
    '2. 事项2（云政督〔2021〕27号）',
    '3. 事项3（云政督〔2022〕27号）',
    '4. 事项4（云政督〔2023〕27号）',
    '5. 事项5（云政督〔2024〕27号）',
  ])
  expect(ambiguousAnswer(matters.slice(0, 2), 'group')).toMatch(
    /^符合的事项不止一项，请写明完整编号：/,
  )
})

test('没有这个编号的，只用一句话', () => {
  expect(unknownNumberAnswer('99号')).toBe(
    '未找到“99号”对应的督查事项，请核对编号，或发送“我的待办”查看您的事项。',
  )
  expect(unknownNumberAnswer('99号')).not.toContain('\n')
})

test('别人写的文字在答复里不起作用', () => {
  const answer = nothingFoundAnswer('<at user_id="all">x</at>')
  expect(answer).not.toMatch(/[<>]/)
  expect(nothingFoundAnswer('[点此](https://x.cn)')).not.toMatch(/\[|:\/\//)
  const title = { ...MATTER, title: '<at user_id="all"></at>**沼气**[x](http://x.cn)\n第二行' }
  expect(recordedAnswer(title, 'group')).not.toMatch(/[<>*[\]\n]|:\/\//)
})

test('固定答复', () => {
  expect(SENT_PRIVATELY).toBe('已将卡片发至您的私聊。')
})
