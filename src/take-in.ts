// What becomes of one authentic payload, over whichever transport it came: read, done, answered.
import { BUSY_TOAST } from '../cards/toast.ts'
import { answerTap, type Tap } from './flows/answer-tap.ts'
import { codeOf } from './flows/fault.ts'
import { ingest } from './flows/ingest.ts'
import type { World } from './flows/world.ts'
import { parseInbound } from './lark/inbound.ts'
import type { Metrics } from './metrics.ts'

export interface Intake {
  readonly world: World
  readonly metrics: Metrics
  /** The bot's own open_id; null while the platform has not told it. */
  readonly botOpenId: () => Promise<string | null>
}

/**
 * The object to answer with: for a tap toast and card, for an event nothing in it. Null when an event could not be
 * saved: whoever delivered it must be told, so that it comes again. Never throws.
 */
export async function takeIn(intake: Intake, payload: unknown): Promise<object | null> {
  const { world, metrics } = intake
  const inbound = parseInbound(payload)
  metrics.request(inbound.type, 200)
  if (inbound.type === 'tap') return answered(intake, inbound)
  try {
    await ingest(world, inbound, intake.botOpenId)
    return {}
  } catch (error) {
    const { eventId: event, type } = inbound
    world.log.error('event_failed', { event, type, code: codeOf(error) })
    return null
  }
}

async function answered({ world, metrics }: Intake, tap: Tap): Promise<object> {
  const stop = metrics.callbackTimer()
  try {
    return await answerTap(world, tap)
  } catch (error) {
    world.log.error('tap_broke', { event: tap.eventId, code: codeOf(error) })
    return { toast: BUSY_TOAST }
  } finally {
    stop()
  }
}
