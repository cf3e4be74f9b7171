// The style guide that runs: who may import whom, what the pure core must not ask, how long a file may be.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** For each layer, the layers and packages it may import; an arrow that is not here is not drawn in README. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'src/domain': ['src/domain', '@noble/hashes'],
  cards: ['cards', 'src/domain'],
  // Its library is large: it is imported when the first paper is drawn.
  'src/documents': ['src/documents', 'src/domain', 'docx', 'node:'],
  'src/store': ['src/store', 'src/domain', 'src/ports', 'postgres', 'zod', 'node:'],
  'src/lark': [
    'src/lark',
    'src/domain',
    'src/ports',
    'zod',
    'chrono-node',
    '@larksuiteoapi/node-sdk',
    'node:',
  ],
  // Of the platform's layer only what reads ordinary Chinese.
  'src/minutes': [
    'src/minutes',
    'src/domain',
    'src/lark/dates',
    'src/lark/department-names',
    'src/lark/fold',
    'src/lark/numbers',
    'src/lark/spans',
  ],
  // Files that people send and get. Its libraries are large: each is imported where it is used, not before.
  'src/ledger': [
    'src/ledger',
    'src/domain',
    'src/lark/department-names',
    'src/lark/fold',
    'mammoth',
    'read-excel-file',
    'write-excel-file',
    'node:',
  ],
  'src/connect': ['src', '@larksuiteoapi/node-sdk', 'qrcode', 'zod', 'node:'],
  'src/flows': [
    'src/flows',
    'src/domain',
    'src/documents',
    'src/store',
    'src/lark',
    'src/minutes',
    'src/ledger',
    'src/ports',
    'cards',
    'node:',
  ],
  'src/board': [
    'src/board',
    'src/flows',
    'src/domain',
    'src/store',
    'src/lark',
    'src/ports',
    'cards',
    'hono',
    'zod',
    'node:',
  ],
  'src/local-feishu': [
    'src/local-feishu',
    'src/domain/time',
    'src/ports',
    'hono',
    '@hono/node-server',
    'ws',
    'zod',
    'node:',
  ],
  src: [
    'src',
    'cards',
    'migrations',
    'hono',
    '@hono/node-server',
    'zod',
    'pino',
    'prom-client',
    'chinese-days',
    'node:',
  ],
}

/** The entry, the demo and its roads may reach the local platform; nothing else in the product may. */
const MAY_REACH_LOCAL_FEISHU = /^src\/(node|demo|demo-road|local-feishu\/.*)\.(ts|js)$/

/** Longer than 300 lines, each with its reason. */
const LONG: Readonly<Record<string, string>> = {
  'src/domain/transitions.ts': 'two tables that are read as a whole',
}

