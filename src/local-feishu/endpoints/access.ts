// The token and the bot's own identity: the two answers without a `data` envelope.
import type { Endpoint } from '../platform.ts'
import { refusal } from '../refusal.ts'
import { issueToken } from '../tokens.ts'

export const accessEndpoints: readonly Endpoint[] = [
  {
    name: 'token',
    method: 'POST',
    path: '/auth/v3/tenant_access_token/internal',
    scopes: [],
    open: true,
    handle: ({ platform, body }) => ({
      body: issueToken(platform.tokens, platform.state, body),
    }),
  },
  {
    name: 'bot',
    method: 'GET',
    path: '/bot/v3/info',
    scopes: [],
    bucket: 'bot',
    handle: ({ platform: { state, settings } }) => {
      if (!settings.bot) throw refusal(11205)
      return {
        body: {
          bot: {
            activate_status: settings.published ? 2 : 0,
            app_name: state.bot.name,
            avatar_url: '',
            ip_white_list: [],
            open_id: state.bot.openId,
          },
        },
      }
    },
  },
]
