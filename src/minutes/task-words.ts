// What is to be done, in the words of the minutes: a sentence without the words that say who and when.
import { trimSigns } from '../lark/fold.ts'
import { clausesOutside, type Span } from '../lark/spans.ts'
import { clauseAt, type Marked, pieceOf } from './marked.ts'
import type { Roles } from './roles.ts'

/** The clauses in which somebody unknown gets a part. */
export function looseWords(piece: Marked, { unclear }: Roles): string[] {
  const clauses = unclear.map((span) => clauseAt(piece.marked, span))
  return [...new Set(clauses.map(({ from, to }) => trimSigns(piece.text.slice(from, to))))]
}

/** What is to be done between two places, without the words that say who and when. */
export function taskIn(
  piece: Marked,
  roles: Roles,
  from: number,
  to: number,
  times: readonly Span[],
): string[] {
  const loose = roles.unclear.map((span) => clauseAt(piece.marked, span))
  const used = [
    ...roles.leads,
    ...roles.helpers,
    ...loose,
    ...times.map((one) => withLabel(piece, one)),
  ]
  const inside = used.flatMap((span) => {
    const [begins, ends] = [Math.max(span.from, from) - from, Math.min(span.to, to) - from]
    return begins < ends ? [{ from: begins, to: ends }] : []
  })
  const part = pieceOf(piece, from, to)
  return clausesOutside(part.text, part.folded.replace(/[()]/g, ','), inside)
    .map((clause) =>
      trimSigns(
        clause
          .replace(TASK_LABEL, '')
          .replace(LEFT_OVER, '')
          .replace(/(?:由|请|责成)$/, ''),
      ),
    )
    .filter((clause) => clause.length > 1 && !EMPTY_TASK.test(clause))
}

/** Labels and joints around a date go with it: 完成时限：…, 务必于…. */
function withLabel({ folded }: Marked, deadline: Span): Span {
  const label = BEFORE_TIME.exec(folded.slice(0, deadline.from))
  return { from: deadline.from - (label?.[0].length ?? 0), to: deadline.to }
}

const TASK_LABEL =
  /^(?:议定)?(?:事项|任务|工作任务|工作内容|主要任务|重点任务|任务名称|具体内容)\s*[:：]/
const LEFT_OVER = /^(?:要|须|应|需|必须|务必|负责|于|并|会同|再|且)(?=[\u4e00-\u9fff“《]{2})/
const EMPTY_TASK = new RegExp(
  '^(?:(?:全部|按期|务必|确保|力争)*(?:完成|办结|落实到位|落实|报送|反馈|负责|办理|牵头|具体负责)|' +
    '(?:牵头|责任|主办|承办|配合)(?:单位|部门)|.{2,10}(?:强调|要求|指出|明确)|此项工作|该项工作)$',
)

const BEFORE_TIME = new RegExp(
  '(?:(?:完成|办结|办理|截止|反馈|报送)?(?:时限|期限|时间|日期)(?:要求|节点)?\\s*[:为是]?\\s*|' +
    '务必|必须|要|须|请|并|力争|确保)*(?:于|在)?(?:本次)?(?:会后|会议结束后)?\\s*$',
)
