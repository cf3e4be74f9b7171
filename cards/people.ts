// How people are named: by surname and post when spoken to, by full name and post in records.
import type { Person } from '../src/domain/organisation.ts'

/**
 * As one says it to somebody's face (conversation §1.8, §5): 谷科长, 佟副区长; 蒋小棠同志 for who has no post.
 * A deputy is spoken to without the 副 (崔局长 for 副局长), except the district's leaders, where 区长
 * would be taken for the other one; 常务 is never spoken.
 */
export function addressAs(person: Person): string {
  const post = postOf(person.title)
  if (post === null) return `${person.name}同志`
  const deputy = post.rank !== '' && DISTRICT_LEADERS.includes(post.office) ? '副' : ''
  return `${surnameOf(person.name)}${deputy}${post.office}`
}

/** As records have it: 马建业局长, 顾怀清常务副区长; the bare name for who has no post. */
export function recordName(person: Person): string {
  const post = postOf(person.title)
  return post === null ? person.name : `${person.name}${post.rank}${post.office}`
}

/**
 * The surname, compound ones whole. Of a name with a dot (阿依古丽·买买提) the part before it, which is
 * what such a person is called by; of a name not in Chinese characters, all of it.
 */
export function surnameOf(name: string): string {
  const [called = name, ...rest] = name.split('·')
  if (rest.length > 0 || !/^\p{Script=Han}/u.test(name)) return called
  const [first = '', second = '', ...given] = name
  // 东方 alone is a 东 whose given name is 方: nobody is entered without a given name.
  return given.length > 0 && COMPOUND_SURNAMES.has(first + second) ? first + second : first
}

interface Post {
  /** 副 or 常务副, or nothing for who is in charge. */
  readonly rank: string
  readonly office: string
}

/**
 * The post at the end of a title: 农村能源科科长 is a 科长. What stands in brackets explains the post and
 * is no part of it. Of several titles the last with a post counts, as 党组书记、局长 is spoken to as 局长.
 */
function postOf(title: string): Post | null {
  const posts = title
    .replace(/[（(][^（）()]*[）)]/gu, '')
    .split(/[、，,；;\s]/u)
    .map((part) => POST.exec(part)?.groups)
    .filter((groups) => groups !== undefined)
  const last = posts.at(-1)
  return last === undefined ? null : { rank: last.rank ?? '', office: last.office ?? '' }
}

const DISTRICT_LEADERS: readonly string[] = ['区长', '县长', '市长']

/**
 * Posts that people are called by. A 科员, a 调研员, a 督查工作人员 is a grade or a duty, not a post, and is
 * called 同志; hence a list, and not whatever a title ends in.
 */
const POST =
  /(?<rank>(?:常务)?副)?(?<office>[区县市镇乡局部处科股所站队院校组]长|秘书长|主任|书记|主席|总工程师)$/u

/**
 * Compound surnames in use, and the better known old ones. Left out are those whose first character is a
 * common surname that a usual given name could follow (段干, 谷梁, 梁丘, 左丘, 乐正, 叶赫): there the
 * single surname is the likelier reading.
 */
const COMPOUND_SURNAMES: ReadonlySet<string> = new Set(
  [
    '欧阳 司马 上官 诸葛 尉迟 皇甫 令狐 慕容 公孙 东方 夏侯 端木 百里 南宫 司徒 司空',
    '轩辕 长孙 宇文 独孤 呼延 澹台 濮阳 淳于 太史 申屠 仲孙 钟离 宗政 赫连 闻人 东郭',
    '西门 公冶 公羊 拓跋 万俟 鲜于 闾丘 亓官 司寇 巫马 颛孙 漆雕 羊舌 纳兰 完颜 耶律',
  ].flatMap((line) => line.split(' ')),
)
