// What a card says whose decision is somebody else's now: who has it, and how its old holder still comes by it.
import { mayAct } from '../src/domain/decide.ts'
import { activePerson, type OpenId } from '../src/domain/organisation.ts'
import type { Action, CardKind } from '../src/domain/terms.ts'
import { dayOf, instantOf, shortDateZh } from '../src/domain/time.ts'
import { wantedCards } from '../src/domain/wanted-cards.ts'
import { personZh, shortNumber } from './phrases.ts'
import type { CardView } from './view.ts'

/** 本件现由许广厦副局长（受您委托，至9月19日）办理。 */
export function handedOnZh(view: CardView): string {
  const { organisation } = view
  const holders = holdersOf(view)
  if (holders.length === 0) return '本件已不由您办理，现任人员确定后另行呈送。'
  const named = holders.map((openId) => `${personZh(organisation, openId)}${sinceZh(view, openId)}`)
  return `本件现由${named.join('、')}办理。${againZh(view)}`
}

function holdersOf({ matter, organisation, card: row, at }: CardView): OpenId[] {
  return wantedCards(matter, organisation, at)
    .filter(
      (card) =>
        card.kind === row.kind &&
        card.assignmentId === row.assignmentId &&
        card.turn === row.turn &&
        card.recipient !== row.recipient,
    )
    .map((card) => card.recipient)
}

/** Given by whoever had the card, while it holds. */
function sinceZh({ organisation, card: row, at }: CardView, holder: OpenId): string {
  const today = dayOf(at)
  const given = organisation.delegations.find(
    (held) =>
      held.principal === row.recipient &&
      held.delegate === holder &&
      held.from <= today &&
      today <= held.to,
  )
  if (given === undefined) return ''
  const until = shortDateZh(instantOf(given.to, '12:00'))
  return given.scope.includes('WORK') ? '（接手您的工作）' : `（受您委托，至${until}）`
}

/** Words that bring the card back, for who may still act (process §6: the principal may always act). */
const WORDS: Partial<Record<CardKind, readonly [word: string, action: Action]>> = {
  instruct: ['批办', 'instruct'],
  signoff: ['审签', 'signOff'],
  handover: ['签收', 'acknowledge'],
  compile: ['汇总', 'presentReport'],
  submit: ['报送', 'submit'],
  review: ['审核', 'pass'],
}

function againZh({ matter, assignment, organisation, card: row, at }: CardView): string {
  const actor = activePerson(organisation, row.recipient)
  const [word, action] = WORDS[row.kind] ?? []
  const number = shortNumber(matter)
  if (actor === undefined || word === undefined || action === undefined || number === null)
    return ''
  if (!mayAct({ matter, assignment, organisation, actor, at }, action)) return ''
  return `您仍可随时办理，请发送“${word} ${number}”。`
}
