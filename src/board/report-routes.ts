// What is done with a report in the page: looked at, checked, saved, put before the head; by the head, changed.
import { randomUUID } from 'node:crypto'
import type { Context, Hono } from 'hono'
import { refusalText } from '../../cards/refusal.ts'
import { changesBetween } from '../../cards/report-changes.ts'
import { workingText } from '../domain/decide-report.ts'
import { type Assignment, latestReport, type Matter, type ReportText } from '../domain/matter.ts'
import { editedReport, gateFindings, isReply, sameReport, textHash } from '../domain/report.ts'
import { carriesSecrecyMark } from '../domain/secrecy.ts'
import { type Acted, act } from '../flows/act.ts'
import { commandOf } from '../lark/tap-command.ts'
import { amendmentOf, keepAmendment } from './amendment.ts'
import type { BoardWorld } from './board-world.ts'
import { visibleMatter } from './matter-page.ts'
import { messagePage } from './page-frame.ts'
import {
  addressOf,
  findingsOf,
  mayAmend,
  mayWrite,
  partFor,
  reportPage,
  type Unsaved,
} from './report-page.ts'
import { posted, signedIn } from './secured.ts'
import type { Visitor } from './session.ts'

interface Place {
  readonly world: BoardWorld
  readonly visitor: Visitor
  readonly matter: Matter
  readonly part: Assignment
}

const PATH = '/board/matters/:id/report/:part'

export function reportRoutes(
  app: Hono,
  world: BoardWorld,
  noSuchPage: (c: Context) => Promise<Response>,
): void {
  const at = async (c: Context, visitor: Visitor): Promise<Place | null> => {
    const matter = await visibleMatter(world, visitor, c.req.param('id') ?? '')
    const part = matter === null ? null : partFor(visitor, matter, c.req.param('part') ?? '')
    return matter === null || part === null ? null : { world, visitor, matter, part }
  }
  const on = (
    name: string,
    then: (c: Context, place: Place, form: FormData) => Promise<Response>,
  ) =>
    app.post(
      `${PATH}/${name}`,
      posted(world, async (c, visitor, form) => {
        const place = await at(c, visitor)
        return place === null ? noSuchPage(c) : then(c, place, form)
      }),
    )
  app.get(
    PATH,
    signedIn(world, async (c, visitor) => {
      const place = await at(c, visitor)
      return place === null ? noSuchPage(c) : shown(c, place)
    }),
  )
  on('check', async (c, place, form) =>
    c.json({ findings: findingsOf(place, typedIn(place, form)) }),
  )
  on('save', (c, place, form) => written(c, place, form, 'draftReport'))
  on('present', (c, place, form) => written(c, place, form, 'presentReport'))
  on('amend', amended)
  on('restore', async (c, place) => {
    await keepAmendment(place.world, place.visitor, place.matter, place.part, null)
    return c.redirect(addressOf(place.matter, place.part), 303)
  })
}

async function shown(c: Context, place: Place, unsaved: Unsaved | null = null): Promise<Response> {
  const { world, visitor, matter, part } = place
  const amendment = mayAmend(visitor, matter, part)
    ? await amendmentOf(world, visitor, matter, part)
    : null
  return c.html(
    await reportPage({ visitor, matter, part }, amendment, unsaved),
    unsaved === null ? 200 : 409,
  )
}

