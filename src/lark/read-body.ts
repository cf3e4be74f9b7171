// Reads a request's raw bytes: no more of them, and for no longer, than the platform ever needs.

/** interface §3. The platform's own payloads stay under a tenth of it. */
export const MAX_BODY_BYTES = 1024 * 1024

/** The platform gives a whole answer 3 s; a body that takes longer is a connection kept busy. */
const READ_LIMIT_MS = 5000

type BodyFault = 'too_large' | 'too_slow' | 'broken_off'

export type BodyRead =
  | { readonly ok: true; readonly raw: Uint8Array }
  | { readonly ok: false; readonly status: 400 | 408 | 413; readonly reason: BodyFault }

const TOO_LARGE = { ok: false, status: 413, reason: 'too_large' } as const
const TOO_SLOW = { ok: false, status: 408, reason: 'too_slow' } as const
const BROKEN_OFF = { ok: false, status: 400, reason: 'broken_off' } as const

/**
 * The body of `request`, or why it is not to be had. Never rejects. Compression is not looked at:
 * `receive` judges that, after the size, as interface §3 has it. After a fault the server should
 * close the connection, on which the rest of the body may still be coming.
 *
 * A declared length is trusted, because HTTP servers hold the sender to it, and read in one piece,
 * which costs a quarter of the CPU of a Fetch stream; without one, chunks are counted as they come.
 */
export function readBody(request: Request): Promise<BodyRead> {
  const declared = Number(request.headers.get('content-length') ?? Number.NaN)
  if (declared > MAX_BODY_BYTES) return Promise.resolve(TOO_LARGE)
  return withinLimit(declared <= MAX_BODY_BYTES ? readWhole(request) : readCounted(request.body))
}

function withinLimit(reading: Promise<BodyRead>): Promise<BodyRead> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, READ_LIMIT_MS, TOO_SLOW)
    const settle = (read: BodyRead) => {
      clearTimeout(timer)
      resolve(read)
    }
    // Reading fails when the sender hangs up.
    reading.then(settle, () => settle(BROKEN_OFF))
  })
}

async function readWhole(request: Request): Promise<BodyRead> {
  return { ok: true, raw: new Uint8Array(await request.arrayBuffer()) }
}

async function readCounted(body: Request['body']): Promise<BodyRead> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body ?? []) {
    chunks.push(chunk)
    size += chunk.byteLength
    if (size > MAX_BODY_BYTES) return TOO_LARGE
  }
  return { ok: true, raw: Buffer.concat(chunks) }
}
