// The numbers an operator can scrape, in Prometheus' text format.
import { expect, test, vi } from 'vitest'
import { openMetrics } from '../src/metrics.ts'

test('everything that happened is in the text, under the product’s names', async () => {
  const metrics = openMetrics()
  metrics.request('tap', 200)
  metrics.request('refused', 401)
  metrics.request('refused', 401)
  metrics.tap('signOff', 'done')
  metrics.refusal('not_signed')
  metrics.delivered('send', 0, 1500)
  metrics.delivered('patch', 1, -20)
  metrics.parked('230002')
  metrics.messages(7, 1)
  metrics.tasks(3, 2)
  metrics.called('im.message.create', 'ok')
  const lines = (await metrics.text()).split('\n')
  expect(lines).toEqual(
    expect.arrayContaining([
      'duban_requests_total{kind="tap",status="200"} 1',
      'duban_requests_total{kind="refused",status="401"} 2',
      'duban_taps_total{action="signOff",outcome="done"} 1',
      'duban_refusals_total{reason="not_signed"} 1',
      'duban_messages_sent_total{outcome="send"} 1',
      'duban_messages_sent_total{outcome="patch"} 1',
      'duban_messages_sent_total{outcome="parked"} 1',
      'duban_messages_waiting 7',
      'duban_messages_parked 1',
      'duban_tasks{state="waiting"} 3',
      'duban_tasks{state="given_up"} 2',
      'duban_feishu_requests_total{api="im.message.create",result="ok"} 1',
      'duban_message_wait_seconds_sum{priority="0"} 1.5',
      'duban_message_wait_seconds_sum{priority="1"} 0',
    ]),
  )
  expect(metrics.contentType).toMatch(/^text\/plain; version=/)
})

test('a callback is timed from its arrival to its answer', async () => {
  vi.useFakeTimers({ toFake: ['hrtime', 'performance'] })
  try {
    const metrics = openMetrics()
    const stop = metrics.callbackTimer()
    vi.advanceTimersByTime(400)
    stop()
    const text = await metrics.text()
    expect(text).toContain('duban_callback_seconds_bucket{le="0.25"} 0')
    expect(text).toContain('duban_callback_seconds_bucket{le="0.5"} 1')
    expect(text).toContain('duban_callback_seconds_count 1')
  } finally {
    vi.useRealTimers()
  }
})

test('two sets of metrics do not mix', async () => {
  const [one, other] = [openMetrics(), openMetrics()]
  one.refusal('x')
  expect(await other.text()).not.toContain('reason="x"')
})
