import { describe, expect, test } from 'vitest'
import { instantOf, pickerTime } from '../../src/domain/time.ts'
import { readMinutes } from '../../src/minutes/read-minutes.ts'
import { yunling } from '../kit/yunling.ts'
import { TWENTY } from './twenty.ts'

/** The day after most of these meetings. */
const PASTED = instantOf('2026-09-16', '18:00')

describe('二十份会议纪要，各得其事', () => {
  test.each(TWENTY)('$style', ({ text, drafts, unread = 0 }) => {
    const pasted = text.includes('9月14日下午') ? instantOf('2026-09-14', '16:00') : PASTED
    const read = readMinutes(text, yunling, pasted)
    const found = read.drafts.map(({ title, lead, co, deadline }) => [
      title,
      lead,
      co,
      pickerTime(deadline),
    ])
    expect(found).toEqual(drafts)
    expect(read.notUnderstood).toHaveLength(unread)
  })
})
