// A Worker has no folder to read: the migrations it expects are committed as a list, which this keeps in step.
import { readFile, writeFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { MIGRATIONS_FOLDER, readMigrations } from '../../src/store/migrate.ts'

const LIST = new URL('hashes.json', MIGRATIONS_FOLDER)

test('hashes.json names every migration with its hash (UPDATE_SCHEMA=1 npm test writes it)', async () => {
  const present = Object.fromEntries((await readMigrations()).map(({ name, hash }) => [name, hash]))
  if (process.env.UPDATE_SCHEMA) await writeFile(LIST, `${JSON.stringify(present, null, 2)}\n`)
  expect(JSON.parse(await readFile(LIST, 'utf8'))).toEqual(present)
})
