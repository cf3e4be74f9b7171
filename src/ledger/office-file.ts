// What a file that somebody sent is, by its bytes and its name: text, a Word document, a spreadsheet, or refused.
import { FILE_MAX_BYTES, openZip, type ZipFault } from './guarded-zip.ts'

export type FileFault =
  | ZipFault
  /** Not one of .txt, .docx, .xlsx, or not what its name says. */
  | 'type'
  /** .doc and .xls of before 2007. */
  | 'old'
  | 'macro'
  /** A document type or an entity in the XML, which no office program writes. */
  | 'entity'

export type OfficeFile =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'document' | 'sheet'; readonly parts: ReadonlyMap<string, Uint8Array> }

export type Judged =
  | { readonly ok: true; readonly file: OfficeFile }
  | { readonly ok: false; readonly fault: FileFault }

/** Judges the file. Of an office file only the parts that are read are kept; images and macros never are. */
export function judgeFile(name: string, bytes: Uint8Array): Judged {
  if (bytes.length > FILE_MAX_BYTES) return refused('tooBig')
  const extension = /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  if (['docm', 'xlsm', 'xlsb', 'dotm', 'xltm', 'xlam'].includes(extension)) return refused('macro')
  if (beginsWith(bytes, OLE)) return refused('old')
  if (extension === 'doc' || extension === 'xls') return refused('old')
  if (extension === 'txt') return textFile(bytes)
  if (extension !== 'docx' && extension !== 'xlsx') return refused('type')
  if (!beginsWith(bytes, ZIP)) return refused('type')
  return officeFile(extension === 'docx' ? 'document' : 'sheet', bytes)
}

const OLE = [0xd0, 0xcf, 0x11, 0xe0]
const ZIP = [0x50, 0x4b]

const PARTS: Readonly<Record<'document' | 'sheet', RegExp>> = {
  document: new RegExp(
    '^(?:\\[Content_Types\\]\\.xml|_rels/\\.rels|word/(?:document|styles|numbering)\\.xml|' +
      'word/_rels/document\\.xml\\.rels)$',
  ),
  sheet: new RegExp(
    '^(?:\\[Content_Types\\]\\.xml|_rels/\\.rels|xl/(?:workbook|sharedStrings|styles)\\.xml|' +
      'xl/_rels/workbook\\.xml\\.rels|xl/worksheets/[\\w-]+\\.xml)$',
  ),
}
/** Bytes. The library makes a tree of the whole, many times as large; minutes of a hundred pages have one million. */
const DOCUMENT_XML_MAX = 2 * 1024 * 1024

const MAIN = { document: 'word/document.xml', sheet: 'xl/workbook.xml' } as const

function officeFile(kind: 'document' | 'sheet', bytes: Uint8Array): Judged {
  const zip = openZip(bytes)
  if (!zip.ok) return refused(zip.fault)
  if (zip.names.some((name) => /vbaProject|vbaData|macrosheets/i.test(name)))
    return refused('macro')
  if (!zip.names.includes(MAIN[kind])) return refused('type')
  const parts = new Map<string, Uint8Array>()
  for (const name of zip.names.filter((one) => PARTS[kind].test(one))) {
    const part = zip.read(name)
    if (part === null) continue
    if (!part.ok) return refused(part.fault)
    if (kind === 'document' && part.bytes.length > DOCUMENT_XML_MAX) return refused('bomb')
    const fault = xmlFault(part.bytes)
    if (fault !== null) return refused(fault)
    parts.set(name, part.bytes)
  }
  const types = new TextDecoder().decode(parts.get('[Content_Types].xml'))
  return /macroEnabled/i.test(types) ? refused('macro') : { ok: true, file: { kind, parts } }
}

/** An entity can name a file or grow without end; office programs write UTF-8 and no document type. */
function xmlFault(bytes: Uint8Array): FileFault | null {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return 'broken'
  }
  if (/<!DOCTYPE|<!ENTITY/i.test(text)) return 'entity'
  return /encoding\s*=\s*["'](?!utf-8)/i.test(text.slice(0, 200)) ? 'entity' : null
}

/** UTF-8, or GB 18030 as Windows programs write it; a binary under the name of a text is refused. */
function textFile(bytes: Uint8Array): Judged {
  if (bytes.includes(0)) return refused('type')
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
      return { ok: true, file: { kind: 'text', text } }
    } catch {
      // Not in this encoding; the next one is tried.
    }
  }
  return refused('type')
}

function beginsWith(bytes: Uint8Array, sign: readonly number[]): boolean {
  return sign.every((byte, index) => bytes[index] === byte)
}

function refused(fault: FileFault): Judged {
  return { ok: false, fault }
}
