// What 请确认 asks before 重新办理 given as words.

import { leadOf } from '../src/domain/matter.ts'
import { departmentZh } from '../src/domain/organisation.ts'
import type { ConfirmedCommand, ConfirmWords } from './confirm-words.ts'
import { labelledLine } from './element.ts'
import { quoted } from './fitting.ts'
import { textField, timeField } from './form-fields.ts'
import { matterName } from './phrases.ts'
import type { CardView } from './view.ts'

export const CONFIRM_OUTCOME = {
  redo: {
    button: '确认重新办理',
    question: (view, command) =>
      `确认重新办理“${matterName(view.matter)}”？确认后${departmentsZh(view, command)}按补正时限重新整理材料，原审签、报送作废，历次版本保留。`,
    said: (_, command, room) =>
      command.action === 'redo' && command.reason !== ''
        ? [labelledLine('原因', quoted(command.reason, room))]
        : [],
    fields: (view, command) =>
      command.action === 'redo'
        ? [
            ...(command.reason === ''
              ? [
                  textField(view, {
                    name: 'reason',
                    label: '原因和要求',
                    present: '',
                    rows: 2,
                    placeholder: '依据哪位领导的批示，要求补办什么',
                  }),
                ]
              : []),
            ...timeField(view, {
              name: 'rework_deadline',
              label: '补正时限',
              present: command.reworkDeadline,
            }),
          ]
        : [],
    why: '您发送了“重新办理”，须由您本人确认后生效。',
  },
} as const satisfies Record<'redo', ConfirmWords>

function departmentsZh({ matter, organisation }: CardView, command: ConfirmedCommand): string {
  const lead = leadOf(matter)?.departmentId
  const chosen = command.action === 'redo' ? command.departments : []
  const ids = chosen.length > 0 || lead === undefined ? chosen : [lead]
  return ids.map((id) => departmentZh(organisation, id)).join('、')
}
