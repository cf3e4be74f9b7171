// The board's one script, as text so that a Worker serves it too. Every page does without it, but for the autosave.

export const SCRIPT = `
// A filter applies when it is changed; the button stays for those without script.
for (const form of document.querySelectorAll('form[data-auto]')) {
  form.addEventListener('change', () => form.requestSubmit())
}
`
