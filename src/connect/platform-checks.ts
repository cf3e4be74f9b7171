// The app as the platform sees it: reachable, the right credentials, a bot, its scopes, its subscriptions, one clock.
import type { Transport } from '../config.ts'
import { type Instant, MINUTE_MS } from '../domain/time.ts'
import type { Inspection } from '../lark/client-inspection.ts'
import type { Fault } from '../lark/fault.ts'
import { type Finding, fine, listed, look, mend } from './finding.ts'
import type { Knock } from './knock.ts'
import { CALLBACKS, EVENTS, type Right, scopesFor } from './rights.ts'

export interface PlatformGround {
  readonly inspection: Inspection
  readonly knock: Knock
  readonly baseUrl: string
  readonly appId: string
  readonly transport: Transport['kind']
  /** Whether Feishu tasks mirror cards. */
  readonly mirrors: boolean
  readonly now: () => Instant
}

/** Signatures are refused from five minutes in the future on (interface §3); long before, deadlines are off. */
const WRONG_CLOCK_MS = 5 * MINUTE_MS
const UNSURE_CLOCK_MS = MINUTE_MS

/** What a refused call means for the app as a whole, by code (platform docs: general error codes). */
const WHOLE_APP: Readonly<Record<number, readonly [what: string, ...steps: string[]]>> = {
  10014: [
    '应用已被停用，取不到访问凭证。',
    '请企业管理员打开飞书管理后台 > 工作台 > 应用管理，启用本应用',
  ],
  99991401: [
    '本机的公网地址不在应用的IP白名单内。',
    '打开开发者后台 > 安全设置 > IP白名单，加入本机出口地址，或清空白名单',
  ],
  11205: [
    '应用没有开启机器人能力。',
    '打开开发者后台 > 添加应用能力，添加“机器人”',
    '创建版本并发布',
  ],
  ...sameFor(
    [10003, 10015, 99991543],
    [
      'LARK_APP_ID 与 LARK_APP_SECRET 不对应。',
      '打开开发者后台 > 凭证与基础信息，复制 App ID 和 App Secret',
      '写入 .env 的 LARK_APP_ID、LARK_APP_SECRET；App Secret 重置过的，以新的为准',
    ],
  ),
}

/** Ends early when a finding makes all further ones meaningless; `usable` tells. */
export async function checkPlatform(
  ground: PlatformGround,
): Promise<{ readonly findings: Finding[]; readonly usable: boolean }> {
  const date = await ground.knock.date()
  if (date === null) return { findings: [unreachable(ground.baseUrl)], usable: false }
  const clock = clockFinding(ground.now() - date)
  const bot = await ground.inspection.bot()
  if (!bot.ok) return { findings: [clock, refusedFinding(ground, bot.fault)], usable: false }
  const findings = [
    clock,
    fine(`凭证有效，机器人是“${bot.value.name}”。`),
    ...stopped(ground, bot.value.status),
    await scopeFinding(ground),
    ...(await subscriptionFindings(ground)),
    ...(await lineFindings(ground)),
  ]
  return { findings, usable: true }
}

function unreachable(baseUrl: string): Finding {
  return mend(
    `连不上开放平台 ${baseUrl}。`,
    '在本机执行 curl 该地址，确认网络、DNS、代理和防火墙放行',
    '使用国际版 Lark 的，把 LARK_BASE_URL 设为 https://open.larksuite.com',
  )
}

function clockFinding(aheadMs: number): Finding {
  const seconds = Math.round(Math.abs(aheadMs) / 1_000)
  const what = `本机时钟比开放平台${aheadMs > 0 ? '快' : '慢'}${seconds}秒`
  const steps = ['开启系统的网络对时，例如 sudo timedatectl set-ntp true', '重新启动本程序']
  if (Math.abs(aheadMs) >= WRONG_CLOCK_MS) return mend(`${what}，时限和签名会出错。`, ...steps)
  if (Math.abs(aheadMs) >= UNSURE_CLOCK_MS) return look(`${what}。`, ...steps)
  return fine('本机时钟与开放平台一致。')
}

/** The whole app's trouble in words, or at least the code. */
export function refusedFinding(
  ground: Pick<PlatformGround, 'baseUrl' | 'appId'>,
  fault: Fault,
): Finding {
  if (fault.code === null) return unreachable(ground.baseUrl)
  const [what, ...steps] = WHOLE_APP[fault.code] ?? [
    `开放平台拒绝了请求（错误码${fault.code}）。`,
    `在开放平台文档中查错误码${fault.code}`,
  ]
  return mend(what, ...steps, `应用的后台：${consoleOf(ground)}`)
}

