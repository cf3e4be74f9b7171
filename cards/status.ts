// 督查事项: where a matter stands. Groups get the bare state; who asks privately gets what they may see.
import { matterLamp } from '../src/domain/deadline.ts'
import type { Assignment } from '../src/domain/matter.ts'
import { activePerson, type Person } from '../src/domain/organisation.ts'
import { type Asker, shownAssignments } from '../src/domain/shown-within.ts'
import { CARD_TITLE_ZH, CATEGORY_ZH, LAMP_ZH, type Lamp, URGENCY_ZH } from '../src/domain/terms.ts'
import { correctedElements, correctedInGroup } from './correction-facts.ts'
import { isSparedRed } from './decision-frame.ts'
import {
  type Card,
  card,
  type Element,
  fields,
  type Header,
  type HeaderColour,
  type HeaderTag,
  header,
  hr,
  labelledLine,
  note,
  plain,
} from './element.ts'
import { clip, visibleText } from './escape.ts'
import { fitting, quoted } from './fitting.ts'
import { titleZh } from './matter-facts.ts'
import { bareDeadlineLine, pointsLines, SUPERSEDED_ZH, statusZh, summaryZh } from './phrases.ts'
import { departmentsElement, papersPanels, timelinePanel } from './status-parts.ts'
import type { CardView } from './view.ts'
import { wordsNow } from './words-now.ts'

/** The card of the matter for its recipient. It has no button: it says, and never asks. */
export function statusCard(view: CardView): Card {
  const person =
    view.card.recipientType === 'person'
      ? activePerson(view.organisation, view.card.recipient)
      : undefined
  return fitting((room) =>
    card({
      header: headerFor(view),
      summary: summaryZh(view.matter, CARD_TITLE_ZH.status),
      elements: elementsFor(view, person, room),
    }),
  )
}

function elementsFor(view: CardView, person: Person | undefined, room: number): readonly Element[] {
  if (view.card.superseded) return [plain(SUPERSEDED_ZH)]
  if (person !== undefined) return privateElements(view, person, room)
  return view.matter.classification === 'internal' ? internalFacts(view) : groupFacts(view)
}

/** No leader's name, no word of the content (conversation §1.2, process §8). */
function groupFacts(view: CardView): readonly Element[] {
  return [
    plain(titleZh(view.matter), { size: 'heading' }),
    facts(view),
    due(view),
    ...correctedInGroup(view.matter),
  ]
}

/** 内部 matters: number and lamp only (process §7.12). */
function internalFacts(view: CardView): readonly Element[] {
  return [fields([numberFact(view), lampFact(view)])]
}

function facts(view: CardView): Element {
  return fields([numberFact(view), lampFact(view), ['状态', statusZh(view.matter)]])
}

function due({ matter, organisation }: CardView): Element {
  return labelledLine('办结时间', bareDeadlineLine(matter, organisation))
}

function privateElements(view: CardView, person: Person, room: number): readonly Element[] {
  const { matter, organisation, at } = view
  const asker: Asker = { person, matter, organisation, at }
  const shown = shownAssignments(asker)
  return [
    plain(titleZh(matter), { size: 'heading' }),
    privateFacts(view),
    hr(),
    ...points(view, shown, room),
    ...correctedElements(matter, room),
    ...departmentsElement(asker),
    hr(),
    ...wordsElements(asker),
    ...shown.flatMap((held) => papersPanels(asker, held, room)),
    ...timelinePanel(asker, room),
  ]
}

function privateFacts(view: CardView): Element {
  const { matter } = view
  return fields([
    numberFact(view),
    lampFact(view),
    ['状态', statusZh(matter)],
    ['紧急程度', URGENCY_ZH[matter.urgency]],
    ['类别', matter.category === null ? '（未选择）' : CATEGORY_ZH[matter.category]],
    ['来源', clip(visibleText(matter.source), SOURCE_MAX) || '（未填写）'],
  ])
}

const SOURCE_MAX = 100

/** Those of the lead, or of the asker's own department where that only helps. */
function points(view: CardView, shown: readonly Assignment[], room: number): readonly Element[] {
  const nearest = shown.find((held) => held.kind === 'lead') ?? shown[0] ?? null
  return pointsLines(view.matter, nearest, view.organisation).map(([label, value]) =>
    labelledLine(label, quoted(value, room)),
  )
}

function wordsElements({ person, matter, organisation, at }: Asker): readonly Element[] {
  const words = wordsNow(person, matter, organisation, at)
  if (words.length === 0) return [note('此事项目前无需您办理。')]
  return [
    note('您现在可以发送'),
    plain(words.map((one) => `${one.words}：${one.purpose}`).join('\n')),
  ]
}

function numberFact({ matter }: CardView): readonly [string, string] {
  return ['督查编号', matter.number ?? '（尚未编号）']
}

function lampFact(view: CardView): readonly [string, string] {
  return ['亮灯', lampShown(view) === null ? '（立项后显示）' : LAMP_ZH[lampOf(view)]]
}

function lampOf({ matter, organisation, at }: CardView): Lamp {
  return matterLamp(matter, organisation, at)
}

/** A matter that nobody has docketed has no deadline to be early or late for. */
function lampShown(view: CardView): Lamp | null {
  const lamp = lampOf(view)
  return view.matter.docketedAt === null && lamp !== 'grey' ? null : lamp
}

/** Red is never shown to the district's leaders nor to heads of departments (conversation §1.7). */
function headerFor(view: CardView): Header {
  const lamp = lampShown(view)
  const subtitle = view.matter.number ?? undefined
  if (view.card.superseded) return header(CARD_TITLE_ZH.status, 'grey', { subtitle })
  if (lamp === null) return header(CARD_TITLE_ZH.status, 'blue', { subtitle })
  if (lamp === 'red' && isSparedRed(view))
    return header(CARD_TITLE_ZH.status, 'orange', { subtitle })
  const tags: readonly HeaderTag[] = [{ text: LAMP_ZH[lamp], colour: TAG_COLOUR[lamp] }]
  return header(CARD_TITLE_ZH.status, HEADER_COLOUR[lamp], { subtitle, tags })
}

const HEADER_COLOUR: Record<Lamp, HeaderColour> = {
  green: 'green',
  yellow: 'orange',
  red: 'red',
  blue: 'blue',
  grey: 'grey',
}

const TAG_COLOUR: Record<Lamp, HeaderTag['colour']> = {
  green: 'green',
  yellow: 'orange',
  red: 'red',
  blue: 'blue',
  grey: 'neutral',
}
