// What people type, as a grammar (conversation §3). No I/O: a text in, a word out.
//
//   message  = [courtesy] ( command | question ) [courtesy]
//   command  = name ( end | sign rest | number [ sign rest ] )
//   question = number [ tail ]                        27号 · 27号进展如何
//   number   = [ prefix ] [ 〔year〕 ] serial [ 号 ]     see numbers.ts
//   sign     = space or punctuation;  courtesy = 请, 帮我, 谢谢, …;  tail = 进展, 情况, 怎么样, …
//
// A name counts only at the beginning and only when what follows it is nothing, a sign or a number.
// So 进展 27号 已完成 is a command and 进展顺利 is not, 报送 27号 is one and 报送材料已经备好 is not.
// A card name (签收, 报送, …) needs more: nothing at all behind it, or a number. Whatever is not a
// command stays free text, word for word; so does what was typed behind a name.
import { fold, trimSigns, trimSignsStart } from './fold.ts'
import { NUMERAL, type NumberRef, numberAt } from './numbers.ts'
import {
  asksBack,
  CLOSING,
  drop,
  isOver,
  isQuestionMark,
  isTail,
  startsWithSign,
  type Typed,
  trimmedStart,
  withoutCourtesy,
  withoutTail,
} from './phrases.ts'
import { type CardAction, STAFFING_NAMES, type StaffingName, type Word } from './word.ts'

export type { CardAction, Word } from './word.ts'

/** Reads what somebody typed, mentions of the bot already taken out. Never fails: see `free`. */
export function parseWord(text: string): Word {
  const folded = fold(text)
  if (isQuestionMark(folded)) return { word: 'help' }
  const typed = trimmedStart({ text, folded })
  const courteous = withoutCourtesy(typed)
  const free: Word = { word: 'free', text: text.trim() }
  return commandIn(typed) ?? commandIn(courteous) ?? questionIn(courteous) ?? free
}

/** Reads what stands behind a name; null means that the name was not meant as a command. */
type Reader = (rest: Typed, name: string) => Word | null

const card =
  (action: CardAction): Reader =>
  (rest) => {
    const found = numberOrNothing(rest)
    return found && { word: 'card', action, number: found.number }
  }

const withdraw =
  (what: string | null): Reader =>
  (rest) => {
    const found = numberOrNothing(rest)
    return found && { word: 'withdraw', number: found.number, what }
  }

const onNumber =
  (word: 'reinstruct' | 'void'): Reader =>
  (rest) => {
    const found = numberOrNothing(rest)
    return found && { word, number: found.number }
  }

const help: Reader = (rest) =>
  isOver(rest) || COMMANDS.some(([name]) => name === trimSigns(rest.text)) ? { word: 'help' } : null

/** 纪要 and 台账 take what stands behind them, after a sign or on the next line. */
const behind =
  (wordOf: (text: string) => Word): Reader =>
  (rest) => {
    if (isOver(rest)) return wordOf('')
    return startsWithSign(rest) ? wordOf(trimSignsStart(rest.text).trim()) : null
  }

const alone =
  (word: 'todo' | 'board' | 'template'): Reader =>
  (rest) =>
    isOver(rest) ? { word } : null

/** 立项 without a sign behind it counts too where the rest names who takes the lead. */
const docket: Reader = (rest) => {
  const isDocket = isOver(rest) || startsWithSign(rest) || NAMES_LEAD.test(rest.folded)
  return isDocket ? { word: 'docket', text: isOver(rest) ? '' : trimSignsStart(rest.text) } : null
}

const look: Reader = (rest, name) => {
  const found = numberIn(rest)
  if (found && (isTail(found.rest) || startsWithSign(found.rest))) return lookAt(found.number)
  if (isTail(rest)) return lookAt(null)
  const mayAsk = !NUMBER_ONLY.test(name) && (startsWithSign(rest) || DIRECT.test(name))
  const query = mayAsk ? trimSigns(withoutTail(rest).text) : ''
  return query ? { word: 'look', number: null, query } : null
}

