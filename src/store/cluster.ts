// Makes a PostgreSQL cluster: its folder, its encoding, and the bot's own role and database in it.
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chown, mkdir, open, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Binaries } from './postgres-binaries.ts'
import type { ServerAccount } from './server-account.ts'

/** Role and database of the same name. The role owns the database and is not a superuser. */
export const ROLE = 'duban'

/** Nothing of the bot's own environment (PGHOST, credentials) reaches PostgreSQL. */
export const SERVER_ENVIRONMENT = {
  PATH: process.env.PATH ?? '',
  LC_ALL: 'C',
  TZ: 'UTC',
}

export interface Cluster {
  readonly folder: string
  readonly passwordFile: string
  readonly binaries: Binaries
  readonly account: ServerAccount
}

/**
 * Creates the cluster unless it is there; the bot's password when it is new or its file is lost. The folder
 * appears under its name only when whole, so that a crash on the way leaves nothing half made.
 */
export async function ensureCluster(cluster: Cluster): Promise<void> {
  const { folder, passwordFile, account } = cluster
  if (await exists(folder)) {
    if (!(await exists(passwordFile))) await setPassword(cluster, 'alter')
    return
  }
  const unfinished = `${folder}.unfinished`
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(unfinished, { mode: 0o700 })
  if (account.owner) await chown(unfinished, account.owner.uid, account.owner.gid)
  await initialise(cluster, unfinished)
  await setPassword({ ...cluster, folder: unfinished }, 'create')
  await rename(unfinished, folder)
  await syncFolder(dirname(folder))
}

/** Only the bot's role is let in, by password, from this machine. Nobody can log in as the superuser. */
async function initialise({ binaries, account }: Cluster, folder: string): Promise<void> {
  const flags = ['--encoding=UTF8', '--locale=C', '--auth=reject', '--username=postgres']
  await runProgram(account, [binaries.initdb, `--pgdata=${folder}`, ...flags], '')
  await writeFile(join(folder, 'pg_hba.conf'), `host all ${ROLE} 127.0.0.1/32 scram-sha-256\n`)
}

async function setPassword(cluster: Cluster, verb: 'create' | 'alter'): Promise<void> {
  const { binaries, account, folder, passwordFile } = cluster
  const password = randomBytes(24).toString('base64url')
  const statements = [`${verb} role ${ROLE} login createdb password '${password}'`]
  if (verb === 'create') statements.push(`create database ${ROLE} owner ${ROLE}`)
  const single = [binaries.postgres, '--single', '-D', folder, '-c', 'exit_on_error=on', 'postgres']
  await runProgram(account, single, `${statements.join('\n')}\n`)
  const file = await open(passwordFile, 'w', 0o600)
  await file.writeFile(password)
  await file.sync()
  await file.close()
}

/** @throws Error with the program's own words when it fails. */
async function runProgram(
  { spawnAs, prefix }: ServerAccount,
  words: readonly string[],
  input: string,
): Promise<void> {
  const [command = '', ...rest] = [...prefix, ...words]
  const child = spawn(command, rest, {
    ...spawnAs,
    cwd: '/',
    env: SERVER_ENVIRONMENT,
  })
  let said = ''
  child.stdout.on('data', (chunk) => (said += chunk))
  child.stderr.on('data', (chunk) => (said += chunk))
  child.stdin.end(input)
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      if (code === 0) resolve()
      else reject(new Error(`${words[0]} failed (${code}): ${said.trim()}`))
    })
  })
}

async function exists(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  )
}

/** So that the new name survives a power cut. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(join(folder, '.'))
  await handle.sync()
  await handle.close()
}
