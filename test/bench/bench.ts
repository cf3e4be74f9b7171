// What every case is given, and what cases share.
import { type Figure, shuffled } from './figures.ts'
import { CAN_PIN, type Child } from './processes.ts'
import type { Copy, Stage } from './stage.ts'
import { eventOf, signedTap } from './taps.ts'
import { AT } from './world.ts'

export interface Bench {
  readonly rounds: number
  readonly quick: boolean
  readonly stage: Stage
  /** Where the statements of all the stage's taps are. */
  readonly statements: string
  /** The load generator, on a core of its own where there are two. */
  readonly load: Child
  /** The bot and the bare client, as compiled as after a while of work; opened when first asked for. */
  parties(): Promise<Pair<Child>>
}

export type Case = (bench: Bench) => Promise<readonly Figure[]>

/** The measured server's core and the load generator's. */
export const SERVER_CORE = 0
export const LOAD_CORE = 1

/** For the table: who has which cores. */
export const CORES = {
  apart: CAN_PIN ? 'server and load apart' : 'all shared',
  shared: 'bot, load and Postgres share all',
  alone: 'all',
}

/** Taps before measuring on a new database: connections, prepared statements, caches. */
export const WARM_UP = 400

export const CONNECTIONS = 16

/** Both sides of one round, each on its own copy. */
export interface Pair<Side> {
  readonly ours: Side
  readonly bare: Side
}

/** Ends the run when answers are not what they must be: its figures would mean nothing. */
export function demand(isSo: boolean, what: string): asserts isSo {
  if (!isSo) throw new Error(`void: ${what}`)
}

/** The stage's taps as requests, in the order of its buttons. */
export function requestsOf({ buttons }: Stage): string[] {
  return buttons.map((button, index) => signedTap(button, eventOf(index), AT))
}

/** Plays rounds, now the one side first, now the other, each on its own copy. */
export async function inRounds<Side>(
  { rounds, stage }: Bench,
  play: (copies: Pair<Copy>, order: readonly (keyof Pair<Side>)[]) => Promise<Pair<Side>>,
): Promise<Pair<Side>[]> {
  const played: Pair<Side>[] = []
  for (let round = 0; round < rounds; round += 1) {
    const copies = { ours: await stage.copy(), bare: await stage.copy() }
    played.push(await play(copies, shuffled(['ours', 'bare'], round)))
    await copies.ours.drop()
    await copies.bare.drop()
  }
  return played
}
