// Card JSON 2.0: the small values that components share – measures, colours, texts, icons, what a tap does.
import { z } from 'zod'

const LOCALES = [
  ...['zh_cn', 'en_us', 'zh_hk', 'zh_tw', 'ja_jp', 'id_id', 'vi_vn', 'th_th'],
  ...['pt_br', 'es_es', 'ko_kr', 'de_de', 'fr_fr', 'it_it', 'ru_ru', 'ms_my'],
] as const

export const locale = z.enum(LOCALES)
export const i18nText = z.partialRecord(locale, z.string())

/** One of `words`, or whole pixels from `min` to `max`. */
export function measure(words: readonly string[], min: number, max: number) {
  return z.string().refine((given) => words.includes(given) || isPixels(given, min, max), {
    error: `expected ${[...words, `[${min},${max}]px`].join(' | ')}`,
  })
}

/** Pixels for one, two or four sides, as `counts` allows. */
export function sides(min: number, max: number, counts: readonly number[] = [1, 2, 4]) {
  return z.string().refine(
    (given) => {
      const parts = given.split(' ')
      return counts.includes(parts.length) && parts.every((part) => isPixels(part, min, max))
    },
    { error: `expected ${counts.join(' or ')} values of [${min},${max}]px` },
  )
}

export const spacing = measure(['small', 'medium', 'large', 'extra_large'], 0, 99)
export const padding = sides(0, 99)
const margin = sides(-99, 99)
export const cornerRadius = z.string().regex(/^\d{1,3}(?:px|%)$/)
export const direction = z.enum(['vertical', 'horizontal'])
export const horizontalAlign = z.enum(['left', 'center', 'right'])
export const verticalAlign = z.enum(['top', 'center', 'bottom'])
export const elementId = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,19}$/)

/** What every component may have. */
export const common = { element_id: elementId.optional(), margin: margin.optional() }

const COLOURS = [
  ...['default', 'neutral', 'grey', 'black', 'white', 'blue', 'wathet', 'turquoise', 'indigo'],
  ...['green', 'lime', 'yellow', 'orange', 'red', 'carmine', 'purple', 'violet'],
]
const STEPPED = new RegExp(`^(?:${COLOURS.join('|')})(?:-(?:50|[1-9]00))?$`)
const RGBA = /^rgba\(\s*\d{1,3}\s*,\s*\d{1,3}\s*,\s*\d{1,3}\s*,\s*(?:0|1|[01]?\.\d+)\s*\)$/

/** A colour by name, by name and step, or as rgba; `words` are further ones that a property knows. */
export function colourOr(...words: readonly string[]) {
  return z
    .string()
    .refine((given) => words.includes(given) || STEPPED.test(given) || RGBA.test(given), {
      error: 'unknown colour',
      params: { style: 'color' },
    })
}
export const colour = colourOr()

const TEXT_SIZES: readonly string[] = [
  ...['heading-0', 'heading-1', 'heading-2', 'heading-3', 'heading-4', 'heading', 'normal'],
  ...['notation', 'xxxx-large', 'xxx-large', 'xx-large', 'x-large', 'large', 'medium', 'small'],
  'x-small',
]
/** The platform shows a size it does not know as `normal`; here it counts as the slip it is. */
export const textSize = z.string().refine((given) => TEXT_SIZES.includes(given), {
  error: 'unknown text size',
  params: { style: 'text_size' },
})

const textLook = {
  i18n_content: i18nText.optional(),
  text_size: textSize.optional(),
  text_align: horizontalAlign.optional(),
  lines: z.int().positive().optional(),
}

function plainTextOf(content: z.ZodString) {
  return z.strictObject({
    tag: z.literal('plain_text'),
    content,
    ...textLook,
    text_color: colour.optional(),
  })
}

export const plainText = plainTextOf(z.string())
/** The platform cuts nothing: a longer placeholder or button text is an error. */
export const shortText = plainTextOf(z.string().max(100))
export const larkMarkdown = z.strictObject({
  tag: z.literal('lark_md'),
  content: z.string(),
  ...textLook,
})
export const richText = z.discriminatedUnion('tag', [plainText, larkMarkdown])

export const icon = z.discriminatedUnion('tag', [
  z.strictObject({
    tag: z.literal('standard_icon'),
    token: z.string().min(1),
    color: colour.optional(),
    size: z.string().optional(),
  }),
  z.strictObject({
    tag: z.literal('custom_icon'),
    img_key: z.string().min(1),
    color: colour.optional(),
    size: z.string().optional(),
  }),
])

const url = z.string().regex(/^(?:https?|lark|tel):\/\/\S+$/)
/** The platform's own samples give an empty string for a client that has no page of its own. */
const clientUrl = z.union([z.literal(''), url])
const clientUrls = {
  pc_url: clientUrl.optional(),
  ios_url: clientUrl.optional(),
  android_url: clientUrl.optional(),
}

/** A link: for all clients at once, or for each of them. */
export const link = z
  .strictObject({ url: url.optional(), ...clientUrls })
  .refine((given) => given.url || (given.pc_url && given.ios_url && given.android_url), {
    error: 'expected url, or all of pc_url, ios_url and android_url',
  })

export const behaviors = z.array(
  z.discriminatedUnion('type', [
    // The platform takes a string too, and its own SDKs then fail on the click.
    z.strictObject({ type: z.literal('callback'), value: z.record(z.string(), z.unknown()) }),
    z.strictObject({ type: z.literal('open_url'), default_url: url, ...clientUrls }),
  ]),
)

/** Without a title the buttons are dead on old clients. */
export const confirm = z.strictObject({ title: plainText, text: plainText })

function isPixels(given: string, min: number, max: number): boolean {
  const amount = /^(-?\d+)px$/.exec(given)?.[1]
  return amount !== undefined && Number(amount) >= min && Number(amount) <= max
}
