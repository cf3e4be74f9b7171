// What somebody can do now about one matter, as the words to send, read off the rules: what decide would
// refuse is never promised.
import { isBarredFrom, postAwaited } from '../src/domain/brief.ts'
import { signersOf } from '../src/domain/bulletin.ts'
import { mayAct } from '../src/domain/decide.ts'
import { filesHeld } from '../src/domain/erasure.ts'
import { extensionBarred } from '../src/domain/extension.ts'
import { type Assignment, hasFinished, type Matter } from '../src/domain/matter.ts'
import type { Organisation, Person } from '../src/domain/organisation.ts'
import { isUnread } from '../src/domain/outcome.ts'
import { openPetition } from '../src/domain/petition.ts'
import type { Action, AssignmentAction, MatterAction } from '../src/domain/terms.ts'
import type { Instant } from '../src/domain/time.ts'
import { shortNumber } from './phrases.ts'

/** Something to send, and what it brings. */
export interface WordsNow {
  readonly words: string
  readonly purpose: string
}

/** Everything `person` may do about the matter at `at`, in the order of the procedure. */
export function wordsNow(
  person: Person,
  matter: Matter,
  organisation: Organisation,
  at: Instant,
): WordsNow[] {
  const found = [
    ...MATTER_WORDS.filter(([action]) => mayOnMatter(action, { person, matter, organisation, at })),
    ...ASSIGNMENT_WORDS.filter(([action]) =>
      matter.assignments.some((assignment) =>
        mayOnAssignment(action, assignment, { person, matter, organisation, at }),
      ),
    ),
  ]
  const words = found.map(([, written, purpose]) => ({ words: numbered(written, matter), purpose }))
  return words.filter((one, index) => words.findIndex((held) => held.words === one.words) === index)
}

interface Place {
  readonly person: Person
  readonly matter: Matter
  readonly organisation: Organisation
  readonly at: Instant
}

type Entry<A extends Action> = readonly [action: A, words: string, purpose: string]

/** Where the words need a number, it follows; cards that no word fetches are reached through 我的待办. */
const MATTER_WORDS: readonly Entry<MatterAction>[] = [
  ['propose', '我的待办', '办理“督查立项”'],
  ['approve', '我的待办', '办理“立项阅批”'],
  ['withdrawProposal', '撤回#', '撤回呈请，修改后重新呈请'],
  ['feedBack', '我的待办', '办理“汇总反馈”'],
  ['presentBrief', '我的待办', '办理“汇总反馈”'],
  ['clear', '我的待办', '办理“上报审核”'],
  ['reportUp', '我的待办', '办理“上报登记”'],
  ['issueBulletin', '我的待办', '办理“通报签发”'],
  ['recordOpinion', '我的待办', '登记“代表委员意见”'],
  ['redo', '重新办理#…', '重新办理，写明原因和补正时限'],
  ['read', '我的待办', '阅看“督查结果”'],
  ['correct', '更正#…', '更正已立项的内容，写明更正什么、为什么'],
  ['proposeCancellation', '撤销#…', '提请撤销，写明原因'],
  ['eraseAttachment', '清除附件#…', '提请清除误传的附件'],
]

const ASSIGNMENT_WORDS: readonly Entry<AssignmentAction>[] = [
  ['acknowledge', '签收#', '打开“交办通知”'],
  ['instruct', '批办#', '打开“领导批办”'],
  ['reinstruct', '改批#', '调整批办意见'],
  ['reportProgress', '进展#…', '记入办理进展'],
  ['finish', '我的待办', '办理“办理任务”'],
  ['compile', '汇总#', '打开“汇总材料”'],
  ['draftReport', '汇总#', '打开“汇总材料”'],
  ['signOff', '审签#', '打开“请审签”'],
  ['submit', '报送#', '打开“报送材料”'],
  ['pass', '审核#', '打开“审核反馈材料”'],
  ['proposeExtension', '延期# 到…', '打开“申请延期”'],
  ['passOn', '转办# 给…', '改由同事承办'],
  ['redirect', '改派# 到…', '改派其他部门'],
  ['grantSpecially', '特批延期# 到…', '特批延期'],
  ['withdrawFinish', '撤回#', '撤回办理完毕'],
  ['withdrawSignOff', '撤回#', '撤回审签'],
  ['withdrawSubmission', '撤回#', '撤回报送'],
]

/** One of a kind at a time waits for its word. */
const PUT_BY_WORDS: Partial<Record<MatterAction, 'correction' | 'cancellation' | 'erasure'>> = {
  correct: 'correction',
  proposeCancellation: 'cancellation',
  eraseAttachment: 'erasure',
}

function mayOnMatter(action: MatterAction, place: Place): boolean {
  const { person: actor, matter, organisation, at } = place
  if (!mayAct({ matter, assignment: null, organisation, actor, at }, action)) return false
  if (action === 'feedBack') return !matter.superior
  if (action === 'presentBrief') return matter.superior
  if (action === 'clear') {
    const post = postAwaited(matter)
    return post !== null && !isBarredFrom(matter, post, actor.openId)
  }
  if (action === 'issueBulletin')
    return signersOf(matter, organisation, at).some(
      ({ openId, waiting }) => waiting && openId === actor.openId,
    )
  if (action === 'recordOpinion') return openPetition(matter.petitions, 'redo', null) === undefined
  const kind = PUT_BY_WORDS[action]
  if (kind !== undefined)
    return (
      openPetition(matter.petitions, kind, null) === undefined &&
      (kind !== 'erasure' || filesHeld(matter).length > 0)
    )
  if (action !== 'read') return true
  return matter.feedback.some((held) => held.leader === actor.openId && isUnread(matter, held))
}

function mayOnAssignment(action: AssignmentAction, assignment: Assignment, place: Place): boolean {
  const { person: actor, matter, organisation, at } = place
  if (!mayAct({ matter, assignment, organisation, actor, at }, action)) return false
  if (action === 'proposeExtension')
    return extensionBarred({ matter, assignment, organisation, actor, at, petition: null }) === null
  if (action === 'withdrawSubmission') return assignment.materialReceivedAt === null
  const finished = hasFinished(assignment, actor.openId)
  if (action === 'finish') return !finished
  return action !== 'withdrawFinish' || (finished && assignment.reports.length === 0)
}

/** Without a number of its own a matter is meant by answering its card (conversation §3). */
function numbered(written: string, matter: Matter): string {
  const number = shortNumber(matter)
  if (!written.includes('#')) return written
  if (number === null) return `（回复本卡片）${written.replace('#', '')}`
  return written.replace('#…', ` ${number} …`).replace('#', ` ${number}`)
}
