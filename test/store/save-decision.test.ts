// A decision saved and read back: the whole road of one matter on a real Postgres, and what the database refuses.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AssignmentCommand, MatterCommand } from '../../src/domain/command.ts'
import { decide } from '../../src/domain/decide.ts'
import { leadOf, type Matter } from '../../src/domain/matter.ts'
import { newMatter } from '../../src/domain/new-matter.ts'
import { HOUR_MS } from '../../src/domain/time.ts'
import { wantedCards } from '../../src/domain/wanted-cards.ts'
import { sealAudit, verifyAudit } from '../../src/store/audit.ts'
import type { Sql } from '../../src/store/connect.ts'
import { loadMatter } from '../../src/store/matters.ts'
import { applyOrganisation } from '../../src/store/organisations.ts'
import { type Saved, saveDecision } from '../../src/store/save-decision.ts'
import { type FreshDatabase, freshDatabase } from '../kit/postgres.ts'
import { biogas, goodReport, MONDAY, named, yunling, yunlingFile } from '../kit/yunling.ts'

let database: FreshDatabase
let sql: Sql

beforeAll(async () => {
  database = await freshDatabase()
  sql = database.sql
  await applyOrganisation(sql, yunlingFile, MONDAY)
})
afterAll(() => database.drop())

let clock = MONDAY
let event = 0

function blank(): Matter {
  event += 1
  const id = `00000000-0000-4000-8000-${String(event).padStart(12, '0')}`
  return newMatter(id, named('蒋小棠'), {}, MONDAY)
}

interface Step {
  readonly by: string
  readonly command: MatterCommand | AssignmentCommand
}

function nextKey(): string {
  event += 1
  return `event-${event}`
}

async function save(before: Matter, step: Step, key = nextKey()): Promise<Saved> {
  clock += HOUR_MS / 4
  const onLead = leadOf(before)?.id ?? null
  const decided = decide(
    before,
    {
      command: step.command,
      assignmentId: onLead,
      actor: named(step.by),
      turn: null,
      at: clock,
      sourceEventId: key,
    },
    yunling,
  )
  if (!decided.ok) throw new Error(`refused: ${JSON.stringify(decided.refusal)}`)
  return saveDecision(sql, {
    appId: 'cli_test',
    eventKey: key,
    at: clock,
    change: { before, decided },
    wants: decided.gone ? [] : wantedCards(decided.matter, yunling, clock),
    numberPrefix: yunling.numberPrefix,
    tapped: null,
    messages: [],
    superseded: [],
    subjects: [],
  })
}

async function stored(matter: Matter): Promise<Matter> {
  const loaded = await loadMatter(sql, matter.id)
  if (loaded === null) throw new Error('the matter is gone')
  return loaded
}

async function along(start: Matter, steps: readonly Step[]): Promise<Matter> {
  let matter = start
  for (const step of steps) {
    expect((await save(matter, step)).outcome).toBe('saved')
    matter = await stored(matter)
  }
  return matter
}

const propose: Step = { by: '蒋小棠', command: { action: 'propose', docket: biogas } }
const approve: Step = { by: '佟雅宁', command: { action: 'approve', opinion: '请抓紧办理。' } }
const toSignOff: readonly Step[] = [
  { by: '禾苗', command: { action: 'acknowledge', suggestion: '拟由农村能源科办理' } },
  {
    by: '田守稼',
    command: {
      action: 'instruct',
      mode: 'section',
      opinion: '请农村能源科抓紧办理',
      handlers: [named('谷雨')],
      innerDeadline: null,
    },
  },
  {
    by: '谷雨',
    command: {
      action: 'reportProgress',
      progress: { achievement: '已建成120座', problem: '', onsite: '9月15日到三合村查看' },
      files: [{ kind: 'image', fileKey: 'img_1', messageId: 'om_1', name: '现场.jpg' }],
      sourceMessageId: 'om_1',
    },
  },
  { by: '谷雨', command: { action: 'finish' } },
  { by: '禾苗', command: { action: 'presentReport', edit: goodReport } },
]
const allReady = { copiesReady: true, sealed: true, electronicReady: true, wetSigned: true }
const toClosed: readonly Step[] = [
  { by: '田守稼', command: { action: 'signOff', edit: {}, opinion: '' } },
  { by: '禾苗', command: { action: 'submit', checklist: allReady } },
  { by: '蒋小棠', command: { action: 'pass' } },
  {
    by: '蒋小棠',
    command: { action: 'feedBack', summary: '已建成120座。', leaders: [named('佟雅宁')] },
  },
]

