// What can be done to a message, the drawer behind the cards, the demo's clock and its new beginning.
import { answerOf, app, confirmed, post, toast } from './ask.js'
import { replyTo, replyToNothing } from './compose.js'

const TOOLS = {
  reply: (button, message) => {
    const { name, summary } = button.dataset
    replyTo(document.getElementById('composer'), { message, name, summary })
  },
  unreply: () => replyToNothing(document.getElementById('composer')),
  recall: async (_button, message) => {
    if ((await confirmed('撤回消息', '撤回后对方将看不到这条消息。')) !== 'yes') return
    report(await post('/demo/recall', { as: app().dataset.as, message }))
  },
  forward: async (_button, message) => {
    const to = await forwardTarget()
    if (to === '') return
    const answer = await post('/demo/forward', { as: app().dataset.as, message, to })
    report(answer, '已转发')
  },
}

function report({ refused }, done) {
  if (refused !== undefined) toast('error', refused)
  else if (done !== undefined) toast('success', done)
}

/** One's own chats first, then everybody else. */
function forwardTarget() {
  const dialog = document.getElementById('forward')
  const list = dialog.querySelector('.d-list')
  const rows = [...document.querySelectorAll('#chat-list a.row, .people a.row')]
  list.replaceChildren(
    ...rows.map((row) => {
      const query = new URL(row.href).searchParams
      const button = document.createElement('button')
      button.type = 'button'
      button.className = 'row'
      button.value = query.get('chat') ?? query.get('as')
      button.append(row.querySelector('.avatar').cloneNode(true), nameIn(row))
      return button
    }),
  )
  return answerOf(dialog)
}

function nameIn(row) {
  const name = document.createElement('span')
  name.textContent = row.querySelector('b > span').textContent
  return name
}

export async function openDrawer(address) {
  const drawer = document.getElementById('drawer')
  drawer.innerHTML = await (await fetch(address)).text()
  if (!drawer.open) drawer.showModal()
}

const CLICKS = [
  [
    '[data-tool]',
    (button) => {
      const message = button.closest('[data-message]')?.dataset.message
      void TOOLS[button.dataset.tool]?.(button, message)
    },
  ],
  ['[data-open]', (button) => void openDrawer(button.dataset.open)],
  ['[data-close]', (button) => button.closest('dialog').close()],
  ['dialog button[value]', (button) => button.closest('dialog').close(button.value)],
  [
    '[data-road]',
    async (button) => report(await post('/demo/road', { name: button.dataset.road })),
  ],
  [
    '[data-clock]',
    async (button) => {
      button.disabled = true
      report(await post('/demo/clock', { move: button.dataset.clock }))
      button.disabled = false
    },
  ],
  [
    '.g-machine [data-reset]',
    async (button) => {
      const sure = await confirmed('重置演示', '所有演示消息和事项都会清空，时钟回到现在。')
      if (sure !== 'yes') return
      button.disabled = true
      button.textContent = '正在重置…'
      await post('/demo/reset', {})
      await returned()
    },
  ],
]

/** The demo goes away for a moment and comes back at the same address. */
async function returned() {
  const { run } = app().dataset
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 300))
    const page = await fetch('/').then(
      (answer) => (answer.ok ? answer.text() : ''),
      () => '',
    )
    if (page !== '' && !page.includes(run)) return location.assign('/')
  }
}

document.addEventListener('click', (event) => {
  for (const [selector, act] of CLICKS) {
    const found = event.target.closest(selector)
    if (found !== null) return void act(found)
  }
  if (event.target.matches('dialog')) event.target.close()
})

document.addEventListener('change', (event) => {
  if (event.target.matches('[data-open-chosen]')) void openDrawer(event.target.value)
})
