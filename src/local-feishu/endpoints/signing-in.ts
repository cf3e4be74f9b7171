// Signing in with Feishu on a page of the app: the authorization page, the token for its code, who it is.
import { html } from 'hono/html'
import type { Answer, Call, Endpoint } from '../platform.ts'
import { refusal } from '../refusal.ts'
import { grantCode, ownerOf, redeem } from '../sign-ins.ts'
import type { User } from '../state.ts'

export const signingInEndpoints: readonly Endpoint[] = [
  {
    name: 'authorize',
    method: 'GET',
    path: '/authen/v1/authorize',
    scopes: [],
    open: true,
    handle: authorize,
  },
  {
    name: 'user_token',
    method: 'POST',
    path: '/authen/v2/oauth/token',
    scopes: [],
    open: true,
    handle: userToken,
  },
  {
    name: 'user_info',
    method: 'GET',
    path: '/authen/v1/user_info',
    scopes: [],
    open: true,
    handle: userInfo,
  },
]

/**
 * In the real client whoever opens the page is signed in already and comes straight back. Here nobody is, so
 * the page asks who is meant; the choice is the same address once more, with `as`.
 */
async function authorize({ platform, query }: Call): Promise<Answer> {
  const { state, settings, signIns } = platform
  const redirectUri = query('redirect_uri') ?? ''
  if (query('client_id') !== state.app.appId) return wrong('20048', '应用不存在')
  if (query('response_type') !== 'code') return wrong('20024', 'response_type 须为 code')
  if (!settings.redirectUrls.includes(redirectUri))
    return wrong('20029', 'redirect_uri 请求不合法：未在“安全设置”中登记')
  const given = query('state')
  const user = state.users.get(query('as') ?? '')
  if (user === undefined || user.resigned) {
    const again = { client_id: state.app.appId, response_type: 'code', redirect_uri: redirectUri }
    const query = new URLSearchParams({
      ...again,
      ...(given === undefined ? {} : { state: given }),
    })
    return page(200, '选择以谁的身份登录', await people([...state.users.values()], query))
  }
  const back = new URL(redirectUri)
  back.searchParams.set('code', grantCode(signIns, state, { openId: user.openId, redirectUri }))
  if (given !== undefined) back.searchParams.set('state', given)
  return { response: new Response(null, { status: 302, headers: { location: back.href } }) }
}

async function userToken({ platform, body }: Call): Promise<Answer> {
  const redeemed = redeem(platform.signIns, platform.state, {
    grantType: body.grant_type,
    clientId: body.client_id,
    clientSecret: body.client_secret,
    code: body.code,
    redirectUri: body.redirect_uri,
  })
  if ('error' in redeemed) {
    const { code, error, description } = redeemed
    return { response: Response.json({ code, error, error_description: description }, REFUSED) }
  }
  const { token, lifeSeconds } = redeemed
  const issued = { access_token: token, expires_in: lifeSeconds, token_type: 'Bearer', scope: '' }
  return { response: Response.json({ code: 0, ...issued }) }
}

const REFUSED = { status: 400 }

function userInfo({ platform, header }: Call): Answer {
  const { state, signIns } = platform
  const openId = ownerOf(signIns, state.clock.now(), header('authorization'))
  const user = openId === null ? undefined : state.users.get(openId)
  if (user === undefined) throw refusal(20005)
  const { name, unionId } = user
  const names = { name, en_name: name, avatar_url: '' }
  const ids = { open_id: user.openId, union_id: unionId, tenant_key: state.app.tenantKey }
  return { data: { ...names, ...ids } }
}

async function people(users: readonly User[], query: URLSearchParams): Promise<string> {
  const links = users
    .filter((user) => !user.resigned)
    .map((user) => {
      query.set('as', user.openId)
      return html`<li><a href="?${query.toString()}">${user.name}</a></li>`
    })
  return String(await html`<ul>${links}</ul>`)
}

function wrong(code: string, why: string): Promise<Answer> {
  return page(400, '无法登录', `<p>${why}（错误码 ${code}）</p>`)
}

/** `inner` is markup already. */
async function page(status: number, title: string, inner: string): Promise<Answer> {
  const text = `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>${title}</title>
<meta name="viewport" content="width=device-width,initial-scale=1">
<link rel="icon" href="data:,"><meta name="color-scheme" content="light dark"><style>${STYLE}</style></head>
<body><main><p>本地飞书</p><h1>${title}</h1>${inner}</main></body></html>`
  const headers = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }
  return { response: new Response(text, { status, headers }) }
}

const STYLE = `
body { margin: 0; font: 16px/1.6 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", system-ui, sans-serif;
  color: light-dark(#1f2329, #e9eaec); background: light-dark(#f5f6f8, #16171a) }
main { max-width: 640px; margin: 0 auto; padding: 32px 20px }
h1 { font-size: 20px }
ul { list-style: none; padding: 0; display: grid; gap: 8px;
  grid-template-columns: repeat(auto-fill, minmax(120px, 1fr)) }
a { display: block; padding: 10px; border-radius: 8px; text-align: center; text-decoration: none; color: inherit;
  background: light-dark(#fff, #2a2b2f) }
`
