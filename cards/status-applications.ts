// 阶段进展 and 延期 on 督查事项: what the head has let out of the department, for everybody who sees its part.

import type { Assignment } from '../src/domain/matter.ts'
import { departmentZh } from '../src/domain/organisation.ts'
import { type PetitionAs, petitionsOf } from '../src/domain/petition.ts'
import type { Asker } from '../src/domain/shown-within.ts'
import { PETITION_STAGE_ZH } from '../src/domain/terms.ts'
import { momentZh } from '../src/domain/time.ts'
import { monthZh } from './application-facts.ts'
import { collapsible, type Element, plain } from './element.ts'
import { quoted } from './fitting.ts'
import { closeMomentZh } from './matter-facts.ts'

/** Only released text: before the head's tap it is the department's own (process §1.2). */
export function applicationPanels(asker: Asker, held: Assignment, room: number): Element[] {
  const { matter, organisation } = asker
  const name = departmentZh(organisation, held.departmentId)
  const cycles = petitionsOf(matter.petitions, 'cycle', held.id).filter(isReleased)
  const extensions = petitionsOf(matter.petitions, 'extension', held.id).filter(isReleased)
  return [
    ...panel(
      `阶段进展 ${name}`,
      cycles.map((one) => cycleLines(one, room)),
    ),
    ...panel(
      `延期 ${name}`,
      extensions.map((one) => extensionLines(one, room)),
    ),
  ]
}

function isReleased({ facts, stage }: PetitionAs<'cycle' | 'extension'>): boolean {
  const special = 'special' in facts && facts.special === true
  return special || (facts.releasedAt !== undefined && stage !== 'returned')
}

function panel(title: string, texts: readonly string[]): Element[] {
  const shown = texts.slice(-SHOWN).map((text) => plain(text))
  return shown.length === 0 ? [] : [collapsible(title, shown)]
}

/** The latest months; the earlier ones are in the record of the matter. */
const SHOWN = 6

function cycleLines({ facts }: PetitionAs<'cycle'>, room: number): string {
  const sent = facts.releasedAt === undefined ? '' : `（${momentZh(facts.releasedAt)}报）`
  return [
    `${monthZh(facts.month)}${sent}`,
    `成效：${quoted(facts.achievement, room)}`,
    ...(facts.problem === '' ? [] : [`问题：${quoted(facts.problem, room)}`]),
  ].join('\n')
}

function extensionLines({ facts, stage }: PetitionAs<'extension'>, room: number): string {
  const to = facts.grantedTo ?? facts.to
  const kind = facts.special === true ? '特批延期' : PETITION_STAGE_ZH[stage]
  const span = `${closeMomentZh(facts.from)}延至${to === null ? '（未填写）' : closeMomentZh(to)}`
  const opinion =
    facts.opinion === undefined || facts.opinion === ''
      ? []
      : [`意见：${quoted(facts.opinion, room)}`]
  return [`${span}：${kind}`, `原因：${quoted(facts.reason, room)}`, ...opinion].join('\n')
}