/** A sentence that people read stays on one line, so that it is found by searching for it. */
const HOLDS_A_SENTENCE = /['`][^'`]*[\u4e00-\u9fff][^'`]*['`]/

interface Source {
  readonly path: string
  readonly text: string
  readonly imports: readonly string[]
}

const sources = ['src', 'cards'].flatMap(filesBelow).map(read)
const tests = filesBelow('test').map(read)

test('every file imports only what its layer may', () => {
  const strangers = sources.flatMap(({ path, imports }) =>
    imports.filter((name) => !isAllowed(layerOf(path), name)).map((name) => `${path} ← ${name}`),
  )
  expect(strangers).toEqual([])
})

test('the product does not reach into the local platform', () => {
  const reaching = sources
    .filter(({ path }) => !MAY_REACH_LOCAL_FEISHU.test(path))
    .filter(({ imports }) => imports.some((name) => name.startsWith('src/local-feishu')))
  expect(reaching.map(({ path }) => path)).toEqual([])
})

test('every file opens with a line that says what it is for', () => {
  expect(pathsWhere(({ text }) => !/^\/\/ \S/.test(text))).toEqual([])
})

test('no file is longer than 300 lines without a reason, those of tests no more than others', () => {
  const long = [...sources, ...tests].filter(
    ({ path, text }) => text.split('\n').length > 301 && LONG[path] === undefined,
  )
  expect(long.map(({ path }) => path)).toEqual([])
})

test('comments and texts keep to 120 columns, where code keeps to 100', () => {
  // Templates of HTML break where white space does not show.
  const written = sources.filter(({ path }) => !/^src\/(?:board|local-feishu\/page)\//.test(path))
  const wide = written.flatMap(({ path, text }) =>
    text
      .split('\n')
      .flatMap((line, index) =>
        [...line].length > 120 && !HOLDS_A_SENTENCE.test(line) ? [`${path}:${index + 1}`] : [],
      ),
  )
  expect(wide).toEqual([])
})

test('nothing is left undone and no check is switched off', () => {
  expect(pathsWhere(({ text }) => /\b(TODO|FIXME|XXX|HACK)\b/.test(text))).toEqual([])
  expect(
    pathsWhere(({ text }) => /@ts-(ignore|expect-error|nocheck)|biome-ignore/.test(text)),
  ).toEqual([])
})

test('the core and the cards ask no clock, roll no dice, wait for nothing and throw nothing', () => {
  const pure = sources.filter(({ path }) =>
    ['src/domain', 'src/minutes', 'cards'].includes(layerOf(path)),
  )
  const impure = pure.filter(({ text }) => {
    const code = text.replace(/^\s*(\/\/|\*|\/\*).*$/gm, '')
    return /Date\.now|new Date\(\)|Math\.random|randomUUID|process\.|setTimeout|\basync\b|\bawait\b|\bthrow\b/.test(
      code,
    )
  })
  expect(pure.length).toBeGreaterThan(20)
  expect(impure.map(({ path }) => path)).toEqual([])
})

test('the median file is short', () => {
  const lengths = sources.map(({ text }) => text.split('\n').length).sort((a, b) => a - b)
  expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThan(120)
})

test('names of files are nouns or verbs, not drawers', () => {
  const drawers = sources.filter(({ path }) =>
    /(utils?|helpers?|manager|services?|misc|common)\b/.test(path),
  )
  expect(drawers.map(({ path }) => path)).toEqual([])
})

test('no layer imports itself in a circle through another', () => {
  const layers = Object.keys(MAY_IMPORT)
  const arrows = new Map(
    layers.map((layer) => [
      layer,
      (MAY_IMPORT[layer] ?? [])
        .filter((one) => /^(?:src|cards)\b/.test(one))
        .map((one) => layerOf(`${one}/`))
        .filter((one) => one !== layer),
    ]),
  )
  const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
    (arrows.get(from) ?? []).some((next) => {
      if (next === to) return true
      if (seen.has(next)) return false
      seen.add(next)
      return reaches(next, to, seen)
    })
  expect(layers.filter((layer) => reaches(layer, layer))).toEqual([])
})

function isAllowed(layer: string, name: string): boolean {
  return (MAY_IMPORT[layer] ?? []).some(
    (one) =>
      name === one ||
      name.startsWith(one.endsWith(':') ? one : `${one}/`) ||
      name.startsWith(`${one}.`),
  )
}

function pathsWhere(is: (source: Source) => boolean): string[] {
  return sources.filter(is).map(({ path }) => path)
}

function layerOf(path: string): string {
  const layers = Object.keys(MAY_IMPORT).sort((a, b) => b.length - a.length)
  return layers.find((layer) => path.startsWith(`${layer}/`)) ?? 'src'
}

function filesBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|js)$/.test(name))
    .map((name) => `${folder}/${name}`)
}

function read(path: string): Source {
  const text = readFileSync(join(ROOT, path), 'utf8')
  const found = text.matchAll(
    /^\s*(?:import|export)\b[^'"`;]*?from\s+'([^']+)'|\bimport\(\s*'([^']+)'\s*\)|^import\s+'([^']+)'/gm,
  )
  const imports = [...found].map((match) => match[1] ?? match[2] ?? match[3] ?? '')
  return { path, text, imports: imports.map((name) => resolved(path, name)) }
}

function resolved(path: string, name: string): string {
  if (!name.startsWith('.')) return name
  return relative(ROOT, join(ROOT, dirname(path), name))
}
