// The switches by which tests bend the way from the platform to the app.
import { attempt, type Courier, type Delivery, type DeliveryKnobs } from './deliver.ts'
import { shuffled } from './dice.ts'

export interface Deliveries {
  /** Every event so far, oldest first. Callbacks are never repeated and not listed. */
  readonly log: readonly Delivery[]
  /** The next push of this type (any, without one) misbehaves so; several wait in line. */
  next(knobs: DeliveryKnobs, type?: string): void
  /** Every push misbehaves so; `{}` ends it. */
  always(knobs: DeliveryKnobs): void
  /** From now on events pile up instead of being pushed. Callbacks still go out. */
  hold(): void
  /** Pushes what has piled up, one after the other in this order, and stops holding. */
  release(order?: ReleaseOrder): Promise<void>
  /**
   * Whether repeats carry their first signature (the stricter guess, and the default) or a fresh
   * one.
   */
  signRepeats(how: 'as_first' | 'afresh'): void
  /**
   * Stops or resumes pushing an event type; without `card.action.trigger` every tap shows 200340.
   */
  setWanted(type: string, wanted: boolean): void
}

type ReleaseOrder = 'in_order' | 'reversed' | 'shuffled'

export function deliveriesOf(courier: Courier): Deliveries {
  return {
    log: courier.log,
    next: (knobs, type) => {
      courier.planned.push({ type, knobs })
    },
    always: (knobs) => {
      courier.usual = knobs
    },
    hold: () => {
      courier.holding = true
    },
    release: (order = 'in_order') => released(courier, order),
    signRepeats: (how) => {
      courier.repeats = how
    },
    setWanted: (type, wanted) => {
      if (wanted) courier.unwanted.delete(type)
      else courier.unwanted.add(type)
    },
  }
}

async function released(courier: Courier, order: ReleaseOrder): Promise<void> {
  courier.holding = false
  for (const delivery of ordered(courier.held.splice(0), order, courier)) {
    await attempt(courier, delivery, delivery.request, courier.usual)
  }
}

function ordered(held: Delivery[], order: ReleaseOrder, courier: Courier): Delivery[] {
  if (order === 'reversed') return held.reverse()
  return order === 'shuffled' ? shuffled(held, courier.state.dice) : held
}
