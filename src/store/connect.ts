// The one way to a Postgres: a postgres.js client with the options the bot relies on.
import { availableParallelism } from 'node:os'
import postgres from 'postgres'
import type { Log } from '../ports.ts'
import { parseTexts, serializeTexts, TEXT_ARRAY_OID } from './text-array.ts'
import { watchedSocket } from './watched-socket.ts'

/** What postgres.js is told beyond its own types. */
const TYPES = {
  bigint: { to: 20, from: [20], serialize: String, parse: Number },
  texts: {
    to: TEXT_ARRAY_OID,
    from: [TEXT_ARRAY_OID],
    serialize: serializeTexts,
    parse: parseTexts,
  },
}

export type Sql = postgres.Sql<{ bigint: number; texts: string[] }>
export type Transaction = postgres.TransactionSql<{ bigint: number; texts: string[] }>

/** A tap must be answered in 3 s: Postgres itself ends what takes longer than this. */
const STATEMENT_TIMEOUT_MS = 2_500

/** Seconds. A server that takes longer to greet is as good as gone. */
const CONNECT_TIMEOUT_S = 2

/**
 * Seconds between attempts to connect. postgres.js's own rule grows to 20 s, and makes the query that
 * comes next wait for it: with the server gone for a minute, people would get no answer at all.
 */
const BACKOFF_S = 0.1

export interface ConnectOptions {
  readonly log: Log
  /** Connections at most. Default: four for each core, sixteen at most. */
  readonly max?: number
  /** Milliseconds; 0 = no limit, for work that nobody waits for. Default 2500. */
  readonly statementTimeoutMs?: number
}

/**
 * Connects when the first query comes. Close with `sql.end({ timeout: 5 })`.
 *
 * Values: bigint and count() are numbers, json and jsonb are parsed, text[] is an array (other arrays do not
 * pass: types are not asked for at connect), timestamptz is a Date and as a parameter also epoch
 * milliseconds. A parameter for jsonb is the value itself or `sql.json(value)`: a string would be encoded
 * twice.
 *
 * Failure: a query on a server that is gone is refused within milliseconds; one on a server that hangs is
 * rejected with CONNECTION_SILENT after the statement's limit and half a second. In both cases it may still
 * have been carried out. Do not use `query.cancel()`: its own failure ends the process.
 */
export function connect(url: string, options: ConnectOptions): Sql {
  const { log, max = poolSize(), statementTimeoutMs = STATEMENT_TIMEOUT_MS } = options
  const settings = {
    max,
    connect_timeout: CONNECT_TIMEOUT_S,
    idle_timeout: 60,
    backoff: () => BACKOFF_S,
    prepare: true,
    fetch_types: false,
    onnotice: (notice: postgres.Notice) => log.debug('database_notice', { code: notice.code }),
    types: TYPES,
    connection: {
      application_name: 'duban',
      statement_timeout: statementTimeoutMs,
    },
  }
  return postgres(url, { ...settings, ...watchedSocket(statementTimeoutMs, max) })
}

function poolSize(): number {
  return Math.min(16, 4 * availableParallelism())
}
