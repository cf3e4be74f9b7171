// Card JSON 2.0: the components that hold others. What they hold is judged where it stands.
import { z } from 'zod'
import {
  behaviors,
  colour,
  colourOr,
  common,
  confirm,
  cornerRadius,
  direction,
  horizontalAlign,
  icon,
  larkMarkdown,
  link,
  measure,
  padding,
  plainText,
  sides,
  spacing,
  textSize,
  verticalAlign,
} from './card-schema-values.ts'

const held = z.array(z.unknown())

const flow = {
  direction: direction.optional(),
  horizontal_spacing: spacing.optional(),
  vertical_spacing: spacing.optional(),
  horizontal_align: horizontalAlign.optional(),
  vertical_align: verticalAlign.optional(),
  padding: padding.optional(),
}

const columnSet = z.strictObject({
  tag: z.literal('column_set'),
  ...common,
  columns: held.min(1),
  flex_mode: z.enum(['none', 'stretch', 'flow', 'bisect', 'trisect']).optional(),
  background_style: colour.optional(),
  horizontal_spacing: spacing.optional(),
  horizontal_align: horizontalAlign.optional(),
  action: z.strictObject({ multi_url: link }).optional(),
})

const column = z.strictObject({
  tag: z.literal('column'),
  ...common,
  ...flow,
  width: measure(['auto', 'weighted'], 16, 600).optional(),
  weight: z.int().min(1).max(5).optional(),
  background_style: colour.optional(),
  action: z.strictObject({ multi_url: link }).optional(),
  elements: held.optional(),
})

const form = z.strictObject({
  tag: z.literal('form'),
  ...common,
  ...flow,
  name: z.string().min(1),
  elements: held,
})

const interactiveContainer = z.strictObject({
  tag: z.literal('interactive_container'),
  ...common,
  ...flow,
  behaviors: behaviors.min(1),
  width: measure(['fill', 'auto'], 16, 999).optional(),
  height: measure(['auto'], 10, 999).optional(),
  background_style: colourOr('laser').optional(),
  has_border: z.boolean().optional(),
  border_color: colour.optional(),
  corner_radius: cornerRadius.optional(),
  disabled: z.boolean().optional(),
  disabled_tips: plainText.optional(),
  hover_tips: plainText.optional(),
  confirm: confirm.optional(),
  elements: held,
})

const panelTitle = z.discriminatedUnion('tag', [
  plainText,
  larkMarkdown.omit({ tag: true }).extend({
    tag: z.literal('markdown'),
    text_size: textSize.optional(),
  }),
])

const collapsiblePanel = z.strictObject({
  tag: z.literal('collapsible_panel'),
  ...common,
  ...flow,
  header: z.strictObject({
    title: panelTitle,
    background_color: colour.optional(),
    width: z.enum(['fill', 'auto', 'auto_when_fold']).optional(),
    vertical_align: verticalAlign.optional(),
    padding: sides(0, 99, [1, 4]).optional(),
    icon: icon.optional(),
    icon_position: z.enum(['left', 'right', 'follow_text']).optional(),
    icon_expanded_angle: z.literal([-180, -90, 90, 180]).optional(),
  }),
  expanded: z.boolean().optional(),
  background_color: colour.optional(),
  border: z
    .strictObject({ color: colour.optional(), corner_radius: cornerRadius.optional() })
    .optional(),
  elements: held,
})

export const CONTAINERS = {
  column_set: columnSet,
  column,
  form,
  interactive_container: interactiveContainer,
  collapsible_panel: collapsiblePanel,
}
