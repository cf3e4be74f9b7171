// What the procedure asks for, row by row, typed from its description and not from the code: the statuses'
// tables, the cards with their buttons, the words, the fixed refusals.
import type { Moved, Recorded } from './record.ts'

export interface Row {
  /** Where it stands and what it says. */
  readonly row: string
  readonly isIn: (recorded: Recorded) => boolean
}

/** Where a step leads: a status, none but the one it was in, or out of the world (its trail stays). */
const UNMOVED = '（不变）'
const GONE = '（删除）'

const moved = (
  of: 'matter' | 'assignment',
  from: string | null,
  action: string | readonly string[],
  to: string,
): Row => {
  const actions = typeof action === 'string' ? [action] : action
  return {
    row: `${of === 'matter' ? '§1.1' : '§1.2'} ${from ?? '任何状态'} ${actions[0]} → ${to}`,
    isIn: (recorded) =>
      recorded.moved.some(
        (one) =>
          one.of === of &&
          actions.includes(one.action) &&
          (from === null || one.from === from) &&
          leadsTo(one, to),
      ),
  }
}

function leadsTo(one: Moved, to: string): boolean {
  if (to === GONE) return one.to === null
  return to === UNMOVED ? one.to === one.from : one.to === to
}

const matter = (from: string | null, action: string | readonly string[], to: string) =>
  moved('matter', from, action, to)
const part = (from: string | null, action: string | readonly string[], to: string) =>
  moved('assignment', from, action, to)

/** 核稿: what an officer did waits for 督查室主任, and the matter where it is. */
const checked = (status: string, action: string): Row => ({
  row: `核稿 ${status} ${action}`,
  isIn: ({ moved: moves }) =>
    moves.some(
      (one) => one.isForCheck && one.action === action && one.from === status && one.to === status,
    ),
})

const shown = (title: string): Row => ({
  row: `卡片 ${title}`,
  isIn: ({ titles }) => titles.includes(title),
})

const tapped = (title: string, ...buttons: readonly string[]): Row[] =>
  buttons.map((button) => ({
    row: `按钮 ${title} · ${button}`,
    isIn: ({ taps }) => taps.includes(`${title}|${button}`),
  }))

const said = (words: string, pattern: RegExp): Row => ({
  row: `指令 ${words}`,
  isIn: (recorded) => recorded.said.some((text) => pattern.test(text)),
})

const answered = (sentence: string, pattern: RegExp): Row => ({
  row: `答复 ${sentence}`,
  isIn: ({ answers }) => answers.some((text) => pattern.test(text)),
})

const MATTER: readonly Row[] = [
  matter('拟立项', '呈请立项', '待阅批'),
  matter('拟立项', '删除草稿', GONE),
  matter('待阅批', '同意立项', '办理中'),
  matter('待阅批', '退回修改', '拟立项'),
  matter('待阅批', '撤回呈请', '拟立项'),
  matter('待阅批', '不予立项', '不予立项'),
  matter('办理中', '自动', '待汇总反馈'),
  matter('待汇总反馈', '呈区领导审核', '待分管副区长审核'),
  matter('待汇总反馈', '反馈领导', '已办结'),
  matter('待汇总反馈', '反馈领导', '待代表委员意见'),
  matter('待汇总反馈', '通报', '待签发通报'),
  matter('待汇总反馈', '退回部门', '办理中'),
  matter('待签发通报', '签发', '已办结'),
  matter('待签发通报', '签发', '待代表委员意见'),
  matter('待签发通报', '退回', '待汇总反馈'),
  matter('待分管副区长审核', '同意上报', '待区长审核'),
  matter('待分管副区长审核', '修改后同意上报', '待区长审核'),
  matter('待分管副区长审核', '退回', '待汇总反馈'),
  matter('待分管副区长审核', '退回', '办理中'),
  matter('待区长审核', '同意上报', '待上报'),
  matter('待区长审核', '修改后同意上报', '待分管副区长审核'),
  matter('待分管副区长审核', '同意上报', '待上报'),
  matter('待区长审核', '退回', '待汇总反馈'),
  matter('待区长审核', '退回', '办理中'),
  matter('待上报', '已上报', '已办结'),
  matter('待代表委员意见', '登记', '已办结'),
  matter('待代表委员意见', '登记', '办理中'),
  matter('待代表委员意见', '确认重新办理', '办理中'),
  matter('已办结', '重新办理', '办理中'),
  matter(null, '撤销', UNMOVED),
  matter(null, '同意撤销', '已撤销'),
  matter(null, '更正', UNMOVED),
  matter(null, '确认更正', UNMOVED),
]

