// Whether a text carries the mark of a classified document (process §1.3).

/**
 * 秘密★, 机密★ or 绝密★, as printed on documents: letter-spaced, with any star, also an asterisk
 * where it cannot be emphasis or a footnote. The plain words, as in 不涉及国家秘密, are no mark.
 */
export function carriesSecrecyMark(text: string): boolean {
  const plain = text.normalize('NFKC').replaceAll(INVISIBLE, '')
  return STARRED.test(plain) || ASTERISKED.test(plain)
}

/** Format characters and variation selectors: they hide a mark from a search, not from the eye. */
const INVISIBLE = /\p{Cf}|\p{Variation_Selector}/gu

/** Spaces or line breaks between the characters of a mark: they are printed far apart. */
const GAP = String.raw`\s{0,8}`
const LEVEL = `(?:秘|[机機]|[绝絕])${GAP}密`

const STARRED = new RegExp(`${LEVEL}${GAP}[★☆⭐🌟✩-✰⋆]`, 'u')

/** 1年, 六个月, 长期, 启封: how long the secret holds, written after the star. */
const PERIOD = '(?:[0-9〇零一二三四五六七八九十]{1,3}(?:年|个月)|长期|启封)'

/** `**秘密**` is emphasis and `国家秘密*` a footnote; `机密*20年` and a line `机密*` are marks. */
const ASTERISKED = new RegExp(
  `${LEVEL}${GAP}[*∗﹡]${GAP}${PERIOD}|^[\\p{P} ]{0,8}(?<!\\*)${LEVEL}${GAP}[*∗﹡][ \\t]*$`,
  'mu',
)
