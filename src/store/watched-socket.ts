// Sockets to Postgres that give up when the server has gone silent, and that end in one step.
import { Socket } from 'node:net'

/** The part of postgres.js's parsed options that says where the server is. */
interface Address {
  readonly path?: string | undefined
  readonly host: readonly string[]
  readonly port: readonly number[]
}

const LOOK_EVERY_MS = 250

/**
 * The `socket` option of postgres.js, which its types leave out. A server that is stopped, or a network
 * that drops packets, does not end a connection: statement_timeout is the server's own, TCP itself gives up
 * after a quarter of an hour, and queries would wait as long. A server that is well answers everything
 * within its statement timeout; one that has not, and was asked, is given up. Without such a limit (0) the server may
 * think for as long as it likes.
 */
export function watchedSocket(statementTimeoutMs: number): {
  socket(address: Address): Socket
} {
  let attempts = 0
  return {
    socket: ({ path, host, port }) => {
      const which = attempts % port.length
      attempts += 1
      const socket = new Line()
      if (path) socket.connect(path)
      else socket.connect(port[which] ?? 0, host[which] ?? 'localhost')
      if (statementTimeoutMs > 0) watch(socket, Math.ceil(statementTimeoutMs / LOOK_EVERY_MS) + 1)
      return socket
    },
  }
}

/**
 * Says that it broke when it is closed, not before. Node says the one a moment earlier than the other, and a query that
 * postgres.js (3.4.9) puts on the connection in between, as one that is tried again at once, is never answered: it
 * refuses the queries of a connection with the error, and takes the connection from its pool with the close.
 */
class Line extends Socket {
  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    // While it connects nothing can be put on it, and postgres.js makes the next attempt with the close.
    if (error === null || this.connecting) {
      super._destroy(error, done)
      return
    }
    // Before the listener of postgres.js. Below TLS nobody listens for errors, and the close is enough.
    this.prependOnceListener('close', () => {
      if (this.listenerCount('error') > 0) this.emit('error', error)
    })
    super._destroy(null, done)
  }
}

/**
 * Counts looks, not time: when this process itself was held up, the answer may be waiting to be read.
 * Below TLS postgres.js takes the listener off and only the looks remain. When one finds that bytes went
 * both ways, the last may have been a question: such a connection is closed after a longer silence, which
 * if it is merely idle costs nothing but a new one.
 */
function watch(socket: Socket, patience: number): void {
  let read = 0
  let written = 0
  let looks = { unanswered: 0, doubtful: 0 }
  let doubtful = false
  const answered = () => {
    read = socket.bytesRead
    written = socket.bytesWritten
    looks = { unanswered: 0, doubtful: 0 }
  }
  const look = () => {
    if (socket.destroyed) return clearInterval(timer)
    if (socket.bytesRead !== read) {
      doubtful = socket.bytesWritten !== written
      return answered()
    }
    if (socket.bytesWritten !== written) looks.unanswered += 1
    else if (doubtful) looks.doubtful += 1
    if (looks.unanswered > patience || looks.doubtful > 4 * patience) socket.destroy(silence())
  }
  const timer = setInterval(look, LOOK_EVERY_MS).unref()
  socket.on('data', answered)
}

function silence(): Error {
  return Object.assign(new Error('the database server has gone silent'), {
    code: 'CONNECTION_SILENT',
  })
}
