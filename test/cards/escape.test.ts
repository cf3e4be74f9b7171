// Text of people is data in a card: nothing of it takes effect, nothing of it is lost.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clip, escapeMarkdown, visibleText } from '../../cards/escape.ts'

const ENTITY = /&(?:#\d+|sim);/g

/** Text as people and mischief-makers write it: any characters, and many that mean something here. */
const written = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '<at id=all></at>',
        '<at id=ou_x>',
        '<br>',
        '**',
        '~~',
        '__',
        '[点我](https://x.cn)',
        '![图](img)',
        '```',
        '# ',
        '- ',
        '1. ',
        ':SMILE:',
        ':OK',
        '17:30',
        '09:30:15',
        '&#60;',
        '&lt;',
        '\\',
        '$',
        '|',
        '\n',
        '\r\n',
        '\t',
        '\u200b',
        '\u202e',
        '沼气120户，',
        '𠮷',
      ),
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
    ),
    { maxLength: 20 },
  )
  .map((parts) => parts.join(''))

function readBack(escaped: string): string {
  return escaped
    .replaceAll('<br>', '\n')
    .replace(ENTITY, (entity) =>
      entity === '&sim;' ? '~' : String.fromCodePoint(Number(entity.slice(2, -1))),
    )
}

describe('escapeMarkdown', () => {
  test('无论写什么，都没有起作用的标记', () => {
    fc.assert(
      fc.property(written, (text) => {
        const rest = escapeMarkdown(text).replaceAll('<br>', '').replace(ENTITY, '')
        expect(rest).not.toMatch(/[<>*~_[\]()`#!$\\\-+/"'&|=\n]/)
      }),
    )
  })

  test('无论写什么，还原后就是原文中看得见的部分', () => {
    fc.assert(
      fc.property(written, (text) => {
        expect(readBack(escapeMarkdown(text))).toBe(visibleText(text))
      }),
    )
  })

  test('无论写什么，前后接上冒号也不成表情代码', () => {
    fc.assert(
      fc.property(written, (text) => {
        expect(`:${escapeMarkdown(text)}:`.replace(ENTITY, '\n').slice(1, -1)).not.toMatch(
          /:\w*[A-Za-z_]\w*:|:\w*[A-Za-z_]\w*$|^\w*[A-Za-z_]\w*:/,
        )
      }),
    )
  })

  test.each([
    ['已完成摸底120户，完成率87.5%。', '已完成摸底120户，完成率87.5%。'],
    ['请于9月21日17:30前报送（一式2份）：', '请于9月21日17:30前报送（一式2份）：'],
    ['云政督〔2026〕27号“农村沼气”', '云政督〔2026〕27号“农村沼气”'],
  ])('普通公文用语原样可读：%s', (text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped)
  })

  test.each([
    ['<at id=all></at>', '&#60;at id&#61;all&#62;&#60;&#47;at&#62;'],
    ['**', '&#42;&#42;'],
    ['~~旧~~', '&sim;&sim;旧&sim;&sim;'],
    ['[a](b)', '&#91;a&#93;&#40;b&#41;'],
    ['`_#!$\\', '&#96;&#95;&#35;&#33;&#36;&#92;'],
    ['- +', '&#45; &#43;'],
    ['"\'', '&#34;&#39;'],
    ['https://x.cn', 'https&#58;&#47;&#47;x&#46;cn'],
    [':SMILE:', '&#58;SMILE&#58;'],
    ['09:30:15', '09&#58;30&#58;15'],
    ['1. 摸底', '1&#46; 摸底'],
    ['&#60;', '&#38;&#35;60;'],
    ['一\n二\r\n三', '一<br>二<br>三'],
    ['    代码', '&#32;   代码'],
  ])('%j 只作文字', (text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped)
  })
})

describe('visibleText', () => {
  test('零宽字符和控制字符去掉', () => {
    expect(visibleText('机\u200b密\u2060\ufeff\u0000\u001b\u202e\u00ad\u{e0041}')).toBe('机密')
  })

  test('换行统一，制表符作空格', () => {
    expect(visibleText('一\r\n二\r三\u2028四\t五')).toBe('一\n二\n三\n四 五')
  })

  test('生僻字和异体字选择符保留，半个字符不保留', () => {
    expect(visibleText('𠮷葛\u{e0100}\ud842')).toBe('𠮷葛\u{e0100}\ufffd')
  })
})

describe('clip', () => {
  test.each([
    ['农村沼气建设', 6, '农村沼气建设'],
    ['农村沼气建设', 5, '农村沼气…'],
    ['甲𠮷乙', 3, '甲…'],
    ['甲𠮷乙', 4, '甲𠮷乙'],
    ['甲乙', 1, '…'],
    ['甲乙', 0, ''],
    ['', 0, ''],
  ])('%s 限%i字为 %s', (text, maxChars, clipped) => {
    expect(clip(text, maxChars)).toBe(clipped)
  })

  test('从不超长，从不留半个字符，没截就不加省略号', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(40), (text, maxChars) => {
        const clipped = clip(text, maxChars)
        expect(clipped.length).toBeLessThanOrEqual(maxChars)
        expect(clipped.isWellFormed()).toBe(true)
        expect(clipped === text || clipped === '' || clipped.endsWith('…')).toBe(true)
      }),
    )
  })
})
