// An organisation file's draft out of the tenant's contacts: what is certain is filled in, the rest is an open point.
import type { Group, TenantDepartment, TenantPerson } from '../lark/client-inspection.ts'
import { listed } from './finding.ts'

export interface Contacts {
  /** The department whose direct children are the district's departments; `0` is the tenant. */
  readonly root: string
  readonly departments: readonly TenantDepartment[]
  /** Who belongs to a department itself, by its id; the root's own people too. */
  readonly people: ReadonlyMap<string, readonly TenantPerson[]>
  /** The groups that the bot is in. */
  readonly groups: readonly Group[]
}

export interface Draft {
  /** In the shape of the organisation file (interface §4), with empty places where somebody must decide. */
  readonly file: {
    readonly district: string
    readonly governmentName: string
    readonly numberPrefix: string
    readonly departments: readonly DraftDepartment[]
    readonly people: readonly DraftPerson[]
  }
  /** What is left to do by hand, in Chinese. */
  readonly openPoints: readonly string[]
}

interface DraftDepartment {
  readonly id: string
  readonly name: string
  readonly shortName: string
  readonly kind: 'dept'
  readonly chatId?: string
}

interface DraftPerson {
  readonly id: string
  readonly openId: string
  readonly name: string
  readonly title: string
  readonly dept: string
  readonly roles: readonly 'DEPT_HEAD'[]
}

/** A person where the contacts have them: below one of the district's departments. */
interface Placed extends TenantPerson {
  readonly under: string
}

/** People of a department's sections belong to the department. Nobody is taken twice. */
export function draftOrganisation(contacts: Contacts): Draft {
  const tops = contacts.departments.filter(
    ({ parent }) => parent === null || parent === contacts.root,
  )
  const ids = new Map(tops.map(({ id }, at) => [id, `D${String(at + 1).padStart(2, '0')}`]))
  const inside = new Set(contacts.groups.map(({ chatId }) => chatId))
  const heads = headsOf(tops)
  const placed = placedPeople(contacts, heads)
  const people = placed.map((person, at) => ({
    id: `P${String(at + 1).padStart(3, '0')}`,
    openId: person.openId,
    name: person.name,
    title: person.title,
    dept: ids.get(person.under) ?? '',
    roles: heads.get(person.openId) === person.under ? (['DEPT_HEAD'] as const) : [],
  }))
  const departments = tops.map(({ id, name, chatId }) => ({
    id: ids.get(id) ?? '',
    name,
    shortName: name,
    kind: 'dept' as const,
    ...(chatId !== null && inside.has(chatId) && { chatId }),
  }))
  const file = { district: '', governmentName: '', numberPrefix: '', departments, people }
  return { file, openPoints: openPoints(contacts, file, tops) }
}

/** Who heads which department; who heads two is put to the first. */
function headsOf(tops: readonly TenantDepartment[]): ReadonlyMap<string, string> {
  const heads = new Map<string, string>()
  for (const { id, leader } of tops)
    if (leader !== null && !heads.has(leader)) heads.set(leader, id)
  return heads
}

function placedPeople(
  { departments, people, root }: Contacts,
  heads: ReadonlyMap<string, string>,
): Placed[] {
  const parents = new Map(departments.map(({ id, parent }) => [id, parent]))
  const placed = new Map<string, Placed>()
  for (const [department, members] of people) {
    for (const person of members.filter(({ hasLeft }) => !hasLeft)) {
      const under = heads.get(person.openId) ?? topOf(department, parents, root)
      if (!placed.has(person.openId)) placed.set(person.openId, { ...person, under })
    }
  }
  const order = [...parents.keys()]
  return [...placed.values()].sort((a, b) => order.indexOf(a.under) - order.indexOf(b.under))
}

function topOf(id: string, parents: ReadonlyMap<string, string | null>, root: string): string {
  let at = id
  // A circle cannot come from the platform, but it must not hang us either.
  for (let step = 0; step < parents.size; step += 1) {
    const parent = parents.get(at)
    if (parent === undefined || parent === null || parent === root) return at
    at = parent
  }
  return at
}

function openPoints(
  contacts: Contacts,
  file: Draft['file'],
  tops: readonly TenantDepartment[],
): string[] {
  return [
    'district、governmentName、numberPrefix：填写地区、政府全称和文号字头',
    '政府办公室的 kind 改为 office（恰有一个），各部门 shortName 改为简称；编号启用后不要再改',
    '副区长的 portfolioDepts：写明各自分管的部门编号，每个部门恰有一位',
    ...aboutPeople(file.people),
    ...aboutHeads(contacts, file.people, tops),
    ...aboutGroups(contacts, file.departments),
  ]
}

function aboutPeople(people: readonly DraftPerson[]): string[] {
  const without = people.filter(({ roles }) => roles.length === 0)
  const homeless = people.filter(({ dept }) => dept === '')
  const unnamed = people.filter(({ name, title }) => name === '' || title === '')
  return [
    ...point(without, (names) => `roles：通讯录不知道谁是什么角色：${names}；不参与督查的可以删去`),
    ...point(homeless, (names) => `dept：直属于根部门，不知归哪个单位：${names}`),
    ...point(unnamed, (names) => `name、title：通讯录里没有，或没有开通读取权限：${names}`),
  ]
}

/** The contacts may have somebody in several departments, and one person at the head of several. */
function aboutHeads(
  { people }: Contacts,
  drafted: readonly DraftPerson[],
  tops: readonly TenantDepartment[],
): string[] {
  const places = [...people.values()].flat().map(({ openId }) => openId)
  const leaders = tops.flatMap(({ leader }) => leader ?? [])
  const visible = new Set(places)
  const heads = drafted.filter(({ roles }) => roles.length > 0)
  const scattered = drafted.filter(({ openId }) => isRepeated(places, openId))
  const busy = drafted.filter(({ openId }) => isRepeated(leaders, openId))
  const leaderless = tops.filter(({ leader }) => leader === null)
  const hidden = tops.filter(({ leader }) => leader !== null && !visible.has(leader))
  return [
    ...point(heads, (names) => `请核对部门主要负责人（DEPT_HEAD）：${names}`),
    ...point(leaderless, (names) => `通讯录没有设负责人的部门：${names}`),
    ...point(hidden, (names) => `负责人不在应用可见范围内的部门：${names}`),
    ...point(busy, (names) => `负责多个部门，只写作第一个部门的主要负责人：${names}`),
    ...point(scattered, (names) => `在多个部门任职，只写进了其中一个：${names}`),
  ]
}

function aboutGroups({ groups }: Contacts, departments: readonly DraftDepartment[]): string[] {
  const used = new Set(departments.map(({ chatId }) => chatId))
  const without = departments.filter(({ chatId }) => chatId === undefined)
  const spare = groups.filter(({ chatId }) => !used.has(chatId))
  return [
    ...point(without, (names) => `chatId：不知道是哪个工作群的部门：${names}`),
    ...spare.map(({ name, chatId }) => `机器人所在、尚未对应部门的群：${name} ${chatId}`),
  ]
}

/** One point about all of them by name, or by id where the name is not known; none about nobody. */
function point(
  found: readonly { readonly id: string; readonly name: string }[],
  say: (names: string) => string,
): string[] {
  return found.length === 0 ? [] : [say(listed(found.map(({ id, name }) => name || id)))]
}

function isRepeated(all: readonly string[], one: string): boolean {
  return all.indexOf(one) !== all.lastIndexOf(one)
}
