// All checks in the order in which faults follow from each other.
import { type Config, type Environment, readConfig } from '../config.ts'
import { openCaller } from '../lark/client.ts'
import { chatCalls } from '../lark/client-chats.ts'
import { inspectionCalls } from '../lark/client-inspection.ts'
import type { OrganisationFile } from '../organisation-file.ts'
import type { Clock, Log } from '../ports.ts'
import { type Finding, mend } from './finding.ts'
import { knockAt } from './knock.ts'
import { checkCalendar, checkDatabase, checkOrganisationFile } from './own-checks.ts'
import { checkPages } from './pages-check.ts'
import { patient } from './patient-caller.ts'
import { checkGroups, checkPeople, type Tenant } from './people-checks.ts'
import { checkPlatform, consoleOf } from './platform-checks.ts'

export interface Diagnosis {
  readonly environment: Environment
  readonly clock: Clock
  readonly log: Log
}

/** Never throws for what it may meet; changes nothing, here or there. */
export async function diagnose({ environment, clock, log }: Diagnosis): Promise<Finding[]> {
  const config = readConfig(environment)
  if (config.mode === 'fault') {
    return [mend(`配置有误：${config.line}`, `改正 .env 或环境变量中的 ${config.variable}`)]
  }
  const { lark } = config
  if (lark === null) {
    return [
      mend(
        '还没有连接飞书应用。',
        '执行 npm run setup，扫码新建应用',
        '或按 README 手工新建应用并填写 .env',
      ),
    ]
  }
  const caller = patient(openCaller({ ...lark, clock, log }))
  const inspection = inspectionCalls(caller)
  const knock = knockAt(lark)
  const platform = await checkPlatform({
    inspection,
    knock,
    baseUrl: lark.baseUrl,
    appId: lark.appId,
    transport: lark.transport.kind,
    mirrors: config.taskMirror,
    now: () => clock.now(),
  })
  const own = await ownFindings(config, clock, log)
  const pages = await checkPages({
    publicUrl: config.publicUrl,
    appId: lark.appId,
    console: consoleOf(lark),
    leadsTo: knock.leadsTo,
  })
  const tenant: Tenant = { ...chatCalls(caller), ...inspection }
  const met =
    own.organisation !== null && platform.usable ? await against(tenant, own.organisation) : []
  return [...platform.findings, ...own.findings, ...pages, ...met]
}

async function ownFindings(
  config: Config,
  clock: Clock,
  log: Log,
): Promise<{ findings: Finding[]; organisation: OrganisationFile | null }> {
  const database = await checkDatabase(config, log)
  const file = config.orgFile === null ? null : await checkOrganisationFile(config.orgFile)
  const organisation = file === null ? database.value : file.value
  const none =
    file === null && organisation === null
      ? [
          mend(
            '还没有组织文件。',
            '执行 npm run org:pull，从通讯录生成草稿',
            '按提示补全，把路径写入 .env 的 ORG_FILE',
          ),
        ]
      : []
  const calendar = organisation === null ? [] : [checkCalendar(organisation, clock.now())]
  const findings = [...database.findings, ...(file?.findings ?? none), ...calendar]
  return { findings, organisation }
}

async function against(tenant: Tenant, organisation: OrganisationFile): Promise<Finding[]> {
  return [
    ...(await checkPeople(tenant, organisation)),
    ...(await checkGroups(tenant, organisation)),
  ]
}
