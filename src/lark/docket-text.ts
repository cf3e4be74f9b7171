// What stands behind the word 立项, read as far as it is plain (conversation §3):
//
//   废弃矿井隐患整治，牵头区应急局，配合区自然资源局、区财政局，12月5日前办结
//   废弃矿井隐患整治 由区应急局牵头、区自然资源局配合，办结时间：12月5日17:30，特急，来源：区长批示
//
// The pieces may come in any order. What is not plain is left to the form and named to the writer.
import type { Docket } from '../domain/matter.ts'
import type { Organisation } from '../domain/organisation.ts'
import type { Urgency } from '../domain/terms.ts'
import type { Instant } from '../domain/time.ts'
import { deadlineIn } from './docket-deadline.ts'
import { departmentsIn } from './docket-departments.ts'
import { fold, trimSigns } from './fold.ts'
import { clausesOutside, type Read, type Span } from './spans.ts'

/** The fields of the 督查立项 card that the words already fill, and the words that fill none. */
export type DocketPrefill = Partial<
  Pick<
    Docket,
    'title' | 'content' | 'source' | 'sourceDocument' | 'lead' | 'co' | 'deadline' | 'urgency'
  >
> & { readonly notUnderstood: readonly string[] }

/** Reads `text`, typed at `at` behind the word 立项. Nothing is guessed: see `notUnderstood`. */
export function readDocketText(
  text: string,
  organisation: Organisation,
  at: Instant,
): DocketPrefill {
  const folded = fold(text)
  const departments = departmentsIn(folded, organisation)
  const deadline = deadlineIn(text, folded, organisation, at)
  const urgency = urgencyIn(folded)
  const plain = [departments, deadline, urgency]
  const labels = labelledIn(
    text,
    folded,
    plain.flatMap(({ spans }) => spans),
  )
  const readers = [...plain, labels]
  const used = readers.flatMap(({ spans }) => spans)
  const clauses = clausesOutside(text, folded, [...used, ...partingSpaces(folded)])
  const title = labels.fields.title ?? clauses.find((clause) => !isNoTitle(clause))
  const unclear = readers.flatMap((reader) => reader.unclear)
  return {
    ...(title === undefined ? {} : { title }),
    ...labels.fields,
    ...departments.fields,
    ...deadline.fields,
    ...urgency.fields,
    notUnderstood: [
      ...clauses.filter((clause) => clause !== title),
      ...unclear.map(({ from, to }) => trimSigns(text.slice(from, to))),
    ],
  }
}

/** A space before 牵头 or 时限 parts clauses as a comma does; within a title it stays. */
function partingSpaces(folded: string): Span[] {
  return [...folded.matchAll(/\s+(?=牵头|主办|配合|协办|协助|责任单位|承办单位|时限|请|由)/g)].map(
    ({ index, 0: space }) => ({ from: index, to: index + space.length }),
  )
}

const URGENCIES: Readonly<Record<string, Urgency>> = {
  特急: 'immediate',
  急件: 'urgent',
  加急: 'urgent',
  平件: 'normal',
}

/** 特急, 急件 or 平件 standing by itself. */
function urgencyIn(folded: string): Read<{ urgency?: Urgency }> {
  const found =
    /(?<=^|[\s,;。:])(?:紧急程度\s*:\s*)?(?<word>特急|急件|加急|平件)(?=$|[\s,;。!])/.exec(folded)
  const urgency = URGENCIES[found?.groups?.word ?? '']
  if (!found || !urgency) return { fields: {}, spans: [], unclear: [] }
  const span = { from: found.index, to: found.index + found[0].length }
  return { fields: { urgency }, spans: [span], unclear: [] }
}

const LABELS: Readonly<Record<string, 'title' | 'content' | 'source' | 'sourceDocument'>> = {
  标题: 'title',
  事项: 'title',
  事项名称: 'title',
  督查事项: 'title',
  内容: 'content',
  督查内容: 'content',
  来源: 'source',
  交办来源: 'source',
  文号: 'sourceDocument',
  来文: 'sourceDocument',
}
const LABEL = new RegExp(`(?<=^|[\\s,;。])(?<label>${Object.keys(LABELS).join('|')})\\s*:\\s*`, 'g')

/** 来源：…, 督查内容：… up to the comma, the next label or the next piece; 内容 may hold commas. */
function labelledIn(
  text: string,
  folded: string,
  taken: readonly Span[],
): Read<Partial<Pick<Docket, 'title' | 'content' | 'source' | 'sourceDocument'>>> {
  const found = [...folded.matchAll(LABEL)].map((match) => ({
    field: LABELS[match.groups?.label ?? ''] ?? 'title',
    from: match.index,
    begins: match.index + match[0].length,
  }))
  const starts = [...taken, ...found].map(({ from }) => from)
  const fields: Partial<Record<'title' | 'content' | 'source' | 'sourceDocument', string>> = {}
  const spans = found.map(({ field, from, begins }) => {
    const stop = field === 'content' ? /[;。\n]/ : /[,;。\n]/
    const stopped = folded.slice(begins).search(stop)
    const ends = [...starts, stopped < 0 ? folded.length : begins + stopped, folded.length]
    const to = Math.min(...ends.filter((end) => end >= begins))
    const value = trimSigns(text.slice(begins, to))
    if (value) fields[field] = value
    return { from, to }
  })
  return { fields, spans, unclear: [] }
}

/** A clause about departments or time that could not be read is not the name of the matter. */
function isNoTitle(clause: string): boolean {
  return NO_TITLE.test(fold(clause))
}

const NO_TITLE = new RegExp(
  '^(?:牵头|配合|协办|协助|责任单位|承办单位|主办)|(?:牵头|配合|协办|办结|报送|反馈|前)$|' +
    '前(?:办结|完成|报送|反馈)|^.{1,8}(?:局|委|办|办公室|街道|镇|乡|中心|院|公司)$',
)
