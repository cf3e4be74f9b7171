import { describe, expect, test } from 'vitest'
import { type NumberRef, numeralValue } from '../../src/lark/numbers.ts'
import { parseWord } from '../../src/lark/words.ts'

const no = (
  serial: number,
  year: number | null = null,
  prefix: string | null = null,
): NumberRef => ({
  prefix,
  year,
  serial,
})

describe('督查编号的写法', () => {
  test.each<[string, NumberRef]>([
    ['27号', no(27)],
    ['27', no(27)],
    ['２７号', no(27)],
    ['27 号', no(27)],
    ['第27号', no(27)],
    ['二十七号', no(27)],
    ['十号', no(10)],
    ['一百零三号', no(103)],
    ['〔2026〕27号', no(27, 2026)],
    ['［２０２６］２７号', no(27, 2026)],
    ['(2026)27号', no(27, 2026)],
    ['【2026】 27 号', no(27, 2026)],
    ['〔二〇二六〕二十七号', no(27, 2026)],
    ['2026年27号', no(27, 2026)],
    ['云政督〔2026〕27号', no(27, 2026, '云政督')],
    ['云政督[2026]27号', no(27, 2026, '云政督')],
    ['云政督（2026）27', no(27, 2026, '云政督')],
    ['云政督〔2026〕第27号', no(27, 2026, '云政督')],
  ])('%s', (typed, number) => {
    expect(parseWord(typed)).toEqual({ word: 'look', number, query: null })
    expect(parseWord(`查${typed}`)).toEqual({ word: 'look', number, query: null })
    expect(parseWord(`审签 ${typed}`)).toEqual({ word: 'card', action: 'signOff', number })
    expect(parseWord(`进展 ${typed}，已完成`)).toEqual({ word: 'progress', number, text: '已完成' })
  })

  test.each([
    '0号',
    '27户',
    '12.5',
    '10:30',
    '27号楼',
    '27号前',
    '27号文',
    '123456号',
    '2026-12-05',
    '一',
  ])('%s 不是编号', (typed) => expect(parseWord(typed)).toEqual({ word: 'free', text: typed }))
})

test.each([
  ['27', 27],
  ['十', 10],
  ['二十', 20],
  ['三十一', 31],
  ['一百', 100],
  ['一百零三', 103],
  ['两百二十', 220],
  ['二〇二六', 2026],
  ['〇', 0],
  ['十二百', null],
  ['百', null],
  ['', null],
  ['二十x', null],
])('汉字数字 %j 是 %j', (written, value) => {
  expect(numeralValue(written)).toBe(value)
})
