// 请确认 for whoever typed words: the command they gave waits on the card for their own tap.
import { randomUUID } from 'node:crypto'
import type { AssignmentCommand, MatterCommand } from '../domain/command.ts'
import type { Matter } from '../domain/matter.ts'
import type { Heard } from './hear.ts'
import { respondPrivately, self } from './hear-cards.ts'
import { answerMessage } from './reissue.ts'
import type { World } from './world.ts'

/** The command stays on the server; the tap only gives it, and is judged like any other. */
export async function askToConfirm(
  world: World,
  heard: Heard,
  matter: Matter,
  asked: {
    readonly command: MatterCommand | AssignmentCommand
    readonly assignmentId: string | null
    /** The turn it is about; absent where the command holds whatever turn it is. */
    readonly turn?: number
  },
): Promise<void> {
  const { command, assignmentId, turn } = asked
  const about = turn === undefined ? {} : { turn }
  const card = answerMessage(
    self(heard),
    'confirm',
    { action: command.action, command, ...about },
    { id: randomUUID(), matterId: matter.id, assignmentId, settled: false },
  )
  await respondPrivately(world, heard, card)
}
