import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { dayOf } from '../../src/domain/time.ts'
import { findDates } from '../../src/lark/dates.ts'
import { defaults, instant, MONDAY, read } from './reading-dates.ts'

describe('宁可不读，不可读错', () => {
  test.each([
    ['12月5日（星期五）', '日期与星期不符'],
    ['2月30日', '没有这一天'],
    ['2月29日', '今明两年都没有这一天'],
    ['13月5日', '没有这个月'],
    ['本月31日', '本月没有31日'],
    ['本月20日', '已经过了'],
    ['本周一上午9点', '已经过了'],
    ['上周五', '已经过了'],
    ['三天前', '已经过了'],
    ['昨天', '已经过了'],
    ['近三天内', '已经过了'],
    ['每周五', '每周都有'],
    ['每月20日前', '每月都有'],
    ['每年12月5日', '每年都有'],
    ['每月底', '每月都有'],
    ['周一至周五', '不止一天'],
    ['周末', '不止一天'],
    ['下周', '不止一天'],
    ['明后天', '不止一天'],
    ['12月中旬', '不止一天'],
    ['12月份', '不止一天'],
    ['2026年12月', '不止一天'],
    ['12月3-5日', '不止一天'],
    ['12月1日至5日', '不止一天'],
    ['12月1日至12月5日', '不止一天'],
    ['3日至5日前', '不止一天'],
    ['下下下下周一', '没有这个说法'],
    ['下下下下月底', '没有这个说法'],
    ['三月内', '三月之内或三个月之内'],
    ['时限20日', '二十天或二十日'],
    ['15日后', '十五日之后或十五天之后'],
    ['农历十二月五日', '农历'],
    ['国庆节前', '没有这个说法'],
    ['27号', '是编号'],
    ['第12号建议', '是编号'],
    ['〔2026〕27号前款', '是编号'],
    ['完成投资12.5亿元', '是数量'],
    ['增长 12.5', '是数量'],
    ['合格率12.5%', '是数量'],
    ['历时5个工作日', '是用时'],
    ['已办3天', '是用时'],
    ['今后天然气管道', '不是日子'],
    ['周六福', '不是日子'],
    ['周三丰', '不是日子'],
    ['一季度', '不是日子'],
    ['当年底', '说不准哪一年'],
    ['112月5日', '不是日子'],
    ['', '没有字'],
  ])('%s（%s）', (text) => expect(read(text)).toBeNull())

  test('没有说到的写法由 chrono 补，只认整句就是日期的', () => {
    expect(read('半年内')).toBe('2027-05-23 17:30')
    expect(read('一年后')).toBe('2027-11-23 17:30')
    expect(read('半年内计划')).toBeNull()
  })

  const zone = process.env.TZ
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ
    else process.env.TZ = zone
  })

  test.each(['America/Los_Angeles', 'UTC', 'Pacific/Auckland'])(
    '进程在 %s 时区，读法不变',
    (zone) => {
      process.env.TZ = zone
      expect(read('半年内', instant('2026-11-23 02:00'))).toBe('2027-05-23 17:30')
      expect(read('明天下午三点', instant('2026-11-23 02:00'))).toBe('2026-11-24 15:00')
    },
  )
})

describe('一段话里的日期', () => {
  test('前字一并算在日期里，位置对得上原文', () => {
    const text = '请于１２月５日（星期六）上午９时前报送，逾期至12月6日'
    const found = findDates(text, MONDAY, defaults)
    expect(found.map((date) => date.text)).toEqual(['１２月５日（星期六）上午９时前', '12月6日'])
    expect(found.map(({ from, to }) => text.slice(from, to))).toEqual(
      found.map((date) => date.text),
    )
  })

  test('起止两天都读出', () => {
    const found = findDates('委托 9月15日至9月19日', instant('2026-09-14 09:00'), defaults)
    expect(found.map(({ at }) => dayOf(at))).toEqual(['2026-09-15', '2026-09-19'])
  })

  test('除非写全年份，读出的时刻不早于此刻；文字与位置对得上', () => {
    const piece = fc.constantFrom(
      ...[
        '1',
        '2',
        '12',
        '30',
        '5',
        '一',
        '十',
        '二十',
        '半',
        '三',
        '个',
        '.',
        '-',
        ':',
        '/',
        ' ',
        '，',
        '（',
        '）',
      ],
      ...[
        '年',
        '月',
        '日',
        '号',
        '周',
        '星期',
        '天',
        '下',
        '本',
        '上',
        '今',
        '明',
        '后',
        '前',
        '内',
        '底',
        '末',
        '点',
      ],
      ...[
        '工作日',
        '小时',
        '上午',
        '下午',
        '晚',
        '下班',
        '至',
        '到',
        '季度',
        '时限',
        '请于',
        '2026',
        '2025',
        '每',
      ],
    )
    const at = fc.integer({ min: instant('2026-01-01 00:00'), max: instant('2027-12-31 23:59') })
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 10 }), at, (pieces, now) => {
        const text = pieces.join('')
        for (const found of findDates(text, now, defaults)) {
          expect(text.slice(found.from, found.to)).toBe(found.text)
          expect(Number.isInteger(found.at)).toBe(true)
          if (!/20\d\d/.test(found.text)) expect(found.at).toBeGreaterThanOrEqual(now)
        }
      }),
      { numRuns: 5_000 },
    )
  })

  test.each([
    ['数字', '1'.repeat(20_000)],
    ['空格', `12月${' '.repeat(20_000)}5日`],
    ['日期', '12月5日、'.repeat(3_000)],
    ['汉字数字', '十'.repeat(20_000)],
    ['下字', '下'.repeat(20_000)],
  ])('很长的%s也很快读完', (_, text) => {
    const begun = performance.now()
    findDates(text, MONDAY, defaults)
    expect(performance.now() - begun).toBeLessThan(2_000)
  })
})
