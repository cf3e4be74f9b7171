// Talking to the server and to the reader: requests, toasts, questions.

/** Posts on purpose (see the guard); answers the JSON, with `refused` when it could not be. */
export async function post(path, body) {
  const headers = { 'x-duban-demo': '1' }
  const isForm = body instanceof FormData
  if (!isForm) headers['content-type'] = 'application/json'
  try {
    const answer = await fetch(path, {
      method: 'POST',
      headers,
      body: isForm ? body : JSON.stringify(body),
    })
    const said = await answer.json()
    return said.refused === undefined ? said : { refused: `客户端不允许：${said.refused}` }
  } catch {
    return { refused: '连接中断，请稍后重试' }
  }
}

const TOAST_MS = 4_000

/** One at a time: the newest is what was just done. */
export function toast(type, text) {
  const line = document.createElement('div')
  line.className = `toast toast-${type}`
  line.textContent = text
  document.getElementById('toasts').replaceChildren(line)
  setTimeout(() => line.remove(), type === 'error' ? TOAST_MS * 1.5 : TOAST_MS)
}

/** Asks as a card's confirm dialog does. */
export function confirmed(title, text) {
  const dialog = document.getElementById('confirm')
  dialog.querySelector('h2').textContent = title
  dialog.querySelector('p').textContent = text
  return answerOf(dialog)
}

/** The value of the button that closed the dialog; empty when it was dismissed. */
export function answerOf(dialog) {
  dialog.returnValue = ''
  dialog.showModal()
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue), { once: true })
  })
}

export function app() {
  return document.getElementById('app')
}
