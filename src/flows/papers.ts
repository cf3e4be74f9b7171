// Files on their way out: each is uploaded once, whoever it goes to and however often it is tried.
import type { Lark } from '../lark/client.ts'
import { type Answer, refusedHere } from '../lark/fault.ts'
import type { Sql } from '../store/connect.ts'
import { fileToSend, fileUploaded } from '../store/documents.ts'

export interface Papers {
  /** The platform's key of the document, uploaded now if it was not before. Rejects when the database is away. */
  keyOf(documentId: string): Promise<Answer<string>>
}

/** Those who get the same document at the same time wait for one upload. */
export function openPapers(sql: Sql, lark: Pick<Lark, 'uploadFile'>): Papers {
  const underWay = new Map<string, Promise<Answer<string>>>()
  return {
    keyOf: (documentId) => {
      const uploading =
        underWay.get(documentId) ??
        keyOf(sql, lark, documentId).finally(() => underWay.delete(documentId))
      underWay.set(documentId, uploading)
      return uploading
    },
  }
}

async function keyOf(
  sql: Sql,
  lark: Pick<Lark, 'uploadFile'>,
  documentId: string,
): Promise<Answer<string>> {
  const file = await fileToSend(sql, documentId)
  if (file === null) return refusedHere('no_such_document')
  if ('fileKey' in file) return { ok: true, value: file.fileKey }
  const answer = await lark.uploadFile(file)
  if (answer.ok) await fileUploaded(sql, documentId, answer.value)
  return answer
}
