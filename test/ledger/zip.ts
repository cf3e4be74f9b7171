// Archives as honest and as hostile programs write them.
import { crc32, deflateRawSync } from 'node:zlib'

export interface PartMade {
  readonly name: string
  readonly bytes: Uint8Array
  /** What the directory says of the size, where that is a lie. */
  readonly declared?: number
  readonly encrypted?: boolean
  /** Points at the bytes of the part before, as overlapping bombs do. */
  readonly sharesLast?: boolean
}

/** A zip with its parts deflated. */
export function zipOf(parts: readonly PartMade[]): Uint8Array<ArrayBuffer> {
  const pieces: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  let last = 0
  for (const part of parts) {
    const name = Buffer.from(part.name)
    const packed = deflateRawSync(part.bytes)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(part.encrypted ? 1 : 0, 2)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(crc32(part.bytes), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(part.declared ?? part.bytes.length, 18)
    common.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), common, name, packed])
    const entry = Buffer.concat([
      Buffer.from([0x50, 0x4b, 1, 2, 20, 0]),
      common,
      Buffer.alloc(10),
      uint32(part.sharesLast ? last : at),
      name,
    ])
    directory.push(entry)
    if (part.sharesLast) continue
    pieces.push(local)
    last = at
    at += local.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(at, 16)
  return new Uint8Array(Buffer.concat([...pieces, listed, end]))
}

function uint32(value: number): Buffer {
  const written = Buffer.alloc(4)
  written.writeUInt32LE(value)
  return written
}

const TYPES = `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>`
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const RELATIONS = (target: string, type: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${REL}/${type}" Target="${target}"/></Relationships>`

const text = (value: string) => new TextEncoder().encode(value)

/** A spreadsheet around the inside of its sheet. */
export function xlsxOf(sheet: string, more: readonly PartMade[] = []): Uint8Array<ArrayBuffer> {
  return zipOf([
    { name: '[Content_Types].xml', bytes: text(TYPES) },
    { name: '_rels/.rels', bytes: text(RELATIONS('xl/workbook.xml', 'officeDocument')) },
    {
      name: 'xl/workbook.xml',
      bytes: text(
        `<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${REL}"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`,
      ),
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      bytes: text(RELATIONS('worksheets/sheet1.xml', 'worksheet')),
    },
    { name: 'xl/worksheets/sheet1.xml', bytes: text(sheetOf(sheet)) },
    ...more,
  ])
}

export function sheetOf(inside: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${inside}</worksheet>`
}

/** Rows of texts as `sheetData`. */
export function rowsXml(rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row, index) => {
    const inside = row.map(
      (value, column) =>
        `<c r="${String.fromCharCode(65 + column)}${index + 1}" t="inlineStr"><is><t>${value}</t></is></c>`,
    )
    return `<row r="${index + 1}">${inside.join('')}</row>`
  })
  return `<sheetData>${cells.join('')}</sheetData>`
}

/** A document around the inside of its body. */
export function docxOf(
  body: string,
  more: readonly PartMade[] = [],
  head = '<?xml version="1.0" encoding="UTF-8"?>',
): Uint8Array<ArrayBuffer> {
  return zipOf([
    { name: '[Content_Types].xml', bytes: text(TYPES) },
    { name: '_rels/.rels', bytes: text(RELATIONS('word/document.xml', 'officeDocument')) },
    {
      name: 'word/document.xml',
      bytes: text(
        `${head}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
      ),
    },
    ...more,
  ])
}

/** One paragraph of a document. */
export function paragraph(value: string): string {
  return `<w:p><w:r><w:t xml:space="preserve">${value}</w:t></w:r></w:p>`
}
