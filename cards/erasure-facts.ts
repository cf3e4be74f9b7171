// Which file 清除附件 is about: whose, from when, and why it has to go.
import { ERASED_NAME } from '../src/domain/erasure.ts'
import type { Attachment, Matter } from '../src/domain/matter.ts'
import { departmentZh, type Organisation } from '../src/domain/organisation.ts'
import type { PetitionAs } from '../src/domain/petition.ts'
import { momentZh } from '../src/domain/time.ts'
import { type Element, labelledLine } from './element.ts'
import { visibleText } from './escape.ts'
import { quoted } from './fitting.ts'

export const FILE_KIND_ZH: Record<Attachment['kind'], string> = { file: '文件', image: '图片' }

/** With its name until it is gone; then with none. */
export function erasureElements(
  { matter, organisation }: { readonly matter: Matter; readonly organisation: Organisation },
  { facts }: Pick<PetitionAs<'erasure'>, 'facts'>,
  room: number,
): readonly Element[] {
  const name = facts.name === ERASED_NAME ? ERASED_NAME : quoted(facts.name, room)
  return [
    labelledLine('附件', `${name} ${sentZh(matter, facts.attachmentId, organisation)}`.trim()),
    ...(facts.reason === '' ? [] : [labelledLine('清除原因', quoted(facts.reason, room))]),
  ]
}

/** `（区住建局 9月16日 10:20 图片）`. */
export function sentZh(matter: Matter, attachmentId: string, organisation: Organisation): string {
  for (const assignment of matter.assignments)
    for (const entry of assignment.progress)
      for (const file of entry.files)
        if (file.id === attachmentId) {
          const department = departmentZh(organisation, assignment.departmentId)
          return `（${department} ${momentZh(entry.at)} ${FILE_KIND_ZH[file.kind]}）`
        }
  return ''
}

/** The name of a file as people may read it. */
export function fileNameZh({ name, kind }: Pick<Attachment, 'name' | 'kind'>): string {
  return visibleText(name).trim() || FILE_KIND_ZH[kind]
}
