// Card JSON 2.0: the components that people press, fill in and choose from.
import { z } from 'zod'
import { PICKERS } from './card-schema-pickers.ts'
import { SELECTS } from './card-schema-selects.ts'
import {
  behaviors,
  common,
  confirm,
  icon,
  link,
  measure,
  plainText,
  richText,
  shortText,
} from './card-schema-values.ts'

const pressed = {
  ...common,
  name: z.string().optional(),
  disabled: z.boolean().optional(),
  behaviors: behaviors.optional(),
  confirm: confirm.optional(),
}
const width = measure(['default', 'fill'], 100, Number.MAX_SAFE_INTEGER)

const button = z
  .strictObject({
    tag: z.literal('button'),
    ...pressed,
    text: shortText.optional(),
    type: z
      .enum([
        ...['default', 'primary', 'danger', 'text', 'primary_text', 'danger_text'],
        ...['primary_filled', 'danger_filled', 'laser'],
      ] as const)
      .optional(),
    size: z.enum(['tiny', 'small', 'medium', 'large']).optional(),
    width: width.optional(),
    icon: icon.optional(),
    hover_tips: plainText.optional(),
    disabled_tips: plainText.optional(),
    form_action_type: z.enum(['submit', 'reset']).optional(),
    // The first version's properties: the platform's own samples of version 2.0 still carry them.
    action_type: z.enum(['form_submit', 'form_reset', 'link', 'request', 'multi']).optional(),
    value: z.union([z.string(), z.record(z.string(), z.unknown())]).optional(),
    url: z.string().optional(),
    multi_url: link.optional(),
  })
  .refine((given) => given.text !== undefined || given.icon !== undefined, {
    error: 'expected text or icon',
  })

const INPUT_MAX = 1000

const input = z
  .strictObject({
    tag: z.literal('input'),
    ...pressed,
    required: z.boolean().optional(),
    width: width.optional(),
    placeholder: shortText.optional(),
    default_value: z.string().optional(),
    max_length: z.int().min(1).max(INPUT_MAX).optional(),
    input_type: z.enum(['text', 'multiline_text', 'password']).optional(),
    rows: z.int().positive().optional(),
    auto_resize: z.boolean().optional(),
    max_rows: z.int().positive().optional(),
    show_icon: z.boolean().optional(),
    label: plainText.optional(),
    label_position: z.enum(['top', 'left']).optional(),
    disabled_tips: plainText.optional(),
  })
  .refine((given) => (given.default_value ?? '').length <= (given.max_length ?? INPUT_MAX), {
    error: 'default_value is longer than max_length',
    path: ['default_value'],
  })

const overflow = z.strictObject({
  tag: z.literal('overflow'),
  ...pressed,
  width: width.optional(),
  options: z
    .array(
      z.strictObject({
        text: plainText.optional(),
        value: z.string().optional(),
        multi_url: link.optional(),
      }),
    )
    .min(1),
})

const checker = z.strictObject({
  tag: z.literal('checker'),
  ...pressed,
  text: richText.optional(),
  checked: z.boolean().optional(),
  overall_checkable: z.boolean().optional(),
  button_area: z
    .strictObject({
      pc_display_rule: z.enum(['always', 'on_hover']).optional(),
      /** Judged where they stand. */
      buttons: z.array(z.unknown()).max(3).optional(),
    })
    .optional(),
  checked_style: z
    .strictObject({
      show_strikethrough: z.boolean().optional(),
      opacity: z.number().min(0).max(1).optional(),
    })
    .optional(),
  hover_tips: plainText.optional(),
  disabled_tips: plainText.optional(),
})

const selectImg = z.strictObject({
  tag: z.literal('select_img'),
  ...pressed,
  required: z.boolean().optional(),
  options: z
    .array(
      z.strictObject({
        img_key: z.string().min(1),
        value: z.string().optional(),
        disabled: z.boolean().optional(),
        disabled_tips: plainText.optional(),
        hover_tips: plainText.optional(),
      }),
    )
    .min(1),
  multi_select: z.boolean().optional(),
  layout: z.enum(['stretch', 'bisect', 'trisect']).optional(),
  aspect_ratio: z.enum(['1:1', '4:3', '16:9']).optional(),
  can_preview: z.boolean().optional(),
  disabled_tips: plainText.optional(),
})

export const INTERACTIVES = {
  button,
  input,
  ...SELECTS,
  ...PICKERS,
  overflow,
  checker,
  select_img: selectImg,
}
