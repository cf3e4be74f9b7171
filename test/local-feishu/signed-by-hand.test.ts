// Requests that a test signs by hand: written otherwise, forged, huge, in the clear.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openStage, type Stage } from './stage.ts'

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
})
afterEach(() => stage.close())

describe('signed by hand', () => {
  const payload = () => stage.feishu.eventPayload('im.message.receive_v1', { text: '督办/一' })
  const post = async (knobs: Parameters<typeof stage.feishu.signed>[1]) => {
    const outcome = await stage.feishu.post(stage.feishu.signed(payload(), knobs))
    expect(outcome.kind).toBe('answered')
    return stage.app.pushes.at(-1)
  }

  test.each([
    { outer: 'pretty' },
    { outer: 'escaped' },
    { inner: 'pretty' },
    { inner: 'escaped' },
  ] as const)('%o means the same and is signed as written', async (knobs) => {
    const push = await post(knobs)
    expect(push?.signatureHolds).toBe(true)
    expect(push?.payload?.event).toEqual({ text: '督办/一' })
  })

  test('the outer body is really pretty-printed or escaped', () => {
    expect(stage.feishu.signed(payload(), { outer: 'pretty' }).body).toContain('\n')
    const many = Array.from({ length: 8 }, () =>
      stage.feishu.signed(payload(), { outer: 'escaped' }),
    )
    expect(many.some(({ body }) => body.includes('\\/'))).toBe(true)
  })

  test.each(['bad', 'other_key'] as const)('a %s signature does not hold', async (signature) => {
    const push = await post({ signature })
    expect(push?.signatureHolds).toBe(false)
    expect(push?.payload).toBeDefined()
  })

  test('without signature, with another token, app, type or tenant', async () => {
    expect((await post({ signature: 'none' }))?.headers['x-lark-signature']).toBeUndefined()
    const push = await post({
      token: 'wrong',
      appId: 'cli_x',
      tenantKey: 't',
      eventType: 'no.such_v9',
    })
    expect(push?.payload?.header).toMatchObject({
      token: 'wrong',
      app_id: 'cli_x',
      tenant_key: 't',
      event_type: 'no.such_v9',
    })
    expect(push?.signatureHolds).toBe(true)
  })

  test('huge, in the clear, with another ciphertext, or with keys beside it', async () => {
    expect((await post({ padBytes: 1_000_000 }))?.raw.length).toBeGreaterThan(1_000_000)
    expect((await post({ encrypted: false }))?.raw).toContain('im.message.receive_v1')
    expect((await post({ cipher: 1 }))?.raw).toBe('{"encrypt":1}')
    const beside = await post({ extraKeys: { header: { token: 'x' } } })
    expect(beside?.raw).toMatch(/^\{"header":\{"token":"x"\},"encrypt":/)
    expect(beside?.signatureHolds).toBe(true)
  })
})
