// A line to Postgres that can be cut or fall silent, as networks do.
import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

export interface DatabaseLine {
  /** The database's address by way of this line. */
  readonly url: string
  /** Resolves once the client has sent something that contains `text`. */
  sees(text: string): Promise<void>
  /** Ends all connections, without a goodbye; new ones are taken. */
  cut(): void
  /** The same as an error: the other side is told that there is no such connection. */
  reset(): void
  /** Holds back everything both ways, and greets nobody. */
  fallSilent(): void
  /** The same, after the server's next answer has gone through. */
  fallSilentAfterAnswer(): void
  speak(): void
  close(): Promise<void>
}

export async function proxyTo(target: string): Promise<DatabaseLine> {
  const { hostname, port } = new URL(target)
  const sockets = new Set<Socket>()
  const awaited: { text: string; seen: () => void }[] = []
  let quiet = false
  let last = false
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname)
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from)
      from.on('error', () => to.destroy())
      from.on('close', () => {
        sockets.delete(from)
        to.destroy()
      })
      from.on('data', (chunk) => {
        for (const { text, seen } of awaited) if (chunk.includes(text)) seen()
        if (!quiet) to.write(chunk)
        if (last && from === upstream) quiet = true
      })
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no loopback port')
  const url = new URL(target)
  url.host = `127.0.0.1:${address.port}`
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    url: url.href,
    sees: (text) => new Promise((seen) => awaited.push({ text, seen })),
    cut,
    reset: () => {
      for (const socket of sockets) socket.resetAndDestroy()
    },
    fallSilent: () => {
      quiet = true
    },
    fallSilentAfterAnswer: () => {
      last = true
    },
    speak: () => {
      quiet = false
      last = false
    },
    close: async () => {
      server.close()
      cut()
      await once(server, 'close')
    },
  }
}
