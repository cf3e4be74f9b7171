// Files that the bot sends: kept before they are shown, uploaded once, told once, and only ever the same bytes.
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '../../src/domain/time.ts'
import { keepDocument, type NewDocument } from '../../src/store/documents.ts'
import { freshDatabase } from '../kit/postgres.ts'
import { card } from '../kit/wanted.ts'
import { type Office, openOffice, T0 } from './sending.ts'

const database = await freshDatabase()
const { sql } = database
const BYTES = new TextEncoder().encode('一张表')
let office: Office

beforeEach(async () => {
  office = await openOffice(sql)
})
afterEach(() => office.close())
afterAll(() => database.drop())

async function ledger(bytes: Uint8Array<ArrayBuffer> = BYTES): Promise<NewDocument> {
  const id = crypto.randomUUID()
  const document = { id, matterId: null, assignmentId: null, kind: 'ledger' }
  const kept = { ...document, facts: {}, contentHash: null }
  await keepDocument(sql, kept, { name: '督查台账.xlsx', bytes }, T0)
  return kept
}

function fileTo(to: string, { id }: NewDocument) {
  return card(to, { kind: 'file', subject: { documentId: id } })
}

const uploads = () => office.feishu.counters().requests.file ?? 0
const creates = () => office.feishu.counters().requests.create ?? 0
const filesSeen = (openId: string) =>
  office.seen(openId).map(({ msgType, text }) => ({ msgType, text }))
const A_FILE = { msgType: 'file', text: '督查台账.xlsx' }

describe('a kept document', () => {
  test('is uploaded and sent under its name, byte for byte', async () => {
    const document = await ledger()
    await office.want([fileTo('ou_1', document)])
    await office.sender().flush()
    expect(filesSeen('ou_1')).toEqual([A_FILE])
    const [row] = await sql`select file_key from document where id = ${document.id}`
    expect(office.feishu.fileOf(String(row?.file_key))?.bytes).toEqual(BYTES)
  })

  test('is uploaded once for three people, and once more for nobody later', async () => {
    const document = await ledger()
    const sender = office.sender()
    await office.want(['ou_1', 'ou_2', 'ou_3'].map((one) => fileTo(one, document)))
    await sender.flush()
    await office.want([fileTo('ou_4', document)])
    await sender.flush()
    expect([uploads(), creates()]).toEqual([1, 4])
  })

  test('is said once: a row that is wanted anew changes nothing', async () => {
    const row = fileTo('ou_1', await ledger())
    const sender = office.sender()
    await office.want([row])
    await sender.flush()
    await office.change(row.id)
    expect(await sender.flush()).toEqual({ sent: 0, nextAt: null })
    expect([uploads(), creates()]).toEqual([1, 1])
  })
})

describe('when the platform fails', () => {
  test('the upload’s answer is lost: it is uploaded again, and sent once', async () => {
    await office.want([fileTo('ou_1', await ledger())])
    office.feishu.faults.once({ endpoint: 'file' }, { kind: 'reset_after' })
    await office.work([office.sender()], T0 + 10 * MINUTE_MS)
    expect(filesSeen('ou_1')).toEqual([A_FILE])
    expect([uploads(), creates()]).toEqual([2, 1])
  })

  test('the sending’s answer is lost: one upload, one message', async () => {
    await office.want([fileTo('ou_1', await ledger())])
    office.feishu.faults.once({ endpoint: 'create' }, { kind: 'reset_after' })
    await office.work([office.sender()], T0 + 10 * MINUTE_MS)
    expect(filesSeen('ou_1')).toEqual([A_FILE])
    expect(uploads()).toBe(1)
  })

  test('after the hour in which the platform knows a uuid it looks first, and finds the file', async () => {
    const earlier = card('ou_1')
    const row = fileTo('ou_1', await ledger())
    const sender = office.sender()
    await office.want([earlier])
    await sender.flush()
    office.clock.advance(MINUTE_MS)
    await office.want([row])
    office.feishu.faults.once({ endpoint: 'create' }, { kind: 'reset_after' })
    await sender.flush()
    expect(await office.row(row.id)).toMatchObject({ shown: 0 })
    office.clock.advance(2 * HOUR_MS)
    await office.work([sender], T0 + 4 * HOUR_MS)
    expect(filesSeen('ou_1').filter(({ msgType }) => msgType === 'file')).toEqual([A_FILE])
    expect(await office.row(row.id)).toMatchObject({ shown: 1, parked_reason: null })
  })

  test('a refused upload is given to a person, and nothing is sent', async () => {
    const row = fileTo('ou_1', await ledger())
    await office.want([row])
    office.feishu.faults.once({ endpoint: 'file' }, { kind: 'refused', code: 234001 })
    await office.work([office.sender()], T0 + 10 * MINUTE_MS)
    expect(await office.row(row.id)).toMatchObject({ parked_reason: '234001', shown: 0 })
    expect(creates()).toBe(0)
  })
})

describe('what is refused before anything is sent', () => {
  test('an empty file is not kept, nor one of more than 30 MB', async () => {
    await expect(ledger(new Uint8Array())).rejects.toThrow('takes_the_platform')
    await expect(ledger(new Uint8Array(30 * 1024 * 1024 + 1))).rejects.toThrow('takes_the_platform')
  })

  test('the client sends the platform neither', async () => {
    for (const bytes of [new Uint8Array(), new Uint8Array(30 * 1024 * 1024 + 1)]) {
      const answer = await office.lark().uploadFile({ name: '台账.xlsx', bytes })
      expect(answer).toMatchObject({ ok: false, fault: { kind: 'terminal', code: 0 } })
    }
    expect(uploads()).toBe(0)
  })

  test('a file never goes into a group', async () => {
    const document = await ledger()
    await expect(office.want([fileTo('oc_1', document)])).rejects.toThrow('files_go_to_people')
  })

  test('what was made is never changed, nor is what it says', async () => {
    const { id } = await ledger()
    for (const change of [
      sql`update document set bytes = 'x', sha256 = encode(sha256('x'), 'hex') where id = ${id}`,
      sql`update document set facts = '{"a": 1}' where id = ${id}`,
      sql`update document set file_name = '别的.xlsx' where id = ${id}`,
    ])
      await expect(change).rejects.toThrow('never changed')
  })

  test('bytes that are not those of the hash are refused', async () => {
    const { id } = await ledger()
    await expect(
      sql`insert into document (id, kind, created_at, file_name, bytes, sha256)
        select gen_random_uuid(), kind, created_at, file_name, 'x', sha256 from document where id = ${id}`,
    ).rejects.toThrow('sha256_of_bytes')
  })
})
