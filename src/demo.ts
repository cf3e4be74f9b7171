// Demo mode: a local Feishu with the invented district in it, for a bot that has no real app.
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { type LocalFeishu, openLocalFeishu } from './local-feishu/local-feishu.ts'
import { parseOrganisationFile } from './organisation-file.ts'
import type { Clock } from './ports.ts'
import { StartFault } from './start-fault.ts'

/** The invented district; its people and groups live in the local Feishu too. */
export const DEMO_ORGANISATION = new URL('./local-feishu/demo-organisation.json', import.meta.url)

/** No real app can be called this. */
export const DEMO_APP_ID = 'cli_demo'

export interface Demo {
  readonly feishu: LocalFeishu
  readonly secrets: {
    readonly appId: string
    readonly appSecret: string
    readonly encryptKey: string
    readonly verificationToken: string
  }
}

/** Opens the local Feishu on a free port of this machine; its secrets are made anew at each start. */
export async function openDemo(clock: Clock): Promise<Demo> {
  const parsed = parseOrganisationFile(JSON.parse(await readFile(DEMO_ORGANISATION, 'utf8')))
  if (!parsed.ok)
    throw new StartFault('The bundled demo organisation is wrong; reinstall the program.')
  const { people, departments } = parsed.file
  const secret = () => randomBytes(16).toString('hex')
  const secrets = {
    appId: DEMO_APP_ID,
    appSecret: secret(),
    encryptKey: secret(),
    verificationToken: secret(),
  }
  const feishu = await openLocalFeishu({
    clock,
    app: secrets,
    users: people.map(({ openId, name }) => ({ openId, name })),
    chats: departments.flatMap(({ id, shortName, chatId }) => {
      const members = people.filter((one) => one.departmentId === id).map((one) => one.openId)
      return chatId === null ? [] : [{ chatId, name: `${shortName}工作群`, members }]
    }),
  })
  return { feishu, secrets }
}
