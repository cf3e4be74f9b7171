// Opens an office file that a stranger may have made: what it unpacks to is bounded before and while it is unpacked.
import { crc32, inflateRawSync } from 'node:zlib'

/** Bytes of the file itself. Minutes and task lists are far below; a scan of 50 MB is neither. */
export const FILE_MAX_BYTES = 10 * 1024 * 1024
/** Bytes that one part, and all parts read together, may unpack to. */
const PART_MAX_BYTES = 8 * 1024 * 1024
const TOTAL_MAX_BYTES = 16 * 1024 * 1024
const DECLARED_MAX_BYTES = 128 * 1024 * 1024
const PARTS_MAX = 1_000

export type ZipFault = 'tooBig' | 'broken' | 'encrypted' | 'bomb'

export type Opened =
  | { readonly ok: true; readonly names: readonly string[]; readonly read: ReadPart }
  | { readonly ok: false; readonly fault: ZipFault }

/** A part by its exact name; null where there is none. */
type ReadPart = (name: string) => Part | null
export type Part =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly fault: ZipFault }

interface Entry {
  readonly name: string
  readonly method: number
  readonly size: number
  readonly packed: Uint8Array
}

/**
 * Reads the directory and judges it: sizes, encryption, overlapping parts. Nothing is unpacked before a part
 * is asked for, and then never beyond the limit, whatever the directory says.
 */
export function openZip(bytes: Uint8Array): Opened {
  if (bytes.length > FILE_MAX_BYTES) return { ok: false, fault: 'tooBig' }
  const entries = entriesOf(bytes)
  if (typeof entries === 'string') return { ok: false, fault: entries }
  const declared = entries.reduce((sum, { size }) => sum + size, 0)
  // Pictures are never unpacked, but a file that claims so much is no paper of an office.
  if (declared > DECLARED_MAX_BYTES) return { ok: false, fault: 'bomb' }
  let left = TOTAL_MAX_BYTES
  const read: ReadPart = (name) => {
    const entry = entries.find((one) => one.name === name)
    if (entry === undefined) return null
    const part = unpacked(entry, Math.min(PART_MAX_BYTES, left))
    if (part.ok) left -= part.bytes.length
    return part
  }
  return { ok: true, names: entries.map(({ name }) => name), read }
}

function unpacked({ method, packed, size }: Entry, limit: number): Part {
  if (size > limit) return { ok: false, fault: 'bomb' }
  if (method === STORED) {
    return packed.length > limit ? { ok: false, fault: 'bomb' } : { ok: true, bytes: packed }
  }
  try {
    return { ok: true, bytes: inflateRawSync(packed, { maxOutputLength: Math.max(1, limit) }) }
  } catch (error) {
    const isTooLong = error instanceof RangeError
    return { ok: false, fault: isTooLong ? 'bomb' : 'broken' }
  }
}

const STORED = 0
const DEFLATED = 8
const END_SIGN = 0x06054b50
const ENTRY_SIGN = 0x02014b50
const LOCAL_SIGN = 0x04034b50
const END_LENGTH = 22
const ENTRY_LENGTH = 46
const LOCAL_LENGTH = 30
const COMMENT_MAX = 0xffff
const ENCRYPTED = 0x1
/** What a 32-bit field holds where the value stands elsewhere; no office file of ours is that large. */
const ZIP64 = 0xffffffff

function entriesOf(bytes: Uint8Array): Entry[] | ZipFault {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endOf(view)
  if (end === null) return 'broken'
  const count = view.getUint16(end + 10, true)
  if (count > PARTS_MAX) return 'bomb'
  const entries: Entry[] = []
  const spans: (readonly [from: number, to: number])[] = []
  let at = view.getUint32(end + 16, true)
  for (let index = 0; index < count; index += 1) {
    if (at + ENTRY_LENGTH > end || view.getUint32(at, true) !== ENTRY_SIGN) return 'broken'
    const found = entryAt(view, bytes, at)
    if (typeof found === 'string') return found
    entries.push(found.entry)
    spans.push(found.span)
    at = found.next
  }
  const isTwice = new Set(entries.map(({ name }) => name)).size < entries.length
  if (isTwice || overlap(spans)) return 'bomb'
  return entries
}

