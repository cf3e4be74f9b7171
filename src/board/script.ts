// The board's one script, as text so that a Worker serves it too. Every page does without it, but for the autosave.

export const SCRIPT = `
// A filter applies when it is changed; the button stays for those without script.
for (const form of document.querySelectorAll('form[data-auto]')) {
  form.addEventListener('change', () => form.requestSubmit())
}

const report = document.querySelector('form[data-report]')
if (report !== null) keepSaved(report)

/** Saves when the writer pauses, one request at a time; what somebody else has written since is shown, never lost. */
function keepSaved(form) {
  const state = form.querySelector('[data-state]')
  const moved = form.querySelector('[data-moved]')
  const findings = form.querySelector('[data-findings]')
  let changed = false
  let halted = false
  let underWay = Promise.resolve()
  let checkSoon = 0
  let saveSoon = 0
  const send = async (address) => {
    const body = new URLSearchParams(new FormData(form))
    const response = await fetch(address, { method: 'POST', body, headers: { accept: 'application/json' } })
    if (!response.ok) throw new Error(String(response.status))
    return response.json()
  }
  const lines = (list, texts) =>
    list.replaceChildren(...texts.map((text) => Object.assign(document.createElement('li'), { textContent: text })))
  const check = async () => lines(findings, (await send(form.dataset.check)).findings)
  const save = async () => {
    if (!changed || halted) return
    changed = false
    state.textContent = '正在保存…'
    try {
      const answer = await send(form.action)
      lines(findings, answer.findings)
      if (answer.saved) {
        form.elements.base.value = answer.base
        const now = new Date().toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit' })
        state.textContent = '已于' + now + '保存。'
        return
      }
      changed = true
      halted = true
      state.textContent = '尚未保存。'
      showWhy(answer)
    } catch {
      changed = true
      state.textContent = '未能保存，文字仍在本页，稍后自动再试。'
      saveSoon = setTimeout(queue, 15000)
    }
  }
  const showWhy = (answer) => {
    moved.hidden = false
    const parts = [paragraph(answer.why)]
    if (answer.moved !== null) {
      for (const { heading, removed, added } of answer.moved.changes) {
        if (removed.length + added.length === 0) continue
        parts.push(paragraph(heading))
        for (const text of removed) parts.push(marked('del', text))
        for (const text of added) parts.push(marked('ins', text))
      }
      parts.push(paragraph('划去的是现在的稿子里有、您没有的，下划线的是您的。请核对上面的文字，再选择：'))
      parts.push(choice('以我的文字保存', () => {
        form.elements.base.value = answer.moved.base
        again()
      }))
      parts.push(choice('放弃我的，载入现在的稿子', () => {
        changed = false
        location.reload()
      }))
    } else parts.push(choice('改好了，再保存', again))
    moved.replaceChildren(...parts)
    moved.scrollIntoView({ block: 'nearest' })
  }
  const again = () => {
    halted = false
    moved.hidden = true
    changed = true
    queue()
  }
  const queue = () => {
    clearTimeout(saveSoon)
    underWay = underWay.then(save)
  }
  form.addEventListener('input', (event) => {
    changed = true
    const count = form.querySelector('[data-count="' + event.target.name + '"]')
    if (count !== null) count.textContent = event.target.value.length + '字'
    state.textContent = '有改动，停顿后自动保存。'
    clearTimeout(checkSoon)
    clearTimeout(saveSoon)
    checkSoon = setTimeout(() => check().catch(() => {}), 800)
    saveSoon = setTimeout(queue, 8000)
  })
  form.addEventListener('focusout', () => setTimeout(() => {
    if (!form.contains(document.activeElement)) queue()
  }))
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') queue()
  })
  addEventListener('beforeunload', (event) => {
    if (changed) event.preventDefault()
  })
  form.addEventListener('submit', (event) => {
    const button = event.submitter
    const present = button !== null && button.hasAttribute('formaction')
    if (!present) {
      event.preventDefault()
      changed = true
      again()
      return
    }
    changed = false
  })
}

function paragraph(text) {
  return Object.assign(document.createElement('p'), { textContent: text })
}

function marked(tag, text) {
  const line = document.createElement('p')
  line.append(Object.assign(document.createElement(tag), { textContent: text }))
  return line
}

function choice(text, then) {
  const button = Object.assign(document.createElement('button'), { type: 'button', className: 'button', textContent: text })
  button.addEventListener('click', then)
  return button
}
`
