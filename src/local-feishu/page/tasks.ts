// What somebody's task centre holds, above the chats; nothing at all as long as no app has made a task.
import { html } from 'hono/html'
import type { Task } from '../state.ts'
import type { Html } from './card/view.ts'
import type { Desk } from './desk.ts'
import { shortMoment } from './moments.ts'

export function taskList(desk: Desk, openId: string): Html {
  const tasks = desk.feishu.person(openId).tasks().toReversed()
  const open = tasks.filter(({ completedAt }) => completedAt === null)
  const done = tasks.filter(({ completedAt }) => completedAt !== null)
  const rows = [...open, ...done].map((task) => taskRow(desk, task))
  return html`<section id="task-list" ${tasks.length === 0 ? 'hidden' : ''}><details class="p-group" data-keep="tasks"><summary>飞书任务<span>${open.length}项待办</span></summary><ul>${rows}</ul></details></section>`
}

function taskRow(desk: Desk, { summary, description, due, completedAt }: Task): Html {
  const state =
    completedAt === null
      ? dueLine(desk, due)
      : `已完成 ${shortMoment(completedAt, desk.clock.now())}`
  return html`<li class="row${completedAt === null ? '' : ' done'}" title="${description}"><span class="row-text"><b><span>${summary}</span></b><small>${state}</small></span></li>`
}

function dueLine(desk: Desk, due: Task['due']): string {
  return due === null ? '没有截止时间' : `截止 ${shortMoment(due.at, desk.clock.now())}`
}
