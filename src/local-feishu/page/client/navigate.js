// Going from person to person without loading the page anew.
import { app } from './ask.js'
import { listen, readied } from './live.js'

export async function go(address, { push = true } = {}) {
  const answer = await fetch(address)
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const fresh = page.getElementById('app')
  const kept = keptState()
  app().replaceWith(fresh)
  if (push) history.pushState({}, '', address)
  arrive(kept)
}

/** Scrolls to the end of the talk and listens; `kept` restores what the reader had opened. */
export function arrive(kept) {
  if (kept !== undefined) restore(kept)
  readied(document.body)
  const list = document.getElementById('messages')
  list.scrollTop = list.scrollHeight
  listen(() => location.assign('/'))
}

function keptState() {
  const scrolls = [...document.querySelectorAll('[data-scroll]')].map((one) => [
    one.dataset.scroll,
    one.scrollTop,
  ])
  const closed = [...document.querySelectorAll('.p-group:not([open])')].map(
    (one) => one.dataset.keep,
  )
  return { scrolls: Object.fromEntries(scrolls), closed, as: app().dataset.as }
}

function restore({ scrolls, closed }) {
  for (const pane of document.querySelectorAll('[data-scroll]')) {
    pane.scrollTop = scrolls[pane.dataset.scroll] ?? 0
  }
  for (const group of document.querySelectorAll('.p-group')) {
    if (closed.includes(group.dataset.keep)) group.open = false
  }
}

/** Shows the card that is meant, or puts the words in place that are to be typed. */
export function point({ target, say }) {
  const message = target ? document.getElementById(`m-${target}`) : null
  if (message !== null) {
    message.scrollIntoView({ block: 'start' })
    message.classList.add('meant')
    message.querySelector('[data-field], [data-part]')?.focus({ preventScroll: true })
  }
  if (!say) return
  const field = document.querySelector('#composer textarea')
  field.value = say
  field.focus()
}

document.addEventListener('click', async (event) => {
  const link = event.target.closest('a[data-go]')
  if (link === null || event.metaKey || event.ctrlKey || event.button !== 0) return
  event.preventDefault()
  const { target, say } = link.dataset
  await go(link.getAttribute('href'))
  if (target || say) point({ target, say })
})

window.addEventListener('popstate', () => void go(location.href, { push: false }))
