// Everything the bot ever showed in a play, and what is wrong with it: the manners that hold for every message.
import { hasRole } from '../../src/domain/organisation.ts'
import { MATTER_STATUS_ZH } from '../../src/domain/terms.ts'
import { validateCard } from '../../src/local-feishu/card-schema.ts'
import type { LocalFeishu } from '../../src/local-feishu/local-feishu.ts'
import { CANARY } from './roads.ts'
import { yunling } from './yunling.ts'

/** One content of one message, as it stood for a while or still stands. */
export interface Shown {
  /** A person's name, or a group's chat id. */
  readonly to: string
  readonly text: string | null
  readonly card: object | null
}

/** Listens from now on; the list grows as messages are sent and replaced. */
export function keepShown(feishu: LocalFeishu): readonly Shown[] {
  const owners = new Map(
    yunling.people.map((one) => [feishu.person(one.openId).chatWithBot(), one.name]),
  )
  const shown: Shown[] = []
  feishu.onChange(({ what, id }) => {
    if (what !== 'message') return
    const message = feishu.allMessages().find((one) => one.id === id)
    if (message?.sender.type !== 'app') return
    shown.push({
      to: owners.get(message.chatId) ?? message.chatId,
      text: message.msgType === 'text' ? message.content : null,
      card: message.card ?? null,
    })
  })
  return shown
}

/** What is wrong with any of it: cards the platform would refuse, live markup, what no group may read. */
export function faultsIn(shown: readonly Shown[]): string[] {
  return shown.flatMap((one) => {
    const faults = [...(one.card === null ? [] : validateCard(one.card)), ...markupIn(one)]
    const content = one.text ?? JSON.stringify(one.card)
    const told = one.to.startsWith('oc_')
      ? NOT_FOR_GROUPS.filter((word) => withoutStatus(content).includes(word))
      : []
    return [...faults.map((fault) => JSON.stringify(fault)), ...told].map(
      (fault) => `${one.to}: ${fault}`,
    )
  })
}

/** 待代表委员意见 is a status, which a group may see (process §8). */
function withoutStatus(content: string): string {
  return content.replaceAll(MATTER_STATUS_ZH.awaitingOpinion, '')
}

const LEADERS = [
  'DISTRICT_MAYOR',
  'DISTRICT_VICE_MAYOR',
  'OFFICE_DIRECTOR',
  'OFFICE_DEPUTY_DIRECTOR',
  'DEPT_HEAD',
  'DEPT_DEPUTY',
] as const

/** Leaders' names and whatever anybody wrote (conversation §1.2, process §3). */
const NOT_FOR_GROUPS: readonly string[] = [
  ...yunling.people.filter((person) => hasRole(person, ...LEADERS)).map((person) => person.name),
  ...Object.values(CANARY),
  '意见',
  '批示',
]

/** What a text, or a Markdown element, would obey: mentions, links but those to our own pages, styles. */
const LIVE =
  /<\/?(?:at|a|b|i|u|s|font|img|person|link)\b|\]\((?!https:\/\/duban\.example\.gov\.cn\/board\/[\w/-]*\)$)/i

function markupIn({ text, card }: Shown): string[] {
  const written = text === null ? markdownIn(card) : [text]
  return written.filter((content) => LIVE.test(content)).map((content) => `live: ${content}`)
}

function markdownIn(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return []
  const own =
    'tag' in node && (node.tag === 'markdown' || node.tag === 'lark_md') && 'content' in node
      ? [String(node.content)]
      : []
  return [...own, ...Object.values(node).flatMap(markdownIn)]
}
