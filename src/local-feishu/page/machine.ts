// The window on the machine: a card's JSON, what its taps sent and got, the audit chain of a matter.
import { html } from 'hono/html'
import type { Message } from '../state.ts'
import type { Html } from './card/view.ts'
import type { Desk, MatterLine, TrailEntry } from './desk.ts'
import { wholeMoment } from './moments.ts'
import type { LoggedTap } from './tap-log.ts'

export function cardWindow(desk: Desk, message: Message): Html {
  const taps = desk.taps.about(message.id)
  return frame(
    '卡片背后',
    html`<p class="w-facts"><code>${message.id}</code> · 更新 ${message.updates} 次 · ${wholeMoment(message.updatedAt)}</p>
<section><h3>点击往来（${taps.length}）</h3>${taps.length === 0 ? html`<p class="w-none">还没有人点过这张卡片（只记本次启动以来的）。</p>` : taps.map((tap) => tapView(desk, tap))}</section>
<section><h3>卡片 JSON</h3><p class="w-none">与发给飞书的一字不差。</p>${code(message.card ?? {})}</section>`,
  )
}

export function trailWindow(
  desk: Desk,
  given: {
    matters: readonly MatterLine[]
    matter: MatterLine | undefined
    trail: readonly TrailEntry[]
  },
): Html {
  const { matters, matter, trail } = given
  const options = matters.map(
    (one) =>
      html`<option value="/demo/machine/trail?matter=${one.id}" ${one.id === matter?.id ? 'selected' : ''}>${one.number ?? '未编号'} ${one.title}</option>`,
  )
  if (matters.length === 0) return frame('审计链', html`<p class="w-none">还没有事项。</p>`)
  return frame(
    '审计链',
    html`<p class="w-facts"><select aria-label="事项" data-open-chosen>${options}</select></p>
<ol class="w-trail">${trail.map((entry) => trailEntry(desk, entry))}</ol>
<p class="w-none">每条记录都含前一条的摘要；改动或删去任何一条，其后的链条都对不上。</p>`,
  )
}

function frame(title: string, body: Html): Html {
  return html`<header><h2>${title}</h2><button type="button" data-close aria-label="关闭">✕</button></header><div class="w-body" tabindex="0">${body}</div>`
}

function tapView(desk: Desk, tap: LoggedTap): Html {
  const { answer } = tap
  const outcome = answer.errorCode ?? answer.notSent ?? `${Math.round(answer.elapsedMs)} 毫秒`
  return html`<details class="w-tap"><summary>${desk.nameOf(tap.openId)} 点“${tap.label}” <small>${wholeMoment(tap.at)} · ${outcome}</small></summary><h4>请求（加密签名之前）</h4>${code(tap.request ?? '没有发出')}<h4>应答</h4>${code({ toast: answer.toast, card: answer.card, errorCode: answer.errorCode, why: answer.why })}</details>`
}

function trailEntry(desk: Desk, entry: TrailEntry): Html {
  const who = entry.actor === 'system' ? '系统' : desk.nameOf(entry.actor)
  const change =
    entry.from === null || entry.from === entry.to ? entry.to : `${entry.from} → ${entry.to}`
  return html`<li><b>${entry.seq}. ${entry.action}</b> <span>${who}</span><small>${wholeMoment(entry.at)} · ${change}</small><code title="前一条 ${entry.prevHash}">${entry.prevHash.slice(0, 8) || '起点'} → ${entry.hash.slice(0, 8)}</code></li>`
}

function code(value: unknown): Html {
  return html`<pre tabindex="0"><code>${typeof value === 'string' ? value : JSON.stringify(value, null, 2)}</code></pre>`
}
