// Starts the bot, or says in one line why this Node cannot: older ones do not even read the code.
import { existsSync } from 'node:fs'

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `duban needs Node 22.18 or newer and this is ${process.versions.node}. ` +
      'npm install brings a fitting one along; use "npm start", or allow the install script\n' +
      'of the package node and run npm install again.\n',
  )
  process.exit(1)
}
// What the environment says itself goes before the file (npm run setup writes one).
if (existsSync('.env')) process.loadEnvFile('.env')
await import('./node.ts')