const progress: Reader = (rest) => {
  const found = numberIn(rest)
  const behind = found?.rest ?? rest
  const number = found?.number ?? null
  if (asksBack(behind)) return lookAt(number)
  const isCommand = found !== null || isOver(rest) || startsWithSign(rest)
  return isCommand ? { word: 'progress', number, text: trimSignsStart(behind.text).trim() } : null
}

/** 更正归属 28号, 更正归属 27号到28号: the words between are blanked out, the last number is the place. */
const refile: Reader = ({ text, folded }) => {
  const blanked = folded.replace(/改为|改到|应为|[到至为>→]/g, (between) =>
    ' '.repeat(between.length),
  )
  const first = numberIn({ text, folded: blanked })
  if (!first) return isOver({ text, folded }) ? { word: 'refile', from: null, number: null } : null
  const second = numberIn(first.rest)
  if (second) return { word: 'refile', from: first.number, number: second.number }
  return { word: 'refile', from: null, number: first.number }
}

/** Whether a name was meant as a command: nothing, a sign or a number stands behind it. */
function isCommand(rest: Typed): boolean {
  return (
    isOver(rest) ||
    startsWithSign(rest) ||
    HAO_NEXT.test(rest.folded) ||
    numberAt(rest.folded) !== null
  )
}

const onMatter =
  (
    word:
      | 'extend'
      | 'extendSpecially'
      | 'redirect'
      | 'passOn'
      | 'correct'
      | 'cancel'
      | 'erase'
      | 'redo'
      | 'chase',
  ): Reader =>
  (rest) => {
    if (!isCommand(rest)) return null
    const found = numberIn(rest) ?? numberBeforeDate(rest)
    const behind = found?.rest ?? rest
    return { word, number: found?.number ?? null, text: trimSignsStart(behind.text).trim() }
  }

/** 延期12号到10月15日: behind these names 12号 is a matter, though a day might follow it. */
function numberBeforeDate(rest: Typed): { number: NumberRef; rest: Typed } | null {
  const [whole, serial] = /^\s*(\d{1,5})号(?=\s*[到至延改给])/.exec(rest.folded) ?? []
  if (whole === undefined || serial === undefined) return null
  const number = { prefix: null, year: null, serial: Number(serial) }
  return { number, rest: drop(rest, whole.length) }
}

const complaint: Reader = (rest) => {
  if (!isCommand(rest)) return null
  return { word: 'complaint', text: trimSignsStart(rest.text).trim() }
}

const staffing =
  (name: StaffingName): Reader =>
  (rest) =>
    isOver(rest) || startsWithSign(rest) || rest.folded.startsWith('@')
      ? { word: 'staffing', name, text: trimSignsStart(rest.text).trim() }
      : null

const settings: Reader = (rest) => {
  if (!isCommand(rest)) return null
  return { word: 'settings', text: trimSignsStart(rest.text).trim() }
}

const looking =
  (word: 'overdue' | 'dueSoon' | 'figures'): Reader =>
  (rest) =>
    isOver(rest) ? { word } : null

function named(reader: Reader, ...names: string[]): (readonly [string, Reader])[] {
  return names.map((name) => [name, reader] as const)
}