/** Saves or presents through the one writer of matters; a script gets the outcome, a form the next page. */
async function written(
  c: Context,
  place: Place,
  form: FormData,
  action: 'draftReport' | 'presentReport',
): Promise<Response> {
  const { world, visitor, matter, part } = place
  const command = commandOf(action, fieldsOf(form), visitor.organisation.rules.defaultDeadlineTime)
  if (command?.action !== 'draftReport' && command?.action !== 'presentReport')
    return messagePage(c, 400, '未能办理', '没有收到文字，请返回重试。')
  // A text that says nothing new is no change, and leaves no entry.
  const isSaved = action === 'draftReport' && sameReport(typedIn(place, form), workingText(part))
  if (isSaved && part.reportDraft !== null) return taken(c, place, form)
  const request = {
    command: { ...command, basedOn: String(form.get('base') ?? '') },
    assignmentId: part.id,
    actor: visitor.person.openId,
    turn: null,
    at: world.clock.now(),
    sourceEventId: `page:${randomUUID()}`,
  }
  const entailed = { eventKey: null, tapped: null, messages: [], subjects: [] }
  const acted = await act(world, matter, visitor.organisation, request, entailed)
  world.count.tap(action, acted.outcome)
  const now = {
    ...place,
    matter: acted.matter,
    part: acted.matter.assignments.find(({ id }) => id === part.id) ?? part,
  }
  if (acted.outcome === 'refused') return refusedAs(c, now, form, acted)
  if (action === 'draftReport') return taken(c, now, form)
  const version = latestReport(now.part)?.reportVersion ?? 1
  return messagePage(c, 200, '已呈领导审签', `反馈材料第${version}版已呈领导审签。`, {
    href: `/board/matters/${matter.id}`,
    text: '返回事项',
  })
}

function taken(c: Context, place: Place, form: FormData): Response {
  const { matter, part } = place
  if (!wantsFacts(c)) return c.redirect(addressOf(matter, part), 303)
  const text = typedIn(place, form)
  return c.json({
    saved: true,
    base: textHash(workingText(part)),
    findings: findingsOf(place, text),
  })
}

/** Nothing of what was typed is lost: it stands in the form again, beside what somebody else has made of the text. */
function refusedAs(
  c: Context,
  place: Place,
  form: FormData,
  { refusal }: Extract<Acted, { outcome: 'refused' }>,
): Response | Promise<Response> {
  const { visitor, matter, part } = place
  const text = typedIn(place, form)
  const why = refusalText(refusal, { organisation: visitor.organisation, matter })
  if (!wantsFacts(c)) {
    const still = mayWrite(visitor, matter, part)
    return still ? shown(c, place, { text, why }) : messagePage(c, 409, '未能办理', why)
  }
  const working = workingText(part)
  const moved =
    refusal.reason === 'textMoved'
      ? { base: textHash(working), changes: changesBetween(working, text) }
      : null
  return c.json({ saved: false, why, moved, findings: findingsOf(place, text) })
}

/** The head's text is kept with his card until he taps; it must be one that could be signed. */
async function amended(c: Context, place: Place, form: FormData): Promise<Response> {
  const { world, visitor, matter, part } = place
  const report = latestReport(part)
  if (!mayAmend(visitor, matter, part) || report === undefined)
    return messagePage(c, 409, '未能办理', '此稿已不在待审签，未作改动。')
  const text = typedIn(place, form, report)
  if (form.get('base') !== report.contentHash)
    return shown(c, place, { text, why: '此稿已有新的版本，您的文字尚未保存，请核对后再保存。' })
  if (carriesSecrecyMark(Object.values(text).join('\n')))
    return messagePage(c, 409, '未能办理', '文件含密级标志，不能在本平台流转。')
  const findings = gateFindings(text, isReply(matter, part))
  if (findings.length > 0) return shown(c, place, { text, why: findingsOf(place, text).join('') })
  const kept = sameReport(text, report) ? null : text
  if (!(await keepAmendment(world, visitor, matter, part, kept)))
    return shown(c, place, { text, why: '没有找到您的“请审签”卡片，请在飞书发送“审签”后再试。' })
  return c.redirect(addressOf(matter, part), 303)
}

function typedIn(
  { part, visitor }: Place,
  form: FormData,
  on: ReportText = workingText(part),
): ReportText {
  const command = commandOf(
    'draftReport',
    fieldsOf(form),
    visitor.organisation.rules.defaultDeadlineTime,
  )
  return command?.action === 'draftReport' ? editedReport(on, command.edit) : on
}

function fieldsOf(form: FormData): Record<string, string> {
  const texts = [...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  return Object.fromEntries(texts)
}

function wantsFacts(c: Context): boolean {
  return c.req.header('accept') === 'application/json'
}
