// The local open platform: a server with the endpoints in use, people, and switches for tests.
import { randomInt } from 'node:crypto'
import type { Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import type { Clock } from '../ports.ts'
import { type AppSettings, usualSettings } from './app-settings.ts'
import { connected } from './connect.ts'
import { type Counters, countersFrom, emptyTally } from './counters.ts'
import { type Courier, deliverDue, newCourier, post, pushEvent, settled, sign } from './deliver.ts'
import { type Deliveries, deliveriesOf } from './deliveries.ts'
import { eventPayload } from './events.ts'
import {
  drawFault,
  type FaultRules,
  type Faults,
  type FaultyRequest,
  faultSwitches,
  noFaults,
} from './faults.ts'
import { gateway } from './gateway.ts'
import type { Journal } from './journal.ts'
import type { Json } from './json.ts'
import {
  type Line,
  type LineOptions,
  type LongConnections,
  longConnections,
} from './long-connection.ts'
import { type LocalPerson, personOf } from './person.ts'
import { type Office, officeOf } from './person-acts.ts'
import type { Platform } from './platform.ts'
import { rateWindows } from './rate-windows.ts'
import { type RegistrationDesk, type Registrations, registrationDesk } from './registration.ts'
import { keptSeed, remember } from './remember.ts'
import { USUAL_SCOPES } from './scopes.ts'
import { noSignIns } from './sign-ins.ts'
import type { SignedRequest, SigningKnobs } from './signing.ts'
import {
  type AppSecrets,
  type Change,
  type Chat,
  emptyState,
  type Message,
  messagesIn,
  type StoredFile,
} from './state.ts'
import { type NewChat, type NewUser, type Tenant, tenantOf } from './tenant.ts'
import { expireAll, noTokens } from './tokens.ts'
import type { EmptyAs } from './touch.ts'
import type { Outcome } from './transport.ts'

export interface LocalFeishuOptions {
  readonly clock: Clock
  /** 0, the default, takes any free port. */
  readonly port?: number
  /**
   * Ids, faults and shuffles repeat under the same seed; by default a random one, as ids must not
   * repeat on a kept database.
   */
  readonly seed?: number
  readonly app: Omit<AppSecrets, 'tenantKey'> & { readonly tenantKey?: string }
  readonly users: readonly NewUser[]
  readonly chats: readonly NewChat[]
  readonly botName?: string
  /** Chats, messages and files are kept there and come back from there. */
  readonly journal?: Journal
}

export interface LocalFeishu extends Tenant {
  /** Without a trailing slash and without `/open-apis`. */
  readonly baseUrl: string
  readonly seed: number
  readonly bot: { readonly openId: string; readonly name: string }
  readonly faults: Faults
  readonly deliveries: Deliveries
  /**
   * Configures the app's address; throws unless it answers the encrypted challenge within a second.
   * More addresses stand for instances behind one balancer: pushes take turns and pass by those
   * that do not listen.
   */
  connect(webhookUrl: string, ...others: readonly string[]): Promise<void>
  close(): Promise<void>
  person(openId: string): LocalPerson
  counters(): Counters
  /**
   * Repeats the events whose time has come (15 s, 5 min, 1 h, 6 h after a failure); gives their
   * number.
   */
  deliverDue(): Promise<number>
  /** Resolves when nothing is on its way to the app. */
  settled(): Promise<void>
  /** Encrypts and signs any payload – correctly, or wrong as the knobs say. */
  signed(payload: Json, knobs?: SigningKnobs): SignedRequest
  /** Posts to the app's address by hand. */
  post(request: SignedRequest): Promise<Outcome>
  /** The exact bytes of an event's or a tap's request once more. */
  resend(eventId: string): Promise<Outcome>
  /** An event payload for `signed`, with a fresh event id. */
  eventPayload(type: string, event: Json): Json
  /** Pushes any event as the platform would, with repeats. */
  pushEvent(type: string, event: Json): Promise<void>
  /** From now on pushes go down the connections that the app dials, until `connect` is called again. */
  useLongConnection(options?: LineOptions): void
  readonly line: Line
  /** Apps created by QR code; the one app of this platform is what comes of it. */
  readonly registrations: Registrations
  /** What the developer console holds; changes count at once, as if published. */
  readonly settings: AppSettings
  expireTokens(): void
  setAppEnabled(enabled: boolean): void
  grantScope(scope: string): void
  revokeScope(scope: string): void
  /** How clients send optional form fields that hold nothing. */
  sendEmptyFieldsAs(how: EmptyAs): void
  /**
   * All messages of a chat, or of all chats, oldest first: what the platform knows, not what one
   * person sees.
   */
  allMessages(chatId?: string): readonly Message[]
  allChats(): readonly Chat[]
  fileOf(key: string): StoredFile | undefined
  /** Called after every visible change; the returned function stops it. */
  onChange(listener: (change: Change) => void): () => void
}

/** Opens the platform on 127.0.0.1. */
export async function openLocalFeishu(options: LocalFeishuOptions): Promise<LocalFeishu> {
  const { journal } = options
  const drawn = options.seed ?? randomInt(0x1_0000_0000)
  const state = emptyState({
    clock: options.clock,
    seed: journal === undefined ? drawn : keptSeed(journal, drawn),
    diceSeed: drawn,
    app: { tenantKey: 'tenant_local', ...options.app },
    botName: options.botName ?? '督办',
    scopes: USUAL_SCOPES,
  })
  const tally = emptyTally()
  const courier = newCourier(state, tally)
  const platform: Platform = {
    state,
    tally,
    tokens: noTokens(),
    signIns: noSignIns(),
    windows: rateWindows(),
    uuids: new Map(),
    taskTokens: new Map(),
    settings: usualSettings(),
    unwanted: courier.unwanted,
    push: (type, event) => pushEvent(courier, eventPayload(state, type, event)),
  }
  const rules = noFaults()
  const office = officeOf(platform, courier)
  const tenant = tenantOf(office)
  for (const user of options.users) tenant.addUser(user)
  for (const chat of options.chats) tenant.addChat(chat)
  if (journal !== undefined) remember(platform, journal)
  const lines = longConnections(platform)
  const registrations = registrationDesk(platform, courier.unwanted)
  const doors = { lines, registrations }
  const served = await listening(platform, { rules, doors, port: options.port ?? 0 })
  return {
    ...served,
    ...tenant,
    ...controls(office, courier),
    ...switches(platform, office, rules),
    line: lines,
    registrations,
    useLongConnection: (how = {}) => {
      lines.configure(how)
      courier.carry = lines.push
    },
  }
}

interface Opening {
  readonly rules: FaultRules
  readonly doors: { readonly lines: LongConnections; readonly registrations: RegistrationDesk }
  readonly port: number
}

async function listening(
  platform: Platform,
  { rules, doors, port }: Opening,
): Promise<Pick<LocalFeishu, 'baseUrl' | 'close'>> {
  const closing = new AbortController()
  const weather = {
    draw: (request: FaultyRequest) => drawFault(rules, request),
    isDown: () => rules.down,
    closing: closing.signal,
  }
  const app = gateway(platform, weather, doors)
  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false }) as Server
  server.on('upgrade', doors.lines.upgrade)
  server.on('connection', (socket: Socket) => {
    if (rules.down) socket.destroy()
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const { port: taken } = server.address() as AddressInfo
  return {
    baseUrl: `http://127.0.0.1:${taken}`,
    close: () =>
      new Promise((resolve) => {
        closing.abort()
        doors.lines.close()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** The ways to the app, and the people. */
function controls(office: Office, courier: Courier) {
  const { state } = office.platform
  return {
    seed: state.seed,
    bot: state.bot,
    deliveries: deliveriesOf(courier),
    connect: (...urls: readonly string[]) => connected(courier, urls),
    person: (openId: string) => personOf(office, openId),
    deliverDue: () => deliverDue(courier),
    settled: () => settled(courier),
    signed: (payload: Json, knobs?: SigningKnobs) => sign(courier, payload, knobs),
    post: (request: SignedRequest) => post(courier, request),
    resend: (eventId: string) => post(courier, sentRequest(courier, eventId)),
    eventPayload: (type: string, event: Json) => eventPayload(state, type, event),
    pushEvent: (type: string, event: Json) => office.platform.push(type, event),
  }
}

/** What tests turn and read. */
function switches(platform: Platform, office: Office, rules: FaultRules) {
  const { state, tokens, tally, windows } = platform
  return {
    settings: platform.settings,
    faults: faultSwitches(rules),
    counters: () => countersFrom(tally, { tokensIssued: tokens.issued, peaks: windows.peaks() }),
    expireTokens: () => expireAll(tokens),
    setAppEnabled: (enabled: boolean) => {
      tokens.enabled = enabled
    },
    grantScope: (scope: string) => {
      state.scopes.add(scope)
    },
    revokeScope: (scope: string) => {
      state.scopes.delete(scope)
    },
    sendEmptyFieldsAs: (how: EmptyAs) => {
      office.emptyAs = how
    },
    allMessages: (chatId?: string) =>
      chatId === undefined ? [...state.messages.values()] : messagesIn(state, chatId),
    allChats: () => [...state.chats.values()],
    fileOf: (key: string) => state.files.get(key),
    onChange: (listener: (change: Change) => void) => {
      state.listeners.add(listener)
      return () => {
        state.listeners.delete(listener)
      }
    },
  }
}

function sentRequest(courier: Courier, eventId: string): SignedRequest {
  const request =
    courier.callbacks.get(eventId) ??
    courier.log.find((delivery) => delivery.eventId === eventId)?.request
  if (request === undefined) throw new Error(`nothing was sent with event id ${eventId}`)
  return request
}
