// 延期, 特批延期, 改派, 转办 as words: a card prefilled, or a question with the command – never the decision itself.
import { SENT_PRIVATELY } from '../../cards/answers.ts'
import { successToast } from '../../cards/toast.ts'
import { NOT_YOUR_TURN } from '../../cards/turn-answers.ts'
import type { AssignmentCommand } from '../domain/command.ts'
import { type Assignment, assignmentOf, leadOf, type Matter } from '../domain/matter.ts'
import type { DepartmentId } from '../domain/organisation.ts'
import { openPetition } from '../domain/petition.ts'
import type { Refusal } from '../domain/refusal.ts'
import { capacityFor } from '../domain/standing.ts'
import type { AssignmentAction } from '../domain/terms.ts'
import { readExtension, readPassOn, readRedirect } from '../lark/application-text.ts'
import { mentionsIn } from '../lark/department-names.ts'
import { fold } from '../lark/fold.ts'
import type { Word } from '../lark/words.ts'
import { cardOf } from '../store/lists.ts'
import { act } from './act.ts'
import { confirmUnlessRefused } from './ask-confirm.ts'
import {
  type Heard,
  meantMatter,
  privateText,
  reply,
  replyRefusal,
  requestOf,
  textTo,
} from './hear.ts'
import { placeOf, respondPrivately } from './hear-cards.ts'
import { reissueOf } from './reissue.ts'
import type { World } from './world.ts'

type ApplicationWord = Extract<
  Word,
  { readonly word: 'extend' | 'extendSpecially' | 'redirect' | 'passOn' }
>

export async function hearApplication(
  world: World,
  heard: Heard,
  word: ApplicationWord,
): Promise<void> {
  const matter = await meantMatter(world, heard, word.number)
  if (matter === null) return
  switch (word.word) {
    case 'extend':
      return extend(world, heard, matter, word.text)
    case 'extendSpecially':
      return extendSpecially(world, heard, matter, word.text)
    case 'redirect':
      return redirect(world, heard, matter, word.text)
    case 'passOn':
      return passOn(world, heard, matter, word.text)
    default:
      return word.word satisfies never
  }
}

/** The officer, or who has his work, gets 申请延期 with what was said; a handler hears who goes on with it. */
async function extend(world: World, heard: Heard, matter: Matter, text: string): Promise<void> {
  const { person, organisation, at, message, inGroup } = heard
  const assignment = partOf(heard, matter, 'proposeExtension')
  if (assignment === null) return reply(world, heard, NOT_YOUR_TURN)
  const said = readExtension(text, organisation, at)
  const command = { action: 'proposeExtension', ...said } as const
  const request = requestOf(heard, command, assignment.id)
  const isOfficer =
    capacityFor({ matter, assignment, organisation, actor: person, at }, ['officer']) !== null
  const told = isOfficer
    ? []
    : [
        privateText(
          heard,
          successToast(command.action, matter, assignment, organisation, at).content,
        ),
      ]
  const notice = inGroup ? [textTo(heard, SENT_PRIVATELY)] : []
  const messages = [...told, ...notice]
  const entailed = { eventKey: message.messageId, tapped: null, messages, subjects: [] }
  const acted = await act(world, matter, organisation, request, entailed)
  if (acted.outcome !== 'refused') return
  const waits = acted.refusal.reason === 'applicationPending' && acted.refusal.stage === 'proposed'
  if (isOfficer && waits) return sendExtension(world, heard, acted.matter, assignment)
  await replyRefusal(world, heard, acted.refusal, acted.matter)
}

/** The card that waits for the officer already, once more. */
async function sendExtension(
  world: World,
  heard: Heard,
  matter: Matter,
  assignment: Assignment,
): Promise<void> {
  const open = openPetition(matter.petitions, 'extension', assignment.id)
  if (open === undefined) return reply(world, heard, NOT_YOUR_TURN)
  const wanted = {
    kind: 'extension' as const,
    recipient: heard.person.openId,
    matterId: matter.id,
    assignmentId: assignment.id,
    turn: open.position,
    waiting: true,
  }
  const { message, superseded } = reissueOf(wanted, await cardOf(world.sql, wanted))
  await respondPrivately(world, heard, message, superseded)
}

/** 特批延期 says of which department where it is not the lead. */
async function extendSpecially(
  world: World,
  heard: Heard,
  matter: Matter,
  text: string,
): Promise<void> {
  const { organisation, at } = heard
  const [named] = mentionsIn(fold(text), organisation)
  const assignment = partNamed(matter, named?.id ?? null)
  if (assignment === null) return reply(world, heard, NOT_YOUR_TURN)
  const { to, reason } = readExtension(text, organisation, at)
  const command = { action: 'grantSpecially', to, reason } as const
  await ask(world, heard, matter, assignment, command, ['specialReason'])
}

async function redirect(world: World, heard: Heard, matter: Matter, text: string): Promise<void> {
  const { from, to, reason } = readRedirect(text, heard.organisation)
  const assignment = partNamed(matter, from)
  if (assignment === null) return reply(world, heard, NOT_YOUR_TURN)
  const command = { action: 'redirect', department: to ?? '', reason } as const
  await ask(world, heard, matter, assignment, command)
}

/** Who had it need not be said where only one has it. */
async function passOn(world: World, heard: Heard, matter: Matter, text: string): Promise<void> {
  const { organisation } = heard
  const assignment = partOf(heard, matter, 'passOn')
  if (assignment === null) return reply(world, heard, NOT_YOUR_TURN)
  const people = organisation.people.filter(
    (one) => one.active && one.departmentId === assignment.departmentId,
  )
  const { from, to } = readPassOn(text, people)
  const only = assignment.handlers.length === 1 ? assignment.handlers[0] : undefined
  const command = { action: 'passOn', from: from ?? only ?? '', to: to ?? '' } as const
  await ask(world, heard, matter, assignment, command)
}

/** `later` are blanks that the card asks for. */
async function ask(
  world: World,
  heard: Heard,
  matter: Matter,
  assignment: Assignment,
  command: AssignmentCommand,
  later: readonly string[] = [],
): Promise<void> {
  const asked = { command, assignmentId: assignment.id }
  const isAskedFor = (refusal: Refusal) => isFilledInLater(refusal, later)
  await confirmUnlessRefused(world, heard, matter, asked, isAskedFor)
}

function isFilledInLater(refusal: Refusal, later: readonly string[]): boolean {
  return refusal.reason === 'blanks' && refusal.missing.every((field) => later.includes(field))
}

/** Where the step is the asker's to take; else the part of his own department, so that he hears why it is not. */
function partOf(heard: Heard, matter: Matter, action: AssignmentAction): Assignment | null {
  return (
    placeOf(heard, matter, action) ??
    matter.assignments.find(
      (held) =>
        held.departmentId === heard.person.departmentId ||
        held.handlers.includes(heard.person.openId),
    ) ??
    null
  )
}

/** The part of the department named, or the lead's. */
function partNamed(matter: Matter, id: DepartmentId | null): Assignment | null {
  const named = matter.assignments.find(
    (held) => held.departmentId === id && held.status !== 'redirected',
  )
  const lead = leadOf(matter)
  return (id === null ? lead && assignmentOf(matter, lead.id) : named) ?? null
}
