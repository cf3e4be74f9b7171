// 督查编号 and numerals as people type them: 27号, 27, 〔2026〕27号, 云政督〔2026〕27号, 二十七号.

/** A number as far as it was typed: the prefix and the year are null when left out. */
export interface NumberRef {
  readonly prefix: string | null
  readonly year: number | null
  readonly serial: number
}

/** The characters of a Chinese numeral, for use inside a character class. */
export const NUMERAL = '〇零一二两三四五六七八九十百'

/**
 * The number that folded text begins with, and how many characters it takes; null if there is none.
 * 号 may be left out only where nothing else can be meant: 27 alone or before a sign, not 27户.
 */
export function numberAt(folded: string): { number: NumberRef; length: number } | null {
  const found = NUMBER.exec(folded)
  const { prefix, year, otherYear, serial, mark } = found?.groups ?? {}
  if (!found || serial === undefined) return null
  const behind = folded.slice(found[0].length)
  const isMeant = mark ? !THING_OR_DAY.test(behind) : isBareNumber(serial, behind)
  const value = numeralValue(serial)
  if (!isMeant || !value) return null
  const yearValue = numeralValue(year ?? otherYear ?? '')
  return {
    number: { prefix: prefix ?? null, year: yearValue, serial: value },
    length: found[0].length,
  }
}

/** `27`, `二十七`, `一百零三` or `二〇二六` as a number; null for anything else. */
export function numeralValue(written: string): number | null {
  if (/^\d+$/.test(written)) return Number(written)
  if (/^[〇零一二三四五六七八九]+$/.test(written)) {
    return Number([...written].map((digit) => digitValue(digit)).join(''))
  }
  const parts = HUNDREDS.exec(written)?.groups
  if (!written || !parts) return null
  const { hundreds, ten, tens, ones } = parts
  const tenfold = ten ? 10 * (tens ? digitValue(tens) : 1) : 0
  return (hundreds ? 100 * digitValue(hundreds) : 0) + tenfold + (ones ? digitValue(ones) : 0)
}

const YEAR = '20[0-9]{2}|二[〇零][〇零一二三四五六七八九]{2}'
const NUMBER = new RegExp(
  `^(?:(?<prefix>\\p{Script=Han}{1,12}?)?\\s*` +
    `(?:\\(\\s*(?<year>${YEAR})\\s*\\)|(?<otherYear>${YEAR})年)\\s*)?` +
    `第?\\s*(?<serial>\\d{1,5}|[${NUMERAL}]{1,7})\\s*(?<mark>[号號])?`,
  'u',
)
const HUNDREDS =
  /^(?:(?<hundreds>[一二两三四五六七八九])百零?)?(?:(?<ten>(?<tens>[一二三四五六七八九])?十))?(?<ones>[一二两三四五六七八九])?$/

/** 27号楼 is a building and 27号前 a day, not a matter. */
const THING_OR_DAY =
  /^(?:[楼栋幢院门线路桥井矿库坝塘厂车船机泵池塔坑洞段仓地点文令人前后起至早晚]|到(?!哪|什么)|之前|之后|以前|以后|[上中下]午|凌晨|标段|会议)/

/** 27 stands alone or before a sign; not 12.5, 10:30 or 2026-12, and not 27 户. */
function isBareNumber(serial: string, behind: string): boolean {
  if (!/^\d/.test(serial)) return false
  if (/^(?:[.\-:/,~]\s*\d|\s*%)/.test(behind)) return false
  if (MEASURE.test(behind)) return false
  return /^(?:$|[\s,.;:!?~、。…—-])/.test(behind)
}

const MEASURE =
  /^\s+(?:[个户家人万亿起处次项件名份元天年月日时点分吨米亩座台套条场批例间栋辆轮位张封宗笔]|公里|公斤|小时|余|多)/

function digitValue(digit: string): number {
  return digit === '两' ? 2 : '零一二三四五六七八九'.indexOf(digit === '〇' ? '零' : digit)
}
