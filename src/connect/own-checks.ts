// What is on our own side: the organisation file, the calendar's years, the database.
import { readFile } from 'node:fs/promises'
import type { Config } from '../config.ts'
import type { Organisation } from '../domain/organisation.ts'
import { dayOf, type Instant } from '../domain/time.ts'
import { type OrganisationFile, parseOrganisationFile } from '../organisation-file.ts'
import type { Log } from '../ports.ts'
import { connect, type Sql } from '../store/connect.ts'
import { runningPostgres } from '../store/embedded-postgres.ts'
import { readMigrations } from '../store/migrate.ts'
import { appliedMigrations, MigrationError, outstanding } from '../store/migrations.ts'
import { countTasks } from '../store/mirror.ts'
import { loadOrganisation } from '../store/organisations.ts'
import { type Finding, fine, look, mend } from './finding.ts'

export interface Checked<T> {
  readonly findings: Finding[]
  /** Null when there is none that could be used. */
  readonly value: T | null
}

const DRAFT = '还没有的，执行 npm run org:pull，从通讯录生成草稿，补全后再启动'

/** Faults that are named at once. */
const FAULTS_SHOWN = 20

/** Every fault of the file by its path (interface §4). */
export async function checkOrganisationFile(path: string): Promise<Checked<OrganisationFile>> {
  const json = await readJson(path)
  if (typeof json === 'string')
    return {
      findings: [mend(`ORG_FILE ${path} ${json}。`, '核对 ORG_FILE 的路径和内容', DRAFT)],
      value: null,
    }
  const parsed = parseOrganisationFile(json.content)
  if (parsed.ok) return { findings: [fine(`组织文件 ${path} 正确。`)], value: parsed.file }
  const { faults } = parsed
  const steps = faults
    .slice(0, FAULTS_SHOWN)
    .map(({ path: place, message }) => `${place}：${message}`)
  const rest = faults.length - steps.length
  const more = rest > 0 ? [`另有${rest}处，改好以上各处后再看`] : []
  return {
    findings: [mend(`组织文件 ${path} 有${faults.length}处须改。`, ...steps, ...more)],
    value: null,
  }
}

async function readJson(path: string): Promise<string | { readonly content: unknown }> {
  try {
    return { content: JSON.parse(await readFile(path, 'utf8')) }
  } catch (error) {
    return error instanceof SyntaxError ? '不是有效的 JSON' : '读不到'
  }
}

/** Deadlines count workdays: this year must be known, and next year as soon as it is published in November. */
export function checkCalendar({ calendar }: Pick<Organisation, 'calendar'>, at: Instant): Finding {
  const [year = 0, month = 0] = dayOf(at).split('-').map(Number)
  const steps = (missing: number) => [
    `把国务院办公厅公布的${missing}年放假和调休日期写进组织文件的 calendar.${missing}`,
    '或升级本程序：新版随附新一年的安排',
  ]
  if (calendar[String(year)] === undefined)
    return mend(`没有${year}年的放假安排，工作日会算错。`, ...steps(year))
  if (month >= 11 && calendar[String(year + 1)] === undefined) {
    return look(`还没有${year + 1}年的放假安排，跨年时限按周末推算。`, ...steps(year + 1))
  }
  return fine(`${year}年的放假安排已有。`)
}

/** The database, and the organisation that was applied to it. Changes nothing in it. */
export async function checkDatabase(config: Config, log: Log): Promise<Checked<Organisation>> {
  const url = config.databaseUrl ?? (await runningPostgres(config.dataDir))
  if (url === undefined) {
    const what = `内置数据库没有在运行（${config.dataDir}），启动本程序时会自动启动。`
    return { findings: [fine(what)], value: null }
  }
  const sql = connect(url, { log, max: 1 })
  try {
    return await looked(sql, config)
  } catch (error) {
    return { findings: [databaseTrouble(error)], value: null }
  } finally {
    await sql.end({ timeout: 2 })
  }
}

async function looked(sql: Sql, config: Config): Promise<Checked<Organisation>> {
  const applied = await appliedMigrations(sql)
  const missing = outstanding(await readMigrations(), applied)
  if (applied.length === 0)
    return { findings: [fine('数据库可用，首次启动时会建表。')], value: null }
  const [owner] = await sql<{ app_id: string }[]>`select app_id from installation`
  if (owner !== undefined && owner.app_id !== config.lark?.appId) {
    const steps = [
      '核对 LARK_APP_ID',
      '换了应用或试用过演示的，另指定一个空的 DATABASE_URL 或 DATA_DIR',
    ]
    return { findings: [mend(`数据库属于另一个应用（${owner.app_id}）。`, ...steps)], value: null }
  }
  const what =
    missing.length === 0
      ? '数据库可用，结构是最新的。'
      : `数据库可用，启动时会更新结构（${missing.length}步）。`
  const mirrored = missing.length === 0 && config.taskMirror ? await mirrorFindings(sql) : []
  return { findings: [fine(what), ...mirrored], value: await loadOrganisation(sql) }
}

/** Tasks that were given up while their cards still wait. The cards themselves are not concerned. */
async function mirrorFindings(sql: Sql): Promise<Finding[]> {
  const { givenUp } = await countTasks(sql)
  if (givenUp === 0) return [fine('待办卡片都有飞书任务，或正在建立。')]
  const steps = ['本人在飞书中删除任务的，不必处理', '其余的，在日志中查 task_given_up 所记的原因']
  return [look(`有${givenUp}项待办没有飞书任务，或任务没有更新；卡片照常。`, ...steps)]
}

function databaseTrouble(error: unknown): Finding {
  if (error instanceof MigrationError) {
    const steps = ['升级本程序到不低于数据库的版本', '或从备份恢复与本程序相配的数据库']
    return mend(`数据库与本程序版本不符：${error.message}。`, ...steps)
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
  return mend(
    `数据库连不上（${code}）。`,
    '确认数据库在运行，DATABASE_URL 的主机、端口、库名、用户和密码都对',
    '确认本机到数据库的网络放行',
  )
}
