// Card JSON 2.0: the root of a card, its configuration, header and body.
import { z } from 'zod'
import {
  colour,
  direction,
  elementId,
  horizontalAlign,
  i18nText,
  icon,
  link,
  locale,
  padding,
  plainText,
  richText,
  spacing,
  verticalAlign,
} from './card-schema-values.ts'

const count = z.int().positive()
const perClient = z.strictObject({
  default: count.optional(),
  android: count.optional(),
  ios: count.optional(),
  pc: count.optional(),
})

const config = z.strictObject({
  streaming_mode: z.boolean().optional(),
  streaming_config: z
    .strictObject({
      print_frequency_ms: perClient.optional(),
      print_step: perClient.optional(),
      print_strategy: z.enum(['fast', 'delay']).optional(),
    })
    .optional(),
  summary: z
    .strictObject({ content: z.string().optional(), i18n_content: i18nText.optional() })
    .optional(),
  locales: z.array(locale).optional(),
  enable_forward: z.boolean().optional(),
  /** Version 2.0 knows shared cards only. */
  update_multi: z.literal(true).optional(),
  width_mode: z.enum(['default', 'compact', 'fill']).optional(),
  use_custom_translation: z.boolean().optional(),
  enable_forward_interaction: z.boolean().optional(),
  style: z
    .strictObject({
      text_size: z
        .record(
          z.string(),
          z.strictObject({
            default: z.string().optional(),
            pc: z.string().optional(),
            mobile: z.string().optional(),
          }),
        )
        .optional(),
      color: z
        .record(z.string(), z.strictObject({ light_mode: colour, dark_mode: colour }))
        .optional(),
    })
    .optional(),
})

const textTags = z
  .array(
    z.strictObject({
      tag: z.literal('text_tag'),
      element_id: elementId.optional(),
      text: plainText,
      color: z
        .enum([
          ...['neutral', 'blue', 'turquoise', 'lime', 'orange', 'violet', 'indigo', 'wathet'],
          ...['green', 'yellow', 'red', 'purple', 'carmine'],
        ] as const)
        .optional(),
    }),
  )
  .max(3)

const header = z.strictObject({
  title: richText,
  subtitle: richText.optional(),
  text_tag_list: textTags.optional(),
  i18n_text_tag_list: z.partialRecord(locale, textTags).optional(),
  template: z
    .enum([
      ...['blue', 'wathet', 'turquoise', 'green', 'yellow', 'orange', 'red', 'carmine'],
      ...['violet', 'purple', 'indigo', 'grey', 'default'],
    ] as const)
    .optional(),
  icon: icon.optional(),
  padding: padding.optional(),
})

const body = z.strictObject({
  direction: direction.optional(),
  padding: padding.optional(),
  horizontal_spacing: spacing.optional(),
  vertical_spacing: spacing.optional(),
  horizontal_align: horizontalAlign.optional(),
  vertical_align: verticalAlign.optional(),
  elements: z.array(z.unknown()),
})

/** The frame of a card; the elements of the body are judged one by one where they stand. */
export const frame = z.strictObject({
  schema: z.literal('2.0'),
  config: config.optional(),
  card_link: link.optional(),
  header: header.optional(),
  body: body.optional(),
})
