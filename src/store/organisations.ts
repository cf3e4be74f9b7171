// The organisation in and out of the database: applied from its file, read whole, kept in memory by version.

import { eq, notInArray } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/postgres-js'
import { canonicalJson, idFrom, sha256Hex } from '../domain/hash.ts'
import type {
  Calendar,
  Delegation,
  DelegationScope,
  Organisation,
  Person,
  Role,
  Rules,
} from '../domain/organisation.ts'
import type { Instant } from '../domain/time.ts'
import type { Sql } from './connect.ts'
import * as tables from './schema.ts'

/** Applying organisation files takes turns across all instances. */
const APPLY_LOCK = 0x6f7267

export type OrganisationContent = Omit<Organisation, 'version'>

/**
 * Applies the content of an organisation file. The same content again changes nothing; who is gone from it is
 * switched off, never deleted (interface §4). `sql` must be a client of its own: drizzle changes the serialisers.
 */
export async function applyOrganisation(
  sql: Sql,
  content: OrganisationContent,
  at: Instant,
): Promise<'applied' | 'unchanged'> {
  const fileHash = sha256Hex(canonicalJson(JSON.parse(JSON.stringify(content))))
  return drizzle(sql).transaction(async (db) => {
    await db.execute(`select pg_advisory_xact_lock(${APPLY_LOCK})`)
    const [held] = await db.select().from(tables.organisation)
    if (held?.fileHash === fileHash) return 'unchanged'
    const settings = {
      version: (held?.version ?? 0) + 1,
      fileHash,
      district: content.district,
      governmentName: content.governmentName,
      numberPrefix: content.numberPrefix,
      rules: content.rules,
      calendar: content.calendar,
      appliedAt: new Date(at),
    }
    await db
      .insert(tables.organisation)
      .values({ sole: true, ...settings })
      .onConflictDoUpdate({ target: tables.organisation.sole, set: settings })
    await applyDepartments(db, content)
    await applyPeople(db, content)
    await db.delete(tables.delegation)
    const delegations = content.delegations.map(delegationRow)
    if (delegations.length > 0) await db.insert(tables.delegation).values(delegations)
    return 'applied'
  })
}

type Db = Parameters<Parameters<ReturnType<typeof drizzle>['transaction']>[0]>[0]

async function applyDepartments(db: Db, content: OrganisationContent): Promise<void> {
  for (const [position, department] of content.departments.entries()) {
    const row = { ...department, position, active: true }
    await db
      .insert(tables.department)
      .values(row)
      .onConflictDoUpdate({ target: tables.department.id, set: row })
  }
  const kept = content.departments.map((department) => department.id)
  await db
    .update(tables.department)
    .set({ active: false })
    .where(notInArray(tables.department.id, kept))
}

async function applyPeople(db: Db, content: OrganisationContent): Promise<void> {
  for (const [position, person] of content.people.entries()) {
    const row = {
      openId: person.openId,
      position,
      name: person.name,
      title: person.title,
      departmentId: person.departmentId,
      roles: [...person.roles],
      portfolio: [...person.portfolio],
      active: person.active,
    }
    await db
      .insert(tables.person)
      .values(row)
      .onConflictDoUpdate({ target: tables.person.openId, set: row })
  }
  const kept = content.people.map((person) => person.openId)
  await db
    .update(tables.person)
    .set({ active: false })
    .where(notInArray(tables.person.openId, kept))
}

function delegationRow(given: Delegation) {
  return {
    id: idFrom(
      'delegation',
      given.principal,
      given.delegate,
      given.from,
      given.writtenAuthorization,
    ),
    principal: given.principal,
    delegate: given.delegate,
    scope: [...given.scope],
    fromDay: given.from,
    toDay: given.to,
    writtenAuthorization: given.writtenAuthorization,
  }
}

/** The version of the organisation applied last, 0 when there is none. Any client may ask. */
export async function organisationVersion(sql: Sql): Promise<number> {
  const [row] = await sql<{ version: number }[]>`select version from organisation`
  return row?.version ?? 0
}

/** The organisation as it is now, or null when none was ever applied. Same client rule as above. */
export async function loadOrganisation(sql: Sql): Promise<Organisation | null> {
  const db = drizzle(sql)
  const [settings] = await db.select().from(tables.organisation)
  if (settings === undefined) return null
  const departments = await db
    .select()
    .from(tables.department)
    .where(eq(tables.department.active, true))
    .orderBy(tables.department.position)
  const people = await db.select().from(tables.person).orderBy(tables.person.position)
  const delegations = await db.select().from(tables.delegation).orderBy(tables.delegation.id)
  return {
    version: settings.version,
    district: settings.district,
    governmentName: settings.governmentName,
    numberPrefix: settings.numberPrefix,
    rules: settings.rules as Rules,
    calendar: settings.calendar as Calendar,
    departments: departments.map(({ id, name, shortName, kind, chatId, sealName }) => ({
      id,
      name,
      shortName,
      kind,
      chatId,
      sealName,
    })),
    people: people.map(
      (row): Person => ({
        openId: row.openId,
        name: row.name,
        title: row.title,
        departmentId: row.departmentId,
        roles: row.roles as Role[],
        portfolio: row.portfolio,
        active: row.active,
      }),
    ),
    delegations: delegations.map((row) => ({
      principal: row.principal,
      delegate: row.delegate,
      scope: row.scope as DelegationScope[],
      from: row.fromDay,
      to: row.toDay,
      writtenAuthorization: row.writtenAuthorization,
    })),
  }
}
