// The frame of every page of the board: skip link, banner, who is signed in, what the browser may load; and the few
// parts that stand on several pages.
import type { Context } from 'hono'
import { html } from 'hono/html'
import { isSparedPerson } from '../../cards/decision-frame.ts'
import { visibleText } from '../../cards/escape.ts'
import { recordName } from '../../cards/people.ts'
import { sha256Hex } from '../domain/hash.ts'
import { dateZh, timeOfDayOf, weekdayZh } from '../domain/time.ts'
import { LOOK } from './look.ts'
import { SCRIPT } from './script.ts'
import type { Visitor } from './session.ts'

export type Html = ReturnType<typeof html>

/** The parts change with the program only, so their address does too, and browsers keep them. */
export const LOOK_PATH = `/board/look-${sha256Hex(LOOK).slice(0, 12)}.css`
export const SCRIPT_PATH = `/board/board-${sha256Hex(SCRIPT).slice(0, 12)}.js`

const PLACES = [
  ['/board', '总览'],
  ['/board/matters', '督查事项'],
  ['/board/waiting', '待我办理'],
] as const

/** A page for somebody who is signed in. */
export function page(visitor: Visitor, title: string, here: string, content: Html): Html {
  const { organisation, person, at } = visitor
  const links = PLACES.map(
    ([href, text]) =>
      html`<a href="${href}"${href === here ? html` aria-current="page"` : ''}>${text}</a>`,
  )
  return document(
    title,
    html`<header class="top"><div class="top-in">
<a class="brand" href="/board"><small>${organisation.district}</small>督查看板</a>
<nav class="nav" aria-label="看板">${links}</nav>
<div class="me"><span>${recordName(person)}</span>${postForm(visitor, '/board/sign-out', '退出', 'plain')}</div>
</div></header>
<main id="content">${content}</main>
<footer class="foot">截至${dateZh(at)}（${weekdayZh(at)}）${timeOfDayOf(at)}。只显示您有权知悉的事项。</footer>`,
    isSparedPerson(person),
  )
}

/** One button that changes something, with the token that proves the form is ours. */
export function postForm(
  visitor: Visitor,
  action: string,
  text: string,
  look: 'first' | 'plain' | '' = '',
): Html {
  return html`<form method="post" action="${action}"><input type="hidden" name="token" value="${visitor.formToken}"><button class="button ${look}">${text}</button></form>`
}

/** One fact in a list of facts. */
export function pair(label: string, value: string): Html {
  return html`<dt>${label}</dt><dd class="whole">${visibleText(value)}</dd>`
}

/** What stands where there is nothing to list. */
export function empty(text: string): Html {
  return html`<p class="empty">${text}</p>`
}

/** A page that says one thing, to whoever asks. */
export async function messagePage(
  c: Context,
  status: 200 | 400 | 403 | 404 | 409 | 503,
  title: string,
  text: string,
  link?: { readonly href: string; readonly text: string },
): Promise<Response> {
  const onward =
    link === undefined
      ? ''
      : html`<p class="buttons"><a class="button first" href="${link.href}">${link.text}</a></p>`
  const content = html`<main id="content"><section class="sheet stack"><h1>${title}</h1><p>${text}</p>${onward}</section></main>`
  return c.html(await document(title, content, false), status)
}

function document(title: string, body: Html, spared: boolean): Html {
  return html`<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover"><meta name="color-scheme" content="light dark"><meta name="robots" content="noindex"><title>${title} · 督查看板</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="${LOOK_PATH}"><script type="module" src="${SCRIPT_PATH}"></script></head>
<body${spared ? html` class="spared"` : ''}><a class="skip" href="#content">跳到正文</a>
${body}</body></html>`
}
