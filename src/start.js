// Starts the bot, or says in one line why this Node cannot: older ones do not even read the code.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `duban needs Node 22.18 or newer and this is ${process.versions.node}. ` +
      'npm install brings a fitting one along; use "npm start" (or allow its install script and run npm install again).\n',
  )
  process.exit(1)
}
await import('./node.ts')
