// The board's routes: pages for who is signed in, and the few things that can be done from them, which go to the chat.
import { type Context, Hono } from 'hono'
import { sayFor } from '../flows/said-on-page.ts'
import type { BoardWorld } from './board-world.ts'
import { documentFile } from './documents-section.ts'
import { sendCard, sendStatus } from './errands.ts'
import { LOOK } from './look.ts'
import { chaseWords, matterPage, mayChase, visibleMatter } from './matter-page.ts'
import { mattersPage } from './matters-page.ts'
import { overviewPage } from './overview.ts'
import { LOOK_PATH, messagePage, SCRIPT_PATH } from './page-frame.ts'
import { reportRoutes } from './report-routes.ts'
import { SCRIPT } from './script.ts'
import { posted, secured, signedIn } from './secured.ts'
import { signInRoutes, signOut } from './sign-in.ts'
import { waitingPage } from './waiting-page.ts'

export function boardRoutes(world: BoardWorld): Hono {
  const app = new Hono()
  app.use('/board', secured(world))
  app.use('/board/*', secured(world))
  app.get(LOOK_PATH, (c) => kept(c, LOOK, 'text/css'))
  app.get(SCRIPT_PATH, (c) => kept(c, SCRIPT, 'text/javascript'))
  signInRoutes(app, world)
  app.post(
    '/board/sign-out',
    posted(world, (c) => signOut(world, c)),
  )
  app.get(
    '/board',
    signedIn(world, async (c, visitor) => c.html(await overviewPage(world, visitor))),
  )
  app.get(
    '/board/waiting',
    signedIn(world, async (c, visitor) => c.html(await waitingPage(world, visitor))),
  )
  app.get(
    '/board/matters',
    signedIn(world, async (c, visitor) => c.html(await mattersPage(world, visitor, c.req.query()))),
  )
  app.get(
    '/board/matters/:id',
    signedIn(world, async (c, visitor) => {
      const matter = await visibleMatter(world, visitor, c.req.param('id') ?? '')
      return matter === null ? noSuchPage(c) : c.html(await matterPage(world, visitor, matter))
    }),
  )
  app.get(
    '/board/matters/:id/documents/:document',
    signedIn(world, async (c, visitor) => {
      const matter = await visibleMatter(world, visitor, c.req.param('id') ?? '')
      if (matter === null) return noSuchPage(c)
      const asker = { ...visitor, matter }
      return (await documentFile(world, asker, c.req.param('document') ?? '', c)) ?? noSuchPage(c)
    }),
  )
  reportRoutes(app, world, noSuchPage)
  errandRoutes(app, world)
  chaseRoute(app, world)
  app.all('/board/*', (c) => noSuchPage(c))
  return app
}

/** What these do shows in the chat; the page only says that it was done. */
function errandRoutes(app: Hono, world: BoardWorld): void {
  app.post(
    '/board/cards/:id/send',
    posted(world, async (c, visitor) =>
      (await sendCard(world, visitor, c.req.param('id') ?? '')) ? sent(c) : noSuchPage(c),
    ),
  )
  app.post(
    '/board/matters/:id/status',
    posted(world, async (c, visitor) => {
      const matter = await visibleMatter(world, visitor, c.req.param('id') ?? '')
      if (matter === null) return noSuchPage(c)
      await sendStatus(world, visitor, matter.id)
      return sent(c)
    }),
  )
}

/** 一键催办: the confirm card comes to the chat. */
function chaseRoute(app: Hono, world: BoardWorld): void {
  app.post(
    '/board/matters/:id/chase',
    posted(world, async (c, visitor) => {
      const matter = await visibleMatter(world, visitor, c.req.param('id') ?? '')
      if (matter === null || !mayChase(visitor, matter)) return noSuchPage(c)
      await sayFor(world, visitor.person.openId, chaseWords(matter))
      return sent(c)
    }),
  )
}

function sent(c: Context): Promise<Response> {
  return messagePage(c, 200, '已发到飞书', '卡片已发到您与“督办”的会话，请在飞书中办理。', {
    href: backOf(c),
    text: '返回',
  })
}

/** The page of ours that the form stood on. */
function backOf(c: Context): string {
  const from = c.req.header('referer') ?? ''
  const path = URL.canParse(from) ? new URL(from).pathname : ''
  return /^\/board(?:\/[\w/-]*)?$/.test(path) ? path : '/board'
}

function noSuchPage(c: Context): Promise<Response> {
  return messagePage(c, 404, '没有找到', '没有这个页面，或者您无权查看。', {
    href: '/board',
    text: '回到看板',
  })
}

function kept(c: Context, text: string, type: string): Response {
  const headers = {
    'content-type': `${type}; charset=utf-8`,
    'cache-control': 'public, max-age=31536000, immutable',
  }
  return c.body(text, 200, headers)
}
