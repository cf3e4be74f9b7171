// Which dates of a sentence are deadlines: 于9月30日前, 9月底完成, 时限：10月15日 – and not 对9月1日前建成的小区.
import type { Instant } from '../domain/time.ts'
import type { Span } from '../lark/spans.ts'
import { type Marked, VAGUE } from './marked.ts'

/** `at` is null where a deadline is set but no single day to come is named: 10月中旬前, 去年9月底前. */
export interface Deadline extends Span {
  readonly at: Instant | null
  readonly assumed: string | null
}

const BY = /(?:之前|以前|前|截止|为止|止|内)$/
/** 9月底 or 本周五 alone is a deadline only with what is to be done by then. */
const TO_BE_DONE = new RegExp(
  '^\\s*,?\\s*(?:务必|必须|要|须|应|力争|确保|全部|全面|基本|率先|按期|保质保量地?)*\\s*' +
    '(?:完成|办结|落实到位|整改到位|报送|上报|反馈|报|提交|印发|出台|拿出|竣工|完工|投用|投入使用|建成|拨付|见效|销号)',
)
const SAID_BEFORE =
  /(?:时限|期限|(?:完成|办结|办理|截止|反馈|报送)(?:时间|日期)|时间(?:要求|节点)|限期?|截止)(?:要求)?\s*[:为是]?\s*(?:于|在|到|至)?\s*$/
/** Directly before the date: it tells something past, or belongs to a thing. */
const NOT_AFTER =
  /(?:截至|截止到|自|从|原定|原定于|原计划|原计划于|已于?|曾于|曾|对|将|把|以|早于|晚于|不早于|因|由于|鉴于|每|按)\s*$/
const NOT_BEFORE = new RegExp(
  '^\\s*(?:以?之?后|起|以来|至今|开始|召开|举行|会议|印发的|出台的|下发的|(?:已|曾|未|没有|尚未|仍未)|' +
    '(?:建成|完成|取得|登记|注册|在册|立案|发生|存在|签订|开工|竣工|入住|交付|申报|受理|报名|参保)[^,;。]{0,8}的)',
)
/** 群众诉求7日内办结: a term within a rule, not a deadline of this task. */
const TERM_BEFORE =
  /(?:^|[^\u4e00-\u9fff]|于|在|务必|要|须|应|请|力争|确保|并|会后|配合|牵头|负责|再用|用|限|时限|期限)\s*$/
const TERM = /(?:天|日|周|星期|礼拜|月|工作日)(?:之|以)?内/
const ABSOLUTE = /\d月|[一二三四五六七八九十]月|20\d\d/

/** The deadlines of a sentence in their order. */
export function deadlinesIn(sentence: Marked, now: Instant): Deadline[] {
  const { marked, folded } = sentence
  const clear = sentence.dates
    .filter(({ from, to }) => isDeadline(folded, from, to))
    .map(({ at, from, to, assumed }) => ({ from, to, assumed, at: at > now ? at : null }))
  const vague = [...marked.matchAll(new RegExp(VAGUE, 'g'))]
    .map(({ index, 0: words }) => ({
      from: index,
      to:
        index +
        words.length +
        (/^(?:之前|以前|前)/.exec(folded.slice(index + words.length))?.[0].length ?? 0),
    }))
    .filter(({ from, to }) => isDeadline(folded, from, to))
    .map((span) => ({ ...span, at: null, assumed: null }))
  return [...clear, ...vague].toSorted((one, other) => one.from - other.from)
}

function isDeadline(folded: string, from: number, to: number): boolean {
  const words = folded.slice(from, to)
  const [before, after] = [folded.slice(Math.max(0, from - 16), from), folded.slice(to, to + 30)]
  if (SAID_BEFORE.test(before)) return true
  if (NOT_AFTER.test(before) || NOT_BEFORE.test(after)) return false
  if (TERM.test(words) && !ABSOLUTE.test(words) && !TERM_BEFORE.test(before)) return false
  if (
    /^[^,;。]{0,14}的(?:项目|企业|小区|房屋|人员|工程|案件|车辆|学校|单位|问题|事项|群众|楼盘|商户)/.test(
      after,
    )
  )
    return false
  return BY.test(words) || TO_BE_DONE.test(after)
}
