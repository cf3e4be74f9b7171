// The same command with something wrong in it, for what comes after good material: 核稿 and 上报, 通报, 更正, 撤销, 重新办理.
import type { Instant } from '../../src/domain/time.ts'
import type { Command } from './given.ts'
import { named } from './yunling.ts'

const SECRET = '见附件（机密★20年）'

/** `which` chooses among the ways in which a command of this kind can be odd. */
export function twistedOutcome(command: Command, which: number, at: Instant): Command {
  const one = <T>(...ways: readonly T[]): T => ways[which % ways.length] as T
  switch (command.action) {
    case 'presentBrief':
      return { ...command, summary: one('', SECRET, null) }
    case 'clear':
      return {
        ...command,
        ...one<Partial<typeof command>>({ summary: '另一段文字。' }, { opinion: SECRET }),
      }
    case 'amendAndClear':
      return { ...command, summary: one(' ', SECRET, null) }
    case 'returnBrief':
      return {
        ...command,
        ...one<Partial<typeof command>>(
          { opinion: '' },
          { opinion: SECRET },
          { returnTo: null },
          { returnTo: 'D99', reworkDeadline: at + 1 },
          { returnTo: 'D07', reworkDeadline: null },
          { returnTo: 'D07', reworkDeadline: at },
        ),
      }
    case 'reportUp':
      return { ...command, documentNumber: one(' ', SECRET) }
    case 'draftBulletin':
      return {
        ...command,
        ...one<Partial<typeof command>>(
          { summary: '' },
          { summary: SECRET },
          { scope: [] },
          { scope: ['D99'] },
          { leaders: [] },
          { leaders: ['ou_nobody', named('施工')] },
        ),
      }
    case 'issueBulletin':
    case 'returnBulletin':
      return { ...command, opinion: one('', SECRET) }
    case 'giveInstruction':
      return { ...command, instruction: one('', SECRET) }
    default:
      return twistedReversal(command, which, at)
  }
}

/** What turns back or changes what was decided. */
function twistedReversal(command: Command, which: number, at: Instant): Command {
  const one = <T>(...ways: readonly T[]): T => ways[which % ways.length] as T
  switch (command.action) {
    case 'redo':
      return {
        ...command,
        ...one<Partial<typeof command>>(
          { reason: '' },
          { reason: SECRET },
          { departments: [] },
          { departments: ['D99'] },
          { departments: ['D04'] },
          { reworkDeadline: null },
          { reworkDeadline: at },
        ),
      }
    case 'recordOpinion':
      return {
        ...command,
        ...one<Partial<typeof command>>(
          { grade: null },
          { note: SECRET },
          { reworkDeadline: null },
          { reworkDeadline: at },
        ),
      }
    case 'consentToRedo':
      return { ...command, reworkDeadline: one(null, at) }
    case 'proposeCancellation':
      return { ...command, reason: one('', SECRET) }
    case 'correct':
      return {
        ...command,
        ...one<Partial<typeof command>>(
          { patch: {} },
          { reason: ' ' },
          { patch: { content: SECRET } },
          { patch: { title: '' } },
          { patch: { deadline: at } },
          { patch: { lead: 'D99' } },
          { patch: { co: ['D07', 'D04', 'D04'] } },
          { patch: { co: ['D04', 'D99'] } },
          { patch: { superiorDeadline: at + 1 } },
          { patch: { copies: null, content: ' ' } },
        ),
      }
    case 'eraseAttachment':
      return {
        ...command,
        ...one<Partial<typeof command>>({ reason: '' }, { attachmentId: 'none' }),
      }
    default:
      return command
  }
}
