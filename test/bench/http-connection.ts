// One keep-alive HTTP/1.1 connection, as cheap as a client can be: it shares cores with what is measured.
import { once } from 'node:events'
import { connect } from 'node:net'

export interface Answer {
  readonly status: number
  /** Read when there is time. */
  readonly body: Buffer
}

export interface Connection {
  /** One at a time. Rejects when the server hangs up. */
  exchange(request: string): Promise<Answer>
  close(): void
}

export async function openConnection(port: number): Promise<Connection> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  await once(socket, 'connect')
  let received: Buffer = Buffer.alloc(0)
  let waiting = Promise.withResolvers<Answer>()
  socket.on('data', (chunk: Buffer) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk])
    const answer = answerIn(received)
    if (answer === null) return
    received = Buffer.alloc(0)
    waiting.resolve(answer)
  })
  socket.on('close', () => waiting.reject(new Error('the server hung up')))
  socket.on('error', (error) => waiting.reject(error))
  return {
    exchange: (request) => {
      waiting = Promise.withResolvers()
      socket.write(request)
      return waiting.promise
    },
    close: () => {
      waiting.promise.catch(() => undefined)
      socket.destroy()
    },
  }
}

/** The answer once it is there whole, else null. Knows lengths and chunks, as the measured servers send them. */
function answerIn(bytes: Buffer): Answer | null {
  const end = bytes.indexOf('\r\n\r\n')
  if (end < 0) return null
  const head = bytes.toString('latin1', 0, end)
  const status = Number(head.slice(9, 12))
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1]
  const rest = bytes.subarray(end + 4)
  if (length === undefined) {
    return /\r\ntransfer-encoding: *chunked/i.test(head) ? chunked(status, rest) : null
  }
  return rest.length < Number(length) ? null : { status, body: rest }
}

function chunked(status: number, bytes: Buffer): Answer | null {
  const parts: Buffer[] = []
  for (let at = 0; ; ) {
    const line = bytes.indexOf('\r\n', at)
    if (line < 0) return null
    const size = Number.parseInt(bytes.toString('latin1', at, line), 16)
    if (bytes.length < line + size + 4) return null
    if (size === 0) return { status, body: Buffer.concat(parts) }
    parts.push(bytes.subarray(line + 2, line + 2 + size))
    at = line + size + 4
  }
}
