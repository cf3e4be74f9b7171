import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseWord } from '../../src/lark/words.ts'

describe('自由文字', () => {
  test.each([
    '已完成摸底120户，剩余30户本周完成',
    '1、已完成摸底\n2、正在整改',
    '请各村抓紧',
    '可以',
    '同意',
    '收到',
    '谢谢',
    '帮助群众解决困难12起',
    '待办理',
    '请审核通过后告知',
    '',
    '。',
  ])('%j 原样留下', (typed) => expect(parseWord(typed)).toEqual({ word: 'free', text: typed }))

  test('任何文字都读得完，读出的话都是原话里的', () => {
    const piece = fc.constantFrom(
      ...[
        '进展',
        '27号',
        '查',
        ' ',
        '，',
        '〔2026〕',
        '立项',
        '更正归属',
        '到',
        '二十',
        '？',
        '已完成',
        '延期',
      ],
      ...[
        '请',
        '报送',
        '材料',
        '的',
        '情况',
        '\n',
        '（',
        '』',
        '🙂',
        'A',
        'Ｂ',
        '撤回',
        '谢谢',
        '怎么样了',
        '牵头',
      ],
    )
    const typed = fc.array(fc.oneof(piece, fc.string({ maxLength: 3 })), { maxLength: 12 })
    fc.assert(
      fc.property(typed, (pieces) => {
        const text = pieces.join('')
        const word = parseWord(text)
        const said = [
          'text' in word ? word.text : '',
          'rest' in word ? word.rest : '',
          'query' in word ? (word.query ?? '') : '',
        ]
        for (const part of said) expect(text).toContain(part)
        if (word.word === 'free') expect(word.text).toBe(text.trim())
      }),
    )
  })

  test('全角与半角、方括号与六角括号，读法相同', () => {
    const typed = ['查 27号', '进展 〔2026〕27号：ok', '更正归属 27号到28号', '签收 27', '12.5']
    for (const text of typed) {
      const wide = text.replace(/[!-~]/g, (sign) =>
        String.fromCharCode(sign.charCodeAt(0) + 0xfee0),
      )
      const { text: _, ...read } = { text: '', ...parseWord(wide) }
      const { text: __, ...expected } = { text: '', ...parseWord(text) }
      expect(read).toEqual(expected)
    }
  })

  test.each([
    ['空格', ' '.repeat(50_000)],
    ['查后面的空格', `查${' '.repeat(50_000)}x`],
    ['进展', '进展'.repeat(25_000)],
    ['问号', `${'？'.repeat(50_000)}x`],
    ['请', '请'.repeat(50_000)],
    ['括号', '〔'.repeat(50_000)],
    ['逗号', `立项a${'，由'.repeat(25_000)}`],
  ])('很长的%s也很快读完', (_, typed) => {
    const begun = performance.now()
    parseWord(typed)
    expect(performance.now() - begun).toBeLessThan(2_000)
  })
})
