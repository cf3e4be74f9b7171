// Sockets to Postgres that give up when the server has gone silent.
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { belowTls, Line } from './line.ts'

/** The part of postgres.js's parsed options that says where the server is. */
interface Address {
  readonly path?: string | undefined
  readonly host: readonly string[]
  readonly port: readonly number[]
  /** How TLS is to be had (`sslmode` of the address); false for none. */
  readonly ssl: unknown
}

const LOOK_EVERY_MS = 250

/**
 * The `socket` option of postgres.js, which its types leave out. A server that is stopped, or a network
 * that drops packets, does not end a connection: statement_timeout is the server's own, TCP itself gives up
 * after a quarter of an hour, and queries would wait as long. A server that is well answers everything
 * within its statement timeout; one that has not, and was asked, is given up. Without such a limit (0) the server may
 * think for as long as it likes.
 *
 * @param most how many connections the pool has: when it has them all, it puts a question behind another one
 */
export function watchedSocket(
  statementTimeoutMs: number,
  most: number,
): {
  socket(address: Address): Duplex
} {
  let attempts = 0
  let open = 0
  return {
    socket: ({ path, host, port, ssl }) => {
      const which = attempts % port.length
      attempts += 1
      const line = new Line()
      const name = host[which] ?? 'localhost'
      if (path) line.connect(path)
      else line.connect(port[which] ?? 0, name)
      open += 1
      line.once('close', () => {
        open -= 1
      })
      const patience = Math.ceil(statementTimeoutMs / LOOK_EVERY_MS) + 1
      if (statementTimeoutMs > 0) watch(line, patience, () => open >= most)
      return ssl ? belowTls(line, name) : line
    },
  }
}

/**
 * Counts looks, not time: when this process itself was held up, the answer may be waiting to be read. An answer says
 * nothing of a question that was put `behind` the one it answers: such a connection is closed after a longer silence,
 * which if it is merely idle costs nothing but a new one.
 */
function watch(socket: Socket, patience: number, behind: () => boolean): void {
  let written = 0
  let looks = { unanswered: 0, doubtful: 0 }
  let isDoubtful = false
  const look = () => {
    if (socket.destroyed) return clearInterval(timer)
    if (socket.bytesWritten !== written) looks.unanswered += 1
    else if (isDoubtful) looks.doubtful += 1
    if (looks.unanswered > patience || looks.doubtful > 4 * patience) socket.destroy(silence())
  }
  const timer = setInterval(look, LOOK_EVERY_MS).unref()
  socket.on('data', () => {
    written = socket.bytesWritten
    looks = { unanswered: 0, doubtful: 0 }
    isDoubtful = behind()
  })
}

function silence(): Error {
  return Object.assign(new Error('the database server has gone silent'), {
    code: 'CONNECTION_SILENT',
  })
}
