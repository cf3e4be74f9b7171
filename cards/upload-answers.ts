// What is said about files and lists that people send, in full sentences: what, why, what next.

/** Why a file was not taken. */
export type UploadFault =
  | 'tooBig'
  | 'bomb'
  | 'broken'
  | 'encrypted'
  | 'type'
  | 'old'
  | 'macro'
  | 'entity'
  | 'noSheet'
  | 'tooManyRows'
  | 'tooWide'
  | 'noHeader'
  | 'noRows'
  | 'secrecyMark'
  | 'tooLong'
  | 'unavailable'

const FAULT_ZH: Readonly<Record<UploadFault, string>> = {
  tooBig: '文件超过10 MB，未读取。请删去图片后重新发送。',
  bomb: '文件解压后过大或结构异常，未读取。请用办公软件另存为新文件后重新发送。',
  broken: '文件已损坏，无法读取。请用办公软件打开并另存后重新发送。',
  encrypted: '文件设有密码，无法读取。请去除密码后重新发送。',
  type: '只能读取 .txt、.docx、.xlsx 文件，且内容须与扩展名相符。请另存为这几种格式后重新发送。',
  old: '文件为旧版格式或设有密码，无法读取。请另存为 .docx 或 .xlsx 后重新发送。',
  macro: '文件含宏，不能读取。请另存为不含宏的 .docx 或 .xlsx 后重新发送。',
  entity: '文件含外部引用等异常内容，不能读取。请用办公软件另存为新文件后重新发送。',
  noSheet: '文件中没有工作表。请用“立项模板”填写后重新发送。',
  tooManyRows: '表格超过200行，未读取。请分成几个文件发送。',
  tooWide: '表格列数过多，未读取。请用“立项模板”填写后重新发送。',
  noHeader: '表格前5行中没有“事项”一列。请用“立项模板”填写后重新发送。',
  noRows: '表格中没有可导入的事项。请填写后重新发送。',
  secrecyMark: '文件含密级标志，不能在本平台流转。',
  tooLong: '文字超过10万字，未读取。请只发送会议议定事项部分。',
  unavailable: '文件暂时无法从平台取得，未读取。请稍后重新发送。',
}

export function uploadFaultText(fault: UploadFault): string {
  return FAULT_ZH[fault]
}

/** Formulas, by place: what they yield depends on who opens the file. */
export function formulaText(cells: readonly string[]): string {
  return `表格含公式（${cells.join('、')}），未导入。请将公式粘贴为数值后重新发送。`
}

const CELL_FAULT_ZH = {
  department: '不在本区单位名单中，请写全称或规范简称，多个单位用“、”分开',
  leadOnce: '牵头单位只能填一个',
  category: '应为1至7或类别名称',
  time: '时间应写作“2026-09-30 17:30”或“2026年9月30日”',
  yesNo: '应填“是”或“否”',
  count: '应为不超过三位的数字',
  approver: '不是本区可以阅批的区领导，请填姓名',
  choice: '不是可选项',
  tooLong: '文字过长',
  titleMissing: '未填写',
  headerTwice: '同一列出现了两次',
} as const
export type CellFaultZh = keyof typeof CELL_FAULT_ZH

/** Every wrong cell by its place: `C7 牵头单位“东城街道”：…`; of very many the first fifty. */
export function wrongCellsText(
  cells: readonly {
    readonly cell: string
    readonly column: string
    readonly said: string
    readonly fault: CellFaultZh
  }[],
): string {
  const lines = cells.slice(0, CELLS_SHOWN).map(({ cell, column, said, fault }) => {
    const quoted = said.trim() === '' ? '' : `“${[...said.trim()].slice(0, SAID_SHOWN).join('')}”`
    return `${cell} ${column}${quoted}：${CELL_FAULT_ZH[fault]}。`
  })
  const more =
    cells.length > CELLS_SHOWN ? [`另有${cells.length - CELLS_SHOWN}处，请一并核对。`] : []
  return [`表格有${cells.length}处需要更正，未导入任何事项：`, ...lines, ...more].join('\n')
}

const CELLS_SHOWN = 50
const SAID_SHOWN = 20

/** 纪要 without anything behind it. */
export const MINUTES_WANTED =
  '请在“纪要”后粘贴会议纪要全文，或私下发送 .txt、.docx 文件；任务分解表请发送 .xlsx 文件，可先发“立项模板”取得空表。'

/** 台账 and 立项模板 are files, and files go to people, not to groups. */
export const LEDGER_PRIVATELY = '台账和模板请私下发给我索取。'

/** The words behind 台账 that narrow nothing. */
export function ledgerFilterText(words: readonly string[]): string {
  return `未能识别：${words.map((word) => `“${word}”`).join('、')}。可按年度、类别、单位、状态导出，例如：台账 2026年 区住建局 办理中 类别3。`
}

export const LEDGER_EMPTY = '没有符合条件且您可以查看的事项。'

export function ledgerTooLongText(limit: number): string {
  return `符合条件的事项超过${limit}件，请按年度、类别、单位或状态缩小范围后导出。`
}

const UNREAD_ZH = {
  lead: '牵头单位不明确或不在名单',
  leads: '牵头单位不止一家',
  noLead: '未写明牵头单位',
  deadline: '时限不明确或已过',
  noDeadline: '未写明时限',
  several: '几项决定写在一句，单位与时限难以对应',
  earlier: '似为以往会议的决定',
  reported: '似为汇报或建议',
  elsewhere: '似为上级或其他会议的决定',
  negated: '似为否定或调整',
  conditional: '附有条件',
  tooLong: '句子过长',
} as const

/** A sentence that became no row, and why: `未写明时限：由区住建局牵头…`. */
export function unreadLine({
  text,
  why,
}: {
  readonly text: string
  readonly why: keyof typeof UNREAD_ZH
}): string {
  return `${UNREAD_ZH[why]}：${text}`
}
