// Manners of everything the bot says in words (conversation §1.8, §1.9), over all it can say.
import { expect, test } from 'vitest'
import * as answers from '../../cards/answers.ts'
import { confirmCard } from '../../cards/confirm.ts'
import type { Card } from '../../cards/element.ts'
import { helpCard } from '../../cards/help.ts'
import { noteCard } from '../../cards/note.ts'
import { refusalText } from '../../cards/refusal.ts'
import { findingText } from '../../cards/refusal-gaps.ts'
import { statusCard } from '../../cards/status.ts'
import * as toasts from '../../cards/toast.ts'
import type { CardSubject } from '../../cards/view.ts'
import { leadOf } from '../../src/domain/matter.ts'
import type { DocketGap, Refusal, ReportFinding } from '../../src/domain/refusal.ts'
import { ACTION_ZH, type Action, STANDING_ZH, type Standing } from '../../src/domain/terms.ts'
import { validateCard } from '../../src/local-feishu/card-schema.ts'
import { BIOGAS, DISTRICT, on, P, STAGES, upTo, viewOf } from './course.ts'
import { textOf } from './golden.ts'

const MATTERS = STAGES.map((stage) => upTo(stage))
const AT = on('2026-09-22', '09:00')
const ACT = upTo('signed').history.at(-1) ?? null

const GAPS: readonly DocketGap[] = [
  { gap: 'points', missing: ['content', 'seal'] },
  { gap: 'choices', missing: ['category', 'lead', 'approver'] },
  { gap: 'texts', missing: ['title', 'source', 'superiorOrgan', 'superiorDeadline'] },
  { gap: 'pastDeadline' },
  { gap: 'pastCoDeadline' },
  { gap: 'superiorDeadline' },
  { gap: 'coDeadline' },
  { gap: 'secrecyNotDenied' },
  { gap: 'leadIsCo' },
  { gap: 'leadLacks', department: '区住建局', missing: ['head', 'officer', 'viceMayor'] },
  { gap: 'coLacks', department: '区住建局', missing: ['head', 'officer'] },
  { gap: 'approver', allowed: [] },
]

const FINDINGS: readonly ReportFinding[] = [
  { finding: 'empty', section: 'achievements' },
  { finding: 'empty', section: 'nextSteps' },
  { finding: 'noProblem' },
  { finding: 'secrecy' },
  { finding: 'reply', missing: ['class', 'contact'] },
  { finding: 'tooLong', section: 'problems' },
  { finding: 'request', words: '恳请' },
]

