// The roads of a matter as the demo tells them: who is next, why, and what the demonstration fills in.
import { addDays, dayOf, type Instant, localTime } from './domain/time.ts'
import type { Road, Stage } from './local-feishu/page/desk.ts'

/** A full working week: the reminder two days before it falls on a working day as well. */
const DAYS_TO_DEADLINE = 9

/** The superior waits longer than the department has. */
const DAYS_TO_SUPERIOR_DEADLINE = 16

/** What the department asks for, from the day on which it asks. */
const DAYS_TO_EXTENDED_DEADLINE = 23

const MAYOR = 'ou_test_p01'
/** Answers for agriculture. */
const VICE_MAYOR = 'ou_test_p04'

const SUMMARY = '已建成户用沼气池120座，完成年度任务的80%；后续管护力量不足，已明确整改时限。'

const DRAFT: Stage = {
  title: '督查立项',
  step: '立项',
  why: '督查室写明督查内容、办结时间、材料格式三要素，呈分管区领导阅批。',
  buttons: ['呈请立项'],
  fill: draft,
}

function draft(now: Instant) {
  return {
    title: '农村沼气建设工作',
    category: '7',
    source: '区政府办公室',
    source_document: `云政办督〔${localTime(now).year}〕5号`,
    content: '督查“农村沼气建设工作”的落实情况：完成情况（附数据）、存在问题和不足、下一步安排。',
    lead: 'D09',
    deadline: `${workdayAfter(now, DAYS_TO_DEADLINE)} 17:30`,
    copies: '1',
    seal: 'yes',
    electronic: 'yes',
    signature: 'yes',
    approver: VICE_MAYOR,
    not_secret: 'yes',
  }
}

const DOCKET: Stage = {
  title: '立项阅批',
  step: '阅批',
  why: '分管副区长阅批，一次点击即立项、编号，并交给牵头部门。',
  buttons: ['同意立项'],
  fill: () => ({ opinion: '请农业农村局抓紧办理，重点摸清后续管护问题。' }),
}

const HANDOVER: Stage = {
  title: '交办通知',
  step: '签收',
  why: '部门督查工作人员签收，写出拟办建议，呈主要领导批办。',
  buttons: ['签收并呈批'],
  fill: () => ({ suggestion: '拟由农村能源科具体办理。' }),
}

const INSTRUCT: Stage = {
  title: '领导批办',
  step: '批办',
  why: '主要领导决定由谁办、怎么办。',
  buttons: ['批办'],
  fill: () => ({
    mode: 'section',
    opinion: '请农村能源科抓紧办理，问题要写实。',
    handlers: ['ou_test_p37'],
  }),
}

const HANDLE: Stage = {
  title: '办理任务',
  step: '办理',
  why: '承办人随时记下进展和问题，办完即交督查工作人员汇总。',
  buttons: ['报进展', '办理完毕'],
  fill: () => ({
    achievement: '已建成户用沼气池120座，完成年度任务的80%。',
    problem: '部分村组后续管护力量不足，配件供应不及时。',
  }),
}

const COMPILE: Stage = {
  title: '汇总材料',
  step: '汇总',
  why: '督查工作人员把进展汇总成反馈材料，过了检查才能呈审签。',
  buttons: ['呈领导审签'],
  fill: () => ({
    achievements: '已建成户用沼气池120座，完成年度任务的80%。',
    problems: '部分村组后续管护力量不足，配件供应不及时。',
    next_steps: '月底前完成剩余30座建设，逐村落实管护员。',
  }),
}

const SIGNOFF: Stage = {
  title: '请审签',
  step: '审签',
  why: '主要领导审签第几版，就报送第几版，一字不差。',
  buttons: ['同意审签'],
  fill: () => ({}),
}

const SUBMIT: Stage = {
  title: '报送材料',
  step: '报送',
  why: '材料备齐（份数、公章、电子稿、签字）后报送区政府督查室。',
  buttons: ['报送'],
  fill: () => ({
    copies_ready: 'yes',
    sealed: 'yes',
    electronic_ready: 'yes',
    wet_signed: 'yes',
  }),
}

const REVIEW: Stage = {
  title: '审核反馈材料',
  step: '审核',
  why: '督查室对照督查内容审核反馈材料。',
  buttons: ['通过'],
  fill: () => ({}),
}

const CONSOLIDATE: Stage = {
  title: '汇总反馈',
  step: '反馈',
  why: '督查室写出汇总意见，反馈批示领导，事项办结。',
  buttons: ['反馈领导'],
  fill: () => ({
    summary: SUMMARY,
    leaders: [VICE_MAYOR],
  }),
}

const FEEDBACK: Stage = {
  title: '督查结果',
  step: '阅示',
  why: '领导看到结果：已阅，或再作批示。',
  buttons: ['已阅'],
  fill: () => ({}),
}

