// On the right, the conversation and the line to write in.
import { html } from 'hono/html'
import type { Chat } from '../state.ts'
import type { Html } from './card/view.ts'
import { chatName } from './chats.ts'
import type { Desk } from './desk.ts'
import { addressFor } from './links.ts'
import { messageView } from './message.ts'

export function conversation(desk: Desk, openId: string, chat: Chat): Html {
  const messages = desk.feishu.allMessages(chat.id)
  const list = messages.map((message) => messageView(desk, message, openId))
  const name = chatName(desk, chat, openId)
  const people =
    chat.kind === 'group'
      ? html`<p>${chat.members.size} 位成员${chat.bot ? ' · 督办在群' : ''}</p>`
      : html`<p>以 ${desk.nameOf(openId)} 的身份</p>`
  return html`<main class="talk" data-pane="talk" aria-label="与${name}的会话">
<header class="p-head"><a class="back" href="${addressFor(openId)}" data-go data-back aria-label="返回会话列表">‹</a><div><h2>${name}</h2>${people}</div></header>
<ol class="messages" id="messages" data-scroll="talk" data-bottom tabindex="0" aria-label="消息" aria-live="polite">${list}</ol>
${messages.length === 0 ? html`<p class="empty">还没有消息。${chat.bot && chat.kind === 'p2p' ? '输入“帮助”看看能做什么。' : '在群里 @督办 才会得到回应。'}</p>` : ''}
${composer(desk, openId, chat)}</main>`
}

function composer(desk: Desk, openId: string, chat: Chat): Html {
  const hint = chat.kind === 'group' && chat.bot ? '输入消息，@督办 让它听见' : '输入消息，回车发送'
  const members = [...desk.groups.flatMap((group) => group.people.map(({ name }) => name))]
  const names = chat.bot ? [desk.feishu.bot.name, ...members] : members
  const mention =
    chat.kind === 'group' && chat.bot
      ? html`<button type="button" data-mention="${desk.feishu.bot.name}">@督办</button>`
      : ''
  return html`<form class="composer" id="composer" data-as="${openId}" data-chat="${chat.id}" data-names="${names.join(' ')}">
<div class="k-reply" hidden><span></span><button type="button" aria-label="取消回复" data-tool="unreply">✕</button></div>
<ul class="k-files" hidden></ul>
<div class="k-names" role="listbox" aria-label="选择要提醒的人" hidden></div>
<textarea name="text" rows="1" class="grows" placeholder="${hint}" aria-label="消息" autocomplete="off"></textarea>
<div class="k-tools">${mention}<label class="k-file" title="发送文件或图片"><input type="file" name="files" multiple><span>文件</span></label><button type="submit" class="c-button c-button-primary">发送</button></div>
</form>`
}
