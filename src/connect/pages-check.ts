// Whether PUBLIC_URL leads to the board: browsers and links in cards go there, and Feishu sends people back to it.
import { type Finding, fine, look, mend } from './finding.ts'

export interface PagesGround {
  /** `https://duban.example.gov.cn`; null when no pages are offered. */
  readonly publicUrl: string | null
  readonly appId: string
  readonly console: string
  /** Where an address sends a browser on to: '' when nowhere, null without an answer. */
  readonly leadsTo: (url: string) => Promise<string | null>
}

/** Where the board signs people in, and where Feishu sends them back to. */
const SIGN_IN = '/board/sign-in'
const SIGNED_IN = '/board/signed-in'

/**
 * Asks the board for its sign-in as a browser would. Whether Feishu has the return address registered no endpoint
 * tells, so that is always left to the eye.
 */
export async function checkPages(ground: PagesGround): Promise<Finding[]> {
  const { publicUrl } = ground
  if (publicUrl === null) return [fine('没有设置 PUBLIC_URL：不用督查看板，卡片上不带网页链接。')]
  return [await reached(ground, publicUrl), registered(ground, publicUrl)]
}

async function reached(ground: PagesGround, publicUrl: string): Promise<Finding> {
  const there = await ground.leadsTo(`${publicUrl}${SIGN_IN}`)
  if (there === null)
    return look(
      `从本机打不开 ${publicUrl}。`,
      '本程序没有在运行的，启动后再次自检',
      '确认域名解析、证书和反向代理都指到本程序',
    )
  const query = URL.canParse(there) ? new URL(there).searchParams : new URLSearchParams()
  const app = query.get('client_id')
  if (app === null)
    return mend(
      `${publicUrl} 打开的不是督查看板。`,
      '反向代理放行 /board 及其下各页，转给本程序',
      '核对 PUBLIC_URL 的域名和端口',
    )
  if (app !== ground.appId)
    return mend(`${publicUrl} 上运行的是另一个应用（${app}）。`, '核对 PUBLIC_URL 和 LARK_APP_ID')
  if (query.get('redirect_uri') !== `${publicUrl}${SIGNED_IN}`)
    return mend(
      `${publicUrl} 上运行的程序用的是另一个 PUBLIC_URL。`,
      '各实例设同一个 PUBLIC_URL，重新启动',
    )
  return fine(`督查看板可以从 ${publicUrl} 打开。`)
}

function registered({ console }: PagesGround, publicUrl: string): Finding {
  return look(
    '重定向 URL 无法自动查看，请人工核对。',
    `打开 ${console}/safe，重定向 URL 里有 ${publicUrl}${SIGNED_IN}`,
    `打开 ${console} > 网页应用，桌面端和移动端主页都是 ${publicUrl}/board`,
  )
}
