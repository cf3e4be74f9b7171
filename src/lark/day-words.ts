// Pieces that the patterns of days share: numerals, and what stands around a date. Folded text.

/** One or two digits, or a Chinese numeral up to 31. */
export const SMALL = '(?:\\d{1,2}|[〇零一二三四五六七八九十]{1,3})'

/** Not in the middle of a longer number: 112月, 二十二月, 0.5日. */
export const FRESH = '(?<![\\d.〇零一二两三四五六七八九十百几数多])'

export const YEAR = '20\\d{2}|二[〇零][〇零一二三四五六七八九]{2}'

/** 前 and its sisters; a date before them is a deadline, that day included. */
export const BY = '(?:之前|以前|前|截止|为止|止)'

/** A time of day or 前: a bare 20日 is a date only before one of these. */
export const TIME_OR_BY = new RegExp(`^\\s*(?:${BY}|[上中下]午|下班|\\d{1,2}[:点时])`)

/** 每周五 recurs, 农历十二月五日 is another calendar, 近三天内 is over: none is one day to come. */
export const RECURRING_OR_PAST = /(?:每|逢|隔|农历|阴历|旧历|近|过去)(?:个|年|个?月|一)?\s*$/

/** What stands between the two ends of a range. */
export const RANGE_SIGN = '\\s*(?:至|到|-|~|—+)\\s*'

/** The end of a range that began with a weekday or a bare day: 周一至(周五), 3日至(5日). */
export const RANGE_BEFORE = /(?:[日号]|周.|星期.|礼拜.)\s*(?:至|到|、|和|及|-|~|—+)\s*$/

/** 时限：三个工作日 is a date to come, 历时三个工作日 is not. */
export const QUANTITY_IS_LIMIT = /(?:时限|期限|限期?)\s*[:为是]?\s*$/

/** Words after which 12.5 is a day and not a quantity. */
export const LIMIT_BEFORE =
  /(?:^|时限|期限|限期?|截止|截至|时间|日期|定于|定在|改为|改到|延至|请于|[:,;。(])\s*[:为是]?\s*$/

/** What follows a date that is meant as a deadline; the end of the clause will do. */
export const LIMIT_AFTER = /^\s*(?:$|[,;。、)!?]|之前|以前|前|截止|止|办结|完成|报|反馈|上报|落实)/

/** What may follow a bare 周三: in 周三福 or 周一至周五 no day to come is meant. */
export const WEEKDAY_AFTER =
  /^\s*(?:$|[,;。!?()\d]|前|之前|以前|上午|下午|中午|晚|凌晨|傍晚|下班|截止|办结|完成|报|反馈|交|提)/
