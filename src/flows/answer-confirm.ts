// 请确认: the second look at 撤回, answered once.
import { refusalToast } from '../../cards/refusal.ts'
import { CANCELLED_TOAST } from '../../cards/toast.ts'
import { ACTION_ZH } from '../domain/terms.ts'
import type { TapAnswer } from './answer-tap.ts'
import { neutral, type OwnWord, perform, reloaded, settle, shown } from './own-word.ts'
import type { World } from './world.ts'

export async function answerConfirm(world: World, word: OwnWord): Promise<TapAnswer> {
  const { button, row, loaded, organisation } = word
  const { action } = row.subject
  if (loaded.matter === null || action === undefined) return neutral(organisation)
  if (loaded.card?.settled === true) return answeredBefore(word)
  const key = `card:${row.id}`
  if (button.action === 'cancel')
    return (
      (await settle(world, word, { cancelled: true }, key, CANCELLED_TOAST)) ??
      answeredBefore(await reloaded(world, word))
    )
  if (button.action !== action) return neutral(organisation)
  const performed = await perform(world, word, { action }, { subject: {}, settled: true }, key)
  if (performed?.acted.outcome === 'duplicate') return answeredBefore(await reloaded(world, word))
  return performed?.answer ?? neutral(organisation)
}

function answeredBefore(word: OwnWord): TapAnswer {
  const { row, loaded, organisation, tap } = word
  const { action, cancelled } = row.subject
  if (cancelled === true || action === undefined) return shown(word, row, CANCELLED_TOAST)
  const { matter } = loaded
  const act = matter?.history.findLast(
    (held) => held.action === ACTION_ZH[action] && held.actor === tap.openId,
  )
  const refusal = { reason: 'overtaken', act: act ?? null, again: true } as const
  return shown(word, row, refusalToast(refusal, { organisation, matter }))
}
