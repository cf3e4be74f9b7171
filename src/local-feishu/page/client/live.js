// Changes as they happen: pieces of the page are replaced where they stand, new messages come at the end.
import { app } from './ask.js'
import { showChosen } from './fields.js'

let line = null

/** Hears about the chat that is shown; `stale` is called when the demo behind is another one. */
export function listen(stale) {
  line?.close()
  const { as, chat, revision, run } = app().dataset
  line = new EventSource(`/demo/live?${new URLSearchParams({ as, chat, since: revision })}`)
  line.addEventListener('run', (event) => {
    if (event.data !== run) stale()
  })
  line.addEventListener('pieces', (event) => {
    for (const piece of JSON.parse(event.data)) place(piece)
  })
}

function place({ id, html }) {
  if (id === 'guide') return placeAll(html)
  const old = document.getElementById(id)
  if (id === 'clock') {
    old.innerHTML = html
    return
  }
  if (old !== null) return replace(old, html)
  if (!id.startsWith('m-')) return
  const list = document.getElementById('messages')
  const low = list.scrollHeight - list.scrollTop - list.clientHeight < 120
  list.insertAdjacentHTML('beforeend', html)
  document.querySelector('.talk > .empty')?.remove()
  const added = list.lastElementChild
  added.classList.add('fresh')
  readied(added)
  if (low) added.scrollIntoView({ block: 'end', behavior: 'smooth' })
}

function placeAll(html) {
  const pieces = new DOMParser().parseFromString(html, 'text/html').body.children
  for (const piece of [...pieces]) document.getElementById(piece.id)?.replaceWith(piece)
}

/** Open panels stay open, and the focus stays where it was. */
function replace(old, html) {
  const focused = old.contains(document.activeElement) ? pathTo(document.activeElement) : null
  const open = [...old.querySelectorAll('details[open][data-keep]')].map((one) => one.dataset.keep)
  const list = document.getElementById('messages')
  const low = list.scrollHeight - list.scrollTop - list.clientHeight < 120
  const holder = document.createElement('template')
  holder.innerHTML = html.trim()
  const fresh = holder.content.firstElementChild
  for (const panel of fresh.querySelectorAll('details[data-keep]')) {
    if (open.includes(panel.dataset.keep)) panel.open = true
  }
  old.replaceWith(fresh)
  if (fresh.matches('.message')) fresh.classList.add('changed')
  readied(fresh)
  if (low && fresh.matches('.message')) list.scrollTop = list.scrollHeight
  if (focused !== null) fresh.querySelector(focused)?.focus({ preventScroll: true })
}

function pathTo(element) {
  const { label, field } = element.dataset ?? {}
  if (field) return `[data-field="${CSS.escape(field)}"]`
  if (label) return `[data-label="${CSS.escape(label)}"]`
  return element.getAttribute('href')
    ? `[href="${CSS.escape(element.getAttribute('href'))}"]`
    : ':scope'
}

/** What the server cannot know: the words of chosen options. */
export function readied(root) {
  for (const field of root.querySelectorAll('details[data-chosen]')) showChosen(field)
}
