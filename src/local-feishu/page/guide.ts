// The panel beside the chats: who is next and why, the road so far, the clock, starting over.
import { html } from 'hono/html'
import { avatar } from './avatar.ts'
import type { Html } from './card/view.ts'
import type { Desk } from './desk.ts'
import { addressFor } from './links.ts'
import { wholeMoment } from './moments.ts'
import { isFinished, type Next, nextOf } from './waiting.ts'

export function guide(desk: Desk): Html {
  const next = nextOf(desk)
  return html`${choices(desk)}<div id="guide-next" class="g-next">${nextCard(desk, next)}</div>
<ol id="guide-road" class="g-road" aria-label="一件督查事项的全程">${steps(desk, next)}</ol>`
}

export function guideFrame(desk: Desk): Html {
  return html`<aside class="guide" data-pane="guide" aria-label="试一试">
<header class="g-head"><h2>试一试</h2><p>一个人扮演所有角色，走完一件督查事项。三条路任选一条。</p></header>
${guide(desk)}
<div class="g-play"><button type="button" class="c-button" data-rehearse>从头演示</button><span id="rehearsal" role="status"></span></div>
<section class="g-clock" aria-label="演示时钟"><h3>演示时钟</h3><p id="clock">${clock(desk)}</p>
<div class="g-buttons">
<button type="button" data-clock="hour">+1 小时</button>
<button type="button" data-clock="day">+1 天</button>
<button type="button" data-clock="remind">到提前催办那天</button>
<button type="button" data-clock="due">到期日</button>
</div></section>
<section class="g-machine"><a class="g-link" href="/board" target="_blank" rel="noopener">督查看板</a><button type="button" class="g-link" data-open="/demo/machine/trail">审计链</button><button type="button" class="g-link" data-reset>重置演示</button></section>
</aside>`
}

function choices({ roads }: Desk): Html {
  const chosen = roads.chosen().name
  const buttons = roads.all.map(
    ({ name }) =>
      html`<button type="button" data-road="${name}" aria-pressed="${String(name === chosen)}">${name}</button>`,
  )
  return html`<div id="guide-roads" class="g-roads" role="group" aria-label="走哪条路">${buttons}</div>`
}

export function clock(desk: Desk): Html {
  const ahead = desk.clock.offset() > 0 ? html`<em>已拨快</em>` : ''
  return html`${wholeMoment(desk.clock.now())}${ahead}`
}

function nextCard(desk: Desk, next: Next): Html {
  const { openId, chatId } = next
  const person = desk.personOf(openId)
  const name = desk.nameOf(openId)
  const road = desk.roads.chosen()
  const ended = isFinished(desk) ? `${road.end}，可以再来一件。` : ''
  const why = next.kind === 'card' ? next.stage.why : `${ended}${road.opening.why}`
  const what = next.kind === 'card' ? next.stage.title : `输入“${road.opening.say}”`
  const because =
    next.kind === 'card' && next.because !== undefined
      ? html`<p class="g-because">${next.because}</p>`
      : ''
  const target = next.kind === 'card' ? next.message.id : ''
  return html`<p class="g-label">下一步</p>
<div class="g-who">${avatar(name)}<div><b>${name}</b><small>${person?.post ?? ''}</small></div></div>
<p class="g-what">${what}</p><p class="g-why">${why}</p>${because}
<a class="c-button c-button-primary" href="${addressFor(openId, chatId)}" data-go data-target="${target}" data-say="${next.kind === 'opening' ? road.opening.say : ''}">去办</a>`
}

function steps(desk: Desk, next: Next): Html[] {
  const finished = next.kind === 'opening' && isFinished(desk)
  const at = next.kind === 'card' ? next.index : 0
  return desk.roads.chosen().stages.map(({ step }, index) => {
    const done = finished || index < at
    const here = next.kind === 'card' && index === at
    return html`<li class="${done ? 'done' : ''}${here ? 'here' : ''}" ${here ? html`aria-current="step"` : ''}>${step}</li>`
  })
}
