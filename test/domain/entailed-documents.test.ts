// Which papers a step entails, and who gets them.
import { describe, expect, test } from 'vitest'
import { DOCUMENT_ZH } from '../../src/domain/document-facts.ts'
import { ENTAILED, entailedDocuments } from '../../src/domain/entailed-documents.ts'
import type { Assignment, Matter } from '../../src/domain/matter.ts'
import type { Brief, Bulletin, Clearance } from '../../src/domain/outcome.ts'
import type { PetitionAs } from '../../src/domain/petition.ts'
import { instantOf } from '../../src/domain/time.ts'
import {
  docketed,
  finished,
  given,
  matterAt,
  presented,
  proposed,
  signedOff,
} from '../kit/given.ts'
import { handedOver, named, yunling } from '../kit/yunling.ts'

const AT = instantOf('2026-09-16', '10:00')

function papers(before: Matter, after: Matter) {
  return entailedDocuments(before, after, yunling).map(({ saying, to, assignmentId }) => ({
    paper: DOCUMENT_ZH[saying.kind],
    department: after.assignments.find(({ id }) => id === assignmentId)?.departmentId ?? null,
    to: to.map((openId) => yunling.people.find((one) => one.openId === openId)?.name),
  }))
}

function saidOf(before: Matter, after: Matter) {
  return entailedDocuments(before, after, yunling).map(({ saying }) => saying)
}

function withLead(matter: Matter, patch: (lead: Assignment) => Partial<Assignment>): Matter {
  return {
    ...matter,
    assignments: matter.assignments.map((held) =>
      held.kind === 'lead' ? { ...held, ...patch(held) } : held,
    ),
  }
}

test('文种与收件人一览', () => {
  const rows = Object.entries(ENTAILED).map(
    ([kind, { to }]) => `${DOCUMENT_ZH[kind as keyof typeof DOCUMENT_ZH]} ${to.join('、')}`,
  )
  expect(rows).toEqual([
    '督查（交办）通知单 officers',
    '催办通知单 officers',
    '延期审批单 officers、supervision',
    '情况报告 officers',
    '答复函 officers',
    '征询意见表 officers',
    '督查专报 supervision',
    '通报 officers、supervision',
  ])
})

test('交接期间，公文发给接手的人', () => {
  const [notice] = entailedDocuments(proposed(), docketed(), {
    ...yunling,
    delegations: [handedOver],
  })
  expect(notice?.to).toEqual([named('谷雨')])
})

describe('同意立项', () => {
  test('每个单位的督查工作人员各得一份通知单', () => {
    expect(papers(proposed(), docketed())).toEqual([
      { paper: '督查（交办）通知单', department: 'D09', to: ['禾苗'] },
      { paper: '督查（交办）通知单', department: 'D04', to: ['金穗'] },
    ])
  })

  test('通知单写明牵头还是配合、各自的任务和时限', () => {
    const [lead, co] = saidOf(proposed(), docketed())
    expect([lead?.facts, co?.facts]).toMatchObject([
      { isLead: true, department: '云岭区农业农村局', co: ['云岭区财政局'] },
      { isLead: false, department: '云岭区财政局', lead: '云岭区农业农村局' },
    ])
  })
})

describe('审签', () => {
  test('同意审签：情况报告给本单位督查工作人员', () => {
    expect(papers(presented(), signedOff())).toEqual([
      { paper: '情况报告', department: 'D09', to: ['禾苗'] },
    ])
  })

  test('呈审、退回和没有变化的保存都没有文件', () => {
    expect(papers(finished(), presented())).toEqual([])
    given(presented())
      .by('田守稼')
      .when({ action: 'returnReport', edit: {}, opinion: '写具体些。' })
      .thenIs('汇总中', (matter) => expect(papers(presented(), matter)).toEqual([]))
    expect(papers(signedOff(), signedOff())).toEqual([])
  })

  test('建议提案的牵头单位另有答复函和征询意见表', () => {
    const proposal = { category: 6, proposalKind: 'suggestion', proposers: '宋知远' } as const
    const before = { ...presented(), ...proposal }
    const after = { ...signedOff(), ...proposal }
    expect(papers(before, after).map(({ paper }) => paper)).toEqual([
      '情况报告',
      '答复函',
      '征询意见表',
    ])
  })

  test('同一次审签总是同一份，成文日期是审签当日', () => {
    const [one] = entailedDocuments(presented(), signedOff(), yunling)
    const [same] = entailedDocuments(presented(), signedOff(), yunling)
    expect(one?.id).toBe(same?.id)
    expect(one?.contentHash).toBe(signedOff().assignments[0]?.signOffs[0]?.contentHash)
    expect(one?.saying.facts.date).toBe('2026年9月14日')
  })
})

