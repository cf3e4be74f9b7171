// In the middle, one person's chats with the last words in each.
import { html } from 'hono/html'
import { asObject, asText } from '../json.ts'
import { readableText } from '../speech.ts'
import type { Message } from '../state.ts'
import { avatar } from './avatar.ts'
import type { Html } from './card/view.ts'
import { type ChatLine, chatsOf } from './chats.ts'
import type { Desk } from './desk.ts'
import { addressFor } from './links.ts'
import { shortDay } from './moments.ts'
import { taskList } from './tasks.ts'

export function chatsPane(desk: Desk, openId: string, chatId: string): Html {
  const person = desk.personOf(openId)
  return html`<nav class="chats" data-pane="chats" aria-label="会话">
<header class="p-head"><a class="back" href="/" data-go aria-label="返回人员列表">‹</a><div><h2>${person?.name ?? openId}</h2><p>${person?.post ?? ''}</p></div></header>
<div class="p-list" data-scroll="chats">${taskList(desk, openId)}${chatList(desk, openId, chatId)}</div></nav>`
}

export function chatList(desk: Desk, openId: string, chatId: string): Html {
  const rows = chatsOf(desk, openId).map((line) => chatRow(desk, line, { openId, chatId }))
  return html`<ul id="chat-list">${rows}</ul>`
}

function chatRow(desk: Desk, line: ChatLine, at: { openId: string; chatId: string }): Html {
  const { chat, name, unread, last } = line
  const current = chat.id === at.chatId ? html`aria-current="true"` : ''
  const time = last === undefined ? '' : shortDay(last.createdAt, desk.clock.now())
  const count = html`<span class="badge" ${unread === 0 ? 'hidden' : ''} aria-label="${unread} 条未读">${unread}</span>`
  return html`<li><a class="row" href="${addressFor(at.openId, chat.id)}" data-go ${current}>${avatar(chat.kind === 'group' ? '群' : name)}<span class="row-text"><b><span>${name}</span><time>${time}</time></b><small>${last === undefined ? '还没有消息' : summaryOf(last)}</small></span>${count}</a></li>`
}

/** What a list of chats says of a message; a card has a summary of its own. */
export function summaryOf(message: Message): string {
  if (message.recalledAt !== undefined) return '消息已撤回'
  switch (message.msgType) {
    case 'interactive': {
      const summary = asObject(asObject(message.card?.config)?.summary)
      const title = asObject(asObject(message.card?.header)?.title)
      return `[卡片] ${asText(summary?.content) ?? asText(title?.content) ?? ''}`
    }
    case 'image':
      return '[图片]'
    case 'file':
      return `[文件] ${readableText(message) ?? ''}`
    default:
      return readableText(message) ?? ''
  }
}