/** 0 not installed, 1 stopped, 3 and 4 waiting to be enabled, 5 and 6 licence over (platform docs: bot info). */
function stopped(ground: PlatformGround, status: number): Finding[] {
  if (status === 2) return []
  const steps = [
    `打开 ${consoleOf(ground)} > 版本管理与发布，创建版本并发布`,
    '请企业管理员在管理后台 > 应用审核中通过，并确认应用已启用',
  ]
  return [mend(`应用尚未在本企业启用（状态${status}）。`, ...steps)]
}

async function scopeFinding(ground: PlatformGround): Promise<Finding> {
  const granted = await ground.inspection.grantedScopes()
  if (!granted.ok) {
    const installed = granted.fault.code === 212100
    return mend(
      installed
        ? '应用还没有在本企业安装。'
        : `查不到权限授予情况（错误码${granted.fault.code}）。`,
      `打开 ${consoleOf(ground)} > 版本管理与发布，创建版本并发布`,
    )
  }
  const held = new Set(granted.value)
  const scopes = scopesFor(ground)
  const missing = scopes.filter(
    ({ name, instead }) => ![name, ...instead].some((one) => held.has(one)),
  )
  if (missing.length === 0) return fine(`${scopes.length}项权限都已开通。`)
  const names = missing.map(({ name }) => name).join(',')
  return mend(
    `缺${missing.length}项权限。`,
    `打开 ${consoleOf(ground)}/auth?q=${names}&op_from=openapi&token_type=tenant`,
    ...missing.map(({ name, why }) => `开通 ${name}：${why}`),
    '创建版本并发布，请管理员审核通过',
  )
}

/** Events of the published version; callbacks and the way of subscribing are not told by any endpoint. */
async function subscriptionFindings(ground: PlatformGround): Promise<Finding[]> {
  const { inspection } = ground
  const unseen = look(
    `卡片回调和订阅方式无法自动查看，请人工核对。`,
    `打开 ${consoleOf(ground)}/event`,
    ground.transport === 'websocket'
      ? '“事件配置”和“回调配置”的订阅方式都选“使用长连接接收”'
      : '“事件配置”和“回调配置”的请求地址都填 https://你的域名/lark/webhook',
    `“回调配置”里已添加 ${CALLBACKS.map(({ name }) => name).join('、')}（卡片回传交互）`,
  )
  const version = await inspection.onlineVersion()
  if (!version.ok) {
    return [
      look('没有权限查看本应用的版本，订阅的事件也请人工核对。', ...eventSteps(ground, EVENTS)),
      unseen,
    ]
  }
  if (version.value === '') {
    const steps = [`打开 ${consoleOf(ground)} > 版本管理与发布，创建版本并发布`]
    return [mend('应用没有已发布的版本，权限和订阅都没有生效。', ...steps), unseen]
  }
  const subscribed = await inspection.subscribedEvents(version.value)
  if (!subscribed.ok)
    return [look('查不到订阅的事件，请人工核对。', ...eventSteps(ground, EVENTS)), unseen]
  const missing = EVENTS.filter(({ name }) => !subscribed.value.includes(name))
  const events =
    missing.length === 0
      ? fine(`${EVENTS.length}个事件都已订阅。`)
      : mend(
          `缺${missing.length}个事件订阅：${listed(missing.map(({ name }) => name))}。`,
          ...eventSteps(ground, missing),
          '创建版本并发布',
        )
  return [events, unseen]
}

function eventSteps(ground: PlatformGround, events: readonly Right[]): string[] {
  const added = events.map(({ name, why }) => `添加 ${name}：${why}`)
  return [`打开 ${consoleOf(ground)}/event，选“事件配置” > 添加事件`, ...added]
}

async function lineFindings(ground: PlatformGround): Promise<Finding[]> {
  if (ground.transport !== 'websocket') return []
  const code = await ground.knock.line()
  if (code === 0) return [fine('长连接可以建立。')]
  const steps = [
    '确认应用是企业自建应用',
    `打开 ${consoleOf(ground)}/event，订阅方式选“使用长连接接收”`,
  ]
  return [mend(`长连接建立不了（${code === null ? '无应答' : `错误码${code}`}）。`, ...steps)]
}

/** The app's pages in the developer console. */
export function consoleOf({ baseUrl, appId }: Pick<PlatformGround, 'baseUrl' | 'appId'>): string {
  return `${baseUrl}/app/${appId}`
}

function sameFor<T>(codes: readonly number[], value: T): Record<number, T> {
  return Object.fromEntries(codes.map((code) => [code, value]))
}
