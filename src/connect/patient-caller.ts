// Asks again when the platform says "not so fast": a district has more people than may be asked about in one second.
import type { Caller } from '../lark/client.ts'
import type { Answer } from '../lark/fault.ts'

/** Milliseconds. Limits are over sooner; what takes longer is trouble, and to be told. */
const MOST_PATIENCE_MS = 10_000

/** Milliseconds, where the platform does not say. */
const USUAL_PATIENCE_MS = 1_000

const TRIES = 5

export function patient(caller: Caller): Caller {
  return {
    json: (request, schema) => persist(() => caller.json(request, schema)),
    jsonAs: (token, request, schema) => persist(() => caller.jsonAs(token, request, schema)),
    bytes: (request, maxBytes) => persist(() => caller.bytes(request, maxBytes)),
  }
}

async function persist<T>(ask: () => Promise<Answer<T>>): Promise<Answer<T>> {
  for (let tries = 1; ; tries += 1) {
    const answer = await ask()
    if (answer.ok || answer.fault.kind !== 'wait' || tries === TRIES) return answer
    const waitMs = answer.fault.forMs ?? USUAL_PATIENCE_MS
    if (waitMs > MOST_PATIENCE_MS) return answer
    await new Promise((resolve) => setTimeout(resolve, waitMs))
  }
}
