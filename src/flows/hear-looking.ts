// 超期, 临期, 统计: lists and numbers for whoever may look over more than his own, always privately.
import { NOT_FOR_LOOKING } from '../../cards/turn-answers.ts'
import { mayLookOver } from '../domain/visibility.ts'
import type { Word } from '../lark/words.ts'
import { type Heard, replyPrivately } from './hear.ts'
import { respondPrivately, self } from './hear-cards.ts'
import { answerMessage } from './reissue.ts'
import type { World } from './world.ts'

type LookingWord = Extract<Word, { readonly word: 'overdue' | 'dueSoon' | 'figures' }>

export async function hearLooking(world: World, heard: Heard, word: LookingWord): Promise<void> {
  if (!mayLookOver(heard.person)) return replyPrivately(world, heard, NOT_FOR_LOOKING)
  const message =
    word.word === 'figures'
      ? answerMessage(self(heard), 'figures', {})
      : answerMessage(self(heard), 'todo', { list: word.word, page: 1 })
  await respondPrivately(world, heard, message)
}
