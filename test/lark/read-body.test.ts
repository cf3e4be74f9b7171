// No body is read beyond 1 MB or 5 s, whatever its sender declares.
import { request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { Hono } from 'hono'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { MAX_BODY_BYTES, readBody } from '../../src/lark/read-body.ts'

afterEach(() => {
  vi.useRealTimers()
})

const TOO_LARGE = { ok: false, status: 413, reason: 'too_large' }

function posted(
  body: string | Uint8Array | ReadableStream | null,
  headers: Record<string, string> = {},
): Request {
  return new Request('http://localhost/lark/webhook', {
    method: 'POST',
    body,
    headers,
    duplex: 'half',
  })
}

/** A body without a declared length, in pieces; `pull` is asked for the next one. */
function streamed(pull: (controller: ReadableStreamDefaultController) => unknown): Request {
  return posted(new ReadableStream({ pull: async (controller) => void (await pull(controller)) }))
}

function pieces(count: number, bytes: number): Request {
  let left = count
  return streamed((controller) => {
    if (left === 0) return controller.close()
    left -= 1
    controller.enqueue(new Uint8Array(bytes).fill(65))
  })
}

describe('what is read', () => {
  test('a declared body, byte for byte', async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index)
    const read = await readBody(posted(bytes, { 'content-length': '256' }))
    expect(read).toEqual({ ok: true, raw: bytes })
  })

  test('an undeclared one, joined from its pieces', async () => {
    const read = await readBody(pieces(3, 1000))
    expect(read.ok && Buffer.from(read.raw).toString()).toBe('A'.repeat(3000))
  })

  test('none at all', async () => {
    const read = await readBody(posted(null))
    expect(read.ok && read.raw.byteLength).toBe(0)
  })

  test('1 MB exactly, declared or not', async () => {
    const declared = posted(new Uint8Array(MAX_BODY_BYTES), {
      'content-length': `${MAX_BODY_BYTES}`,
    })
    expect(await readBody(declared)).toMatchObject({ ok: true })
    expect(await readBody(pieces(1024, 1024))).toMatchObject({ ok: true })
  })
})

describe('what is not', () => {
  test('more than 1 MB, when declared without touching the body', async () => {
    const request = posted('x', { 'content-length': `${MAX_BODY_BYTES + 1}` })
    expect(await readBody(request)).toEqual(TOO_LARGE)
    expect(request.bodyUsed).toBe(false)
  })

  test('more than 1 MB, when not declared no further than that', async () => {
    let taken = 0
    const endless = streamed((controller) => {
      taken += 65_536
      controller.enqueue(new Uint8Array(65_536))
    })
    expect(await readBody(endless)).toEqual(TOO_LARGE)
    expect(taken).toBeLessThan(MAX_BODY_BYTES + 3 * 65_536)
  })

  test.each([
    ['declared', { 'content-length': '10' }],
    ['undeclared', {}],
  ])('a body that does not come within 5 s, %s', async (_, headers) => {
    vi.useFakeTimers()
    const silent = posted(new ReadableStream({ pull: () => new Promise(() => {}) }), headers)
    const reading = readBody(silent)
    await vi.advanceTimersByTimeAsync(4999)
    expect(await Promise.race([reading, 'still reading'])).toBe('still reading')
    await vi.advanceTimersByTimeAsync(1)
    expect(await reading).toEqual({ ok: false, status: 408, reason: 'too_slow' })
  })

  test('a body that drips, however steadily', async () => {
    vi.useFakeTimers()
    const dripping = streamed(async (controller) => {
      await new Promise((resolve) => setTimeout(resolve, 900))
      controller.enqueue(new Uint8Array(1))
    })
    const reading = readBody(dripping)
    await vi.advanceTimersByTimeAsync(5000)
    expect(await reading).toMatchObject({ reason: 'too_slow' })
  })

  test.each([
    ['declared', { 'content-length': '10' }],
    ['undeclared', {}],
  ])('a body whose sender hangs up, %s', async (_, headers) => {
    const broken = posted(
      new ReadableStream({ pull: (controller) => controller.error(new Error('reset')) }),
      headers,
    )
    expect(await readBody(broken)).toEqual({ ok: false, status: 400, reason: 'broken_off' })
  })
})

test('behind a real server: small ones pass, large ones are cut off, the server goes on', async () => {
  const app = new Hono().post('/', async (c) => {
    const read = await readBody(c.req.raw)
    return new Response(read.ok ? `${read.raw.byteLength}` : read.reason, {
      status: read.ok ? 200 : read.status,
      headers: read.ok ? {} : { connection: 'close' },
    })
  })
  const server = createAdaptorServer({ fetch: app.fetch })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  try {
    expect(await post(port, 2000, true)).toBe('200 2000')
    expect(await post(port, 2000, false)).toBe('200 2000')
    expect(await post(port, MAX_BODY_BYTES + 1, true)).toBe('413 too_large')
    expect(await post(port, 2 * MAX_BODY_BYTES, false)).toBe('413 too_large')
    expect(await post(port, 2000, false)).toBe('200 2000')
  } finally {
    server.close()
  }
})

/** Posts `bytes` bytes with their length declared, or chunked, and gives status and answer. */
function post(port: number, bytes: number, isDeclared: boolean): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = isDeclared ? { 'content-length': bytes } : { 'transfer-encoding': 'chunked' }
    const sending = httpRequest(
      { port, host: '127.0.0.1', method: 'POST', headers },
      async (answer) => {
        const chunks = await answer.toArray()
        resolve(`${answer.statusCode} ${Buffer.concat(chunks)}`)
      },
    )
    // Writing on after the answer may fail; what counts is the answer.
    sending.on('error', (error) => setImmediate(reject, error))
    for (let sent = 0; sent < bytes; sent += 1000) {
      sending.write(Buffer.alloc(Math.min(1000, bytes - sent)))
    }
    sending.end()
  })
}
