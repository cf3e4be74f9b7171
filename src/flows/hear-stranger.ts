// Somebody the organisation does not know hears one sentence, whatever was written.
import { refusalText } from '../../cards/refusal.ts'
import type { Organisation } from '../domain/organisation.ts'
import type { Instant } from '../domain/time.ts'
import { saveDecision } from '../store/save-decision.ts'
import type { HeardMessage } from './hear.ts'
import { noChange } from './no-change.ts'
import { answerMessage } from './reissue.ts'
import type { World } from './world.ts'

export async function hearStranger(
  world: World,
  message: HeardMessage,
  organisation: Organisation,
  at: Instant,
): Promise<void> {
  const to =
    message.chatType === 'group'
      ? ({ type: 'chat', id: message.chatId } as const)
      : ({ type: 'person', id: message.openId } as const)
  const answer = answerMessage(
    to,
    'text',
    { text: refusalText({ reason: 'stranger' }, { organisation, matter: null }) },
    { replyTo: message.messageId },
  )
  await saveDecision(world.sql, {
    ...noChange(world, at),
    eventKey: message.messageId,
    messages: [answer],
  })
  world.wake()
}