/** One at least of every reason; a new reason fails the compiler here until it has one. */
const REFUSALS: Readonly<Record<Refusal['reason'], readonly Refusal[]>> = {
  stranger: [{ reason: 'stranger' }],
  notYours: [{ reason: 'notYours' }],
  otherStanding: (Object.keys(STANDING_ZH) as Standing[]).map((standing) => ({
    reason: 'otherStanding',
    standing,
  })),
  ownRequest: [{ reason: 'ownRequest' }],
  overtaken: [
    { reason: 'overtaken', act: null, again: false },
    { reason: 'overtaken', act: ACT, again: true },
    ...MATTERS.flatMap((matter) => matter.history).map(
      (act): Refusal => ({ reason: 'overtaken', act, again: false }),
    ),
  ],
  wrongStatus: [
    { reason: 'wrongStatus', action: '报送', status: '待审签', last: null },
    { reason: 'wrongStatus', action: '报送', status: '待审签', last: ACT },
  ],
  docket: [{ reason: 'docket', gaps: GAPS }],
  secrecyMark: [{ reason: 'secrecyMark' }],
  opinionMissing: [{ reason: 'opinionMissing', action: '退回修改' }],
  instruction: [
    { reason: 'instruction', missing: ['mode', 'handlers', 'opinion', 'leaderHandler'] },
  ],
  handlerUnknown: [{ reason: 'handlerUnknown' }],
  progressEmpty: [{ reason: 'progressEmpty' }],
  progressGone: [{ reason: 'progressGone' }],
  withdrawTooLate: [{ reason: 'withdrawTooLate', minutes: 5 }],
  alreadyFinished: [{ reason: 'alreadyFinished' }],
  report: [{ reason: 'report', findings: FINDINGS }],
  textChanged: [{ reason: 'textChanged' }],
  textMoved: [{ reason: 'textMoved' }],
  unsigned: [{ reason: 'unsigned' }],
  checklist: [
    { reason: 'checklist', missing: ['copiesReady', 'sealed', 'electronicReady', 'wetSigned'] },
  ],
  reworkDeadline: [
    { reason: 'reworkDeadline', fault: 'missing' },
    { reason: 'reworkDeadline', fault: 'past' },
  ],
  superiorNeedsLeaders: [{ reason: 'superiorNeedsLeaders', viceMayor: null, mayor: null }],
  notSuperior: [{ reason: 'notSuperior' }],
  briefChanged: [{ reason: 'briefChanged' }],
  twoLeaders: [{ reason: 'twoLeaders' }],
  putByAnother: [{ reason: 'putByAnother' }],
  returnToMissing: [{ reason: 'returnToMissing' }],
  documentNumberMissing: [{ reason: 'documentNumberMissing' }],
  scopeMissing: [{ reason: 'scopeMissing' }],
  instructionMissing: [{ reason: 'instructionMissing' }],
  gradeMissing: [{ reason: 'gradeMissing' }],
  opinionAwaited: [{ reason: 'opinionAwaited', until: '2026-10-18' }],
  leadersMissing: [{ reason: 'leadersMissing' }],
  summaryMissing: [{ reason: 'summaryMissing' }],
  departmentsMissing: [{ reason: 'departmentsMissing' }],
  tooLong: [
    { reason: 'tooLong', field: 'title', limit: 100 },
    { reason: 'tooLong', field: 'unheard-of', limit: 10 },
  ],
  matterUnknown: [{ reason: 'matterUnknown' }],
  deadlinePassed: [{ reason: 'deadlinePassed', deadline: AT }],
  blanks: [
    { reason: 'blanks', missing: ['to', 'reasonKind', 'extensionReason', 'progress'] },
    { reason: 'blanks', missing: ['question'] },
    { reason: 'blanks', missing: ['answer'] },
    { reason: 'blanks', missing: ['redirectReason'] },
    { reason: 'blanks', missing: ['specialReason', 'achievement'] },
  ],
  extensionTooLate: [{ reason: 'extensionTooLate' }],
  extensionsUsedUp: [{ reason: 'extensionsUsedUp', limit: 2 }],
  extensionTo: (['notLater', 'past', 'superior'] as const).map((fault) => ({
    reason: 'extensionTo',
    fault,
    limit: AT,
  })),
  applicationPending: (
    ['proposed', 'awaitingHead', 'awaitingOffice', 'awaitingAnswer', 'awaitingChief'] as const
  ).map((stage) => ({ reason: 'applicationPending', stage })),
  redirectTooLate: [{ reason: 'redirectTooLate', workdays: 3 }],
  redirectTo: [
    { reason: 'redirectTo', fault: 'missing' },
    { reason: 'redirectTo', fault: 'late' },
    { reason: 'redirectTo', fault: 'inside', department: '区财政局' },
  ],
  redirectLacks: [
    { reason: 'redirectLacks', department: '区财政局', missing: ['head', 'officer', 'viceMayor'] },
  ],
  passOn: (['notHandler', 'already', 'finished', 'officersOwn'] as const).map((fault) => ({
    reason: 'passOn',
    fault,
  })),
  nothingToCorrect: [{ reason: 'nothingToCorrect' }],
  notCorrectable: [
    { reason: 'notCorrectable', what: 'lead' },
    { reason: 'notCorrectable', what: 'other' },
  ],
  reasonMissing: [{ reason: 'reasonMissing', action: '撤销' }],
  petitionPending: [{ reason: 'petitionPending', petition: '更正' }],
  superiorDocumentMissing: [{ reason: 'superiorDocumentMissing' }],
  handedInAlready: [{ reason: 'handedInAlready', departments: ['区财政局', '区农业农村局'] }],
  departmentsSettled: [{ reason: 'departmentsSettled', status: '待汇总反馈' }],
  attachmentUnknown: [{ reason: 'attachmentUnknown' }],
  chaseTooSoon: [{ reason: 'chaseTooSoon', hours: 4 }],
  chaseExtended: [{ reason: 'chaseExtended' }],
  chaseHandedIn: [{ reason: 'chaseHandedIn' }],
  chaseEmpty: [{ reason: 'chaseEmpty' }],
}

function refusals(): string[] {
  return Object.values(REFUSALS).flatMap((held) =>
    held.flatMap((refusal) =>
      [null, upTo('signed'), upTo('drafted')].map((matter) =>
        refusalText(refusal, { organisation: DISTRICT, matter }),
      ),
    ),
  )
}

