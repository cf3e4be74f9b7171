// How days are written in ordinary Chinese: one pattern a row, with what it means. Folded text.
import {
  dayOfComingMonth,
  dayOfNamedMonth,
  duration,
  type Found,
  type Meaning,
  monthDay,
  monthEnd,
  nearDay,
  quarterEnd,
  type Reading,
  weekDay,
  yearEnd,
} from './day-meanings.ts'
import {
  BY,
  FRESH,
  LIMIT_AFTER,
  LIMIT_BEFORE,
  QUANTITY_IS_LIMIT,
  SMALL,
  TIME_OR_BY,
  WEEKDAY_AFTER,
  YEAR,
} from './day-words.ts'

interface DayPattern {
  readonly pattern: RegExp
  readonly meaning: (found: Found, reading: Reading) => Meaning
  /** What has to stand around the words for them to be about a day at all. */
  readonly fits?: (found: Found) => boolean
}

/** Where two match, the one that begins earlier counts, then the longer, then the upper. */
export const DAY_PATTERNS: readonly DayPattern[] = [
  {
    // 2026年12月5日, 12月5号, 今年十二月五日, 12月5前
    pattern: new RegExp(
      `${FRESH}(?:(?:(?<year>${YEAR}|\\d{2})年|(?<word>[今本明后去]年)的?)\\s*)?` +
        `(?<month>${SMALL})月份?\\s*(?<date>${SMALL})(?:[日号]|(?=\\s*${BY}|[,;。、)]|$))`,
      'gu',
    ),
    meaning: monthDay,
  },
  {
    // 2026-12-05, 2026/12/5, 2026.12.5
    pattern: new RegExp(
      '(?<![\\d.\\-/])(?<year>20\\d{2})(?<sign>[\\-/.])(?<month>\\d{1,2})\\k<sign>' +
        '(?<date>\\d{1,2})日?(?![\\d.\\-/])',
      'gu',
    ),
    meaning: monthDay,
  },
  {
    // 12.5, 12-5, 12/5 – and not 12.5万元
    pattern: /(?<![\d.\-/])(?<month>\d{1,2})[.\-/](?<date>\d{1,2})[日号]?(?![\d.\-/%])/gu,
    meaning: monthDay,
    fits: ({ before, after }) =>
      TIME_OR_BY.test(after) || (LIMIT_BEFORE.test(before) && LIMIT_AFTER.test(after)),
  },
  {
    // 明天, 后天, 大后天, 今晚 – and not 今后天然气; 明后天 is two days
    pattern:
      /明后[天日]?|今明两?[天日]?|大后[天日]|[昨前今明][天日]|(?<![今以之最此午前日年月雨事])后天|[今明](?=[早晚])/gu,
    meaning: nearDay,
  },
  {
    // 三天后, 3日内, 两周内, 五个工作日内, 48小时内, 时限：三个工作日 – not 历时3天, nor 时限20日
    pattern: new RegExp(
      '(?<![\\d.月一二两三四五六七八九十百])' +
        '(?<count>\\d{1,3}|[一二两三四五六七八九十百]{1,4}|半)\\s*(?<of>个)?(?<half>半)?' +
        '(?<unit>工作日|天|日|周|星期|礼拜|月|小时|钟头|分钟)(?:[之以]?[内后])?',
      'gu',
    ),
    meaning: duration,
    fits: ({ words, before }) =>
      /[内后]$/.test(words) || (QUANTITY_IS_LIMIT.test(before) && !/(?<!工作)日$/.test(words)),
  },
  {
    // 下下周一, 本周五, 周三前
    pattern: new RegExp(
      '(?<![一二两三四五六七八九十几\\d上下本这个])(?:(?<which>上{1,3}|下{1,3}|本|这)个?)?' +
        '(?:周|星期|礼拜)(?<weekday>[一二三四五六日天]|[1-7](?!\\d))',
      'gu',
    ),
    meaning: weekDay,
    fits: ({ groups, after }) => groups.which !== undefined || WEEKDAY_AFTER.test(after),
  },
  {
    // 本月20日, 下个月15号
    pattern: new RegExp(
      `(?<![上下])(?<which>上{1,3}|下{1,3}|本|这|当)个?月份?的?\\s*(?<date>${SMALL})[日号]`,
      'gu',
    ),
    meaning: dayOfNamedMonth,
  },
  {
    // 20日前, 20号下班前
    pattern: new RegExp(`${FRESH}(?<![第月年)])(?<date>${SMALL})[日号]`, 'gu'),
    meaning: dayOfComingMonth,
    fits: ({ after }) => TIME_OR_BY.test(after),
  },
  {
    // 月底, 本月底, 下个月底, 12月底, 月内
    pattern: new RegExp(
      `${FRESH}(?<![上下个])(?:(?:(?<year>${YEAR})年|(?<word>[今本明后去]年))?(?<month>${SMALL})|` +
        `(?<which>上{1,3}|下{1,3}|本|这|当)个?月?)?月份?(?<end>[底末内])`,
      'gu',
    ),
    meaning: monthEnd,
  },
  {
    // 年底, 今年年底, 2026年底, 年内 – and not 三年内, 当年底
    pattern: new RegExp(
      `(?:(?:(?<year>${YEAR})年|(?<word>[今本明后去]年))年?|` +
        `(?<![一二两三四五六七八九十几数多近当往历半全学财\\d])年)[底末内]`,
      'gu',
    ),
    meaning: yearEnd,
  },
  {
    // 三季度末, 本季度末
    pattern: new RegExp(
      `(?:(?<year>${YEAR})年)?(?:第?(?<quarter>[一二三四1-4])|[本这]个?)季度[末底内]`,
      'gu',
    ),
    meaning: quarterEnd,
  },
  {
    // 12月中旬, 12月, 下周, 周末: more days than one
    pattern: new RegExp(
      `${FRESH}${SMALL}月份?(?:[上中下]旬|初|中)?|[上下本这]个?(?:周|星期|礼拜)末?|周末|[上中下]旬`,
      'gu',
    ),
    meaning: () => 'unclear',
  },
]
