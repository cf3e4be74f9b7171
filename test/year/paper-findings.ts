// What the papers of a year must show, asked of the tables alone (process §7, invariants 1, 2, 3, 10 and 11).
import type { Sql } from '../../src/store/connect.ts'

export async function paperFindings(sql: Sql): Promise<string[]> {
  const found = await Promise.all([
    signedExactly(sql),
    clearedByTwo(sql),
    threePoints(sql),
    ownRequests(sql),
    versionsKept(sql),
    numbersWithoutGap(sql),
  ])
  return found.flat()
}

/** Invariant 1. */
async function signedExactly(sql: Sql): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select u.id from submission u where not exists (
      select from sign_off s where s.assignment_id = u.assignment_id
        and s.report_version = u.report_version and s.content_hash = u.content_hash and s.at <= u.at
        and (s.voided_at is null or s.voided_at >= u.at))`
  return rows.map(({ id }) => `submission ${id} was not signed`)
}

/** Invariant 2. */
async function clearedByTwo(sql: Sql): Promise<string[]> {
  const rows = await sql<{ number: string }[]>`
    select m.number from matter m where m.superior and m.status = 'closed' and not exists (
      select from report_up r
      join clearance v on v.matter_id = r.matter_id and v.content_hash = r.content_hash and v.post = 'viceMayor'
      join clearance c on c.matter_id = r.matter_id and c.content_hash = r.content_hash and c.post = 'mayor'
      where r.matter_id = m.id and v.by <> c.by)`
  return rows.map(({ number }) => `${number} went up without both leaders`)
}

/** Invariant 3. */
async function threePoints(sql: Sql): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select a.id from assignment a join matter m on m.id = a.matter_id
    where btrim(a.task) = '' or a.deadline <= a.handed_over_at or m.copies is null or not m.not_secret`
  return rows.map(({ id }) => `assignment ${id} was handed over without the three points`)
}

/** Invariant 10. */
async function ownRequests(sql: Sql): Promise<string[]> {
  const rows = await sql<{ what: string }[]>`
    select 'bulletin ' || id as what from bulletin
    where issued_at is not null and (issued_by = by or consented_by = by)
    union all
    select 'approval of ' || e.matter_id from audit_entry e join matter m on m.id = e.matter_id
    where e.action = '同意立项' and e.actor = m.proposed_by
    union all
    select 'pass of ' || e.assignment_id from audit_entry e join submission u on u.assignment_id = e.assignment_id
    where e.action = '通过' and e.actor = u.by
    union all
    select 'petition of ' || matter_id from petition
    where stage in ('granted', 'denied') and kind in ('extension', 'redirect') and not (facts ? 'special')
      and facts->>'decidedBy' in (by, facts->>'releasedBy', facts->>'presentedBy')`
  return rows.map(({ what }) => `decided on one's own: ${what}`)
}

/** Invariant 11. */
async function versionsKept(sql: Sql): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select assignment_id as id from report group by assignment_id
    having count(*) <> max(report_version) or min(report_version) <> 1`
  return rows.map(({ id }) => `versions of ${id} are lost`)
}

async function numbersWithoutGap(sql: Sql): Promise<string[]> {
  const [row] = await sql<{ count: number; highest: number | null }[]>`
    select count(*)::int as count, max(number_serial) as highest from matter
    where number_serial is not null`
  return row?.count === (row?.highest ?? 0) ? [] : [`${row?.count} numbers up to ${row?.highest}`]
}
