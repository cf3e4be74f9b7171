// Who may speak to the demo: this machine's own browser, under this machine's own names, on purpose.
import type { MiddlewareHandler } from 'hono'

/** A page elsewhere cannot send this header without asking first, and is never answered that it may. */
export const PURPOSE_HEADER = 'x-duban-demo'

const OWN_NAMES = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/**
 * The Host header must name this machine, or a page elsewhere could reach the demo under a name of its own
 * that leads here (DNS rebinding).
 */
export function guard(isLocal: (request: Request, env: unknown) => boolean): MiddlewareHandler {
  return async (c, next) => {
    if (!isLocal(c.req.raw, c.env)) return c.text('forbidden', 403)
    if (!OWN_NAMES.test(c.req.header('host') ?? '')) return c.text('misdirected', 421)
    if (c.req.method !== 'GET' && c.req.header(PURPOSE_HEADER) !== '1') {
      return c.text('forbidden', 403)
    }
    await next()
    c.header('content-security-policy', POLICY)
    c.header('x-content-type-options', 'nosniff')
    c.header('referrer-policy', 'no-referrer')
    c.header('cache-control', 'no-store')
    return undefined
  }
}
