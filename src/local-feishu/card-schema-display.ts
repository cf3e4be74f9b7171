// Card JSON 2.0: the components that are only looked at.
import { z } from 'zod'
import { table } from './card-schema-table.ts'
import {
  common,
  cornerRadius,
  horizontalAlign,
  i18nText,
  icon,
  measure,
  plainText,
  richText,
  textSize,
} from './card-schema-values.ts'

const div = z
  .strictObject({
    tag: z.literal('div'),
    ...common,
    text: richText.optional(),
    icon: icon.optional(),
    width: measure(['fill', 'auto'], 16, 999).optional(),
    fields: z
      .array(z.strictObject({ is_short: z.boolean().optional(), text: richText }))
      .optional(),
  })
  .refine((given) => given.text !== undefined || given.fields !== undefined, {
    error: 'expected text or fields',
  })

const MARKDOWN_TABLES_MAX = 4

const markdown = z.strictObject({
  tag: z.literal('markdown'),
  ...common,
  content: z.string().refine((given) => tablesIn(given) <= MARKDOWN_TABLES_MAX, {
    error: `more than ${MARKDOWN_TABLES_MAX} tables in one markdown`,
  }),
  i18n_content: i18nText.optional(),
  text_size: textSize.optional(),
  text_align: horizontalAlign.optional(),
  icon: icon.optional(),
})

const IMAGE_SIZES = ['stretch', 'large', 'medium', 'small', 'tiny']

const img = z.strictObject({
  tag: z.literal('img'),
  ...common,
  img_key: z.string().min(1),
  i18n_img_key: i18nText.optional(),
  alt: plainText,
  title: richText.optional(),
  corner_radius: cornerRadius.optional(),
  scale_type: z.enum(['crop_center', 'crop_top', 'fit_horizontal']).optional(),
  size: z
    .string()
    .refine((given) => IMAGE_SIZES.includes(given) || /^\d{1,4}px \d{1,4}px$/.test(given), {
      error: 'unknown image size',
    })
    .optional(),
  transparent: z.boolean().optional(),
  preview: z.boolean().optional(),
  // The first version's way of sizing, still taken.
  mode: z
    .enum(['crop_center', 'fit_horizontal', 'stretch', 'large', 'medium', 'small', 'tiny'])
    .optional(),
  custom_width: z.int().positive().optional(),
  compact_width: z.boolean().optional(),
})

const imgCombination = z
  .strictObject({
    tag: z.literal('img_combination'),
    ...common,
    combination_mode: z.enum(['double', 'triple', 'bisect', 'trisect']),
    corner_radius: cornerRadius.optional(),
    img_list: z
      .array(z.strictObject({ img_key: z.string().min(1) }))
      .min(1)
      .max(9),
  })
  .refine((given) => combinesWell(given.combination_mode, given.img_list.length), {
    error: 'the number of images does not fit combination_mode',
    path: ['img_list'],
  })

const hr = z.strictObject({ tag: z.literal('hr'), ...common })

const personSize = z.enum(['extra_small', 'small', 'medium', 'large'])

const person = z.strictObject({
  tag: z.literal('person'),
  ...common,
  user_id: z.string().min(1),
  size: personSize.optional(),
  show_avatar: z.boolean().optional(),
  show_name: z.boolean().optional(),
  style: z.enum(['normal', 'capsule']).optional(),
})

const personList = z.strictObject({
  tag: z.literal('person_list'),
  ...common,
  persons: z.array(z.strictObject({ id: z.string().min(1) })),
  show_name: z.boolean().optional(),
  show_avatar: z.boolean().optional(),
  size: personSize.optional(),
  lines: z.int().positive().optional(),
  icon: icon.optional(),
  drop_invalid_user_id: z.boolean().optional(),
})

const chart = z.strictObject({
  tag: z.literal('chart'),
  ...common,
  /** Judged apart: a wrong one has an error code of its own. */
  chart_spec: z.unknown().optional(),
  aspect_ratio: z.enum(['1:1', '2:1', '4:3', '16:9']).optional(),
  color_theme: z.enum(['brand', 'rainbow', 'complementary', 'converse', 'primary']).optional(),
  preview: z.boolean().optional(),
  height: measure(['auto'], 1, 999).optional(),
})

export const DISPLAYS = {
  div,
  markdown,
  img,
  img_combination: imgCombination,
  hr,
  person,
  person_list: personList,
  table,
  chart,
}

/** Tables in a Markdown text: each has one line of dashes between bars. */
function tablesIn(content: string): number {
  const prose = content.replace(/^```[\s\S]*?^```/gm, '')
  return prose.split('\n').filter((line) => /^(?=.*\|)[\s|:-]*-[\s|:-]*$/.test(line)).length
}

/** Too few leave a blank, too many are left out; two of the modes say their number in their name. */
function combinesWell(mode: string, images: number): boolean {
  if (mode === 'double') return images === 2
  return mode !== 'triple' || images === 3
}
