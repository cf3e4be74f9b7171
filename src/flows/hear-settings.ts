// 提醒设置: whether the daily list comes, and when. What duty asks for is not to be switched off.
import { SETTINGS_UNCLEAR, settingsAnswer } from '../../cards/settings.ts'
import { readSettings } from '../lark/settings-text.ts'
import { preferencesOf, USUAL } from '../store/dues.ts'
import { type Heard, replyPrivately } from './hear.ts'
import type { World } from './world.ts'

export async function hearSettings(world: World, heard: Heard, text: string): Promise<void> {
  const { person, organisation } = heard
  const present = (await preferencesOf(world.sql)).get(person.openId) ?? USUAL
  if (text.trim() === '')
    return replyPrivately(world, heard, settingsAnswer(present, organisation.rules.digestTime))
  const asked = readSettings(text, organisation.rules.workHours)
  if (asked === null) return replyPrivately(world, heard, SETTINGS_UNCLEAR)
  const kept = { ...present, ...asked }
  await replyPrivately(world, heard, settingsAnswer(kept, organisation.rules.digestTime), {
    preference: { openId: person.openId, ...kept },
  })
}
