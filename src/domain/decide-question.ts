// 有疑问 before 签收, 提请协调 over a co-department's material: both go to 督查室 and come back answered (process §1.2).
import type { CommandOf } from './command.ts'
import { type Decided, type Deed, decided, noteOnAssignment } from './decided.ts'
import {
  isOpenPetition,
  isPetition,
  petitionsOf,
  withNewPetition,
  withPetition,
} from './petition.ts'
import { type Refused, refused } from './refusal.ts'
import { carriesSecrecyMark } from './secrecy.ts'
import type { AssignmentScene } from './standing.ts'
import { ASSIGNMENT_ACTION_ZH } from './terms.ts'

type QuestionCommand = CommandOf<'askQuestion' | 'answerQuestion' | 'raiseDispute'>

export function decideOnQuestion(
  scene: AssignmentScene,
  command: QuestionCommand,
  deed: Deed,
): Decided | Refused {
  switch (command.action) {
    case 'askQuestion':
      return ask(scene, 'askQuestion', command.question, deed)
    case 'raiseDispute':
      return ask(scene, 'raiseDispute', command.opinion, deed)
    case 'answerQuestion':
      return answer(scene, command.answer, deed)
    default:
      return command satisfies never
  }
}

function ask(
  { matter, assignment, at }: AssignmentScene,
  action: 'askQuestion' | 'raiseDispute',
  text: string,
  deed: Deed,
): Decided | Refused {
  const question = text.trim()
  if (carriesSecrecyMark(question)) return refused({ reason: 'secrecyMark' })
  const label = ASSIGNMENT_ACTION_ZH[action]
  const open = petitionsOf(matter.petitions, 'question', assignment.id).filter(isOpenPetition)
  const same = open.find(({ facts }) => question === '' || facts.question === question)
  if (same !== undefined) return refused({ reason: 'applicationPending', stage: same.stage })
  if (question === '')
    return action === 'askQuestion'
      ? refused({ reason: 'blanks', missing: ['question'] })
      : refused({ reason: 'opinionMissing', action: label })
  const coordination = action === 'raiseDispute' ? ({ coordination: true } as const) : {}
  const begun = withNewPetition(matter, {
    kind: 'question',
    assignmentId: assignment.id,
    stage: 'awaitingAnswer',
    by: deed.actor,
    at,
    facts: { question, ...coordination },
  })
  const details = { petition: String(begun.position) }
  const entry = { action: label, details }
  return decided(noteOnAssignment(begun.matter, assignment, deed, entry), matter)
}

function answer(
  { matter, assignment, petition, at }: AssignmentScene,
  text: string,
  deed: Deed,
): Decided | Refused {
  if (petition === null || !isPetition(petition, 'question'))
    return refused({ reason: 'matterUnknown' })
  const said = text.trim()
  if (carriesSecrecyMark(said)) return refused({ reason: 'secrecyMark' })
  if (said === '') return refused({ reason: 'blanks', missing: ['answer'] })
  const facts = { answer: said, answeredBy: deed.actor }
  const answered = withPetition(matter, petition, 'done', facts, at)
  const details = { petition: String(petition.position) }
  const entry = { action: ASSIGNMENT_ACTION_ZH.answerQuestion, details }
  return decided(noteOnAssignment(answered, assignment, deed, entry), matter)
}
