// One request and its reply, to the platform's own address and nowhere else.
import { type Answer, networkFault } from './fault.ts'

export type Fetch = (url: string, init: RequestInit) => Promise<Response>

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Below `/open-apis/`. Ids in it have been checked. */
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | FormData
  readonly timeoutMs: number
  readonly maxBytes: number
}

export interface HttpReply {
  readonly status: number
  readonly headers: Headers
  readonly bytes: Uint8Array<ArrayBuffer>
  /** The body was longer than allowed; what came of it has been dropped. */
  readonly cut: boolean
}

export type Exchange = (request: HttpRequest) => Promise<Answer<HttpReply>>

/**
 * A sender of requests to one base address. Redirects are not followed, every wait has an end, and no more
 * than `maxBytes` of a reply is kept.
 * @throws Error when `baseUrl` is not an http(s) address.
 */
export function exchangeWith(baseUrl: string, fetch: Fetch): Exchange {
  const base = new URL(baseUrl)
  if (base.protocol !== 'https:' && base.protocol !== 'http:') {
    throw new Error('the open platform’s address must begin with https:// or http://')
  }
  return async (request) => {
    const signal = AbortSignal.timeout(request.timeoutMs)
    try {
      const response = await fetch(addressOf(base, request), {
        method: request.method,
        redirect: 'manual',
        signal,
        ...(request.headers === undefined ? {} : { headers: request.headers }),
        ...(request.body === undefined ? {} : { body: request.body }),
      })
      const { bytes, cut } = await readUpTo(response, request.maxBytes)
      return {
        ok: true,
        value: { status: response.status, headers: response.headers, bytes, cut },
      }
    } catch (error) {
      return { ok: false, fault: networkFault(error) }
    }
  }
}

function addressOf(base: URL, request: HttpRequest): string {
  const url = new URL(`/open-apis/${request.path}`, base)
  for (const [name, value] of Object.entries(request.query ?? {})) {
    url.searchParams.set(name, value)
  }
  return url.href
}

async function readUpTo(
  response: Response,
  maxBytes: number,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; cut: boolean }> {
  const nothing = new Uint8Array(0)
  if (response.body === null) return { bytes: nothing, cut: false }
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of response.body) {
    length += part.byteLength
    // Leaving the loop cancels the stream.
    if (length > maxBytes) return { bytes: nothing, cut: true }
    parts.push(part)
  }
  const bytes = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.byteLength
  }
  return { bytes, cut: false }
}
