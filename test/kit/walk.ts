// Random walks through one matter: sensible steps, twisted ones, old cards, strangers, days that pass.
import fc from 'fast-check'
import { actionsOn, isPetitionCard } from '../../src/domain/actions.ts'
import { isMatterAction, type Request } from '../../src/domain/command.ts'
import { decide, mayAct } from '../../src/domain/decide.ts'
import type { Decided } from '../../src/domain/decided.ts'
import type { Assignment, Docket, Matter } from '../../src/domain/matter.ts'
import { newMatter } from '../../src/domain/new-matter.ts'
import {
  activePerson,
  type DelegationScope,
  type OpenId,
  type Organisation,
  type Role,
} from '../../src/domain/organisation.ts'
import type { Refused } from '../../src/domain/refusal.ts'
import type { Action } from '../../src/domain/terms.ts'
import { DAY_MS, HOUR_MS, type Instant, instantOf, MINUTE_MS } from '../../src/domain/time.ts'
import type { WantedCard } from '../../src/domain/wanted-card.ts'
import { wantedCards } from '../../src/domain/wanted-cards.ts'
import type { Command } from './given.ts'
import { ACTIONS, sensible } from './sensible.ts'
import { twisted } from './twisted.ts'
import { biogas, MONDAY, named, yunling } from './yunling.ts'

/** One request and what came of it. */
export interface Taken {
  readonly before: Matter
  readonly request: Request
  readonly outcome: Decided | Refused
  readonly after: Matter
  readonly organisation: Organisation
}

/** Numbers that are read against the state as it is when the step is taken. */
const step = fc.record({
  manner: fc.constantFrom(
    ...(['follow', 'follow', 'follow', 'follow', 'say', 'regret', 'try', 'twist'] as const),
  ),
  who: fc.nat(99),
  what: fc.nat(999),
  part: fc.nat(9),
  pause: fc.constantFrom(0, 0, MINUTE_MS, 4 * MINUTE_MS, 20 * MINUTE_MS, 3 * HOUR_MS, DAY_MS),
  card: fc.constantFrom('present', 'present', 'present', 'words', 'old'),
})
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

const nature = fc.record({
  superior: fc.constantFrom(false, false, true),
  category: fc.constantFrom(3 as const, 6 as const),
  crowded: fc.boolean(),
  classification: fc.constantFrom('public' as const, 'public' as const, 'internal' as const),
  co: fc.constantFrom(['D04', 'D06'], ['D04'], []),
})
type Nature = typeof nature extends fc.Arbitrary<infer N> ? N : never

export const walks = fc.record({
  nature,
  steps: fc.array(step, { minLength: 1, maxLength: 100, size: 'max' }),
})

/** Takes the steps one after the other; a deleted draft ends the walk. */
export function walk(
  given: { readonly nature: Nature; readonly steps: readonly Step[] },
  id = 'm-walk',
): Taken[] {
  const organisation = given.nature.crowded ? crowded : yunling
  const docket = docketFor(given.nature)
  let matter = newMatter(id, named('蒋小棠'), docket, MONDAY)
  let at: Instant = MONDAY
  const taken: Taken[] = []
  for (const [index, one] of given.steps.entries()) {
    at += one.pause
    const asked = nextRequest({ matter, organisation, docket, at }, one)
    const request: Request = { ...asked, at, sourceEventId: `event-${index}` }
    const outcome = decide(matter, request, organisation)
    const after = outcome.ok ? outcome.matter : matter
    taken.push({ before: matter, request, outcome, after, organisation })
    if (outcome.ok && outcome.gone) break
    matter = after
  }
  return taken
}

export function assignmentFor(matter: Matter, card: WantedCard): Assignment | null {
  return matter.assignments.find((held) => held.id === card.assignmentId) ?? null
}

interface Scene {
  readonly matter: Matter
  readonly organisation: Organisation
  readonly docket: Partial<Docket>
  readonly at: Instant
}

type Asked = Pick<Request, 'command' | 'assignmentId' | 'actor' | 'turn' | 'petition'>

function nextRequest(scene: Scene, one: Step): Asked {
  switch (one.manner) {
    case 'follow':
      return follow(scene, one) ?? attempt(scene, one)
    case 'say':
      return say(scene, one) ?? attempt(scene, one)
    case 'regret':
      return regret(scene, one) ?? attempt(scene, one)
    default:
      return attempt(scene, one)
  }
}

/** Somebody taps a button of a card that waits for him. */
function follow({ matter, organisation, docket, at }: Scene, { what }: Step): Asked | null {
  const buttons = wantedCards(matter, organisation, at)
    .filter((card) => card.waiting)
    .flatMap((card) =>
      actionsOn(card.kind, matter, assignmentFor(matter, card), card.recipient, card.turn)
        .filter((action) => !endsAll(action) || what % 13 === 0)
        .map((action) => ({ card, action })),
    )
  const chosen = pick(buttons, what)
  if (chosen === undefined) return null
  const { card, action } = chosen
  const assignment = assignmentFor(matter, card)
  const actor = card.recipient
  const command = sensible(action, { matter, assignment, organisation, actor, at })
  const { assignmentId, turn } = card
  const about = isPetitionCard(card.kind) ? { turn: null, petition: turn } : { turn }
  return { command: wholeDraft(command, docket), assignmentId, actor, ...about }
}

