// One push to the app's address, and what became of it.
import { request as httpRequest, type IncomingMessage } from 'node:http'
import type { SignedRequest } from './signing.ts'

export type Outcome =
  | {
      readonly kind: 'answered'
      readonly status: number
      readonly contentType: string
      readonly body: string
    }
  /** No whole answer within the deadline. */
  | { readonly kind: 'timeout' }
  /** Nobody listens there. */
  | { readonly kind: 'unreachable' }
  /** The connection broke before a whole answer. */
  | { readonly kind: 'broken' }

/**
 * Posts once; follows no redirects, never throws. Each push has a connection of its own: a kept one
 * that died
 * with the app's last instance would make a failure out of nothing.
 */
export function posted(url: string, request: SignedRequest, deadlineMs: number): Promise<Outcome> {
  return new Promise((resolve) => {
    const failed = (problem: Error): void => resolve({ kind: failureKind(problem) })
    const outgoing = httpRequest(url, {
      method: 'POST',
      agent: false,
      headers: { ...request.headers, 'content-length': Buffer.byteLength(request.body) },
      signal: AbortSignal.timeout(deadlineMs),
    })
    outgoing.on('error', failed)
    outgoing.on('response', (response) => {
      whole(response).then(resolve, failed)
    })
    outgoing.end(request.body)
  })
}

async function whole(response: IncomingMessage): Promise<Outcome> {
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(Buffer.from(chunk))
  return {
    kind: 'answered',
    status: response.statusCode ?? 0,
    contentType: response.headers['content-type'] ?? '',
    body: Buffer.concat(chunks).toString('utf8'),
  }
}

function failureKind(problem: Error): 'timeout' | 'unreachable' | 'broken' {
  if (problem.name === 'AbortError' || problem.name === 'TimeoutError') return 'timeout'
  return 'code' in problem && problem.code === 'ECONNREFUSED' ? 'unreachable' : 'broken'
}
