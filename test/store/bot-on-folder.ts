// A stand-in for a bot in a process of its own: opens a data folder, writes rows one by one, says each.
import { connect } from '../../src/store/connect.ts'
import { openEmbeddedPostgres } from '../../src/store/embedded-postgres.ts'
import { silent } from '../kit/databases.ts'

const postgres = await openEmbeddedPostgres({ dataDir: process.argv[2] ?? '', log: silent })
const sql = connect(postgres.url, { log: silent, max: 1 })
await sql`create table if not exists written (n integer primary key)`
for (let n = 1; ; n += 1) {
  await sql`insert into written values (${n})`
  process.stdout.write(`${n}\n`)
}
