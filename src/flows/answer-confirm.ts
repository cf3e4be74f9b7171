// 请确认: the second look before words become a command, answered once.
import { commandAsked } from '../../cards/confirm-words.ts'
import { refusalToast } from '../../cards/refusal.ts'
import { CANCELLED_TOAST } from '../../cards/toast.ts'
import { filledIn } from '../lark/confirm-form.ts'
import type { TapAnswer } from './answer-tap.ts'
import { neutral, type OwnWord, perform, reloaded, settle, shown } from './own-word.ts'
import type { World } from './world.ts'

export async function answerConfirm(world: World, word: OwnWord): Promise<TapAnswer> {
  const { tap, button, row, loaded, organisation } = word
  const asked = commandAsked(row.subject)
  if (loaded.matter === null || asked === null) return neutral(organisation)
  if (loaded.card?.settled === true) return answeredBefore(word)
  const key = `card:${row.id}`
  if (button.action === 'cancel')
    return (
      (await settle(world, word, { cancelled: true }, key, CANCELLED_TOAST)) ??
      answeredBefore(await reloaded(world, word))
    )
  if (button.action !== asked.action) return neutral(organisation)
  const command = filledIn(asked, tap.form, organisation.rules.defaultDeadlineTime)
  const change = { subject: { given: tap.eventId, command }, settled: true }
  const performed = await perform(world, word, command, change, key)
  if (performed?.acted.outcome === 'duplicate') return answeredBefore(await reloaded(world, word))
  return performed?.answer ?? neutral(organisation)
}

function answeredBefore(word: OwnWord): TapAnswer {
  const { row, loaded, organisation } = word
  const { given, cancelled } = row.subject
  if (cancelled === true) return shown(word, row, CANCELLED_TOAST)
  const { matter } = loaded
  const act = matter?.history.findLast((held) => held.sourceEventId === given)
  const refusal = { reason: 'overtaken', act: act ?? null, again: true } as const
  return shown(word, row, refusalToast(refusal, { organisation, matter }))
}
