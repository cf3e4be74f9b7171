// Signing in on our pages (platform docs: authen/v1 authorize, authen/v2 oauth token, authen/v1 user_info).
import { z } from 'zod'
import type { Caller } from './client.ts'
import type { Answer } from './fault.ts'
import { ID_FORMS } from './wire.ts'

export interface SignInCalls {
  /** Where a browser is sent; it comes back to `redirectUri` with `code` and the same `state`. */
  authorizePage(redirectUri: string, state: string): string
  /** Who is behind a code. It is good once, for five minutes, and only with the address it came to. */
  personBehind(code: string, redirectUri: string): Promise<Answer<{ readonly openId: string }>>
}

interface App {
  readonly baseUrl: string
  readonly appId: string
  readonly appSecret: string
}

const tokenReply = z
  .object({ access_token: z.string().regex(/^[\x21-\x7e]{1,4096}$/) })
  .transform(({ access_token: token }) => token)

const personReply = z
  .object({ data: z.object({ open_id: z.string().regex(ID_FORMS.person) }) })
  .transform(({ data }) => ({ openId: data.open_id }))

export function signInCalls(caller: Caller, { baseUrl, appId, appSecret }: App): SignInCalls {
  return {
    authorizePage: (redirectUri, state) => {
      const page = new URL('/open-apis/authen/v1/authorize', accountsOf(baseUrl))
      const asked = { client_id: appId, response_type: 'code', redirect_uri: redirectUri, state }
      for (const [name, value] of Object.entries(asked)) page.searchParams.set(name, value)
      return page.href
    },
    personBehind: async (code, redirectUri) => {
      const json = {
        grant_type: 'authorization_code',
        client_id: appId,
        client_secret: appSecret,
        code,
        redirect_uri: redirectUri,
      }
      const path = 'authen/v2/oauth/token'
      const token = await caller.jsonAs(
        null,
        { api: 'signIn.token', method: 'POST', path, json },
        tokenReply,
      )
      if (!token.ok) return token
      const who = { api: 'signIn.user', method: 'GET', path: 'authen/v1/user_info' } as const
      return await caller.jsonAs(token.value, who, personReply)
    },
  }
}

/** People are asked on accounts.feishu.cn while apps ask open.feishu.cn; other installations have one name. */
function accountsOf(baseUrl: string): string {
  const url = new URL(baseUrl)
  url.hostname = url.hostname.replace(/^open\.(feishu\.cn|larksuite\.com)$/, 'accounts.$1')
  return url.href
}
