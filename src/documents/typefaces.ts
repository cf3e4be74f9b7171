// The typefaces of official papers, what stands in for them, and what to tell whoever may not have them.

interface Typeface {
  /** As Word and WPS know it. */
  readonly name: string
  /** The same under its other names, then what comes nearest; Word takes the first it has. */
  readonly instead: readonly string[]
  readonly family: 'roman' | 'swiss' | 'script'
}

/** GB/T 9704-2012 §5.2.2, §7.3: 小标宋 for titles, 仿宋 for the text, 黑体 and 楷体 for its headings. */
export const TYPEFACES = {
  title: {
    name: '方正小标宋简体',
    instead: [
      '方正小标宋_GBK',
      'FZXiaoBiaoSong-B05S',
      '华文中宋',
      'STZhongsong',
      'Noto Serif CJK SC',
    ],
    family: 'roman',
  },
  body: {
    name: '仿宋_GB2312',
    instead: ['仿宋', 'FangSong', '华文仿宋', 'STFangsong', 'Noto Serif CJK SC'],
    family: 'roman',
  },
  first: {
    name: '黑体',
    instead: ['SimHei', '华文黑体', 'STHeiti', 'Noto Sans CJK SC'],
    family: 'swiss',
  },
  second: {
    name: '楷体_GB2312',
    instead: ['楷体', 'KaiTi', '华文楷体', 'STKaiti', 'Noto Serif CJK SC'],
    family: 'script',
  },
  number: {
    name: '宋体',
    instead: ['SimSun', '华文宋体', 'STSong', 'Noto Serif CJK SC'],
    family: 'roman',
  },
} as const satisfies Readonly<Record<string, Typeface>>
export type TypefaceUse = keyof typeof TYPEFACES

/** What Windows and WPS bring along; the others are installed by the office, or missing. */
const USUALLY_THERE: readonly TypefaceUse[] = ['first', 'number']

/** Said beside the file, never in it: the paper itself carries nothing that is not signed. */
export function typefaceNote(uses: readonly TypefaceUse[]): string | null {
  const rare = [...new Set(uses)].filter((use) => !USUALLY_THERE.includes(use))
  if (rare.length === 0) return null
  const names = rare.map((use) => TYPEFACES[use].name).join('、')
  return `本文件用到${names}。打开它的电脑如未安装，会以相近字体代替，版面可能略有出入，打印前请核对。`
}

/** word/fontTable.xml: where a typeface is missing, Word asks here what to take instead. */
export function fontTable(): string {
  const fonts = Object.values(TYPEFACES).map(
    ({ name, instead, family }) =>
      `<w:font w:name="${name}"><w:altName w:val="${instead.join(',')}"/><w:charset w:val="86"/>` +
      `<w:family w:val="${family}"/><w:pitch w:val="variable"/></w:font>`,
  )
  const space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts ${space}>${fonts.join('')}</w:fonts>`
}
