// What every answer of the board carries, and what every request must: headers, a session, proof of a form of ours.
import type { Context, MiddlewareHandler } from 'hono'
import { BUSY_TOAST, PENDING_TOAST } from '../../cards/toast.ts'
import { codeOf, effectOf } from '../flows/fault.ts'
import type { BoardWorld } from './board-world.ts'
import { isFromOwnPage } from './own-address.ts'
import { messagePage } from './page-frame.ts'
import { type Visitor, visitorOf } from './session.ts'
import { toFeishu } from './sign-in.ts'

/**
 * Nothing from elsewhere, nothing written into the page runs. Nobody may frame it either: Feishu opens web apps in a
 * view of their own, and our cookie would not come along into a frame on another site.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

export function secured(world: BoardWorld): MiddlewareHandler {
  return async (c, next) => {
    await next()
    c.header('content-security-policy', POLICY)
    c.header('x-frame-options', 'DENY')
    c.header('x-content-type-options', 'nosniff')
    c.header('referrer-policy', 'same-origin')
    c.header('cross-origin-opener-policy', 'same-origin')
    c.header('permissions-policy', 'camera=(), microphone=(), geolocation=()')
    if (c.res.headers.get('cache-control') === null) c.header('cache-control', 'no-store')
    if (world.publicUrl?.startsWith('https:') === true)
      c.header('strict-transport-security', 'max-age=15552000')
  }
}

type Answer = Response | Promise<Response>

/** A page for who is signed in; others are sent to Feishu first and come back to it. */
export function signedIn(world: BoardWorld, answer: (c: Context, visitor: Visitor) => Answer) {
  return guarded(world, async (c) => {
    const visitor = await visitorOf(world, c)
    if (visitor !== null) return answer(c, visitor)
    const url = new URL(c.req.url)
    return toFeishu(world, c, `${url.pathname}${url.search}`)
  })
}

/** Something that changes: by who is signed in, from a form of this very session, on a page of ours. */
export function posted(
  world: BoardWorld,
  act: (c: Context, visitor: Visitor, form: FormData) => Answer,
) {
  return guarded(world, async (c) => {
    if (!isFromOwnPage(c, world)) return refusedForm(c)
    const visitor = await visitorOf(world, c)
    if (visitor === null) return refusedForm(c)
    const form = await formOf(c)
    if (form === null || form.get('token') !== visitor.formToken) return refusedForm(c)
    return act(c, visitor, form)
  })
}

/** The longest report, percent-encoded, and its fields. */
const FORM_MAX_BYTES = 2 * 1024 * 1024

async function formOf(c: Context): Promise<FormData | null> {
  const type = c.req.header('content-type') ?? ''
  const length = Number(c.req.header('content-length') ?? Number.NaN)
  if (!(length <= FORM_MAX_BYTES)) return null
  if (!/^(?:application\/x-www-form-urlencoded|multipart\/form-data)\b/.test(type)) return null
  return await c.req.formData().catch(() => null)
}

function refusedForm(c: Context): Promise<Response> {
  return messagePage(
    c,
    403,
    '未能办理',
    '页面已过期或来源不明，未作任何改动。请重新打开看板再试。',
    {
      href: '/board',
      text: '回到看板',
    },
  )
}

/** What breaks is logged once, without what people wrote; the reader hears what a chat would say. */
function guarded(world: BoardWorld, answer: (c: Context) => Answer) {
  return async (c: Context): Promise<Response> => {
    try {
      return await answer(c)
    } catch (error) {
      world.log.error('board_failed', { path: c.req.routePath, code: codeOf(error) })
      return messagePage(c, 503, '系统暂时繁忙', failureZh(c.req.method, error), {
        href: '/board',
        text: '回到看板',
      })
    }
  }
}

/** That nothing happened is said only where it is known; what may have been committed is looked up on the page. */
export function failureZh(method: string, error: unknown): string {
  return method === 'POST' && effectOf(error) === 'unknown'
    ? `${PENDING_TOAST.content}稍后打开事项，即可看到是否已经生效。`
    : BUSY_TOAST.content
}
