// A server that speaks TLS in front of Postgres, with a certificate for `localhost` made for the moment.
import { execFileSync, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSecureContext, TLSSocket } from 'node:tls'

export const OPENSSL = spawnSync('openssl', ['version']).status === 0

export function tellWithoutOpenssl(file: string): void {
  if (OPENSSL) return
  process.stdout.write(`\n${file}: SKIPPED, no openssl here (apt-get install openssl)\n\n`)
}

export interface TlsFront {
  /** The database's address by way of this server, which asks for TLS. */
  readonly url: string
  /** The names that clients have asked for. */
  readonly asked: readonly (string | false)[]
  close(): Promise<void>
}

export async function tlsFront(target: string): Promise<TlsFront> {
  const { hostname, port } = new URL(target)
  const secureContext = createSecureContext(selfSigned())
  const sockets = new Set<Socket>()
  const asked: (string | false)[] = []
  const server = createServer((raw) => {
    sockets.add(raw)
    raw.on('error', () => undefined)
    raw.once('data', () => {
      // Postgres's own word for: go on with TLS.
      raw.write('S')
      const client = new TLSSocket(raw, { isServer: true, secureContext })
      const upstream = connect(Number(port), hostname)
      client.on('secure', () => asked.push(client.servername ?? false))
      for (const [from, to] of [
        [client, upstream],
        [upstream, client],
      ] as const) {
        from.on('error', () => to.destroy())
        from.on('close', () => to.destroy())
        from.pipe(to)
      }
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no loopback port')
  const url = new URL(target)
  url.host = `localhost:${address.port}`
  url.searchParams.set('sslmode', 'require')
  return {
    url: url.href,
    asked,
    close: async () => {
      server.close()
      for (const socket of sockets) socket.destroy()
      await once(server, 'close')
    },
  }
}

function selfSigned(): { readonly key: Buffer; readonly cert: Buffer } {
  const folder = mkdtempSync(join(tmpdir(), 'duban-tls-'))
  const [keyout, out] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
  const name = ['-subj', '/CN=localhost', '-keyout', keyout, '-out', out]
  execFileSync('openssl', ['req', '-x509', ...kind, ...name], { stdio: 'pipe' })
  const pair = { key: readFileSync(keyout), cert: readFileSync(out) }
  rmSync(folder, { recursive: true })
  return pair
}
