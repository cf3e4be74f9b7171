// What a test made the whole product do over signed HTTP, kept for the table at the end of the run.
import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
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
}

export interface Recorded {
  /** The test file, and the test that was running when the product was closed. */
  readonly file: string
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
  /** Before the database goes. */
  keep(sql: Sql): Promise<void>
}

export function openRecorder(feishu: LocalFeishu): Recorder {
  const titles = new Set<string>()
  const taps = new Set<string>()
  const said = new Set<string>()
  const answers = new Set<string>()
  feishu.onChange(({ what, id }) => {
    if (FOLDER === undefined || what !== 'message') return
    const message = feishu.allMessages().find((one) => one.id === id)
    if (message?.sender.type !== 'app') return
    if (message.card !== undefined) titles.add(titleOf(message.card))
    else if (message.msgType === 'text') answers.add(message.content)
  })
  const noted = (person: LocalPerson, messageId: string, button: string, result: TapResult) => {
    const { toast } = result
    if (toast === undefined) return
    answers.add(toast.content)
    const title = person.messages().find((one) => one.messageId === messageId)?.title
    if (toast.type !== 'error' && title !== undefined) taps.add(`${title}|${button}`)
  }
  return {
    watched: (person) => ({
      ...person,
      say: async (text, how) => {
        said.add(text)
        return person.say(text, how)
      },
      tap: async (messageId, button, how) => {
        // The title goes when the card is replaced by its outcome, so it is read before.
        const result = await person.tap(messageId, button, how)
        noted(person, messageId, button, result)
        return result
      },
    }),
    keep: async (sql) => {
      if (FOLDER === undefined) return
      const moved = await sql<Moved[]>`
        select distinct action, from_status as "from", to_status as "to",
          case when assignment_id is null then 'matter' else 'assignment' end as "of"
        from audit_entry`
      const { testPath, currentTestName } = expect.getState()
      const file = [testPath?.split('/test/').at(-1), currentTestName].filter(Boolean).join(' › ')
      const recorded: Recorded = {
        file,
        moved: [...moved],
        titles: [...titles],
        taps: [...taps],
        said: [...said],
        answers: [...answers],
      }
      await writeFile(join(FOLDER, `${randomUUID()}.json`), JSON.stringify(recorded))
    },
  }
}

function titleOf(card: unknown): string {
  const header = (card as { header?: { title?: { content?: string } } }).header
  return header?.title?.content ?? ''
}
