// The main road of a matter as the demo tells it: who is next, why, and what the demonstration fills in.
import { addDays, dayOf, type Instant, localTime } from './domain/time.ts'

/** A full working week: the reminder two days before it falls on a working day as well. */
const DAYS_TO_DEADLINE = 9

export const DEMO_ROAD = {
  opening: {
    openId: 'ou_test_p08',
    say: '立项',
    why: '督查室发起：对督办说“立项”，它就送来督查立项卡片。',
  },
  stages: [
    {
      title: '督查立项',
      step: '立项',
      why: '督查室写明督查内容、办结时间、材料格式三要素，呈分管区领导阅批。',
      buttons: ['呈请立项'],
      fill: (now: Instant) => ({
        title: '农村沼气建设工作',
        category: '7',
        source: '区政府办公室',
        source_document: `云政办督〔${localTime(now).year}〕5号`,
        content:
          '督查“农村沼气建设工作”的落实情况：完成情况（附数据）、存在问题和不足、下一步安排。',
        lead: 'D09',
        deadline: `${workdayAfter(now)} 17:30`,
        copies: '1',
        seal: 'yes',
        electronic: 'yes',
        signature: 'yes',
        approver: 'ou_test_p04',
        not_secret: 'yes',
      }),
    },
    {
      title: '立项阅批',
      step: '阅批',
      why: '分管副区长阅批，一次点击即立项、编号，并交给牵头部门。',
      buttons: ['同意立项'],
      fill: () => ({ opinion: '请农业农村局抓紧办理，重点摸清后续管护问题。' }),
    },
    {
      title: '交办通知',
      step: '签收',
      why: '部门督查工作人员签收，写出拟办建议，呈主要领导批办。',
      buttons: ['签收并呈批'],
      fill: () => ({ suggestion: '拟由农村能源科具体办理。' }),
    },
    {
      title: '领导批办',
      step: '批办',
      why: '主要领导决定由谁办、怎么办。',
      buttons: ['批办'],
      fill: () => ({
        mode: 'section',
        opinion: '请农村能源科抓紧办理，问题要写实。',
        handlers: ['ou_test_p37'],
      }),
    },
    {
      title: '办理任务',
      step: '办理',
      why: '承办人随时记下进展和问题，办完即交督查工作人员汇总。',
      buttons: ['报进展', '办理完毕'],
      fill: () => ({
        achievement: '已建成户用沼气池120座，完成年度任务的80%。',
        problem: '部分村组后续管护力量不足，配件供应不及时。',
      }),
    },
    {
      title: '汇总材料',
      step: '汇总',
      why: '督查工作人员把进展汇总成反馈材料，过了检查才能呈审签。',
      buttons: ['呈领导审签'],
      fill: () => ({
        achievements: '已建成户用沼气池120座，完成年度任务的80%。',
        problems: '部分村组后续管护力量不足，配件供应不及时。',
        next_steps: '月底前完成剩余30座建设，逐村落实管护员。',
      }),
    },
    {
      title: '请审签',
      step: '审签',
      why: '主要领导审签第几版，就报送第几版，一字不差。',
      buttons: ['同意审签'],
      fill: () => ({}),
    },
    {
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
    },
    {
      title: '审核反馈材料',
      step: '审核',
      why: '督查室对照督查内容审核反馈材料。',
      buttons: ['通过'],
      fill: () => ({}),
    },
    {
      title: '汇总反馈',
      step: '反馈',
      why: '督查室写出汇总意见，反馈批示领导，事项办结。',
      buttons: ['反馈领导'],
      fill: () => ({
        summary: '已建成户用沼气池120座，完成年度任务的80%；后续管护力量不足，已明确整改时限。',
        leaders: ['ou_test_p04'],
      }),
    },
    {
      title: '督查结果',
      step: '阅示',
      why: '领导看到结果：已阅，或再作批示。',
      buttons: ['已阅'],
      fill: () => ({}),
    },
  ],
} as const

/** A Friday's matter is due on a working day as well. */
function workdayAfter(now: Instant): string {
  const day = addDays(dayOf(now), DAYS_TO_DEADLINE)
  const { weekday } = localTime(Date.parse(`${day}T04:00:00Z`))
  if (weekday === 6) return addDays(day, 2)
  return weekday === 0 ? addDays(day, 1) : day
}
