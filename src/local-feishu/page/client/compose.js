// Writing: sending by Enter, naming people after an @, replying, files and pictures.
import { post, toast } from './ask.js'

let pasted = []

export async function send(form) {
  const text = form.elements.text.value.trim()
  const files = [...form.elements.files.files, ...pasted]
  if (text === '' && files.length === 0) return
  const body = new FormData()
  body.set('as', form.dataset.as)
  body.set('chat', form.dataset.chat)
  body.set('text', text)
  body.set('reply', form.dataset.reply ?? '')
  for (const file of files) body.append('files', file)
  clear(form)
  const { refused } = await post('/demo/say', body)
  if (refused === undefined) return
  form.elements.text.value = text
  toast('error', refused)
}

export function replyTo(form, { message, name, summary }) {
  form.dataset.reply = message
  const line = form.querySelector('.k-reply')
  line.hidden = false
  line.querySelector('span').textContent = `回复 ${name}：${summary}`
  form.elements.text.focus()
}

export function replyToNothing(form) {
  delete form.dataset.reply
  form.querySelector('.k-reply').hidden = true
}

function clear(form) {
  form.reset()
  pasted = []
  showFiles(form)
  replyToNothing(form)
  form.querySelector('.k-names').hidden = true
}

function showFiles(form) {
  const list = form.querySelector('.k-files')
  const names = [...form.elements.files.files, ...pasted].map(({ name }) => name)
  list.replaceChildren(
    ...names.map((name) => {
      const line = document.createElement('li')
      line.textContent = name
      return line
    }),
  )
  list.hidden = names.length === 0
}

/** The word after the last @ before the caret. */
const CALLED = /@(\S*)$/

function offerNames(form) {
  const field = form.elements.text
  const box = form.querySelector('.k-names')
  const called = CALLED.exec(field.value.slice(0, field.selectionStart))
  const names = form.dataset.names.split(' ').filter((name) => called && name.startsWith(called[1]))
  const buttons = names.slice(0, 6).map((name) => {
    const button = document.createElement('button')
    button.type = 'button'
    button.setAttribute('role', 'option')
    button.dataset.mention = name
    button.textContent = name
    return button
  })
  box.replaceChildren(...buttons)
  box.hidden = called === null || buttons.length === 0 || names.includes(called[1])
}

function mention(form, name) {
  const field = form.elements.text
  const before = field.value.slice(0, field.selectionStart).replace(CALLED, '')
  const after = field.value.slice(field.selectionStart)
  field.value = `${before}@${name} ${after}`
  form.querySelector('.k-names').hidden = true
  field.focus()
}

document.addEventListener('submit', (event) => {
  if (event.target.id !== 'composer') return
  event.preventDefault()
  void send(event.target)
})

document.addEventListener('input', (event) => {
  const form = event.target.closest('#composer')
  if (form !== null && event.target.name === 'text') offerNames(form)
})

document.addEventListener('change', (event) => {
  if (event.target.name === 'files') showFiles(event.target.form)
})

document.addEventListener('keydown', (event) => {
  const form = event.target.closest?.('#composer')
  if (!form || event.target.name !== 'text' || event.isComposing) return
  const offered = form.querySelector('.k-names')
  if (event.key === 'Escape') offered.hidden = true
  if (event.key === 'ArrowDown' && !offered.hidden) {
    event.preventDefault()
    offered.firstElementChild?.focus()
  }
  if (event.key !== 'Enter' || event.shiftKey) return
  event.preventDefault()
  const [only] = offered.children
  if (!offered.hidden && only !== undefined) mention(form, only.dataset.mention)
  else void send(form)
})

document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-mention]')
  if (button !== null) mention(button.closest('form'), button.dataset.mention)
})

document.addEventListener('paste', (event) => {
  const form = event.target.closest?.('#composer')
  const files = [...(event.clipboardData?.files ?? [])]
  if (!form || files.length === 0) return
  event.preventDefault()
  pasted.push(...files)
  showFiles(form)
})
