// Files on their way out: each is made once and uploaded once, whoever it goes to and however often it is tried.
import { makeDocument } from '../documents/make-document.ts'
import type { Lark } from '../lark/client.ts'
import { type Answer, refusedHere } from '../lark/fault.ts'
import type { Log } from '../ports.ts'
import type { Sql } from '../store/connect.ts'
import { documentState, fileMade, fileUploaded, type MadeFile } from '../store/documents.ts'
import { codeOf } from './fault.ts'

export interface Papers {
  /** The platform's key of the document, made and uploaded now if need be. Rejects when the database is away. */
  keyOf(documentId: string): Promise<Answer<string>>
}

type Platform = Pick<Lark, 'uploadFile'>

/** Those who get the same document at the same time wait for one upload. */
export function openPapers(sql: Sql, lark: Platform, log: Log): Papers {
  const underWay = new Map<string, Promise<Answer<string>>>()
  return {
    keyOf: (documentId) => {
      const uploading =
        underWay.get(documentId) ??
        keyOf(sql, lark, log, documentId).finally(() => underWay.delete(documentId))
      underWay.set(documentId, uploading)
      return uploading
    },
  }
}

async function keyOf(
  sql: Sql,
  lark: Platform,
  log: Log,
  documentId: string,
): Promise<Answer<string>> {
  const state = await documentState(sql, documentId)
  if (state?.is === 'wanted') {
    const { saying, contentHash } = state
    const made = await makeDocument(saying, contentHash).catch((error: unknown) => {
      const facts = { document: documentId, kind: saying.kind, code: codeOf(error) }
      log.error('document_not_made', facts)
      return null
    })
    if (made === null) return refusedHere('document_not_made')
    await fileMade(sql, documentId, made)
  }
  // Another instance may have made it first: what goes out is what was kept.
  const kept = state?.is === 'wanted' ? await documentState(sql, documentId) : state
  if (kept?.is === 'uploaded') return { ok: true, value: kept.fileKey }
  return kept?.is === 'made'
    ? await uploaded(sql, lark, documentId, kept.file)
    : refusedHere('no_such_document')
}

async function uploaded(
  sql: Sql,
  lark: Platform,
  documentId: string,
  file: MadeFile,
): Promise<Answer<string>> {
  const answer = await lark.uploadFile(file)
  if (answer.ok) await fileUploaded(sql, documentId, answer.value)
  return answer
}
