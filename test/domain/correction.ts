// A 更正 as people ask for it, and the word of everybody who must agree.
import type { CommandOf } from '../../src/domain/command.ts'
import type { Docket, Matter } from '../../src/domain/matter.ts'
import { instantOf } from '../../src/domain/time.ts'
import { type Given, given } from '../kit/given.ts'

export const LATER = instantOf('2026-09-28', '17:30')

export function correct(
  patch: Partial<Docket>,
  reason = '原文写错。',
  document?: string,
): CommandOf<'correct'> {
  const moved = document === undefined ? {} : { document }
  return { action: 'correct', patch, reason, ...moved }
}

export const confirm = { action: 'confirmCorrection' } as const
export const consent = { action: 'consentToCorrection' } as const

/** Asked for by 蒋小棠, confirmed by 温如松 and consented to by 佟雅宁. */
export function throughAll(matter: Matter, command: CommandOf<'correct'>): Given {
  const status = statusOf(matter)
  return given(matter)
    .by('蒋小棠')
    .when(command)
    .thenIs(status)
    .by('温如松')
    .when(confirm)
    .thenIs(status)
    .by('佟雅宁')
    .when(consent)
    .thenIs(status)
}

function statusOf({ status }: Matter) {
  return status === 'handling' ? '办理中' : '待汇总反馈'
}
