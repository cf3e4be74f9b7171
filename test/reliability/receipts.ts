// One tap each on a card of its own – 签收并呈批 – and what became of it: the smallest act with an effect and a card.
import type { SeenMessage } from '../../src/local-feishu/person.ts'
import type { TapResult } from '../../src/local-feishu/tap.ts'
import { allShown } from './aftermath.ts'
import { buttonsOn, newestLive, type Step } from './people.ts'
import { type Stage, until } from './stage.ts'
import { type Story, storyOf, tell } from './story.ts'

export interface Receipts {
  /** A matter handed over and not signed for; each is given out once. */
  next(): Story
  /** Taps 签收并呈批 now; what its sender saw. Throws when the platform would not have taken the answer. */
  tap(story: Story): Promise<TapResult>
  /** How often the matter was signed for: 0 or 1, if all is well. */
  signed(story: Story): Promise<number>
  /** The card as its owner sees it. */
  card(story: Story): SeenMessage
  /** Resolves when it is signed for once and the card shows it. */
  isSettled(story: Story): Promise<void>
}

/** Milliseconds. */
const SETTLED_WITHIN_MS = 20_000

/** Brings so many matters to where the department has to sign for them. */
export async function openReceipts(stage: Stage, count: number): Promise<Receipts> {
  const stories = Array.from({ length: count }, (_, n) => storyOf(n))
  await Promise.all(stories.map((story) => tell(stage, story, { breath: () => 0 }, 'handedOver')))
  const left = [...stories]
  for (const story of stories)
    await until('the card has come', () => newestLive(stage.person(story.officer), stepOf(story)))
  // The papers that come after the cards must not be what a test means by its next message.
  await allShown(stage, SETTLED_WITHIN_MS)
  const signed = async ({ title, lead }: Story) => {
    const [row] = await stage.database.sql<{ n: number }[]>`
      select count(*)::int as n from audit_trail t join matter m on m.id = t.matter_id
      where m.title = ${title} and t.department_id = ${lead} and t.to_status = '待批办'`
    return row?.n ?? 0
  }
  const card = (story: Story) => cardOf(stage, story)
  return {
    next: () => {
      const story = left.shift()
      if (story === undefined) throw new Error('all matters are used up')
      return story
    },
    tap: async (story) => {
      const person = stage.person(story.officer)
      const result = await person.tap(card(story).messageId, '签收并呈批')
      if (result.status !== 'answered') throw new Error(`${result.errorCode} ${result.why}`)
      return result
    },
    signed,
    card,
    isSettled: async (story) => {
      await until('it is signed for', async () => ((await signed(story)) > 0 ? true : undefined))
      await until('the card shows it', () =>
        buttonsOn(card(story).card ?? {}).length === 0 ? true : undefined,
      )
      if ((await signed(story)) !== 1) throw new Error('signed for more than once')
    },
  }
}

function stepOf({ officer, title }: Story): Step {
  return { who: officer, card: '交办通知', button: '签收并呈批', about: title }
}

function cardOf(stage: Stage, { officer, title }: Story): SeenMessage {
  const found = stage
    .person(officer)
    .messages()
    .findLast((one) => one.title === '交办通知' && JSON.stringify(one.card).includes(title))
  if (found === undefined) throw new Error(`${officer} has no card about ${title}`)
  return found
}
