// The socket below a connection to Postgres, made so that postgres.js (3.4.9) loses no query when it breaks.
import { Socket } from 'node:net'
import { Duplex } from 'node:stream'

/**
 * Says that it broke when it is closed, not before. Node says the one a moment earlier than the other, and a query that
 * postgres.js puts on the connection in between, as one that is tried again at once, is never answered: it refuses the
 * queries of a connection with the error, and takes the connection from its pool with the close.
 */
export class Line extends Socket {
  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    // While it connects nothing can be put on it, and postgres.js makes the next attempt with the close.
    if (error === null || this.connecting) {
      super._destroy(error, done)
      return
    }
    // Before the listener of postgres.js.
    this.prependOnceListener('close', () => this.emit('error', error))
    super._destroy(null, done)
  }
}

/**
 * The same for TLS: what Node's TLS runs over when it is to hear of the line's end and of no error, for it would say
 * the one before the other, too. `host`: the name that the server's certificate is to bear, as postgres.js asks for it.
 */
export function belowTls(line: Line, host: string): Duplex & { readonly host: string } {
  let isGreeted = false
  const over = new Duplex({
    read: () => void line.resume(),
    // What cannot be written any more breaks the line, which says so itself and knows better why.
    write: (chunk, _encoding, done) => void line.write(chunk, () => done()),
    final: (done) => void line.end(() => done()),
    destroy: (error, done) => {
      line.destroy()
      done(error)
    },
  })
  line.on('data', (chunk) => {
    isGreeted = true
    if (!over.push(chunk)) line.pause()
  })
  line.on('end', () => over.push(null))
  // A server that is not there must be named as that; nobody has asked anything yet.
  line.on('error', (error) => over.destroy(isGreeted ? undefined : error))
  line.on('close', () => over.destroy())
  return Object.assign(over, { host })
}
