// The page of an official paper: sizes and type area after GB/T 9704-2012 §5, in the units that docx counts in.

/** One millimetre is 1440/25.4 twips; a twip is a twentieth of a point. */
export function twips(millimetres: number): number {
  return Math.round((millimetres * 1440) / 25.4)
}

/** A4. */
export const PAPER = { width: twips(210), height: twips(297) } as const

/** Margins of the type area: 天头 37 mm, 订口 28 mm; what remains is 156 mm × 225 mm (§5.2.1). */
export const MARGIN = {
  top: twips(37),
  bottom: twips(35),
  left: twips(28),
  right: twips(26),
} as const

export const TEXT_WIDTH = PAPER.width - MARGIN.left - MARGIN.right

/** Half points. 2号, 3号 and 4号 of the Chinese type sizes: 22, 16 and 14 points. */
export const SIZE = { title: 44, body: 32, small: 28 } as const

/** Twenty-two lines of twenty-eight characters fill the type area (§5.2.3). */
const CHARACTERS = 28

/** Twips. 28.95 points: twenty-two of them are 225 mm, less what the last line leaves below it. */
export const LINE = 579

/** What each character gives up so that 28 of them fit into a line, in 1/4096 points. */
export const CHARACTER_SPACE = Math.floor((TEXT_WIDTH / 20 / CHARACTERS - SIZE.body / 2) * 4096)

/** Twips. One character of the body. */
export const CHARACTER = SIZE.body * 10

/** How many characters of the title's size a line holds. */
export const TITLE_CHARACTERS = Math.floor(TEXT_WIDTH / (SIZE.title * 10))

/**
 * From the page's lower edge to the page number's: its dashes then lie 7 mm below the type area (§7.5), for a
 * line of 4号 is some 6 mm high.
 */
export const FOOTER = twips(25)
