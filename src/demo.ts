// Demo mode: a local Feishu with the invented district in it, and a page on which one person plays everybody.
import { randomBytes } from 'node:crypto'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Bot } from './bot.ts'
import { DEMO_APP_ID } from './claim-database.ts'
import { DEMO_ROADS } from './demo-road.ts'
import { reminderInstant } from './domain/calendar.ts'
import { hasRole, type Role } from './domain/organisation.ts'
import { openJournal } from './local-feishu/journal.ts'
import { type LocalFeishu, openLocalFeishu } from './local-feishu/local-feishu.ts'
import { type OffsetClock, offsetClock } from './local-feishu/offset-clock.ts'
import type { Machine, PeopleGroup } from './local-feishu/page/desk.ts'
import { type OpenPage, openPage } from './local-feishu/page/open-page.ts'
import { readsIn } from './local-feishu/page/reads.ts'
import { roadsIn } from './local-feishu/page/roads.ts'
import { TASKS } from './local-feishu/scopes.ts'
import { parseOrganisationFile } from './organisation-file.ts'
import type { Clock } from './ports.ts'
import { StartFault } from './start-fault.ts'
import type { OrganisationContent } from './store/organisations.ts'
import { newestMatters, trailOf } from './store/trail.ts'

/** The invented district; its people and groups live in the local Feishu too. */
const DEMO_ORGANISATION = new URL('./local-feishu/demo-organisation.json', import.meta.url)

/** What the local Feishu remembers, beside the database. */
const JOURNAL = 'demo.jsonl'

export interface Demo {
  readonly feishu: LocalFeishu
  /** The organisation file that it begins with. */
  readonly organisation: URL
  readonly secrets: {
    readonly appId: string
    readonly appSecret: string
    readonly encryptKey: string
    readonly verificationToken: string
  }
  /** The whole service goes by it. */
  readonly clock: OffsetClock
  page(behind: Behind): OpenPage
  close(): Promise<void>
}

/** What the page reaches of the service. */
export interface Behind {
  readonly bot: Pick<Bot, 'sql' | 'world'>
  readonly isLocal: (request: Request, env: unknown) => boolean
  readonly afterMove: () => Promise<void>
  readonly startOver: () => Promise<void>
}

/** Opens the local Feishu on a free port of this machine; its secrets are made anew at each start. */
export async function openDemo(given: {
  readonly beneath: Clock
  readonly dataDir: string
  /** Forgets what was. */
  readonly afresh: boolean
  /** Whether Feishu tasks mirror cards: then the app has the scope for them. */
  readonly mirrors: boolean
}): Promise<Demo> {
  const parsed = parseOrganisationFile(JSON.parse(await readFile(DEMO_ORGANISATION, 'utf8')))
  if (!parsed.ok)
    throw new StartFault('The bundled demo organisation is wrong; reinstall the program.')
  const path = join(given.dataDir, JOURNAL)
  if (given.afresh) await rm(path, { force: true })
  const journal = openJournal(path)
  const ahead = Number(journal.get('clock', 'ahead') ?? 0)
  const clock = offsetClock(given.beneath, ahead, (offset) => journal.put('clock', 'ahead', offset))
  const secrets = freshSecrets()
  const tenant = tenantOf(parsed.file)
  const feishu = await openLocalFeishu({ clock, app: secrets, journal, ...tenant })
  if (given.mirrors) feishu.grantScope(TASKS)
  return {
    feishu,
    organisation: DEMO_ORGANISATION,
    secrets,
    clock,
    page: (behind) =>
      openPage({
        ...behind,
        feishu,
        clock,
        groups: groupsOf(parsed.file),
        roads: roadsIn(journal, DEMO_ROADS),
        machine: machineOf(behind.bot),
        reads: readsIn(journal),
      }),
    close: async () => {
      await feishu.close()
      journal.close()
    },
  }
}

function freshSecrets() {
  const secret = () => randomBytes(16).toString('hex')
  return {
    appId: DEMO_APP_ID,
    appSecret: secret(),
    encryptKey: secret(),
    verificationToken: secret(),
  }
}

function tenantOf({ people, departments }: OrganisationContent) {
  return {
    users: people.map(({ openId, name }) => ({ openId, name })),
    chats: departments.flatMap(({ id, shortName, chatId }) => {
      const members = people.filter((one) => one.departmentId === id).map((one) => one.openId)
      return chatId === null ? [] : [{ chatId, name: `${shortName}工作群`, members }]
    }),
  }
}

const LEADERS: readonly Role[] = ['DISTRICT_MAYOR', 'DISTRICT_VICE_MAYOR']
const SUPERVISION: readonly Role[] = ['SUPERVISION_CHIEF', 'SUPERVISION_OFFICER']

function groupsOf({ people, departments }: OrganisationContent): PeopleGroup[] {
  const leaders = people.filter((one) => hasRole(one, ...LEADERS))
  const supervision = people.filter((one) => hasRole(one, ...SUPERVISION))
  const others = people.filter((one) => !leaders.includes(one) && !supervision.includes(one))
  const groups = [
    { name: '区领导', members: leaders },
    ...departments.flatMap(({ id, shortName, kind }) => {
      const own = { name: shortName, members: others.filter((one) => one.departmentId === id) }
      return kind === 'office' ? [own, { name: '督查室', members: supervision }] : [own]
    }),
  ]
  return groups
    .filter(({ members }) => members.length > 0)
    .map(({ name, members }) => ({
      name,
      people: members.map((one) => ({ openId: one.openId, name: one.name, post: one.title })),
    }))
}

const MATTERS_SHOWN = 50

function machineOf({ sql, world }: Behind['bot']): Machine {
  return {
    trail: (matterId) => trailOf(sql, matterId),
    matters: async () => {
      const { rules, calendar } = await world.organisations.latest()
      const matters = await newestMatters(sql, MATTERS_SHOWN)
      return matters.map(({ id, number, title, deadline, handedOverAt }) => ({
        id,
        number,
        title,
        dueAt: deadline,
        remindAt:
          deadline === null || handedOverAt === null
            ? null
            : reminderInstant({ deadline, handedOverAt, rules, calendar }),
      }))
    },
  }
}
