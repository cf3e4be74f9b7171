// The fields of a form, one reader per kind of field: undefined is absent, null is emptied.
import type { Category } from '../domain/terms.ts'
import { type Instant, instantOf, isRealDay, type TimeOfDay } from '../domain/time.ts'
import type { FormValues } from './form-values.ts'

/** Absent fields are dropped, so that they leave what is there as it is; emptied ones are kept. */
export function withoutAbsent<Fields extends object>(
  fields: Fields,
): { [Key in keyof Fields]?: Exclude<Fields[Key], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Fields]?: Exclude<Fields[Key], undefined>
  }
}

export function textIn(form: FormValues, name: string): string | undefined {
  const value = form[name]
  return typeof value === 'string' ? value.trim() : undefined
}

export function idIn(form: FormValues, name: string): string | null | undefined {
  const value = textIn(form, name)
  return value === '' ? null : value
}

export function listIn(form: FormValues, name: string): string[] | undefined {
  const value = form[name]
  if (value === undefined || typeof value === 'boolean') return undefined
  const items = typeof value === 'string' ? [value] : value
  return [...new Set(items.filter((item) => item !== ''))]
}

export function yesIn(form: FormValues, name: string): boolean | null | undefined {
  const value = form[name]
  if (typeof value === 'boolean') return value
  if (value === 'yes' || value === 'no') return value === 'yes'
  return value === undefined ? undefined : null
}

export function oneOf<const Option extends string>(
  form: FormValues,
  name: string,
  options: readonly Option[],
): Option | undefined {
  const value = textIn(form, name)
  return options.find((option) => option === value)
}

export function categoryIn(form: FormValues): Category | null | undefined {
  const value = textIn(form, 'category')
  if (value === undefined) return undefined
  return /^[1-7]$/.test(value) ? (Number(value) as Category) : null
}

/** `2`, `2份`, full-width digits; anything else is no number. */
export function countIn(form: FormValues, name: string): number | null | undefined {
  const value = textIn(form, name)?.normalize('NFKC')
  if (value === undefined) return undefined
  const digits = /^(\d{1,3})\s*份?$/.exec(value)?.[1]
  return digits === undefined ? null : Number(digits)
}

/** `2026-09-18 17:30 +0800` as the platform's picker sends it; a date alone takes the default time. */
export function instantIn(
  form: FormValues,
  name: string,
  defaultTime: TimeOfDay,
): Instant | null | undefined {
  const value = textIn(form, name)
  if (value === undefined) return undefined
  const parts = /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}:\d{2}))?(?: ?\+08:?00)?$/.exec(value)
  if (parts === null) return null
  const [, year = '', month = '', date = '', time] = parts
  if (!isRealDay(Number(year), Number(month), Number(date))) return null
  return instantOf(`${year}-${month}-${date}`, time ?? defaultTime)
}
