import {
  coalescedRelay,
  hocuspocus,
  hocuspocusSqlite,
  rawRelay,
  syncedRelay,
  yWebsocket,
  yWebsocketLevel,
} from './peers.ts'
import { samsyn, samsynOnSlowDisk } from './samsyn.ts'
import type { ServerKind, ServerName } from './server.ts'

/** Every server that can be measured; `home` is the checkout of Samsyn that is. */
export function serverKinds(home: string): Readonly<Record<ServerName, ServerKind>> {
  return {
    raw: rawRelay,
    rf: syncedRelay,
    rbf: coalescedRelay,
    Y: yWebsocket,
    YL: yWebsocketLevel,
    H: hocuspocus,
    HS: hocuspocusSqlite,
    samsyn: samsyn(home),
    slow: samsynOnSlowDisk(home),
  }
}
