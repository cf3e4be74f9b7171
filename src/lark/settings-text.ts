// What stands behind 提醒设置: 每日清单 关, 每日清单 开, 每日清单 9:30.
import type { TimeOfDay } from '../domain/time.ts'
import { fold } from './fold.ts'

export interface SettingsSaid {
  readonly dailyList?: boolean
  readonly dailyListAt?: TimeOfDay | null
}

/** Null when it says nothing that can be set, or a time outside the working hours. */
export function readSettings(
  text: string,
  workHours: readonly (readonly [TimeOfDay, TimeOfDay])[],
): SettingsSaid | null {
  const folded = fold(text)
  const time = /(\d{1,2})[:点时](\d{2})?/.exec(folded)
  if (time !== null) {
    const [, hour = '', minute = '00'] = time
    const at = `${hour.padStart(2, '0')}:${minute}`
    if (minute > '59') return null
    const opens = workHours[0]?.[0] ?? '08:30'
    const closes = workHours.at(-1)?.[1] ?? '17:30'
    return opens <= at && at <= closes ? { dailyList: true, dailyListAt: at } : null
  }
  if (/默认|恢复/.test(folded)) return { dailyList: true, dailyListAt: null }
  if (/关|不要|停|取消/.test(folded)) return { dailyList: false }
  return /开|要|接收/.test(folded) ? { dailyList: true } : null
}