describe('一件事项从立项到办结', () => {
  test('每一步都完整入库，读出与决定一致，审计链完整', async () => {
    const matter = await along(blank(), [propose, approve, ...toSignOff, ...toClosed])

    expect(matter.status).toBe('closed')
    expect(matter.number).toBe('云政督〔2026〕1号')
    expect(matter.history.map((act) => act.action)).toEqual([
      '呈请立项',
      '同意立项',
      '签收并呈批',
      '签收并呈批',
      '批办',
      '报进展',
      '办理完毕',
      '呈领导审签',
      '同意审签',
      '报送',
      '通过',
      '自动',
      '自动',
      '反馈领导',
    ])
    expect(matter.assignments.map((held) => held.status)).toEqual(['passed', 'notProvided'])
    expect(await verifyAudit(sql)).toBeNull()
    const trail = await sql`select matter_number, to_status, content_hash from audit_trail
      where matter_id = ${matter.id}::uuid and action = '同意审签'`
    expect(trail[0]).toMatchObject({ matter_number: '云政督〔2026〕1号', to_status: '已审签' })
    expect(trail[0]?.content_hash).toMatch(/^[0-9a-f]{64}$/)
  })

  test('编号按年连续，不空不重', async () => {
    const second = await along(blank(), [propose, approve])
    const third = await along(blank(), [propose, approve])
    expect([second.number, third.number]).toEqual(['云政督〔2026〕2号', '云政督〔2026〕3号'])
  })

  test('该有的卡片恰好各一张，办过的不再等人', async () => {
    const matter = await along(blank(), [propose, approve])
    const cards = await sql`select kind, recipient, waiting, settled from message
      where matter_id = ${matter.id}::uuid order by kind, recipient`
    expect(cards.map((card) => [card.kind, card.recipient, card.waiting])).toEqual([
      ['docket', named('佟雅宁'), false],
      ['handover', named('金穗'), true],
      ['handover', named('禾苗'), true],
      ['status', 'oc_test_d04', false],
      ['status', 'oc_test_d09', false],
    ])
  })
})

describe('并发与重复', () => {
  test('同一事件再来一次没有第二次效果', async () => {
    const matter = await along(blank(), [propose])
    const key = 'event-twice'
    expect((await save(matter, approve, key)).outcome).toBe('saved')
    const again = await stored(matter)
    expect(
      (await save(again, { by: '禾苗', command: { action: 'acknowledge', suggestion: '' } }, key))
        .outcome,
    ).toBe('duplicate')
    expect((await stored(matter)).version).toBe(again.version)
  })

  test('两人同时保存，后到的什么也没有改变', async () => {
    const matter = await along(blank(), [propose])
    expect((await save(matter, approve)).outcome).toBe('saved')
    expect((await save(matter, approve)).outcome).toBe('conflict')
    expect((await stored(matter)).history).toHaveLength(2)
  })
})

describe('数据库自己也把关', () => {
  test('没有审签记录不能报送', async () => {
    const matter = await along(blank(), [propose, approve, ...toSignOff])
    const lead = leadOf(matter)
    const hash = lead?.reports.at(-1)?.contentHash ?? ''
    await expect(
      sql`insert into submission (id, assignment_id, report_version, content_hash, by, at)
        values (gen_random_uuid(), ${lead?.id ?? ''}::uuid, 1, ${hash}, ${named('禾苗')}, now())`,
    ).rejects.toMatchObject({ code: 'DB003' })
    await expect(
      sql`update assignment set status = 'submitted' where id = ${lead?.id ?? ''}::uuid`,
    ).rejects.toMatchObject({ code: 'DB003' })
  })

  test('报告一字不能改，换了主送也不行', async () => {
    const matter = await along(blank(), [propose, approve, ...toSignOff])
    const report = leadOf(matter)?.reports.at(-1)
    await expect(
      sql`update report set problems = '没有问题' where id = ${report?.id ?? ''}::uuid`,
    ).rejects.toMatchObject({ code: 'DB002' })
    await expect(
      sql`insert into report select gen_random_uuid(), assignment_id, 9, title, '区政府办公室', content, content_hash,
        achievements, problems, next_steps, no_problem_confirmed, verification, by, at
        from report where id = ${report?.id ?? ''}::uuid`,
    ).rejects.toMatchObject({ code: 'DB001' })
  })

  test('审计记录不能改、不能删、不能插队', async () => {
    await expect(sql`update audit_entry set action = '同意'`).rejects.toMatchObject({
      code: 'DB004',
    })
    await expect(sql`delete from audit_entry`).rejects.toMatchObject({ code: 'DB004' })
    await expect(sql`truncate audit_entry`).rejects.toMatchObject({ code: 'DB004' })
  })

  test('三要素不全的事项进不了阅批', async () => {
    const matter = await along(blank(), [propose])
    await expect(
      sql`update matter set copies = null where id = ${matter.id}::uuid`,
    ).rejects.toMatchObject({ code: '23514' })
  })
})

describe('审计', () => {
  test('有人绕过规则改了一条，校验指出是哪一条', async () => {
    const matter = await along(blank(), [propose, approve])
    await sql.begin(async (tx) => {
      await tx`alter table audit_entry disable trigger user`
      await tx`update audit_entry set details = '{"opinion":"不同意"}' where matter_id = ${matter.id}::uuid and seq = 2`
      await tx`alter table audit_entry enable trigger user`
    })
    expect(await verifyAudit(sql)).toMatchObject({ at: `matter ${matter.id} entry 2` })
    await sql.begin(async (tx) => {
      await tx`alter table audit_entry disable trigger user`
      await tx`update audit_entry set details = '{"opinion":"请抓紧办理。"}' where matter_id = ${matter.id}::uuid and seq = 2`
      await tx`alter table audit_entry enable trigger user`
    })
    expect(await verifyAudit(sql)).toBeNull()
  })

  test('每日封存一次，封存之后截短的链会被发现', async () => {
    const matter = await along(blank(), [propose, approve])
    const tomorrow = clock + 48 * HOUR_MS
    expect(await sealAudit(sql, tomorrow)).toBe(1)
    expect(await sealAudit(sql, tomorrow)).toBe(0)
    expect(await verifyAudit(sql)).toBeNull()
    await sql.begin(async (tx) => {
      await tx`alter table audit_entry disable trigger user`
      await tx`delete from audit_entry where matter_id = ${matter.id}::uuid and seq = 2`
      await tx`alter table audit_entry enable trigger user`
    })
    expect(await verifyAudit(sql)).not.toBeNull()
  })
})
