// 汇总材料 and 领导审签: the report's gate, its versions, and who signs exactly what (process §1.2 steps 6–7, §2).
import { describe, expect, test } from 'vitest'
import type { ReportEdit } from '../../src/domain/command.ts'
import { latestReport, liveSignOff } from '../../src/domain/matter.ts'
import { contentHashOf } from '../../src/domain/report.ts'
import { dateZh } from '../../src/domain/time.ts'
import { finished, given, instructed, presented, signedOff, submitted } from '../kit/given.ts'
import { goodReport, named } from '../kit/yunling.ts'

const present = (edit: ReportEdit) => ({ action: 'presentReport', edit }) as const
const sign = (edit: ReportEdit = {}) => ({ action: 'signOff', edit, opinion: '' }) as const
const amend = (edit: ReportEdit = {}) =>
  ({ action: 'amendAndSignOff', edit, opinion: '已改动。' }) as const
const giveBack = { action: 'returnReport', edit: {}, opinion: '请补充数据。' } as const

describe('呈领导审签', () => {
  test('过关的文本成为第1版，标题、主送自动生成，内容有唯一的哈希', () => {
    given(finished())
      .by('禾苗')
      .when(present(goodReport))
      .thenIs('待审签', ({ assignments: [lead] }, { acts }) => {
        const [report] = lead?.reports ?? []
        expect(report).toMatchObject({
          ...goodReport,
          reportVersion: 1,
          title: '云岭区农业农村局关于农村沼气建设工作落实情况的报告',
          addressee: '云岭区人民政府',
          by: named('禾苗'),
        })
        expect(report?.contentHash).toBe(contentHashOf(report?.content ?? ''))
        expect(acts).toMatchObject([
          { action: '呈领导审签', to: '待审签', contentHash: report?.contentHash },
        ])
        expect(lead?.reportDraft).toBeNull()
      })
  })

  test('三部分缺哪一部分都不行，一次说全', () => {
    given(finished())
      .by('禾苗')
      .when(present({}))
      .thenRefused('report', {
        findings: [
          { finding: 'empty', section: 'achievements' },
          { finding: 'noProblem' },
          { finding: 'empty', section: 'nextSteps' },
        ],
      })
  })

  test('问题写“无”，须确认并写明核查方式和依据', () => {
    const none = { ...goodReport, problems: '无。' }
    const noProblem = { findings: [{ finding: 'noProblem' }] }
    given(finished())
      .by('禾苗')
      .when(present(none))
      .thenRefused('report', noProblem)
      .when(present({ ...none, noProblemConfirmed: true }))
      .thenRefused('report', noProblem)
      .when(present({ ...none, noProblemConfirmed: true, verification: '9月16日查了3村' }))
      .thenRefused('report', noProblem)
      .when(present({ ...none, verification: '9月16日实地查看3个村，未见问题' }))
      .thenRefused('report', noProblem)
      .when(
        present({
          ...none,
          noProblemConfirmed: true,
          verification: '9月16日实地查看3个村，未见问题',
        }),
      )
      .thenIs('待审签', ({ assignments: [lead] }, { acts }) => {
        expect(acts).toMatchObject([
          {
            details: { noProblemConfirmed: 'yes', verification: '9月16日实地查看3个村，未见问题' },
          },
        ])
        expect(JSON.parse(lead?.reports[0]?.content ?? '')).toMatchObject({
          verification: { noProblemConfirmed: true },
        })
      })
  })

  test('带密级标志的不收，也不存成报告稿', () => {
    const edit = { ...goodReport, problems: '详见秘密★件' }
    given(finished())
      .by('禾苗')
      .when(present(edit))
      .thenRefused('secrecyMark')
      .when({ action: 'draftReport', edit })
      .thenRefused('secrecyMark')
  })

  test('生成报告稿只存不呈，没写完也可以存；呈时没填的按存的', () => {
    const { achievements, ...rest } = goodReport
    given(finished())
      .by('禾苗')
      .when({ action: 'draftReport', edit: { achievements } })
      .thenIs('汇总中', ({ assignments: [lead] }, { acts }) => {
        expect(lead?.reports).toEqual([])
        expect(acts).toMatchObject([{ action: '生成报告稿', turn: null }])
      })
      .when(present(rest))
      .thenIs('待审签', ({ assignments: [lead] }) =>
        expect(lead?.reports).toMatchObject([goodReport]),
      )
  })

  test.each([
    ['谷雨', 'otherStanding'],
    ['田守稼', 'otherStanding'],
    ['蒋小棠', 'otherStanding'],
  ] as const)('%s不能代督查工作人员呈报', (name, reason) => {
    given(finished()).by(name).when(present(goodReport)).thenRefused(reason)
  })

  test('办理中还不能呈', () => {
    given(instructed()).by('禾苗').when(present(goodReport)).thenRefused('wrongStatus')
  })
})

