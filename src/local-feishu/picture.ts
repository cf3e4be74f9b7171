// Recognises a picture by its first bytes, and its size where the header says it plainly.

export interface Picture {
  readonly format: 'png' | 'jpg' | 'gif' | 'webp' | 'bmp'
  /** Pixels; 0 where the header was not read. */
  readonly width: number
  readonly height: number
}

/** What the bytes are a picture of; undefined when they are none. */
export function pictureSize(bytes: Uint8Array): Picture | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (startsWith(view, '89504e470d0a1a0a') && view.length >= 24) {
    return { format: 'png', width: view.readUInt32BE(16), height: view.readUInt32BE(20) }
  }
  if (startsWith(view, '47494638') && view.length >= 10) {
    return { format: 'gif', width: view.readUInt16LE(6), height: view.readUInt16LE(8) }
  }
  if (startsWith(view, 'ffd8ff')) return { format: 'jpg', width: 0, height: 0 }
  if (startsWith(view, '52494646') && view.toString('latin1', 8, 12) === 'WEBP') {
    return { format: 'webp', width: 0, height: 0 }
  }
  if (startsWith(view, '424d')) return { format: 'bmp', width: 0, height: 0 }
  return undefined
}

function startsWith(bytes: Buffer, hex: string): boolean {
  return bytes.toString('hex', 0, hex.length / 2) === hex
}
