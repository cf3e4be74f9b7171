// The parts of the platform that its endpoints share, and what an endpoint is.
import type { AppSettings } from './app-settings.ts'
import type { Tally } from './counters.ts'
import type { Json } from './json.ts'
import type { Limit, RateWindows } from './rate-windows.ts'
import type { SignIns } from './sign-ins.ts'
import type { State } from './state.ts'
import type { Tokens } from './tokens.ts'

export interface Platform {
  readonly state: State
  readonly tally: Tally
  readonly tokens: Tokens
  readonly signIns: SignIns
  readonly windows: RateWindows
  readonly settings: AppSettings
  /** Event types, and `card.action.trigger`, that the app is not subscribed to. */
  readonly unwanted: ReadonlySet<string>
  /** First messages by uuid, for an hour. */
  readonly uuids: Map<string, { readonly messageId: string; readonly at: number }>
  /** First tasks by client token, for five minutes. */
  readonly taskTokens: Map<string, { readonly guid: string; readonly at: number }>
  /** Pushes an event to the app; resolves after the first attempt. */
  push(type: string, event: Json): Promise<void>
}

/** One request, as an endpoint sees it: token, scope and app limit are already judged. */
export interface Call {
  readonly platform: Platform
  /** The JSON body, `{}` when there is none. */
  readonly body: Json
  param(name: string): string
  query(name: string): string | undefined
  header(name: string): string | undefined
  form(): Promise<FormData>
}

/**
 * `data` goes into the usual envelope; `body` is the whole answer beside code and msg; `response`
 * is sent as it is.
 */
export type Answer =
  | { readonly data: object }
  | { readonly body: object }
  | { readonly response: Response }

export interface Endpoint {
  readonly name: string
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  /** Below `/open-apis`, with `:name` for parameters. */
  readonly path: string
  /** Any one of these is enough; none needed when empty. */
  readonly scopes: readonly string[]
  /** Whose window the request counts in: several endpoints may share one. */
  readonly bucket?: string
  /** Its own, where it is not the usual one. */
  readonly limits?: readonly Limit[]
  /** Needs no token. */
  readonly open?: boolean
  readonly multipart?: boolean
  handle(call: Call): Answer | Promise<Answer>
}
