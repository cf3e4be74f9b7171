// What a draft is called: the heading it stands under, else its own first words.
import { fold, trimSigns } from '../lark/fold.ts'

/** A title is one line on a card. */
const TITLE_LENGTH = 50

/** `heading` is given where it stands over this decision alone, or to name the topic in front. */
export function titleOf(task: readonly string[], heading: string | null): string {
  const topic = heading === null ? '' : topicOf(heading)
  const own = trimSigns(task[0] ?? '').replace(/^(?:对|就|将|把|加快|抓紧|尽快)(?=.{6})/, '')
  if (topic !== '' && topic.length <= TITLE_LENGTH) return topic
  return shortened(own === '' ? topic : own)
}

/** 关于老旧小区改造资金问题 → 老旧小区改造资金. */
function topicOf(heading: string): string {
  const bare = trimSigns(heading)
    .replace(/^(?:会议)?(?:专题)?(?:研究|审议|听取|讨论|传达学习|传达|部署|通报)(?:了)?/, '')
    .replace(/^关于/, '')
    .replace(
      /(?:的)?(?:情况)?(?:的)?(?:问题|事宜|有关事项|有关工作|相关工作|相关事宜|汇报|请示)$/,
      '',
    )
  return bare.length >= 2 ? bare : trimSigns(heading)
}

function shortened(title: string): string {
  if (title.length <= TITLE_LENGTH) return title
  const stop = fold(title.slice(0, TITLE_LENGTH)).search(/[,;:(][^,;:(]*$/)
  return stop >= 8 ? title.slice(0, stop) : `${title.slice(0, TITLE_LENGTH - 1)}…`
}
