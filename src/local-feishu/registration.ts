// Creating the app by QR code: the accounts site's device flow (RFC 8628), and the page that the scan opens.
import { gunzipSync } from 'node:zlib'
import { HOUR_MS, type Instant } from '../domain/time.ts'
import { KNOWN_EVENTS, KNOWN_SCOPES } from './catalogue.ts'
import { asList, asObject, asText, type Json, parseJson } from './json.ts'
import type { Platform } from './platform.ts'

/** What a person sees after scanning, and may do there. */
export interface ConfirmPage {
  readonly appName: string
  /** Whether only a new app may be created. */
  readonly createOnly: boolean
  /** Without it the usual template's rights come on top. */
  readonly minimal: boolean
  readonly scopes: readonly string[]
  readonly events: readonly string[]
  readonly callbacks: readonly string[]
  /** Creates the app: it holds what the page shows, and nothing that the platform does not know. */
  confirm(): void
  deny(): void
}

export interface Registrations {
  /** Opens the address in the QR code. Throws for one that is not of this platform, or is used up. */
  scan(url: string): ConfirmPage
  /** Real seconds between two polls. */
  setInterval(seconds: number): void
  /** Every registration under way is past its time. */
  expire(): void
  setBrand(brand: 'feishu' | 'lark'): void
}

export interface RegistrationDesk extends Registrations {
  /** Answers `POST /oauth/v1/app/registration`. */
  answer(form: URLSearchParams, host: string): { status: 200 | 400; body: object }
}

interface Device {
  readonly userCode: string
  endsAt: Instant
  state: 'pending' | 'confirmed' | 'denied'
  /** Real milliseconds. */
  polledAt: number
}

interface Desk {
  readonly platform: Platform
  readonly unwanted: Set<string>
  readonly devices: Map<string, Device>
  intervalSeconds: number
  brand: 'feishu' | 'lark'
}

const LIFE_MS = HOUR_MS / 6

/** Polls may come this much early: timers are not exact. */
const TOLERANCE = 0.8

export function registrationDesk(platform: Platform, unwanted: Set<string>): RegistrationDesk {
  const devices = new Map<string, Device>()
  const desk: Desk = { platform, unwanted, devices, intervalSeconds: 5, brand: 'feishu' }
  return {
    answer: (form, host) => {
      const action = form.get('action')
      if (action === 'begin') return begun(desk, form, host)
      return action === 'poll' ? polled(desk, form) : failed('invalid_request')
    },
    scan: (url) => scanned(desk, new URL(url)),
    setInterval: (seconds) => {
      desk.intervalSeconds = seconds
    },
    expire: () => {
      for (const device of devices.values()) device.endsAt = 0
    },
    setBrand: (brand) => {
      desk.brand = brand
    },
  }
}

function begun(desk: Desk, form: URLSearchParams, host: string) {
  if (form.get('auth_method') !== 'client_secret' || !form.has('archetype')) {
    return failed('invalid_request')
  }
  const { dice, clock } = desk.platform.state
  const deviceCode = dice.hex(40)
  const userCode = `${dice.hex(4)}-${dice.hex(4)}`.toUpperCase()
  const endsAt = clock.now() + LIFE_MS
  desk.devices.set(deviceCode, { userCode, endsAt, state: 'pending', polledAt: 0 })
  const page = `http://${host}/page/launcher`
  const body = {
    device_code: deviceCode,
    user_code: userCode,
    verification_uri: page,
    verification_uri_complete: `${page}?user_code=${userCode}`,
    expires_in: LIFE_MS / 1_000,
    interval: desk.intervalSeconds,
  }
  return { status: 200 as const, body }
}

function polled(desk: Desk, form: URLSearchParams) {
  const device = desk.devices.get(form.get('device_code') ?? '')
  const { state } = desk.platform
  if (device === undefined) return failed('invalid_grant')
  if (state.clock.now() > device.endsAt) return failed('expired_token')
  if (device.state === 'denied') return failed('access_denied')
  if (device.state === 'pending') return failed(isHasty(desk, device) ? 'slow_down' : PENDING)
  const [creator] = state.users.keys()
  const body = {
    client_id: state.app.appId,
    client_secret: state.app.appSecret,
    user_info: { open_id: creator, tenant_brand: desk.brand },
  }
  return { status: 200 as const, body }
}

const PENDING = 'authorization_pending'

function isHasty(desk: Desk, device: Device): boolean {
  const now = performance.now()
  const since = now - device.polledAt
  const hasty = device.polledAt > 0 && since < desk.intervalSeconds * 1_000 * TOLERANCE
  device.polledAt = now
  return hasty
}

/** While it waits, the flow answers errors with HTTP 400 (RFC 8628 §3.5). */
function failed(error: string) {
  return { status: 400 as const, body: { error, error_description: `registration: ${error}` } }
}

function scanned(desk: Desk, url: URL): ConfirmPage {
  const code = url.searchParams.get('user_code')
  const device = [...desk.devices.values()].find(({ userCode }) => userCode === code)
  if (device === undefined || device.state !== 'pending') throw new Error('no such registration')
  const addons = addonsIn(url.searchParams.get('addons'))
  const page = {
    appName: url.searchParams.get('name') ?? '',
    createOnly: url.searchParams.get('createOnly') === 'true',
    minimal: addons.preset === false,
    scopes: texts(asObject(addons.scopes)?.tenant).filter((name) => KNOWN_SCOPES.has(name)),
    events: texts(asObject(asObject(addons.events)?.items)?.tenant).filter(isEvent),
    callbacks: texts(asObject(addons.callbacks)?.items).filter(isEvent),
  }
  return {
    ...page,
    confirm: () => {
      device.state = 'confirmed'
      configured(desk, page)
    },
    deny: () => {
      device.state = 'denied'
    },
  }
}

function configured(desk: Desk, page: Pick<ConfirmPage, 'scopes' | 'events' | 'callbacks'>): void {
  const { scopes } = desk.platform.state
  scopes.clear()
  for (const scope of page.scopes) scopes.add(scope)
  const wanted = new Set([...page.events, ...page.callbacks])
  desk.unwanted.clear()
  for (const type of KNOWN_EVENTS) if (!wanted.has(type)) desk.unwanted.add(type)
}

/** JSON, gzipped, in URL-safe base64: as the SDK writes it. */
function addonsIn(text: string | null): Json {
  if (text === null) return {}
  const json = gunzipSync(Buffer.from(text, 'base64url')).toString('utf8')
  return asObject(parseJson(json)) ?? {}
}

function texts(value: unknown): string[] {
  return asList(value).flatMap((one) => asText(one) ?? [])
}

function isEvent(name: string): boolean {
  return KNOWN_EVENTS.includes(name)
}
