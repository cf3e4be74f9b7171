// Builders for tables and charts. Both stand at the root of a card's body.
import type { Json } from './element-button.ts'

/** How a cell is read: literal text, a number, Markdown (escape what people wrote), or coloured tags. */
type CellKind = 'text' | 'number' | 'lark_md' | 'options'

export interface TableColumn {
  readonly name: string
  readonly title: string
  readonly kind?: CellKind | undefined
  /** `auto`, pixels from 80 to 600, or a share of the card. */
  readonly width?: 'auto' | `${number}px` | `${number}%` | undefined
  readonly align?: 'left' | 'center' | 'right' | undefined
}

type TableCell = string | number | readonly { readonly text: string; readonly color: string }[]

export interface Table {
  readonly tag: 'table'
  readonly page_size: number
  readonly row_height: 'low'
  readonly header_style: { readonly background_style: 'grey'; readonly bold: true }
  readonly columns: readonly {
    readonly name: string
    readonly display_name: string
    readonly data_type: CellKind
    readonly width: string
    readonly horizontal_align: 'left' | 'center' | 'right'
  }[]
  readonly rows: readonly { readonly [column: string]: TableCell }[]
}

export interface Chart {
  readonly tag: 'chart'
  readonly aspect_ratio: '1:1' | '2:1' | '4:3' | '16:9'
  readonly chart_spec: { readonly [key: string]: Json }
}

/** A table; the platform pages it. At most 50 columns, five tables to a card; `pageSize` is 1 to 10. */
export function table(columns: readonly TableColumn[], rows: Table['rows'], pageSize = 10): Table {
  return {
    tag: 'table',
    page_size: pageSize,
    row_height: 'low',
    header_style: { background_style: 'grey', bold: true },
    columns: columns.map((column) => ({
      name: column.name,
      display_name: column.title,
      data_type: column.kind ?? 'text',
      width: column.width ?? 'auto',
      horizontal_align: column.align ?? 'left',
    })),
    rows,
  }
}

/** A chart from a VChart specification (data only, no functions). */
export function chart(
  spec: Chart['chart_spec'],
  aspectRatio: Chart['aspect_ratio'] = '16:9',
): Chart {
  return { tag: 'chart', aspect_ratio: aspectRatio, chart_spec: spec }
}
