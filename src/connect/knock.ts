// Looks that need no token: the platform's time, whether it would give us a long connection, where a page leads.
import { z } from 'zod'

export interface Knock {
  /** The platform's time; null when it cannot be reached. */
  date(): Promise<number | null>
  /** 0 when a long connection is offered, else the platform's code; null when there was no answer. */
  line(): Promise<number | null>
  /** Where an address sends a browser on to: '' when nowhere, null without an answer. */
  leadsTo(url: string): Promise<string | null>
}

const PATIENCE_MS = 5_000

const lineReply = z.object({ code: z.number() })

export function knockAt(given: { baseUrl: string; appId: string; appSecret: string }): Knock {
  return {
    date: async () => {
      const response = await asked(`${given.baseUrl}/open-apis/bot/v3/info`, {})
      const date = Date.parse(response?.headers.get('date') ?? '')
      return Number.isNaN(date) ? null : date
    },
    line: async () => {
      const response = await asked(`${given.baseUrl}/callback/ws/endpoint`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', locale: 'zh' },
        body: JSON.stringify({ AppID: given.appId, AppSecret: given.appSecret }),
      })
      const read = lineReply.safeParse(await response?.json().catch(() => null))
      return read.success ? read.data.code : null
    },
    leadsTo: async (url) => {
      const response = await asked(url, {})
      return response === null ? null : (response.headers.get('location') ?? '')
    },
  }
}

async function asked(url: string, init: RequestInit): Promise<Response | null> {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS)
    return await fetch(url, { ...init, redirect: 'manual', signal })
  } catch {
    return null
  }
}
