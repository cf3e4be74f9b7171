// One part out of a zip file, by its central directory; only as much of the format as our own files use.
import { inflateRawSync } from 'node:zlib'

const END_OF_DIRECTORY = 0x06054b50
const DIRECTORY_ENTRY = 0x02014b50

/** Bytes. A paper of a hundred pages is a hundredth of it. */
const MAX_BYTES = 32 * 1024 * 1024

/** The part as text. @throws Error when there is no such part, or it is larger than any paper. */
export function unzipped(bytes: Uint8Array, name: string): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = directoryOf(view)
  const decoder = new TextDecoder()
  while (at + 46 <= view.byteLength && view.getUint32(at, true) === DIRECTORY_ENTRY) {
    const nameLength = view.getUint16(at + 28, true)
    const next =
      at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    if (decoder.decode(bytes.subarray(at + 46, at + 46 + nameLength)) === name) {
      return decoder.decode(content(bytes, view, at))
    }
    at = next
  }
  throw new Error(`the file has no part ${name}`)
}

function directoryOf(view: DataView): number {
  for (let at = view.byteLength - 22; at >= 0; at -= 1) {
    if (view.getUint32(at, true) === END_OF_DIRECTORY) return view.getUint32(at + 16, true)
  }
  throw new Error('not a zip file')
}

function content(bytes: Uint8Array, view: DataView, entry: number): Uint8Array {
  const method = view.getUint16(entry + 10, true)
  const packed = view.getUint32(entry + 20, true)
  const local = view.getUint32(entry + 42, true)
  const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
  const held = bytes.subarray(start, start + packed)
  return method === 0 ? held : inflateRawSync(held, { maxOutputLength: MAX_BYTES })
}
