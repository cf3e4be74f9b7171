// 从头演示: goes where the next card waits, fills it in and presses, slowly enough to be followed.
import { enter, fieldsIn } from './fields.js'
import { go, point } from './navigate.js'
import { press } from './touch.js'

/** Milliseconds: a round of some eleven steps takes about two minutes. */
const LOOK_MS = 2_200
const FIELD_MS = 550
const LETTER_MS = 18

let playing = false
let said = ''

/** Below 1 it is faster than anybody can follow, for tests. */
const pace = () => Number(sessionStorage.getItem('pace') ?? 1)
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms * pace()))

export async function rehearse() {
  if (playing) {
    playing = false
    return
  }
  playing = true
  show('演示中，再按一次停止')
  let began = false
  let end = ''
  while (playing) {
    const next = await nextStep()
    if (next.say !== undefined && began) {
      end = next.end
      break
    }
    began = true
    await play(next)
    await changed(next)
  }
  const whole = playing
  playing = false
  show(whole ? `演示完毕：${end}` : '演示已停止')
}

async function play(next) {
  const address = `/?${new URLSearchParams({ as: next.as, chat: next.chat })}`
  show(
    next.say === undefined
      ? `第${next.step}步，共${next.steps}步：${next.name}`
      : `${next.name} 发起`,
  )
  await go(address)
  label()
  if (next.say !== undefined) return speak(next.say)
  point({ target: next.message })
  await pause(LOOK_MS)
  for (const field of fieldsIn(messageOf(next))) {
    const value = next.fill[field.dataset.field]
    if (value === undefined || !playing) continue
    uncover(field)
    field.scrollIntoView({ block: 'center', behavior: 'smooth' })
    await fill(field, value)
  }
  for (const button of next.buttons) {
    if (playing) await tapOn(messageOf(next), button)
  }
}

/** As it stands now: every answer replaces it. */
function messageOf(next) {
  return document.getElementById(`m-${next.message}`)
}

/** What stands in a closed panel is to be seen as well. */
function uncover(field) {
  const panel = field.parentElement.closest('details')
  if (panel !== null) panel.open = true
}

async function fill(field, value) {
  field.classList.add('filling')
  if (field.matches('textarea, input[type="text"]')) await type(field, String(value))
  else enter(field, value)
  await pause(FIELD_MS)
  field.classList.remove('filling')
}

/** Long texts are not typed to the end letter by letter. */
async function type(field, text) {
  field.value = ''
  for (const letter of text.slice(0, 40)) {
    field.value += letter
    await pause(LETTER_MS)
  }
  field.value = text
}

async function speak(text) {
  const field = document.querySelector('#composer textarea')
  await pause(LOOK_MS / 2)
  await type(field, text)
  await pause(FIELD_MS)
  field.form.requestSubmit()
}

async function tapOn(message, wanted) {
  const button = [...message.querySelectorAll('[data-part]')].find(
    (part) => part.dataset.label === wanted,
  )
  button.scrollIntoView({ block: 'center', behavior: 'smooth' })
  button.classList.add('meant')
  await pause(LOOK_MS / 2)
  const asks = button.dataset.confirmTitle !== undefined
  const answered = press(button)
  if (asks) {
    await pause(LOOK_MS)
    document.querySelector('#confirm button[value="yes"]').click()
  }
  await answered
  await pause(LOOK_MS / 2)
}

/** Milliseconds. A step that brings nothing new in this time has failed, and the demonstration ends. */
const STUCK_MS = 8_000

/** Waits until somebody else is next. */
async function changed(before) {
  await pause(LOOK_MS)
  const until = Date.now() + STUCK_MS
  while (playing && Date.now() < until) {
    const next = await nextStep()
    if (next.message !== before.message || next.say !== before.say) return
    await new Promise((resolve) => setTimeout(resolve, 150))
  }
  playing = false
}

async function nextStep() {
  return (await fetch('/demo/next')).json()
}

function show(text) {
  said = text
  label()
}

/** The page around the button is new at every step. */
function label() {
  const button = document.querySelector('[data-rehearse]')
  button.textContent = playing ? '停止演示' : '从头演示'
  document.getElementById('rehearsal').textContent = said
}

document.addEventListener('click', (event) => {
  if (event.target.closest('[data-rehearse]') !== null) void rehearse().finally(label)
})
