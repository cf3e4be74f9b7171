// Which part of a sentence this meeting itself decides: not what was reported, proposed, asked, or decided before.
import { DATE, DEPARTMENT, type Marked } from './marked.ts'

/** Why a sentence that gives somebody a part is no decision of this meeting. */
export type NoDecision = 'earlier' | 'reported' | 'elsewhere' | 'negated' | 'conditional'

/** Where the decision begins, or why there is none. `own`: the sentence itself says 会议决定. */
export type Decisive =
  | { readonly ok: true; readonly from: number; readonly own: boolean }
  | { readonly ok: false; readonly why: NoDecision }

/** The words of this meeting. 上次会议, 第41次常务会议 and 市政府会议 are others. */
const OWN =
  '(?:(?:本次|这次|此次|与会|经)?\\s*(?:区政府|政府)?(?:常务|专题|办公|党组|调度|推进|协调|联席)?会议(?:研究|讨论|认真|一致|最后|经研究|经讨论)*|经(?:会议)?(?:研究|讨论|审议)[,，]?|会上)'
const DECIDES = '(?:决定|议定|明确|要求|强调|指出|确定|责成|商定|同意|认为|审议通过|原则通过)'
const OWN_INTRO = new RegExp(
  `(?:(?<=^|[,;。:(])\\s*(?:${OWN}\\s*(?:,\\s*)?(?:原则|一致)?${DECIDES}|(?:原则|一致)?(?:同意|通过)|决定|议定|明确|要求|责成|` +
    `(?:[\\u4e00-\\u9fff]{2,4})?(?:区长|副区长|书记|常务副区长)(?:要求|强调|指出|明确|决定))[:,]?)`,
  'g',
)

