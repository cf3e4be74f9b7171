// One message as somebody sees it: bubble, file, picture or card, with what can be done to it.
import { html } from 'hono/html'
import { DAY_MS } from '../../domain/time.ts'
import { asList, asObject, asObjects, asText, parseJson } from '../json.ts'
import { readableText } from '../speech.ts'
import type { Message } from '../state.ts'
import { avatar } from './avatar.ts'
import { card } from './card/card.ts'
import type { Html } from './card/view.ts'
import { summaryOf } from './chats-pane.ts'
import type { Desk } from './desk.ts'
import { fileAddress } from './links.ts'
import { shortMoment } from './moments.ts'

/** Cards react for this long after they were sent (platform docs: cards, version 2.0). */
const INTERACTIVE_MS = 14 * DAY_MS

export function messageView(desk: Desk, message: Message, openId: string): Html {
  const name = message.sender.type === 'app' ? desk.feishu.bot.name : desk.nameOf(message.sender.id)
  if (message.recalledAt !== undefined) {
    return html`<li class="recalled" id="m-${message.id}">${name}撤回了一条消息</li>`
  }
  const mine = message.sender.id === openId
  const at = shortMoment(message.createdAt, desk.clock.now())
  return html`<li class="message ${mine ? 'mine' : ''}" id="m-${message.id}" data-message="${message.id}">${avatar(name)}<div class="m-main"><div class="m-who">${name}${message.sender.type === 'app' ? html`<i>机器人</i>` : ''}<time>${at}</time>${message.urgedTo.has(openId) ? html`<em>加急</em>` : ''}</div>${forwardNote(message)}${quote(desk, message)}${content(desk, message)}<div class="m-tools" role="group" aria-label="消息操作">${tools(message, mine, name)}</div></div></li>`
}

function forwardNote(message: Message): Html {
  return message.forwardedFrom === undefined ? html`` : html`<div class="m-note">转发的消息</div>`
}

function quote(desk: Desk, message: Message): Html {
  if (message.parentId === undefined) return html``
  const parent = desk.feishu.allMessages(message.chatId).find(({ id }) => id === message.parentId)
  if (parent === undefined) return html``
  return html`<a class="m-quote" href="#m-${parent.id}">回复：${summaryOf(parent).slice(0, 60)}</a>`
}

function content(desk: Desk, message: Message): Html {
  const parsed = asObject(parseJson(message.content)) ?? {}
  switch (message.msgType) {
    case 'interactive':
      return cardView(desk, message)
    case 'image':
      return html`<a class="m-picture" href="${fileAddress(String(parsed.image_key))}" target="_blank"><img src="${fileAddress(String(parsed.image_key))}" alt="图片"></a>`
    case 'file':
      return html`<a class="bubble m-file" href="${fileAddress(String(parsed.file_key))}" download="${asText(parsed.file_name) ?? '文件'}"><span aria-hidden="true">▤</span>${asText(parsed.file_name) ?? '文件'}</a>`
    case 'post':
      return html`<div class="bubble">${readableText(message) ?? ''}${postPictures(message)}</div>`
    default:
      return html`<div class="bubble">${withMentions(message)}</div>`
  }
}

function cardView(desk: Desk, message: Message): Html {
  const json = message.card ?? {}
  const forwardable = asObject(json.config)?.enable_forward_interaction === true
  const copied = message.forwardedFrom !== undefined && !forwardable
  const old = desk.clock.now() - message.createdAt > INTERACTIVE_MS
  return card(json, { live: !copied && !old, nameOf: desk.nameOf })
}

function postPictures(message: Message): Html[] {
  const parsed = asObject(parseJson(message.content))
  const pieces = asList(parsed?.content).flatMap((paragraph) => asObjects(paragraph))
  return pieces.flatMap((piece) => {
    if (piece.tag === 'img')
      return [html`<img src="${fileAddress(String(piece.image_key))}" alt="图片">`]
    if (piece.tag !== 'media') return []
    return [
      html`<a class="m-file" href="${fileAddress(String(piece.file_key))}" download>▤ 附件</a>`,
    ]
  })
}

function withMentions(message: Message): Html[] {
  const names = message.mentions.map(({ name }) => `@${name}`)
  const text = readableText(message) ?? ''
  if (names.length === 0) return [html`${text}`]
  const pattern = new RegExp(`(${names.map(escaped).join('|')})`)
  return text
    .split(pattern)
    .map((piece) =>
      names.includes(piece) ? html`<span class="at">${piece}</span>` : html`${piece}`,
    )
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

function tools(message: Message, mine: boolean, name: string): Html {
  const recall = mine ? html`<button type="button" data-tool="recall">撤回</button>` : ''
  const json =
    message.msgType === 'interactive'
      ? html`<button type="button" data-open="/demo/machine/message/${message.id}">看 JSON</button>`
      : ''
  return html`<button type="button" data-tool="reply" data-name="${name}" data-summary="${summaryOf(message).slice(0, 40)}">回复</button><button type="button" data-tool="forward">转发</button>${recall}${json}`
}