/** Longer names first, so that 更正归属 is not read as 更正. */
const COMMANDS: readonly (readonly [name: string, reader: Reader])[] = [
  ...named(help, '帮助', '使用帮助', '使用说明', '怎么用', '怎么使用', 'help'),
  ...named(alone('todo'), '我的待办', '待办', '我的事项', '待办事项', '我的待办事项', '我的任务'),
  ...named(alone('board'), '看板', '督查看板'),
  ...named(docket, '立项', '督查立项'),
  ...named(
    behind((text) => ({ word: 'minutes', text })),
    '纪要',
    '会议纪要',
    '拟立项',
    '拟立项清单',
  ),
  ...named(
    behind((filter) => ({ word: 'ledger', filter })),
    '台账',
    '导出台账',
    '督查台账',
  ),
  ...named(alone('template'), '立项模板', '导入模板', '任务分解表模板'),
  ...named(look, '查', '查询', '查看', '查找', '查一下', '查下', '查查', '查询一下', '查看一下'),
  ...named(look, '看', '看看', '看下', '看一下', '问一下', '了解一下'),
  ...named(progress, '进展', '报进展', '汇报进展', '更新进展'),
  ...named(card('acknowledge'), '签收', '签收并呈批'),
  ...named(card('instruct'), '批办', '领导批办'),
  ...named(card('compile'), '汇总', '汇总材料'),
  ...named(card('signOff'), '审签'),
  ...named(card('submit'), '报送', '报送材料'),
  ...named(card('review'), '审核', '审核材料', '审核反馈材料'),
  ...named(onNumber('reinstruct'), '改批'),
  ...named(withdraw(null), '撤回'),
  ...['呈请', '办理完毕', '审签', '报送', '进展'].flatMap((what) =>
    named(withdraw(what), `撤回${what}`),
  ),
  ...named(onNumber('void'), '作废', '作废进展'),
  ...named(refile, '更正归属'),
  ...named(onMatter('extend'), '延期', '申请延期'),
  ...named(onMatter('extendSpecially'), '特批延期'),
  ...named(onMatter('redirect'), '改派'),
  ...named(onMatter('passOn'), '转办'),
  ...named(onMatter('correct'), '更正'),
  ...named(onMatter('cancel'), '撤销'),
  ...named(onMatter('erase'), '清除附件'),
  ...named(onMatter('chase'), '催办'),
  ...STAFFING_NAMES.flatMap((name) => named(staffing(name), name)),
  ...named(onMatter('redo'), '重新办理'),
  ...named(settings, '提醒设置'),
  ...named(looking('overdue'), '超期', '超期事项'),
  ...named(looking('dueSoon'), '临期', '临期事项'),
  ...named(looking('figures'), '统计'),
  ...named(complaint, '意见反馈'),
].toSorted(([one], [other]) => other.length - one.length)

/** 看 and 问一下 take only a number: 看 现场 is no search. 查一下 takes a search without a sign. */
const NUMBER_ONLY = /^(?:看|问一下|了解一下)/
const DIRECT = /^(?:查一下|查查|查询一下|查看一下)$/
const NAMES_LEAD =
  /^(?![后前了已未时需的审批手程依材]).+?[,、;:\s](?:由[^,;。]{2,30}牵头|牵头|责任单位|主办单位)/
const HAO_NEXT = new RegExp(`^(?:\\d{1,5}|[${NUMERAL}]{1,7})号`)
/** 的材料, 任务 …: what may stand directly behind a number without adding anything. */
const OBJECT = new RegExp(`^的?(?:反馈材料|材料|事项|任务|交办件|督查件|件|报告|卡片)?${CLOSING}`)

function commandIn(typed: Typed): Word | null {
  for (const [name, reader] of COMMANDS) {
    const word = typed.folded.startsWith(name) ? reader(drop(typed, name.length), name) : null
    if (word) return word
  }
  return null
}

/** A number alone or with a question behind it; 27号进展：… is progress told the other way round. */
function questionIn(typed: Typed): Word | null {
  const found = numberIn(typed)
  if (!found) return null
  if (isTail(found.rest)) return lookAt(found.number)
  const told = /^\s*的?(?:最新)?进展(?:情况)?\s*:\s*(?=\S)/.exec(found.rest.folded)
  if (!told) return null
  const text = found.rest.text.slice(told[0].length).trim()
  return { word: 'progress', number: found.number, text }
}

/** A number behind a card name, or nothing; null when something else was said. */
function numberOrNothing(rest: Typed): { number: NumberRef | null } | null {
  const found = numberIn(rest)
  if (found && (OBJECT.test(found.rest.folded) || startsWithSign(found.rest))) return found
  return isOver(rest) ? { number: null } : null
}

function numberIn(rest: Typed): { number: NumberRef; rest: Typed } | null {
  const said = trimmedStart(rest)
  const from = trimmedStart(drop(said, /^(?:一下)?(?:关于)?/.exec(said.folded)?.[0].length ?? 0))
  const found = numberAt(from.folded)
  return found && { number: found.number, rest: drop(from, found.length) }
}

function lookAt(number: NumberRef | null): Word {
  return { word: 'look', number, query: null }
}
