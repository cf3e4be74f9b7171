// 请确认 for whoever typed words: the command they gave waits on the card for their own tap.
import { randomUUID } from 'node:crypto'
import type { AssignmentCommand, MatterCommand } from '../domain/command.ts'
import { decide } from '../domain/decide.ts'
import type { Matter } from '../domain/matter.ts'
import type { Refusal } from '../domain/refusal.ts'
import { type Heard, replyRefusal, requestOf } from './hear.ts'
import { respondPrivately, self } from './hear-cards.ts'
import { answerMessage } from './reissue.ts'
import type { World } from './world.ts'

interface Asked {
  readonly command: MatterCommand | AssignmentCommand
  readonly assignmentId: string | null
  /** The turn it is about; absent where the command holds whatever turn it is. */
  readonly turn?: number
}

/** What would be refused is refused at once, unless it is for want of something that the card asks for. */
export async function confirmUnlessRefused(
  world: World,
  heard: Heard,
  matter: Matter,
  asked: Asked,
  isAskedFor: (refusal: Refusal) => boolean = () => false,
): Promise<void> {
  const request = requestOf(heard, asked.command, asked.assignmentId)
  const outcome = decide(matter, request, heard.organisation)
  if (!outcome.ok && !isAskedFor(outcome.refusal))
    return replyRefusal(world, heard, outcome.refusal, matter)
  await askToConfirm(world, heard, matter, asked)
}

/** The command stays on the server; the tap only gives it, and is judged like any other. */
export async function askToConfirm(
  world: World,
  heard: Heard,
  matter: Matter,
  asked: Asked,
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
