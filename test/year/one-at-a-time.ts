// Nothing that the bot asks of the platform is under way beside anything it asks of the database, so that which of
// two answers comes first never decides what a year comes to.
import type { Duplex } from 'node:stream'

/** How much is under way of what a request waits for, and who waits until it is nothing. */
let underWay = 0
let waiting: (() => void)[] = []

function more(change: number): void {
  underWay += change
  if (underWay > 0) return
  for (const goOn of waiting) goOn()
  waiting = []
}

/** The messages of the protocol that ask for an answer (Sync, Query), and the one that ends it (ReadyForQuery). */
const ASKS = new Set(['S', 'Q'])
const READY = 'Z'

/** A connection's end is announced by an error with this severity. */
const FATAL = Buffer.from('SFATAL\0')

/**
 * Counts from now on what the database owes this connection. The error that ends a connection is held until it has
 * ended: whether the next question still met the dying connection would else be a matter of luck.
 */
export function watched(socket: Duplex): Duplex {
  const write = socket.write.bind(socket) as (...given: unknown[]) => boolean
  const emit = socket.emit.bind(socket) as (...given: unknown[]) => boolean
  const asked = counter((type) => ASKS.has(type))
  const answered = counter((type) => type === READY)
  let isGreeted = false
  let last: Buffer | null = null
  let owed = 0
  const owes = (change: number) => {
    if (socket.destroyed) return
    owed += change
    more(change)
  }
  socket.write = (...given: unknown[]) => {
    // The greeting is the one message without a type.
    owes(isGreeted ? asked(Buffer.from(given[0] as Buffer)) : 1)
    isGreeted = true
    return write(...given)
  }
  socket.emit = (name: string, ...given: unknown[]) => {
    const [chunk] = given
    if (name === 'data' && Buffer.isBuffer(chunk)) {
      if (chunk.includes(FATAL)) last = chunk
      if (last !== null) return true
      owes(-answered(chunk))
    }
    if (name === 'end' || name === 'close') {
      more(-owed)
      owed = 0
      if (last !== null) emit('data', last)
      last = null
    }
    return emit(name, ...given)
  }
  return socket
}

/** How many messages of some type begin in each piece of a stream: a type, four bytes of length, the rest. */
function counter(isCounted: (type: string) => boolean): (piece: Buffer) => number {
  let rest = Buffer.alloc(0)
  return (piece) => {
    let count = 0
    let left = Buffer.concat([rest, piece])
    while (left.length >= 5) {
      const length = 1 + left.readUInt32BE(1)
      if (left.length < length) break
      if (isCounted(String.fromCharCode(left[0] ?? 0))) count += 1
      left = left.subarray(length)
    }
    rest = left
    return count
  }
}

/** The same of what is made beside both: a paper is packed in many small turns. */
export function counted<Made, Given extends unknown[]>(
  make: (...given: Given) => Promise<Made>,
): (...given: Given) => Promise<Made> {
  return async (...given) => {
    more(1)
    return await make(...given).finally(() => more(-1))
  }
}

/**
 * Requests go out one after the other in the order in which they were made, each when the database owes nothing, and
 * the next only when all that follows from the answer has been asked of the database.
 */
export function inOneLine(request: typeof fetch): typeof fetch {
  let last: Promise<unknown> = Promise.resolve()
  return (...given) => {
    const answered = last.then(async () => {
      await quiet()
      return await whole(await request(...given))
    })
    last = answered.catch(() => undefined)
    return answered
  }
}

/** Turns of the event loop in which whoever had an answer can ask the next thing. */
const TURNS = 3

async function quiet(): Promise<void> {
  for (let turns = 0; turns < TURNS; turns += 1) {
    if (underWay > 0) {
      turns = 0
      await new Promise<void>((resolve) => waiting.push(resolve))
    }
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** With nothing of its body still on its way. */
async function whole(response: Response): Promise<Response> {
  const { status, headers } = response
  const bytes = await response.arrayBuffer()
  return new Response(status === 204 ? null : bytes, { status, headers })
}
