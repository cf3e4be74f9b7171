// 记入进展: 记入 and 不记 for what was offered, 撤回, 作废 and 更正归属 for what was recorded.
import { refusalToast } from '../../cards/refusal.ts'
import { DROPPED_TOAST, RECALLED_TOAST, successToast } from '../../cards/toast.ts'
import type { AssignmentCommand } from '../domain/command.ts'
import { progressIdOf } from '../domain/decide-progress.ts'
import type { Matter } from '../domain/matter.ts'
import { ACTION_ZH } from '../domain/terms.ts'
import type { TapAnswer } from './answer-tap.ts'
import { neutral, type OwnWord, perform, reloaded, settle, shown } from './own-word.ts'
import { isRecalled } from './recalled.ts'
import { refileFromForm } from './refile.ts'
import type { World } from './world.ts'

export async function answerNote(world: World, word: OwnWord): Promise<TapAnswer> {
  const { button, row, loaded, organisation } = word
  if (loaded.matter === null || row.assignmentId === null) return neutral(organisation)
  switch (button.action) {
    case 'keep':
    case 'drop':
      return isAnswered(word) ? answeredBefore(word) : answerOffer(world, word)
    case 'withdrawProgress':
    case 'voidProgress':
    case 'refileProgress':
      return correct(world, word, loaded.matter, button.action)
    default:
      return neutral(organisation)
  }
}

function isAnswered({ row }: OwnWord): boolean {
  return row.subject.progressId !== undefined || row.subject.dropped === true
}

/** The offer is answered once: the first of two taps counts, whatever the second one says. */
async function answerOffer(world: World, word: OwnWord): Promise<TapAnswer> {
  const { button, row } = word
  const key = `card:${row.id}`
  if (button.action === 'drop')
    return (
      (await settle(world, word, { dropped: true }, key, DROPPED_TOAST)) ??
      answeredBefore(await reloaded(world, word))
    )
  if (await isRecalled(world, row.subject.sourceMessageId ?? null))
    return (
      (await settle(world, word, { dropped: true }, key, RECALLED_TOAST)) ??
      answeredBefore(await reloaded(world, word))
    )
  return keep(world, word, key)
}

async function keep(world: World, word: OwnWord, key: string): Promise<TapAnswer> {
  const { row, tap, organisation } = word
  const { text = '', files = [], sourceMessageId = null } = row.subject
  const command: AssignmentCommand = {
    action: 'reportProgress',
    progress: { achievement: text, problem: '', onsite: '' },
    files,
    sourceMessageId,
  }
  const progressId = progressIdOf(row.assignmentId ?? '', tap.eventId)
  const performed = await perform(world, word, command, { subject: { progressId } }, key)
  if (performed?.acted.outcome === 'duplicate') return answeredBefore(await reloaded(world, word))
  return performed?.answer ?? neutral(organisation)
}

/** Tapped again, or on a copy that still showed the question: it stays as it was answered. */
function answeredBefore(word: OwnWord): TapAnswer {
  const { row, loaded, organisation, at } = word
  if (row.subject.dropped === true || loaded.matter === null) return shown(word, row, DROPPED_TOAST)
  const { content } = successToast('reportProgress', loaded.matter, null, organisation, at)
  return shown(word, row, { type: 'info', content })
}

async function correct(
  world: World,
  word: OwnWord,
  matter: Matter,
  action: 'withdrawProgress' | 'voidProgress' | 'refileProgress',
): Promise<TapAnswer> {
  const { row, organisation, tap } = word
  const { progressId } = row.subject
  if (progressId === undefined) return neutral(organisation)
  const again = matter.history.findLast(
    (act) =>
      act.action === ACTION_ZH[action] &&
      act.actor === tap.openId &&
      act.details.progress === progressId,
  )
  if (again !== undefined) {
    const refusal = { reason: 'overtaken', act: again, again: true } as const
    return shown(word, row, refusalToast(refusal, { organisation, matter }))
  }
  if (action !== 'refileProgress') {
    const performed = await perform(world, word, { action, progressId }, { subject: {} })
    return performed?.answer ?? neutral(organisation)
  }
  const moved = await refileFromForm(world, word, matter, progressId)
  if (!moved.ok) return shown(word, row, { type: 'error', content: moved.words }, tap.form)
  const performed = await perform(world, word, moved.command, { subject: {} })
  return performed?.answer ?? neutral(organisation)
}
