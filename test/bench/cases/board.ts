// The board over a hundred thousand matters: the time its pages take on the server, by who looks.
import { boardRoutes } from '../../../src/board/board-routes.ts'
import { sha256Hex } from '../../../src/domain/hash.ts'
import { HOUR_MS } from '../../../src/domain/time.ts'
import { beginSession } from '../../../src/store/sessions.ts'
import { named } from '../../kit/yunling.ts'
import { type Bench, CORES, demand } from '../bench.ts'
import type { Figure } from '../figures.ts'
import { fill, MATTERS } from '../hundred-thousand.ts'
import { AT, worldOn } from '../world.ts'

const PEOPLE = [
  ['督查室', '蒋小棠'],
  ['区长', '沈维岳'],
  ['副区长', '佟雅宁'],
  ['部门主要领导', '田守稼'],
] as const

const PAGES = [
  ['first page', '/board'],
  ['list of all, by deadline', '/board/matters?status=all'],
  ['list of the overdue', '/board/matters?lamp=red'],
  ['search by a word', '/board/matters?status=all&q=%E7%AC%AC999'],
] as const

export async function boardCase({ stage, rounds }: Bench): Promise<readonly Figure[]> {
  const copy = await stage.copy()
  try {
    await fill(copy.sql)
    const signIn = {
      authorizePage: () => 'http://127.0.0.1/',
      personBehind: async () => ({ ok: true, value: { openId: '' } }) as const,
    }
    const app = boardRoutes({ ...worldOn(copy.sql), signIn, publicUrl: null })
    const figures: Figure[] = []
    for (const [seat, name] of PEOPLE) {
      const token = name.charCodeAt(0).toString().padStart(43, 'x')
      const session = { openId: named(name), begunAt: AT, endsAt: AT + HOUR_MS }
      await beginSession(copy.sql, sha256Hex(token), session)
      for (const [what, path] of PAGES) {
        const values: number[] = []
        // The first one only compiles and fills the cache.
        for (let round = 0; round <= rounds; round += 1) values.push(await timed(app, path, token))
        figures.push({
          what: `board, ${MATTERS} matters, ${seat}: ${what}`,
          unit: 'ms',
          values: values.slice(1),
          goal: { most: 300, must: path === '/board' },
          cores: CORES.alone,
        })
      }
    }
    return figures
  } finally {
    await copy.drop()
  }
}

async function timed(
  app: ReturnType<typeof boardRoutes>,
  path: string,
  token: string,
): Promise<number> {
  const startedAt = performance.now()
  const response = await app.request(path, { headers: { cookie: `duban_board=${token}` } })
  const text = await response.text()
  const ms = performance.now() - startedAt
  demand(response.status === 200 && text.includes('</html>'), `${path}: ${response.status}`)
  return ms
}