/** What happened, or was decided, before this meeting. */
const EARLIER = new RegExp(
  '上一?次|上一?[周月年]|去年|前年|前期|此前|先前|早前|前次|前述会议|历次|以往|过去|曾(?:经|于|由|要求|明确|决定)|原(?:定|计划|要求|由|明确|安排)|' +
    '(?:要求|决定|明确|规定)过|早已|业已|' +
    '已(?:经|于|由|在|按|将|完成|全部|基本|出台|印发|制定|明确|要求|安排|落实|拨付|启动|开工|组织|开展|建成|整改|办结|责成|交|请)|截至|' +
    '会前|(?<=^|[,;。])日前|目前[^,;。]{0,10}(?:已|完成|正|进展)|现已',
)
const SERIAL_MEETING = /第\s*(?<serial>\d{1,4}|[〇零一二三四五六七八九十百]{1,5})\s*次/g
/** What somebody said. In 区发改局汇报 the department is no more than a speaker. */
const REPORTED = new RegExp(
  `听取|${DEPARTMENT}[^,。;${DATE.charAt(0)}]{0,8}(?:(?:汇报|介绍|说明|报告|通报)(?=了|[,:。]|完|后|称|说)|反映(?!的|强烈|集中)|表示|` +
    '(?<!代表|委员|提案|意见)建议(?!的|提案|意见)|请示|认为|发言|提议|作了|指出(?=[,:]))|' +
    `${DEPARTMENT}(?:[^,。;:]{0,8})?提出(?:[,:]|由|请|将|拟|可|应|要)|` +
    `${DEPARTMENT}\\s*(?:将|拟|已|正在|可(?!以)|能够|计划|准备|争取)(?!.{0,12}(?:报|纳入|列入))|` +
    '(?:^|[,;。])[^,;。:]{2,16}(?:表示|汇报(?:了|称|说)?|介绍|反映|说明|建议|认为|承诺|提出|发言(?:时)?说?|指出)[,:]|' +
    '(?<!意见|提案|代表|委员|人大|政协|意见和|的)建议(?:由|请|[,:]|区|将|于|明确|责成)|拟(?:由|于|请|安排|在|将|交)|预计|计划(?:于|由|在)|' +
    '承诺(?!书|制|函|事项)|打算|可由|可以由|(?:能否|是否)(?:由|请|于)|同志(?:提出|认为|建议)|恳请|希望由|想由',
)
/** What another body decided. 按照市政府要求 within a task is only how it is to be done. */
const ELSEWHERE = new RegExp(
  '(?<!按照|根据|依据|贯彻|落实|对照|结合|按|对标|围绕)(?:省委|市委|县委|省政府|市政府|县政府|省、市|省市|市级|省级|市里|省里|省厅|' +
    '[省市][^,。;]{1,8}(?:厅|局|委|办)|国务院|党中央|中央|区委|上级|自治区|自治州|区人大|区政协)' +
    '[^,。;]{0,14}(?:要求|明确|决定|部署|强调|规定|提出|指出|交办)',
)
const NEGATED = new RegExp(
  '(?:不再|不应|不宜|不得|不会|不是|并非|并不|而非|无需|无须|不必|不需要?|暂不|暂未|未能|未|没有|不同意|未同意|不予|不)' +
    `(?:再|同意|要求|明确|安排|列入|指定|责成)*(?:由|请|责成|${DEPARTMENT}|牵头)|暂缓|缓议|暂不|取消由|终止|中止|改由|` +
    '(?:牵头|责任|单位|部门)[^,;。]{0,6}(?:改为|调整为|变更为|改成)',
)
const CONDITIONAL =
  /(?:^|[,;。:(]\s*)(?:如(?!期|实|下|何)|若|倘|一旦|待|视|假如|万一|必要时|条件成熟|条件具备|需要时|经批准后|获批后|批准后)/
/** 根据市政府部署， and 按照上级要求， only give the reason of a decision. */
const REASON =
  /^\s*(?:根据|按照|依据|依照|按|为(?:贯彻|落实|做好|确保|切实)|结合)[^,;。:\uE000\uE010]{0,60},/

/** Finds the decision in a sentence. `serial` is this meeting's own 第×次, where the minutes say it. */
export function decisiveIn(sentence: Marked, serial: string | null): Decisive {
  const { folded, marked } = sentence
  const others = withoutSerial(folded, serial)
  const intro = [...others.matchAll(OWN_INTRO)].at(-1)
  const from = intro ? intro.index + intro[0].length : reasonLength(marked, others)
  const said = [others.slice(from), marked.slice(from)] as const
  const before = others.slice(0, intro?.index ?? 0)
  if (EARLIER.test(said[0]) || isOtherMeeting(said[0])) return { ok: false, why: 'earlier' }
  if (EARLIER_INTRO.test(before) || isOtherMeeting(others.slice(0, from)))
    return { ok: false, why: 'earlier' }
  if (REPORTED.test(said[1])) return { ok: false, why: 'reported' }
  if (ELSEWHERE.test(said[0])) return { ok: false, why: 'elsewhere' }
  if (NEGATED.test(said[1]) || (intro && /不\s*$/.test(before)))
    return { ok: false, why: 'negated' }
  if (CONDITIONAL.test(said[0])) return { ok: false, why: 'conditional' }
  return { ok: true, from, own: intro !== undefined }
}

/** 上次会议, and an own 决定 behind it: whose decision it is, nobody can say. */
const EARLIER_INTRO = /上一?次会议[^,。;]{0,6}$/

function reasonLength(marked: string, folded: string): number {
  const found = REASON.exec(marked)
  const length = found?.[0].length ?? 0
  const reason = folded.slice(0, length)
  return EARLIER.test(reason) || isOtherMeeting(reason) ? 0 : length
}

/** This meeting's own number says nothing about another one. */
function withoutSerial(folded: string, serial: string | null): string {
  return folded.replace(SERIAL_MEETING, (words, number: string) =>
    number === serial ? ' '.repeat(words.length) : words,
  )
}

function isOtherMeeting(folded: string): boolean {
  return /第\s*(?:\d{1,4}|[〇零一二三四五六七八九十百]{1,5})\s*次[^,。;]{0,10}会/.test(folded)
}