/** Whatever goes to 区领导 or closes a matter (§1.1, below the table). */
const CHECK: readonly Row[] = [
  checked('拟立项', '呈请立项'),
  checked('待汇总反馈', '呈区领导审核'),
  checked('待汇总反馈', '反馈领导'),
  checked('待汇总反馈', '通报'),
  checked('待上报', '已上报'),
  checked('待代表委员意见', '登记'),
]

const ASSIGNMENT: readonly Row[] = [
  part('待签收', '签收并呈批', '已签收'),
  part('已签收', '签收并呈批', '待批办'),
  part('待批办', '批办', '办理中'),
  part('办理中', '改批', '办理中'),
  part('办理中', '报进展', UNMOVED),
  part('办理中', '办理完毕', '汇总中'),
  part('办理中', '汇总', '汇总中'),
  part('汇总中', '撤回办理完毕', '办理中'),
  part('汇总中', '呈领导审签', '待审签'),
  part('待审签', '同意审签', '已审签'),
  part('待审签', '修改后审签', '已审签'),
  part('待审签', '退回修改', '汇总中'),
  part('已审签', '报送', '已报送'),
  part('已审签', '报送', '已送牵头单位'),
  part('已报送', '通过', '已通过'),
  part('已报送', '退回重新整理', '汇总中'),
  part('已通过', '退回部门', '汇总中'),
  part('已通过', '重新办理', '汇总中'),
  part(null, ['改派', '同意改派'], '已改派'),
  part(null, ['同意撤销', '自动'], '已撤销'),
  part(null, '自动', '未提供'),
  part('已审签', '撤回审签', '待审签'),
  part('已报送', '撤回报送', '已审签'),
  part('已送牵头单位', '撤回报送', '已审签'),
  part('待签收', '有疑问', UNMOVED),
  part(null, '答复', UNMOVED),
  part('待签收', '申请改派', UNMOVED),
  part(null, '呈领导同意', UNMOVED),
  part(null, '同意申请', UNMOVED),
  part(null, '同意报送', UNMOVED),
  part(null, '退回', UNMOVED),
  part(null, '同意延期', UNMOVED),
  part(null, '不同意', UNMOVED),
  part(null, '特批延期', UNMOVED),
  part('已送牵头单位', '已收', UNMOVED),
  part('已送牵头单位', '退回补充', '汇总中'),
  part('已送牵头单位', '提请协调', UNMOVED),
  part(null, '催办', UNMOVED),
  part('办理中', '转办', UNMOVED),
]

const CARDS: readonly Row[] = [
  ...tapped('督查立项', '呈请立项', '存为草稿', '删除草稿'),
  ...tapped('拟立项清单', '一并呈请立项', '修改', '删除'),
  ...tapped('批量立项', '全部同意', '退回'),
  ...tapped('立项阅批', '同意立项', '退回修改', '不予立项'),
  ...tapped('交办通知', '签收并呈批', '有疑问', '申请改派'),
  ...tapped('领导批办', '批办'),
  ...tapped('办理任务', '报进展', '办理完毕', '申请延期'),
  ...tapped('工作提示', '已知悉', '报进展', '申请延期'),
  ...tapped('督促提醒', '已知悉', '报进展', '申请延期'),
  ...tapped('办理提示', '已知悉', '报进展', '申请延期'),
  ...tapped('汇总材料', '生成报告稿', '呈领导审签'),
  ...tapped('请审签', '同意审签', '修改后审签', '退回修改'),
  ...tapped('报送材料', '报送'),
  ...tapped('审核反馈材料', '通过', '退回重新整理'),
  ...tapped('配合材料', '已收', '退回补充', '提请协调'),
  ...tapped('汇总反馈', '呈区领导审核', '退回部门', '反馈领导', '通报'),
  ...tapped('上报审核', '同意上报', '修改后同意上报', '退回'),
  ...tapped('上报登记', '已上报'),
  ...tapped('通报签发', '签发', '退回'),
  ...tapped('督查结果', '已阅', '批示'),
  shown('督查通报'),
  ...tapped('批示办理', '重新办理', '转立新项', '已办理'),
  ...tapped('申请延期', '呈领导同意'),
  ...tapped('对外申请', '同意申请', '同意报送', '退回'),
  ...tapped('延期审批', '同意延期', '不同意'),
  ...tapped('改派审批', '同意改派', '不同意'),
  ...tapped('部门疑问', '答复'),
  ...tapped('阶段进展', '呈领导同意'),
  ...tapped('代表委员意见', '登记'),
  ...tapped('催办通知', '已知悉', '报进展', '申请延期'),
  shown('督查事项'),
  ...tapped(
    '请确认',
    ...['发送', '确认撤销', '确认重新办理', '确认改派', '确认转办', '确认交接', '确认委托'],
    ...['确认特批', '确认更正', '确认任职', '确认停用', '取消', '同意撤销'],
  ),
  ...tapped('记入进展', '记入', '不记'),
  ...tapped('我的待办', '办理', '下一页'),
  shown('每日清单'),
]