test('催办：通知单给督查工作人员', () => {
  const before = docketed()
  const after = withLead(before, (lead) => ({
    chases: [
      {
        id: 'c1',
        assignmentId: lead.id,
        position: 1,
        text: '请于9月21日前反馈。',
        deadline: null,
        by: named('蒋小棠'),
        at: AT,
      },
    ],
  }))
  expect(papers(before, after)).toEqual([{ paper: '催办通知单', department: 'D09', to: ['禾苗'] }])
})

describe('延期', () => {
  const before = docketed()
  const decided = (stage: 'granted' | 'denied' | 'returned' | 'awaitingOffice'): Matter => {
    const lead = before.assignments[0]
    if (lead === undefined) throw new Error('nothing was handed over')
    const petition: PetitionAs<'extension'> = {
      id: 'p1',
      matterId: before.id,
      assignmentId: lead.id,
      position: 1,
      kind: 'extension',
      stage,
      by: named('禾苗'),
      at: AT,
      endedAt: stage === 'awaitingOffice' ? null : AT,
      facts: {
        to: instantOf('2026-09-30', '17:30'),
        reasonKind: 'weather',
        reason: '连续降雨。',
        progress: '已完成80%。',
        from: lead.deadline,
        releasedBy: named('田守稼'),
        releasedAt: AT,
        decidedBy: named('温如松'),
      },
    }
    return { ...before, petitions: [petition] }
  }

  test.each(['granted', 'denied'] as const)('%s：审批单给部门和督查室', (stage) => {
    expect(papers(before, decided(stage))).toEqual([
      { paper: '延期审批单', department: 'D09', to: ['禾苗', '蒋小棠', '温如松'] },
    ])
  })

  test.each(['returned', 'awaitingOffice'] as const)('%s：还没有审批，没有审批单', (stage) => {
    expect(papers(before, decided(stage))).toEqual([])
  })

  test('审批单写明结果', () => {
    const outcome = (stage: 'granted' | 'denied') => saidOf(before, decided(stage))[0]?.facts
    expect(outcome('granted')).toMatchObject({
      outcome: '同意延期至2026年9月30日（星期三）17:30',
      reasonKind: '天气灾害',
    })
    expect(outcome('denied')).toMatchObject({ outcome: '不同意延期' })
  })
})

test('上报：两位领导都同意后，专报给督查室，署区政府', () => {
  const passed = matterAt('passed')
  const brief: Brief = {
    id: 'b1',
    matterId: passed.id,
    briefVersion: 1,
    title: '云岭区人民政府关于农村沼气建设工作落实情况的报告',
    addressee: '云州市人民政府',
    summary: '已完成。',
    content: '{}',
    contentHash: 'h1',
    by: named('蒋小棠'),
    at: AT,
  }
  const vote: Clearance = {
    id: 'v1',
    matterId: passed.id,
    briefVersion: 1,
    contentHash: 'h1',
    post: 'mayor',
    by: named('沈维岳'),
    actingFor: null,
    opinion: '',
    at: AT,
    voidedAt: null,
  }
  const before: Matter = { ...passed, status: 'awaitingMayor', briefs: [brief] }
  const after: Matter = { ...before, status: 'awaitingReportUp', clearances: [vote] }
  expect(papers(before, after)).toEqual([
    { paper: '督查专报', department: null, to: ['蒋小棠', '温如松'] },
  ])
  expect(saidOf(before, after)[0]?.facts).toMatchObject({
    signature: '云岭区人民政府',
    addressee: '云州市人民政府',
    date: '2026年9月16日',
  })
  expect(papers(after, after)).toEqual([])
})

test('签发：通报给范围内各单位和督查室，签发前没有', () => {
  const passed = matterAt('passed')
  const bulletin: Bulletin = {
    id: 'n1',
    matterId: passed.id,
    position: 1,
    summary: '进展良好。',
    scope: ['D09', 'D04'],
    critical: false,
    alsoFeedback: false,
    leaders: [],
    content: '{}',
    contentHash: 'h2',
    by: named('蒋小棠'),
    at: AT,
    issuedBy: null,
    issuedFor: null,
    consentedBy: null,
    consentedFor: null,
    issuedAt: null,
    returnedAt: null,
  }
  const drafted: Matter = { ...passed, bulletins: [bulletin] }
  const issued: Matter = {
    ...passed,
    bulletins: [{ ...bulletin, issuedBy: named('罗思远'), issuedAt: AT }],
  }
  expect(papers(passed, drafted)).toEqual([])
  expect(papers(drafted, issued)).toEqual([
    { paper: '通报', department: null, to: ['禾苗', '金穗', '蒋小棠', '温如松'] },
  ])
  expect(saidOf(drafted, issued)[0]?.facts).toMatchObject({
    heading: '云岭区人民政府办公室关于农村沼气建设工作落实情况的通报',
    addressees: ['云岭区农业农村局', '云岭区财政局'],
  })
})
