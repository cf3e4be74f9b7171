// What flows are given here: a clock that stands still, the example district, and nothing that waits.

import type { World } from '../../src/flows/world.ts'
import { refusedHere } from '../../src/lark/fault.ts'
import type { Sql } from '../../src/store/connect.ts'
import { silent } from '../kit/databases.ts'
import { MONDAY, yunling } from '../kit/yunling.ts'
import { SECRETS } from './taps.ts'

/** Monday morning, for everything that is decided, so that every run decides the same. */
export const AT = MONDAY

export function worldOn(sql: Sql): World {
  return {
    sql,
    appId: SECRETS.appId,
    clock: { now: () => AT },
    log: silent,
    organisations: { current: async () => yunling, latest: async () => yunling },
    mirrors: false,
    count: { tap: () => {}, refusal: () => {}, messages: () => {}, tasks: () => {} },
    wake: () => {},
    later: (work) => void work(),
    inTurn: (work) => work(),
    fetchFile: async () => refusedHere('no files'),
    noteShown: async () => {},
    pause: (milliseconds) =>
      new Promise((resolve) => {
        setTimeout(resolve, milliseconds).unref()
      }),
  }
}
