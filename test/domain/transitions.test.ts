// The two life cycles as graphs, and what the tables grant, in full.
import { describe, expect, test } from 'vitest'
import { isFinalAssignment, isFinalMatter } from '../../src/domain/deadline.ts'
import {
  ACTION_ZH,
  type Action,
  ASSIGNMENT_STATUS_ZH,
  type AssignmentAction,
  type AssignmentStatus,
  MATTER_STATUS_ZH,
  type MatterAction,
  type MatterStatus,
  STANDING_ZH,
  type Standing,
} from '../../src/domain/terms.ts'
import {
  ASSIGNMENT_TRANSITIONS,
  AUTOMATIC_STEPS,
  assignmentRow,
  MATTER_TRANSITIONS,
  matterRow,
} from '../../src/domain/transitions.ts'
import { LATER_ASSIGNMENT, LATER_MATTER } from '../kit/later.ts'

const MATTER_ACTIONS = Object.keys(MATTER_TRANSITIONS) as MatterAction[]
const ASSIGNMENT_ACTIONS = Object.keys(ASSIGNMENT_TRANSITIONS) as AssignmentAction[]
const STANDINGS = Object.keys(STANDING_ZH) as Standing[]

/** Where a way ends before a final status, and what will lead on. */
const WAITS_FOR_LATER: Partial<Record<MatterStatus, string>> = { awaitingOpinion: '登记' }

type Edges = ReadonlyMap<string, readonly string[]>

describe('状态流转', () => {
  test('督查事项：除留待以后步骤的，每个状态都走得到', () => {
    const reached = reachable(matterEdges(), 'drafting')
    const missing = Object.keys(MATTER_STATUS_ZH).filter((status) => !reached.has(status))
    expect(missing.sort()).toEqual(Object.keys(LATER_MATTER).sort())
  })

  test('督查事项：每个走得到的状态都能走到终结', () => {
    const edges = matterEdges()
    const stuck = [...reachable(edges, 'drafting')].filter(
      (status) => ![...reachable(edges, status)].some((end) => isFinalMatter(end as MatterStatus)),
    )
    expect(stuck).toEqual(Object.keys(WAITS_FOR_LATER))
  })

  test('交办件：除留待以后步骤的，每个状态都走得到', () => {
    const reached = reachable(assignmentEdges(), 'awaitingReceipt')
    const missing = Object.keys(ASSIGNMENT_STATUS_ZH).filter((status) => !reached.has(status))
    expect(missing.sort()).toEqual(Object.keys(LATER_ASSIGNMENT).sort())
  })

  test('交办件：每个走得到的状态都能走到终结', () => {
    const edges = assignmentEdges()
    const stuck = [...reachable(edges, 'awaitingReceipt')].filter(
      (status) =>
        ![...reachable(edges, status)].some((end) => isFinalAssignment(end as AssignmentStatus)),
    )
    expect(stuck).toEqual([])
  })

  test('终结的状态不再有出路，只有“退回部门”能重开交办件', () => {
    const leaving = (edges: Edges, isFinal: (status: never) => boolean) =>
      [...edges].filter(([from, to]) => isFinal(from as never) && to.length > 0)
    expect(leaving(matterEdges(), isFinalMatter)).toEqual([])
    expect(leaving(assignmentEdges(), isFinalAssignment)).toEqual([
      ['passed', ['compiling']],
      ['notProvided', ['compiling']],
    ])
  })
})

