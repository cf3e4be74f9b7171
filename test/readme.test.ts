// README tells the truth: every variable, script, card, word and status of the product stands in it.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { CARD_TITLE_ZH } from '../src/domain/terms.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
const config = readFileSync(new URL('../src/config.ts', import.meta.url), 'utf8')
const { scripts } = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
) as { scripts: Record<string, string> }

test('every environment variable is explained', () => {
  const schema = config.slice(config.indexOf('environmentSchema = '), config.indexOf('type Values'))
  const variables = [...schema.matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map((match) => match[1] ?? '')
  expect(variables.length).toBeGreaterThan(10)
  expect(variables.filter((name) => !readme.includes(`\`${name}\``))).toEqual([])
})

test('every script an operator calls is named', () => {
  const forOperators = Object.keys(scripts).filter((name) => !['check', 'fix'].includes(name))
  expect(forOperators.filter((name) => !new RegExp(`npm (run )?${name}`).test(readme))).toEqual([])
})

test('every card is named by its title', () => {
  expect(Object.values(CARD_TITLE_ZH).filter((title) => !readme.includes(title))).toEqual([])
})
