// Pieces of a text and what is left of it once they are used up.
import { trimSigns } from './fold.ts'

export interface Span {
  readonly from: number
  readonly to: number
}

/** What one reader makes of a text: fields, the words it used up, those of them it left open. */
export interface Read<Fields> {
  readonly fields: Fields
  readonly spans: readonly Span[]
  readonly unclear: readonly Span[]
}

/** The clauses outside the given spans, as typed, without the small words that joined them on. */
export function clausesOutside(text: string, folded: string, spans: readonly Span[]): string[] {
  const isCut = cutsIn(folded)
  for (const { from, to } of spans) isCut.fill(true, from, to)
  const clauses: string[] = []
  let clause = ''
  for (let at = 0; at <= text.length; at += 1) {
    if (at < text.length && !isCut[at]) {
      clause += text.charAt(at)
    } else {
      clauses.push(withoutJoints(clause))
      clause = ''
    }
  }
  return clauses.filter((said) => said.length > 1)
}

/** Where a clause ends: at a comma or stop, but not within brackets or quotes. */
function cutsIn(folded: string): boolean[] {
  const isCut = Array.from({ length: folded.length }, (_, at) => isStop(folded.charAt(at)))
  for (const { index, 0: inner } of folded.matchAll(/\([^()]{1,60}\)/g)) {
    isCut.fill(false, index, index + inner.length)
  }
  return isCut
}

function isStop(sign: string): boolean {
  return /[,;。!?\n]/.test(sign)
}

function withoutJoints(clause: string): string {
  const trimmed = trimSigns(clause)
  const bare = trimmed.replace(JOINT_BEFORE, '').replace(JOINT_AFTER, '')
  return bare === trimmed ? trimmed : withoutJoints(bare)
}

const JOINT_BEFORE = /^(?:请|由|并|于|和|与|及|要求|须|务必|办理|负责)(?=[\s、，,]|$)/
const JOINT_AFTER =
  /(?:^|(?<=[\s、，,]))(?:请|由|并|于|和|与|及|要求|须|务必|请于|按期|办结|完成|办理|负责)$/
