// Messages that people took back, remembered so that what arrives or is answered later does not bring them back.
import type { Instant } from '../domain/time.ts'
import { isSeen, noteSeen } from '../store/inbox.ts'
import type { World } from './world.ts'

export async function noteRecalled(world: World, messageId: string, at: Instant): Promise<void> {
  await noteSeen(world.sql, world.appId, keyOf(messageId), at)
}

export async function isRecalled(world: World, messageId: string | null): Promise<boolean> {
  return messageId !== null && (await isSeen(world.sql, world.appId, keyOf(messageId)))
}

function keyOf(messageId: string): string {
  return `recalled:${messageId}`
}
