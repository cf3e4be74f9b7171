// Markdown within a line: emphasis, links, colours, mentions. Anything else stays the text it is.
import { html } from 'hono/html'
import { decoded } from './entities.ts'
import { backgroundOf, colourOf, styles } from './style.ts'
import type { CardView, Html } from './view.ts'

const TOKENS = [
  '`(?<code>[^`\\n]+)`',
  '\\*\\*(?<bold>[^\\n]+?)\\*\\*',
  '~~(?<struck>[^\\n]+?)~~',
  '\\*(?<slanted>[^*\\s][^*\\n]*?)\\*',
  '!\\[(?<alt>[^\\]]*)\\]\\((?<image>[^)\\s]+)\\)',
  '\\[(?<words>[^\\]]+)\\]\\((?<target>[^)\\s]+)\\)',
  '(?<br><br\\s*/?>)',
  '<(?<tag>font|text_tag|at|a|link|person|number_tag|local_datetime|raw)\\b(?<attributes>[^>]*)>(?<inner>[\\s\\S]*?)</\\k<tag>>',
].join('|')

/** The line as markup: only what the card language knows takes effect. */
export function inline(text: string, view: CardView): Html[] {
  const found = [...text.matchAll(new RegExp(TOKENS, 'g'))]
  const pieces: Html[] = []
  let at = 0
  for (const match of found) {
    pieces.push(plain(text.slice(at, match.index)), token(match, view))
    at = match.index + match[0].length
  }
  return [...pieces, plain(text.slice(at))]
}

function plain(text: string): Html {
  return html`${decoded(text)}`
}

function token(match: RegExpMatchArray, view: CardView): Html {
  const groups = match.groups ?? {}
  const { code, bold, struck, slanted, image, words, target, br, tag } = groups
  if (code !== undefined) return html`<code>${decoded(code)}</code>`
  if (bold !== undefined) return html`<strong>${inline(bold, view)}</strong>`
  if (struck !== undefined) return html`<s>${inline(struck, view)}</s>`
  if (slanted !== undefined) return html`<em>${inline(slanted, view)}</em>`
  if (image !== undefined) return picture(image, groups.alt ?? '')
  if (words !== undefined) return link(target ?? '', inline(words, view))
  if (br !== undefined) return html`<br>`
  return tagged(tag ?? '', { text: groups.attributes ?? '', inner: groups.inner ?? '' }, view)
}

function tagged(tag: string, found: { text: string; inner: string }, view: CardView): Html {
  const { text, inner } = found
  const colour = attribute(text, 'color')
  switch (tag) {
    case 'font':
      return html`<span style="${styles({ color: colourOf(colour) })}">${inline(inner, view)}</span>`
    case 'text_tag':
      return textTag(colour, inline(inner, view))
    case 'at':
      return mention(attribute(text, 'id') ?? attribute(text, 'ids') ?? inner, view)
    case 'person':
      return html`<span class="at">${view.nameOf(attribute(text, 'id') ?? '')}</span>`
    case 'a':
      return link(attribute(text, 'href') ?? '', inline(inner, view))
    case 'link':
      return link(attribute(text, 'url') ?? attribute(text, 'pc_url') ?? '', inline(inner, view))
    case 'number_tag':
      return html`<span class="c-number">${decoded(inner)}</span>`
    case 'local_datetime':
      return html`<time>${momentOf(attribute(text, 'millisecond')) ?? decoded(inner)}</time>`
    default:
      return html`${inner}`
  }
}

export function textTag(colour: unknown, words: unknown): Html {
  const style = styles({
    color: colourOf(colour) ?? 'var(--neutral)',
    background: backgroundOf(colour) ?? backgroundOf('neutral'),
  })
  return html`<span class="c-tag" style="${style}">${words}</span>`
}

function mention(ids: string, view: CardView): Html {
  const names = ids.split(',').map((id) => (id === 'all' ? '所有人' : view.nameOf(id)))
  return html`<span class="at">${names.map((name) => `@${name}`).join(' ')}</span>`
}

function picture(key: string, alt: string): Html {
  return html`<img class="c-img" src="/demo/files/${encodeURIComponent(key)}" alt="${alt}">`
}

/** Only http and https lead anywhere. */
function link(target: string, words: Html[]): Html {
  const address = decoded(target)
  if (!/^https?:\/\//i.test(address)) return html`<span>${words}</span>`
  return html`<a href="${address}" target="_blank" rel="noreferrer noopener">${words}</a>`
}

function attribute(attributes: string, name: string): string | undefined {
  const match = new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`).exec(
    attributes,
  )
  return match === null ? undefined : decoded(match[1] ?? match[2] ?? match[3] ?? '')
}

function momentOf(milliseconds: string | undefined): string | undefined {
  const at = new Date(Number(milliseconds))
  if (milliseconds === undefined || Number.isNaN(at.getTime())) return undefined
  return at.toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai' })
}