describe('同意审签', () => {
  test('签的是这一版的这个哈希，成文日期是审签那天', () => {
    given(presented())
      .by('田守稼')
      .on('2026-09-18', '09:10')
      .when({ ...sign(), opinion: '同意。' })
      .thenIs('已审签', ({ assignments: [lead] }, { acts }) => {
        const signed = lead && liveSignOff(lead)
        expect(signed).toMatchObject({
          reportVersion: 1,
          contentHash: lead && latestReport(lead)?.contentHash,
          by: named('田守稼'),
          actingFor: null,
        })
        expect(signed && dateZh(signed.at)).toBe('2026年9月18日')
        expect(acts).toMatchObject([
          { action: '同意审签', contentHash: signed?.contentHash, details: { opinion: '同意。' } },
        ])
      })
  })

  test('表单里文字没变的，照签', () => {
    const same = { ...goodReport, problems: ` ${goodReport.problems}\r\n` }
    given(presented()).by('田守稼').when(sign(same)).thenIs('已审签')
  })

  test.each(['achievements', 'problems', 'nextSteps', 'verification'] as const)(
    '%s 改动过的，请点“修改后审签”',
    (field) => {
      given(presented())
        .by('田守稼')
        .when(sign({ ...goodReport, [field]: '改了一句。' }))
        .thenRefused('textChanged')
        .when(sign({ [field]: '改了一句。' }))
        .thenRefused('textChanged')
    },
  )

  test('把一段清空也是改动，没带上来的字段不是', () => {
    given(presented())
      .by('田守稼')
      .when(sign({ problems: '' }))
      .thenRefused('textChanged')
      .when(sign({ achievements: goodReport.achievements }))
      .thenIs('已审签')
  })

  test.each(['禾苗', '谷雨', '钱守诚', '温如松', '沈维岳'])('%s不能审签', (name) => {
    given(presented()).by(name).when(sign()).thenRefused('otherStanding', { standing: 'head' })
  })

  test('没呈上来的不能签', () => {
    given(finished()).by('田守稼').when(sign()).thenRefused('wrongStatus', { status: '汇总中' })
  })

  test('意见带密级标志的不收', () => {
    given(presented())
      .by('田守稼')
      .when({ ...sign(), opinion: '见机密★件' })
      .thenRefused('secrecyMark')
  })
})

describe('修改后审签', () => {
  test('改了的成为新的一版，签的是新版', () => {
    given(presented())
      .by('田守稼')
      .when(amend({ problems: '个别村组管护力量不足，已列出清单。' }))
      .thenIs('已审签', ({ assignments: [lead] }, { acts }) => {
        expect(lead?.reports).toMatchObject([
          { reportVersion: 1, ...goodReport, by: named('禾苗') },
          {
            reportVersion: 2,
            achievements: goodReport.achievements,
            problems: '个别村组管护力量不足，已列出清单。',
            nextSteps: goodReport.nextSteps,
            by: named('田守稼'),
          },
        ])
        expect(lead && liveSignOff(lead)).toMatchObject({ reportVersion: 2 })
        expect(acts).toMatchObject([
          { action: '修改后审签', contentHash: lead?.reports[1]?.contentHash },
        ])
      })
  })

  test('一字未改的，签的就是原版，不生新版', () => {
    given(presented())
      .by('田守稼')
      .when(amend(goodReport))
      .thenIs('已审签', ({ assignments: [lead] }) => {
        expect(lead?.reports).toHaveLength(1)
        expect(lead && liveSignOff(lead)).toMatchObject({ reportVersion: 1 })
      })
  })

  test('改的也要过关', () => {
    given(presented())
      .by('田守稼')
      .when(amend({ problems: '暂无' }))
      .thenRefused('report', { findings: [{ finding: 'noProblem' }] })
      .when(amend({ nextSteps: '按绝密★件办' }))
      .thenRefused('secrecyMark')
  })
})

describe('退回修改、撤回审签', () => {
  test('退回修改要写意见，材料回到督查工作人员手里，旧版留着', () => {
    given(presented())
      .by('田守稼')
      .when({ ...giveBack, opinion: ' ' })
      .thenRefused('opinionMissing')
      .when(giveBack)
      .thenIs('汇总中', ({ assignments: [lead] }) =>
        expect(lead).toMatchObject({
          returnOpinion: '请补充数据。',
          reports: [{ reportVersion: 1 }],
          reworkDeadline: null,
        }),
      )
      .by('禾苗')
      .when(present({ achievements: '已建成户用沼气池126座。' }))
      .thenIs('待审签', ({ assignments: [lead] }) =>
        expect(lead?.reports).toMatchObject([
          { reportVersion: 1, achievements: goodReport.achievements },
          { reportVersion: 2, achievements: '已建成户用沼气池126座。' },
        ]),
      )
  })

  test('退回时表单里顺手改的字不算数', () => {
    given(presented())
      .by('田守稼')
      .when({ ...giveBack, edit: { problems: '改了一句。' } })
      .thenIs('汇总中', ({ assignments: [lead] }) =>
        expect(lead?.reports).toMatchObject([goodReport]),
      )
  })

  test('撤回审签：报送之前可以，原来的签不再算数', () => {
    given(signedOff())
      .by('田守稼')
      .when({ action: 'withdrawSignOff' })
      .thenIs('待审签', ({ assignments: [lead] }, { acts }) => {
        expect(lead && liveSignOff(lead)).toBeUndefined()
        expect(lead?.signOffs).toHaveLength(1)
        expect(acts).toMatchObject([{ action: '撤回审签', from: '已审签', to: '待审签' }])
      })
      .when(sign())
      .thenIs('已审签', ({ assignments: [lead] }) => expect(lead?.signOffs).toHaveLength(2))
  })

  test('报送之后不能撤回审签', () => {
    given(submitted())
      .by('田守稼')
      .when({ action: 'withdrawSignOff' })
      .thenRefused('wrongStatus', { status: '已报送', last: { action: '报送' } })
  })
})
