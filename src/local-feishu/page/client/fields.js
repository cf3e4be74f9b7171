// The fields of a card's form: what they hold, in the shape in which a client sends them.

export function fieldsIn(form) {
  return [...form.querySelectorAll('[data-field]')]
}

/** By name; disabled fields and fields left empty keep what the card began with or stay empty. */
export function valuesOf(form) {
  const filled = fieldsIn(form).filter((field) => !isDead(field))
  return Object.fromEntries(filled.map((field) => [field.dataset.field, heldBy(field)]))
}

export function heldBy(field) {
  if (field.dataset.chosen !== undefined) {
    const chosen = JSON.parse(field.dataset.chosen)
    return field.dataset.kind === 'select_img' && field.dataset.many !== 'true' ? chosen[0] : chosen
  }
  if (field.dataset.kind === 'checker') return field.checked
  return field.type === 'datetime-local' ? field.value.replace('T', ' ') : field.value
}

/** Marks what must not be empty and is. */
export function missingIn(form) {
  const empty = fieldsIn(form).filter((field) => {
    const value = heldBy(field)
    const holdsNothing = value === '' || value === undefined || value.length === 0
    return field.dataset.required !== undefined && holdsNothing
  })
  for (const field of fieldsIn(form)) field.toggleAttribute('aria-invalid', empty.includes(field))
  return empty
}

/** Puts a value into a field as if a person had. */
export function enter(field, value) {
  if (field.dataset.chosen !== undefined) {
    const wanted = [value].flat().map(String)
    for (const box of field.querySelectorAll('input')) box.checked = wanted.includes(box.value)
    field.dataset.chosen = JSON.stringify(wanted)
    showChosen(field)
  } else if (field.dataset.kind === 'checker') {
    field.checked = value === true
  } else {
    field.value = field.type === 'datetime-local' ? String(value).replace(' ', 'T') : String(value)
  }
}

/** Selections keep the order in which they were made. */
export function choose(box) {
  const field = box.closest('[data-chosen]')
  const others = JSON.parse(field.dataset.chosen).filter((one) => one !== box.value)
  const kept = box.type === 'radio' ? [] : others
  field.dataset.chosen = JSON.stringify(box.checked ? [...kept, box.value] : kept)
  showChosen(field)
}

export function showChosen(field) {
  const shown = field.querySelector(':scope > summary > span')
  if (shown === null) return
  const words = JSON.parse(field.dataset.chosen).map((value) => {
    const box = [...field.querySelectorAll('input')].find((one) => one.value === value)
    return box?.nextElementSibling?.textContent ?? value
  })
  shown.textContent = words.join('、') || field.dataset.hint
  shown.classList.toggle('chosen', words.length > 0)
}

function isDead(field) {
  return field.disabled === true || field.hasAttribute('disabled')
}
