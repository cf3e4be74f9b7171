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
  type AssignmentRow,
  AUTOMATIC_STEPS,
  assignmentRow,
  MATTER_TRANSITIONS,
  type MatterRow,
  matterRow,
  standingsFor,
} from '../../src/domain/transitions.ts'

const MATTER_ACTIONS = Object.keys(MATTER_TRANSITIONS) as MatterAction[]
const ASSIGNMENT_ACTIONS = Object.keys(ASSIGNMENT_TRANSITIONS) as AssignmentAction[]
const STANDINGS = Object.keys(STANDING_ZH) as Standing[]

type Edges = ReadonlyMap<string, readonly string[]>

describe('状态流转', () => {
  test('督查事项：每个状态都走得到', () => {
    const reached = reachable(matterEdges(), 'drafting')
    const missing = Object.keys(MATTER_STATUS_ZH).filter((status) => !reached.has(status))
    expect(missing).toEqual([])
  })

  test('督查事项：每个走得到的状态都能走到终结', () => {
    const edges = matterEdges()
    const stuck = [...reachable(edges, 'drafting')].filter(
      (status) => ![...reachable(edges, status)].some((end) => isFinalMatter(end as MatterStatus)),
    )
    expect(stuck).toEqual([])
  })

  test('交办件：每个状态都走得到', () => {
    const reached = reachable(assignmentEdges(), 'awaitingReceipt')
    const missing = Object.keys(ASSIGNMENT_STATUS_ZH).filter((status) => !reached.has(status))
    expect(missing).toEqual([])
  })

  test('交办件：每个走得到的状态都能走到终结', () => {
    const edges = assignmentEdges()
    const stuck = [...reachable(edges, 'awaitingReceipt')].filter(
      (status) =>
        ![...reachable(edges, status)].some((end) => isFinalAssignment(end as AssignmentStatus)),
    )
    expect(stuck).toEqual([])
  })

  test('终结的状态不再有出路，只有“重新办理”“退回部门”能重开，“撤销”一并撤销', () => {
    const leaving = (edges: Edges, isFinal: (status: never) => boolean) =>
      [...edges].filter(([from, to]) => isFinal(from as never) && to.length > 0)
    expect(leaving(matterEdges(), isFinalMatter)).toEqual([['closed', ['handling']]])
    // 撤销 takes what a department has done with it; who had not given goes on where it was left out.
    expect(leaving(assignmentEdges(), isFinalAssignment)).toEqual([
      ['passed', ['compiling', 'cancelled']],
      [
        'notProvided',
        [
          'compiling',
          'awaitingReceipt',
          'awaitingInstruction',
          'handling',
          'compiling',
          'cancelled',
        ],
      ],
    ])
  })
})

describe('谁在什么状态下可以办什么', () => {
  test('督查事项', () => {
    expect(table(MATTER_STATUS_ZH, MATTER_ACTIONS, matterRow)).toMatchInlineSnapshot(`
      "拟立项 经办人：存为草稿、呈请立项→待阅批、删除草稿
      待阅批 经办人：撤回呈请→拟立项
      待阅批 阅批领导：同意立项→办理中、退回修改→拟立项、不予立项→不予立项
      办理中 区政府督查室：已办理、转立新项、更正、取消
      办理中 阅批领导：同意撤销→已撤销、确认更正、取消→已办结
      办理中 区政府督查室主任：确认更正、清除附件
      办理中 区政府办主任、副主任：撤销、确认清除、取消
      待汇总反馈 区政府督查室：反馈领导→已办结/待代表委员意见、退回部门→办理中、呈区领导审核→待分管副区长审核、通报→待签发通报、已办理、转立新项、更正、取消
      待汇总反馈 阅批领导：同意撤销→已撤销、确认更正、取消→已办结
      待汇总反馈 区政府督查室主任：确认更正、清除附件
      待汇总反馈 区政府办主任、副主任：撤销、确认清除、取消
      待签发通报 区政府督查室：已办理、转立新项、更正、取消
      待签发通报 阅批领导：签发→已办结/待代表委员意见、退回→待汇总反馈、同意撤销→已撤销、确认更正、取消→已办结
      待签发通报 区政府督查室主任：确认更正、清除附件
      待签发通报 区政府办主任、副主任：签发→已办结/待代表委员意见、退回→待汇总反馈、撤销、确认清除、取消
      待分管副区长审核 区政府督查室：已办理、转立新项、更正、取消
      待分管副区长审核 阅批领导：同意撤销→已撤销、确认更正、取消→已办结
      待分管副区长审核 区政府督查室主任：确认更正、清除附件
      待分管副区长审核 区政府办主任、副主任：撤销、确认清除、取消
      待分管副区长审核 分管副区长：同意上报→待区长审核/待上报、修改后同意上报→待区长审核/待分管副区长审核/待上报、退回→待汇总反馈/办理中
      待区长审核 区政府督查室：已办理、转立新项、更正、取消
      待区长审核 阅批领导：同意撤销→已撤销、确认更正、取消→已办结
      待区长审核 区政府督查室主任：确认更正、清除附件
      待区长审核 区政府办主任、副主任：撤销、确认清除、取消
      待区长审核 区长：同意上报→待区长审核/待上报、修改后同意上报→待区长审核/待分管副区长审核/待上报、退回→待汇总反馈/办理中
      待上报 区政府督查室：已上报→已办结、已办理、转立新项、更正、取消
      待上报 阅批领导：同意撤销→已撤销、确认更正、取消→已办结
      待上报 区政府督查室主任：确认更正、清除附件
      待上报 区政府办主任、副主任：撤销、确认清除、取消
      待代表委员意见 区政府督查室：已办理、转立新项、登记→已办结/办理中、更正、取消
      待代表委员意见 阅批领导：确认重新办理→办理中、同意撤销→已撤销、确认更正、取消→已办结
      待代表委员意见 接收反馈的领导：已阅、批示
      待代表委员意见 区政府督查室主任：确认更正、清除附件
      待代表委员意见 区政府办主任、副主任：撤销、确认清除、取消
      已办结 区政府督查室：已办理、转立新项、重新办理→办理中、取消
      已办结 接收反馈的领导：已阅、批示
      已办结 区政府督查室主任：清除附件
      已办结 区政府办主任、副主任：确认清除、取消
      已撤销 区政府督查室：取消
      已撤销 区政府督查室主任：清除附件
      已撤销 区政府办主任、副主任：确认清除、取消"
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
  join(edges, AUTOMATIC_STEPS.recompile.from, [AUTOMATIC_STEPS.recompile.to])
  join(edges, AUTOMATIC_STEPS.askAgain.from, [AUTOMATIC_STEPS.askAgain.to])
  join(edges, AUTOMATIC_STEPS.takeUp.from, AUTOMATIC_STEPS.takeUp.to)
  join(edges, AUTOMATIC_STEPS.cancel.from, [AUTOMATIC_STEPS.cancel.to])
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
  rowOf: (action: A) => MatterRow | AssignmentRow,
): string {
  return (Object.keys(statuses) as S[])
    .flatMap((status) =>
      STANDINGS.flatMap((standing) => {
        const may = actions.filter(
          (action) =>
            rowOf(action).from.some((from) => from === status) &&
            standingsFor(rowOf(action), status).includes(standing),
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
