// 督查结果 whose leader's post is another's: who may still answer it, and what the old holder hears (process §6).
import { expect, test } from 'vitest'
import { refusalToast } from '../../cards/refusal.ts'
import { decide } from '../../src/domain/decide.ts'
import { followPosts } from '../../src/domain/follow-posts.ts'
import type { Matter } from '../../src/domain/matter.ts'
import type { Organisation } from '../../src/domain/organisation.ts'
import { DAY_MS } from '../../src/domain/time.ts'
import { closed } from '../kit/given.ts'
import { MONDAY, named, yunling } from '../kit/yunling.ts'

const LATER = MONDAY + 30 * DAY_MS

/** 谷雨 became 区政府办主任, 韩秉文 stays without the post – or has it again. */
const led = (by: '谷雨' | '韩秉文'): Organisation => ({
  ...yunling,
  people: yunling.people.map((one) => {
    if (one.name === by) return { ...one, departmentId: 'D00', roles: ['OFFICE_DIRECTOR'] }
    return one.name === '韩秉文' ? { ...one, roles: [] } : one
  }),
})

/** Before 韩秉文 alone. */
function result(): Matter {
  const matter = closed()
  const [first] = matter.feedback
  if (first === undefined) throw new Error('nobody was told')
  return { ...matter, feedback: [{ ...first, leader: named('韩秉文'), readAt: null }] }
}

function followed(matter: Matter, organisation: Organisation): Matter {
  const after = followPosts(matter, organisation, LATER, 'posts')
  return after.ok ? after.matter : matter
}

const read = (matter: Matter, name: string, organisation: Organisation) =>
  decide(
    matter,
    {
      command: { action: 'read' },
      assignmentId: null,
      actor: named(name),
      turn: null,
      at: LATER,
      sourceEventId: 'tap',
    },
    organisation,
  )

test('转呈以后，原任再点“已阅”不算，答复写明转呈了谁', () => {
  const organisation = led('谷雨')
  const matter = followed(result(), organisation)
  const outcome = read(matter, '韩秉文', organisation)
  if (outcome.ok) throw new Error('it counted')
  const { content } = refusalToast(outcome.refusal, { organisation, matter })
  expect(content).toContain('因人员变动转呈谷雨')
  expect(read(matter, '谷雨', organisation).ok).toBe(true)
})

test('没有变动，什么也不随之而来；转呈只有一次', () => {
  expect(followed(result(), yunling)).toEqual(result())
  const once = followed(result(), led('谷雨'))
  expect(followed(once, led('谷雨'))).toEqual(once)
})

test('接任的又换回原任：结果回到他那里，由他已阅', () => {
  const back = followed(followed(result(), led('谷雨')), led('韩秉文'))
  const gone: Organisation = {
    ...led('韩秉文'),
    people: led('韩秉文').people.map((one) =>
      one.name === '谷雨' ? { ...one, departmentId: 'D00', roles: [] } : one,
    ),
  }
  const matter = followed(back, gone)
  expect(read(matter, '谷雨', gone).ok).toBe(false)
  expect(read(matter, '韩秉文', gone).ok).toBe(true)
})
