// Reads the tenant's contacts and writes the draft of an organisation file, never over one that is there.
import { writeFile } from 'node:fs/promises'
import { type Environment, readConfig } from '../config.ts'
import { openCaller } from '../lark/client.ts'
import { type Inspection, inspectionCalls, type TenantPerson } from '../lark/client-inspection.ts'
import type { Fault } from '../lark/fault.ts'
import { parseOrganisationFile } from '../organisation-file.ts'
import type { Clock, Log } from '../ports.ts'
import { type Contacts, type Draft, draftOrganisation } from './draft-organisation.ts'
import { patient } from './patient-caller.ts'

export interface Pull {
  readonly environment: Environment
  /** The department whose children are the district's departments; `0` is the tenant. */
  readonly root: string
  readonly path: string
  readonly say: (line: string) => void
  readonly clock: Clock
  readonly log: Log
}

/** The exit code: 0 when a draft was written. */
export async function pullOrganisation(pull: Pull): Promise<0 | 1> {
  const { say, environment, clock, log } = pull
  const config = readConfig(environment)
  if (config.mode === 'fault') return refuse(say, `配置有误：${config.line}`)
  if (config.lark === null) return refuse(say, '还没有连接飞书应用。请先执行 npm run setup。')
  const inspection = inspectionCalls(patient(openCaller({ ...config.lark, clock, log })))
  const contacts = await contactsOf(inspection, pull.root)
  if ('kind' in contacts)
    return refuse(say, `读不到通讯录（错误码${contacts.code ?? '无'}）。请执行 npm run doctor。`)
  const draft = draftOrganisation(contacts)
  if (draft.file.departments.length === 0) {
    return refuse(
      say,
      '应用看不到任何部门。请在开发者后台把可用范围和通讯录权限范围设为参与督查的部门，发布后再试。',
    )
  }
  if (!(await written(pull.path, draft))) {
    return refuse(
      say,
      `${pull.path} 已经存在，没有改动。另存为别的文件：npm run org:pull -- 文件名`,
    )
  }
  for (const line of told(pull.path, draft)) say(line)
  return 0
}

async function contactsOf(inspection: Inspection, root: string): Promise<Contacts | Fault> {
  const departments = await inspection.departmentsBelow(root)
  if (!departments.ok) return departments.fault
  const people = new Map<string, readonly TenantPerson[]>()
  for (const id of [root, ...departments.value.map((one) => one.id)]) {
    const found = await inspection.peopleIn(id)
    // The tenant's root is closed to apps that may not see everybody.
    if (!found.ok && id !== root) return found.fault
    if (found.ok) people.set(id, found.value)
  }
  const groups = await inspection.chats()
  return { root, departments: departments.value, people, groups: groups.ok ? groups.value : [] }
}

/** False when there is a file already. */
async function written(path: string, { file }: Draft): Promise<boolean> {
  try {
    await writeFile(path, `${JSON.stringify(file, null, 2)}\n`, { flag: 'wx' })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

function told(path: string, { file, openPoints }: Draft): string[] {
  const parsed = parseOrganisationFile(file)
  const faults = parsed.ok ? [] : parsed.faults
  return [
    `已写出草稿 ${path}：${file.departments.length}个部门，${file.people.length}人。只填了通讯录里确定的内容，以下须手工补全：`,
    ...openPoints.map((point, at) => `  ${at + 1}) ${point}`),
    `补全后把 ORG_FILE 设为 ${path}，执行 npm run doctor：还有哪里不对，会按位置逐处指出（现在有${faults.length}处）。`,
  ]
}

function refuse(say: Pull['say'], line: string): 1 {
  say(line)
  return 1
}
