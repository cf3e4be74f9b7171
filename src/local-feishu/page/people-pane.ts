// On the left, the people of the district by role, each with what they have not read.
import { html } from 'hono/html'
import { avatar } from './avatar.ts'
import type { Html } from './card/view.ts'
import { unreadOf } from './chats.ts'
import type { Desk, DeskPerson, PeopleGroup } from './desk.ts'
import { addressFor } from './links.ts'

export function peoplePane(desk: Desk, openId: string): Html {
  const groups = desk.groups.map((group) => peopleGroup(desk, group, openId))
  return html`<nav class="people" data-pane="people" aria-label="人员">
<header class="p-head"><h1>督办</h1><p>演示 · ${desk.groups.reduce((sum, group) => sum + group.people.length, 0)} 位同志</p></header>
<div class="p-list" data-scroll="people">${groups}</div></nav>`
}

/** A person's badge; there for everybody, so that it can be filled in later. */
export function badge(openId: string, count: number): Html {
  return html`<span class="badge" id="unread-${openId}" ${count === 0 ? 'hidden' : ''} aria-label="${count} 条未读">${count > 99 ? '99+' : count}</span>`
}

function peopleGroup(desk: Desk, group: PeopleGroup, openId: string): Html {
  const rows = group.people.map((person) => personRow(desk, person, openId))
  return html`<details class="p-group" data-keep="${group.name}" open><summary>${group.name}</summary><ul>${rows}</ul></details>`
}

function personRow(desk: Desk, person: DeskPerson, openId: string): Html {
  const current = person.openId === openId ? html`aria-current="true"` : ''
  return html`<li><a class="row" href="${addressFor(person.openId)}" data-go ${current}>${avatar(person.name)}<span class="row-text"><b><span>${person.name}</span></b><small>${person.post}</small></span>${badge(person.openId, unreadOf(desk, person.openId))}</a></li>`
}
