// Files and pictures: those people sent, and those the bot sends (platform docs: im/v1 resources, files, images).
import type { Caller } from './client.ts'
import { type Answer, refusedHere } from './fault.ts'
import { ID_FORMS, uploadedFile, uploadedImage } from './wire.ts'

export interface FileCalls {
  /** A file that came with a message. Longer than `maxBytes`: terminal, `too_big`, and reading stops there. */
  resource(
    messageId: string,
    fileKey: string,
    type: 'file' | 'image',
    maxBytes: number,
  ): Promise<Answer<Uint8Array<ArrayBuffer>>>
  /** Answers the key to send it by. At most 30 MB. */
  uploadFile(file: {
    readonly name: string
    readonly bytes: Uint8Array<ArrayBuffer>
  }): Promise<Answer<string>>
  /** Answers the key to show it by. At most 10 MB. */
  uploadImage(bytes: Uint8Array<ArrayBuffer>): Promise<Answer<string>>
}

/** Bytes. The platform takes no larger file, and no empty one. */
const FILE_MAX_BYTES = 30 * 1024 * 1024

/** The kinds the platform opens itself; every other file is a `stream`. */
const FILE_TYPES: Readonly<Record<string, string>> = {
  pdf: 'pdf',
  doc: 'doc',
  docx: 'doc',
  xls: 'xls',
  xlsx: 'xls',
  ppt: 'ppt',
  pptx: 'ppt',
  mp4: 'mp4',
}

export function fileCalls(caller: Caller): FileCalls {
  return {
    resource: async (messageId, fileKey, type, maxBytes) => {
      if (!ID_FORMS.message.test(messageId)) return refusedHere('not a message id')
      if (!ID_FORMS.file.test(fileKey)) return refusedHere('not a file key')
      const path = `im/v1/messages/${messageId}/resources/${fileKey}`
      const query = { type }
      return await caller.bytes({ api: 'message.resource', method: 'GET', path, query }, maxBytes)
    },
    uploadFile: async ({ name, bytes }) => {
      if (bytes.byteLength === 0) return refusedHere('empty_file')
      if (bytes.byteLength > FILE_MAX_BYTES) return refusedHere('too_big')
      const form = new FormData()
      const extension = name.split('.').at(-1)?.toLowerCase() ?? ''
      form.set('file_type', FILE_TYPES[extension] ?? 'stream')
      form.set('file_name', name)
      form.set('file', new Blob([bytes]), name)
      return await caller.json(
        { api: 'file.upload', method: 'POST', path: 'im/v1/files', form },
        uploadedFile,
      )
    },
    uploadImage: async (bytes) => {
      const form = new FormData()
      form.set('image_type', 'message')
      form.set('image', new Blob([bytes]), 'image')
      return await caller.json(
        { api: 'image.upload', method: 'POST', path: 'im/v1/images', form },
        uploadedImage,
      )
    },
  }
}
