// The page of the local Feishu: one person plays everybody, in a browser on this machine.
import { randomUUID } from 'node:crypto'
import type { Hono } from 'hono'
import { deskOf, type PageOptions } from './desk.ts'
import { openLive } from './live.ts'
import { pageRoutes } from './routes.ts'
import { tapLog } from './tap-log.ts'

export interface OpenPage {
  readonly app: Hono
  /** Ends the open pages' lines, without which the server would wait for them. */
  close(): void
}

export function openPage(options: PageOptions): OpenPage {
  const desk = deskOf(options, tapLog())
  const live = openLive(desk, randomUUID())
  return { app: pageRoutes(desk, live), close: live.close }
}
