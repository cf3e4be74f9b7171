// A browser without a window: keeps cookies, follows redirects, sends forms as a page of ours would.
import type { Product } from './product.ts'
import { named } from './yunling.ts'

export interface Page {
  readonly status: number
  readonly text: string
  readonly headers: Headers
  /** Where it ended up. */
  readonly url: string
}

export interface Browsing {
  readonly cookies: Map<string, string>
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Page>
  /** With the form token of the last page, unless told otherwise. */
  post(path: string, fields?: Readonly<Record<string, string>>, how?: Sending): Promise<Page>
}

export interface Sending {
  readonly headers?: Readonly<Record<string, string>>
  readonly token?: string | null
}

export function browse(product: Pick<Product, 'webhookUrl'>): Browsing {
  const { origin } = new URL(product.webhookUrl)
  const cookies = new Map<string, string>()
  let token: string | null = null
  const request = async (url: string, init: RequestInit, left = 6): Promise<Page> => {
    const headers = new Headers(init.headers)
    if (new URL(url).origin === origin)
      headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    const response = await fetch(url, { ...init, headers, redirect: 'manual' })
    for (const line of response.headers.getSetCookie()) keep(cookies, line)
    const location = response.headers.get('location')
    if (location !== null && left > 0)
      return request(new URL(location, url).href, { method: 'GET' }, left - 1)
    const text = await response.text()
    token = /name="token" value="(\w+)"/.exec(text)?.[1] ?? token
    return { status: response.status, text, headers: response.headers, url }
  }
  return {
    cookies,
    get: (path, headers = {}) => request(new URL(path, origin).href, { headers }),
    post: (path, fields = {}, how = {}) => {
      const given = how.token === undefined ? token : how.token
      const body = new URLSearchParams({ ...fields, ...(given === null ? {} : { token: given }) })
      const headers = { origin, 'sec-fetch-site': 'same-origin', ...how.headers }
      return request(new URL(path, origin).href, { method: 'POST', body, headers })
    },
  }
}

/** Signs in as one of the district by choosing the name on the local Feishu's page. */
export async function signedIn(product: Product, name: string): Promise<Browsing> {
  const browsing = browse(product)
  const chooser = await browsing.get('/board')
  const url = new URL(chooser.url)
  url.searchParams.set('as', named(name))
  await browsing.get(url.href)
  return browsing
}

function keep(cookies: Map<string, string>, line: string): void {
  const [pair = ''] = line.split(';')
  const [name = '', ...value] = pair.split('=')
  if (/max-age=0/i.test(line)) cookies.delete(name)
  else cookies.set(name, value.join('='))
}
