// Fingers on cards: what is local stays local, the rest goes out as a tap and comes back as a toast.
import { app, confirmed, post, toast } from './ask.js'
import { choose, heldBy, missingIn, valuesOf } from './fields.js'

/** Presses a part; resolves when the answer is there. */
export async function press(part) {
  if (part.getAttribute('aria-disabled') === 'true') return
  const form = part.closest('[data-form]')
  if (part.dataset.reset !== undefined && form !== null) return restore(part)
  const submits = part.dataset.submit !== undefined && form !== null
  if (submits && missingIn(form).length > 0) {
    toast('error', '有必填项未填写')
    missingIn(form)[0].focus()
    return
  }
  if (part.dataset.url !== undefined) window.open(part.dataset.url, '_blank', 'noopener')
  const { confirmTitle, confirmText } = part.dataset
  const asks = confirmTitle !== undefined || confirmText !== undefined
  if (asks && (await confirmed(confirmTitle ?? '', confirmText ?? '')) !== 'yes') return
  await send(part, submits ? { form: valuesOf(form) } : {})
}

/** While the answer is on its way the card takes no second tap. */
async function send(part, given) {
  const card = part.closest('.card')
  const message = part.closest('[data-message]').dataset.message
  const { label, nth } = part.dataset
  card.setAttribute('aria-busy', 'true')
  part.classList.add('pressed')
  const answer = await post('/demo/tap', {
    as: app().dataset.as,
    message,
    label,
    nth: Number(nth),
    ...given,
  })
  card.removeAttribute('aria-busy')
  part.classList.remove('pressed')
  say(answer)
}

/** Words and codes as the platform's own client shows them. */
function say({ toast: shown, errorCode, notSent, refused }) {
  if (refused !== undefined) toast('error', refused)
  else if (errorCode !== undefined) toast('error', `出错了，请稍后重试 code: ${errorCode}`)
  else if (notSent === 'required_missing') toast('error', '有必填项未填写')
  else if (shown !== undefined) toast(shown.type, shown.content)
}

/** A reset brings back what the card began with, not emptiness. */
async function restore(part) {
  const id = part.closest('[data-message]').id
  const page = new DOMParser().parseFromString(
    await (await fetch(location.href)).text(),
    'text/html',
  )
  const fresh = page.getElementById(id)
  if (fresh !== null) document.getElementById(id).replaceWith(fresh)
}

function turnPage(button) {
  const pager = button.closest('[data-pager]')
  const size = Number(pager.dataset.pager)
  const rows = [...pager.parentElement.querySelectorAll('tbody tr')]
  const pages = Math.ceil(rows.length / size)
  const at = rows.findIndex((row) => !row.hidden) / size + Number(button.dataset.page)
  const page = Math.min(Math.max(at, 0), pages - 1)
  for (const [index, row] of rows.entries()) row.hidden = Math.floor(index / size) !== page
  pager.querySelector('span').textContent = `${page + 1} / ${pages}`
}

document.addEventListener('click', (event) => {
  const page = event.target.closest('[data-page]')
  if (page !== null) return turnPage(page)
  const part = event.target.closest('[data-part]')
  const field = event.target.closest('[data-field], a, summary')
  if (part === null || (field !== null && part.contains(field))) return
  void press(part)
})

document.addEventListener('keydown', (event) => {
  const isKey = event.key === 'Enter' || event.key === ' '
  if (!isKey || !event.target.matches?.('.c-touch')) return
  event.preventDefault()
  void press(event.target)
})

/** Fields in a form wait for its button; others speak at once. */
document.addEventListener('change', (event) => {
  if (event.target.closest('[data-chosen]') !== null) choose(event.target)
  const field = event.target.closest('.card [data-field]')
  if (field === null) return
  field.removeAttribute('aria-invalid')
  if (field.closest('[data-form]') === null) void send(field, { value: heldBy(field) })
})
