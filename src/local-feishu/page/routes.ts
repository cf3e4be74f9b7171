// The demo's routes: the page, its pieces, and what is done on it.
import { readFile } from 'node:fs/promises'
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { DAY_MS, HOUR_MS } from '../../domain/time.ts'
import { shownResult, spoken, tapped } from './acts.ts'
import { chatsOf } from './chats.ts'
import type { Desk } from './desk.ts'
import { guard } from './guard.ts'
import type { Live } from './live.ts'
import { cardWindow, trailWindow } from './machine.ts'
import { pageFrame } from './page-frame.ts'
import { nextOf } from './waiting.ts'

const tapBody = z.object({
  as: z.string(),
  message: z.string(),
  label: z.string(),
  nth: z.int().min(1),
  form: z.record(z.string(), z.unknown()).optional(),
  value: z.unknown().optional(),
})

const messageBody = z.object({ as: z.string(), message: z.string(), to: z.string().default('') })

const roadBody = z.object({ name: z.string() })

const clockBody = z.object({ move: z.enum(['hour', 'day', 'remind', 'due']) })

const ASSETS = /^(?:[a-z]+\.css|client\/[a-z-]+\.js)$/

export function pageRoutes(desk: Desk, live: Live): Hono {
  const app = new Hono()
  app.use('/', guard(desk.isLocal))
  app.use('/demo/*', guard(desk.isLocal))
  app.get('/', (c) => shownPage(c, desk, live))
  app.get('/demo/live', (c) => {
    const [openId, chatId] = [c.req.query('as') ?? '', c.req.query('chat') ?? '']
    const since = Number(c.req.header('last-event-id') ?? c.req.query('since') ?? 0)
    return live.listen(c, { openId, chatId, since })
  })
  app.get('/demo/files/:key', (c) => file(c, desk))
  app.get('/demo/machine/message/:id', (c) => {
    const message = desk.feishu.allMessages().find(({ id }) => id === c.req.param('id'))
    return message === undefined ? c.notFound() : c.html(cardWindow(desk, message))
  })
  app.get('/demo/machine/trail', async (c) => {
    const matters = await desk.machine.matters()
    const matter = matters.find(({ id }) => id === c.req.query('matter')) ?? matters[0]
    const trail = matter === undefined ? [] : await desk.machine.trail(matter.id)
    return c.html(trailWindow(desk, { matters, matter, trail }))
  })
  app.get('/demo/next', (c) => c.json(nextStep(desk)))
  acts(app, desk, live)
  app.get('/demo/*', (c) => asset(c))
  return app
}

function acts(app: Hono, desk: Desk, live: Live): void {
  app.post('/demo/tap', (c) =>
    attempted(c, async () => {
      const { as, message, ...tap } = tapBody.parse(await c.req.json())
      return shownResult(await tapped(desk, { ...tap, openId: as, messageId: message }))
    }),
  )
  app.post('/demo/say', (c) =>
    attempted(c, async () => {
      const form = await c.req.formData()
      const word = (name: string) => String(form.get(name) ?? '')
      const files = form.getAll('files').filter((one) => one instanceof File)
      const replyTo = word('reply') || undefined
      await spoken(desk, {
        openId: word('as'),
        chatId: word('chat'),
        text: word('text').trim(),
        replyTo,
        files: files.filter(({ size }) => size > 0),
      })
      return {}
    }),
  )
  app.post('/demo/forward', (c) =>
    attempted(c, async () => {
      const { as, message, to } = messageBody.parse(await c.req.json())
      await desk.feishu.person(as).forward(message, to)
      return {}
    }),
  )
  app.post('/demo/recall', (c) =>
    attempted(c, async () => {
      const { as, message } = messageBody.parse(await c.req.json())
      await desk.feishu.person(as).recall(message)
      return {}
    }),
  )
  app.post('/demo/clock', (c) =>
    attempted(c, async () => {
      const { move } = clockBody.parse(await c.req.json())
      await moveClock(desk, move)
      live.nudge()
      return {}
    }),
  )
  app.post('/demo/road', (c) =>
    attempted(c, async () => {
      desk.roads.choose(roadBody.parse(await c.req.json()).name)
      live.nudge()
      return {}
    }),
  )
  app.post('/demo/reset', (c) =>
    attempted(c, async () => {
      await desk.startOver()
      return {}
    }),
  )
}

