// Card JSON 2.0: the table component, whose cells must fit their columns.
import { z } from 'zod'
import { colour, common, horizontalAlign, measure, verticalAlign } from './card-schema-values.ts'

/** What a cell of each kind of column may hold. */
const CELLS = {
  text: z.string(),
  lark_md: z.string(),
  markdown: z.string(),
  number: z.number(),
  /** Milliseconds since 1970. */
  date: z.int(),
  options: z.union([
    z.string(),
    z.array(z.strictObject({ text: z.string(), color: colour.optional() })),
  ]),
  persons: z.union([z.string(), z.array(z.string())]),
}

const width = z.string().refine(
  (given) => {
    const share = /^(\d{1,3})%$/.exec(given)?.[1]
    if (share !== undefined) return Number(share) >= 1 && Number(share) <= 100
    return measure(['auto'], 80, 600).safeParse(given).success
  },
  { error: 'expected auto | [80,600]px | [1,100]%' },
)

const column = z.strictObject({
  name: z.string().min(1),
  display_name: z.string().optional(),
  data_type: z.enum(['text', 'lark_md', 'options', 'number', 'persons', 'date', 'markdown']),
  width: width.optional(),
  horizontal_align: horizontalAlign.optional(),
  vertical_align: verticalAlign.optional(),
  format: z
    .strictObject({
      precision: z.int().min(0).max(10).optional(),
      symbol: z.string().optional(),
      separator: z.boolean().optional(),
    })
    .optional(),
  date_format: z.string().optional(),
})

export const table = z
  .strictObject({
    tag: z.literal('table'),
    ...common,
    columns: z.array(column).min(1).max(50),
    rows: z.array(z.record(z.string(), z.unknown())),
    page_size: z.int().min(1).max(10).optional(),
    row_height: measure(['low', 'middle', 'high', 'auto'], 32, 124).optional(),
    row_max_height: measure([], 32, 999).optional(),
    freeze_first_column: z.boolean().optional(),
    header_style: z
      .strictObject({
        text_align: horizontalAlign.optional(),
        text_size: z.enum(['normal', 'heading']).optional(),
        background_style: z.enum(['none', 'grey']).optional(),
        text_color: z.enum(['default', 'grey']).optional(),
        bold: z.boolean().optional(),
        lines: z.int().positive().optional(),
      })
      .optional(),
  })
  .superRefine(({ columns, rows }, context) => {
    const kinds = new Map(columns.map((entry) => [entry.name, entry.data_type]))
    if (kinds.size < columns.length) {
      context.addIssue({ code: 'custom', path: ['columns'], message: 'column names repeat' })
    }
    for (const [index, row] of rows.entries()) {
      for (const [name, cell] of Object.entries(row)) {
        const kind = kinds.get(name)
        if (kind !== undefined && CELLS[kind].safeParse(cell).success) continue
        const message = kind === undefined ? 'no such column' : `not a cell of type ${kind}`
        context.addIssue({ code: 'custom', path: ['rows', index, name], message })
      }
    }
  })