const NUMBER = '(?:\\S*\\d+号)'

const WORDS: readonly Row[] = [
  said('帮助', /^帮助$/),
  said('？', /^[？?]$/),
  said('立项', /^立项$/),
  said('立项 …，牵头区应急局，配合…', /^立项 ?.+牵头/),
  ...['我的待办', '待办', '我的事项'].map((word) => said(word, new RegExp(`^${word}$`))),
  said('查 27号', new RegExp(`^查 ?${NUMBER}`)),
  said('27号进展', new RegExp(`^${NUMBER}进展$`)),
  said('查 沼气', /^查 ?[^\d〔]+$/),
  said('进展 27号 …', new RegExp(`^进展 ?${NUMBER}`)),
  ...['签收', '批办', '汇总', '审签', '报送', '审核', '改批', '撤回'].map((word) =>
    said(`${word} 27号`, new RegExp(`^${word} ?${NUMBER}`)),
  ),
  said('作废', /^作废/),
  said('更正归属', /^更正归属/),
  said('延期 12号 到…', new RegExp(`^延期 ?${NUMBER}`)),
  said('特批延期 12号 到…', new RegExp(`^特批延期 ?${NUMBER}`)),
  said('催办 27号 …', new RegExp(`^催办 ?${NUMBER}`)),
  said('更正 27号 …', new RegExp(`^更正 ?${NUMBER}`)),
  said('改派 27号 到…', new RegExp(`^改派 ?${NUMBER}`)),
  said('转办 27号 给…', new RegExp(`^转办 ?${NUMBER}`)),
  said('交接 全部 给…', /^交接/),
  said('添加承办人', /添加承办人/),
  said('委托 …', /^委托/),
  said('登记委托 …', /^登记委托/),
  said('撤销委托', /^撤销委托/),
  said('任职 …', /^任职/),
  said('停用 …', /^停用/),
  said('超期', /^超期/),
  said('临期', /^临期/),
  said('统计', /^统计/),
  said('撤销 27号 …', new RegExp(`^撤销 ?${NUMBER}`)),
  said('重新办理 27号 …', new RegExp(`^重新办理 ?${NUMBER}`)),
  said('提醒设置', /^提醒设置/),
  said('意见反馈 …', /^意见反馈/),
]

const REFUSALS: readonly Row[] = [
  answered('未经主要领导审签，不能报送。', /未经主要领导审签，不能报送。/),
  answered('时限已过，不能按“提前申请”办理延期。…', /时限已过，不能按“提前申请”办理延期。/),
  answered('该事项为上级交办，须经…审核同意。', /该事项为上级交办，须经.+、.+审核同意。/),
  answered('本卡片由主要领导办理。', /本卡片由.+办理。/),
  answered('您无权办理此事项。', /您无权办理此事项。/),
  answered('该事项已由…审签。', /该事项已由.+于\d+月\d+日\d+:\d+/),
  answered('您已改动文字，请点“修改后审签”。', /您已改动文字，请点“修改后审签”。/),
  answered('三要素不全：…', /三要素不全：缺少/),
  answered('请选择：类别、…', /请选择：/),
  answered('办结时间早于现在。', /办结时间早于现在。/),
  answered('上级时限须晚于本级办结时间。', /上级时限须晚于本级办结时间。/),
  answered('请确认不涉及国家秘密、工作秘密。', /请确认不涉及国家秘密、工作秘密。/),
  answered('“存在问题和不足”尚未填写。…', /“存在问题和不足”尚未填写。/),
  answered('材料未备齐：…', /材料未备齐：/),
  answered('距上次催办不足4个工作小时。', /距上次催办不足4个工作小时。/),
  answered('该事项延期期限内，暂不催办。', /该事项延期期限内，暂不催办。/),
  answered('该事项已报送，无需催办。', /该事项已报送，无需催办。/),
  answered('文件含密级标志，不能在本平台流转。', /文件含密级标志，不能在本平台流转。/),
  answered('您不在本系统的人员名单中，…', /您不在本系统的人员名单中/),
  answered('系统暂时繁忙，…', /系统暂时繁忙，您的操作未生效，请稍后重试。/),
  answered('已收到，正在处理，请稍候。', /已收到，正在处理，请稍候。/),
]

export const ROWS: readonly Row[] = [
  ...MATTER,
  ...CHECK,
  ...ASSIGNMENT,
  ...CARDS,
  ...WORDS,
  ...REFUSALS,
]
