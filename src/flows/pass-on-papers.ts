// Papers that could not be given to somebody before he left go to whoever has his post now (process §6).
import type { Matter } from '../domain/matter.ts'
import { type OpenId, type Organisation, officersOf, personOf } from '../domain/organisation.ts'
import type { Instant } from '../domain/time.ts'
import { supervisionOf } from '../domain/wanted-cards.ts'
import { loadMatters, type StoredCard } from '../store/matters.ts'
import { lostAmong, type StrandedPaper, strandedPapers } from '../store/places.ts'
import { saveDecision } from '../store/save-decision.ts'
import { apart } from './apart.ts'
import { noChange } from './no-change.ts'
import { answerMessage } from './reissue.ts'
import type { World } from './world.ts'

/** Where there is nobody yet who could have one, it is looked at again. */
export async function passOnPapers(world: World, at: Instant): Promise<void> {
  const stranded = await strandedPapers(world.sql)
  if (stranded.length === 0) return
  const organisation = await world.organisations.latest()
  const ids = new Set(stranded.flatMap(({ paper }) => paper.matterId ?? []))
  const matters = await loadMatters(world.sql, [...ids])
  const paperwise = apart(world.log, 'paper_not_passed_on')
  for (const one of stranded) {
    const matter = one.paper.matterId === null ? undefined : matters.get(one.paper.matterId)
    if (matter === undefined) continue
    const { id: paper } = one.paper
    await paperwise.piece({ paper }, () => passOn(world, one, matter, organisation, at))
  }
  paperwise.end()
}

async function passOn(
  world: World,
  { paper, holders }: StrandedPaper,
  matter: Matter,
  organisation: Organisation,
  at: Instant,
): Promise<void> {
  const { id: paperId, matterId, assignmentId, subject } = paper
  const successors = successorsFor(paper, matter, organisation)
  const away = await lostAmong(world.sql, successors)
  const here = successors.filter((openId) => !away.has(openId))
  if (here.length === 0) return
  const messages = here
    .filter((openId) => !holders.includes(openId))
    .map((id) =>
      answerMessage({ type: 'person', id }, 'file', subject, {
        matterId,
        assignmentId,
        priority: 1,
      }),
    )
  const subjects = [{ id: paperId, subject: { passedOn: true } }]
  const eventKey = `paper:${paperId}`
  await saveDecision(world.sql, { ...noChange(world, at), eventKey, messages, subjects })
  world.wake()
}

/** As the paper was meant: for the department's officers, or for 督查室. */
function successorsFor(
  { assignmentId, recipient }: StoredCard,
  matter: Matter,
  organisation: Organisation,
): OpenId[] {
  const before = personOf(organisation, recipient)
  const part = matter.assignments.find(
    (held) => held.id === assignmentId && held.departmentId === before?.departmentId,
  )
  const people =
    part === undefined
      ? supervisionOf(matter, organisation)
      : officersOf(organisation, part.departmentId).map(({ openId }) => openId)
  return people.filter((openId) => openId !== recipient)
}
