// Old and new of a 更正: on the card that asks for it, and on every card of the matter once it holds (process §1.1).
import type { Matter } from '../src/domain/matter.ts'
import { type Changed, type PetitionAs, petitionsOf } from '../src/domain/petition.ts'
import { momentZh } from '../src/domain/time.ts'
import { type Element, labelledLine, note } from './element.ts'
import { quoted } from './fitting.ts'

/** A line for each thing that changes. */
export function changeElements(changes: readonly Changed[], room: number): readonly Element[] {
  return changes.map(({ field, from, to }) =>
    labelledLine(field, `${quoted(from, room)} → ${quoted(to, room)}`),
  )
}

/** What was asked for, with the reason and the superior's document. */
export function askedElements(
  { facts }: PetitionAs<'correction'>,
  room: number,
): readonly Element[] {
  const { changes, reason, document } = facts
  return [
    ...changeElements(changes, room),
    ...(document === undefined ? [] : [labelledLine('上级文号', quoted(document, room))]),
    labelledLine('更正原因', quoted(reason, room)),
  ]
}

/** The latest corrections of the matter, as small lines; nothing for a matter that had none. */
export function correctedElements(matter: Matter, room: number): readonly Element[] {
  return granted(matter)
    .slice(-SHOWN_MAX)
    .map((petition) => {
      const changes = petition.facts.changes
        .map(({ field, from, to }) => `${field}：${short(from, room)} → ${short(to, room)}`)
        .join('；')
      return note(`已更正（${momentZh(petition.endedAt ?? petition.at)}）${changes}`)
    })
}

/** What a group may hear of it: title and deadline stand on its card anyway (process §8). */
export function correctedInGroup(matter: Matter): readonly Element[] {
  const shown = granted(matter)
    .flatMap(({ facts }) => facts.changes)
    .filter(({ field }) => field === '标题' || field === '办结时间')
    .slice(-SHOWN_MAX)
  return shown.map(({ field, from, to }) => note(`已更正 ${field}：${from} → ${to}`))
}

function granted(matter: Matter): readonly PetitionAs<'correction'>[] {
  return petitionsOf(matter.petitions, 'correction', null).filter(
    ({ stage }) => stage === 'granted',
  )
}

const SHOWN_MAX = 3

/** UTF-16 units. The whole text stands on the card anyway. */
const LINE_MAX = 60

function short(text: string, room: number): string {
  return quoted(text, Math.min(room, LINE_MAX))
}
