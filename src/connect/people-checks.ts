// The organisation file held against the tenant: its people, its departments' groups, and who else is in those.
import type { Department, Organisation, Person } from '../domain/organisation.ts'
import type { ChatCalls } from '../lark/client-chats.ts'
import type { Inspection } from '../lark/client-inspection.ts'
import { type Finding, fine, listed, look, mend } from './finding.ts'

export type Tenant = Inspection & Pick<ChatCalls, 'chatMembers'>

type People = Pick<Organisation, 'people' | 'departments'>

/** Requests under way at once; the platform allows fifty a second. */
const AT_ONCE = 5

const OUT_OF_RANGE = 41050
/** No such id; an id made for another app. */
const NO_SUCH_PERSON: ReadonlySet<number> = new Set([41012, 99992351, 99992361])

type Standing = 'here' | 'left' | 'outside' | 'unknown' | 'renamed' | 'unread'

export async function checkPeople(tenant: Tenant, { people }: People): Promise<Finding[]> {
  const active = people.filter((person) => person.active)
  const standings = await inTurn(active, async (person) => ({
    name: person.name,
    standing: await standingOf(tenant, person),
  }))
  const findings = PEOPLE_FINDINGS.flatMap(([standing, found]) => {
    const names = standings.filter((one) => one.standing === standing).map(({ name }) => name)
    return names.length === 0 ? [] : [found(names)]
  })
  return findings.length === 0
    ? [fine(`组织文件中的${active.length}人都在应用可见范围内。`)]
    : findings
}

const PEOPLE_FINDINGS: readonly (readonly [Standing, (names: readonly string[]) => Finding])[] = [
  [
    'unknown',
    (names) =>
      mend(
        `查无此人：${listed(names)}。`,
        '核对组织文件中这些人的 openId；同一人对不同应用的 openId 不同，换过应用须重新取得',
        '执行 npm run org:pull 可取得本应用下的 openId',
      ),
  ],
  [
    'outside',
    (names) =>
      mend(
        `不在应用可用范围内：${listed(names)}。这些人用不了机器人。`,
        '打开开发者后台 > 版本管理与发布 > 创建版本 > 可用范围，加入这些人或其部门，并发布',
        '打开权限管理 > 通讯录权限范围，选“与应用的可用范围一致”',
      ),
  ],
  [
    'left',
    (names) =>
      mend(
        `已离职：${listed(names)}。`,
        '从组织文件中去掉这些人（历史记录不受影响），并补上接任的人',
      ),
  ],
  [
    'renamed',
    (names) => look(`姓名与通讯录不一致：${listed(names)}。`, '核对组织文件中的 openId 和姓名'),
  ],
  ['unread', (names) => look(`这次没有查到：${listed(names)}。`, '稍后再次执行 npm run doctor')],
]

async function standingOf(tenant: Tenant, person: Person): Promise<Standing> {
  const answer = await tenant.person(person.openId)
  if (answer.ok) {
    if (answer.value.hasLeft) return 'left'
    const { name } = answer.value
    return name === '' || name === person.name ? 'here' : 'renamed'
  }
  const { code } = answer.fault
  if (code === OUT_OF_RANGE) return 'outside'
  // Code 0 is our own refusal: what stands there is no open id at all.
  if (code === 0 || (code !== null && NO_SUCH_PERSON.has(code))) return 'unknown'
  return 'unread'
}

export async function checkGroups(tenant: Tenant, organisation: People): Promise<Finding[]> {
  const { departments, people } = organisation
  const known = new Set(people.map(({ openId }) => openId))
  const withGroup = departments.flatMap((one) =>
    one.chatId === null ? [] : [{ ...one, chatId: one.chatId }],
  )
  const found = (await inTurn(withGroup, (one) => groupFindings(tenant, one, known))).flat()
  const without = departments.filter(({ kind, chatId }) => kind === 'dept' && chatId === null)
  const lacking =
    without.length === 0
      ? []
      : [
          look(
            `没有工作群：${listed(without.map(({ shortName }) => shortName))}。这些部门只收私聊。`,
            '需要的话建群、拉入机器人，把群的 chatId 写进组织文件（npm run org:pull 会列出机器人所在的群）',
          ),
        ]
  if (found.length + lacking.length > 0) return [...found, ...lacking]
  return [fine(`${withGroup.length}个部门工作群都在，机器人在群里，没有群外人员。`)]
}

const GROUP_TROUBLE: Readonly<Record<number, (name: string) => Finding>> = {
  232006: (name) => mend(`${name}的群号不存在。`, '核对组织文件中该部门的 chatId'),
  232009: (name) => mend(`${name}的工作群已解散。`, '建新群、拉入机器人，更新组织文件中的 chatId'),
  232011: (name) =>
    mend(`机器人不在${name}的工作群里。`, '在群里点 设置 > 群机器人 > 添加机器人，选“督办”'),
  // Our own refusal: it does not even look like one.
  0: (name) => mend(`${name}的群号格式不对。`, '群号以 oc_ 开头；核对组织文件中该部门的 chatId'),
}

async function groupFindings(
  tenant: Tenant,
  { chatId, shortName }: Department & { readonly chatId: string },
  known: ReadonlySet<string>,
): Promise<Finding[]> {
  const chat = await tenant.chat(chatId)
  if (!chat.ok) {
    const said = GROUP_TROUBLE[chat.fault.code ?? -1]
    return [
      said?.(shortName) ??
        look(`这次没有查到${shortName}的工作群。`, '稍后再次执行 npm run doctor'),
    ]
  }
  if (chat.value.external) {
    return [
      mend(
        `${shortName}的工作群是外部群，群里可能有外单位人员，督查事项不得发往外部群。`,
        '另建内部群、拉入机器人，更新组织文件中的 chatId',
      ),
    ]
  }
  const members = await tenant.chatMembers(chatId)
  if (!members.ok) return [look(`查不到${shortName}工作群的成员。`, '稍后再次执行 npm run doctor')]
  const strangers = members.value.filter(({ openId }) => !known.has(openId)).map(({ name }) => name)
  if (strangers.length === 0) return []
  return [
    look(
      `${shortName}的工作群里有组织文件以外的人：${listed(strangers)}。`,
      '属于本部门的，补进组织文件；不应看到督查事项的，移出该群',
    ),
  ]
}

/** In the order of the items, a few at a time. */
async function inTurn<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  for (let at = 0; at < items.length; at += AT_ONCE) {
    results.push(...(await Promise.all(items.slice(at, at + AT_ONCE).map(work))))
  }
  return results
}