/** What came from above says so on the same card. */
const DRAFT_FROM_ABOVE: Stage = {
  ...DRAFT,
  why: '上级（含区委）交办的，写明交办机关和上级时限；其余三要素照常。',
  fill: (now) => ({
    ...draft(now),
    category: '2',
    source: '青禾市人民政府办公室',
    source_document: `青政办督〔${localTime(now).year}〕12号`,
    superior: 'yes',
    superior_organ: '青禾市人民政府办公室',
    superior_deadline: `${workdayAfter(now, DAYS_TO_SUPERIOR_DEADLINE)} 17:30`,
  }),
}

const PRESENT_BRIEF: Stage = {
  title: '汇总反馈',
  step: '呈审',
  why: '督查室核定上报文字，生成督查专报，呈分管副区长、区长审核。',
  buttons: ['呈区领导审核'],
  fill: () => ({ summary: SUMMARY }),
}

const CLEAR_BY_VICE_MAYOR: Stage = {
  title: '上报审核',
  step: '副区长审核',
  reader: VICE_MAYOR,
  why: '分管副区长审核督查专报全文；改动后同意的，改动处随卡片送区长。',
  buttons: ['同意上报'],
  fill: () => ({}),
}

const CLEAR_BY_MAYOR: Stage = {
  title: '上报审核',
  step: '区长审核',
  reader: MAYOR,
  why: '区长审核的与副区长审核的是同一份文字；文字一改，先前的同意即失效。',
  buttons: ['同意上报'],
  fill: () => ({}),
}

const REPORT_UP: Stage = {
  title: '上报登记',
  step: '上报',
  why: '两位领导都同意了，督查室才能上报；登记回执，事项办结。',
  buttons: ['已上报'],
  fill: (now) => ({ document_number: `青政督收〔${localTime(now).year}〕118号` }),
}

const ASK_FOR_TIME: Stage = {
  title: '办理任务',
  step: '申请',
  why: '时限内办不完的，承办人提出延期。可先按“到提前催办那天”，看机器人怎样提醒。',
  buttons: ['申请延期'],
  fill: () => ({ achievement: '已建成户用沼气池96座，完成年度任务的64%。' }),
}

const PRESENT_EXTENSION: Stage = {
  title: '申请延期',
  step: '拟写',
  why: '督查工作人员写明延至何时、原因和进展，呈主要领导同意。',
  buttons: ['呈领导同意'],
  fill: (now) => ({
    to: `${workdayAfter(now, DAYS_TO_EXTENDED_DEADLINE)} 17:30`,
    reason_kind: 'weather',
    reason: '连续降雨，施工道路中断，余下54座沼气池无法按期完工。',
    progress: '已建成户用沼气池96座，完成年度任务的64%。',
  }),
}

const RELEASE: Stage = {
  title: '对外申请',
  step: '同意',
  why: '以本单位名义报出的申请，须经主要领导同意。',
  buttons: ['同意申请'],
  fill: () => ({}),
}

const GRANT: Stage = {
  title: '延期审批',
  step: '审批',
  why: '督查室主任或区政府办副主任审批，先办者为准；同意后各张卡片的时限随即更新。',
  buttons: ['同意延期'],
  fill: () => ({ opinion: '同意延期，请抓紧施工。' }),
}

const OPENING: Road['opening'] = {
  openId: 'ou_test_p08',
  say: '立项',
  why: '督查室发起：对督办说“立项”，它就送来督查立项卡片。',
}

const TO_THE_HANDLER = [DOCKET, HANDOVER, INSTRUCT]
const BACK_TO_THE_OFFICE = [HANDLE, COMPILE, SIGNOFF, SUBMIT, REVIEW]

/** The first one is the main road, with which the demo begins. */
export const DEMO_ROADS: readonly [Road, ...Road[]] = [
  {
    name: '一般事项',
    end: '这一件已经办结',
    opening: OPENING,
    stages: [DRAFT, ...TO_THE_HANDLER, ...BACK_TO_THE_OFFICE, CONSOLIDATE, FEEDBACK],
  },
  {
    name: '上级交办',
    end: '这一件已上报、办结',
    opening: OPENING,
    stages: [
      DRAFT_FROM_ABOVE,
      ...TO_THE_HANDLER,
      ...BACK_TO_THE_OFFICE,
      PRESENT_BRIEF,
      CLEAR_BY_VICE_MAYOR,
      CLEAR_BY_MAYOR,
      REPORT_UP,
    ],
  },
  {
    name: '申请延期',
    end: '这一件已经延期',
    opening: OPENING,
    stages: [DRAFT, ...TO_THE_HANDLER, ASK_FOR_TIME, PRESENT_EXTENSION, RELEASE, GRANT],
  },
]

/** A Friday's matter is due on a working day as well. */
function workdayAfter(now: Instant, days: number): string {
  const day = addDays(dayOf(now), days)
  const { weekday } = localTime(Date.parse(`${day}T04:00:00Z`))
  if (weekday === 6) return addDays(day, 2)
  return weekday === 0 ? addDays(day, 1) : day
}
