// Minutes cut into headed paragraphs and sentences: numbering, labels, brackets and 一是…；二是… kept together.
import { fold, trimSigns } from '../lark/fold.ts'

export interface Paragraph {
  /** The headings above it, the nearest last: 关于老旧小区改造. */
  readonly headings: readonly string[]
  readonly text: string
}

/** `closes`: behind it stands a full stop, so that nothing said in it reaches further. */
export interface Sentence {
  readonly text: string
  readonly closes: boolean
}

const NUMBER: readonly RegExp[] = [
  /^第?[一二三四五六七八九十]{1,3}\s*[、.．,](?!\d)\s*/,
  /^\(\s*[一二三四五六七八九十]{1,3}\s*\)\s*/,
  /^(?:\d{1,2}\s*[、.．)](?!\d)|[①-⑳])\s*/,
  /^\(\s*\d{1,2}\s*\)\s*/,
]
const LABEL_LINE = new RegExp(
  '^\\(?(?:牵头|主办|主责|责任|承办|配合|协办|协助|参与|落实|完成|办结|办理|截止|时限|期限|时间要求|时间节点|责任领导|责任人|' +
    '分管领导|备注)(?:责任)?(?:单位|部门|时限|时间|期限|日期|要求|人)?\\s*[:为]',
)
const TASK_LINE =
  /^(?:议定)?(?:事项|任务|工作任务|工作内容|主要任务|重点任务|任务名称|具体内容)\s*:/
/** Who was there, where, who gets it: nothing is decided on these lines. */
const HEAD_LINE = new RegExp(
  '^(?:主持人?|出席(?:人员|领导)?|参加(?:人员|单位)?|参会(?:人员|单位|领导)?|与会(?:人员|单位)?|列席(?:人员|单位)?|记录人?|' +
    '整理|地点|会议地点|会议名称|请假|缺席|缺席人员|发|分送|抄送|主送|送|审核|签发|核稿|时间|会议时间|日期|会议日期|' +
    '汇报人|汇报单位|联系人|附件|印发单位|印数)\\s*:',
)
/** A heading that names no topic. 汇报情况 stays: it says what stands under it. */
const SAYS_NOTHING =
  /^(?:会议)?(?:议定|决定|明确|要求|确定|研究)?(?:的)?(?:事项|意见|要求|工作要求|如下|主要任务|工作任务|重点任务|任务分工)$/

const HEADING_LENGTH = 40
const TELLS = /[由要须应请].|前|牵头|责任单位|决定|要求/

/** The paragraphs of the text under their headings, the lines of the head left out. */
export function paragraphsOf(text: string): Paragraph[] {
  const headings: string[] = []
  const paragraphs: Paragraph[] = []
  let open = ''
  let skipsHead = true
  const close = () => {
    const isHeading = open !== '' && !/[。:\n]/.test(open)
    if (open !== '' && !(isHeading && isHeadingLike(open))) {
      paragraphs.push({
        headings: headings.filter((one) => one && !SAYS_NOTHING.test(one)),
        text: open,
      })
    }
    open = ''
  }
  for (const line of linesOf(text)) {
    const folded = fold(line)
    if (HEAD_LINE.test(folded)) {
      close()
      continue
    }
    if (skipsHead && PRINT.test(folded)) continue
    skipsHead = false
    if (LABEL_LINE.test(folded) && open !== '') {
      open = `${open}\n${line}`
      continue
    }
    const level = NUMBER.findIndex((pattern) => pattern.test(folded))
    if (level >= 0) {
      close()
      const bare = line.slice(NUMBER[level]?.exec(folded)?.[0].length ?? 0)
      headings.length = Math.min(headings.length, level)
      const [heading, rest] = headOf(bare)
      headings[level] = heading
      open = rest === '' ? heading : rest
      continue
    }
    close()
    open = line
    if (TASK_LINE.test(folded)) headings.length = 0
  }
  close()
  return paragraphs
}

/** The sentences of a paragraph. A stop within brackets or before a label does not part. */
export function sentencesOf(paragraph: string): Sentence[] {
  const folded = fold(paragraph)
  const isInside = insideBrackets(folded)
  const cuts: number[] = []
  for (let at = 0; at < folded.length; at += 1) {
    const behind = folded.slice(at + 1)
    const raw = paragraph.charAt(at)
    if (isInside[at]) continue
    const stops = /[。;!?！？；]/.test(raw) || (raw === '\n' && !LABEL_LINE.test(behind.trim()))
    const begins =
      /[:。;,]/.test(folded.charAt(at)) &&
      /^\s*(?:[一二三四五六七八九]是|其[一二三四五六]|\([一二三四五六七八九十]{1,2}\)|[①-⑳]|\d{1,2}[.、](?!\d))/.test(
        behind,
      )
    if ((stops && !belongsToLast(behind)) || begins) cuts.push(at + 1)
  }
  return [...cuts, folded.length]
    .map((to, index, all) => {
      const text = paragraph.slice(all[index - 1] ?? 0, to)
      return { text, closes: /[。！!\n]\s*$/.test(text) || to === folded.length }
    })
    .filter(({ text }) => trimSigns(text) !== '')
}

/** A sentence without 一是, （1）, 1. in front. */
export function withoutNumber(sentence: string): string {
  const folded = fold(sentence)
  const found =
    /^\s*(?:[一二三四五六七八九]是\s*|其[一二三四五六]\s*,?\s*|\([一二三四五六七八九十\d]{1,2}\)\s*|[①-⑳]\s*|\d{1,2}[.、](?!\d)\s*)/.exec(
      folded,
    )
  return sentence.slice(found?.[0].length ?? 0)
}

/** 。（责任单位：…） and 。责任单位：… tell of the sentence before. */
function belongsToLast(behind: string): boolean {
  const next = behind.trimStart()
  if (LABEL_LINE.test(next)) return true
  return (
    /^\((?:[^()]{0,80})(?:牵头|责任单位|主办|配合|时限|\d月|前)/.test(next) &&
    !/^\([一二三四五六七八九十\d]{1,2}\)/.test(next)
  )
}

function insideBrackets(folded: string): boolean[] {
  const inside = Array.from({ length: folded.length }, () => false)
  for (const { index, 0: words } of folded.matchAll(/\((?:[^()\n]|\([^()\n]{0,60}\)){1,200}\)/g)) {
    inside.fill(true, index, index + words.length)
  }
  return inside
}

/** A numbered line's heading, if its first sentence is one, and what is said under it. */
function headOf(line: string): [heading: string, rest: string] {
  const stop = line.search(/[。\n]/)
  const first = stop < 0 ? line : line.slice(0, stop)
  if (!isHeadingLike(first)) return ['', line]
  return [trimSigns(first), stop < 0 ? '' : line.slice(stop + 1).trim()]
}

function isHeadingLike(text: string): boolean {
  if (text.length > HEADING_LENGTH || /[;；：:]/.test(text)) return false
  return /^(?:关于|研究|审议|听取|讨论|传达|学习)/.test(text) || !TELLS.test(fold(text))
}

const PRINT = /^(?:[^,;:]{2,30}(?:会议纪要|纪要)|\(?[^,;:。]{0,20}\(20\d\d\)\s*第?\d+[号期]\)?)$/

function linesOf(text: string): string[] {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => line.replace(/^[\s\u3000]+|[\s\u3000]+$/g, ''))
    .filter((line) => line !== '')
}
