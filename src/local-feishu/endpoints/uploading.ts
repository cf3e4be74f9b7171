// Uploads by the app: files and pictures, with their limits.

import { pictureSize } from '../picture.ts'
import type { Answer, Call, Endpoint } from '../platform.ts'
import { refusal } from '../refusal.ts'

const MEGABYTE = 1_024 * 1_024
const MOST_FILE_BYTES = 30 * MEGABYTE
const MOST_IMAGE_BYTES = 10 * MEGABYTE

/** Pixels on either side. */
const MOST_GIF_SIDE = 2_000
const MOST_SIDE = 12_000

const FILE_TYPES: ReadonlySet<string> = new Set([
  'opus',
  'mp4',
  'pdf',
  'doc',
  'xls',
  'ppt',
  'stream',
])

const IMAGE_TYPES: ReadonlySet<string> = new Set(['message', 'avatar'])

const UPLOAD_SCOPES = ['im:resource', 'im:resource:upload']

export const uploadingEndpoints: readonly Endpoint[] = [
  {
    name: 'file',
    method: 'POST',
    path: '/im/v1/files',
    scopes: UPLOAD_SCOPES,
    bucket: 'file',
    multipart: true,
    handle: uploadedFile,
  },
  {
    name: 'image',
    method: 'POST',
    path: '/im/v1/images',
    scopes: UPLOAD_SCOPES,
    bucket: 'image',
    multipart: true,
    handle: uploadedImage,
  },
]

async function uploadedFile(call: Call): Promise<Answer> {
  const { state } = call.platform
  const form = await call.form()
  const name = form.get('file_name')
  if (typeof name !== 'string' || name === '') throw refusal(234001, 'file_name is missing')
  if (!FILE_TYPES.has(String(form.get('file_type')))) throw refusal(234001, 'invalid file_type')
  const bytes = await bytesOf(form.get('file'), MOST_FILE_BYTES)
  const key = `file_v3_${state.dice.hex(32)}`
  state.files.set(key, { key, kind: 'file', name, bytes, owner: 'app' })
  return { data: { file_key: key } }
}

async function uploadedImage(call: Call): Promise<Answer> {
  const { state } = call.platform
  const form = await call.form()
  if (!IMAGE_TYPES.has(String(form.get('image_type')))) throw refusal(234001, 'invalid image_type')
  const bytes = await bytesOf(form.get('image'), MOST_IMAGE_BYTES)
  const picture = pictureSize(bytes)
  if (picture === undefined) throw refusal(234011)
  const most = picture.format === 'gif' ? MOST_GIF_SIDE : MOST_SIDE
  if (picture.width > most || picture.height > most) throw refusal(234039)
  const key = `img_v3_${state.dice.hex(32)}`
  state.files.set(key, {
    key,
    kind: 'image',
    name: `${key}.${picture.format}`,
    bytes,
    owner: 'app',
  })
  return { data: { image_key: key } }
}

async function bytesOf(part: File | string | null, most: number): Promise<Uint8Array> {
  if (part === null || typeof part === 'string') throw refusal(234001, 'the file part is missing')
  if (part.size === 0) throw refusal(234010)
  if (part.size > most) throw refusal(234006)
  return new Uint8Array(await part.arrayBuffer())
}
