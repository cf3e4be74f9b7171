// Faults between app and platform: each does what it says, repeatably under a seed.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { diceFrom } from '../../src/local-feishu/dice.ts'
import {
  drawFault,
  type FaultKind,
  faultSwitches,
  noFaults,
} from '../../src/local-feishu/faults.ts'
import { MA, openStage, type Stage, sendText, tokenOf } from './stage.ts'

let stage: Stage
let token: string
beforeEach(async () => {
  stage = await openStage()
  token = await tokenOf(stage.feishu)
})
afterEach(() => stage.close())

const shown = () => stage.feishu.person(MA).messages().length

/** A raw send, for answers that are no JSON. */
function send(uuid = 'row', signal?: AbortSignal): Promise<Response> {
  return fetch(`${stage.feishu.baseUrl}/open-apis/im/v1/messages?receive_id_type=open_id`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ receive_id: MA, msg_type: 'text', content: '{"text":"一"}', uuid }),
    ...(signal !== undefined && { signal }),
  })
}

describe('one request', () => {
  test.each<[FaultKind, number, unknown, string | null, number]>([
    ['status429', 429, 99991400, '3', 0],
    ['status429_without_reset', 429, 99991400, null, 0],
    ['code99991400_as_400', 400, 99991400, '3', 0],
    ['ok_with_code', 200, 99991663, null, 0],
    ['refused', 400, 2200, null, 0],
  ])('%s answers with a code', async (kind, status, code, reset, effects) => {
    stage.feishu.faults.once({ endpoint: 'create' }, { kind, resetSeconds: 3 })
    const response = await send()
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({ code })
    expect(response.headers.get('x-ogw-ratelimit-reset')).toBe(reset)
    expect(shown()).toBe(effects)
    expect(await (await send()).json()).toMatchObject({ code: 0 })
    expect(stage.feishu.counters()).toMatchObject({ faults: { [kind]: 1 }, overLimit: 0 })
  })

  test.each<[FaultKind, number, number]>([
    ['http500', 500, 0],
    ['http502', 502, 0],
    ['http504', 504, 1],
    ['html', 200, 0],
    ['truncated_json', 200, 1],
  ])('%s answers with no JSON', async (kind, status, effects) => {
    stage.feishu.faults.once({ endpoint: 'create' }, kind)
    const response = await send()
    expect(response.status).toBe(status)
    await expect(response.json()).rejects.toThrow()
    expect(shown()).toBe(effects)
  })

  test.each<[FaultKind, number]>([
    ['reset_before', 0],
    ['reset_after', 1],
  ])('%s breaks the connection, and the uuid shows what happened', async (kind, effects) => {
    stage.feishu.faults.once({ endpoint: 'create' }, kind)
    await expect(send()).rejects.toThrow()
    expect(shown()).toBe(effects)
    await send()
    expect(shown()).toBe(1)
    expect(stage.feishu.counters().duplicatesSuppressed).toBe(effects)
  })

  test('hang never answers, and closing the platform ends it', async () => {
    stage.feishu.faults.once({}, 'hang')
    await expect(send('row', AbortSignal.timeout(50))).rejects.toThrow()
    stage.feishu.faults.once({}, { kind: 'hang', ms: 20 })
    await expect(send()).rejects.toThrow()
    expect(shown()).toBe(0)
    stage.feishu.faults.once({}, 'hang')
    const hanging = send()
    const ended = expect(hanging).rejects.toThrow()
    await expect.poll(() => stage.feishu.counters().faults.hang).toBe(3)
    await stage.feishu.close()
    await ended
  })

  test('slow answers truly, later', async () => {
    stage.feishu.faults.once({}, { kind: 'slow', ms: 60 })
    const startedAt = performance.now()
    expect(await (await send()).json()).toMatchObject({ code: 0 })
    expect(performance.now() - startedAt).toBeGreaterThan(50)
  })

  test('a kind may be told to take effect all the same', async () => {
    stage.feishu.faults.once({}, { kind: 'http502', processed: true })
    expect((await send()).status).toBe(502)
    expect(shown()).toBe(1)
  })
})

describe('rules', () => {
  test('meet only the requests they name, until they are taken back', async () => {
    const end = stage.feishu.faults.always(
      { where: ({ body }) => body.uuid === 'unlucky' },
      { kind: 'refused', code: 11232 },
    )
    expect((await sendText(stage, MA, '一', 'lucky')).code).toBe(0)
    expect((await sendText(stage, MA, '一', 'unlucky')).code).toBe(11232)
    expect((await sendText(stage, MA, '一', 'unlucky')).code).toBe(11232)
    end()
    expect((await sendText(stage, MA, '一', 'unlucky')).code).toBe(0)
  })

  test('the token endpoint can be broken by itself', async () => {
    stage.feishu.faults.once({ endpoint: 'token' }, 'http500')
    expect((await sendText(stage, MA, '一')).code).toBe(0)
    expect(await tokenOf(stage.feishu)).toBe('undefined')
    expect(await tokenOf(stage.feishu)).toBe(token)
  })

  test('while the platform is down no connection holds, afterwards all do', async () => {
    await send()
    stage.feishu.faults.setDown(true)
    await expect(send('row-2')).rejects.toThrow()
    await expect(send('row-2')).rejects.toThrow()
    expect(stage.feishu.faults.isDown()).toBe(true)
    stage.feishu.faults.setDown(false)
    expect(await (await send('row-2')).json()).toMatchObject({ code: 0 })
    expect(shown()).toBe(2)
  })

  test('the same seed breaks the same requests, another seed others', () => {
    const kinds: FaultKind[] = ['http500', 'status429', 'reset_after']
    expect(drawnBy(1, kinds)).toEqual(drawnBy(1, kinds))
    expect(drawnBy(1, kinds)).not.toEqual(drawnBy(2, kinds))
    const hits = drawnBy(1, kinds).filter((kind) => kind !== undefined)
    expect(hits.length).toBeGreaterThan(250)
    expect(hits.length).toBeLessThan(350)
    expect(new Set(hits)).toEqual(new Set(kinds))
  })
})

test('ids repeat under a seed and never within one run', () => {
  const [one, other] = [diceFrom(5), diceFrom(5)]
  const ids = Array.from({ length: 1_000 }, () => one.hex(32))
  expect(Array.from({ length: 1_000 }, () => other.hex(32))).toEqual(ids)
  expect(new Set(ids).size).toBe(1_000)
})

function drawnBy(seed: number, kinds: FaultKind[]): (FaultKind | undefined)[] {
  const rules = noFaults()
  faultSwitches(rules).random({ rate: 0.3, seed, kinds })
  const request = { endpoint: 'create', method: 'POST', path: '/', body: {} }
  return Array.from({ length: 1_000 }, () => drawFault(rules, request)?.kind)
}