function toastTexts(): string[] {
  const done = (Object.keys(ACTION_ZH) as Action[]).flatMap((action) =>
    MATTERS.map(
      (matter) => toasts.successToast(action, matter, leadOf(matter) ?? null, DISTRICT, AT).content,
    ),
  )
  const fixed = [
    toasts.BUSY_TOAST,
    toasts.PENDING_TOAST,
    toasts.DROPPED_TOAST,
    toasts.CANCELLED_TOAST,
    toasts.REISSUED_TOAST,
  ]
  return [...done, ...fixed.map((toast) => toast.content)]
}

function answerTexts(): string[] {
  const fixed = Object.values(answers).filter((held) => typeof held === 'string')
  return [
    ...fixed,
    ...MATTERS.flatMap((matter) => [
      answers.recordedAnswer(matter, 'group'),
      answers.recordedAnswer(matter, 'private'),
      answers.statusAnswer(matter, DISTRICT, AT),
    ]),
    answers.unknownNumberAnswer('99号'),
    answers.nothingFoundAnswer('沼气'),
    answers.ambiguousAnswer([...MATTERS], 'private'),
    answers.refusedAnswer(
      { reason: 'unsigned' },
      { organisation: DISTRICT, matter: null },
      'group',
    ),
  ]
}

function cards(): Card[] {
  const internal = upTo('reported', { ...BIOGAS, classification: 'internal' })
  const subjects: CardSubject[] = [
    { text: '已完成摸底120户。' },
    { text: '已完成摸底120户。', dropped: true },
    { text: '已完成摸底120户。', progressId: leadOf(upTo('reported'))?.progress[0]?.id ?? '' },
    { text: '已完成摸底120户。', progressId: 'gone' },
  ]
  const actions: NonNullable<CardSubject['action']>[] = [
    'withdrawProposal',
    'withdrawFinish',
    'withdrawSignOff',
    'withdrawSubmission',
  ]
  return [...MATTERS, internal].flatMap((matter) => [
    ...['oc_test_d09', ...Object.values(P)].map((recipient) =>
      statusCard(
        viewOf('status', matter, recipient, AT, {
          assignmentId: null,
          turn: 0,
          recipientType: recipient.startsWith('oc_') ? 'chat' : 'person',
        }),
      ),
    ),
    ...subjects.map((subject) => noteCard(viewOf('note', matter, P.handler, AT, { subject }))),
    ...actions.map((action) =>
      confirmCard(viewOf('confirm', matter, P.handler, AT, { subject: { action } })),
    ),
  ])
}

function helps(): Card[] {
  return DISTRICT.people.map((person) => helpCard(person, DISTRICT, 2))
}

const SAID = [...refusals(), ...toastTexts(), ...answerTexts(), ...FINDINGS.map(findingText)]
const SHOWN = [...cards(), ...helps()]
/** Markdown parts its paragraphs by empty lines; those say nothing. */
const LINES = SHOWN.flatMap((card) => textOf(card).split('\n')).filter((line) => line !== '')
const ALL = [...new Set([...SAID, ...LINES])]

test('不用表情符号，不用感叹号', () => {
  expect(ALL.filter((text) => /\p{Extended_Pictographic}|[!！]/u.test(text))).toEqual([])
})

test('汉字旁边不用半角标点', () => {
  const halfWidth = /\p{Script=Han}[,;:?"'()]|[,;?"'()]\p{Script=Han}|\p{Script=Han}\.(?!\w)/u
  expect(ALL.filter((text) => halfWidth.test(text))).toEqual([])
})

test('没有空话、没有漏填的变量', () => {
  const faulty = /undefined|null|NaN|\[object|^\s*$|。。|，，|：$/u
  expect(ALL.filter((text) => faulty.test(text) && !LABELS.has(text))).toEqual([])
})

/** Labels that stand in front of their value. */
const LABELS: ReadonlySet<string> = new Set(['督查内容：', '办结时间：', '材料格式：'])

test('不提尚未提供的功能', () => {
  expect(ALL.filter((text) => /后续版本|敬请期待/u.test(text))).toEqual([])
})

test('每句拒绝和提示都有完整的句号', () => {
  const sentences = [...refusals(), ...toastTexts()]
  expect(sentences.filter((text) => !text.endsWith('。'))).toEqual([])
  expect(sentences.filter((text) => text.includes('\n'))).toEqual([])
})

test('每张卡片都在平台的限度之内', () => {
  expect(SHOWN.flatMap((card) => validateCard(card))).toEqual([])
})
