// 通报签发, and the 督查通报 that departments get once it is signed.
import { signersOf } from '../src/domain/bulletin.ts'
import type { Act } from '../src/domain/matter.ts'
import { departmentZh, hasRole, personOf } from '../src/domain/organisation.ts'
import { type Bulletin, openBulletin } from '../src/domain/outcome.ts'
import { ACTION_ZH } from '../src/domain/terms.ts'
import { dateZh } from '../src/domain/time.ts'
import { decisionCard, type Look } from './decision-frame.ts'
import { type Card, card, type Element, header, labelledLine, note, plain } from './element.ts'
import type { Confirm } from './element-button.ts'
import { clip } from './escape.ts'
import { fitting, quoted, SIGNED_ROOM } from './fitting.ts'
import { textField } from './form-fields.ts'
import { departmentFacts, factElements, titleZh } from './matter-facts.ts'
import {
  basisLine,
  matterName,
  peopleZh,
  personZh,
  SUPERSEDED_ZH,
  spokenZh,
  summaryZh,
} from './phrases.ts'
import type { CardView } from './view.ts'

export function bulletinCard(view: CardView): Card {
  return decisionCard(view, {
    said: (look) => said(view, look),
    fields: () => [
      textField(view, {
        name: 'opinion',
        label: '签发意见',
        present: '',
        rows: 2,
        placeholder: '退回请写明意见',
      }),
    ],
    buttons: [
      { action: 'issueBulletin', type: 'primary', confirm: issuing(view) },
      { action: 'returnBulletin', type: 'danger' },
    ],
    reason: basisLine(basis(view)),
    settledBy: settling(view),
  })
}

function said(view: CardView, { live, room, act }: Look): readonly Element[] {
  const { matter, organisation, card: row } = view
  const bulletin = bulletinBehind(view, act)
  if (bulletin === undefined) return []
  const drafter = personZh(organisation, bulletin.by)
  const hello = `${spokenZh(organisation, row.recipient)}：${drafter}拟就“${titleZh(matter)}”督查情况通报，现呈您签发。签发后即送下列范围。`
  return [
    ...(live ? [plain(hello)] : []),
    ...(bulletin.critical ? [note('本通报点名批评，须经阅批领导一并签发。')] : []),
    plain(quoted(bulletin.summary, Math.max(room, SIGNED_ROOM))),
    ...factElements([
      ...departmentFacts(matter, organisation),
      ['通报范围', scopeZh(view, bulletin)],
      ['一并反馈', peopleZh(organisation, bulletin.leaders)],
      ['已签', signedZh(view, bulletin)],
    ]),
  ]
}

function bulletinBehind({ matter }: CardView, act: Act | null): Bulletin | undefined {
  const meant = act?.contentHash ?? null
  return matter.bulletins.findLast((held) => held.contentHash === meant) ?? matter.bulletins.at(-1)
}

function scopeZh({ organisation }: CardView, { scope }: Bulletin): string {
  return scope.map((id) => departmentZh(organisation, id)).join('、')
}

function signedZh({ organisation }: CardView, { issuedBy, consentedBy }: Bulletin): string {
  return peopleZh(
    organisation,
    [issuedBy, consentedBy].filter((held) => held !== null),
  )
}

/** His own signature; or the office's, given by the other one, which is one for all of them. */
function settling(view: CardView): Act | null {
  const { matter, organisation, at, card: row } = view
  const bulletin = openBulletin(matter)
  if (bulletin === undefined) return null
  const signer = signersOf(matter, organisation, at).find(({ openId }) => openId === row.recipient)
  if (signer?.waiting === true) return null
  const acts = matter.history.filter(
    (act) => act.action === ACTION_ZH.issueBulletin && act.contentHash === bulletin.contentHash,
  )
  const own = acts.findLast((act) => act.actor === row.recipient)
  if (own !== undefined) return own
  const isOffice = !isDistrictLeader(view)
  const signed = isOffice ? bulletin.issuedBy : bulletin.consentedBy
  return signed === null ? null : (acts.findLast((act) => act.actor === signed) ?? null)
}

function isDistrictLeader({ organisation, card: row }: CardView): boolean {
  const person = personOf(organisation, row.recipient)
  return person !== undefined && hasRole(person, 'DISTRICT_MAYOR', 'DISTRICT_VICE_MAYOR')
}

function basis(view: CardView): string {
  return isDistrictLeader(view)
    ? '点名批评的通报，须经阅批领导签发。'
    : '督查结果在一定范围内通报，由区政府办主任或副主任签发。'
}

/** Title and consequence (conversation §1.3). */
function issuing(view: CardView): Confirm | undefined {
  const bulletin = openBulletin(view.matter)
  if (bulletin === undefined) return undefined
  const also = bulletin.alsoFeedback ? '，并反馈所选领导' : ''
  const text = `确认签发“${titleZh(view.matter)}”督查情况通报？签发后送${scopeZh(view, bulletin)}${also}。`
  return { title: '签发', text }
}

/** The bulletin as a department gets it: the text alone, nobody's remarks on it, nothing to press. */
export function bulletinCopyCard(view: CardView): Card {
  const { matter } = view
  const bulletin = matter.bulletins.findLast((held) => held.issuedAt !== null)
  const name = clip(matterName(matter), SUBTITLE_MAX)
  return fitting((room) => {
    const text =
      bulletin === undefined || view.card.superseded
        ? [plain(SUPERSEDED_ZH)]
        : [
            plain(quoted(bulletin.summary, room)),
            labelledLine('通报范围', scopeZh(view, bulletin)),
            plain(`${officeName(view)}　${dateZh(bulletin.issuedAt ?? bulletin.at)}`),
            note('为什么是我：贵单位在本通报范围内，请阅知。'),
          ]
    return card({
      header: header('督查通报', 'blue', {
        subtitle: name,
        tags: matter.classification === 'internal' ? [{ text: '内部', colour: 'neutral' }] : [],
      }),
      summary: summaryZh(matter, '督查通报', name),
      elements: text,
    })
  })
}

function officeName({ organisation }: CardView): string {
  const office = organisation.departments.find((held) => held.kind === 'office')
  return office?.name ?? organisation.district
}

/** One line of a phone. */
const SUBTITLE_MAX = 60
