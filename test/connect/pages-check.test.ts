// Whether PUBLIC_URL is found to lead to the board, and to the board of this app.
import { expect, test } from 'vitest'
import { checkPages } from '../../src/connect/pages-check.ts'

const PUBLIC_URL = 'https://duban.example.gov.cn'

function authorize(app: string, back: string): string {
  const query = new URLSearchParams({ client_id: app, redirect_uri: back, state: 'x' })
  return `https://accounts.feishu.cn/open-apis/authen/v1/authorize?${query}`
}

async function found(leadsTo: string | null, publicUrl: string | null = PUBLIC_URL) {
  const asked: string[] = []
  const findings = await checkPages({
    publicUrl,
    appId: 'cli_ours',
    console: 'https://open.feishu.cn/app/cli_ours',
    leadsTo: async (url) => {
      asked.push(url)
      return leadsTo
    },
  })
  const said = findings.map(({ verdict, what }) => `${verdict} ${what}`)
  return { asked, findings, said }
}

const BY_EYE = 'look 重定向 URL 无法自动查看，请人工核对。'

test('没有设置 PUBLIC_URL 的，不算毛病，也不去打开', async () => {
  const { asked, said } = await found('', null)
  expect(said).toEqual(['ok 没有设置 PUBLIC_URL：不用督查看板，卡片上不带网页链接。'])
  expect(asked).toEqual([])
})

test('引到本应用的登录，且回到本网址的，就是看板；重定向 URL 请人工核对，写明网址', async () => {
  const { asked, findings, said } = await found(
    authorize('cli_ours', `${PUBLIC_URL}/board/signed-in`),
  )
  expect(asked).toEqual([`${PUBLIC_URL}/board/sign-in`])
  expect(said).toEqual([`ok 督查看板可以从 ${PUBLIC_URL} 打开。`, BY_EYE])
  expect(findings.at(-1)?.steps.join('\n')).toContain(`${PUBLIC_URL}/board/signed-in`)
})

test.each([
  ['打不开', null, `look 从本机打不开 ${PUBLIC_URL}。`],
  ['反向代理没有放行', '', `mend ${PUBLIC_URL} 打开的不是督查看板。`],
  ['引到别处', 'https://www.example.gov.cn/', `mend ${PUBLIC_URL} 打开的不是督查看板。`],
  ['引到说不清的地方', '//', `mend ${PUBLIC_URL} 打开的不是督查看板。`],
  [
    '是另一个应用的看板',
    authorize('cli_other', `${PUBLIC_URL}/board/signed-in`),
    `mend ${PUBLIC_URL} 上运行的是另一个应用（cli_other）。`,
  ],
  [
    '登录后会回到别的网址',
    authorize('cli_ours', 'https://old.example.gov.cn/board/signed-in'),
    `mend ${PUBLIC_URL} 上运行的程序用的是另一个 PUBLIC_URL。`,
  ],
])('%s的，说明怎么办', async (_, leadsTo, said) => {
  const { findings, said: all } = await found(leadsTo)
  expect(all).toEqual([said, BY_EYE])
  expect(findings[0]?.steps.length).toBeGreaterThan(0)
})
