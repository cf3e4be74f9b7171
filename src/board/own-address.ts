// Under which address this page is reached: as set, else as the browser asked for it.
import type { Context } from 'hono'
import type { BoardWorld } from './board-world.ts'

/** `https://duban.example.gov.cn`, without a slash at the end. */
export function ownAddress(c: Context, world: BoardWorld): string {
  if (world.publicUrl !== null) return world.publicUrl
  const url = new URL(c.req.url)
  return `${forwardedProtocol(c) ?? url.protocol.slice(0, -1)}://${url.host}`
}

export function isSecure(c: Context, world: BoardWorld): boolean {
  return ownAddress(c, world).startsWith('https:')
}

/** Whether a request that changes something was sent by a page of ours. */
export function isFromOwnPage(c: Context, world: BoardWorld): boolean {
  const origin = c.req.header('origin')
  if (origin === undefined || !URL.canParse(origin)) return false
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined && site !== 'same-origin') return false
  // The scheme may be the proxy's business; the host is ours.
  return new URL(origin).host === new URL(ownAddress(c, world)).host
}

/** A reverse proxy that ends TLS says so. A lie here only makes the liar's own cookie useless. */
function forwardedProtocol(c: Context): 'https' | null {
  return c.req.header('x-forwarded-proto') === 'https' ? 'https' : null
}
