// 督查专报 as cards show it: which version, its whole text, what changed since the last one.
import type { Act, Matter } from '../src/domain/matter.ts'
import { type Brief, latestBrief } from '../src/domain/outcome.ts'
import { collapsible, type Element, note, plain } from './element.ts'
import { quoted, SIGNED_ROOM } from './fitting.ts'
import { changedLines, changedSentences } from './report-changes.ts'
import { versionZh } from './report-text.ts'

/** The version that an act was about; the latest while nothing has happened to it. */
export function briefBehind(matter: Matter, act: Act | null): Brief | undefined {
  const meant = act?.contentHash ?? null
  return matter.briefs.findLast((held) => held.contentHash === meant) ?? latestBrief(matter)
}

/** Version and hash, the addressee, and the whole text. */
export function briefElements(brief: Brief, room: number): readonly Element[] {
  const { briefVersion: reportVersion, contentHash } = brief
  return [
    note(versionZh({ reportVersion, contentHash })),
    plain(brief.title, { size: 'heading' }),
    plain(`主送：${brief.addressee}`),
    plain(quoted(brief.summary, Math.max(room, SIGNED_ROOM))),
  ]
}

/** What differs from the version before, open for who has to judge just that; nothing for a first version. */
export function briefChanges(
  matter: Matter,
  brief: Brief,
  room: number,
  open: boolean,
): readonly Element[] {
  const before = matter.briefs.findLast((held) => held.briefVersion < brief.briefVersion)
  if (before === undefined) return []
  const lines = changedLines(changedSentences(before.summary, brief.summary))
  const text = lines.length === 0 ? '文字未改动' : lines.join('\n')
  const title = `与第${before.briefVersion}版相比的改动`
  return [collapsible(title, [plain(quoted(text, room))], open)]
}
