// As whom PostgreSQL runs. It refuses to run as root, so root hands it to another account.
import { execFile } from 'node:child_process'
import { chmod, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Log } from '../ports.ts'
import type { Binaries } from './postgres-binaries.ts'
import { shareFolder } from './postgres-binaries.ts'

const run = promisify(execFile)

/** A PostgreSQL package's own account is used when there is one; else root makes this one. */
const PACKAGED_ACCOUNT = 'postgres'
const OWN_ACCOUNT = 'duban-postgres'

/**
 * What may let the account pass folders that are closed to it, the lesser first. The second is what
 * containers usually leave to root, and gives PostgreSQL more than it needs.
 */
const CAPABILITIES = ['dac_read_search', 'dac_override'] as const

interface Ids {
  readonly uid: number
  readonly gid: number
}

/** How to start a PostgreSQL program: for which account, and behind which other command. */
export interface ServerAccount {
  /** Set when the bot is root: who must own the cluster. */
  readonly owner: Ids | undefined
  /** Set when starting the program is enough to change to the owner. */
  readonly spawnAs: Ids | Record<string, never>
  /** Words to put before the program's path. */
  readonly prefix: readonly string[]
}

/**
 * Ordinary users run PostgreSQL themselves. Root runs it as the owner of the cluster, else as an account
 * that is found or created. When that account may not pass a folder on the way (say a clone in /root,
 * mode 0700), no folder's mode is changed: the process alone gets the capability to pass.
 * @throws Error for the operator when there is no way.
 */
export async function serverAccount(
  folders: { readonly dataDir: string; readonly cluster: string },
  binaries: Binaries,
  log: Log,
): Promise<ServerAccount> {
  if (process.getuid?.() !== 0) return { owner: undefined, spawnAs: {}, prefix: [] }
  const owner = (await ownerOf(folders.cluster)) ?? (await anAccount(log))
  await makeExecutable([binaries.initdb, binaries.postgres])
  const needed = [folders.dataDir, binaries.postgres, join(shareFolder(binaries), 'postgres.bki')]
  if (await reaches({ spawnAs: owner, prefix: [] }, needed)) {
    return { owner, spawnAs: owner, prefix: [] }
  }
  for (const capability of CAPABILITIES) {
    const prefix = withCapability(owner, capability)
    if (!(await reaches({ spawnAs: {}, prefix }, needed))) continue
    log.info('postgres_given_capability', { capability, uid: owner.uid })
    return { owner, spawnAs: {}, prefix }
  }
  throw new Error(
    `PostgreSQL may not run as root, and user ${owner.uid} cannot reach ${needed.join(' or ')}: ` +
      'run the bot as an ordinary user, move it to a folder that others may enter, or set DATABASE_URL',
  )
}

/** Whether a program started so can enter the folder, run the program and read the file. */
async function reaches(
  { spawnAs, prefix }: Pick<ServerAccount, 'spawnAs' | 'prefix'>,
  paths: readonly string[],
): Promise<boolean> {
  const script = 'test -x "$1" && test -x "$2" && test -r "$3"'
  const [command, ...words] = [...prefix, 'sh', '-c', script, 'sh', ...paths]
  if (command === undefined) return false
  return await run(command, words, { ...spawnAs, cwd: '/' }).then(
    () => true,
    () => false,
  )
}

/** The secure bit lets access(2), by which PostgreSQL looks for its own files, count the capability too. */
function withCapability({ uid, gid }: Ids, capability: string): string[] {
  return [
    'setpriv',
    `--reuid=${uid}`,
    `--regid=${gid}`,
    '--clear-groups',
    `--inh-caps=+${capability}`,
    `--ambient-caps=+${capability}`,
    '--securebits=+no_setuid_fixup',
  ]
}

/** A cluster made earlier keeps its owner, also when that account has lost its name since. */
async function ownerOf(cluster: string): Promise<Ids | undefined> {
  try {
    const { uid, gid } = await stat(cluster)
    return uid === 0 ? undefined : { uid, gid }
  } catch {
    return undefined
  }
}

async function anAccount(log: Log): Promise<Ids> {
  const found = (await idsOf(PACKAGED_ACCOUNT)) ?? (await idsOf(OWN_ACCOUNT))
  if (found !== undefined) return found
  const home = ['--no-create-home', '--home-dir', '/nonexistent', '--shell', '/usr/sbin/nologin']
  try {
    await run('useradd', ['--system', '--user-group', ...home, OWN_ACCOUNT])
  } catch (cause) {
    throw new Error(
      `PostgreSQL may not run as root, and the account ${OWN_ACCOUNT} for it could not be created: ` +
        'run the bot as an ordinary user, or set DATABASE_URL',
      { cause },
    )
  }
  log.info('postgres_account_created', { name: OWN_ACCOUNT })
  const created = await idsOf(OWN_ACCOUNT)
  if (created === undefined) throw new Error(`the account ${OWN_ACCOUNT} was created but not found`)
  return created
}

async function idsOf(name: string): Promise<Ids | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])])
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
  } catch {
    return undefined
  }
}

/** Under a strict umask npm leaves programs that only root may run. */
async function makeExecutable(programs: readonly string[]): Promise<void> {
  for (const program of programs) {
    const { mode } = await stat(program)
    if ((mode & 0o055) !== 0o055) await chmod(program, mode | 0o055)
  }
}
