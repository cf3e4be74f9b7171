// Quiet hours and one a day, at the moment of sending: what was wanted in time and could not be sent in time.
import { randomUUID } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { instantOf } from '../../src/domain/time.ts'
import { fireDues } from '../../src/flows/fire-dues.ts'
import { answerMessage } from '../../src/flows/reissue.ts'
import { speak } from '../../src/store/dues.ts'
import { openPlay, type Play } from '../kit/play.ts'
import { matterAt, onward } from '../kit/roads.ts'
import { named } from '../kit/yunling.ts'

let play: Play
afterEach(() => play.close())

const EVENING = instantOf('2026-09-14', '18:29')

/** A reminder to 谷雨 that is wanted at that moment and not sent yet. */
async function wanted(at: number, day: string, key: string): Promise<void> {
  const { sql, appId } = play.product.bot.world
  const rows = await sql<{ matter: string; assignment: string }[]>`
    select matter_id as matter, id as assignment from assignment where kind = 'lead'`
  const [place] = rows
  if (place === undefined) throw new Error('no assignment')
  const due = await sql<
    { key: string }[]
  >`select key from due where kind = 'remind' and subject_id = ${place.assignment}`
  const subject = { due: 'remind', key: due[0]?.key ?? '', tone: 'direct', saidAt: at }
  const message = answerMessage({ type: 'person', id: named('谷雨') }, 'remind', subject, {
    id: randomUUID(),
    matterId: place.matter,
    assignmentId: place.assignment,
    settled: false,
    priority: 2,
  })
  await speak(sql, appId, at, day, [
    { key, messages: [{ message, dueAt: at, nudges: [place.matter] }] },
  ])
}

const reminders = () => play.lines('谷雨').filter((title) => title === '督促提醒')

test('赶不上安静时段之前发出的，等到次日八点半；次日已说过一次的，再等一天', async () => {
  play = await openPlay({ start: instantOf('2026-09-14', '09:00') })
  await matterAt(play, '办理中', { title: '防汛备汛', form: { deadline: '2026-09-30 17:30' } })
  play.product.clock.set(EVENING)
  await wanted(EVENING, '2026-09-14', 'one')
  play.product.clock.set(instantOf('2026-09-14', '18:31'))
  await play.product.settle()
  expect(reminders()).toHaveLength(0)
  // Something else about the matter has the room of the next day.
  const early = instantOf('2026-09-15', '08:30')
  await wanted(early, '2026-09-15', 'two')
  play.product.clock.set(early)
  await play.product.settle()
  expect(reminders()).toHaveLength(1)
  play.product.clock.set(instantOf('2026-09-16', '08:50'))
  await play.product.settle()
  expect(reminders()).toHaveLength(1)
  play.product.clock.set(instantOf('2026-09-16', '09:00'))
  await play.product.settle()
  expect(reminders()).toHaveLength(2)
})

/** 催办通知单 for 督查室 to look at: drafted in the evening of the third working day, too late to be sent the same day. */
async function draftedTooLate() {
  play = await openPlay({ start: instantOf('2026-09-14', '09:00') })
  const form = { deadline: '2026-09-14 17:30' }
  const matter = await matterAt(play, '办理中', { title: '防汛备汛', form })
  const evening = instantOf('2026-09-17', '18:29')
  play.product.clock.set(evening)
  await fireDues(play.product.bot.world, evening)
  play.product.clock.set(instantOf('2026-09-17', '18:31'))
  await play.product.settle()
  expect(drafts()).toEqual([])
  return matter
}

const drafts = () =>
  ['蒋小棠', '温如松'].filter((name) => play.lines(name).some((title) => title === '请确认'))

async function nextMorning(): Promise<void> {
  play.product.clock.set(instantOf('2026-09-18', '08:31'))
  await play.product.settle()
}

test('催办通知单等到次日的，部门仍未报送，照样请督查室过目', async () => {
  await draftedTooLate()
  await nextMorning()
  expect(drafts()).toEqual(['蒋小棠', '温如松'])
})

test('催办通知单等到次日的，部门当晚报送了，不再发', async () => {
  const matter = await draftedTooLate()
  await onward(play, matter, '办理中', '已报送')
  await nextMorning()
  expect(drafts()).toEqual([])
})