function endOf(view: DataView): number | null {
  const first = Math.max(0, view.byteLength - END_LENGTH - COMMENT_MAX)
  for (let at = view.byteLength - END_LENGTH; at >= first; at -= 1) {
    if (view.getUint32(at, true) === END_SIGN) return at
  }
  return null
}

function entryAt(
  view: DataView,
  bytes: Uint8Array,
  at: number,
): { entry: Entry; span: readonly [number, number]; next: number } | ZipFault {
  const flags = view.getUint16(at + 8, true)
  const method = view.getUint16(at + 10, true)
  const length = view.getUint32(at + 20, true)
  const size = view.getUint32(at + 24, true)
  const nameLength = view.getUint16(at + 28, true)
  const more = view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  const local = view.getUint32(at + 42, true)
  if (flags & ENCRYPTED) return 'encrypted'
  if (method !== STORED && method !== DEFLATED) return 'broken'
  if ([length, size, local].includes(ZIP64)) return 'bomb'
  if (local + LOCAL_LENGTH > bytes.length || view.getUint32(local, true) !== LOCAL_SIGN)
    return 'broken'
  const name = new TextDecoder().decode(
    bytes.subarray(at + ENTRY_LENGTH, at + ENTRY_LENGTH + nameLength),
  )
  const begins =
    local + LOCAL_LENGTH + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
  if (begins + length > bytes.length) return 'broken'
  return {
    entry: { name, method, size, packed: bytes.subarray(begins, begins + length) },
    span: [local, begins + length],
    next: at + ENTRY_LENGTH + nameLength + more,
  }
}

/** Parts that share their bytes are how a small file unpacks to a huge one. */
function overlap(spans: readonly (readonly [from: number, to: number])[]): boolean {
  const sorted = spans.toSorted(([one], [other]) => one - other)
  return sorted.some(([from], index) => from < (sorted[index - 1]?.[1] ?? 0))
}

/**
 * The parts as a plain archive without compression, so that the library that reads it sees what was judged
 * here and nothing else.
 */
export function packedPlain(parts: ReadonlyMap<string, Uint8Array>): Uint8Array<ArrayBuffer> {
  const locals: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let at = 0
  for (const [name, bytes] of parts) {
    const written = new TextEncoder().encode(name)
    const facts = { sum: crc32(bytes), length: bytes.length, written }
    const local = headerOf(LOCAL_SIGN, LOCAL_LENGTH, facts, null)
    locals.push(local, bytes)
    directory.push(headerOf(ENTRY_SIGN, ENTRY_LENGTH, facts, at))
    at += local.length + bytes.length
  }
  const listed = directory.reduce((sum, one) => sum + one.length, 0)
  const end = new DataView(new ArrayBuffer(END_LENGTH))
  end.setUint32(0, END_SIGN, true)
  end.setUint16(8, parts.size, true)
  end.setUint16(10, parts.size, true)
  end.setUint32(12, listed, true)
  end.setUint32(16, at, true)
  return joined([...locals, ...directory, new Uint8Array(end.buffer)])
}

function headerOf(
  sign: number,
  length: number,
  { sum, length: size, written }: { sum: number; length: number; written: Uint8Array },
  local: number | null,
): Uint8Array {
  const header = new Uint8Array(length + written.length)
  const view = new DataView(header.buffer)
  const version = 20
  // The directory's entry has one more version field before what both have.
  const shift = local === null ? 0 : 2
  view.setUint32(0, sign, true)
  view.setUint16(4, version, true)
  view.setUint16(4 + shift, version, true)
  view.setUint32(14 + shift, sum, true)
  view.setUint32(18 + shift, size, true)
  view.setUint32(22 + shift, size, true)
  view.setUint16(26 + shift, written.length, true)
  if (local !== null) view.setUint32(42, local, true)
  header.set(written, length)
  return header
}

function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}
