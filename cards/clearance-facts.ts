// Which of the two leaders has agreed to the present text, and when: never for departments.
import { liveClearance } from '../src/domain/outcome.ts'
import { momentZh } from '../src/domain/time.ts'
import type { Fact } from './matter-facts.ts'
import { actorZh } from './phrases.ts'
import type { CardView } from './view.ts'

export function clearanceFacts({ matter, organisation }: CardView): readonly Fact[] {
  return POSTS.map(([post, label]) => {
    const vote = liveClearance(matter, post)
    if (vote === undefined) return [label, '']
    const who = actorZh({ actor: vote.by, actingFor: vote.actingFor }, organisation)
    const opinion = vote.opinion === '' ? '' : `，意见：${vote.opinion}`
    return [label, `${who} ${momentZh(vote.at)} 同意上报${opinion}`]
  })
}

const POSTS = [
  ['viceMayor', '分管副区长'],
  ['mayor', '区长'],
] as const
