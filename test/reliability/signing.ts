// Reports of 区住建局 that wait for a signature, on cards of the head and of whoever signs for him these days.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { addDays, dayOf } from '../../src/domain/time.ts'
import { validateCard } from '../../src/local-feishu/card-schema.ts'
import type { Json } from '../../src/local-feishu/json.ts'
import type { SeenMessage } from '../../src/local-feishu/person.ts'
import type { PreparedTap } from '../../src/local-feishu/tap.ts'
import organisation from '../kit/yunling-org.json' with { type: 'json' }
import { newestLive } from './people.ts'
import { openStage, type Stage, until } from './stage.ts'
import { type Story, storyOf, tell } from './story.ts'

export interface Answer {
  readonly toast: { readonly type: string; readonly content: string }
  readonly card?: { readonly type: string; readonly data: Json }
}

export interface Signing {
  readonly stage: Stage
  /** Matters whose report waits for 马建业 or, by delegation, 许广厦. */
  readonly stories: readonly Story[]
  /** The 请审签 card of one of the two, as it is now. */
  card(story: Story, who: string): Promise<SeenMessage>
  /** A tap on it that is decided and not yet sent. */
  prepared(story: Story, who: string, button?: '同意审签' | '退回修改'): Promise<PreparedTap>
  /** What the trail says of signing, in order. */
  signings(story: Story): Promise<string[]>
  /** All that the database knows of what has been done, for comparing. */
  everything(): Promise<unknown>
  /** Posts a callback as it is, signed as the platform signs; throws for an answer that it would not take. */
  post(payload: Json | undefined): Promise<Answer>
  close(): Promise<void>
}

/** Every sixth story is 区住建局's. */
const PER_CAST = 6

export async function openSigning(count: number): Promise<Signing> {
  const folder = await mkdtemp(join(tmpdir(), 'duban-org-'))
  const stage = await openStage({ orgFile: await delegatedOrganisation(folder) })
  const stories = Array.from({ length: count }, (_, n) => storyOf(PER_CAST * n + 1))
  await Promise.all(stories.map((story) => presented(stage, story)))
  const card = (story: Story, who: string) => cardOf(stage, story, who)
  return {
    stage,
    stories,
    card,
    prepared: async (story, who, button = '同意审签') => {
      const { messageId } = await card(story, who)
      const how = button === '退回修改' ? { form: { opinion: '请补充数据' } } : {}
      return stage.person(who).prepareTap(messageId, button, how)
    },
    signings: (story) => signings(stage, story),
    everything: () => everything(stage),
    post: (payload) => post(stage, payload),
    close: async () => {
      await stage.close()
      await rm(folder, { recursive: true })
    },
  }
}

/** 许广厦 signs for 马建业 these days, and has the cards; the principal may always act, on a card he asks for. */
async function delegatedOrganisation(folder: string): Promise<string> {
  const path = join(folder, 'organisation.json')
  const today = dayOf(Date.now())
  const days = { from: addDays(today, -1), to: addDays(today, 3) }
  const delegations = organisation.delegations.map((one) => ({
    ...one,
    ...days,
    scope: ['SIGN_REPORT'],
  }))
  await writeFile(path, JSON.stringify({ ...organisation, delegations }))
  return path
}

async function presented(stage: Stage, story: Story): Promise<void> {
  await tell(stage, story, { breath: () => 0 }, 'awaitingSignOff')
  const [row] = await stage.database.sql<{ serial: number }[]>`
    select number_serial as serial from matter where title = ${story.title}`
  await stage.person('马建业').say(`审签 ${row?.serial}号`)
  await Promise.all(['马建业', '许广厦'].map((who) => cardOf(stage, story, who)))
}

function cardOf(stage: Stage, { title }: Story, who: string): Promise<SeenMessage> {
  const step = { who, card: '请审签', button: '同意审签', about: title }
  return until(`${who} has the card`, () => newestLive(stage.person(who), step))
}

async function signings({ database }: Stage, { title, lead }: Story): Promise<string[]> {
  const rows = await database.sql<{ line: string }[]>`
    select t.action || ' ' || t.to_status as line
    from audit_trail t join matter m on m.id = t.matter_id
    where m.title = ${title} and t.department_id = ${lead}
      and t.action in ('同意审签', '修改后审签', '退回修改')
    order by seq`
  return rows.map(({ line }) => line)
}

async function everything({ database }: Stage): Promise<unknown> {
  const [row] = await database.sql`
    select (select count(*) from audit_entry) as entries, (select count(*) from inbox) as events,
      (select md5(string_agg(m::text, '|' order by id)) from matter m) as matters,
      (select md5(string_agg(a::text, '|' order by id)) from assignment a) as assignments`
  return row
}

async function post({ feishu }: Stage, payload: Json | undefined): Promise<Answer> {
  const outcome = await feishu.post(feishu.signed(payload ?? {}))
  if (outcome.kind !== 'answered') throw new Error(outcome.kind)
  expect(outcome.status).toBe(200)
  const answer: Answer = JSON.parse(outcome.body)
  expect(Object.keys(answer).filter((key) => key !== 'toast' && key !== 'card')).toEqual([])
  if (answer.card !== undefined) {
    expect(answer.card.type).toBe('raw')
    expect(validateCard(answer.card.data)).toEqual([])
  }
  return answer
}
