// A word given by a button of a page: heard as if its person had typed it to the bot, answered in the chat.
import { randomUUID } from 'node:crypto'
import type { OpenId } from '../domain/organisation.ts'
import { hear } from './hear.ts'
import type { World } from './world.ts'

/** Who may say it, and about what, is judged as for typed words. */
export async function sayFor(world: World, openId: OpenId, words: string): Promise<void> {
  const id = `page:${randomUUID()}`
  await hear(
    world,
    {
      type: 'message',
      dedupeKey: id,
      eventId: id,
      messageId: id,
      openId,
      senderType: 'user',
      // There is no message that an answer could be a reply to.
      chatId: '',
      chatType: 'p2p',
      parentId: null,
      rootId: null,
      sentAt: world.clock.now(),
      messageType: 'text',
      text: words,
      keyedText: words,
      mentions: [],
      mentionsAll: false,
      files: [],
    },
    null,
  )
}
