// What taps say to the database, written down while the bot answers them, to be said again bare.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { answerTap, type Tap } from '../../src/flows/answer-tap.ts'
import { parseInbound } from '../../src/lark/inbound.ts'
import type { Sql } from '../../src/store/connect.ts'
import type { Stage } from './stage.ts'
import { eventOf, tapPayload } from './taps.ts'
import { worldOn } from './world.ts'

/** One call of the client's template function. */
export interface Statement {
  readonly strings: readonly string[]
  readonly values: readonly unknown[]
}

/** Those that the answer to one tap waits for: the matter read, the decision saved. */
export type Statements = readonly Statement[]

/** Has the bot's own code answer every tap of the stage once, on a copy, and keeps in a file what it said. */
export async function recordStatements(stage: Stage): Promise<string> {
  const copy = await stage.copy()
  const all: Statements[] = []
  let next = 0
  const work = async () => {
    while (next < stage.buttons.length) {
      const index = next++
      all[index] = await statementsOf(copy.sql, stage, index)
    }
  }
  await Promise.all([work(), work(), work(), work()])
  await copy.drop()
  return await written(stage, 'statements.json', all)
}

/** The first `warmUp` taps, then the next one `times` times over, each time as another event. */
export async function repeatStatements(
  stage: Stage,
  file: string,
  { warmUp, times }: { readonly warmUp: number; readonly times: number },
): Promise<string> {
  const all = await readStatements(file)
  const event = eventOf(warmUp)
  const hot = JSON.stringify(all[warmUp])
  const again = Array.from(
    { length: times },
    (_, index) => JSON.parse(hot.replaceAll(event, `${event}-${index}`)) as Statements,
  )
  return await written(stage, 'repeated.json', [...all.slice(0, warmUp), ...again])
}

export async function readStatements(file: string): Promise<readonly Statements[]> {
  return JSON.parse(await readFile(file, 'utf8')) as Statements[]
}

async function written(stage: Stage, name: string, all: readonly Statements[]): Promise<string> {
  const file = join(stage.folder, name)
  await writeFile(file, JSON.stringify(all))
  return file
}

async function statementsOf(sql: Sql, { buttons }: Stage, index: number): Promise<Statements> {
  const button = buttons[index]
  const tap = button === undefined ? null : parseInbound(tapPayload(button, eventOf(index)))
  if (tap?.type !== 'tap') throw new Error('not a tap')
  const said = new Map<unknown, Statement>()
  const overheard = new Proxy(sql, {
    apply: (client, _self, [strings, ...values]: [TemplateStringsArray, ...string[]]) => {
      const call = client(strings, ...values)
      said.set(call, inOne({ strings, values }, said))
      return call
    },
  })
  const { toast } = await answerTap(worldOn(overheard), tap satisfies Tap)
  if (toast.type !== 'success') throw new Error(`a tap was not done: ${toast.content}`)
  return [...said.values()]
}

/** A call with the calls that are parts of it put in their places: what is sent is one statement. */
function inOne({ strings, values }: Statement, said: Map<unknown, Statement>): Statement {
  const whole = { strings: [strings[0] ?? ''], values: [] as unknown[] }
  const goOn = (text = '') => whole.strings.push((whole.strings.pop() ?? '') + text)
  for (const [index, value] of values.entries()) {
    const part = said.get(value)
    if (part === undefined) {
      whole.values.push(value)
      whole.strings.push('')
    } else {
      said.delete(value)
      goOn(part.strings[0])
      whole.values.push(...part.values)
      whole.strings.push(...part.strings.slice(1))
    }
    goOn(strings[index + 1])
  }
  return whole
}
