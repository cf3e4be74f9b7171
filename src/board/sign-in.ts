// Signing in with Feishu: there with a state of this browser's own, back with a code, then a session. No password.
import type { Context, Hono } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { activePerson } from '../domain/organisation.ts'
import type { BoardWorld } from './board-world.ts'
import { isSecure, ownAddress } from './own-address.ts'
import { messagePage } from './page-frame.ts'
import { begin, cookieOptions, end, randomToken } from './session.ts'

/** Characters of a random token. */
const STATE_LENGTH = 43

/** Where Feishu sends the browser back to; to be registered in the developer console (安全设置, 重定向 URL). */
export const RETURN_PATH = '/board/signed-in'

/** Seconds. As long as a code is good, and a little for choosing an account. */
const WAY_THERE_S = 600

export function signInRoutes(app: Hono, world: BoardWorld): void {
  app.get('/board/sign-in', (c) => toFeishu(world, c, c.req.query('to') ?? '/board'))
  app.get(RETURN_PATH, (c) => back(world, c))
  app.get('/board/signed-out', (c) =>
    messagePage(c, 200, '已退出', '您已退出督查看板。', { href: '/board', text: '重新登录' }),
  )
}

/** Sends the browser to Feishu, and remembers in a cookie what it left with and where it wanted to go. */
export function toFeishu(world: BoardWorld, c: Context, wanted: string): Response {
  const state = randomToken()
  const kept = `${state}.${encodeURIComponent(withinBoard(wanted))}`
  setCookie(c, wayName(c, world), kept, { ...cookieOptions(c, world), maxAge: WAY_THERE_S })
  return c.redirect(world.signIn.authorizePage(`${ownAddress(c, world)}${RETURN_PATH}`, state))
}

export async function signOut(world: BoardWorld, c: Context): Promise<Response> {
  await end(world, c)
  return c.redirect('/board/signed-out', 303)
}

/** A code without the state that this browser left with is somebody else's attempt to sign it in. */
async function back(world: BoardWorld, c: Context): Promise<Response> {
  const kept = getCookie(c, wayName(c, world)) ?? ''
  const [state, to] = [kept.slice(0, STATE_LENGTH), kept.slice(STATE_LENGTH + 1)]
  deleteCookie(c, wayName(c, world), cookieOptions(c, world))
  const code = c.req.query('code') ?? ''
  if (code === '' || state.length < STATE_LENGTH || c.req.query('state') !== state)
    return refused(c)
  const answer = await world.signIn.personBehind(code, `${ownAddress(c, world)}${RETURN_PATH}`)
  if (!answer.ok) return refused(c)
  const organisation = await world.organisations.latest()
  const person = activePerson(organisation, answer.value.openId)
  if (person === undefined)
    return messagePage(c, 403, '不能登录', '您不在本系统的人员名单中，请联系区政府督查室。')
  await begin(world, c, person)
  return c.redirect(withinBoard(decoded(to)))
}

function refused(c: Context): Response | Promise<Response> {
  return messagePage(c, 400, '登录未完成', '登录信息已失效或不完整，请重新登录。', {
    href: '/board',
    text: '重新登录',
  })
}

/** Only ever back into the board, whatever the address said. */
function withinBoard(wanted: string): string {
  // Read as a browser will read it: dots and backslashes lead elsewhere than they look.
  const there = URL.canParse(wanted, HERE) ? new URL(wanted, HERE) : null
  const isInside = there?.origin === HERE && /^\/board(?:\/|$)/.test(there.pathname)
  return isInside ? `${there.pathname}${there.search}` : '/board'
}

const HERE = 'http://board'

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}

function wayName(c: Context, world: BoardWorld): string {
  return isSecure(c, world) ? '__Host-duban_way' : 'duban_way'
}