describe('谁在什么状态下可以办什么', () => {
  test('督查事项', () => {
    expect(table(MATTER_STATUS_ZH, MATTER_ACTIONS, matterRow)).toMatchInlineSnapshot(`
      "拟立项 经办人：存为草稿、呈请立项→待阅批、删除草稿
      待阅批 经办人：撤回呈请→拟立项
      待阅批 阅批领导：同意立项→办理中、退回修改→拟立项、不予立项→不予立项
      待汇总反馈 区政府督查室：反馈领导→已办结/待代表委员意见、退回部门→办理中
      待代表委员意见 接收反馈的领导：已阅
      已办结 接收反馈的领导：已阅"
    `)
  })

  test('交办件', () => {
    expect(table(ASSIGNMENT_STATUS_ZH, ASSIGNMENT_ACTIONS, assignmentRow)).toMatchInlineSnapshot(`
      "待签收 区政府督查室：答复、催办
      待签收 督查工作人员：签收并呈批→待批办、有疑问、申请改派、申请延期、呈领导同意、呈领导同意
      待签收 主要领导：同意申请、同意报送、退回
      待签收 承办人：申请延期
      待签收 区政府督查室主任：同意延期、不同意、同意改派→已改派、不同意、改派→已改派
      待签收 区政府办副主任：同意延期、不同意、特批延期
      待批办 区政府督查室：答复、催办
      待批办 督查工作人员：签收并呈批、申请延期、呈领导同意、呈领导同意
      待批办 主要领导：批办→办理中、同意申请、同意报送、退回
      待批办 承办人：申请延期
      待批办 区政府督查室主任：同意延期、不同意、同意改派→已改派、不同意、改派→已改派
      待批办 区政府办副主任：同意延期、不同意、特批延期
      办理中 区政府督查室：答复、催办
      办理中 督查工作人员：报进展、撤回、作废、更正归属、原消息已撤回、汇总→汇总中、签收并呈批、申请延期、呈领导同意、呈领导同意、转办
      办理中 主要领导：改批→办理中、同意申请、同意报送、退回、转办
      办理中 承办人：报进展、撤回、作废、更正归属、原消息已撤回、办理完毕→汇总中、撤回办理完毕→办理中、申请延期
      办理中 填报人：撤回、作废、更正归属、原消息已撤回
      办理中 区政府督查室主任：同意延期、不同意、同意改派→已改派、不同意、改派→已改派
      办理中 区政府办副主任：同意延期、不同意、特批延期
      汇总中 区政府督查室：答复、催办
      汇总中 督查工作人员：报进展、撤回、作废、更正归属、原消息已撤回、生成报告稿、呈领导审签→待审签、签收并呈批、申请延期、呈领导同意、呈领导同意
      汇总中 主要领导：同意申请、同意报送、退回
      汇总中 承办人：报进展、撤回、作废、更正归属、原消息已撤回、撤回办理完毕→办理中、申请延期
      汇总中 填报人：撤回、作废、更正归属、原消息已撤回
      汇总中 区政府督查室主任：同意延期、不同意、同意改派→已改派、不同意、改派→已改派
      汇总中 区政府办副主任：同意延期、不同意、特批延期
      待审签 区政府督查室：答复、催办
      待审签 督查工作人员：撤回、作废、更正归属、原消息已撤回、签收并呈批、申请延期、呈领导同意、呈领导同意
      待审签 主要领导：同意审签→已审签、修改后审签→已审签、退回修改→汇总中、同意申请、同意报送、退回
      待审签 承办人：撤回、作废、更正归属、原消息已撤回、申请延期
      待审签 填报人：撤回、作废、更正归属、原消息已撤回
      待审签 区政府督查室主任：同意延期、不同意、同意改派→已改派、不同意、改派→已改派
      待审签 区政府办副主任：同意延期、不同意、特批延期
      已审签 区政府督查室：答复、催办
      已审签 督查工作人员：撤回、作废、更正归属、原消息已撤回、报送→已报送/已送牵头单位、签收并呈批、申请延期、呈领导同意、呈领导同意
      已审签 主要领导：撤回审签→待审签、同意申请、同意报送、退回
      已审签 承办人：撤回、作废、更正归属、原消息已撤回、申请延期
      已审签 填报人：撤回、作废、更正归属、原消息已撤回
      已审签 区政府督查室主任：同意延期、不同意、同意改派→已改派、不同意、改派→已改派
      已审签 区政府办副主任：同意延期、不同意、特批延期
      已报送 区政府督查室：通过→已通过、退回重新整理→汇总中
      已报送 督查工作人员：撤回、作废、更正归属、原消息已撤回、撤回报送→已审签
      已报送 承办人：撤回、作废、更正归属、原消息已撤回
      已报送 填报人：撤回、作废、更正归属、原消息已撤回
      已送牵头单位 区政府督查室：答复
      已送牵头单位 督查工作人员：撤回、作废、更正归属、原消息已撤回、撤回报送→已审签
      已送牵头单位 承办人：撤回、作废、更正归属、原消息已撤回
      已送牵头单位 填报人：撤回、作废、更正归属、原消息已撤回
      已送牵头单位 牵头单位督查工作人员：已收、退回补充→汇总中、提请协调
      已通过 督查工作人员：撤回、作废、更正归属、原消息已撤回
      已通过 承办人：撤回、作废、更正归属、原消息已撤回
      已通过 填报人：撤回、作废、更正归属、原消息已撤回"
    `)
  })
})

function matterEdges(): Edges {
  const edges = emptyEdges(MATTER_STATUS_ZH)
  for (const action of MATTER_ACTIONS) join(edges, matterRow(action).from, matterRow(action).to)
  join(edges, AUTOMATIC_STEPS.consolidate.from, [AUTOMATIC_STEPS.consolidate.to])
  return edges
}

function assignmentEdges(): Edges {
  const edges = emptyEdges(ASSIGNMENT_STATUS_ZH)
  for (const action of ASSIGNMENT_ACTIONS) {
    const { from, via, to } = assignmentRow(action)
    join(edges, from, via === undefined ? to : [via])
    if (via !== undefined) join(edges, [via], to)
  }
  join(edges, AUTOMATIC_STEPS.leaveOut.from, [AUTOMATIC_STEPS.leaveOut.to])
  join(edges, AUTOMATIC_STEPS.rework.from, [AUTOMATIC_STEPS.rework.to])
  return edges
}

function emptyEdges(statuses: object): Map<string, string[]> {
  return new Map(Object.keys(statuses).map((status) => [status, []]))
}

function join(edges: Map<string, string[]>, from: readonly string[], to: readonly string[]): void {
  for (const status of from) edges.get(status)?.push(...to)
}

function reachable(edges: Edges, start: string): Set<string> {
  const seen = new Set([start])
  for (const status of seen) for (const next of edges.get(status) ?? []) seen.add(next)
  return seen
}

/** One line per status and standing: everything that somebody in that standing may do there. */
function table<S extends string, A extends Action>(
  statuses: Readonly<Record<S, string>>,
  actions: readonly A[],
  rowOf: (action: A) => { from: readonly string[]; by: readonly Standing[]; to: readonly string[] },
): string {
  return (Object.keys(statuses) as S[])
    .flatMap((status) =>
      STANDINGS.flatMap((standing) => {
        const may = actions.filter(
          (action) => rowOf(action).from.includes(status) && rowOf(action).by.includes(standing),
        )
        if (may.length === 0) return []
        const written = may.map((action) => {
          const to = rowOf(action).to.map((next) => statuses[next as S])
          return to.length === 0 ? ACTION_ZH[action] : `${ACTION_ZH[action]}→${to.join('/')}`
        })
        return [`${statuses[status]} ${STANDING_ZH[standing]}：${written.join('、')}`]
      }),
    )
    .join('\n')
}
