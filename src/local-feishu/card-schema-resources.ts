// Card JSON 2.0: the people and pictures that a card refers to, wherever in it they are named.
import { type Found, isRecord, type Path } from './card-schema-fault.ts'

export interface CardContext {
  /** Ids of the people the platform knows. Without it, none is looked up. */
  readonly knownUsers?: ReadonlySet<string> | undefined
  /** Keys of the images that were uploaded. Without it, none is looked up. */
  readonly knownImages?: ReadonlySet<string> | undefined
}

export type Thing = readonly [at: Path, thing: Readonly<Record<string, unknown>>]

/** Things whose inside is data of the card's author and no part of the card. */
const DATA: ReadonlySet<string> = new Set(['chart_spec', 'value', 'rows'])

/** Every object of a card with its place, the card itself first. */
export function thingsIn(card: unknown): Thing[] {
  const found: Thing[] = []
  collect(card, [], found)
  return found
}

function collect(value: unknown, at: Path, found: Thing[]): void {
  if (isRecord(value)) found.push([at, value])
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner !== 'object' || DATA.has(key)) continue
    collect(inner, [...at, Array.isArray(value) ? Number(key) : key], found)
  }
}

/** People and images that the platform would not find. */
export function resourceFaults(things: readonly Thing[], context: CardContext): Found[] {
  return things.flatMap(([at, thing]) => [
    ...unknownOf(usersOf(thing), context.knownUsers).map((id) => invalidUser(at, id)),
    ...unknownOf(imagesOf(thing), context.knownImages).map((key) => invalidImage(at, key)),
  ])
}

function unknownOf(ids: readonly string[], known: ReadonlySet<string> | undefined): string[] {
  return known === undefined ? [] : ids.filter((id) => !known.has(id))
}

function invalidUser(at: Path, id: string): Found {
  const message = 'There is an invalid user resource(at/person) in your card'
  return { code: 100290, at, message, value: id }
}

function invalidImage(at: Path, key: string): Found {
  return {
    code: 200570,
    at,
    message: 'card contains invalid image keys',
    value: `image key ${key}`,
  }
}

function usersOf(thing: Readonly<Record<string, unknown>>): string[] {
  switch (thing.tag) {
    case 'person':
      return strings([thing.user_id])
    case 'person_list':
      return thing.drop_invalid_user_id === true ? [] : memberStrings(thing.persons, 'id')
    // An id that is not found here would open the list to every member of the chat.
    case 'select_person':
    case 'multi_select_person':
      return memberStrings(thing.options, 'value')
    case 'table':
      return [...cellsOf(thing, ['persons']), ...markupOf(thing).flatMap(mentionsIn)]
    default:
      return markupOf(thing).flatMap(mentionsIn)
  }
}

function imagesOf(thing: Readonly<Record<string, unknown>>): string[] {
  const translated = isRecord(thing.i18n_img_key) ? Object.values(thing.i18n_img_key) : []
  return [...strings([thing.img_key, ...translated]), ...markupOf(thing).flatMap(picturesIn)]
}

/** The texts of a thing that are read as Markdown. */
function markupOf(thing: Readonly<Record<string, unknown>>): string[] {
  if (thing.tag === 'table') return cellsOf(thing, ['lark_md', 'markdown'])
  if (thing.tag !== 'markdown' && thing.tag !== 'lark_md') return []
  const translated = isRecord(thing.i18n_content) ? Object.values(thing.i18n_content) : []
  return strings([thing.content, ...translated])
}

/** `<at id=…>`, `<at ids=a,b>`, `<person id=…>`; everybody at once and e-mail addresses are no ids. */
function mentionsIn(markup: string): string[] {
  return [...markup.matchAll(/<(?:at|person)\s[^>]*?\bids?\s*=\s*(["']?)([^"'>\s]+)\1/gi)]
    .flatMap(([, , ids = '']) => ids.split(','))
    .filter((id) => id !== '' && id !== 'all')
}

function picturesIn(markup: string): string[] {
  return [...markup.matchAll(/!\[[^\]]*\]\(([^)\s]+)/g)].map(([, key = '']) => key)
}

function cellsOf(table: Readonly<Record<string, unknown>>, kinds: readonly string[]): string[] {
  const columns = Array.isArray(table.columns) ? table.columns : []
  const names = columns
    .filter((column) => isRecord(column) && kinds.includes(String(column.data_type)))
    .map((column) => String(column.name))
  const rows: readonly unknown[] = Array.isArray(table.rows) ? table.rows : []
  return rows.flatMap((row) => (isRecord(row) ? strings(names.flatMap((name) => row[name])) : []))
}

function memberStrings(list: unknown, key: string): string[] {
  const members: readonly unknown[] = Array.isArray(list) ? list : []
  return strings(members.map((member) => (isRecord(member) ? member[key] : undefined)))
}

function strings(values: readonly unknown[]): string[] {
  return values.filter((value) => typeof value === 'string')
}
