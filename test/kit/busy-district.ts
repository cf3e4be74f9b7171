// A district at work: matters of several departments at every stop, some late, for pages that show many at once.

import { DAY_MS } from '../../src/domain/time.ts'
import { openPlay, type Play } from './play.ts'
import { instruction, matterAt, type Stop } from './roads.ts'

const MATTERS: readonly (readonly [string, string, Stop, string, string])[] = [
  ['废弃矿井安全隐患排查整治', 'D11', '办理中', '2026-09-18 17:30', '2'],
  ['城区危旧房屋安全排查和分类处置工作', 'D07', '已报送', '2026-09-17 17:30', '4'],
  ['沿河路污水外溢问题整改', 'D08', '汇总中', '2026-09-16 17:30', '3'],
  ['义务教育学校校长教师轮岗交流', 'D02', '待签收', '2026-09-30 17:30', '1'],
  ['基层医疗卫生机构药品配备情况', 'D10', '待审签', '2026-09-25 17:30', '5'],
  ['高标准农田建设进度', 'D09', '办理中', '2026-10-09 17:30', '4'],
  ['<img src=x onerror=alert(1)> 主干道路灯 & “亮化”', 'D07', '已办结', '2026-09-22 17:30', '7'],
  ['应急物资储备库建设', 'D11', '待阅批', '2026-10-15 17:30', '1'],
  ['农村饮水安全巩固提升', 'D09', '待批办', '2026-09-21 17:30', '7'],
]

/** On the third day, after the first deadline has passed. */
export async function openBusyDistrict(): Promise<Play> {
  const play = await openPlay()
  for (const [title, lead, stop, deadline, category] of MATTERS)
    await matterAt(play, stop, { title, lead, form: { deadline, category, urgency: 'normal' } })
  play.product.clock.forward(3 * DAY_MS)
  await play.tap('田守稼', '领导批办', '批办', instruction('谷雨'), '农村饮水安全')
  await play.say('谷雨', '进展 6号 已开工三处，完成土地平整1200亩，资金拨付60%。')
  await play.product.settle()
  return play
}
