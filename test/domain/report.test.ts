// The report itself: its title, its one hash, and what its gate takes for nothing (process §2).
import { describe, expect, test } from 'vitest'
import type { ReportEdit } from '../../src/domain/command.ts'
import { gateFindings, gateWarnings, reportTitle, saysNothing } from '../../src/domain/report.ts'
import { finished, given } from '../kit/given.ts'
import { docketOf } from '../kit/matters.ts'
import { goodReply, goodReport, yunling } from '../kit/yunling.ts'
import district from '../kit/yunling-matters.json' with { type: 'json' }

const text = { ...goodReport, noProblemConfirmed: false, verification: '' }

describe('标题与主送', () => {
  test.each(district.matters.map((matter) => [matter.id, matter] as const))(
    '%s',
    (id, { expected }) => {
      const before = finished(docketOf(id))
      const officer = yunling.people.find(
        (person) =>
          person.departmentId === before.lead && person.roles.includes('DEPT_SUPERVISION_OFFICER'),
      )
      const { assignment } = given(before)
        .by(officer?.name ?? '')
        .when({ action: 'presentReport', edit: { ...goodReport, ...goodReply } })
        .thenIs('待审签')
      expect(assignment.reports[0]).toMatchObject({
        title: expected.reportTitle,
        addressee: expected.addressee,
      })
    },
  )

  test.each([
    ['稳住经济措施贯彻落实情况', '稳住经济措施'],
    ['老旧小区改造推进情况', '老旧小区改造'],
    ['空气质量目标完成情况', '空气质量目标'],
    ['代表建议办理情况', '代表建议'],
    ['补贴发放情况核查', '补贴发放情况核查'],
    ['落实情况通报', '落实情况通报'],
    [' 防汛落实情况 ', '防汛'],
  ])('“%s”说成关于%s', (title, subject) => {
    expect(reportTitle('区应急局', title)).toBe(`区应急局关于${subject}落实情况的报告`)
  })
})

describe('内容关', () => {
  test.each([
    '',
    ' 　\n',
    '无',
    '无。',
    '（无）',
    '没有',
    '暂无',
    '暂无。',
    '目前无',
    '目前尚无问题',
    '暂时没有问题',
    '无问题',
    '无明显问题。',
    '没有问题和不足',
    '不存在问题',
    '未发现问题',
    '暂未发现问题和不足',
    '未发现存在的问题',
    '没有发现其他问题',
    '无重大问题，无不足',
    '截至目前，未发现明显问题。',
    '经排查，不存在突出问题',
    '无困难',
    '无 问 题 ！',
    '/',
    '——',
    'N/A',
    'None',
  ])('第二部分写“%s”，等于没写', (problems) => {
    expect(saysNothing(problems)).toBe(true)
    expect(gateFindings({ ...text, problems })).toEqual([{ finding: 'noProblem' }])
  })

  test.each([
    '无证经营问题仍然突出。',
    '没有专职管护人员。',
    '不足之处是管护力量不够。',
    '配件供应不及时。',
    '目前资金缺口120万元。',
    '未按期完成的有12户。',
    '问题不大，但有3户未通气。',
    '无专项资金。',
  ])('第二部分写“%s”，是写了', (problems) => {
    expect(saysNothing(problems)).toBe(false)
    expect(gateFindings({ ...text, problems })).toEqual([])
  })

  test('核查说明至少十个字，首尾空白不算', () => {
    const none = { ...text, problems: '无', noProblemConfirmed: true }
    const noProblem = [{ finding: 'noProblem' }]
    expect(gateFindings({ ...none, verification: '   九月十六日查了三村 ' })).toEqual(noProblem)
    expect(gateFindings({ ...none, verification: '九月十六日查了三个村' })).toEqual([])
  })

  test('报告里夹带请示，提醒但不拦', () => {
    const asking = { ...text, nextSteps: '恳请批准追加资金，妥否，请予解决。' }
    expect(gateFindings(asking)).toEqual([])
    expect(gateWarnings(asking).map((held) => held.finding === 'request' && held.words)).toEqual([
      '恳请',
      '请予解决',
      '请批准',
      '妥否',
    ])
    expect(gateWarnings(text)).toEqual([])
  })
})

describe('哈希', () => {
  test('只认标题、主送、三部分和核查说明', () => {
    const hash = (edit: ReportEdit, organisation = yunling) => {
      const { matter } = given(finished(), organisation)
        .by('禾苗')
        .when({ action: 'presentReport', edit: { ...goodReport, ...edit } })
        .thenIs('待审签')
      return matter.assignments[0]?.reports[0]?.contentHash
    }
    const other = { ...yunling, governmentName: '另一个区人民政府' }
    const hashes = [
      hash({}),
      hash({ achievements: '甲' }),
      hash({ problems: '乙' }),
      hash({ nextSteps: '丙' }),
      hash({ noProblemConfirmed: true }),
      hash({ verification: '丁' }),
      hash({}, other),
    ]
    expect(new Set(hashes).size).toBe(hashes.length)
    expect(hash({ problems: `${goodReport.problems} \r\n` })).toBe(hash({}))
  })
})
