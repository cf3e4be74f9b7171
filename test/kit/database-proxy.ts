// A line to Postgres that can hang, break and be refused – at any time, or exactly where a statement passes.
import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

export interface DatabaseProxy {
  /** The database's address by way of this line. */
  url(databaseUrl: string): string
  /** Everything goes through again; what was held back follows. */
  pass(): Promise<void>
  /** As a stopped server: takes connections and bytes and says nothing. What is held back still arrives later. */
  stall(): void
  /** Every piece takes so many milliseconds longer, each way; 0 ends it. */
  slow(milliseconds: number): void
  /** Breaks every connection; new ones are taken. */
  cut(): void
  /** Breaks every connection, and takes no new ones. */
  refuse(): Promise<void>
  /** What befalls the line when the next statement that contains `text` passes; resolves when it has. */
  when(text: string, fault: StatementFault): Promise<void>
  /** What was still to befall it will not. */
  forget(): void
  close(): Promise<void>
}

/**
 * `stall`: the line hangs before the statement gets through. `cutBefore`: it never does. `cutAfter`: the server has
 * done and committed it, and the answer is lost with the connection. `muteAfter`: the same, and the connection
 * stays and is silent.
 */
export type StatementFault = 'stall' | 'cutBefore' | 'cutAfter' | 'muteAfter'

interface Trap {
  readonly text: string
  readonly fault: StatementFault
  readonly sprung: () => void
  readonly stall: () => void
}

interface Line {
  readonly target: { readonly port: number; readonly host: string }
  readonly links: Set<Link>
  traps: readonly Trap[]
  /** Resolved while the line passes. */
  open: Promise<void>
  delayMs: number
}

/** One connection: two sockets, and what is on the way between them. */
interface Link {
  readonly client: Socket
  readonly upstream: Socket
  /** The last of the bytes and ends on the way; they stay in order. */
  last: Promise<void>
  isBroken: boolean
  answerFault: { readonly fault: 'cutAfter' | 'muteAfter'; readonly sprung: () => void } | null
}

/** A proxy for the server of `databaseUrl`. */
export async function databaseProxy(databaseUrl: string): Promise<DatabaseProxy> {
  const { hostname, port } = new URL(databaseUrl)
  const target = { port: Number(port), host: hostname }
  const line: Line = { target, links: new Set(), traps: [], open: Promise.resolve(), delayMs: 0 }
  let goOn = () => {}
  const own = await listening(line, 0)
  let server: Server | null = own.server
  const stall = () => {
    goOn()
    const { promise, resolve } = Promise.withResolvers<void>()
    line.open = promise
    goOn = resolve
  }
  const cut = () => {
    for (const link of line.links) breakOff(line, link)
  }
  const stop = async () => {
    const stopped = server
    server = null
    if (stopped === null) return
    stopped.close()
    cut()
    await once(stopped, 'close')
  }
  return {
    url: (address) => {
      const url = new URL(address)
      url.host = `127.0.0.1:${own.port}`
      return url.href
    },
    pass: async () => {
      server ??= (await listening(line, own.port)).server
      goOn()
    },
    stall: () => stall(),
    slow: (milliseconds) => {
      line.delayMs = milliseconds
    },
    cut,
    refuse: stop,
    when: (text, fault) =>
      new Promise((sprung) => {
        const trap = { text, fault, sprung, stall }
        line.traps = [...line.traps, trap]
      }),
    forget: () => {
      line.traps = []
    },
    close: stop,
  }
}

async function listening(line: Line, port: number): Promise<{ server: Server; port: number }> {
  const server = createServer((client) => link(line, client))
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no loopback port')
  return { server, port: address.port }
}

function link(line: Line, client: Socket): void {
  const upstream = connect(line.target)
  const made: Link = { client, upstream, last: line.open, isBroken: false, answerFault: null }
  line.links.add(made)
  client.on('data', (chunk) => asked(line, made, chunk))
  upstream.on('data', (chunk) => answered(line, made, chunk))
  for (const [one, other] of [
    [client, upstream],
    [upstream, client],
  ] as const) {
    one.on('error', () => undefined)
    one.on('close', () => carry(line, made, () => other.destroySoon()))
  }
  upstream.on('close', () => line.links.delete(made))
}

function asked(line: Line, made: Link, chunk: Buffer): void {
  const trap = line.traps.find(({ text }) => chunk.includes(text))
  if (trap !== undefined) spring(line, made, trap)
  if (!made.isBroken) carry(line, made, () => made.upstream.write(chunk))
}

function spring(line: Line, made: Link, trap: Trap): void {
  const { fault, sprung } = trap
  line.traps = line.traps.filter((one) => one !== trap)
  if (fault === 'cutAfter' || fault === 'muteAfter') {
    made.answerFault = { fault, sprung }
    return
  }
  if (fault === 'cutBefore') breakOff(line, made)
  if (fault === 'stall') trap.stall()
  sprung()
}

/** The server answers a whole statement at once, after its commit. */
function answered(line: Line, made: Link, chunk: Buffer): void {
  const { answerFault } = made
  if (answerFault === null) {
    carry(line, made, () => made.client.write(chunk))
    return
  }
  if (answerFault.fault === 'cutAfter') breakOff(line, made)
  answerFault.sprung()
}

/** Now, a little later, or when the line passes again – always in order. */
function carry(line: Line, made: Link, what: () => void): void {
  made.last = made.last.then(async () => {
    if (line.delayMs > 0) await pause(line.delayMs)
    await line.open
    if (!made.isBroken) what()
  })
}

function breakOff(line: Line, made: Link): void {
  line.links.delete(made)
  made.isBroken = true
  made.client.resetAndDestroy()
  made.upstream.destroy()
}
