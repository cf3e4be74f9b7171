// How messages begin, go on and end around a command: courtesies, signs and the tails of questions.
import { SIGNS, trimSignsStart } from './fold.ts'

/** A piece of a message, as typed and folded; both have the same length. */
export interface Typed {
  readonly text: string
  readonly folded: string
}

/** The piece without its first `count` characters. */
export function drop({ text, folded }: Typed, count: number): Typed {
  return { text: text.slice(count), folded: folded.slice(count) }
}

export function trimmedStart(typed: Typed): Typed {
  return drop(typed, typed.text.length - trimSignsStart(typed.text).length)
}

/** 请, 麻烦您, 帮我 … cut off. To be used only if a command follows. */
export function withoutCourtesy(typed: Typed): Typed {
  return drop(typed, COURTESY.exec(typed.folded)?.[0].length ?? 0)
}

/** Nothing more is said: the end, signs, 谢谢. */
export function isOver({ folded }: Typed): boolean {
  return OVER.test(folded)
}

export function startsWithSign({ folded }: Typed): boolean {
  return STARTS_WITH_SIGN.test(folded)
}

/** What may follow a number in a question: nothing, 进展, 的办理情况如何 – but not 已办结. */
export function isTail({ folded }: Typed): boolean {
  return TAIL.test(folded.trimStart())
}

/** 查 沼气进展怎么样了 asks for 沼气. What is too long to be a search is empty. */
export function withoutTail({ text, folded }: Typed): Typed {
  const isSearch = folded.length <= LONGEST_SEARCH
  const end = isSearch ? (TAIL_AT_END.exec(folded)?.index ?? folded.length) : 0
  return { text: text.slice(0, end), folded: folded.slice(0, end) }
}

/** 进展？, 进展如何: not something to record. */
export function asksBack({ folded }: Typed): boolean {
  return isQuestionMark(folded) || QUESTION.test(folded.trimStart())
}

export function isQuestionMark(folded: string): boolean {
  return folded.includes('?') && /^[\s?]+$/.test(folded)
}

const COURTESY = new RegExp(
  `^(?:(?:你好|您好|请问|请|麻烦[你您]?|劳驾|烦请|拜托|帮[我忙]?(?!助)|给我|替我|我要|我想要?|想|` +
    `能否|能不能|可否|可以|关于)[${SIGNS}]*)+`,
)

/** How a message may close, as part of a pattern. */
export const CLOSING = `(?:[${SIGNS}]|一下|谢谢[你您]?|多谢|辛苦了|好吗|可以吗|有哪些|吧|啊|呢)*$`
const OVER = new RegExp(`^${CLOSING}`)
const STARTS_WITH_SIGN = new RegExp(`^[("'${SIGNS}]`)

const ASKED =
  '(?:怎么样|怎样|咋样|如何|什么情况|到哪一?步|到哪[里儿]?|(?:办完|办结|完成|报送|签收)了?[没吗])(?:了|有|吗|啊|呀)*'
const TOPIC = '(?:的?(?:最新|当前|目前|现在|办理|落实)*(?:进展|进度|情况|状态|事项)+)'
const TAIL_TEXT = `(?:${TOPIC}?${ASKED}|${TOPIC})`
const TAIL = new RegExp(`^${TAIL_TEXT}?${CLOSING}`)
const TAIL_AT_END = new RegExp(`[${SIGNS}]*${TAIL_TEXT}${CLOSING}`)
const QUESTION = new RegExp(`^(?:(?:情况)?${ASKED}|情况)${CLOSING}`)

/** A search is a few words of a title. */
const LONGEST_SEARCH = 100
