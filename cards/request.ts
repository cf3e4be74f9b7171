// 对外申请: what is to leave the department in its name, in full, in front of the head (process §1.2).
import {
  type Application,
  applicationElements,
  droppedElements,
  sourceElements,
} from './application-facts.ts'
import { type AssignmentView, decisionCard, supersededCard } from './decision-frame.ts'
import { type Card, plain } from './element.ts'
import { textField } from './form-fields.ts'
import { contentElement, delegationPrefix, titleZh } from './matter-facts.ts'
import { petitionOn } from './petition-on.ts'
import { basisLine, spokenZh } from './phrases.ts'

export function requestCard(view: AssignmentView): Card {
  const petition = petitionOn(view, 'extension', 'redirect', 'cycle')
  if (petition === null) return supersededCard(view)
  return decisionCard(view, {
    said: (look) => [
      ...(look.live ? [plain(greeting(view, petition))] : droppedElements(petition)),
      ...applicationElements(view, petition, look.room),
      ...sourceElements(view, petition),
      contentElement(view.assignment, look.room),
    ],
    fields: () => [
      textField(view, {
        name: 'opinion',
        label: '意见',
        present: '',
        rows: 2,
        placeholder: '退回的请写明怎样修改',
      }),
    ],
    buttons: [
      { action: 'releaseApplication', type: 'primary' },
      { action: 'releaseCycle', type: 'primary' },
      { action: 'returnApplication', type: 'danger' },
    ],
    reason: basisLine('以本单位名义报出的申请和阶段进展，须经部门主要领导同意。'),
  })
}

function greeting(view: AssignmentView, { kind }: Application): string {
  const { matter, organisation, card: row } = view
  const delegation = delegationPrefix(view, 'head', kind === 'cycle' ? 'SIGN_REPORT' : 'INSTRUCT')
  const then = kind === 'cycle' ? '您同意后报区政府督查室' : '您同意后报区政府办审批'
  return `${spokenZh(organisation, row.recipient)}，您好。${delegation}现呈上“${titleZh(matter)}”${NAME_ZH[kind]}，请审阅。${then}。`
}

const NAME_ZH: Record<Application['kind'], string> = {
  extension: '延期申请',
  redirect: '改派申请',
  cycle: '阶段进展',
}
