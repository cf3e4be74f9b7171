// What a test made the whole product do over signed HTTP, kept for the table at the end of the run.
import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { LocalFeishu } from '../../src/local-feishu/local-feishu.ts'
import type { LocalPerson } from '../../src/local-feishu/person.ts'
import type { TapResult } from '../../src/local-feishu/tap.ts'
import type { Sql } from '../../src/store/connect.ts'

/** One step of a life cycle as the audit trail has it. */
export interface Moved {
  readonly action: string
  readonly from: string | null
  readonly to: string | null
  readonly of: 'matter' | 'assignment'
  /** It only went to whoever checks it (核稿). */
  readonly isForCheck: boolean
}

export interface Recorded {
  /** The test file, and the test in which all of this happened. */
  readonly test: string
  /** It happened before a test of that file or after one, so no test is about it. */
  readonly isBeside: boolean
  readonly moved: readonly Moved[]
  /** Titles of the cards that people were shown. */
  readonly titles: readonly string[]
  /** `title|button` of every tap that the bot answered with anything but an error. */
  readonly taps: readonly string[]
  /** What people typed, whatever came of it. */
  readonly said: readonly string[]
  /** Every toast and every text of the bot's. */
  readonly answers: readonly string[]
}

/** Where the run keeps its records; unset when nobody asks for the table. */
const FOLDER = process.env.DUBAN_COVERAGE

export interface Recorder {
  /** The same person, watched. */
  watched(person: LocalPerson): LocalPerson
  /** The last of it, before the database goes. */
  close(): Promise<void>
}

/** The products of this file that are open, each with what it has to keep. */
const open = new Set<() => Promise<void>>()

/** Whose doing it is now. */
let now: Pick<Recorded, 'test' | 'isBeside'> = { test: '', isBeside: true }

/** What happened until now is the last one's, what happens from now on is this one's. */
export async function turnTo(next: typeof now): Promise<void> {
  for (const keep of open) await keep()
  now = next
}

/** What was seen since it was kept last. */
type Seen = { readonly [K in 'titles' | 'taps' | 'said' | 'answers']: Set<string> }

export function openRecorder(feishu: LocalFeishu, sql: Sql): Recorder {
  const seen = { titles: new Set(), taps: new Set(), said: new Set(), answers: new Set() } as Seen
  const entries = new Set<string>()
  feishu.onChange(({ what, id }) => {
    if (FOLDER === undefined || what !== 'message') return
    const message = feishu.allMessages().find((one) => one.id === id)
    if (message?.sender.type !== 'app') return
    if (message.card !== undefined) seen.titles.add(titleOf(message.card))
    else if (message.msgType === 'text') seen.answers.add(message.content)
  })
  const keep = async () => {
    if (FOLDER !== undefined) await keepIn(FOLDER, seen, await newMoves(sql, entries))
  }
  open.add(keep)
  return {
    watched: (person) => watchedIn(seen, person),
    close: async () => {
      open.delete(keep)
      await keep()
    },
  }
}

function watchedIn({ said, taps, answers }: Seen, person: LocalPerson): LocalPerson {
  const noted = (title: string | undefined, button: string, { toast }: TapResult) => {
    if (toast === undefined) return
    answers.add(toast.content)
    if (toast.type !== 'error' && title !== undefined) taps.add(`${title}|${button}`)
  }
  return {
    ...person,
    say: async (text, how) => {
      said.add(text)
      return person.say(text, how)
    },
    tap: async (messageId, button, how) => {
      // The title goes when the card is replaced by its outcome, so it is read before.
      const title = titleOn(person, messageId)
      const result = await person.tap(messageId, button, how)
      noted(title, button, result)
      return result
    },
    prepareTap: (messageId, button, how) => {
      const title = titleOn(person, messageId)
      const prepared = person.prepareTap(messageId, button, how)
      return {
        ...prepared,
        send: async (knobs) => {
          const result = await prepared.send(knobs)
          noted(title, button, result)
          return result
        },
      }
    },
  }
}

/** The entries that the trail has had since it was asked last. */
async function newMoves(sql: Sql, entries: Set<string>): Promise<Moved[]> {
  const all = await sql<(Moved & { readonly hash: string })[]>`
    select hash, action, from_status as "from", to_status as "to",
      case when assignment_id is null then 'matter' else 'assignment' end as "of",
      coalesce(details->>'check' = 'asked', false) as "isForCheck"
    from audit_entry`
  const added = all.filter(({ hash }) => !entries.has(hash))
  for (const { hash } of added) entries.add(hash)
  const moves = added.map(({ hash: _, ...move }) => [JSON.stringify(move), move] as const)
  return [...new Map(moves).values()]
}

async function keepIn(folder: string, seen: Seen, moved: readonly Moved[]): Promise<void> {
  const { titles, taps, said, answers } = seen
  const recorded: Recorded = {
    ...now,
    moved,
    titles: [...titles],
    taps: [...taps],
    said: [...said],
    answers: [...answers],
  }
  for (const kept of Object.values(seen)) kept.clear()
  await writeFile(join(folder, `${randomUUID()}.json`), JSON.stringify(recorded))
}

function titleOn(person: LocalPerson, messageId: string): string | undefined {
  return person.messages().find((one) => one.messageId === messageId)?.title
}

function titleOf(card: unknown): string {
  const header = (card as { header?: { title?: { content?: string } } }).header
  return header?.title?.content ?? ''
}
