// npm run org:pull [-- file] [--root od-…] – drafts an organisation file from the tenant's contacts.
import { parseArgs } from 'node:util'
import { openLog } from '../log.ts'
import { pullOrganisation } from './pull-organisation.ts'

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { root: { type: 'string', default: '0' } },
})
process.exitCode = await pullOrganisation({
  environment: process.env,
  root: values.root,
  path: positionals[0] ?? process.env.ORG_FILE ?? 'organisation.json',
  say: (line) => process.stdout.write(`${line}\n`),
  clock: { now: () => Date.now() },
  log: openLog('silent'),
})
