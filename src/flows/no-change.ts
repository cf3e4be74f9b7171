// A save that changes no matter: what is said, and what cards keep of themselves, are put in by whoever saves it.
import type { Instant } from '../domain/time.ts'
import type { Save } from '../store/save-decision.ts'
import type { World } from './world.ts'

export function noChange({ appId }: Pick<World, 'appId'>, at: Instant): Save {
  return {
    appId,
    eventKey: null,
    at,
    change: null,
    wants: null,
    numberPrefix: '',
    tapped: null,
    messages: [],
    superseded: [],
    subjects: [],
  }
}
