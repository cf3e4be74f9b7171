// Setting up: a new app by QR code, its credentials in .env, the connection tried.
import { readConfig } from '../config.ts'
import { openCaller } from '../lark/client.ts'
import { inspectionCalls } from '../lark/client-inspection.ts'
import type { Clock, Log } from '../ports.ts'
import { mergeEnv, readEnvFile, type Settings, settingsIn, writeEnvFile } from './env-file.ts'
import { type Finding, fine, mend, reportOf } from './finding.ts'
import { knockAt } from './knock.ts'
import { refusedFinding } from './platform-checks.ts'
import { type Registered, registerNewApp } from './register-app.ts'
import { CALLBACKS, EVENTS, type Right, scopesFor } from './rights.ts'

export interface SetUp {
  /** Where `.env` is or will be. */
  readonly envFile: string
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Whether settings that are there already may be replaced. */
  readonly replace: boolean
  readonly say: (line: string) => void
  /** The QR code of an address, as lines for a terminal. */
  readonly draw: (url: string) => Promise<string>
  readonly clock: Clock
  readonly log: Log
}

const FEISHU = 'https://open.feishu.cn'
const LARK = 'https://open.larksuite.com'

/** A new app needs a moment until its bot answers. */
const TRIES = 5
const TRY_AGAIN_AFTER_MS = 1_000

/** The exit code. Nothing is written before the app is there. */
export async function setUp(given: SetUp): Promise<0 | 1> {
  const { say, envFile } = given
  const text = await readEnvFile(envFile)
  const held = { ...settingsIn(text), ...withoutBlanks(given.environment) }
  if (held.LARK_APP_ID && !given.replace) {
    say(`已经配置了应用 ${held.LARK_APP_ID}，没有改动任何内容。`)
    say('检查它：npm run doctor。另建应用并替换现有配置：npm run setup -- --replace')
    return 1
  }
  if (given.environment.LARK_APP_ID?.trim()) {
    say('环境变量里设有 LARK_APP_ID，它优先于 .env；请先取消该环境变量，再执行 npm run setup。')
    return 1
  }
  const baseUrl = held.LARK_BASE_URL ?? FEISHU
  const scopes = scopesFor({ mirrors: held.TASK_MIRROR === 'on' })
  explain(say, scopes)
  const registration = await registerNewApp(
    baseUrl,
    scopes,
    (url, seconds) => void show(given, url, seconds),
  )
  if (!registration.ok) {
    say(
      REASONS[registration.reason] ??
        `没有建成应用（${registration.reason}）。请检查网络后再次执行 npm run setup。`,
    )
    return 1
  }
  const { app } = registration
  const merged = mergeEnv(text, settingsFor(app, baseUrl), given.replace)
  await writeEnvFile(envFile, merged.text)
  say(`✓ 应用 ${app.appId} 已建成，凭证写入 ${envFile}（仅本用户可读）。`)
  if (merged.kept.length > 0) say(`  保留了原有的 ${merged.kept.join('、')}。`)
  if (merged.replaced.length > 0) say(`  替换了原有的 ${merged.replaced.join('、')}。`)
  if (app.brand === 'lark')
    say('! 国际版 Lark 可能不支持长连接；收不到消息时请改用 LARK_TRANSPORT=webhook。')
  const finding = await connection(given, merged.text)
  for (const line of reportOf([finding]).slice(0, -2)) say(line)
  for (const line of NEXT) say(line)
  return finding.verdict === 'mend' ? 1 : 0
}

const REASONS: Readonly<Record<string, string>> = {
  access_denied: '已取消：没有建应用，没有改动任何内容。',
  expired_token: '二维码已过期：没有建应用，没有改动任何内容。请再次执行 npm run setup。',
}

const NEXT: readonly string[] = [
  '',
  '接下来：',
  '  1) 把机器人“督办”拉进各部门工作群：群设置 > 群机器人 > 添加机器人',
  '  2) npm run org:pull   从通讯录生成组织文件草稿 organisation.json，按提示补全',
  '  3) npm run doctor     自检，逐条说明还缺什么、在哪里点',
  '  4) npm start          启动',
]

function explain(say: (line: string) => void, scopes: readonly Right[]): void {
  const row = ({ name, why }: Right) => say(`  ${name.padEnd(42)}${why}`)
  say('将在您的飞书企业里新建一个自建应用“督办”。它只申请以下权限，除此之外一概不要：')
  scopes.forEach(row)
  say('订阅的事件和回调：')
  EVENTS.forEach(row)
  CALLBACKS.forEach(row)
}

async function show({ say, draw }: SetUp, url: string, seconds: number): Promise<void> {
  say('')
  say(await draw(url))
  say(
    `请用飞书扫码，核对后确认（${Math.round(seconds / 60)}分钟内有效）。不便扫码的，在浏览器打开：`,
  )
  say(url)
}

/** Each app has its own folder: the demo's data, and another app's, are never opened by it (interface §1). */
function settingsFor({ appId, appSecret, brand }: Registered, baseUrl: string): Settings {
  const base = brand === 'lark' && baseUrl === FEISHU ? LARK : baseUrl
  return {
    LARK_APP_ID: appId,
    LARK_APP_SECRET: appSecret,
    LARK_TRANSPORT: 'websocket',
    DATA_DIR: `.data/${appId}`,
    ORG_FILE: 'organisation.json',
    ...(base === FEISHU ? {} : { LARK_BASE_URL: base }),
  }
}

/** With the settings as they will be read at the next start. */
async function connection(given: SetUp, text: string): Promise<Finding> {
  const config = readConfig({ ...settingsIn(text), ...withoutBlanks(given.environment) })
  if (config.mode === 'fault') return mend(`配置有误：${config.line}`, `改正 ${config.variable}`)
  const { lark } = config
  if (lark === null) return mend('配置没有写成。', `检查 ${given.envFile}`)
  const inspection = inspectionCalls(openCaller({ ...lark, clock: given.clock, log: given.log }))
  for (let left = TRIES - 1; ; left -= 1) {
    const bot = await inspection.bot()
    const line = lark.transport.kind === 'websocket' ? await knockAt(lark).line() : 0
    if (bot.ok && line === 0) return fine(`连接正常，机器人是“${bot.value.name}”。`)
    if (left === 0) {
      return bot.ok
        ? mend('长连接还建立不了。', '过几分钟执行 npm run doctor')
        : refusedFinding(lark, bot.fault)
    }
    await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_AFTER_MS))
  }
}

function withoutBlanks(environment: SetUp['environment']): SetUp['environment'] {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()))
}
