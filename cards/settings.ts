// 提醒设置 in words: how it is now, and what to send to have it otherwise.
import type { TimeOfDay } from '../src/domain/time.ts'

interface Preference {
  readonly dailyList: boolean
  readonly dailyListAt: TimeOfDay | null
}

/** The present setting and how to change it. `usual`: the time of the organisation's rules. */
export function settingsAnswer({ dailyList, dailyListAt }: Preference, usual: TimeOfDay): string {
  const now = dailyList
    ? `每个工作日${dailyListAt ?? usual}发送，没有待办时不发`
    : '不发送，可随时发送“我的待办”查看'
  return `每日清单：${now}。\n如需调整，请发送“提醒设置 每日清单 关”“提醒设置 每日清单 开”或“提醒设置 每日清单 9:30”（工作时间内）。时限提示和催办属工作要求，照常发送。`
}

export const SETTINGS_UNCLEAR =
  '未能识别。请发送“提醒设置 每日清单 关”“提醒设置 每日清单 开”，或指定工作时间内的时刻，如“提醒设置 每日清单 9:30”。'
