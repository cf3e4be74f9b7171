// Which requirement a returned report missed, read off the words of the return (process §10).

/** One sentence that names the requirement behind the opinion; the general one where none is recognised. */
export function missedRequirement(opinion: string): string {
  const missed = REQUIREMENTS.filter(([words]) => words.test(opinion)).map(([, rule]) => rule)
  return `对应要求：${(missed.length === 0 ? [GENERAL] : missed).join('；')}。`
}

const GENERAL = '内容详实、数字准确、条理清楚，逐条答复督查内容'

/** In the order of the owner's text: content, figures, order, truth, form, time. */
const REQUIREMENTS: readonly (readonly [RegExp, string])[] = [
  [/答非所问|督查内容|逐条|对照|遗漏|缺少|未涉及/u, '逐条答复督查内容，不答非所问'],
  [/数据|数字|数量|金额|比例|户数|不准|核实/u, '数字准确，有据可查'],
  [/条理|层次|重复|啰嗦|精简|逻辑/u, '条理清楚，内容详实'],
  [/问题|不足|困难|避实就虚|报喜|现场/u, '实事求是，成绩和问题都要写，以现场看到的为准'],
  [/格式|标题|主送|盖章|公章|签字|份数|电子稿/u, '按材料格式整理，标题、主送、签字盖章齐全'],
  [/时限|期限|时间表|进度|责任人|下一步|安排/u, '下一步有安排、有时间、有责任人'],
]
