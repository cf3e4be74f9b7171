// Folds what a card's form sends into one shape, whatever component each value comes from.
import { pickerTime } from '../domain/time.ts'
import { isJsonObject } from './clean-json.ts'

/**
 * Field name → value. A field that is left empty is absent, though the platform may send it as
 * missing, null, '' or []. Dates read `2026-09-18` or `2026-09-18 17:30`, in Asia/Shanghai.
 */
export type FormValues = Readonly<Record<string, string | readonly string[] | boolean>>

/** The values in `form_value` (platform docs: card callback). Anything unforeseen is left out. */
export function formValues(form: unknown): FormValues {
  if (!isJsonObject(form)) return {}
  const filled = Object.entries(form).flatMap(([name, given]) => {
    const value = foldedValue(given)
    return value === null ? [] : [[name, value] as const]
  })
  return Object.fromEntries(filled)
}

function foldedValue(given: unknown): FormValues[string] | null {
  if (typeof given === 'boolean') return given
  if (typeof given === 'string') return given === '' ? null : pickedValue(given)
  if (!Array.isArray(given)) return null
  const chosen = given.filter((item) => typeof item === 'string' && item !== '')
  return chosen.length === 0 ? null : chosen
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
  const [, onlyDate, onlyTime, date, time, zone] = PICKED.exec(text) ?? []
  if (onlyDate ?? onlyTime) return onlyDate ?? onlyTime ?? text
  const at = Date.parse(`${date}T${time}:00${zone?.slice(0, 3)}:${zone?.slice(3)}`)
  return Number.isNaN(at) ? text : pickerTime(at)
}
