// What the app is not told of, and the round in which it finds out.
import type { Play } from '../kit/play.ts'

/** The platform does as told and the app hears nothing of it: what it knows, it knows from refusals. */
export function unannounced(play: Play, type: string): void {
  play.product.feishu.deliveries.setWanted(type, false)
}

/** Every instance looks round at this moment, and what comes of it is out. */
export async function rounds(play: Play, at: number = play.product.clock.now()): Promise<void> {
  play.product.clock.set(at)
  await play.product.settle()
  await play.product.ticks()
  await play.product.settle()
}
