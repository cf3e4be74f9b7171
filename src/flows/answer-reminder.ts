// 提醒 and 催办通知: 已知悉 is kept on the card; 报进展 and 申请延期 send the card they are done on (conversation §1.13).
import { KNOWN_TOAST, NOT_YOURS_NOW_TOAST, REISSUED_TOAST } from '../../cards/toast.ts'
import { mayAct } from '../domain/decide.ts'
import { activePerson } from '../domain/organisation.ts'
import { isWaitedFor } from '../domain/wanted-cards.ts'
import { cardOf } from '../store/lists.ts'
import type { TapAnswer } from './answer-tap.ts'
import { neutral, type OwnWord, perform, save, settle, shown } from './own-word.ts'
import { reissueOf } from './reissue.ts'
import type { World } from './world.ts'

export async function answerReminder(world: World, word: OwnWord): Promise<TapAnswer> {
  const { button, row, organisation, at } = word
  switch (button.action) {
    case 'known': {
      if (row.subject.known !== undefined) return shown(word, row, KNOWN_TOAST)
      const key = `known:${row.id}`
      // 催办通知 lives as long as its cause: were it at rest, the matter's next step would want it anew.
      return (
        (await settle(world, word, { known: at }, key, KNOWN_TOAST, row.kind !== 'chase')) ??
        shown(word, row, KNOWN_TOAST)
      )
    }
    case 'progress':
      return sendHandling(world, word)
    case 'extension': {
      const asked = { to: null, reasonKind: null, reason: '', progress: '' }
      const command = { action: 'proposeExtension', ...asked } as const
      const performed = await perform(world, word, command, { subject: {} })
      return performed?.answer ?? neutral(organisation)
    }
    default:
      return neutral(organisation)
  }
}

/** 办理任务 afresh; for whoever is not waited for, as one that was asked for. */
async function sendHandling(world: World, word: OwnWord): Promise<TapAnswer> {
  const { row, loaded, organisation, at, tap } = word
  const { matter } = loaded
  const actor = activePerson(organisation, tap.openId)
  const assignment = matter?.assignments.find((held) => held.id === row.assignmentId)
  if (matter === null || actor === undefined || assignment === undefined)
    return neutral(organisation)
  if (!mayAct({ matter, assignment, organisation, actor, at }, 'reportProgress'))
    return shown(word, row, NOT_YOURS_NOW_TOAST)
  const card = {
    kind: 'handle',
    recipient: actor.openId,
    assignmentId: assignment.id,
    turn: assignment.turn,
  } as const
  const waiting = isWaitedFor(card, matter, organisation, at)
  const subject = waiting ? {} : { asked: true }
  const wanted = { ...card, matterId: matter.id, waiting, subject }
  const { message, superseded } = reissueOf(wanted, await cardOf(world.sql, wanted))
  await save(world, word, { messages: [message], superseded })
  return shown(word, row, REISSUED_TOAST)
}