/** What a client would not let anybody do is said, not hidden behind a number. */
async function attempted(c: Context, act: () => Promise<object>): Promise<Response> {
  try {
    return c.json(await act())
  } catch (error) {
    return c.json({ refused: error instanceof Error ? error.message : 'unknown' }, 422)
  }
}

function shownPage(c: Context, desk: Desk, live: Live): Response | Promise<Response> {
  const as = c.req.query('as')
  const openId = desk.personOf(as ?? '')?.openId ?? desk.roads.chosen().opening.openId
  const wanted = c.req.query('chat')
  const chats = chatsOf(desk, openId)
  const line = chats.find(({ chat }) => chat.id === wanted) ?? chats[0]
  if (line === undefined) return c.notFound()
  const pane = wanted === undefined ? 'chats' : 'talk'
  const revision = live.revision()
  desk.reads.saw(openId, line.chat, desk.feishu.allMessages(line.chat.id))
  return c.html(
    pageFrame(desk, {
      openId,
      chat: line.chat,
      pane: as === undefined ? 'people' : pane,
      revision,
      run: live.run,
    }),
  )
}

async function moveClock(desk: Desk, move: z.infer<typeof clockBody>['move']): Promise<void> {
  const now = desk.clock.now()
  // A request signed before the jump would be as old as the jump when it arrives.
  await desk.feishu.settled()
  if (move === 'hour') desk.clock.forwardTo(now + HOUR_MS)
  else if (move === 'day') desk.clock.forwardTo(now + DAY_MS)
  else {
    const times = (await desk.machine.matters()).map((one) =>
      move === 'remind' ? one.remindAt : one.dueAt,
    )
    const at = times.find((one) => one !== null && one > now)
    if (at === undefined || at === null) throw new Error('没有在办事项，或已过了那一天')
    desk.clock.forwardTo(at)
  }
  await desk.afterMove()
}

/** The next step for the demonstration: what to fill in and press, or what to type. */
function nextStep(desk: Desk): object {
  const next = nextOf(desk)
  const { openId, chatId } = next
  const base = { as: openId, chat: chatId, name: desk.nameOf(openId) }
  const road = desk.roads.chosen()
  if (next.kind === 'opening') return { ...base, say: road.opening.say, end: road.end }
  const { stage, message } = next
  const fill = stage.fill(desk.clock.now())
  const step = { step: next.index + 1, steps: road.stages.length }
  return { ...base, ...step, message: message.id, buttons: stage.buttons, fill }
}

function file(c: Context, desk: Desk): Response {
  const stored = desk.feishu.fileOf(c.req.param('key') ?? '')
  if (stored === undefined) return c.text('not found', 404)
  const type = stored.kind === 'image' ? imageType(stored.name) : 'application/octet-stream'
  return new Response(Buffer.from(stored.bytes), { headers: { 'content-type': type } })
}

/** Only what is a picture is served as one; nothing people send runs here. */
function imageType(name: string): string {
  const ending = /\.(png|jpe?g|gif|webp|bmp)$/i.exec(name)?.[1]?.toLowerCase() ?? 'png'
  return `image/${ending === 'jpg' ? 'jpeg' : ending}`
}

async function asset(c: Context): Promise<Response> {
  const name = c.req.path.replace(/^\/demo\//, '')
  if (!ASSETS.test(name)) return c.text('not found', 404)
  const text = await readFile(new URL(name, import.meta.url), 'utf8').catch(() => null)
  if (text === null) return c.text('not found', 404)
  const type = name.endsWith('.css') ? 'text/css' : 'text/javascript'
  return c.body(text, 200, { 'content-type': `${type}; charset=utf-8` })
}
