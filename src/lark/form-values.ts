// Folds what a card's form sends into one shape, whatever component each value comes from.
import { pickerTime } from '../domain/time.ts'
import { isJsonObject } from './clean-json.ts'

/**
 * Field name → value. A missing field leaves things as they are, an emptied one ('' or []) empties
 * them; the platform does not document which of missing, null, '' and [] it sends, and null says
 * nothing, so it counts as missing. Dates read `2026-09-18` or `2026-09-18 17:30`, in Asia/Shanghai.
 */
export type FormValues = Readonly<Record<string, FormValue>>

type FormValue = string | readonly string[] | boolean

/** The values in `form_value` (platform docs: card callback). Anything unforeseen is left out. */
export function formValues(form: unknown): FormValues {
  if (!isJsonObject(form)) return {}
  const filled: [string, FormValue][] = []
  for (const [name, given] of Object.entries(form)) {
    const value = foldedValue(given)
    if (value !== null) filled.push([name, value])
  }
  return Object.fromEntries(filled)
}

function foldedValue(given: unknown): FormValue | null {
  if (typeof given === 'boolean') return given
  if (typeof given === 'string') return pickedValue(given)
  if (!Array.isArray(given)) return null
  return given.filter((item) => typeof item === 'string' && item !== '')
}

/** A picker writes `2026-09-18 17:30 +0800`, with the zone that the person's device is set to. */
const PICKED =
  /^(?:(\d{4}-\d{2}-\d{2})|(\d{2}:\d{2})|(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2})) ([+-]\d{4})$/

/**
 * A chosen date or time without its zone: a date is that date and a time that time wherever the
 * device was, both together are an instant and shown as the office's clock has it. Any other text
 * comes back as it is.
 */
export function pickedValue(text: string): string {
  const picked = PICKED.exec(text)
  if (picked === null) return text
  const [, onlyDate, onlyTime, date, time, zone] = picked
  if (date === undefined) return onlyDate ?? onlyTime ?? text
  const at = Date.parse(`${date}T${time}:00${zone?.slice(0, 3)}:${zone?.slice(3)}`)
  return Number.isNaN(at) ? text : pickerTime(at)
}
