// The organisation in and out of the database: applied from its file, read whole, kept in memory by version.
import { concernedBy } from '../domain/concerned.ts'
import { canonicalJson, idFrom, sha256Hex } from '../domain/hash.ts'
import type {
  Calendar,
  Delegation,
  Department,
  Organisation,
  Person,
  Rules,
} from '../domain/organisation.ts'
import { AUTOMATIC_ZH } from '../domain/terms.ts'
import type { Instant } from '../domain/time.ts'
import type { Sql, Transaction } from './connect.ts'
import { appendToChain } from './organisation-chain.ts'
import { noteRealignment } from './realignment.ts'
import { iso } from './rows.ts'

export type OrganisationContent = Omit<Organisation, 'version'>

/**
 * Applies the content of an organisation file. The same content again changes nothing; who is gone from it is
 * switched off, never deleted (interface §4).
 */
export async function applyOrganisation(
  sql: Sql,
  content: OrganisationContent,
  at: Instant,
): Promise<'applied' | 'unchanged'> {
  const fileHash = sha256Hex(canonicalJson(JSON.parse(JSON.stringify(content))))
  return await sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(organisation_lock())`
    const [held] = await tx<{ hash: string }[]>`select file_hash as hash from organisation`
    if (held?.hash === fileHash) return 'unchanged'
    const before = await loadOrganisation(tx)
    await applySettings(tx, content, fileHash, at)
    await applyDepartments(tx, content)
    await applyPeople(tx, content)
    await applyDelegations(tx, content)
    if (before !== null) await followApplied(tx, before, fileHash, at)
    return 'applied'
  })
}

/** A later file wins over everything that words have changed since the one before; the chain says that it came. */
async function followApplied(
  tx: Transaction,
  before: Organisation,
  fileHash: string,
  at: Instant,
): Promise<void> {
  const after = await loadOrganisation(tx)
  if (after === null) return
  await noteRealignment(tx, concernedBy(before, after), at)
  const deed = {
    actor: 'system',
    actingFor: null,
    action: AUTOMATIC_ZH,
    details: { organisationFile: fileHash },
    sourceEventId: `organisation-file:${fileHash}:${after.version}`,
  } as const
  await appendToChain(tx, deed, at)
}

async function applySettings(
  tx: Transaction,
  content: OrganisationContent,
  fileHash: string,
  at: Instant,
): Promise<void> {
  const { district, governmentName, numberPrefix } = content
  await tx`
    insert into organisation as held (sole, version, file_hash, district, government_name, number_prefix,
      rules, calendar, applied_at)
    values (true, 1, ${fileHash}, ${district}, ${governmentName}, ${numberPrefix},
      ${JSON.stringify(content.rules)}::text::jsonb, ${JSON.stringify(content.calendar)}::text::jsonb,
      ${iso(at)})
    on conflict (sole) do update set version = held.version + 1, file_hash = excluded.file_hash,
      district = excluded.district, government_name = excluded.government_name,
      number_prefix = excluded.number_prefix, rules = excluded.rules, calendar = excluded.calendar,
      applied_at = excluded.applied_at`
}

async function applyDepartments(tx: Transaction, content: OrganisationContent): Promise<void> {
  const rows = content.departments.map((department, position) => ({ ...department, position }))
  await tx`
    insert into department (id, position, name, short_name, kind, chat_id, seal_name, active)
    select id, position, name, "shortName", kind, "chatId", "sealName", true
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as given (id text, position integer,
      name text, "shortName" text, kind text, "chatId" text, "sealName" text)
    on conflict (id) do update set position = excluded.position, name = excluded.name,
      short_name = excluded.short_name, kind = excluded.kind, chat_id = excluded.chat_id,
      seal_name = excluded.seal_name, active = true`
  const kept = content.departments.map((department) => department.id)
  await tx`update department set active = false where id <> all (${kept}::text[])`
}

async function applyPeople(tx: Transaction, content: OrganisationContent): Promise<void> {
  const rows = content.people.map((person, position) => ({ ...person, position }))
  await tx`
    insert into person (open_id, position, name, title, department_id, roles, portfolio, active)
    select "openId", position, name, title, "departmentId", roles, portfolio, active
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as given ("openId" text, position integer,
      name text, title text, "departmentId" text, roles text[], portfolio text[], active boolean)
    on conflict (open_id) do update set position = excluded.position, name = excluded.name,
      title = excluded.title, department_id = excluded.department_id, roles = excluded.roles,
      portfolio = excluded.portfolio, active = excluded.active`
  const kept = content.people.map((person) => person.openId)
  await tx`update person set active = false where open_id <> all (${kept}::text[])`
}

async function applyDelegations(tx: Transaction, content: OrganisationContent): Promise<void> {
  const rows = content.delegations.map((given) => ({ ...given, id: delegationId(given) }))
  await tx`delete from delegation`
  await tx`
    insert into delegation (id, principal, delegate, scope, from_day, to_day, written_authorization)
    select id, principal, delegate, scope, "from", "to", "writtenAuthorization"
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as given (id text, principal text,
      delegate text, scope text[], "from" date, "to" date, "writtenAuthorization" text)`
}

function delegationId({ principal, delegate, from, writtenAuthorization }: Delegation): string {
  return idFrom('delegation', principal, delegate, from, writtenAuthorization)
}

/** The version of the organisation applied last, 0 when there is none. */
export async function organisationVersion(sql: Sql): Promise<number> {
  const [row] = await sql<{ version: number }[]>`select version from organisation`
  return row?.version ?? 0
}

interface Settings {
  readonly version: number
  readonly district: string
  readonly governmentName: string
  readonly numberPrefix: string
  readonly rules: Rules
  readonly calendar: Calendar
}

/** The organisation as it is now, or null when none was ever applied. */
export async function loadOrganisation(sql: Sql | Transaction): Promise<Organisation | null> {
  const [settings] = await sql<Settings[]>`
    select version, district, government_name as "governmentName", number_prefix as "numberPrefix",
      rules, calendar
    from organisation`
  if (settings === undefined) return null
  const departments = await sql<Department[]>`
    select id, name, short_name as "shortName", kind, chat_id as "chatId", seal_name as "sealName"
    from department where active order by position`
  const people = await sql<Person[]>`
    select open_id as "openId", name, title, department_id as "departmentId", roles, portfolio, active
    from person order by position`
  const delegations = await sql<Delegation[]>`
    select principal, delegate, scope, from_day::text as "from", to_day::text as "to",
      written_authorization as "writtenAuthorization"
    from delegation order by id`
  return {
    ...settings,
    departments: [...departments],
    people: [...people],
    delegations: [...delegations],
  }
}
