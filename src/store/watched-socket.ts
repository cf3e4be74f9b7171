// Sockets to Postgres that give up when the server has gone silent.
import { connect, type Socket } from 'node:net'

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
 * within its statement timeout; one that has not, and was asked, is given up.
 */
export function watchedSocket(statementTimeoutMs: number): {
  socket(address: Address): Socket
} {
  let attempts = 0
  return {
    socket: ({ path, host, port }) => {
      const which = attempts % port.length
      attempts += 1
      const socket = path ? connect(path) : connect(port[which] ?? 0, host[which])
      watch(socket, Math.ceil(statementTimeoutMs / LOOK_EVERY_MS) + 1)
      return socket
    },
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
