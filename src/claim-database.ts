// Makes a database one app's own, or refuses: a demo and real people's papers never meet.
import type { Clock, Log } from './ports.ts'
import { StartFault } from './start-fault.ts'
import { connect } from './store/connect.ts'
import { installedFor } from './store/installation.ts'

/** No real app can be called this. */
export const DEMO_APP_ID = 'cli_demo'

/** A demo never opens what a real app has used, nor one app what another has (interface §1). @throws StartFault */
export async function claimDatabase(
  url: string,
  appId: string,
  clock: Clock,
  log: Log,
): Promise<void> {
  const sql = connect(url, { log, max: 1 })
  try {
    const owner = await installedFor(sql, appId, clock.now())
    if (owner === appId) return
    if (appId === DEMO_APP_ID)
      throw new StartFault(
        'DATA_DIR was used with a real app; the demo does not open it. Set LARK_APP_ID, or another DATA_DIR.',
      )
    const whose = owner === DEMO_APP_ID ? 'the demo' : 'another app'
    throw new StartFault(`LARK_APP_ID does not fit this database: it belongs to ${whose}.`)
  } finally {
    await sql.end({ timeout: 5 })
  }
}
