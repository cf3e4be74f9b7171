// Card JSON 2.0: choosing a date, a time, or both.
import { z } from 'zod'
import { behaviors, common, confirm, measure, shortText } from './card-schema-values.ts'

const picked = {
  ...common,
  name: z.string().optional(),
  required: z.boolean().optional(),
  disabled: z.boolean().optional(),
  behaviors: behaviors.optional(),
  confirm: confirm.optional(),
  width: measure(['default', 'fill'], 100, Number.MAX_SAFE_INTEGER).optional(),
  placeholder: shortText.optional(),
}

const NEEDS_PLACEHOLDER = { error: 'expected placeholder where nothing is picked at first' }

const datePicker = z.strictObject({
  tag: z.literal('date_picker'),
  ...picked,
  initial_date: z.string().refine(isDate, { error: 'expected yyyy-MM-dd' }).optional(),
})

const pickerTime = z
  .strictObject({
    tag: z.literal('picker_time'),
    ...picked,
    initial_time: z.string().refine(isTime, { error: 'expected HH:mm' }).optional(),
  })
  .refine((given) => given.initial_time ?? given.placeholder, NEEDS_PLACEHOLDER)

const pickerDatetime = z
  .strictObject({
    tag: z.literal('picker_datetime'),
    ...picked,
    initial_datetime: z
      .string()
      .refine(isDateAndTime, { error: 'expected yyyy-MM-dd HH:mm' })
      .optional(),
  })
  .refine((given) => given.initial_datetime ?? given.placeholder, NEEDS_PLACEHOLDER)

export const PICKERS = {
  date_picker: datePicker,
  picker_time: pickerTime,
  picker_datetime: pickerDatetime,
}

/** A day that there is: 2026-02-30 rolls over to March and so is not found again. */
function isDate(given: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(given)) return false
  const at = new Date(`${given}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(given)
}

function isTime(given: string): boolean {
  return /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(given)
}

function isDateAndTime(given: string): boolean {
  const [date = '', time = '', ...rest] = given.split(' ')
  return rest.length === 0 && isDate(date) && isTime(time)
}
