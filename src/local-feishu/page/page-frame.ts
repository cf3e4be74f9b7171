// The whole page: three panes and the guide. What stands where is decided by the style sheet's widths.
import { html, raw } from 'hono/html'
import type { Chat } from '../state.ts'
import type { Html } from './card/view.ts'
import { chatsPane } from './chats-pane.ts'
import { conversation } from './conversation.ts'
import type { Desk } from './desk.ts'
import { guideFrame } from './guide.ts'
import { peoplePane } from './people-pane.ts'

/** In this order: later ones overrule. */
const SHEETS = ['page', 'talk', 'guide', 'windows', 'card', 'narrow'] as const

export interface Looking {
  readonly openId: string
  readonly chat: Chat
  /** What a phone shows of the panes. */
  readonly pane: 'people' | 'chats' | 'talk'
  /** Up to which change the page is true. */
  readonly revision: number
  /** The run of the demo; another one means that everything is different. */
  readonly run: string
}

export function pageFrame(desk: Desk, looking: Looking): Html {
  const { openId, chat, pane, revision, run } = looking
  return html`<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover"><meta name="color-scheme" content="light dark"><title>督办 · 演示</title>
<link rel="icon" href="${raw("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='8' fill='%233370ff'/%3E%3Ctext x='16' y='22' font-size='16' text-anchor='middle' fill='white'%3E督%3C/text%3E%3C/svg%3E")}">
${SHEETS.map((name) => html`<link rel="stylesheet" href="/demo/${name}.css">`)}<script type="module" src="/demo/client/main.js"></script></head>
<body><div id="app" data-pane-shown="${pane}" data-as="${openId}" data-chat="${chat.id}" data-revision="${revision}" data-run="${run}">
${peoplePane(desk, openId)}${chatsPane(desk, openId, chat.id)}${conversation(desk, openId, chat)}${guideFrame(desk)}</div>
<div id="toasts" role="status" aria-live="polite"></div>
<dialog id="confirm" aria-labelledby="confirm-title"><h2 id="confirm-title"></h2><p></p><div class="d-buttons"><button type="button" class="c-button" value="">取消</button><button type="button" class="c-button c-button-primary" value="yes">确定</button></div></dialog>
<dialog id="forward" aria-label="转发到"><h2>转发到</h2><div class="d-list"></div><div class="d-buttons"><button type="button" class="c-button" value="">取消</button></div></dialog>
<dialog id="drawer" class="drawer" aria-label="机器的窗口"></dialog>
</body></html>`
}