/** Somebody says in words what he may do now. */
function say({ matter, organisation, docket, at }: Scene, { who, what }: Step): Asked | null {
  const actor = pick(CLOSE, who) ?? ''
  const person = activePerson(organisation, actor)
  if (person === undefined) return null
  const may = [null, ...matter.assignments].flatMap((assignment) =>
    ACTIONS.filter((action) => isMatterAction(action) === (assignment === null))
      .filter((action) => !endsAll(action) || what % 5 === 0)
      .filter((action) => mayAct({ matter, assignment, organisation, actor: person, at }, action))
      .map((action) => ({ assignment, action })),
  )
  const chosen = pick(may, what)
  if (chosen === undefined) return null
  const { assignment, action } = chosen
  const command = sensible(action, { matter, assignment, organisation, actor, at })
  const assignmentId = assignment?.id ?? null
  return { command: wholeDraft(command, docket), assignmentId, actor, turn: null }
}

/** Drafts are seldom thrown away and proposals seldom refused, or most walks would be short. */
function endsAll(action: Action): boolean {
  return action === 'deleteDraft' || action === 'refuse' || action === 'cancel'
}

/** Whoever acted last takes something back. */
function regret({ matter, organisation, at }: Scene, { what }: Step): Asked | null {
  const last = matter.history.findLast((act) => act.actor !== 'system')
  const action = pick(REGRETS, what)
  if (last === undefined || action === undefined) return null
  const { actor, assignmentId } = last
  const assignment = matter.assignments.find((held) => held.id === assignmentId) ?? null
  const command = sensible(action, { matter, assignment, organisation, actor, at })
  return { command, assignmentId, actor, turn: null }
}

const REGRETS = ACTIONS.filter(
  (action) => action.startsWith('withdraw') || action.startsWith('void'),
)

/** Anybody does anything, with fields that make sense or do not, by a card of any age or by words. */
function attempt({ matter, organisation, docket, at }: Scene, one: Step): Asked {
  const actor = pick([...concerned(organisation), 'ou_stranger'], one.who) ?? 'ou_stranger'
  const action = pick(ACTIONS, one.what) ?? 'propose'
  const assignment =
    pick([...matter.assignments.slice(0, 1), ...matter.assignments, null], one.part) ?? null
  const plain = sensible(action, { matter, assignment, organisation, actor, at })
  const whole = wholeDraft(plain, docket)
  const command = one.manner === 'twist' ? twisted(whole, one.part, at) : whole
  const subject = isMatterAction(action) ? matter : (assignment ?? matter)
  return { command, assignmentId: assignment?.id ?? null, actor, turn: turnOf(subject, one) }
}

const CLOSE = [
  ...['蒋小棠', '温如松', '陆明舟', '马建业', '房一鸣'],
  ...['许广厦', '施工', '金穗', '钱守诚', '罗思远'],
].map(named)

/** The people of the matter many times over, and everybody else once. */
function concerned({ people }: Organisation): OpenId[] {
  return [...Array(5).fill(CLOSE).flat(), ...people.map((person) => person.openId)]
}

function turnOf(subject: Matter | Assignment, { card, who }: Step): number | null {
  if (card === 'words') return null
  return card === 'present' ? subject.turn : subject.turn - 1 - (who % 3)
}

/** Drafts are always written whole, so that a twisted one does not hold up the walk for ever. */
function wholeDraft(command: Command, docket: Partial<Docket>): Command {
  return command.action === 'saveDraft' || command.action === 'propose'
    ? { ...command, docket }
    : command
}

function pick<T>(items: readonly T[], index: number): T | undefined {
  return items.length === 0 ? undefined : items[index % items.length]
}

function docketFor({ superior, category, co, classification }: Nature): Partial<Docket> {
  return {
    ...biogas,
    category,
    classification,
    lead: 'D07',
    co,
    deadline: instantOf('2026-10-30', '17:30'),
    coDeadline: null,
    approver: named('陆明舟'),
    superior,
    superiorOrgan: '云州市人民政府督查室',
    superiorDeadline: instantOf('2026-11-05', '17:30'),
  }
}

/** People with two hats, so that "not on his own request" is put to the test. */
const HATS: Readonly<Record<string, readonly Role[]>> = {
  陆明舟: ['SUPERVISION_CHIEF'],
  许广厦: ['DEPT_SUPERVISION_OFFICER'],
  房一鸣: ['SUPERVISION_OFFICER', 'DEPT_DEPUTY'],
}

/** The district with such people, and with delegations that the procedure does not honour everywhere. */
const crowded: Organisation = {
  ...yunling,
  people: yunling.people.map((person) => ({
    ...person,
    roles: [...person.roles, ...(HATS[person.name] ?? [])],
  })),
  delegations: [
    ...yunling.delegations,
    delegation('马建业', '房一鸣', ['INSTRUCT', 'SIGN_REPORT']),
    delegation('马建业', '施工', ['SIGN_REPORT']),
    delegation('陆明舟', '罗思远', ['DECIDE']),
    delegation('陆明舟', '温如松', ['DECIDE']),
  ],
}

function delegation(principal: string, delegate: string, scope: readonly DelegationScope[]) {
  return {
    principal: named(principal),
    delegate: named(delegate),
    scope,
    from: '2026-09-14',
    to: '2026-09-24',
    writtenAuthorization: '委托书〔2026〕1号',
  }
}
