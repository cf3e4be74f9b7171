// Departments as people call them: 云岭区应急管理局, 区应急管理局, 应急管理局, 区应急局, 应急局.
import type { DepartmentId, Organisation } from '../domain/organisation.ts'
import { fold } from './fold.ts'

/** A department named in a folded text; `id` is null where the name fits several. */
export interface Mention {
  readonly id: DepartmentId | null
  readonly from: number
  readonly to: number
}

/** The departments named in a folded text, in their order, each by the longest name that fits. */
export function mentionsIn(folded: string, organisation: Organisation): Mention[] {
  const names = namesOf(organisation)
  const mentions: Mention[] = []
  for (let at = 0; at < folded.length; ) {
    const name = names.find(([written]) => folded.startsWith(written, at))
    if (name && isWhole(name[0], folded.slice(0, at))) {
      mentions.push({ id: name[1], from: at, to: at + name[0].length })
    }
    at += name?.[0].length ?? 1
  }
  return mentions
}

/** Every name and whose it is, the longest first. */
function namesOf({
  departments,
  district,
}: Organisation): (readonly [string, DepartmentId | null])[] {
  const owners = new Map<string, DepartmentId | null>()
  for (const { id, name, shortName } of departments) {
    const plain = name.startsWith(district) ? name.slice(district.length) : name
    const names = [name, plain, `区${plain}`, shortName, shortName.replace(/^区/, '')].map(fold)
    for (const written of new Set(names)) {
      const owner = owners.get(written)
      owners.set(written, owner === undefined || owner === id ? id : null)
    }
  }
  return [...owners].toSorted(([one], [other]) => other.length - one.length)
}

/** 市财政局 and 省应急管理厅 are other people's departments. */
function isWhole(written: string, before: string): boolean {
  return written.startsWith('区') || !/[市省县州镇乡国]$/.test(before)
}
