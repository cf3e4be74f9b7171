// The head's 批办 as those who work by it read it.
import type { Instruction } from '../src/domain/matter.ts'
import type { Organisation } from '../src/domain/organisation.ts'
import { MODE_ZH } from '../src/domain/terms.ts'
import { deadlineZh } from '../src/domain/time.ts'
import { type Element, labelledLine } from './element.ts'
import { quoted } from './fitting.ts'
import { actorZh, peopleZh } from './phrases.ts'

export function instructionElements(
  instruction: Instruction,
  organisation: Organisation,
  room: number,
): readonly Element[] {
  const { mode, opinion, handlers, innerDeadline } = instruction
  const by = actorZh({ actor: instruction.by, actingFor: instruction.actingFor }, organisation)
  return [
    labelledLine('办理方式', MODE_ZH[mode]),
    ...(opinion.trim() === ''
      ? []
      : [labelledLine('批办意见', `${quoted(opinion, room)}（${by}）`)]),
    labelledLine('承办人', peopleZh(organisation, handlers)),
    ...(innerDeadline === null ? [] : [labelledLine('局内时限', deadlineZh(innerDeadline))]),
  ]
}
