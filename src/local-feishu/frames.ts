// The long connection's frames (pbbp2.Frame): protocol buffers, written and read by hand for their nine fields.

/** `method` 0 is control (ping, pong), 1 is data (events, callbacks and their acknowledgements). */
export interface Frame {
  readonly seqId: number
  readonly logId: number
  readonly service: number
  readonly method: number
  readonly headers: Readonly<Record<string, string>>
  readonly payload: Uint8Array
}

const FIELD = { seqId: 1, logId: 2, service: 3, method: 4, headers: 5, payload: 8 } as const
const HEADER = { key: 1, value: 2 } as const

/** Wire types: a number, or bytes after their length. */
const VARINT = 0
const BYTES = 2

export function encodeFrame(frame: Frame): Uint8Array {
  const headers = Object.entries(frame.headers).map(([key, value]) =>
    bytesField(
      FIELD.headers,
      Buffer.concat([
        bytesField(HEADER.key, Buffer.from(key)),
        bytesField(HEADER.value, Buffer.from(value)),
      ]),
    ),
  )
  return Buffer.concat([
    numberField(FIELD.seqId, frame.seqId),
    numberField(FIELD.logId, frame.logId),
    numberField(FIELD.service, frame.service),
    numberField(FIELD.method, frame.method),
    ...headers,
    bytesField(FIELD.payload, frame.payload),
  ])
}

/** Throws RangeError for bytes that are no frame; fields it does not know are passed over. */
export function decodeFrame(bytes: Uint8Array): Frame {
  const numbers = new Map<number, number>()
  const headers: Record<string, string> = {}
  let payload: Uint8Array = new Uint8Array(0)
  for (const [field, value] of fieldsOf(bytes)) {
    if (typeof value === 'number') numbers.set(field, value)
    else if (field === FIELD.headers) Object.assign(headers, headerOf(value))
    else if (field === FIELD.payload) payload = value
  }
  const number = (field: number) => {
    const value = numbers.get(field)
    if (value === undefined) throw new RangeError(`field ${field} is missing`)
    return value
  }
  return {
    seqId: number(FIELD.seqId),
    logId: number(FIELD.logId),
    service: number(FIELD.service),
    method: number(FIELD.method),
    headers,
    payload,
  }
}

function headerOf(bytes: Uint8Array): Record<string, string> {
  const texts = new Map(
    fieldsOf(bytes).map(([field, value]) => [
      field,
      typeof value === 'number' ? String(value) : new TextDecoder().decode(value),
    ]),
  )
  return { [texts.get(HEADER.key) ?? '']: texts.get(HEADER.value) ?? '' }
}

function fieldsOf(bytes: Uint8Array): [field: number, value: number | Uint8Array][] {
  const fields: [number, number | Uint8Array][] = []
  let at = 0
  const next = (): number => {
    const read = readVarint(bytes, at)
    at = read.end
    return read.value
  }
  while (at < bytes.length) {
    const tag = next()
    const field = Math.floor(tag / 8)
    if (tag % 8 === VARINT) {
      fields.push([field, next()])
      continue
    }
    if (tag % 8 !== BYTES) throw new RangeError(`wire type ${tag % 8} is not used here`)
    const length = next()
    if (at + length > bytes.length) throw new RangeError('the frame is cut off')
    fields.push([field, bytes.subarray(at, at + length)])
    at += length
  }
  return fields
}

function readVarint(bytes: Uint8Array, from: number): { value: number; end: number } {
  let value = 0
  for (let at = from; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0
    value += (byte & 0x7f) * 2 ** (7 * (at - from))
    if (byte < 0x80) return { value, end: at + 1 }
  }
  throw new RangeError('the frame is cut off')
}

function numberField(field: number, value: number): Uint8Array {
  return Buffer.concat([varint(field * 8 + VARINT), varint(value)])
}

function bytesField(field: number, value: Uint8Array): Uint8Array {
  return Buffer.concat([varint(field * 8 + BYTES), varint(value.length), value])
}

function varint(value: number): Uint8Array {
  const bytes: number[] = []
  let rest = value
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) + 0x80)
    rest = Math.floor(rest / 0x80)
  }
  return Uint8Array.of(...bytes, rest)
}
