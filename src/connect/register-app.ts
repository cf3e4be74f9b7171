// Creates the app by QR code: the platform's SDK runs the device flow, a person scans and confirms.
import { CALLBACKS, EVENTS, namesOf, type Right } from './rights.ts'

export interface Registered {
  readonly appId: string
  readonly appSecret: string
  readonly brand: 'feishu' | 'lark'
}

export type Registration =
  | { readonly ok: true; readonly app: Registered }
  /** `reason` is the flow's own word: access_denied, expired_token, or why it could not be reached. */
  | { readonly ok: false; readonly reason: string }

/**
 * Begins, shows the address that goes into the QR code, and waits until it is confirmed, denied or past its time.
 *
 * @param baseUrl the open platform's; the accounts site belongs to it
 * @param scopes what the app asks for
 */
export async function registerNewApp(
  baseUrl: string,
  scopes: readonly Right[],
  show: (url: string, expiresInSeconds: number) => void,
): Promise<Registration> {
  const { defaultHttpInstance, registerApp } = await import('@larksuiteoapi/node-sdk')
  const site = accountsSite(baseUrl)
  if (site.protocol === 'http:') {
    // The SDK writes https:// before any name; a platform on this machine has no certificate.
    defaultHttpInstance.interceptors.request.use((request) => ({
      ...request,
      url: (request.url ?? '').replace(`https://${site.host}`, site.origin),
    }))
  }
  try {
    const result = await registerApp({
      domain: site.host,
      ...(site.protocol === 'http:' && { larkDomain: site.host }),
      source: 'duban',
      createOnly: true,
      // No description: every letter of it makes the code in the terminal larger.
      appPreset: { name: '督办' },
      addons: {
        preset: false,
        scopes: { tenant: namesOf(scopes) },
        events: { items: { tenant: namesOf(EVENTS) } },
        callbacks: { items: namesOf(CALLBACKS) },
      },
      onQRCodeReady: ({ url, expireIn }) => show(url, expireIn),
    })
    const brand = result.user_info?.tenant_brand ?? 'feishu'
    return { ok: true, app: { appId: result.client_id, appSecret: result.client_secret, brand } }
  } catch (error) {
    return { ok: false, reason: reasonOf(error) }
  }
}

/** `https://open.feishu.cn` → `https://accounts.feishu.cn`; a platform on this machine is its own. */
function accountsSite(baseUrl: string): URL {
  const url = new URL(baseUrl)
  return new URL(url.origin.replace('://open.', '://accounts.'))
}

/** The flow throws plain objects with a code, the network errors with one. */
function reasonOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null
  return typeof code === 'string' ? code : 'unknown'
}
