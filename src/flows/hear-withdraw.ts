// 撤回: whoever acted last may take it back while the next has not acted – after one more tap.
import { NOTHING_TO_WITHDRAW } from '../../cards/answers.ts'
import { turnOf } from '../domain/actions.ts'
import { mayAct } from '../domain/decide.ts'
import { type Assignment, hasFinished, type Matter } from '../domain/matter.ts'
import type { AssignmentAction } from '../domain/terms.ts'
import type { Word } from '../lark/words.ts'
import { askToConfirm } from './ask-confirm.ts'
import { type Heard, meantMatter, reply } from './hear.ts'
import { hearWithdrawProgress, saidAbout } from './hear-progress-correction.ts'
import type { World } from './world.ts'

type WithdrawWord = Extract<Word, { readonly word: 'withdraw' }>

const WITHDRAWALS = [
  'withdrawSubmission',
  'withdrawSignOff',
  'withdrawFinish',
] as const satisfies readonly AssignmentAction[]

/** What the name behind 撤回 narrows it to. */
const NAMED: Readonly<Record<string, string>> = {
  呈请: 'withdrawProposal',
  办理完毕: 'withdrawFinish',
  审签: 'withdrawSignOff',
  报送: 'withdrawSubmission',
}

type Withdrawal = (typeof WITHDRAWALS)[number] | 'withdrawProposal'

export async function hearWithdraw(world: World, heard: Heard, word: WithdrawWord): Promise<void> {
  const entry = await saidAbout(world, heard)
  if (word.what === '进展' || (word.what === null && word.number === null && entry !== null))
    return hearWithdrawProgress(world, heard, entry, word.number)
  const matter = await meantMatter(world, heard, word.number)
  if (matter === null) return
  const possible = withdrawals(heard, matter).filter(
    ({ action }) => word.what === null || NAMED[word.what] === action,
  )
  const [chosen] = possible
  if (chosen === undefined) return reply(world, heard, NOTHING_TO_WITHDRAW)
  const { action, assignment } = chosen
  const turn = turnOf(matter, assignment)
  const assignmentId = assignment?.id ?? null
  await askToConfirm(world, heard, matter, { command: { action }, assignmentId, turn })
}

function withdrawals(
  heard: Heard,
  matter: Matter,
): { action: Withdrawal; assignment: Assignment | null }[] {
  const { person, organisation, at } = heard
  const scene = { matter, organisation, actor: person, at }
  const own = matter.assignments.flatMap((assignment) =>
    WITHDRAWALS.filter(
      (action) =>
        mayAct({ ...scene, assignment }, action) &&
        (action !== 'withdrawSubmission' || assignment.materialReceivedAt === null) &&
        (action !== 'withdrawFinish' ||
          (hasFinished(assignment, person.openId) && assignment.reports.length === 0)),
    ).map((action) => ({ action, assignment })),
  )
  const proposal = mayAct({ ...scene, assignment: null }, 'withdrawProposal')
  return [...own, ...(proposal ? [{ action: 'withdrawProposal' as const, assignment: null }] : [])]
}
