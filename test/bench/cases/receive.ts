// The receive path: CPU per request of our webhook against the platform's own SDK, and of turning a stranger away.
import { type Bench, CORES, demand, SERVER_CORE } from '../bench.ts'
import { type Figure, median, shuffled } from '../figures.ts'
import type { Repeat, Repeated } from '../processes/load.ts'
import { type Child, startChild } from '../processes.ts'
import { type Button, signedTap, unsignedTap } from '../taps.ts'

/** On a card that nobody knows, so that nothing follows but an answer. */
const BUTTON: Button = {
  cardId: '00000000-0000-4000-8000-000000000001',
  matterId: 'none',
  action: 'acknowledge',
  turn: 1,
  openId: 'ou_test_p05',
  messageId: 'om_dc13264520392913993dd051dba21dcf',
  chatId: 'oc_5ad11d72b830411d72b836c20ad11d72',
}

const CONNECTIONS = 32
const WARM_UP_MS = 3_000

interface Side {
  readonly name: 'ours' | 'sdk' | 'unsigned'
  readonly server: Child
  readonly port: number
  readonly request: string
  readonly status: string
}

export async function receiveCase({ rounds, quick, load }: Bench): Promise<readonly Figure[]> {
  const ms = quick ? 700 : 2_000
  const ours = startChild('receive', SERVER_CORE)
  const sdk = startChild('sdk', SERVER_CORE)
  const [ourPort, sdkPort] = await Promise.all([ours.ask<number>('port'), sdk.ask<number>('port')])
  const tap = signedTap(BUTTON, 'f7984f25108f8137722bb63cee927e66', Date.now())
  const stranger = unsignedTap(BUTTON, 'f7984f25108f8137722bb63cee927e66', Date.now())
  const sides: readonly Side[] = [
    { name: 'ours', server: ours, port: ourPort, request: tap, status: '200' },
    { name: 'sdk', server: sdk, port: sdkPort, request: tap, status: '200' },
    { name: 'unsigned', server: ours, port: ourPort, request: stranger, status: '401' },
  ]
  // Until everything is compiled: a server runs for months.
  for (const side of sides) await microsPerRequest(load, side, WARM_UP_MS)
  const measured: Record<Side['name'], number>[] = []
  for (let round = 0; round < rounds; round += 1) {
    const micros = { ours: 0, sdk: 0, unsigned: 0 }
    for (const side of shuffled(sides, round)) {
      micros[side.name] = await microsPerRequest(load, side, ms)
    }
    measured.push(micros)
  }
  await Promise.all([ours.end(), sdk.end()])
  return figures(measured)
}

function figures(measured: readonly Record<Side['name'], number>[]): Figure[] {
  const ratio = (what: string, over: Side['name'], under: Side['name'], must: boolean): Figure => ({
    what,
    values: measured.map((micros) => micros[over] / micros[under]),
    goal: { most: 0.6, must },
    cores: CORES.apart,
  })
  const ours = Math.round(median(measured.map((micros) => micros.ours)))
  const sdk = Math.round(median(measured.map((micros) => micros.sdk)))
  return [
    ratio(`receive path: CPU ÷ the SDK's adapter (${ours} ÷ ${sdk} µs)`, 'ours', 'sdk', true),
    ratio('unsigned request: CPU ÷ a signed one', 'unsigned', 'ours', false),
  ]
}

async function microsPerRequest(load: Child, side: Side, ms: number): Promise<number> {
  const { server, port, request, status } = side
  const before = await server.ask<number>('cpu')
  const repeat: Repeat = { port, request, connections: CONNECTIONS, ms }
  const { requests, statuses } = await load.ask<Repeated>('repeat', repeat)
  const after = await server.ask<number>('cpu')
  demand(statuses[status] === requests, `${side.name} answered ${JSON.stringify(statuses)}`)
  return (after - before) / requests
}
